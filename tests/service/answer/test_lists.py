"""Whole lists."""

from pathlib import Path

import pytest

from corpus.records import Block, BlockKind, Span
from service.answer.lists import as_lists, asked_items, whole_list
from service.answer.question import understand
from tests.service.answer.reports import ITEMS, LEAD, candidates, edition, listed, report, store


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_list_is_whole_over_the_page_break(tmp_path: Path, at: int) -> None:
    """From its lead-in or any item, the lead-in and all items are given in order."""
    view = store(tmp_path / "r.sqlite", listed())
    found = whole_list(view, candidates(view, "strategy-1")[at])
    assert [c.text for c in found] == [LEAD, *(item.removeprefix("• ") for item in ITEMS)]
    assert [c.spans[0].page for c in found] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which priorities are set to keep children in school?", [1]),
        ("Which priorities does the strategy have for children?", [0, 1, 2, 3]),
        ("Which priorities are set?", [0, 1, 2, 3]),
        ("What does the strategy recommend about families?", [2]),
    ],
)
def test_items_that_a_question_singles_out(tmp_path: Path, question: str, items: list[int]) -> None:
    """Two words of the question that few items have leave only the items that have them."""
    view = store(tmp_path / "r.sqlite", listed())
    found = whole_list(view, candidates(view, "strategy-1")[0])
    assert asked_items(understand(question), found) == tuple(found[item] for item in items)


def test_prose_is_no_list(tmp_path: Path) -> None:
    """A sentence that stands in no list gives none."""
    view = store(tmp_path / "r.sqlite", listed())
    assert whole_list(view, candidates(view, "strategy-2")[-1]) == ()


def test_words_without_blocks_are_no_list(tmp_path: Path) -> None:
    """An edition without blocks has no lists."""
    publication = report("bare", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, ("One item:",))))
    assert whole_list(view, candidates(view, "bare-1")[0]) == ()


def test_items_of_a_passage_are_one_candidate(tmp_path: Path) -> None:
    """Where a list is asked for, its items in a passage are weighed together, prose alone."""
    view = store(tmp_path / "r.sqlite", listed())
    apart = candidates(view, "strategy-1")
    lead, items, *rest = as_lists(view, understand("Which priorities are set?"), apart)
    assert lead == apart[0]
    assert items.text == " ".join(c.text for c in apart[1 : 1 + items.items])
    assert items.items > 1
    assert len(rest) == len(apart) - 1 - items.items


def test_paragraphs_behind_bullets_are_no_list(tmp_path: Path) -> None:
    """Items as long as paragraphs are quoted one at a time, not as a list."""
    items = [f"• Point {n} " + "is told at great length " * 10 + "here." for n in (1, 2)]
    page = "\n".join(items)
    starts = [page.index(item) for item in items]
    blocks = [
        Block(BlockKind.LIST, (Span(1, start, start + len(item)),))
        for start, item in zip(starts, items, strict=True)
    ]
    publication = report("long", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,), blocks)))
    assert whole_list(view, candidates(view, "long-1")[0]) == ()


def test_an_item_is_known_by_its_label(tmp_path: Path) -> None:
    """Of a list of labelled items the one whose label is named answers alone."""
    items = ("• Family: abuse at home.", "• School: low attendance.", "• Place: few clubs.")
    page = "\n".join(items)
    starts = [page.index(item) for item in items]
    blocks = [
        Block(BlockKind.LIST, (Span(1, start, start + len(item)),))
        for start, item in zip(starts, items, strict=True)
    ]
    publication = report("labels", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,), blocks)))
    found = whole_list(view, candidates(view, "labels-1")[0])
    told = asked_items(understand("Which family matters put children at risk?"), found)
    assert [item.text for item in told] == ["Family: abuse at home."]
