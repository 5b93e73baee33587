"""What a reader asked of the search page, as its address has it, and addresses that vary it.

Every state of the page has an address; a year that is no year becomes an error tied to its field,
and the search goes on without it.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from index.hits import Filters
from service.answer.compare import wants_table
from service.answer.kinds import Asks
from service.answer.question import understand

PAGE_SIZE = 10
MOST_WORDS = 1000
"""Characters of a question that are read; the box takes no more."""

_QUESTION = re.compile(
    r"^\W*(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had"
    r"|can|could|will|would|should|must|may|in (?:what|which)|compare|list|define|explain)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether the words ask something, by their form."""
    words = text.split()
    return text.rstrip().endswith("?") or (len(words) > 2 and bool(_QUESTION.match(text)))


def asks_in_few_words(text: str) -> bool:
    """Whether words that ask nothing want a figure, a grade, a list, a meaning or a table."""
    asked = understand(text)
    wants = asked.kind not in (Asks.FACT, Asks.YES_NO) or wants_table(asked)
    return wants and len(text.split()) > 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of the search page."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    sort: str = "relevance"
    page: int = 1
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, query: QueryParams) -> "Asked":
        """Read the query part of an address; what makes no sense is left out."""
        errors: dict[str, str] = {}
        years = {name: _year(query.get(name, ""), name, errors) for name in _YEARS}
        first, last = years["year_from"], years["year_to"]
        if first and last and first > last:
            errors["year_to"] = "The last year must not come before the first."
            years["year_to"] = None
        page = query.get("page", "1")
        return cls(
            text=" ".join(query.get("q", "")[:MOST_WORDS].split()),
            kinds=_values(query, "kind"),
            areas=_values(query, "area"),
            publications=_values(query, "publication"),
            sort="date" if query.get("sort") == "date" else "relevance",
            page=min(int(page), 1000) if page.isascii() and page.isdigit() and int(page) else 1,
            errors=errors,
            **years,
        )

    @property
    def filters(self) -> Filters:
        """The filters, as the index takes them."""
        return Filters(
            kinds=self.kinds,
            areas=self.areas,
            publications=self.publications,
            year_from=self.year_from,
            year_to=self.year_to,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return self.filters != Filters()

    def address(self, path: str = "/search", **changes: Any) -> str:
        """The address of this state with some things changed; back to page 1 unless told."""
        other = replace(self, **{"page": 1, **changes})
        pairs: list[tuple[str, object]] = [("q", other.text)]
        pairs += [("kind", kind) for kind in other.kinds]
        pairs += [("area", area) for area in other.areas]
        pairs += [("publication", one) for one in other.publications]
        pairs += [(name, getattr(other, name)) for name in _YEARS if getattr(other, name)]
        if other.sort != "relevance":
            pairs.append(("sort", other.sort))
        if other.page > 1:
            pairs.append(("page", other.page))
        return f"{path}?{urlencode(pairs)}"

    def without(self, name: str, value: str) -> str:
        """The address with one value of a filter taken away."""
        changes: dict[str, Any] = {name: tuple(v for v in getattr(self, name) if v != value)}
        return self.address(**changes)


_YEARS = {"year_from": "first year", "year_to": "last year"}


def _values(query: QueryParams, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in query.getlist(name) if value))


def _year(text: str, name: str, errors: dict[str, str]) -> int | None:
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return int(text)
    errors[name] = f"Enter the {_YEARS[name]} as four figures, such as 2023."
    return None
