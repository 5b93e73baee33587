"""The one box: results, answers, filters, and no dead ends."""

import asyncio
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import Request

from corpus.records import Audience
from service.access.caller import PUBLIC
from service.answer.claims import Answer, AnswerStatus, Told, Writing
from service.errors import NotReady
from service.runtime import Runtime
from service.turns import Turns
from service.web.search import results, with_base
from tests.service.conftest import Library, WordEmbedder, serving
from tests.service.web.conftest import Site

HTML = {"accept": "text/html"}


def test_words_get_results_and_a_question_an_answer(site: Site) -> None:
    """The same box answers a question on top and lists passages for words."""
    words = site.get("/search?q=knife+crime").text
    question = site.get("/search?q=What+is+knife+crime%3F").text
    assert 'id="answer-title"' not in words
    assert 'id="answer-title"' in question
    assert 'class="hits"' in words


def test_hit_tells_all_that_places_it(site: Site) -> None:
    """A hit names publication, kind, period, page label and why it was found, with words marked."""
    html = site.get("/search?q=knife+crime").text
    hit = html.split('<li class="hit">')[1]
    assert "Wealdshire" in hit
    assert 'class="tag"' in hit
    assert "page " in hit
    assert "Found by its" in hit
    assert "<mark>" in html


def test_filters_have_counts_and_keep_the_question(site: Site) -> None:
    """Each kind has its count; choosing one narrows the results and stays chosen."""
    html = site.get("/search?q=violence&kind=strategy").text
    assert re.search(r'value="strategy" checked', html)
    assert '<input type="hidden" name="q" value="violence">' in html
    tags = set(re.findall(r'<span class="tag">([^<]+)</span>', html))
    assert tags == {"Strategy"}


def test_sorted_by_date_the_newest_come_first(site: Site) -> None:
    """By date, periods never grow down the list."""
    periods = []
    for number in (1, 5, 10):
        html = site.get(f"/search?q=violence&sort=date&page={number}").text
        periods += re.findall(r"<span class=\"tag\">[^<]+</span>\s*([^·<]*?) ·", html)
    known = site.runtime.view(Audience.PUBLIC).publications()
    last_days = {p.period.words: p.period.last_day for p in known if p.period}
    days = [last_days[period] for period in periods if period in last_days]
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)


def test_every_page_of_results_has_its_address(site: Site) -> None:
    """The next page is a link, numbers its hits onward and shows others."""
    first, second = (site.get(f"/search?q=violence&page={n}").text for n in (1, 2))
    assert 'rel="next" href="/search?q=violence&amp;page=2"' in first
    assert 'rel="prev"' in second
    assert 'start="11"' in second
    assert first.split('<li class="hit">')[1] != second.split('<li class="hit">')[1]


def test_nothing_found_is_no_dead_end(site: Site) -> None:
    """An empty result offers glossary, publications, the team, and life without filters."""
    html = site.get("/search?q=zzzzqqq&year_from=1950&year_to=1951").text
    for way in ('href="/glossary"', 'href="/publications"', "mailto:team@", "without the filters"):
        assert way in html


def test_filters_that_leave_nothing_still_show_the_nearest(site: Site) -> None:
    """Words that only a filter shuts out are shown as nearest passages."""
    html = site.get("/search?q=knife+crime&year_from=1950&year_to=1951").text
    assert "nearest passages" in html
    assert '<li class="hit">' in html


def test_words_are_shown_and_never_run(site: Site) -> None:
    """Markup in a question comes back as words."""
    html = site.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("question", ["He threatened me with a knife", "My boyfriend hits me"])
@pytest.mark.parametrize("path", ["/search", "/compare"])
def test_someone_in_danger_is_shown_help_before_anything_else(
    site: Site, question: str, path: str
) -> None:
    """Whether it is a question or not, emergency lines stand before answer and passages."""
    html = site.get(f"{path}?q={quote(question)}").text
    help_at = html.index("If someone is in danger")
    assert '<a href="tel:999">999</a>' in html
    for later in ('id="answer-title"', 'class="hits"'):
        assert later not in html or html.index(later) > help_at


def test_support_lines_are_not_shown_to_everybody(site: Site) -> None:
    """A search for words about violence is no cry for help."""
    assert "If someone is in danger" not in site.get("/search?q=knife+crime").text


def test_public_search_shows_nothing_of_staff(library: Library) -> None:
    """What only staff may see has no trace in public results, filters or front page."""
    for path in ("/", "/search?q=knife+crime", "/search?q=staff", "/publications"):
        html = library.client.get(path, headers=HTML).text
        assert "Staff report" not in html
        assert "staff-report" not in html


def test_unanswered_question_is_counted(library: Library) -> None:
    """A question that gets no answer is counted for the staff, without its words."""
    library.client.get("/search?q=Who+won+the+cup%3F", headers=HTML)
    assert sum(count.count for count in library.runtime.unanswered().counts()) == 1
    assert library.runtime.unanswered().kept() == ()


def test_reference_names_a_whole_address() -> None:
    """A copied reference carries the site's address, not a path."""
    assert with_base("A. Available at: /p/1", "http://x") == "A. Available at: http://x/p/1"
    assert with_base("A. Available at: https://y/p", "http://x") == "A. Available at: https://y/p"


def test_slow_answer_follows_a_page_begun(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a language model on, the page is on its way before the model is asked."""
    settings = library.settings.model_copy(update={"llm_url": "http://127.0.0.1:9"})
    runtime = Runtime(settings, embedder=WordEmbedder())
    asked: list[str] = []

    def live(question: str, **_: object) -> Iterator[Told]:
        asked.append(question)
        yield Answer(question, AnswerStatus.NOT_FOUND)

    monkeypatch.setattr(runtime, "live", live)
    state = SimpleNamespace(runtime=runtime, turns=Turns())
    scope = {"type": "http", "method": "GET", "path": "/search", "headers": [],
             "query_string": b"q=Why+robbery%3F", "server": ("x", 80), "scheme": "http",
             "app": SimpleNamespace(state=state)}  # fmt: skip
    before = ""
    response: Any = asyncio.run(results(Request(scope), caller=PUBLIC))

    async def read() -> str:
        nonlocal before
        sent = ""
        async for part in response.body_iterator:
            sent += str(part)
            before = before if asked else sent
        return sent

    whole = asyncio.run(read())
    assert "Writing an answer" in before
    assert "do not seem to say" not in before
    assert "do not seem to say" in whole


def test_slow_answer_that_fails_is_told_in_the_page(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the model fails under way, the page still ends well and says so."""
    settings = library.settings.model_copy(update={"llm_url": "http://127.0.0.1:9"})
    made = serving(settings)

    def live(question: str, **_: object) -> Iterator[Told]:
        yield Writing()
        raise NotReady(f"The model is away ({len(question)}).")

    monkeypatch.setattr(made.runtime, "live", live)
    html = made.client.get("/search?q=Why+robbery%3F", headers=HTML).text
    assert "An answer cannot be made just now" in html
    assert html.rstrip().endswith("</html>")
