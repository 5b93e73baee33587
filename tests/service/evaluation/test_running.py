"""A run is what the service shows: cited words first, then what the search found."""

import pytest

from corpus.records import Audience
from index.errors import ModelMissing, OtherModel
from service.evaluation.questions import Question, RunHit
from service.evaluation.running import as_shown, require_models, run_questions
from service.runtime import Runtime
from tests.service.conftest import Library, WordEmbedder


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


def test_nothing_is_judged_by_other_models_than_are_set(library: Library) -> None:
    """With another embedding model's index, or no reranker of the set name, judging is refused."""
    require_models(library.runtime, Audience.STAFF)
    settings = library.settings.model_copy(update={"reranker": "no-such-model"})
    with pytest.raises(ModelMissing) as missing:
        require_models(Runtime(settings, embedder=WordEmbedder()), Audience.STAFF)
    assert missing.value.hint == "Make it ready: vru refresh"
    with pytest.raises(ModelMissing, match="no embedder"):
        require_models(Runtime(library.settings), Audience.STAFF)
    other = WordEmbedder()
    other.identity = "other@test"
    with pytest.raises(OtherModel) as refused:
        require_models(Runtime(library.settings, embedder=other), Audience.STAFF)
    assert refused.value.hint.endswith("vru rebuild")
