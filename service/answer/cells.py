"""The cells of a comparison: their words made whole, and the one that says nothing."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from corpus.records import Span
from index.analysis import stems, words
from service.answer.cell_question import meets
from service.answer.claims import TableCell
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.lists import whole_list

NOT_STATED = TableCell("not stated", None)
SHORT_WORDS = 7
"""A sentence of fewer words is a head that goes with the one after it."""


def worded(candidate: Candidate | None, ledger: Ledger) -> TableCell:
    """Words as a cell with the citations that carry them; what has none is not stated."""
    statement = ledger.state(candidate) if candidate else None
    if statement is None:
        return NOT_STATED
    first, *more = statement.citations
    return TableCell(statement.text, first, tuple(more))


def whole(
    view: View, candidate: Candidate, others: Sequence[Candidate], subject: Sequence[str]
) -> Candidate:
    """A candidate with all that belongs to it.

    Of a table that has a column for the matter, the column; of a sentence that is but a head, the
    one after it too.
    """
    passage = candidate.evidence.passage
    if passage.cells:
        return _column(view, candidate, subject) or candidate
    if len(candidate.text.split()) >= SHORT_WORDS:
        return candidate
    for other in others:
        if other.evidence.passage.id == passage.id and other.place == candidate.place + 1:
            spans = _joined((*candidate.spans, *other.spans))
            return replace(candidate, text=f"{candidate.text} {other.text}", spans=spans)
    return candidate


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that follow each other on a page as one, so that they are one quote."""
    first, *rest = spans
    for span in rest:
        if span.page != first.page or not 0 <= span.start - first.end <= 3:
            return spans
        first = Span(first.page, first.start, span.end)
    return (first,)


def _column(view: View, candidate: Candidate, subject: Sequence[str]) -> Candidate | None:
    """All that a table lists under the head that names the matter: "Priority" has five."""
    cells = [
        cell
        for row in whole_list(view, candidate)
        for cell in row.evidence.passage.cells
        if any(meets(stem, frozenset(stems(words(" ".join(cell.heads))))) for stem in subject)
    ]
    if len(cells) < 2:
        return None
    text = "; ".join(" ".join(cell.value.split()) for cell in cells)
    return replace(candidate, text=text, spans=tuple(cell.span for cell in cells))
