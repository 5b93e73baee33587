"""`vru serve` and `vru mcp`: the site and API, and the tools for assistants.

The sample publications are read by a process of their own, so that the one that serves never
loads what reading needs.
"""

import gc
import json
import subprocess
import sys
from pathlib import Path

import typer

import corpus
from corpus.errors import RecordMissing
from corpus.reader import View
from corpus.records import Audience
from service.cli.output import say
from service.errors import NotReady
from service.settings import Settings

SAMPLES = Path(corpus.__file__).parent / "samples"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(serve)
    app.command()(mcp)


def serve(
    host: str = typer.Option("127.0.0.1", "--host", help="Address to listen on."),
    port: int = typer.Option(8000, "--port", min=1, max=65535),
    with_samples: bool = typer.Option(
        False, "--with-samples", help="Read the sample publications if there are none yet."
    ),
) -> None:
    """Serve the site and the API."""
    settings = Settings()
    if with_samples and not has_publications(settings):
        say("There are no publications yet: reading the samples, once.")
        _read_samples()
    elif has_publications(settings) and not has_index(settings):
        say("There is no index that this version can read: building it, once.")
        _run_vru("rebuild")
    _listen(settings, host, port)


def _listen(settings: Settings, host: str, port: int) -> None:
    import uvicorn

    from service.app import create_app

    if not settings.oidc_issuer:
        _say_staff_link(settings, settings.public_url or f"http://{host}:{port}")
    app = create_app(settings)
    app.state.runtime.warm()
    # What is open now stays: looking through it for garbage stopped every request for 70 ms once
    # in a few hundred searches.
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )


def _say_staff_link(settings: Settings, base: str) -> None:
    from service.access.invitations import staff_link

    try:
        link = staff_link(settings.access_path, base=base)
    except NotReady as error:
        say(f"Staff cannot sign in: {error}")
        return
    say("Staff sign in with this link, once and within 15 minutes:")
    # Not through `say`, which would break a long line, and the link with it.
    print(link, flush=True)


def has_publications(settings: Settings) -> bool:
    """Whether the record holds anything at all, withdrawn or waiting ones included."""
    try:
        return bool(View(settings.record_path, Audience.STAFF, curating=True).publications())
    except RecordMissing:
        return False


def has_index(settings: Settings) -> bool:
    """Whether every audience has a generation that this version can read.

    One that is behind the record is served as it is; one made by another model serves words.
    """
    from index.errors import FindingError
    from index.generation import FORM, current_name, folder_of, read_manifest

    folders = [folder_of(settings.generations_dir, audience) for audience in Audience]
    try:
        return all(read_manifest(f / (current_name(f) or "none")).form == FORM for f in folders)
    except FindingError:
        return False


def _read_samples() -> None:
    """Read the samples; those for partners are decided to be so, as a member of staff would."""
    listed = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
    partners = {row["file"] for row in listed if row["audience"] == Audience.PARTNER}
    paths = sorted((SAMPLES / "pdf").glob("*.pdf"))
    _run_vru("ingest", *(str(path) for path in paths if path.name not in partners))
    _run_vru("ingest", "--audience", "partner", *(str(p) for p in paths if p.name in partners))


def _run_vru(*arguments: str) -> None:
    # Refusals are reported by the command itself; the site opens with what could be read.
    subprocess.run([sys.executable, "-m", "service.cli", *arguments], check=False)


def mcp() -> None:
    """Serve the Model Context Protocol on standard input and output."""
    from service.mcp import serve_stdio

    serve_stdio(Settings())
