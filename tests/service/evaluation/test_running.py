"""A run is what the service shows: cited words first, then what the search found."""

from service.evaluation.questions import Question, RunHit
from service.evaluation.running import as_shown, run_questions
from tests.service.conftest import Library


def _hit(page: int, score: float) -> RunHit:
    return RunHit("a.pdf", page, "", "", score)


def test_cited_words_come_first_and_scores_fall() -> None:
    """What an answer cites stands above the hits, in its own order, with scores falling."""
    shown = as_shown([_hit(7, 1.0), _hit(8, 1.0)], [_hit(1, 0.9), _hit(2, 0.5)])
    assert [hit.page for hit in shown] == [7, 8, 1, 2]
    scores = [hit.score for hit in shown]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_a_run_finds_the_page_that_says_it(library: Library) -> None:
    """Searching alone and asking both put the page with the words among their hits."""
    question = Question("q", "Knife crime rose", True, frozenset(), "", "", "fact")
    for is_asked in (True, False):
        (row,) = run_questions(library.runtime, (question,), is_asked=is_asked)
        assert ("public-report.pdf", 2) in {(hit.document, hit.page) for hit in row.hits}
        assert all(hit.quote for hit in row.hits)
