"""The staff's front page, the state of index and service, and the trail of acts."""

import json
from collections import deque
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.records import Audience, Publication
from corpus.store import DECIDED
from service import check
from service.access.caller import StaffCaller
from service.runtime import Runtime
from service.settings import Settings
from service.web.staff.acts import done_words
from service.web.templating import render, runtime_of

router = APIRouter(include_in_schema=False)

TRAIL_LINES = 200


@router.get("/staff")
def overview(request: Request, caller: StaffCaller) -> HTMLResponse:
    """What waits, what cannot be read well, and every publication."""
    runtime = runtime_of(request)
    view = runtime.view(caller.audience, curating=True)
    publications = view.publications()
    return render(
        request,
        "staff/overview.html",
        done=done_words(request),
        waiting=[p for p in publications if p.waiting or is_undecided(p)],
        publications=[p for p in publications if not p.waiting],
        health=runtime.status(caller.audience),
    )


def is_undecided(publication: Publication) -> bool:
    """Whether a marking alone keeps it to staff, and nobody has said who may see it."""
    decided = any(f.name == "audience" and f.found_in == DECIDED for f in publication.facts)
    return bool(publication.marking) and publication.audience is Audience.STAFF and not decided


@router.get("/staff/state")
def state(request: Request, caller: StaffCaller) -> HTMLResponse:
    """How record, index and service are; verified against each other when asked."""
    runtime = runtime_of(request)
    settings = runtime.settings
    is_checked = request.query_params.get("check") == "yes"
    return render(
        request,
        "staff/state.html",
        health=runtime.status(caller.audience),
        revision=runtime.view(caller.audience).revision(),
        generations=[(audience, _generation(runtime, audience)) for audience in Audience],
        sizes=_sizes(settings),
        faults=check.check_all(settings) if is_checked else (),
        is_checked=is_checked,
    )


def _generation(runtime: Runtime, audience: Audience) -> dict[str, Any]:
    folder = runtime.settings.generations_dir / audience.value
    current = folder / "CURRENT"
    if not current.exists():
        return {}
    manifest = folder / current.read_text().strip() / "manifest.json"
    read: dict[str, Any] = json.loads(manifest.read_text()) if manifest.exists() else {}
    return read


def _sizes(settings: Settings) -> list[tuple[str, int]]:
    named = (
        ("Record", [settings.record_path]),
        ("Files", _files_in(settings.files_dir)),
        ("Index", _files_in(settings.generations_dir)),
        ("Page pictures", _files_in(settings.pictures_dir)),
    )
    return [(name, sum(p.stat().st_size for p in paths if p.exists())) for name, paths in named]


def _files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@router.get("/staff/trail")
def trail(request: Request, caller: StaffCaller) -> HTMLResponse:
    """The last lines of the audit trail, the newest first."""
    settings = runtime_of(request).settings
    lines: deque[dict[str, Any]] = deque(maxlen=TRAIL_LINES)
    for day in sorted(settings.audit_dir.glob("????-??-??.jsonl"))[-7:]:
        lines.extend(json.loads(line) for line in day.read_text().splitlines())
    return render(
        request, "staff/trail.html", lines=list(lines)[::-1], most=TRAIL_LINES, name=caller.name
    )
