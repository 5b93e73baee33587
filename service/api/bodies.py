"""The API's bodies as Pydantic models: what OpenAPI tells of them, and what is sent in.

Replies are made by `service.present` and not by these; a test holds the two together.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from corpus.records import Kind

Range = Annotated[list[int], Field(min_length=2, max_length=2)]
Box = Annotated[list[float], Field(min_length=5, max_length=5)]


class PublicationBrief(BaseModel):
    """A publication as it stands in a hit or citation."""

    id: str
    title: str
    kind: Kind
    period: str
    area: str
    file_name: str


class PageName(BaseModel):
    """A page: its number in the file, counted from 1, and its printed label."""

    number: int
    label: str


class FiltersBody(BaseModel):
    """Filters as they were taken."""

    kind: list[str]
    area: list[str]
    publication: list[str]
    year_from: int | None
    year_to: int | None
    title: str
    page_from: int | None
    page_to: int | None


class Understood(BaseModel):
    """How a query was read."""

    text: str
    terms: list[str]
    phrases: list[str]
    excluded: list[str]
    expanded: list[str]
    places: list[str]
    years: list[Range]
    kinds: list[str]
    suggestion: str | None
    filters: FiltersBody
    notes: list[str]


class Passage(BaseModel):
    """A passage and its place."""

    passage_id: str
    kind: str
    text: str
    context: str
    headings: list[str]
    publication: PublicationBrief
    edition_sha256: str
    page: PageName
    url: str
    citation: str


class Standing(BaseModel):
    """What one retriever said of a passage."""

    retriever: str
    rank: int
    score: float


class Hit(Passage):
    """A found passage; highlights are [start, end] offsets into its text."""

    rank: int
    score: float
    highlights: list[Range]
    standings: list[Standing]
    why: list[str]


class FacetValue(BaseModel):
    """A value and how many passages have it."""

    value: str
    count: int


class Facets(BaseModel):
    """Counts over all that matched."""

    kind: list[FacetValue]
    year: list[FacetValue]
    area: list[FacetValue]
    publication: list[FacetValue]


class Hits(BaseModel):
    """The outcome of a search."""

    query: Understood
    total: int
    hits: list[Hit]
    facets: Facets
    degraded: list[str]
    took_ms: float


class Statement(BaseModel):
    """One thing said and the numbers of the citations that carry it."""

    text: str
    citations: list[int]


class Citation(BaseModel):
    """Exact words on an exact page; boxes are [page, x0, y0, x1, y1] in points.

    `row` is the table row, with its heads, of which the quote is a cell; else empty.
    """

    number: int
    passage_id: str
    publication: PublicationBrief
    edition_sha256: str
    page: PageName
    headings: list[str]
    quote: str
    row: str
    boxes: list[Box]
    read_by: str
    url: str
    reference: str


class Cell(BaseModel):
    """A value of a comparison, the citation that carries it, and more where it has several."""

    text: str
    citation: int | None
    more: list[int]


class Table(BaseModel):
    """An answer over years or places."""

    caption: str
    unit: str
    columns: list[str]
    rows: list[str]
    cells: list[list[Cell]]


class Answer(BaseModel):
    """An answer made of quotes, or that the reports do not say."""

    question: str
    status: Literal["answered", "partial", "not_found", "unavailable"]
    reason: str
    short: str
    statements: list[Statement]
    text: str
    citations: list[Citation]
    table: Table | None
    differs: str
    missing: str
    nearest: list[Hit]
    method: Literal["extractive", "generated"]
    writer_note: str
    confidence: float
    notices: list[str]
    took_ms: float


class Difference(BaseModel):
    """Where a quote and the page part; either may be empty."""

    quoted: str
    printed: str
    is_figure: bool


class Place(BaseModel):
    """Where words stand, and how they differ there from those given."""

    publication: PublicationBrief
    edition_sha256: str
    is_current: bool
    page: PageName
    quote: str
    boxes: list[Box]
    url: str
    reference: str
    alike: float
    differences: list[Difference]


class Verified(BaseModel):
    """Where words stand exactly, or nearly; too short says that there is too little to check."""

    quote: str
    too_short: bool
    found: list[Place]
    near: list[Place]


class Health(BaseModel):
    """How the service is."""

    live: bool
    ready: bool
    degraded: list[str]
    publications: int
    version: str


class FileRead(BaseModel):
    """What became of one PDF."""

    file_name: str
    status: Literal["added", "unchanged", "updated", "refused"]
    reason: str
    hint: str
    publication_id: str | None
    pages: int


class Read(FileRead):
    """What became of an upload; `also` has the other PDFs of an e-mail."""

    also: list[FileRead]


class GlossaryEntry(BaseModel):
    """An acronym and what the reports say it stands for."""

    term: str
    meaning: str
    passage_id: str
    publication_id: str
    page: int
    count: int


class Glossary(BaseModel):
    """The acronyms that the reports define."""

    entries: list[GlossaryEntry]
