"""The log."""

import json
import logging

import pytest

from service.logs import Libraries, configure
from service.settings import Settings
from tests.service.conftest import Library

CANARY = "zwitscherling"


def lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The lines logged so far."""
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]


def test_a_request_leaves_one_line(library: Library, capfd: pytest.CaptureFixture[str]) -> None:
    """The line names template, status, audience and the id the caller was told, and no word."""
    reply = library.client.get("/api/v1/publications/staff-report", params={"q": CANARY})
    (line,) = lines(capfd)
    assert line["route"] == "/api/v1/publications/{publication_id}"
    assert (line["status"], line["audience"], line["key"]) == (404, "public", None)
    assert line["request_id"] == reply.headers["X-Request-ID"]
    assert "staff-report" not in json.dumps(line)
    assert CANARY not in json.dumps(line)


@pytest.mark.parametrize(("given", "is_kept"), [("abc-1234.x_y", True), ("a b\nforged", False)])
def test_a_harmless_id_of_the_callers_is_kept(library: Library, given: str, is_kept: bool) -> None:
    """An id that a caller sends stays if it is short and plain, so that two logs can be joined."""
    reply = library.client.get("/api/v1/health", headers={"X-Request-ID": given})
    assert (reply.headers["X-Request-ID"] == given) is is_kept


def test_words_of_queries_only_by_setting(
    library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    """What was searched for stands in the log if the setting says so, and not otherwise."""
    library.client.get("/api/v1/search", params={"q": CANARY})
    assert "query" not in lines(capfd)[-1]


def test_libraries_are_logged_without_their_words(capfd: pytest.CaptureFixture[str]) -> None:
    """What a library warns of is one line of ours: its place and kind, its words never."""
    configure(Settings())
    foreign = logging.getLogger("foreign")
    foreign.info("nothing to tell: %s", CANARY)
    try:
        raise ValueError(CANARY)
    except ValueError:
        foreign.exception("It failed with %s", CANARY)
    told = capfd.readouterr().err
    (line,) = [json.loads(text) for text in told.splitlines() if '"library"' in text]
    assert (line["level"], line["kind"]) == ("error", "ValueError")
    assert str(line["place"]).startswith("foreign:test_logs:")
    assert CANARY not in told


def test_libraries_are_logged_once_a_minute(capfd: pytest.CaptureFixture[str]) -> None:
    """A place that goes on warning is told once a minute, another place at once."""
    handler = Libraries()
    for place, second in ((1, 0), (1, 1), (2, 1), (1, 59), (1, 60)):
        facts = {"name": "lib", "levelno": logging.WARNING, "module": "m", "lineno": place}
        record = logging.makeLogRecord(facts)
        record.created = 1000.0 + second
        handler.handle(record)
    assert [line["place"] for line in lines(capfd)] == ["lib:m:1", "lib:m:2", "lib:m:1"]
