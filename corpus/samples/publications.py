"""What the sample publications are: one record for each table of ``source/publications.toml``.

It does not make anything; ``typeset`` and ``scan`` make the PDFs and ``__main__`` calls them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "source"
PDF = HERE / "pdf"
TRUTH = HERE / "truth"
LABEL = "Sample publication: Wealdshire is an invented county"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample publication as its cover states it."""

    key: str
    title: str
    kind: str
    period: str
    published: date
    audience: str
    publisher: str
    area: str
    marking: str | None
    is_tagged: bool
    is_scanned: bool

    @property
    def file_name(self) -> str:
        """The name of its PDF."""
        return f"{self.key}.pdf"


def samples() -> tuple[Sample, ...]:
    """All sample publications.

    Order: as in the source file.
    """
    listed = tomllib.loads((SOURCE / "publications.toml").read_text(encoding="utf-8"))
    return tuple(
        Sample(
            key=key,
            title=entry["title"],
            kind=entry["kind"],
            period=entry["period"],
            published=entry["published"],
            audience=entry["audience"],
            publisher=entry.get("publisher", listed["publisher"]),
            area=entry.get("area", listed["area"]),
            marking=entry.get("marking"),
            is_tagged=entry["tagged"],
            is_scanned=entry.get("scanned", False),
        )
        for key, entry in listed.items()
        if isinstance(entry, dict)
    )
