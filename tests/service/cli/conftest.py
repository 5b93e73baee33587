"""The command line run in this process over a small library, with the test's own embedder."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import service.embedding
from corpus.reader import View
from corpus.records import Audience
from service.cli import app
from tests.service.conftest import Library, WordEmbedder

Vru = Callable[..., Result]


@pytest.fixture
def vru(library: Library, monkeypatch: pytest.MonkeyPatch) -> Vru:
    """Run `vru` with arguments; anything but a told error is raised."""
    monkeypatch.setenv("VRU_DATA", str(library.settings.data))
    monkeypatch.setattr(service.embedding, "open_embedder", lambda _: WordEmbedder())
    _write_true_bytes(library)
    runner = CliRunner()

    def run(*arguments: str) -> Result:
        return runner.invoke(app, list(arguments))

    return run


def _write_true_bytes(library: Library) -> None:
    """Give each edition the bytes that its SHA-256 was taken from."""
    view = View(library.settings.record_path, Audience.STAFF)
    for publication in view.publications():
        sha256 = view.current_edition(publication.id).sha256
        texts = (publication.id, *(page.text for page in view.pages(sha256)))
        (library.settings.files_dir / f"{sha256}.pdf").write_bytes("\f".join(texts).encode())


def told(result: Result) -> Any:
    """The JSON that a command printed."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
