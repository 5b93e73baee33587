"""The one box: the front page, and what was found, with an answer on top of a question.

Chooses what to show; finding is `index.search`, answering `service.answer`. An empty result is
never a dead end: it offers the nearest passages and other ways on.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from corpus.records import Audience, Publication
from index.hits import Found, Mode, Query
from service.access.caller import Caller, PublicCaller
from service.answer.claims import Answer, AnswerStatus, Said
from service.answer.composing import GENERATED
from service.errors import ServiceError
from service.present import answer_body, hits_body, said_body
from service.runtime import Runtime
from service.turns import in_turn
from service.web.asked import PAGE_SIZE, Asked, asks_in_few_words, is_question
from service.web.chart import chart_of
from service.web.hits import ready
from service.web.templating import base_of, render, render_live, runtime_of
from service.web.words import KINDS

router = APIRouter(include_in_schema=False)

SORTED_HITS = 100
"""How many of the best passages are put in order of date: the API's own bound on hits."""

NEAREST = 5


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter with its count, whether it is chosen, and how it is called."""

    value: str
    words: str
    count: int
    is_chosen: bool


@router.get("/")
def home(request: Request, caller: PublicCaller) -> HTMLResponse:
    """The front page."""
    publications = runtime_of(request).view(caller.audience).publications()
    held = [p for p in publications if p.held]
    newest = sorted(held, key=lambda p: p.period.last_day if p.period else "", reverse=True)
    counts = Counter(publication.kind.value for publication in held)
    kinds = [(kind, counts[kind]) for kind in KINDS if counts[kind]]
    return render(
        request, "home.html", asked=Asked(), kinds=kinds, newest=newest[:3], total=len(held)
    )


@router.get("/search")
@in_turn
def results(request: Request, caller: PublicCaller) -> Response:
    """What was found, and the answer where something was asked."""
    asked = Asked.read(request.query_params)
    if not asked.text:
        return render(request, "search_empty.html", asked=asked)
    runtime = runtime_of(request)
    found = find(runtime, asked, caller.audience)
    context = _found_context(runtime, asked, caller, found)
    if not found["hits"]:
        context |= _ways_on(runtime, asked, caller)
    support = runtime.support().notices(asked.text)
    context |= {"asked": asked, "answer": None, "later": None, "support": support}
    if asked.page > 1:
        return render(request, "results.html", **context)
    if not is_question(asked.text):
        told = _told_of_few_words(runtime, asked, caller.audience, base=base_of(request))
        return render(request, "results.html", **context | {"answer": told})
    if runtime.settings.llm_url:
        # A language model takes seconds: the page begins at once and the answer follows in it.
        later = Later(runtime, asked, caller.audience, base=base_of(request))
        return render_live(request, "results.html", **context | {"later": later})
    answer = answer_of(runtime, asked, caller.audience, base=base_of(request))
    return render(request, "results.html", **context | {"answer": answer})


def _told_of_few_words(
    runtime: Runtime, asked: Asked, audience: Audience, *, base: str
) -> dict[str, Any] | None:
    """What answers a search that asks for something without asking: "suspensions by district".

    Where nothing does, the results stand alone: nobody asked, so nothing is refused. A language
    model is not set to write for it.
    """
    if runtime.settings.llm_url or not asks_in_few_words(asked.text):
        return None
    answer = runtime.ask(asked.text, audience=audience, filters=asked.filters)
    if answer.status not in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL):
        return None
    return shown(runtime, answer, asked, audience, base=base)


class Later:
    """An answer on its way, as a page that is sent as it is made reads it: sentences first.

    Where it cannot be had, it says so, since a page on its way can fail no more.
    """

    def __init__(self, runtime: Runtime, asked: Asked, audience: Audience, *, base: str) -> None:
        self._runtime = runtime
        self._asked = asked
        self._audience = audience
        self._base = base
        self.is_begun = False
        self.answer: dict[str, Any] = {"status": "unavailable", "reason": ""}

    @property
    def is_written(self) -> bool:
        """Whether the sentences told are the answer."""
        return self.is_begun and self.answer.get("method") == GENERATED

    def sentences(self) -> Iterator[dict[str, Any]]:
        """A writer's sentences, each once it is proven; `answer` is whole after the last."""
        asked, audience = self._asked, self._audience
        try:
            told = self._runtime.live(asked.text, audience=audience, filters=asked.filters)
            for one in told:
                if isinstance(one, Said):
                    self.is_begun = True
                    yield said_body(one, self._runtime.settings.public_url)
                elif isinstance(one, Answer):
                    self.answer = shown(self._runtime, one, asked, audience, base=self._base)
        except ServiceError as error:
            self.answer = {"status": "unavailable", "reason": str(error)}


