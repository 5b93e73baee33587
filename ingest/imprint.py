"""Who published it, in which language, and what kind of publication it is.

Reads covers, imprints and titles; knows no list of organisations, only the words their names are
made of. Where nothing is certain it says so by a low confidence. Its rules are our own.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.records import Fact, Kind

_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.EVALUATION, r"evaluat(?:ion|ing)|impact\s+(?:study|assessment\s+report)"),
    (Kind.ANNUAL_REPORT, r"annual\s+(?:\w+\s+)?(?:report|review|statement)|year\s+in\s+review"),
    (
        Kind.NEEDS_ASSESSMENT,
        r"(?:strategic\s+)?needs\s+assessment|strategic\s+assessment|SNA|JSNA",
    ),
    (Kind.BRIEFING, r"briefing|bulletin|fact\s?sheet|newsletter|insight\s+note"),
    (Kind.STRATEGY, r"strategy|strategic\s+plan|(?:action|delivery|response)\s+plan"),
)
"""In this order: an annual report on a strategy is an annual report."""

_NAME = r"(?:[A-Z][\w’'&-]*|of|for|and|the|in|&)"
_ORGANISATION = re.compile(
    r"\b(?:Council|Borough|County|Unit|VRU|Partnership|Police|Commissioner|Constabulary|Ofsted|Office"
    r"|Institute|University|Commission|Foundation|Trust|Board|Department|Ministry|Service|Services"
    r"|Agency|NHS|Association|Alliance|Network|Centre|College|Society|Authority|Observatory|Ltd"
    r"|Limited|LLP|CIC|Consulting|Government|Directorate|OPCC|Inspectorate)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:agreement|framework|plan|review|report|protocol|statement|assessment|inquiry|profile"
    r"|toolkit|charter|guide|guidance|survey|study|analysis|update|duty|inspection)s?\W*$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:(?:^|\n|\.\s)(?:Published|Produced|Prepared|Written)|(?:[Rr]eport|[Dd]ocument|[Pp]ublication"
    r"|[Ss]trategy|[Aa]ssessment|[Pp]rofile|[Bb]riefing)\s+(?:was|is|has\s+been)\s+(?:published"
    r"|produced|prepared|written))\s+(?:and\s+published\s+)?by\s*:?\s+"
    rf"(?:the\s+)?(?P<name>[A-Z][\w’'&-]*(?:\s+{_NAME}){{0,9}})"
)
_OF_ITSELF = re.compile(
    r"\bThe (?P<name>[A-Z][^.()]{8,90}) \((?P<short>[A-Z]\w+)\)"
    r" (?:regulates|inspects|is\s+the|works)"
)
_RIGHTS = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?P<name>[A-Z][\w’'&-]*(?:\s+{_NAME}){{0,9}})"
)
_NO_ONE = re.compile(
    r"^(?:Crown|Copyright|All\s+[Rr]ights|OS|Ordnance|Google|Getty|Shutterstock)\b"
)

_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "is", "for", "that", "with", "are", "was", "by")
)
_WELSH = frozenset(("y", "yr", "yn", "ac", "mae", "wedi", "gan", "fod", "eu", "hyn", "sydd"))


def find_kind(
    *,
    title: str,
    cover: Sequence[str],
    pages: Sequence[str],
    file_name: str,
    title_found_in: str = "cover",
) -> Fact:
    """The kind of publication: as its title names it, else its cover, its name, its own words."""
    places = (
        (title, title_found_in, 0.95 if title_found_in == "cover" else 0.7),
        (" ".join(cover[:12]), "cover", 0.75),
        (re.sub(r"[_\W]+", " ", file_name), "file name", 0.7),
    )
    for text, found_in, confidence in places:
        if kind := _kind_of(text):
            return Fact("kind", kind, found_in, confidence)
    own = re.findall(r"\b[Tt]his\s+((?:\w+\s+){0,3}\w+)", " ".join(pages[:4]))
    counts = Counter(kind for words in own if (kind := _kind_of(words)))
    if counts and counts.most_common(1)[0][1] >= 2:
        return Fact("kind", counts.most_common(1)[0][0], "text", 0.5)
    return Fact("kind", Kind.OTHER, "default", 0.3)


def _kind_of(text: str) -> Kind | None:
    for kind, words in _KINDS:
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return kind
    return None


def find_publisher(
    *, metadata: Mapping[str, str], cover: Sequence[str], pages: Sequence[str]
) -> Fact | None:
    """Who published it: as its imprint says, else an organisation named alone on the cover."""
    ends = [*range(min(2, len(pages))), *range(max(2, len(pages) - 2), len(pages))]
    for pattern, confidence in ((_IMPRINT, 0.9), (_OF_ITSELF, 0.85), (_RIGHTS, 0.8)):
        for index in ends:
            if name := _named(pattern, pages[index]):
                return Fact("publisher", name, "text", confidence, index + 1)
    for line in cover[:20]:
        if is_organisation(line):
            return Fact("publisher", _tidy(line), "cover", 0.6, 1)
    author = metadata.get("Author", "")
    if is_organisation(author):
        return Fact("publisher", _tidy(author), "metadata", 0.5)
    return None


def _named(pattern: re.Pattern[str], text: str) -> str:
    for found in pattern.finditer(text):
        # "Ofsted" is what people call it; initials say too little.
        short = found.groupdict().get("short") or ""
        name = _tidy(found["name"] if short.isupper() or not short else short)
        if not _NO_ONE.match(name) and _ORGANISATION.search(name):
            return name
    return ""


def _tidy(name: str) -> str:
    words = " ".join(name.split()).strip(" .,;:|-–")
    while (cut := re.sub(r"\s+(?:of|for|and|the|in|&)$", "", words)) != words:
        words = cut
    return words


def is_organisation(line: str) -> bool:
    """Whether a line is an organisation's name and nothing else."""
    words = re.findall(r"[^\W\d_][\w’'&-]*", line)
    if not 1 <= len(words) <= 10 or re.search(r"[:@?!]|\d{2}", line):
        return False
    minor = {"of", "for", "and", "the", "in", "on", "local"}
    is_named = all(word[0].isupper() or word in minor for word in words)
    is_document = _kind_of(line) is not None or bool(_DOCUMENT.search(line))
    return is_named and bool(_ORGANISATION.search(line)) and not is_document


def find_language(pages: Sequence[str]) -> Fact:
    """English or Welsh, by the commonest small words of either."""
    words = Counter(re.findall(r"[^\W\d_]+", " ".join(pages[:10]).casefold()))
    english = sum(words[word] for word in _ENGLISH)
    welsh = sum(words[word] for word in _WELSH)
    if english + welsh < 20:
        return Fact("language", "en", "default", 0.3)
    is_welsh = welsh > english
    share = max(welsh, english) / (english + welsh)
    return Fact("language", "cy" if is_welsh else "en", "text", round(share, 2))
