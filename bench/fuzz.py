"""Property tests of the whole API from its own description, by Schemathesis.

    python bench/fuzz.py DATA_DIRECTORY [--examples 400] [--audience partner] [--plant]

Starts the service over a copy of an ingested data directory and lets Schemathesis send what the
description allows and what it forbids; any server error and any answer that is not described fails.
With `--audience` it asks with a key of partner or staff, writing included. With `--plant` one field
of every search is made wrong first, to see that it would be caught: then failing is passing.

Schemathesis is installed with `pip install -r bench/requirements.txt`. It sends one request after
another, both sides at low priority. On a busy machine a page picture may take longer than it may,
and its 503 then counts as a server error.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from serving import SERVICE, served

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "ignored_auth",
)
SLOW = {"upload_api_v1_publications_post": 40}
"""Operations that start a process for each request, and how many examples they get at most."""

PLANTED = """
import sys
import uvicorn
from service import present
from service.api import search
from service.app import create_app
made = search.hits_body
search.hits_body = lambda *a, **k: {**made(*a, **k), "total": "many"}
uvicorn.run(create_app(), port=int(sys.argv[1]), log_config=None, access_log=False)
"""


def main() -> None:
    """Run Schemathesis; exit 0 where it says what it should."""
    parser = argparse.ArgumentParser(description="Property tests of the API.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--examples", type=int, default=400)
    parser.add_argument("--audience", choices=("public", "partner", "staff"), default="public")
    parser.add_argument("--plant", action="store_true")
    arguments = parser.parse_args()
    os.nice(10)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(arguments.data, data)
        failed = _fuzzed(data, arguments)
    if failed is not arguments.plant:
        sys.exit("The planted fault was not caught." if arguments.plant else "Faults were found.")


def _fuzzed(data: Path, arguments: argparse.Namespace) -> bool:
    environment = {
        "VRU_DATA": str(data),
        "VRU_ADDRESS_PER_MINUTE": "100000000",
        "VRU_KEY_PER_MINUTE": "100000000",
        "VRU_LOG_LEVEL": "error",
    }
    key = _key(environment, arguments.audience) if arguments.audience != "public" else ""
    held = json.dumps(_held(data))
    with served(("-c", PLANTED) if arguments.plant else SERVICE, environment) as port:
        quick = [f"--exclude-operation-id={name}" for name in SLOW]
        failed = [_run(port, held, key, arguments.examples, quick)]
        for name, most in SLOW.items():
            examples = min(most, arguments.examples)
            failed.append(_run(port, held, key, examples, [f"--include-operation-id={name}"]))
    return any(failed)


def _run(port: int, held: str, key: str, examples: int, which: list[str]) -> bool:
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [
        shutil.which("schemathesis", path=beside) or "schemathesis",
        "run",
        f"http://127.0.0.1:{port}/api/v1/openapi.json",
        f"--max-examples={examples}",
        "--phases=examples,coverage,fuzzing",
        f"--checks={','.join(CHECKS)}",
        "--workers=1",
        "--request-timeout=120",
        "--suppress-health-check=all",
        *which,
    ]
    if key:
        command += ["-H", f"Authorization: Bearer {key}"]
    hooks = {"SCHEMATHESIS_HOOKS": "fuzz_hooks", "VRU_FUZZ_HELD": held}
    environment = os.environ | hooks | {"PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.run(command, env=environment, check=False).returncode != 0


def _held(data: Path) -> dict[str, list[Any]]:
    """What there is to ask for, public and not."""
    with closing(sqlite3.connect(data / "record.sqlite")) as record:
        publications = [row[0] for row in record.execute("SELECT id FROM publication ORDER BY id")]
        passages = record.execute("SELECT id, text FROM passage ORDER BY id LIMIT 60").fetchall()
    return {
        "publications": publications,
        "passages": [row[0] for row in passages],
        "quotes": [row[1][:200] for row in passages],
        "questions": [
            "How many robberies were recorded in Northgate in 2022/23?",
            "What does SNA stand for?",
            "Who is the mayor of Atlantis?",
        ],
    }


def _key(environment: dict[str, str], audience: str) -> str:
    create = ["keys", "create", "--name", "fuzz", "--audience", audience, "--json"]
    command = [sys.executable, "-m", "service.cli", *create]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    key: str = json.loads(done.stdout)["key"]
    return key


if __name__ == "__main__":
    main()
