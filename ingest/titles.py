"""The title of a publication, as its cover sets it.

Looks for the largest type on the cover that is neither a date, an organisation alone, nor a
marking; weighs that against the file's own title, which is often left over from a draft. Falls
back to a letter's subject line, the first line, the file name. Its rules are our own.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.periods import find_periods
from ingest.imprint import is_organisation
from ingest.markings import marking_of_line

HEADING_RATIO = 1.12
"""A title is set at least this much larger than the page's running text."""

COVER_RATIO = 1.5
"""Set smaller than this beside running text it may be the heading of any page, not of the whole."""

SAME_SIZE = 0.06
"""Lines whose sizes differ by less than this share are set alike."""

LONGEST_WORDS = 32
LONGEST_LETTERS = 220

_JUNK = re.compile(
    r"\bdraft\b|microsoft\s+(?:word|powerpoint|excel)|\.(?:docx?|pdf|pptx?|indd|xlsx?|rtf|pub)\b"
    r"|untitled|^\s*(?:document|presentation|layout|slide|book|report|template|title)?\s*\d*\s*$"
    r"|\btemplate\b|powerpoint\s+presentation|\bv(?:ersion)?\s?\d+(?:\.\d+)*\b|_\w|\bcopy\s+of\b"
    r"|\bfinal\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^[A-Z][\w\s’']{2,30}:\s*\S")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|requires?|will|must|should|can|may)\b|[^.]\.$"
)
_CONTACT = re.compile(r"https?:|www\.|@|\b(?:tel(?:ephone)?|textphone|e-?mail)\b", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\b(?:published|date|dated|updated|version|issued?|period|financial\s+year|year|to|and|the|v)\b"
    r"|[\W\d_]+",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\W|\d)*(?:table\s+of\s+)?(?:contents|foreword|preface|introduction|(?:executive\s+)?summary"
    r"(?:\s+of\s+findings)?|acknowledge?ments|appendi(?:x|ces)(?:\s+\w)?|glossary|background"
    r"|index|references|abstract)\W*",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:^|\n)\s*Dear [^\n]{2,60}?\n+\s*(?P<subject>[^\n]{12,160})")
_NOTE_MARK = re.compile(r"(?<=[a-z])(?:\d{1,2}|[¹²³⁰⁴-⁹]+)$")
_NUMBERED = re.compile(r"^(?:page\s+)?\d{1,3}\s+|[\s|]+(?:page\s+)?\d{1,3}$", re.IGNORECASE)
EDGE_LINES = 4
FEWEST_PAGES = 4
"""On fewer pages a line that comes again may be chance."""

_MINOR = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title, where it was found, and how sure that is."""

    text: str
    found_in: str
    confidence: float
    page_number: int | None = None


@dataclass(frozen=True, slots=True)
class _Setting:
    """Consecutive cover lines set alike."""

    lines: tuple[str, ...]
    size: float

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def find_title(
    *,
    metadata: Mapping[str, str],
    pages: Sequence[str],
    cover: Sequence[tuple[str, float]],
    file_name: str,
    is_owner: Callable[[str], bool] = is_organisation,
) -> Heading:
    """The best title there is; never empty.

    `is_owner` tells a line that only says whose report it is, which alone is no title.
    """
    on_cover = _on_cover(cover, is_owner)
    stated = _stated(metadata, pages, cover)
    running = _running_head(pages)
    if running and on_cover and on_cover.confidence < running.confidence:
        on_cover = None
    if on_cover and stated:
        return _agreed(on_cover, stated)
    return (
        on_cover
        or stated
        or _subject(pages)
        or running
        or _first_line(pages)
        or _of_file(file_name)
    )


def _agreed(on_cover: Heading, stated: Heading) -> Heading:
    cover_words, stated_words = _folded(on_cover.text), _folded(stated.text)
    if cover_words in stated_words:
        return Heading(stated.text, "cover", 0.95, 1)
    if stated_words in cover_words:
        return Heading(on_cover.text, "cover", 0.95, 1)
    return stated if stated.confidence > on_cover.confidence else on_cover


def _stated(
    metadata: Mapping[str, str], pages: Sequence[str], cover: Sequence[tuple[str, float]]
) -> Heading | None:
    """The file's own title, trusted as far as its words also stand on the first pages."""
    title = " ".join(metadata.get("Title", "").split())
    if _JUNK.search(title) or len(title.split()) < 2 or len(title) > LONGEST_LETTERS:
        return None
    words = set(re.findall(r"\w+", title.casefold())) - _MINOR
    shown = " ".join([*(line for line, _ in cover), *pages[:2]]).casefold()
    share = sum(word in shown for word in words) / max(len(words), 1)
    if share < 0.5:
        return None if shown.strip() else Heading(title, "metadata", 0.5)
    return Heading(title, "metadata", 0.9 if share >= 0.99 else 0.6)


