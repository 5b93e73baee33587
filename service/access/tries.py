"""Slowing down whoever tries wrong keys, by address, and locking nobody else out.

A bucket of tries that refills slowly; what is kept is bounded. A right key from a slowed address
waits too, since otherwise a guess would be told by how it is answered.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from service.errors import TooWrong

TRIES = 10
REFILL_SECONDS = 30.0
"""Ten wrong tries at once, then one each half minute: a guesser of 256 bits gains nothing."""

MOST_ADDRESSES = 20_000


class WrongTries:
    """Tries left, by address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, address: str) -> None:
        """Refuse an address that has no try left.

        *Raises*: TooWrong.
        """
        with self._lock:
            left = self._now_left(address)
        if left < 1:
            wait = int((1 - left) * REFILL_SECONDS) + 1
            raise TooWrong("Too many wrong keys came from this address.", retry_after_seconds=wait)

    def add(self, address: str) -> None:
        """Count a wrong try."""
        with self._lock:
            self._left[address] = (self._now_left(address) - 1, self._clock())
            self._left.move_to_end(address)
            while len(self._left) > MOST_ADDRESSES:
                self._left.popitem(last=False)

    def _now_left(self, address: str) -> float:
        left, since = self._left.get(address, (float(TRIES), self._clock()))
        return min(float(TRIES), left + (self._clock() - since) / REFILL_SECONDS)
