"""Only one process holds a lock file at a time."""

import fcntl
from pathlib import Path

import pytest

from corpus.holding import held


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    """While one run holds the lock, a second cannot take it without waiting."""
    lock = tmp_path / "made" / "some.lock"
    with held(lock), lock.open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_lock_is_free_after_an_error(tmp_path: Path) -> None:
    """An error inside lets go, so that the next run does not wait for ever."""
    lock = tmp_path / "some.lock"
    with pytest.raises(ValueError, match="stopped"), held(lock):
        raise ValueError("stopped")
    with lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