def find(runtime: Runtime, asked: Asked, audience: Audience) -> dict[str, Any]:
    """The hits of one page of results, by relevance or by date, in the API's form."""
    by_date = asked.sort == "date"
    skipped = (asked.page - 1) * PAGE_SIZE
    query = Query(
        asked.text,
        audience,
        asked.filters,
        limit=SORTED_HITS if by_date else PAGE_SIZE,
        offset=0 if by_date else skipped,
    )
    found = runtime.search(query)
    if by_date:
        chosen = _newest_first(runtime, found, audience)[skipped : skipped + PAGE_SIZE]
        found = replace(found, hits=chosen, total=min(found.total, SORTED_HITS))
    return hits_body(runtime, query, found)


def _newest_first(runtime: Runtime, found: Found, audience: Audience) -> Any:
    view = runtime.view(audience)
    passages = {p.id: p.edition_sha256 for p in view.passages([h.passage_id for h in found.hits])}
    owners = view.owners(list(passages.values()))

    def last_day(passage_id: str) -> str:
        owner = owners.get(passages.get(passage_id, ""))
        return owner.period.last_day if owner and owner.period else ""

    return tuple(sorted(found.hits, key=lambda hit: last_day(hit.passage_id), reverse=True))


def answer_of(runtime: Runtime, asked: Asked, audience: Audience, *, base: str) -> dict[str, Any]:
    """The answer in the API's form, with its chart where it compares.

    `base` completes the addresses of references where the settings name none.
    """
    answer = runtime.ask(asked.text, audience=audience, filters=asked.filters)
    return shown(runtime, answer, asked, audience, base=base)


def shown(
    runtime: Runtime, answer: Answer, asked: Asked, audience: Audience, *, base: str
) -> dict[str, Any]:
    """An answer as the site shows it; counted where it is none."""
    runtime.note_outcome(answer)
    body = answer_body(runtime, answer, audience)
    for cited in body["citations"]:
        cited["reference"] = with_base(cited["reference"], base)
    body["chart"] = chart_of(answer.table) if answer.table else None
    body["pack"] = asked.address("/api/v1/ask/pack")
    ready(runtime.view(audience), body["nearest"])
    return body


def with_base(reference: str, base: str) -> str:
    """A reference with its address made whole: a reader copies it to somewhere else."""
    return reference.replace("Available at: /", f"Available at: {base}/")


def _found_context(
    runtime: Runtime, asked: Asked, caller: Caller, found: dict[str, Any]
) -> dict[str, Any]:
    view = runtime.view(caller.audience)
    ready(view, found["hits"])
    titles = {p.id: p for p in view.publications()}
    facets = {
        name: _facet(found["facets"].get(name, []), chosen, titles)
        for name, chosen in (
            ("kind", asked.kinds),
            ("area", asked.areas),
            ("publication", asked.publications),
        )
    }
    return {
        "found": found,
        "facets": facets,
        "years": found["facets"].get("year", []),
        "titles": {name: publication.title for name, publication in titles.items()},
        "last_page": max(1, ceil(min(found["total"], 1000) / PAGE_SIZE)),
        "nearest": [],
    }


def _facet(
    counts: list[dict[str, Any]], chosen: tuple[str, ...], titles: dict[str, Publication]
) -> list[FacetValue]:
    known = {count["value"]: count["count"] for count in counts if count["value"]}
    # A chosen value stays in the list when nothing matches it, so that it can be taken away.
    values = [*known, *(value for value in chosen if value not in known)]
    return [
        FacetValue(
            value,
            titles[value].title if value in titles else value,
            known.get(value, 0),
            value in chosen,
        )
        for value in values
    ]


def _ways_on(runtime: Runtime, asked: Asked, caller: Caller) -> dict[str, Any]:
    query = Query(asked.text, caller.audience, limit=NEAREST, mode=Mode.SEMANTIC)
    near = hits_body(runtime, query, runtime.search(query))["hits"]
    return {"nearest": ready(runtime.view(caller.audience), near)}
