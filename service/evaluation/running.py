"""Putting a question set to the service: one search and one answer a question.

Acts as one audience through the same door as every face. Judging is `measures` and `judging`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.reader import View
from corpus.records import Audience
from index.errors import ModelMissing
from index.hits import Filters, Query
from service.answer.claims import Answer, AnswerStatus, Cited
from service.evaluation.questions import Question, RunHit, RunRow
from service.runtime import NO_EMBEDDER, Runtime

HITS = 50
"""Passages asked for, so that ten distinct pages are there where ten exist."""


def require_models(runtime: Runtime, audience: Audience) -> None:
    """Refuse to judge with other models than the settings name.

    *Raises*: NoGeneration, OtherModel, ModelMissing.
    """
    runtime.searcher(audience).opened()
    lacking = () if runtime.embedder() else (NO_EMBEDDER,)
    for note in (*lacking, *runtime.unread()):
        raise ModelMissing(f"There is {note}.", hint="Make it ready: vru refresh")


def run_questions(
    runtime: Runtime,
    questions: Sequence[Question],
    *,
    audience: Audience = Audience.STAFF,
    is_asked: bool = True,
    advance: Callable[[], None] = lambda: None,
) -> tuple[RunRow, ...]:
    """Put every question; `advance` is called after each. *Order*: that of the questions.

    Where not `is_asked`, questions are searched for only, and nothing is answered.
    """
    put = run_question if is_asked else search_question
    rows = []
    for question in questions:
        rows.append(put(runtime, question, audience))
        advance()
    return tuple(rows)


def run_question(runtime: Runtime, question: Question, audience: Audience) -> RunRow:
    """One search and one answer.

    *Order*: hits as the site shows them: what the answer cites, then what the search found.
    """
    view = runtime.view(audience)
    found = _found(runtime, view, Query(question.text, audience, limit=HITS))
    answer = runtime.ask(question.text, audience=audience, filters=Filters(), limit=10)
    abstained = answer.status in (AnswerStatus.NOT_FOUND, AnswerStatus.UNAVAILABLE)
    quotes = () if abstained else tuple(_cited(view, cited) for cited in answer.citations)
    return RunRow(
        id=question.id,
        hits=as_shown(quotes, found),
        answer="" if abstained else answer_text(answer),
        abstained=abstained,
        quotes=quotes,
        confidence=answer.confidence,
    )


def search_question(runtime: Runtime, question: Question, audience: Audience) -> RunRow:
    """One search, no answer."""
    view = runtime.view(audience)
    found = _found(runtime, view, Query(question.text, audience, limit=HITS))
    return RunRow(question.id, found, "", abstained=False)


def as_shown(cited: Sequence[RunHit], found: Sequence[RunHit]) -> tuple[RunHit, ...]:
    """Cited words above found passages, scores falling over the whole."""
    top = max((hit.score for hit in found), default=0.0)
    first = [replace(hit, score=top + len(cited) - i) for i, hit in enumerate(cited)]
    return (*first, *found)


def answer_text(answer: Answer) -> str:
    """The answer's words: the short answer, then its statements."""
    said = [statement.text for statement in answer.statements]
    return " ".join([answer.short, *said] if answer.short else said)


def _found(runtime: Runtime, view: View, query: Query) -> tuple[RunHit, ...]:
    hits = runtime.search(query).hits
    scores = {hit.passage_id: hit.score for hit in hits}
    found = []
    for passage in view.passages([hit.passage_id for hit in hits]):
        edition = view.edition(passage.edition_sha256)
        span = passage.spans[0]
        page = view.page(edition.sha256, span.page)
        found.append(
            RunHit(
                document=edition.file_name,
                page=span.page,
                text=passage.text,
                quote=page.text[span.start : span.end],
                score=round(scores[passage.id], 6),
            )
        )
    return tuple(found)


def _cited(view: View, cited: Cited) -> RunHit:
    citation = cited.citation
    edition = view.edition(citation.edition_sha256)
    return RunHit(edition.file_name, citation.page_number, citation.quote, citation.quote, 1.0)
