"""The audit trail."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from corpus.records import Audience
from service.access.caller import Caller
from service.audit import forget_old, note
from service.settings import Settings
from tests.service.conftest import Library
from tests.service.test_mcp import called, listening


def test_lines_are_only_added(tmp_path: Path) -> None:
    """Each act is one line of JSON at the end of the day's file, which only its owner may read."""
    settings = Settings(data=tmp_path)
    caller = Caller(Audience.STAFF, name="Ann\nforged", key_id="k1")
    note(settings, "upload", caller, what="a")
    note(settings, "withdraw", caller, what="b", withdrawn=True)
    (day,) = settings.audit_dir.iterdir()
    lines = [json.loads(line) for line in day.read_text().splitlines()]
    assert [(line["act"], line["what"], line["key"]) for line in lines] == [
        ("upload", "a", "k1"),
        ("withdraw", "b", "k1"),
    ]
    assert lines[1]["withdrawn"] is True
    assert day.stat().st_mode & 0o077 == 0


def test_old_days_are_forgotten(tmp_path: Path) -> None:
    """Days older than the retention are deleted, the last kept day and other files stay."""
    settings = Settings(data=tmp_path, audit_days=30)
    settings.audit_dir.mkdir(parents=True)
    for name in ("2026-01-01", "2026-01-02", "2026-01-31"):
        (settings.audit_dir / f"{name}.jsonl").write_text("{}\n")
    (settings.audit_dir / "notes.txt").write_text("kept")
    gone = forget_old(settings, today=date(2026, 2, 1))
    assert [path.stem for path in gone] == ["2026-01-01"]
    assert sorted(p.name for p in settings.audit_dir.iterdir()) == [
        "2026-01-02.jsonl",
        "2026-01-31.jsonl",
        "notes.txt",
    ]


def trail(library: Library) -> list[tuple[str, str, str]]:
    """Who read what, by which address, so far."""
    days = sorted(library.settings.audit_dir.glob("*.jsonl"))
    lines = [json.loads(line) for day in days for line in day.read_text().splitlines()]
    return [(line["who"], line["act"], line["what"]) for line in lines]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/api/v1/search?q=knife", None),
        ("/api/v1/ask?q=How+much+did+knife+crime+rise+in+partner+areas%3F", None),
        ("/api/v1/ask/stream?q=How+much+did+knife+crime+rise+in+partner+areas%3F", None),
        ("/search?q=knife", None),
        ("/search?q=How+much+did+knife+crime+rise+in+partner+areas%3F", None),
        ("/api/v1/verify", {"quote": "Robbery fell in the partner report."}),
        ("/check?quote=Robbery+fell+in+the+partner+report.", None),
        ("/api/v1/passages/{passage}", None),
        ("/api/v1/publications/partner-report/pages/1", None),
    ],
)
def test_every_way_of_reading_leaves_a_line(
    library: Library, path: str, sent: dict[str, str] | None
) -> None:
    """Words of what is not public, however they are shown, are in the trail; public ones not."""
    view = library.runtime.view(Audience.PARTNER)
    edition = view.current_edition("partner-report").sha256
    path = path.format(passage=view.passages_of(edition)[0].id)
    for headers in ({}, library.key(Audience.PARTNER)):
        method = "POST" if sent else "GET"
        reply = library.client.request(method, path, json=sent, headers=headers)
        assert reply.status_code in (200, 404)
    assert ("partner system", "read", "partner-report") in trail(library)
    assert {(who, what) for who, _, what in trail(library)} == {
        ("partner system", "partner-report")
    }


def test_assistants_leave_a_line(library: Library) -> None:
    """What a tool gives to an assistant is in the trail as what a page shows is."""
    with listening(library) as address:
        called(address, library.key(Audience.STAFF), "search", query="knife")
    assert {what for _, _, what in trail(library)} == {"partner-report", "staff-report"}


def test_without_a_trail_nothing_restricted_is_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the line cannot be written a partner is told so, and the public reads on."""

    def full(*_: object) -> int:
        raise OSError("no space")

    partner = library.key(Audience.PARTNER)
    monkeypatch.setattr(os, "write", full)
    refused = library.client.get("/api/v1/search", params={"q": "partner"}, headers=partner)
    assert (refused.status_code, "hits" in refused.json()) == (503, False)
    assert "disk" in refused.json()["hint"]
    assert library.client.get("/api/v1/search", params={"q": "knife"}).status_code == 200
