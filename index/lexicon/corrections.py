"""Corrections to the glossary, kept by hand: what was read wrong is put right or left out.

A file named glossary.toml in the data directory holds them:

    [[entry]]
    term = "A&IT"
    meaning = "Assessment and Intervention Team"

puts this meaning in place of every one that was read for the term, or of the one that `read`
names; an empty `meaning` leaves it out. The entry goes on being cited to where it was read. A
short form that no report spells out belongs into synonyms.toml, since there is nothing to cite.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import BadGlossary
from index.lexicon.glossary import Glossary, GlossaryEntry


@dataclass(frozen=True, slots=True)
class Correction:
    """What a term means instead of what was read; `read` is empty for whatever was."""

    term: str
    meaning: str
    read: str = ""


def load(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file.

    *Raises*: BadGlossary.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("entry", [])
        return tuple(
            Correction(str(e["term"]), str(e["meaning"]).strip(), str(e.get("read", "")))
            for e in entries
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadGlossary(f"The file {path.name} cannot be read: {error}") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise BadGlossary(f"The file {path.name} has an entry of another form.") from error


def corrected(glossary: Glossary, corrections: Sequence[Correction]) -> Glossary:
    """The glossary with its corrections; entries that come to mean the same are one."""
    if not corrections:
        return glossary
    kept: dict[tuple[str, str], tuple[GlossaryEntry, list[int]]] = {}
    for entry, rows in zip(glossary.entries, glossary.rows, strict=True):
        meaning = _meaning(entry, corrections)
        if not meaning:
            continue
        first, known = kept.setdefault(
            (entry.term, meaning), (replace(entry, meaning=meaning, count=0), [])
        )
        known.extend(row for row in rows if row not in known)
        kept[entry.term, meaning] = (replace(first, count=len(known)), known)
    return Glossary(
        tuple(entry for entry, _ in kept.values()), tuple(tuple(r) for _, r in kept.values())
    )


def _meaning(entry: GlossaryEntry, corrections: Iterable[Correction]) -> str:
    for correction in corrections:
        if correction.term == entry.term and correction.read in ("", entry.meaning):
            return correction.meaning
    return entry.meaning
