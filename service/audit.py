"""The audit trail: one JSON line for each act of staff and each reading of what is not public.

Append-only files, one a day, so that retention is deleting whole days. Never holds the text of a
question, a key or a session; `service.logs` is for operation, this is for answering who did what.
"""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from service.access.caller import Caller
from service.settings import Settings


def note(settings: Settings, act: str, caller: Caller, *, what: str = "", **facts: object) -> None:
    """Append a line; a trail that cannot be written fails the act."""
    now = datetime.now(UTC)
    line = {
        "at": now.isoformat(timespec="milliseconds"),
        "act": act,
        "who": caller.name or "unknown",
        "audience": caller.audience.value,
        "key": caller.key_id,
        "session": caller.session_id,
        "what": what,
        **facts,
    }
    settings.audit_dir.mkdir(parents=True, exist_ok=True)
    content = json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n"
    # One write to a file opened for appending: lines of several processes never mix.
    path = settings.audit_dir / f"{now:%Y-%m-%d}.jsonl"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, content.encode())
    finally:
        os.close(descriptor)


def forget_old(settings: Settings, *, today: date | None = None) -> tuple[Path, ...]:
    """Delete the days that are older than the retention; returns what was deleted."""
    first = (today or datetime.now(UTC).date()) - timedelta(days=settings.audit_days)
    gone = []
    for path in sorted(settings.audit_dir.glob("????-??-??.jsonl")):
        if path.stem < first.isoformat():
            path.unlink(missing_ok=True)
            gone.append(path)
    return tuple(gone)
