"""Searching and asking on the command line give what the API gives."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app
from service.settings import Settings
from tests.conftest import made_publication
from tests.service.cli.conftest import Vru, told
from tests.service.conftest import Library, fill


def test_search_gives_the_hits_of_the_api(vru: Vru, library: Library) -> None:
    """As staff, ids and order are those of a staff caller of the API."""
    from corpus.records import Audience

    printed = told(vru("search", "robbery", "--json"))
    served = library.client.get(
        "/api/v1/search", params={"q": "robbery"}, headers=library.key(Audience.STAFF)
    ).json()
    assert [h["passage_id"] for h in printed["hits"]] == [h["passage_id"] for h in served["hits"]]
    assert printed["total"] == served["total"]


def test_explaining_names_the_retrievers(vru: Vru) -> None:
    """With --explain each hit says what each retriever thought of it."""
    assert "rank" in vru("search", "robbery", "--explain").stdout


def test_explaining_tells_how_the_query_was_read(vru: Vru) -> None:
    """With --explain every part of the query is told: words, exact words, wishes, filters."""
    said = vru("search", '"knife crime" -robbery since 2020 pages:2-3', "--explain").stdout
    for line in (
        "Exact words: knife crime",
        "Left out: robbery",
        "Years, lifted: 2020 and after",
        "Only: page_from 2, page_to 3",
    ):
        assert line in said


def test_the_glossary_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each acronym is listed with the publication and the page that define it."""
    settings = Settings(data=tmp_path)
    owner = made_publication("strategy")
    fill(settings, [(owner, ("Nothing here.", "The Violence Reduction Unit (VRU) met."))])
    monkeypatch.setenv("VRU_DATA", str(tmp_path))
    said = CliRunner().invoke(app, ["glossary"]).stdout.splitlines()
    assert said[1].split() == ["VRU", "Violence", "Reduction", "Unit", "strategy", "2"]


def test_a_question_prints_its_citations(vru: Vru) -> None:
    """An answer, or its refusal, has a status and its question."""
    body = told(vru("ask", "What happened to robbery?", "--json"))
    assert body["question"] == "What happened to robbery?"
    assert body["status"] in ("answered", "partial", "not_found")


def test_years_in_the_wrong_order_are_wrong_usage(vru: Vru) -> None:
    """A first year after the last is exit code 2, as every wrong use is."""
    assert vru("search", "x", "--year-from", "2024", "--year-to", "2020").exit_code == 2
    assert vru("search").exit_code == 2
