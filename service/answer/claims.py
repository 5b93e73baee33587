"""The nouns of answering: evidence, statements and the answer with its status.

A statement cannot be made without a citation; nothing found is a status, not an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.records import Citation, Passage, Publication
from index.hits import Hit, Understood


class AnswerStatus(StrEnum):
    """The closed set of outcomes of a question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A found passage with its text and publication, as the answerer weighs it."""

    hit: Hit
    passage: Passage
    publication: Publication
    page_label: str


def first_of_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first passage found of each edition. *Order*: as they were found."""
    first: dict[str, Evidence] = {}
    for one in evidence:
        first.setdefault(one.passage.edition_sha256, one)
    return list(first.values())


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, and the numbers (from 1) of the citations that carry it."""

    text: str
    citations: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("A statement needs at least one citation.")


@dataclass(frozen=True, slots=True)
class Cited:
    """A numbered citation of an answer with the passage it stands in.

    `row` is the table row, with its heads, of which only a part is quoted; else empty.
    """

    number: int
    citation: Citation
    passage_id: str
    publication: Publication
    headings: tuple[str, ...]
    url: str
    reference: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a comparison: the value and the citation that carries it, or not stated.

    `more` are the citations after the first, where its words stand in several places.
    """

    text: str
    citation: int | None
    more: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """An answer over years or places: one row a place or subject, one column a year.

    *Shapes*: `cells[row][column]`. `unit` is empty unless all values share one.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[TableCell, ...], ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reports say to a question, or that they do not.

    `short` is the figure, date, name or definition alone where the question has one, verbatim in
    the first statement's quote. `missing` names the part not answered where status is partial.
    `writer_note` says what became of a language model's words, where one was asked and not all
    that it wrote is shown.
    """

    question: str
    status: AnswerStatus
    reason: str = ""
    short: str = ""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Cited, ...] = ()
    table: ComparisonTable | None = None
    differs: str = ""
    missing: str = ""
    nearest: tuple[Evidence, ...] = ()
    method: str = "extractive"
    writer_note: str = ""
    understood: Understood | None = None
    confidence: float = 0.0
    notices: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Writing:
    """Told while an answer is on its way: a writer has been asked."""


@dataclass(frozen=True, slots=True)
class Said:
    """Told while an answer is on its way: one sentence of a writer, proven, with its citations.

    The whole answer, which comes last, may still be the quoted one.
    """

    statement: Statement
    citations: tuple[Cited, ...]


Told = Writing | Said | Answer
"""What is told of an answer on its way; the answer itself comes last."""
