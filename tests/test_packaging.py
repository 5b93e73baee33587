"""The wheel holds exactly our four roots with templates and samples, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_has_exactly_our_roots(wheel_names: list[str]) -> None:
    """Four packages and the distribution's own folder; no tests, no bench."""
    roots = {name.partition("/")[0] for name in wheel_names}
    named = {root for root in roots if not root.endswith(".dist-info")}
    assert named == {"corpus", "ingest", "index", "service"}
    assert len(roots) == 5


@pytest.mark.parametrize(
    "wanted",
    [
        "service/web/templates/base.html",
        "service/web/static/site.css",
        "index/synonyms.toml",
        "corpus/places.toml",
        "corpus/samples/questions.jsonl",
    ],
)
def test_the_wheel_has_what_is_not_python(wheel_names: list[str], wanted: str) -> None:
    """Templates, styles and data files travel with the code."""
    assert wanted in wheel_names


def test_every_requirement_is_pinned() -> None:
    """Both lock files name an exact version on every line, and torch is the one without CUDA."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()
        named = [line for line in lines if line and not line.startswith("#")]
        assert all("==" in line for line in named)
        assert "torch==2.13.0" in named
