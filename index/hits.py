"""What was asked and what was found: the index's two nouns and the filters between them.

Hits are ids, ranks and scores only; words come from the record (`corpus.reader`).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.records import Audience, Kind


class Mode(StrEnum):
    """Which retrievers take part."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    SEMANTIC = "semantic"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must satisfy; empty means anything. Filters narrow, never widen.

    *Units*: years are calendar years; a publication passes when its period touches them. `days` are
    the first and last day of a financial year, which is then what must be touched.
    """

    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    days: tuple[str, str] | None = None
    title: str = ""
    page_from: int | None = None
    page_to: int | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, by whom, and how many hits are wanted."""

    text: str
    audience: Audience
    filters: Filters = field(default_factory=Filters)
    limit: int = 10
    offset: int = 0
    mode: Mode = Mode.HYBRID


@dataclass(frozen=True, slots=True)
class Standing:
    """What one retriever said of a passage: its rank (from 1) and raw score."""

    retriever: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One found passage; `why` names in plain words what else lifted or lowered it."""

    passage_id: str
    rank: int
    score: float
    standings: tuple[Standing, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reworded:
    """A wording of the query, by its stems, and other wordings of the same meaning."""

    wording: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How a query was read: words searched, phrases required, words shut out, wishes, filters.

    `places`, `years` and `kinds` are wishes that lift; `filters` are what was asked as a filter,
    in the words of the query or beside it. `reworded` are wordings for which synonyms and acronyms
    have others. `suggestion` is a respelt query, or empty.
    """

    text: str
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    kinds: tuple[Kind, ...] = ()
    suggestion: str = ""
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()

    @property
    def expanded(self) -> tuple[str, ...]:
        """The words added from synonyms and acronyms, each once."""
        return tuple(dict.fromkeys(other for one in self.reworded for other in one.others))


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet and how many matching passages have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one search. `facets` maps kind, year, area and publication to counts."""

    understood: Understood
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    generation: str = ""
    degraded: tuple[str, ...] = ()
