"""What the service is made of may be passed on, and the list of it is true."""

import subprocess

import pytest

from tests.licences import ALLOWED, LOCK, ROOT, Package, installed, locked, page

BROUGHT = (".onnx", ".safetensors", ".woff", ".woff2", ".ttf", ".otf", ".min.js", ".min.css")
"""Endings of files that are seldom one's own work."""


@pytest.fixture(scope="module")
def packages() -> list[Package]:
    """What the lock file names, as it is installed."""
    return installed(list(locked(LOCK.read_text())))


def stray(packages: list[Package]) -> list[tuple[str, str]]:
    """Packages with a licence that is not allowed."""
    return [(p.name, p.licence) for p in packages if not set(p.terms()) <= ALLOWED]


def test_every_licence_is_allowed(packages: list[Package]) -> None:
    """Each package that the service needs has a licence of the list that was decided."""
    assert stray(packages) == []


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("MPL-2.0 AND MIT", True),
        ("GNU General Public License v3 (GPLv3)", False),
        ("MIT AND AGPL-3.0-only", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_a_licence_that_is_not_allowed_is_caught(licence: str, is_allowed: bool) -> None:
    """One part with another licence, or without any, is enough to be caught."""
    assert (stray([Package("made-up", "1", licence)]) == []) is is_allowed


def test_the_list_is_true(packages: list[Package]) -> None:
    """docs/licences.md is what `make licences` makes."""
    assert (ROOT / "docs" / "licences.md").read_text(encoding="utf-8") == page(packages)


def test_the_list_is_that_of_the_lock(packages: list[Package]) -> None:
    """Every package of the lock file is in the list, in the version that it names."""
    assert {p.name: p.version for p in packages} == locked(LOCK.read_text())


def test_what_others_made_is_named() -> None:
    """A model, font or packed script that is committed has its row in the list."""
    command = ["git", "ls-files", "corpus", "index", "ingest", "service", "clients"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("Not a checkout, so nothing says what is committed.")
    named = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    brought = [name for name in done.stdout.splitlines() if name.endswith(BROUGHT)]
    assert brought
    assert [name for name in brought if f"`{name}`" not in named] == []
