"""Sets one sample publication in type with Typst, from its source text to the bytes of a PDF.

It neither writes files nor knows which publications there are. Only Typst's own faces and the free
Source Sans Pro (SIL Open Font License) are offered, never those of the machine, so the same source
gives the same bytes everywhere.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib import resources
from pathlib import Path

from corpus.samples.publications import SOURCE, Sample

FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def typeset(sample: Sample, *, is_tagged: bool) -> bytes:
    """The PDF of a sample, with or without structure tags; both break lines and pages alike."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        _lay_out_faces(Path(folder))
        made = typst.compile(
            str(SOURCE / f"{sample.key}.typ"),
            root=str(SOURCE),
            font_paths=[folder],
            ignore_system_fonts=True,
            format="pdf",
            pdf_tags=is_tagged,
        )
    return bytes(made)


def _lay_out_faces(folder: Path) -> None:
    """Put just the six faces used into a folder: the package holds each twice, as .otf and .ttf."""
    for face in FACES:
        name = f"SourceSansPro-{face}.otf"
        with resources.as_file(resources.files("font_source_sans_pro") / "files" / name) as path:
            shutil.copy(path, folder / name)
