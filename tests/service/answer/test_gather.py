"""From hits to candidates."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records import PassageKind, Span
from index.hits import Hit
from service.answer.gather import LONGEST_PAIR, candidates_of, evidence_of, mark_length, shown
from tests.service.answer.reports import ROW, candidates, edition, evidence, report, store, tabled


def test_each_sentence_is_a_candidate_where_it_stands(tmp_path: Path) -> None:
    """A candidate's spans are exactly its sentence on the page."""
    publication = report("prose", 2023)
    page = "Robbery fell. Knife crime rose by 1.5 per cent."
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    found = candidates_of(view, evidence(view, "prose-1"))
    assert [page[c.spans[0].start : c.spans[0].end].strip() for c in found] == [
        "Robbery fell.",
        "Knife crime rose by 1.5 per cent.",
    ]


@pytest.mark.parametrize(
    ("page", "pieces"),
    [
        ("A breach of data protection. In May a letter went astray. All is well.", 2),
        ("The panel was formed. In May a letter went astray.", 2),
        ("A breach of data protection.\nIn May a letter went astray.", 2),
        ("In May a letter went astray. A breach of data protection. All is well.", 3),
    ],
)
def test_a_run_in_heading_goes_with_its_sentence(tmp_path: Path, page: str, pieces: int) -> None:
    """A few words without a verb that open a paragraph are quoted with what they head."""
    publication = report("prose", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    assert len(candidates_of(view, evidence(view, "prose-1"))) == pieces


@pytest.mark.parametrize(
    ("page", "quoted"),
    [
        ("Talks are popular. On their own they change little.", 2),
        ("Talks are popular.\nThey change little. Nobody knows why.", 3),
        ("• Talks are popular. They change little.", 2),
        ("Talks are popular" + " with many schools" * 30 + ". They change little.", 2),
    ],
)
def test_what_points_back_is_quoted_with_what_it_points_to(
    tmp_path: Path, page: str, quoted: int
) -> None:
    """A sentence that says "they" begins with the one that names them, unless that is too long."""
    publication = report("prose", 2023)
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    found = candidates_of(view, evidence(view, "prose-1"))
    assert len(found) == quoted
    together = len(page) < LONGEST_PAIR
    assert found[1].text.startswith("Talks are popular") is together
    assert "change little." in found[1].text


def test_what_opens_a_passage_may_point_to_the_one_before(tmp_path: Path) -> None:
    """The last sentence of the passage right before is quoted with it, and once only."""
    publication = report("parted", 2023)
    page = "Hubs are old. The local offer is a booklet. It is only in English. Many struggle."
    cut = page.index("It is")
    parts = [
        (PassageKind.PROSE, (Span(1, 0, cut - 1),), "", ()),
        (PassageKind.PROSE, (Span(1, cut, len(page)),), "", ()),
    ]
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,), (), parts)))
    first, second = candidates(view, "parted-2")
    assert first.text == "The local offer is a booklet. It is only in English."
    (span,) = first.spans
    assert page[span.start : span.end] == first.text
    assert second.text == "Many struggle."


def test_a_sentence_over_a_page_break_has_two_spans(tmp_path: Path) -> None:
    """Words that run on over a page break are one candidate with a span on each page."""
    publication = report("broken", 2023)
    pages = ("Robbery fell in all\n", "districts but one.")
    spans = (Span(1, 0, 19), Span(2, 0, 18))
    read = edition(publication, pages, (), [(PassageKind.PROSE, spans, "", ())])
    view = store(tmp_path / "r.sqlite", (publication, read))
    (candidate,) = candidates_of(view, evidence(view, "broken-1"))
    assert candidate.text == "Robbery fell in all districts but one."
    assert [(s.page, s.start, s.end) for s in candidate.spans] == [(1, 0, 19), (2, 0, 18)]


def test_a_table_row_is_one_candidate_with_its_heads(tmp_path: Path) -> None:
    """A row is told with column heads, and its span is the row as printed."""
    view = store(tmp_path / "r.sqlite", tabled())
    (candidate,) = candidates_of(view, evidence(view, "tables-1"))
    assert candidate.text == "Northgate: 2022/23: 143; 2023/24: 151"
    page = view.page(candidate.evidence.passage.edition_sha256, 1)
    assert page.text[candidate.spans[0].start : candidate.spans[0].end] == ROW


def test_what_is_gone_since_the_search_is_left_out(tmp_path: Path) -> None:
    """A hit whose passage may no longer be seen gives no evidence."""
    view = store(tmp_path / "r.sqlite", tabled())
    found = evidence_of(view, (Hit("tables-1", 1, 1.0), Hit("withdrawn-1", 2, 0.5)))
    assert [e.passage.id for e in found] == ["tables-1"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("102. The proportion rose.", "The proportion rose."),
        ("• Early help grew.", "Early help grew."),
        ("3.4 Robbery fell.", "Robbery fell."),
        ("\uf06e Early help grew.", "Early help grew."),
        ("102 children were helped.", "102 children were helped."),
        ("2.5 per cent were helped.", "2.5 per cent were helped."),
    ],
)
def test_a_statement_begins_behind_its_mark(words: str, left: str) -> None:
    """Bullets and paragraph numbers go; a figure that counts something stays."""
    assert words[mark_length(words) :] == left


def test_a_symbol_letter_is_shown_as_a_bullet() -> None:
    """Letters of symbol fonts inside words are shown as bullets, blanks as single ones."""
    assert shown("Help:\n \uf0b7 early") == "Help: • early"


def test_the_axis_of_a_chart_is_no_candidate(tmp_path: Path) -> None:
    """A figure's caption may answer; the numbers along its axis may not."""
    publication = report("chart", 2023)
    page = "Figure 1: searches by age of the person searched.\n1.3% 4.6% 0 50,000 100,000 searches"
    read = edition(
        publication, (page,), (), [(PassageKind.CAPTION, (Span(1, 0, len(page)),), "", ())]
    )
    view = store(tmp_path / "r.sqlite", (publication, read))
    found = [c.text for c in candidates_of(view, evidence(view, "chart-1"))]
    assert found == ["Figure 1: searches by age of the person searched."]


def test_an_office_is_told_with_the_name_that_heads_it(tmp_path: Path) -> None:
    """ "Director of the unit" says nothing of who: the heading above it does."""
    publication = report("signed", 2023)
    page = "Ada Marsh-Hill\nDirector of the unit"
    span = Span(1, page.index("Director"), len(page))
    made = edition(publication, (page,), (), [(PassageKind.PROSE, (span,), "", ())])
    passages = tuple(replace(passage, headings=("Ada Marsh-Hill",)) for passage in made.passages)
    view = store(tmp_path / "r.sqlite", (publication, replace(made, passages=passages)))
    (found,) = candidates(view, "signed-1")
    assert found.text == "Ada Marsh-Hill Director of the unit"
    assert found.spans == (Span(1, 0, len(page)),)


def test_items_in_letters_go_with_what_opens_them(tmp_path: Path) -> None:
    """ "They will: (a) ... (b) ..." is one quote where it is short."""
    publication = report("prose", 2023)
    page = "The parties will: (a) share what they know; (b) hear children. They met in May."
    view = store(tmp_path / "r.sqlite", (publication, edition(publication, (page,))))
    assert candidates(view, "prose-1")[0].text.startswith("The parties will: (a) share")
