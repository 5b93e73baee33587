"""References in the Harvard manner, as British public bodies write them.

Source of the form: Pears and Shields, "Cite Them Right" (12th ed., 2022), for online reports:
Publisher (Year) *Title*. Page. Available at: address. What is not known is left out, never made
up; without a year the form is "(no date)".
"""

import re

from corpus.records import Citation, Publication

_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?(?:[/–-]|to)\s?(?:(?:19|20)?\d\d))?")
"""What stands for a year in a reference: 2023, 2022/23, 2024-2027."""


def reference(publication: Publication, citation: Citation | None = None, *, url: str = "") -> str:
    """A publication's reference, with the page of a citation and its lasting address."""
    author = publication.publisher or publication.area or "Anon."
    parts = [f"{author} ({year_of(publication)}) {publication.title.rstrip('.')}."]
    if citation:
        parts.append(f"{page_words(citation)}.")
    if url:
        parts.append(f"Available at: {url}")
    return " ".join(parts)


def year_of(publication: Publication) -> str:
    """The year a reference gives: years as printed, of days and months the last one's year."""
    period = publication.period
    if period is None:
        return "no date"
    return period.words if _YEARS.fullmatch(period.words) else str(period.last_year)


def page_words(citation: Citation) -> str:
    """Where a citation stands: the printed label, and the page of the file where they differ."""
    number = str(citation.page_number)
    if citation.page_label and citation.page_label != number:
        return f"p. {citation.page_label} (page {number} of the file)"
    return f"p. {number}"
