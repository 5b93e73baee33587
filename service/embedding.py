"""Opening the embedding model that the settings name, for building and for serving alike."""

from index.embedder import Embedder, OnnxEmbedder
from index.models import prepare
from service.settings import Settings


def open_embedder(settings: Settings) -> Embedder:
    """The embedder, its ONNX files made once beside the record.

    *Raises*: index errors where the model cannot be had or is not the pinned one.
    """
    folder = prepare(settings.model, settings.data / "models")
    return OnnxEmbedder.open(folder, threads=settings.threads)
