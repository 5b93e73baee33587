"""From a PDF on disk to a cited answer, through the command line, the API and the page."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"


def _vru(data: Path, *arguments: str, code: int = 0) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments, "--json"],
        cwd=ROOT,
        env={**os.environ, "VRU_DATA": str(data), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def question() -> dict[str, Any]:
    """A question of the samples with a figure to find, on a public report."""
    lines = (SAMPLES / "questions.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    return next(
        r
        for r in rows
        if r["answerable"] and r["kind"] == "number" and r.get("audience", "public") == "public"
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, question: dict[str, Any]) -> Path:
    """A data directory with that report, read by the command line."""
    folder = tmp_path_factory.mktemp("data")
    told = _vru(folder, "ingest", str(SAMPLES / "pdf" / question["doc"]))
    assert [f["status"] for f in told["files"]] == ["added"]
    return folder


@pytest.mark.model
def test_reading_again_changes_nothing(data: Path, question: dict[str, Any]) -> None:
    """The same bytes a second time are unchanged, and everything still agrees."""
    told = _vru(data, "ingest", str(SAMPLES / "pdf" / question["doc"]))
    assert [f["status"] for f in told["files"]] == ["unchanged"]
    assert _vru(data, "check") == {"ok": True, "faults": []}


@pytest.mark.model
def test_a_question_is_answered_with_words_of_its_page(
    data: Path, question: dict[str, Any]
) -> None:
    """The command line answers, and every quote stands verbatim on the page it names."""
    answer = _vru(data, "ask", question["question"])
    assert answer["status"] in ("answered", "partial")
    assert answer["citations"]
    pages = _pages(data, answer["citations"])
    for citation in answer["citations"]:
        assert citation["quote"] in pages[citation["page"]["number"]]


def _pages(data: Path, citations: list[dict[str, Any]]) -> dict[int, str]:
    client = TestClient(create_app(Settings(data=data)))
    texts = {}
    for citation in citations:
        number, publication = citation["page"]["number"], citation["publication"]["id"]
        reply = client.get(f"/api/v1/publications/{publication}/pages/{number}")
        texts[number] = reply.json()["text"]
    return texts


@pytest.mark.model
def test_the_same_answer_stands_on_the_page_and_in_the_api(
    data: Path, question: dict[str, Any]
) -> None:
    """API and site cite what the command line cited; the citation's page shows the words marked."""
    client = TestClient(create_app(Settings(data=data)))
    told = client.post("/api/v1/ask", json={"question": question["question"]}).json()
    assert told["status"] in ("answered", "partial")
    citation = told["citations"][0]
    shown = client.get("/search", params={"q": question["question"]})
    assert shown.status_code == 200
    page = client.get(citation["url"].removeprefix("http://testserver"))
    assert page.status_code == 200
    assert "<mark" in page.text
    picture = client.get(
        f"/api/v1/publications/{citation['publication']['id']}"
        f"/pages/{citation['page']['number']}/picture"
    )
    assert picture.status_code == 200
    assert picture.headers["content-type"].startswith("image/")
