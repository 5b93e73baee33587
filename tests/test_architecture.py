"""The house keeps its shape: imports go down, heavy libraries keep their rooms, files are small."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "ingest", "index", "service")
MOST_LINES = 300

HEAVY = {
    "torch": {"index/models.py", "index/cross_encoders.py"},
    "transformers": {"index/models.py"},
    "sentence_transformers": {"index/models.py", "index/cross_encoders.py"},
    "faiss": {"index/vectors.py"},
    "onnxruntime": {
        "index/embedder.py",
        "index/models.py",
        "index/reader",
        "index/vectors.py",
    },
    "rank_bm25": {"index/bm25.py"},
    "pypdf": {"ingest", "corpus/samples"},
    "pypdfium2": {"ingest", "corpus/samples"},
    "pypdfium2_raw": {"ingest"},
    "pdfplumber": {"ingest"},
    "opentelemetry": {"service/tracing.py"},
}
"""Where each heavy library may be loaded: files, or folders with all they hold."""


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_heavy_libraries_stay_in_their_rooms(library: str) -> None:
    """A library that costs start-up time or memory is imported only where it is meant to be."""
    allowed = HEAVY[library]
    strangers = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if library in _imports(path)
        and not any(_within(path.relative_to(ROOT).as_posix(), room) for room in allowed)
    ]
    assert strangers == []


def _within(path: str, room: str) -> bool:
    return path == room or path.startswith(f"{room}/")


@pytest.mark.parametrize("room", ROOMS)
def test_files_stay_small(room: str) -> None:
    """No file of ours grows beyond three hundred lines."""
    sizes = {
        str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines())
        for p in (ROOT / room).rglob("*.py")
    }
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_module_is_named_like_the_standard_library() -> None:
    """A top-level package of ours shadows nothing of Python's."""
    assert set(ROOMS).isdisjoint(sys.stdlib_module_names)


def test_the_web_process_loads_no_pdf_reader_and_no_torch() -> None:
    """Importing the application brings in neither what reads PDFs nor what trains models."""
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'pypdf', 'pypdfium2', 'pdfplumber'}"
    code = f"import service.app, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_imports_go_down_only() -> None:
    """Import-linter holds the law of the rooms, and fails where a contract is broken."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
