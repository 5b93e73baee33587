"""Property tests of the whole API from its own description, by Schemathesis.

    python bench/fuzz.py DATA_DIRECTORY [--examples 400] [--staff] [--plant]

Starts the service over a copy of an ingested data directory and lets Schemathesis send what the
description allows and what it forbids; any server error and any answer that is not described fails.
With `--staff` it asks with a staff key, writing included but for uploads. With `--plant` one field
of every search is made wrong first, to see that it would be caught: then failing is passing.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from serving import SERVICE, served

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)

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
    parser.add_argument("--staff", action="store_true")
    parser.add_argument("--plant", action="store_true")
    arguments = parser.parse_args()
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
    with served(("-c", PLANTED) if arguments.plant else SERVICE, environment) as port:
        return _run(port, arguments, _key(environment) if arguments.staff else "")


def _run(port: int, arguments: argparse.Namespace, key: str) -> bool:
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        "run",
        f"http://127.0.0.1:{port}/api/v1/openapi.json",
        f"--max-examples={arguments.examples}",
        "--phases=examples,coverage,fuzzing",
        f"--checks={','.join(CHECKS)}",
        # Times differ in each answer of the metrics; a pack draws pages and takes seconds each.
        "--exclude-path-regex=/pack|/metrics",
    ]
    if key:
        command += ["-H", f"Authorization: Bearer {key}"]
        command += ["--exclude-operation-id=upload_api_v1_publications_post"]
    return subprocess.run(command, check=False).returncode != 0


def _key(environment: dict[str, str]) -> str:
    create = ["keys", "create", "--name", "fuzz", "--audience", "staff", "--json"]
    command = [sys.executable, "-m", "service.cli", *create]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    key: str = json.loads(done.stdout)["key"]
    return key


if __name__ == "__main__":
    main()
