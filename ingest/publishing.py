"""What a reading makes of a publication: its facts, its audience, and whether it must wait.

What staff decided always wins over what reading finds. Pure; `ingest.run` stores the result.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from corpus.periods import find_periods
from corpus.records import Audience, Fact, Kind, Period, Publication, Quality
from corpus.store import DECIDED
from ingest.handover import Reading

UNREAD_SHARE = 0.5
"""A publication waits for staff when more than this share of its pages could not be read."""

LEAST_OCR_CONFIDENCE = 0.6
"""Below this, what OCR read is not shown without a look by staff."""

LONGEST_SLUG = 80
SUFFIX_DIGITS = 8
"""Hexadecimal digits of a file's SHA-256 in the id of what is, or was, hidden from the public."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the person who started the run decided, for every file of it."""

    audience: Audience | None = None
    kind: Kind | None = None

    def facts(self) -> tuple[Fact, ...]:
        """The decisions as facts, which no later reading overwrites."""
        chosen = {"audience": self.audience, "kind": self.kind}
        return tuple(Fact(name, value, DECIDED, 1.0) for name, value in chosen.items() if value)


def publication_of(
    reading: Reading,
    *,
    file_name: str,
    decided: Decided,
    former: Publication | None,
    source: str = "",
) -> Publication:
    """The publication with this reading as its current edition; a new one still wants its id."""
    facts = {fact.name: fact for fact in reading.facts}
    kept = former.facts if former else ()
    facts |= {fact.name: fact for fact in kept if fact.found_in == DECIDED}
    facts |= {fact.name: fact for fact in decided.facts()}
    values = {name: fact.value for name, fact in facts.items()}
    base = former or Publication("", "", Kind.OTHER, Audience.PUBLIC, file_name)
    return replace(
        base,
        title=values.get("title") or base.title or PurePath(file_name).stem,
        kind=_kind(values.get("kind"), base.kind),
        audience=audience_of(facts, former),
        period=_period(values.get("period")),
        area=values.get("area", ""),
        marking=values.get("marking", ""),
        publisher=values.get("publisher", ""),
        language=values.get("language", base.language),
        source=source or base.source,
        held=True,
        waiting="" if "audience" in facts else waiting_for(reading.quality),
        facts=tuple(facts.values()),
    )


def audience_of(facts: Mapping[str, Fact], former: Publication | None) -> Audience:
    """Who may see it: as decided, else staff alone where it is marked, else as before."""
    if "audience" in facts:
        return Audience(facts["audience"].value)
    if "marking" in facts:
        return Audience.STAFF
    return former.audience if former else Audience.PUBLIC


def waiting_for(quality: Quality) -> str:
    """Why a person must look before others see it; nothing where all is well."""
    unread = len(quality.pages_without_text)
    if unread > UNREAD_SHARE * quality.pages:
        return f"{unread} of {quality.pages} pages have no text that could be read."
    confidence = quality.ocr_confidence
    if confidence is not None and confidence < LEAST_OCR_CONFIDENCE:
        return f"Pages were read from pictures with a confidence of only {confidence:.2f}."
    return ""


def _kind(value: str | None, former: Kind) -> Kind:
    return Kind(value) if value in set(Kind) else former


def _period(words: str | None) -> Period | None:
    found = find_periods(words) if words else ()
    return found[0].period if found else None


def former_of(named: Iterable[Publication], decided: Decided) -> Publication | None:
    """Which publication of a file's name the file is the next edition of, if of any.

    Never one that is meant for fewer readers than were decided on: its former editions would be
    opened with it. Of several it is the one meant for fewest.
    """
    audience = decided.audience
    kept = [p for p in named if audience is None or audience.may_see(p.audience)]
    return max(kept, key=lambda p: p.audience.rank, default=None)


def id_of(publication: Publication, sha256: str, is_taken: Callable[[str], bool]) -> str:
    """A free id made from the file's name; it stays when the publication's title changes.

    What the public may not see at once carries a piece of its bytes' SHA-256, as does whatever
    finds its id taken: so no public id is different because something hidden was there first, and
    a piece of SHA-256 does not tell why it stands there.
    """
    stem = PurePath(publication.file_name).stem.casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:LONGEST_SLUG].strip("-") or "publication"
    is_open = publication.audience is Audience.PUBLIC and not publication.waiting
    if is_open and not is_taken(slug):
        return slug
    pieces = (sha256[:length] for length in range(SUFFIX_DIGITS, len(sha256) + 1))
    return next(f"{slug}-{piece}" for piece in pieces if not is_taken(f"{slug}-{piece}"))


def remarks(publication: Publication, quality: Quality) -> Sequence[str]:
    """What the person who ingested it should know at once."""
    found = []
    if publication.marking and publication.audience is Audience.STAFF:
        found.append(f"Marked {publication.marking}: only staff see it until you decide otherwise.")
    if publication.waiting:
        found.append(f"Waits for you: {publication.waiting}")
    if quality.pages_without_text and not publication.waiting:
        pages = ", ".join(map(str, quality.pages_without_text[:10]))
        found.append(f"No text on page {pages}.")
    return found