def _on_cover(
    cover: Sequence[tuple[str, float]], is_owner: Callable[[str], bool]
) -> Heading | None:
    """The largest setting that can be a title, led by the organisation above it where alone."""
    body = _body_size(cover)
    settings = [s for s in _settings(cover) if s.size >= HEADING_RATIO * body]
    titles = [s for s in settings if not is_owner(s.text)]
    if not titles:
        return None
    title = max(titles, key=lambda s: (round(s.size), _weight(s)))
    owner = settings[0] if settings[0] is not title and settings[0].size > title.size else None
    text = as_written(title.text, cover)
    has_owner = owner is not None and is_owner(owner.text)
    if owner is not None and has_owner:
        text = f"{as_written(owner.text, cover)}: {text}"
    is_cover = has_owner or title.size >= COVER_RATIO * body
    return Heading(text, "cover", 0.85 if is_cover else 0.55, 1)


def _weight(setting: _Setting) -> int:
    return min(len(setting.text), 60)


def _body_size(cover: Sequence[tuple[str, float]]) -> float:
    """The size most letters of a full first page are set in; 0 on a cover without running text."""
    letters: dict[float, int] = {}
    for line, size in cover:
        letters[round(size)] = letters.get(round(size), 0) + len(line)
    if not letters or sum(letters.values()) < 400:
        return 0.0
    return max(letters, key=lambda size: letters[size])


def _settings(cover: Sequence[tuple[str, float]]) -> list[_Setting]:
    settings: list[_Setting] = []
    is_open = False
    for line, size in cover:
        if not _may_be_title(line):
            is_open = False
            continue
        last = settings[-1] if settings else None
        if is_open and last and abs(last.size - size) <= SAME_SIZE * size and _fits(last, line):
            settings[-1] = _Setting((*last.lines, _NOTE_MARK.sub("", line.strip())), last.size)
        else:
            settings.append(_Setting((_NOTE_MARK.sub("", line.strip()),), size))
        is_open = True
    return [s for s in settings if len(re.findall(r"[^\W\d_]", s.text)) >= 4]


def _fits(setting: _Setting, line: str) -> bool:
    text = f"{setting.text} {line}"
    return len(text) <= LONGEST_LETTERS and len(text.split()) <= LONGEST_WORDS


def _may_be_title(line: str) -> bool:
    if marking_of_line(line) or _CONTACT.search(line) or _PART.fullmatch(line.strip()):
        return False
    if is_date_alone(line):
        return False
    if _LABELLED.match(line) and find_periods(line):
        return False
    return not _FINITE.search(line.strip()) and "|" not in line


def is_date_alone(line: str) -> bool:
    """Whether a line holds a period or date and no other words but those around dates."""
    rest = line
    for found in reversed(find_periods(line)):
        rest = rest[: found.start] + " " + rest[found.end :]
    return rest != line and not _DATE_WORDS.sub("", rest).strip()


def as_written(text: str, cover: Sequence[tuple[str, float]]) -> str:
    """A title set in capitals throughout, in the small letters a person would write it in.

    Words without a vowel, or of at most four letters in a title otherwise longer, stay capitals
    only where they look like initials.
    """
    if text.upper() != text:
        return text
    small = {
        word for line, _ in cover for word in re.findall(r"[^\W\d_]+", line) if word[1:].islower()
    }
    return " ".join(
        _small(word, first=index == 0, small=small) for index, word in enumerate(text.split())
    )


def _small(word: str, *, first: bool, small: set[str]) -> str:
    letters = re.sub(r"[\W\d_]", "", word)
    if letters.capitalize() in small or len(letters) > 5:
        return word.capitalize()
    if letters.casefold() in _MINOR and not first:
        return word.lower()
    is_initials = 2 <= len(letters) <= 5 and not re.search(r"[AEIOUY]", letters)
    return word if is_initials or letters in _INITIALS else word.capitalize()


_INITIALS = frozenset(
    ("VRU", "VRP", "OPCC", "NHS", "UK", "CSP", "MOPAC", "PCC", "ASB", "A&E", "YOT")
)


def _subject(pages: Sequence[str]) -> Heading | None:
    """The subject line under a letter's salutation."""
    found = _SALUTATION.search(pages[0][:3000]) if pages else None
    if found is None or found["subject"].rstrip().endswith((".", ",")):
        return None
    return Heading(" ".join(found["subject"].split()), "cover", 0.75, 1)


def _running_head(pages: Sequence[str]) -> Heading | None:
    """What stands at the edge of most pages, where the cover is missing."""
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        edges.update({_NUMBERED.sub("", line) for line in lines[:2] + lines[-EDGE_LINES:]})
    for line, count in edges.most_common(5):
        is_head = len(pages) >= FEWEST_PAGES and count > len(pages) / 2
        if is_head and 2 <= len(line.split()) <= 14 and _may_be_title(line):
            return Heading(line, "text", 0.6)
    return None


def _first_line(pages: Sequence[str]) -> Heading | None:
    for number, page in enumerate(pages[:2], start=1):
        for line in page.splitlines()[:6]:
            words = line.split()
            if 2 <= len(words) <= 16 and _may_be_title(line) and not is_organisation(line):
                return Heading(" ".join(words), "text", 0.4, number)
    return None


def _of_file(file_name: str) -> Heading:
    stem = re.sub(r"\.(?:pdf|eml|msg)$", "", file_name, flags=re.IGNORECASE)
    words = re.sub(r"[_\s-]+", " ", stem).strip() or "Untitled"
    return Heading(words[:1].upper() + words[1:], "file name", 0.3)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
