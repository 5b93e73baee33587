"""Words read from pictures of pages, with their boxes and how sure each is."""

from ingest.ocr.reader import OcrPage, engine_name, read_picture

__all__ = ["OcrPage", "engine_name", "read_picture"]
