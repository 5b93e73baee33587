"""The cells of a comparison: their words made whole, and the one that says nothing."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from index.analysis import stems, words
from service.answer.cell_question import meets
from service.answer.claims import TableCell
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.lists import whole_list

NOT_STATED = TableCell("not stated", None)


def worded(candidate: Candidate | None, ledger: Ledger) -> TableCell:
    """Words as a cell with the citations that carry them; what has none is not stated."""
    statement = ledger.state(candidate) if candidate else None
    if statement is None:
        return NOT_STATED
    first, *more = statement.citations
    return TableCell(statement.text, first, tuple(more))


def whole(view: View, candidate: Candidate, subject: Sequence[str]) -> Candidate:
    """A candidate with all that belongs to it: of a table with a column for the matter, that."""
    if candidate.evidence.passage.cells:
        return _column(view, candidate, subject) or candidate
    return candidate


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
