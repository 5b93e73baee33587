"""The samples' questions are a gate: finding, quoting, answering and refusing may not get worse.

The floors stand a little below what was measured when they were set, so that another processor's
rounding does not fail them; raise them when a change makes things better.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"

FLOORS = {
    "recall@1": 0.86,
    "recall@5": 0.95,
    "recall@10": 0.95,
    "mrr@10": 0.87,
    "quotes verbatim": 1.0,
    "refusal recall": 0.75,
    "citation precision": 0.82,
    "gold figure in answer": 0.76,
}
CEILINGS = {"answerable refused": 0.08}

pytestmark = [
    pytest.mark.model,
    pytest.mark.ocr,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract for the scan"),
]


def _vru(data: Path, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments, "--json"],
        cwd=ROOT,
        env={**os.environ, "VRU_DATA": str(data), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Every measure of the samples' questions, asked as staff."""
    data = tmp_path_factory.mktemp("data")
    _vru(data, "ingest", str(SAMPLES / "pdf"))
    judged = _vru(data, "evaluate", str(SAMPLES / "questions.jsonl"))
    return {name: measure["value"] for name, measure in judged["measures"].items()}


@pytest.mark.parametrize("name", FLOORS)
def test_quality_does_not_fall(measures: dict[str, float], name: str) -> None:
    """A measure of the samples' questions stays at or above its floor."""
    assert measures[name] >= FLOORS[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_refusing_does_not_spread(measures: dict[str, float], name: str) -> None:
    """Questions that the reports answer are not refused more often than the ceiling."""
    assert measures[name] <= CEILINGS[name]
