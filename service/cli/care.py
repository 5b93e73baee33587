"""`vru check`, `rebuild`, `backup`, `recover`, `purge`: keeping the service whole."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from service.cli.options import AsJson
from service.cli.output import complain, progress, say, say_json
from service.settings import Settings

if TYPE_CHECKING:
    from index.build import Progress


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(check)
    app.command()(rebuild)
    app.command()(refresh)
    app.command()(backup)
    app.command()(recover)
    app.command()(purge)
    app.command()(redact)


def build_index(settings: Settings, *, is_anew: bool = False) -> None:
    """Bring every audience's generation up to the record; what is up to date is left alone."""
    from index.build import build
    from service.embedding import open_embedder, prepare_reranker

    prepare_reranker(settings)
    embedder = open_embedder(settings)
    with progress("passages") as bar:
        task = bar.add_task("Indexing", total=None, rate="")

        def show(now: "Progress") -> None:
            bar.update(task, description=now.step.capitalize(), completed=now.done, total=now.total)

        build(
            record=settings.record_path,
            generations=settings.generations_dir,
            embedder=embedder,
            progress=show,
            is_anew=is_anew,
        )


def check(as_json: AsJson = False) -> None:
    """Verify record, files and index against each other; exit 1 where anything is wrong."""
    from service.check import check_all

    faults = check_all(Settings())
    is_wrong = any(fault.serious for fault in faults)
    if as_json:
        body = [{"what": f.what, "mend": f.mend, "serious": f.serious} for f in faults]
        say_json({"ok": not is_wrong, "faults": body})
        raise typer.Exit(1 if is_wrong else 0)
    for fault in faults:
        if fault.serious:
            complain(fault.what, fault.mend)
        else:
            say(f"Note: {fault.what} {fault.mend}")
    if not is_wrong:
        say("Record, files and index are whole and agree.")
    raise typer.Exit(1 if is_wrong else 0)


def rebuild() -> None:
    """Throw the index away and build it from the record."""
    # Made aside and switched to, so that a running service answers all the while.
    build_index(Settings(), is_anew=True)
    say("The index is built anew.")


def refresh() -> None:
    """Bring the index up to the record; what is up to date is left alone."""
    build_index(Settings())
    say("The index is up to date.")


def backup(file: Path) -> None:
    """Write a consistent copy of record, files and keys to one file, while the service runs."""
    from service.backup import back_up

    back_up(Settings(), file)
    say(f"Backed up to {file}.")


def recover(
    file: Path,
    force: bool = typer.Option(False, "--force", help="Replace a record that is there."),
) -> None:
    """Bring a backup back, checked before anything is replaced, and build the index."""
    from service.backup import recover as bring_back

    settings = Settings()
    bring_back(settings, file, force=force)
    build_index(settings)
    say(f"Recovered from {file}.")


def purge(
    publication_id: str,
    yes: bool = typer.Option(False, "--yes", help="Do not ask again."),
) -> None:
    """Remove a publication for good: record, file, index, pictures."""
    from service.purge import forget_generations
    from service.purge import purge as remove

    if not yes:
        typer.confirm(f"Remove {publication_id} for good? Backups keep it.", abort=True)
    settings = Settings()
    remove(settings, publication_id)
    build_index(settings)
    forget_generations(settings)
    say(f"{publication_id} is gone for good.")


def redact(
    words: str = typer.Argument(help="Such as a person's name, as it stands in the reports."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask again."),
) -> None:
    """Remove words for good from every page; files that hold them are given up."""
    from service.purge import forget_generations
    from service.redact import redact as remove

    if not yes:
        typer.confirm(f"Remove {words!r} for good, with the files that hold it?", abort=True)
    settings = Settings()
    held = remove(settings, words)
    build_index(settings)
    forget_generations(settings)
    say(f"Removed from {len(held)} editions.")
