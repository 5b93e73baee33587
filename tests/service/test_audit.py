"""The audit trail."""

import json
from datetime import date
from pathlib import Path

from corpus.records import Audience
from service.access.caller import Caller
from service.audit import forget_old, note
from service.settings import Settings


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
