"""Protective markings: the words that say a document is not for everyone.

A marking counts where markings stand: alone on a line of the cover or at the head or foot of a
page, in the file's own keywords, or in a sentence that speaks of the document itself. A report
that merely tells of restricted documents is not marked. The list follows the government's security
classifications (Cabinet Office, 2014 and 2023), the scheme before it, and what partnerships print.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

_DASH = r"[\s:;,/|‐‑‒–—-]{0,4}"
_HANDLING = (
    r"not\s+for\s+(?:onward|further|wider|public|general)?\s*(?:sharing|dissemination|distribution"
    r"|circulation|disclosure|release|publication|copying)(?:\s+without\s+permission)?"
    r"|restricted\s+(?:circulation|distribution|access)|limited\s+(?:circulation|distribution)"
    r"|law\s+enforcement\s+sensitive|police\s+sensitive|for\s+police\s+(?:eyes|use)\s+only"
    r"|(?:for\s+)?(?:internal|official|partner(?:s|ship)?)\s+(?:use|eyes)\s+only"
    r"|(?:for\s+)?(?:partners|police|staff)\s+only"
    r"|(?:private\s+and|strictly|commercial(?:ly)?(?:\s+in)?|management(?:\s+in)?)\s+confiden"
    r"(?:tial|ce)|gpms\s+restricted"
)
_CLASS = rf"official{_DASH}sensitive|restricted|confidential|(?:top\s+)?secret|protect"
_MARKING = re.compile(rf"\b(?:{_HANDLING}|{_CLASS})\b", re.IGNORECASE)
_SIGNS = ("restricted", "sensitive", "confiden", "secret", "protect", "only", "not", "limited")
"""Every marking holds one of these: most lines hold none, and are done without the pattern."""

_UNMARKED = re.compile(
    r"\b(?:not\s+(?:protectively\s+marked|restricted|confidential)|unrestricted|non-confidential"
    r"|unclassified)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\bthis\s+(?:document|report|profile|paper|publication|assessment|briefing|product|version)"
    r"\s+(?:is|has\s+been|must\s+be|should\s+be)\s+(?:\w+\s+){0,4}?"
    rf"(?P<marking>{_HANDLING}|{_CLASS})\b(?!\s+(?:by|to\s+the))",
    re.IGNORECASE,
)

EDGE_LINES = 3
"""Heads and feet are at most this many lines from the top and bottom of a page's text."""

MOST_OTHER_WORDS = 6
"""A marking line may also hold a page number, a date, a unit's name; a sentence holds more."""


def find_marking(
    *, metadata: Mapping[str, str], pages: Sequence[str], cover: Sequence[str], file_name: str
) -> tuple[str, str, int | None] | None:
    """The marking as printed, where it was found, and on which page."""
    for line in cover:
        if marking := marking_of_line(line):
            return marking, "cover", 1
    for number, text in enumerate(pages, start=1):
        if marking := _at_edges(text) or (_said_of_itself(text) if number <= 3 else ""):
            return marking, "text", number
    stated = [metadata.get(name, "") for name in ("Keywords", "Subject", "Title")]
    if marking := _first(stated):
        return marking, "metadata", None
    if marking := _first([re.sub(r"[_\W]+", " ", file_name)], least_upper=True):
        return marking, "file name", None
    return None


def marking_of_line(line: str) -> str:
    """The marking a line consists of, or nothing where it is a sentence or plain heading."""
    folded = line.casefold()
    found = any(sign in folded for sign in _SIGNS) and _MARKING.search(line)
    if not found or _UNMARKED.search(line):
        return ""
    others = re.findall(r"[^\W\d_]{2,}", line[: found.start()] + " " + line[found.end() :])
    if len(others) > MOST_OTHER_WORDS or _is_sentence(line, others):
        return ""
    return _printed(found[0]) if _stands_out(found[0], others) else ""


def _stands_out(marking: str, others: Sequence[str]) -> bool:
    """Capitals stand out anywhere; in small letters a single word must be all there is."""
    if marking.upper() == marking or " " in marking.strip():
        return True
    return not others and marking[:1].isupper()


def _is_sentence(line: str, others: Sequence[str]) -> bool:
    return line.rstrip().endswith((".", ",", ";")) and len(others) > 3


def _at_edges(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return _first(lines[:EDGE_LINES] + lines[-EDGE_LINES:])


def _said_of_itself(text: str) -> str:
    found = _OF_ITSELF.search(text)
    return _printed(found["marking"]) if found and not _UNMARKED.search(found[0]) else ""


def _first(lines: Iterable[str], *, least_upper: bool = False) -> str:
    for line in lines:
        marking = marking_of_line(line)
        if marking and (marking.isupper() or not least_upper):
            return marking
    return ""


def _printed(marking: str) -> str:
    return " ".join(marking.split()).strip(" -:")
