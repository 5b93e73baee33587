"""Lists known by what stands above them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.reader import View
from corpus.records import PassageKind, Span
from service.answer.gather import candidates_of
from service.answer.list_heads import of_section, with_headed, with_plain_items
from service.answer.question import understand
from tests.service.answer.reports import edition, evidence, report, store

ASKED = understand("What must Northgate council improve?")
TEXTS = ("Northgate was visited in May.", "• Sharper plans. • Faster help.", "• A shared purpose.")
HEADINGS = (
    ("Visit",),
    ("The local authority", "Recommendations"),
    ("The board", "Recommendations"),
)


def _view(
    path: Path,
    texts: Sequence[str],
    headings: Sequence[tuple[str, ...]],
    kinds: Sequence[PassageKind],
) -> View:
    """A report with one passage for each text, under these headings."""
    publication = report("visit", 2023)
    page = "\n".join(texts)
    starts = [page.index(text) for text in texts]
    parts = [
        (kind, (Span(1, start, start + len(text)),), "", ())
        for kind, start, text in zip(kinds, starts, texts, strict=True)
    ]
    made = edition(publication, (page,), (), parts)
    headed = zip(made.passages, headings, strict=True)
    passages = tuple(replace(passage, headings=above) for passage, above in headed)
    return store(path / "r.sqlite", (publication, replace(made, passages=passages)))


def test_lists_are_found_by_their_heading(tmp_path: Path) -> None:
    """What is to improve stands under "Recommendations", and shares no word with the question."""
    kinds = (PassageKind.PROSE, PassageKind.LIST, PassageKind.LIST)
    view = _view(tmp_path, TEXTS, HEADINGS, kinds)
    found = with_headed(view, ASKED, [evidence(view, "visit-1")])
    assert [one.passage.id for one in found] == ["visit-1", "visit-2", "visit-3"]
    assert with_headed(view, understand("What protects children?"), found[:1]) == found[:1]


def test_a_list_counts_by_its_section(tmp_path: Path) -> None:
    """Of two lists of recommendations the one to whom the question names is meant."""
    kinds = (PassageKind.PROSE, PassageKind.LIST, PassageKind.LIST)
    view = _view(tmp_path, TEXTS, HEADINGS, kinds)
    council, board = evidence(view, "visit-2"), evidence(view, "visit-3")
    assert of_section(ASKED, council) > of_section(ASKED, board)
    other = understand("What must the Northgate board improve?")
    assert of_section(other, board) > of_section(other, council)


def test_items_without_bullets_are_items(tmp_path: Path) -> None:
    """A scan loses bullets: under a list's name, sentences without a verb are its items."""
    texts = (
        "The quality of plans for all children in care. The reach of early help for families.",
        "Plans are often late. Managers do not read them.",
    )
    headings = (("What needs to improve",), ("Improvement since May",))
    view = _view(tmp_path, texts, headings, (PassageKind.PROSE, PassageKind.PROSE))
    items = [
        [c.items for c in with_plain_items(view, ASKED, candidates_of(view, evidence(view, name)))]
        for name in ("visit-1", "visit-2")
    ]
    assert items == [[1, 1], [0, 0]]
