"""Golden questions: the staff's own set, asked again at will, with what each run found.

Kept beside the record as the question sets and runs that `vru evaluate` reads and writes, so that a
set can be carried to another service. Asking is a process of its own; this file only starts it.
"""

import json
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.errors import BadRequest
from service.settings import Settings

SHOWN = ("recall@1", "recall@5", "mrr@10", "verbatim quotes")
"""Measures whose trend is shown, where a run has them."""

LONGEST_SECONDS = 3600.0

_running = threading.Lock()


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when it was, its measures by name, and which questions moved since the one before.

    *Units*: `at` is UTC; measures are shares from 0 to 1, None where nothing could be measured.
    """

    at: datetime
    measures: dict[str, float | None]
    changes: tuple[dict[str, Any], ...]

    @property
    def worse(self) -> list[dict[str, Any]]:
        """Questions that did worse, the worst first."""
        return [change for change in self.changes if change["gain"] <= 0]

    @property
    def better(self) -> list[dict[str, Any]]:
        """Questions that did better, the best first."""
        return [change for change in reversed(self.changes) if change["gain"] > 0]


class Golden:
    """The golden questions of one service."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.golden_dir
        self.path = self._folder / "questions.jsonl"

    @property
    def is_running(self) -> bool:
        """Whether the questions are being asked just now."""
        return _running.locked()

    def questions(self) -> tuple[dict[str, Any], ...]:
        """The questions, in the form of question sets."""
        if not self.path.exists():
            return ()
        return tuple(
            json.loads(line) for line in self.path.read_text().splitlines() if line.strip()
        )

    def add(self, question: str, *, file_name: str = "", page: int | None = None) -> None:
        """Keep a question; without a page it is one that the reports must not answer.

        *Raises*: BadRequest where it has no words, or only one of file and page.
        """
        if not question.strip():
            raise BadRequest("A question needs words.")
        if bool(file_name) != (page is not None):
            raise BadRequest("Say both the publication and the page, or neither.")
        row: dict[str, Any] = {
            "id": uuid.uuid4().hex[:8],
            "question": question.strip(),
            "answerable": page is not None,
            "doc": file_name or None,
            "pages": [page] if page is not None else [],
        }
        self._keep([*self.questions(), row])

    def remove(self, question_id: str) -> None:
        """Take a question out of the set."""
        self._keep(row for row in self.questions() if row["id"] != question_id)

    def _keep(self, rows: Iterable[dict[str, Any]]) -> None:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_suffix(".new")
        aside.write_text("".join(lines))
        aside.replace(self.path)

    def runs(self) -> tuple[Run, ...]:
        """The runs so far, the oldest first."""
        return tuple(_run_from(path) for path in sorted(self._folder.glob("run-*.json")))

    def start(self) -> bool:
        """Start asking them all; returns at once, False where that is being done already."""
        if not self.questions() or not _running.acquire(blocking=False):
            return False
        threading.Thread(target=self._ask_all, daemon=True).start()
        return True

    def _ask_all(self) -> None:
        try:
            name = f"run-{datetime.now(UTC):%Y%m%dT%H%M%S}"
            earlier = sorted(self._folder.glob("run-*.jsonl"))
            options = ["--run-out", str(self._folder / f"{name}.jsonl")]
            options += ["--against", str(earlier[-1])] if earlier else []
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "service.cli",
                    "evaluate",
                    str(self.path),
                    *options,
                    "--json",
                ],
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST_SECONDS,
                env=os.environ | {"VRU_DATA": str(self._settings.data.absolute())},
            )
            if done.returncode == 0:
                (self._folder / f"{name}.json").write_text(done.stdout)
        finally:
            _running.release()


def _run_from(path: Path) -> Run:
    body = json.loads(path.read_text())
    at = datetime.strptime(path.stem, "run-%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    measures = {name: measure["value"] for name, measure in body["measures"].items()}
    # Runs kept by earlier versions tell no gain.
    return Run(at, measures, tuple(c for c in body["changes"] if "gain" in c))
