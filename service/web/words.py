"""Names, dates and numbers in plain English, as pages show them."""

import re
from datetime import date, datetime

from markupsafe import Markup, escape

from service.runtime import NO_EMBEDDER, OTHER_MODEL, STALE

KINDS = {
    "strategy": "Strategy",
    "needs-assessment": "Needs assessment",
    "annual-report": "Annual report",
    "evaluation": "Evaluation",
    "briefing": "Briefing",
    "other": "Other report",
}

AUDIENCES = {
    "public": "Public",
    "partner": "Partners and staff",
    "staff": "Staff only",
}

STATES = {
    NO_EMBEDDER: "Search by meaning is resting. Only the words themselves are looked for.",
    OTHER_MODEL: "Search by meaning is resting. Only the words themselves are looked for.",
    STALE: "The newest changes to the collection cannot be found yet. Try again in a few minutes.",
}
"""What readers are told where a part of the service is gone; its own words are for staff."""

_CALLED = re.compile(r"(?<![\d,.])(?:999|101|111|116 ?\d{3}|0\d{3}(?: ?\d){4,7})\b")


def kind(value: str) -> str:
    """A kind of publication as people say it."""
    return KINDS.get(value, value)


def day(value: date | datetime) -> str:
    """A date such as "3 April 2024"."""
    return f"{value.day} {value:%B %Y}"


def page_name(page: dict[str, object]) -> str:
    """How a page is called: by its printed label, with its place in the file where they differ."""
    label, number = str(page["label"] or ""), page["number"]
    if not label or label == str(number):
        return f"page {number}"
    return f"page {label} (page {number} of the file)"


def size(size_bytes: int) -> str:
    """A file's size such as "1.4 MB"."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 page", "12 pages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def reason(words: str) -> str:
    """Why a passage was lifted or lowered, as a sentence without the weights behind it."""
    plain = re.sub(r"\s*\([+−-]?[\d.]+\)", "", words).strip().rstrip(".")
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""


def state(words: str) -> str:
    """What a reader is told of a part that is gone."""
    return STATES.get(words, f"{words[:1].upper()}{words[1:].rstrip('.')}.")


def dialled(words: str) -> Markup:
    """Words with every telephone number as a link that calls it."""

    def link(found: re.Match[str]) -> str:
        shown = found[0].replace(" ", "&nbsp;")
        return f'<a href="tel:{found[0].replace(" ", "")}">{shown}</a>'

    # Escaped first; a number is digits and blanks.
    return Markup(_CALLED.sub(link, str(escape(words))))  # noqa: S704  # nosec B704
