"""``python -m corpus.samples``: makes the sample publications and all that stands beside them.

Writes the PDFs, what a perfect reader would find in each, the manifest and the questions, over what
is there. The same source gives the same bytes.
"""

from __future__ import annotations

import json
import sys

from corpus.samples.publications import HERE, PDF, TRUTH, Sample, samples
from corpus.samples.questions import Texts, questions
from corpus.samples.scan import scan
from corpus.samples.structure import read_structure
from corpus.samples.truth import truth
from corpus.samples.typeset import typeset


def main() -> None:
    """Make everything and say what was made."""
    PDF.mkdir(exist_ok=True)
    TRUTH.mkdir(exist_ok=True)
    texts: dict[str, tuple[str, ...]] = {}
    for sample in samples():
        texts[sample.key] = _make(sample)
        sys.stdout.write(f"{sample.file_name}: {len(texts[sample.key])} pages\n")
    _write_manifest(texts)
    lines = [json.dumps(each, ensure_ascii=False) for each in questions(texts)]
    (HERE / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"questions.jsonl: {len(lines)} questions\n")


def _make(sample: Sample) -> tuple[str, ...]:
    """Write one PDF and its truth; the words of its pages, as printed, also where it is a scan."""
    printed = typeset(sample, is_tagged=sample.is_tagged)
    texts = _page_texts(printed)
    known = truth(sample.file_name, len(texts), read_structure(typeset(sample, is_tagged=True)))
    (PDF / sample.file_name).write_bytes(scan(sample, printed) if sample.is_scanned else printed)
    beside = json.dumps(known, ensure_ascii=False, indent=1) + "\n"
    (TRUTH / f"{sample.key}.json").write_text(beside, encoding="utf-8")
    return texts


def _page_texts(pdf: bytes) -> tuple[str, ...]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def _write_manifest(texts: Texts) -> None:
    listed = [
        {
            "file": sample.file_name,
            "title": sample.title,
            "kind": sample.kind,
            "period": sample.period,
            "published": sample.published.isoformat(),
            "area": sample.area,
            "audience": sample.audience,
            "marking": sample.marking,
            "publisher": sample.publisher,
            "pages": len(texts[sample.key]),
            "is_scanned": sample.is_scanned,
            "is_tagged": sample.is_tagged,
        }
        for sample in samples()
    ]
    text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    (HERE / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
