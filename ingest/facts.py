"""What a publication is: title, kind, period, area, publisher, language, marking, date published.

Each fact carries where it was found and how sure that is, for staff to correct. Reads what the
reader already has (metadata, cover lines, page texts, file name); opens no file. Its rules are
our own: the cover is believed before the title, the title before the file name, and the text last.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.periods import FoundPeriod, find_periods
from corpus.places import Places
from corpus.records import Fact, Period
from ingest.areas import COVER_START, TEXT_TRUST, Source, find_area
from ingest.imprint import find_kind, find_language, find_publisher, is_organisation
from ingest.markings import find_marking
from ingest.titles import Heading, as_written, find_title

_PUBLISHED = re.compile(
    r"\b(?:published|publication\s+date|date\s+of\s+publication|issued?|updated|dated?)\b\W*"
    r"(?:on|in|:)?\W*$",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"\b(?:inspection|visit|review|fieldwork|reporting)?\s*(?:dates?|period)\b\W*$"
    r"|\bon\s+$"
    r"|\b(?:covers?|covering|between|from|during|for\s+the\s+period"
    r"|data\s+(?:from|for))\W*$",
    re.IGNORECASE,
)
_SAYS = (
    r"\b(?:covers?|covering|reporting\s+period|for\s+the\s+period|data\s+(?:from|for|covers?))\W+"
)
_SAYS_SOMEWHERE = re.compile(_SAYS, re.IGNORECASE)
_SAYS_PERIOD = re.compile(rf"{_SAYS}(?:\w+\W+){{0,3}}$", re.IGNORECASE)
LEAST_TRUST = 0.3
"""A period less sure than this is no fact."""

COVER_LETTERS = 1500
"""A first page may hold running text: only so much of its start is the cover."""

FIRST_TEXT_TRUST = 0.8
"""Trust in the running text of the first page, below that in its cover lines."""

SAID_FITNESS = 1.2

TITLE_TRUST = 0.4
"""A period less sure than this is not put into the title."""


def find_facts(
    *,
    metadata: Mapping[str, str],
    pages: Sequence[str],
    cover_lines: Sequence[tuple[str, float]],
    file_name: str,
    places: Places,
) -> tuple[Fact, ...]:
    """Everything that can be said of a publication.

    *Shapes*: `pages` are the page texts in order; `cover_lines` are (text, type size) of page 1.
    *Order*: title, kind, period, area, publisher, language, published, marking; what is not found
    is left out, but title, kind and language are always there.
    """
    cover = [line for line, _ in cover_lines]
    heading = find_title(
        metadata=metadata,
        pages=pages,
        cover=cover_lines,
        file_name=file_name,
        is_owner=lambda line: is_organisation(line) or _is_place(line, places),
    )
    sources = _sources(heading, cover, pages, file_name)
    period = _period(sources)
    area = find_area(sources, places, pages)
    published = _published(sources, metadata, period)
    period = period or _year_of(published)
    facts: list[Fact | None] = [
        _title(heading, period, area, published, places),
        find_kind(
            title=heading.text,
            cover=cover,
            pages=pages,
            file_name=file_name,
            title_found_in=heading.found_in,
        ),
        period,
        area,
        _publisher(metadata, cover_lines, pages),
        find_language(pages),
        published,
        _marking(metadata, pages, cover, file_name),
    ]
    return tuple(fact for fact in facts if fact is not None)


def _is_place(line: str, places: Places) -> bool:
    found = places.find(line)
    return len(found) == 1 and found[0].end - found[0].start >= len(line.strip(" .,:"))


def _sources(
    heading: Heading, cover: Sequence[str], pages: Sequence[str], file_name: str
) -> tuple[Source, ...]:
    named = re.sub(r"\.\w{2,4}$", "", file_name)
    # "2022-23" must stay a year; other hyphens and underscores of a file name part words.
    named = re.sub(r"(?<!\d)[-_]|[-_](?!\d{2,4}\b)|(?<=\D)[-_]", " ", named)
    first_text = " ".join((pages[0] if pages else "").split())
    return (
        Source(heading.text, heading.found_in, heading.confidence, heading.page_number),
        Source(" ".join(cover)[:COVER_LETTERS], "cover", 0.85, 1),
        Source(first_text[:COVER_LETTERS], "cover", FIRST_TEXT_TRUST, 1),
        Source(named, "file name", 0.6),
        Source(" ".join(pages[1:4])[:6000], "text", TEXT_TRUST, is_text=True),
    )


# -------------------------------------------------------------------------------- period


def period_of(words: str) -> Period | None:
    """The period a fact's words mean."""
    found = find_periods(words)
    return found[0].period if found else None


