"""Slowing down wrong keys."""

import pytest

from corpus.records import Audience
from service.access.tries import TRIES, WrongTries
from service.errors import TooWrong
from tests.service.conftest import Library


class Clock:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def test_tries_run_out_and_come_back() -> None:
    """After ten wrong tries an address waits half a minute for the next."""
    clock = Clock()
    tries = WrongTries(clock)
    for _ in range(TRIES):
        tries.check("192.0.2.1")
        tries.add("192.0.2.1")
    with pytest.raises(TooWrong) as told:
        tries.check("192.0.2.1")
    assert told.value.retry_after_seconds == 31
    clock.now = 30.0
    tries.check("192.0.2.1")


def test_a_thousand_wrong_keys_lock_nobody_else_out(library: Library) -> None:
    """Whoever guesses is slowed with 429, callers without a key and from elsewhere are not."""
    library = library
    good = library.key(Audience.STAFF)
    wrong = {"Authorization": "Bearer vru_guess"}
    statuses = [
        library.client.get("/api/v1/health", headers=wrong).status_code for _ in range(1000)
    ]
    assert statuses[:TRIES] == [401] * TRIES
    assert set(statuses[TRIES:]) == {429}
    slowed = library.client.get("/api/v1/health", headers=wrong)
    assert int(slowed.headers["Retry-After"]) > 0
    assert library.client.get("/api/v1/health").status_code == 200
    library.client.app.state.tries.check("192.0.2.99")  # type: ignore[attr-defined]
    assert library.client.get("/api/v1/health", headers=good).status_code == 429
