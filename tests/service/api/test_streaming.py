"""An answer as server-sent events."""

import json
import re
from pathlib import Path

import pytest

from corpus.records import Audience
from service.api.streaming import MEDIA_TYPE
from service.settings import Settings
from tests.service.conftest import Library, fill, serving, small_publications

ADDRESS = "/api/v1/ask/stream"
QUESTION = {"question": "By how much did knife crime rise?"}


def test_the_last_event_is_the_answer(library: Library) -> None:
    """Without a writer the one event is the body that /ask gives; GET and POST are alike."""
    whole = library.client.post("/api/v1/ask", json=QUESTION).json()
    sent = library.client.post(ADDRESS, json=QUESTION)
    asked = library.client.get(ADDRESS, params={"q": QUESTION["question"]})
    assert sent.headers["content-type"].startswith(MEDIA_TYPE)
    for reply in (sent, asked):
        ((name, data),) = re.findall(r"event: (\w+)\ndata: (.*)\n\n", reply.text)
        assert name == "answer"
        assert {**json.loads(data), "took_ms": 0} == {**whole, "took_ms": 0}


def test_it_is_kept_by_nobody(library: Library) -> None:
    """No cache may keep a stream, and no proxy may hold its sentences back."""
    headers = library.client.post(ADDRESS, json=QUESTION).headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-accel-buffering"] == "no"


def test_the_audience_is_the_callers(library: Library) -> None:
    """A public caller's stream knows nothing of what staff see; a wrong key is refused."""
    staff = library.key(Audience.STAFF)
    assert "staff-report" in library.client.post(ADDRESS, json=QUESTION, headers=staff).text
    assert "staff-report" not in library.client.post(ADDRESS, json=QUESTION).text
    wrong = {"Authorization": "Bearer vru_wrong"}
    assert library.client.post(ADDRESS, json=QUESTION, headers=wrong).status_code == 401


def test_it_costs_as_a_question(tmp_path: Path) -> None:
    """A stream counts for five requests, as a question does, and is refused when they are spent."""
    settings = Settings(data=tmp_path / "data", address_per_minute=6)
    fill(settings, small_publications())
    made = serving(settings)
    with made.client:
        first = made.client.post(ADDRESS, json=QUESTION)
        assert first.headers["ratelimit-remaining"] == "1"
        assert made.client.post(ADDRESS, json=QUESTION).status_code == 429


@pytest.mark.parametrize("sent", [{}, {"question": ""}, {"question": "Why?", "shout": True}])
def test_what_is_no_question_is_refused(library: Library, sent: dict[str, object]) -> None:
    """A body that is no question is a problem, not a stream."""
    assert library.client.post(ADDRESS, json=sent).status_code == 422


def test_what_cannot_be_answered_is_a_problem(tmp_path: Path) -> None:
    """Without an index the status says so, since nothing has been sent yet."""
    made = serving(Settings(data=tmp_path / "nothing"))
    with made.client:
        reply = made.client.post(ADDRESS, json=QUESTION)
    assert reply.status_code == 503
    assert reply.headers["content-type"] == "application/problem+json"


def test_an_unanswered_question_is_counted(library: Library) -> None:
    """A stream that ends in a refusal counts for the staff as an answer would."""
    library.client.post(ADDRESS, json={"question": "Who won the cup?"})
    assert sum(count.count for count in library.runtime.unanswered().counts()) == 1
