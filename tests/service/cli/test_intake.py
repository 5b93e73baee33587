"""`vru fetch`: what a page gives, and what is not fetched without leave."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ingest.errors import Unreachable
from ingest.intake import resources
from ingest.intake.resources import Download
from service.cli import app, care
from tests.ingest.pdfs import pdf, text


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data directory of the test's own, and no index to build."""
    monkeypatch.setenv("VRU_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(care, "build_index", lambda _: None)


def test_a_page_s_documents_are_read_and_the_rest_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PDFs become publications; links that gave none are said with their reason; exit code 3."""

    def answer(page: str, folder: Path, **_: Any) -> tuple[Download, ...]:
        path = folder / "plan.pdf"
        path.write_bytes(pdf([text(60, 700, "Violence reduction strategy 2024-2027", size=30)]))
        return Download(page, path), Download(f"{page}gone.pdf", reason="Status 404.")

    monkeypatch.setattr(resources, "documents_of", answer)
    done = CliRunner().invoke(app, ["fetch", "https://vru.example/", "--json"])
    assert done.exit_code == 3
    assert '"added"' in done.stdout
    assert "Status 404." in done.stdout


def test_a_page_that_may_not_be_fetched_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused address ends with its reason and exit code 1."""

    def refuse(*_: Any, **__: Any) -> tuple[Download, ...]:
        raise Unreachable("inside is not on the public internet.")

    monkeypatch.setattr(resources, "documents_of", refuse)
    done = CliRunner().invoke(app, ["fetch", "http://inside/"])
    assert done.exit_code == 1
    assert "not on the public internet" in done.output


@pytest.mark.parametrize(("leave", "expected"), [("", False), ("true", True)])
def test_private_addresses_need_leave(
    monkeypatch: pytest.MonkeyPatch, leave: str, expected: bool
) -> None:
    """Only VRU_FETCH_PRIVATE lets private addresses through."""
    if leave:
        monkeypatch.setenv("VRU_FETCH_PRIVATE", leave)
    seen: list[bool] = []

    def note(page: str, folder: Path, *, options: Any) -> tuple[Download, ...]:
        seen.append(options.allow_private)
        return ()

    monkeypatch.setattr(resources, "documents_of", note)
    CliRunner().invoke(app, ["fetch", "http://inside/"])
    assert seen == [expected]


@pytest.mark.parametrize(("option", "lines"), [((), 1), (("--noted",), 0)])
def test_reading_leaves_a_line(tmp_path: Path, option: tuple[str, ...], lines: int) -> None:
    """What comes in by command is in the trail, but where whoever started it leaves the line."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([text(60, 700, "Violence reduction strategy 2024-2027", size=30)]))
    for _ in range(2):
        assert CliRunner().invoke(app, ["ingest", str(path), *option]).exit_code == 0
    days = list((tmp_path / "data" / "audit").glob("*.jsonl"))
    found = [json.loads(line) for day in days for line in day.read_text().splitlines()]
    assert [line["act"] for line in found] == ["upload"] * lines