def _period(sources: Sequence[Source]) -> Fact | None:
    best: tuple[float, Fact] | None = None
    for source in sources:
        if source.is_text and not _SAYS_SOMEWHERE.search(source.text):
            continue
        for found in find_periods(source.text):
            score = source.trust * _fitness(source, found)
            if best is None or score > best[0] + 1e-9:
                confidence = round(min(score, 0.95), 2)
                words = found.period.words
                best = score, Fact("period", words, source.found_in, confidence, source.page_number)
    return best[1] if best and best[0] >= LEAST_TRUST else None


def _year_of(published: Fact | None) -> Fact | None:
    """Where no period is stated, the year it came out stands for it."""
    out = period_of(published.value) if published else None
    if published is None or out is None:
        return None
    return replace(published, name="period", value=str(out.last_year), confidence=TITLE_TRUST)


def _fitness(source: Source, found: FoundPeriod) -> float:
    """How likely a period is what the publication covers, not when it came out or what it cites."""
    before = source.text[max(0, found.start - 40) : found.start]
    if _is_publication_date(before):
        return 0.2
    if source.is_text:
        # What a report says it covers beats a lone month on its cover, and nothing else there.
        return SAID_FITNESS if _SAYS_PERIOD.search(before) and _days(found.period) > 1 else 0.0
    fitness = 1.0 if _days(found.period) > 1 else 0.35
    if 27 <= _days(found.period) <= 31 and found.period.first_day.endswith("01"):
        fitness = 0.5  # a month alone is more often when a report came out
    if _COVERS.search(before):
        return max(fitness, 0.6) * 1.1
    is_running_text = source.trust == FIRST_TEXT_TRUST
    is_far = source.found_in == "cover" and found.start > COVER_START
    return fitness * (0.3 if is_running_text or is_far else 1.0)


def _is_publication_date(before: str) -> bool:
    return bool(_PUBLISHED.search(before)) and not _COVERS.search(before)


def _days(period: Period) -> int:
    first, last = date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)
    return (last - first).days + 1


# -------------------------------------------------------------------------------- published


def _published(
    sources: Sequence[Source], metadata: Mapping[str, str], period: Fact | None
) -> Fact | None:
    """When it came out: as labelled on the cover, else a lone date, else the file's own date."""
    for source in sources[1:4]:
        for found in find_periods(source.text):
            before = source.text[max(0, found.start - 40) : found.start]
            if _is_publication_date(before) or (
                source.found_in == "file name" and _days(found.period) == 1
            ):
                return Fact(
                    "published",
                    _written(found.period),
                    source.found_in,
                    source.trust,
                    source.page_number,
                )
    made = re.match(r"D:(\d{4})(\d\d)", metadata.get("CreationDate", ""))
    if made is None or period is None:
        return None
    covered = period_of(period.value)
    month = f"{made[1]}-{made[2]}"
    if covered is None or not covered.last_day[:7] <= month <= _a_year_after(covered.last_day):
        return None
    return Fact("published", _month_words(month), "metadata", 0.4)


def _a_year_after(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:7]}"


def _written(period: Period) -> str:
    """A day in full; a longer time in the words that named it."""
    first = date.fromisoformat(period.first_day)
    return f"{first.day} {first:%B %Y}" if _days(period) == 1 else period.words


def _month_words(month: str) -> str:
    return date.fromisoformat(f"{month}-01").strftime("%B %Y")


# -------------------------------------------------------------------------------- title, marking


def _title(
    heading: Heading,
    period: Fact | None,
    area: Fact | None,
    published: Fact | None,
    places: Places,
) -> Fact:
    """The heading with what it lacks to be told from its neighbours: area, period, year out."""
    added = []
    if area and area.found_in != "text" and not places.find(heading.text):
        added.append(area.value)
    covered = period_of(period.value) if period and period.confidence >= TITLE_TRUST else None
    if period and covered and not find_periods(heading.text):
        added.append(period.value)
    out = period_of(published.value) if published else None
    if covered and out and out.first_year > covered.last_year and added:
        added.append(f"published {published.value if published else ''}")
    text = f"{heading.text} ({', '.join(added)})" if added else heading.text
    return Fact("title", text, heading.found_in, heading.confidence, heading.page_number)


def _publisher(
    metadata: Mapping[str, str], cover: Sequence[tuple[str, float]], pages: Sequence[str]
) -> Fact | None:
    found = find_publisher(metadata=metadata, cover=[line for line, _ in cover], pages=pages)
    return found and replace(found, value=as_written(found.value, cover))


def _marking(
    metadata: Mapping[str, str], pages: Sequence[str], cover: Sequence[str], file_name: str
) -> Fact | None:
    found = find_marking(metadata=metadata, pages=pages, cover=cover, file_name=file_name)
    if found is None:
        return None
    marking, found_in, page_number = found
    confidence = 0.6 if found_in == "file name" else 0.95
    return Fact("marking", marking, found_in, confidence, page_number)
