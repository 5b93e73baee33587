"""`vru ingest`, `vru fetch`, `vru watch`: from files to the record to the index."""

import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from corpus.records import Kind
from service import audit
from service.cli.options import AsJson, AudienceOption
from service.cli.output import complain, progress, say, say_json, say_table
from service.settings import Settings

if TYPE_CHECKING:
    from corpus.records import Audience
    from ingest.intake.resources import Download
    from ingest.run import Outcome, Progress

PARTLY = 3
FAILED = 1


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(ingest)
    app.command()(fetch)
    app.command()(watch)


def ingest(
    paths: list[Path] = typer.Argument(help="PDFs, e-mails (.eml) with PDFs, or folders of them."),
    audience: AudienceOption = None,
    kind: Kind | None = typer.Option(None, "--kind", help="What sort of publication they are."),
    is_noted: bool = typer.Option(
        False, "--noted", hidden=True, help="Whoever started this leaves the line in the trail."
    ),
    as_json: AsJson = False,
) -> None:
    """Read files and folders, then build the index; a file that cannot be read stops no other."""
    from service.cli.care import build_index

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise typer.BadParameter(f"There is no {missing[0]}.")
    settings = Settings()
    outcomes = _read(paths, settings, audience, kind)
    if not is_noted:
        _note(settings, outcomes)
    build_index(settings)
    if as_json:
        say_json({"files": [_body(outcome) for outcome in outcomes]})
    else:
        _report(outcomes)
    raise typer.Exit(exit_code(outcomes))


def _read(
    paths: list[Path],
    settings: Settings,
    audience: "Audience | None",
    kind: Kind | None,
    source: str = "",
) -> tuple["Outcome", ...]:
    from ingest.run import IngestSettings
    from ingest.run import ingest as read

    with progress("files") as bar:
        task = bar.add_task("Reading", total=None, rate="")

        def show(now: "Progress") -> None:
            rate = f"{now.pages_done} pages, {now.pages_a_second:.0f}/s"
            bar.update(task, completed=now.files_done, total=now.files, rate=rate)

        return read(
            paths,
            settings=IngestSettings(data=settings.data),
            audience=audience,
            kind=kind,
            source=source,
            progress=show,
        )


def _note(settings: Settings, outcomes: tuple["Outcome", ...]) -> None:
    """Leave a line in the trail for each publication that came in or changed."""
    from service.access.caller import LOCAL

    for outcome in outcomes:
        if outcome.status in ("added", "updated"):
            what = outcome.publication_id
            audit.note(settings, "upload", LOCAL, what=what, outcome=outcome.status)


def exit_code(outcomes: tuple["Outcome", ...]) -> int:
    """0 where all were read, 1 where none was, 3 where some were refused."""
    refused = sum(outcome.status == "refused" for outcome in outcomes)
    if not refused:
        return 0
    return FAILED if refused == len(outcomes) else PARTLY


def _body(outcome: "Outcome") -> dict[str, Any]:
    return {
        "file_name": outcome.file_name,
        "status": outcome.status,
        "reason": outcome.reason,
        "hint": outcome.hint,
        "publication_id": outcome.publication_id,
        "pages": outcome.pages,
    }


def _report(outcomes: tuple["Outcome", ...]) -> None:
    if not outcomes:
        complain("There is no PDF or e-mail in what was named.", "Name a PDF, an .eml or a folder.")
        return
    rows = [(o.file_name, o.status, o.pages or "", o.reason) for o in outcomes]
    say_table(("File", "Outcome", "Pages", "Remark"), rows)
    for outcome in outcomes:
        if outcome.status == "refused" and outcome.hint:
            say(f"{outcome.file_name}: {outcome.hint}")


def fetch(
    page: str = typer.Argument(help="The address of a resources page, or of one PDF."),
    audience: AudienceOption = None,
    kind: Kind | None = typer.Option(None, "--kind", help="What sort of publication they are."),
    as_json: AsJson = False,
) -> None:
    """Fetch the PDFs that a page links to on its own site, read them and build the index."""
    from ingest.errors import Refused
    from ingest.intake.resources import documents_of
    from ingest.intake.web import FetchOptions
    from service.cli.care import build_index

    settings = Settings()
    options = FetchOptions(allow_private=settings.fetch_private)
    with TemporaryDirectory(prefix="vru-fetch-") as folder:
        try:
            downloads = documents_of(page, Path(folder), options=options)
        except Refused as refusal:
            complain(str(refusal), refusal.hint)
            raise typer.Exit(FAILED) from refusal
        paths = [download.path for download in downloads if download.path]
        outcomes = _read(paths, settings, audience, kind, page) + _not_fetched(downloads)
    _note(settings, outcomes)
    build_index(settings)
    if as_json:
        say_json({"files": [_body(outcome) for outcome in outcomes]})
    else:
        _report(outcomes)
    raise typer.Exit(exit_code(outcomes))


def _not_fetched(downloads: "Iterable[Download]") -> tuple["Outcome", ...]:
    """The links that gave no PDF, as outcomes beside the files that were read."""
    from ingest.run import Outcome

    return tuple(
        Outcome(download.url, "refused", download.reason, download.hint)
        for download in downloads
        if download.path is None
    )


def watch(
    inbox: Path = typer.Argument(None, help="The folder to watch; VRU_DATA/inbox if not named."),
    every_seconds: float = typer.Option(5.0, "--every", min=0.5, help="Seconds between looks."),
    once: bool = typer.Option(False, "--once", help="Look once and stop."),
) -> None:
    """Watch a folder: what is dropped there is read, then moved to done/ or refused/."""
    from ingest.intake.watch import sweep
    from service.cli.care import build_index

    settings = Settings()
    folder = inbox or settings.data / "inbox"
    folder.mkdir(parents=True, exist_ok=True)
    say(f"Watching {folder}; stop with Ctrl+C.")
    while True:
        outcomes = sweep(folder, lambda paths: _read(paths, settings, None, None))
        if outcomes:
            _note(settings, outcomes)
            build_index(settings)
            _report(outcomes)
        if once:
            return
        time.sleep(every_seconds)
