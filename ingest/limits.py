"""What a worker may use: processor time by pages, memory, and how long the wall clock waits.

Numbers only; `ingest.worker` puts them on itself and `ingest.pool` enforces them from outside.
"""

from dataclasses import dataclass

MOST_PAGES = 3000
"""More pages than any report has; a file of more is refused."""

WALL_FACTOR = 6.0
"""Wall clock for each processor second: a busy machine is slow, a sleeping worker is stuck."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one kind of task."""

    seconds: float
    seconds_a_page: float
    memory_bytes: int

    def cpu_seconds(self, pages: int) -> int:
        """Processor seconds for a file of so many pages, whole ones as the kernel counts."""
        return int(self.seconds + self.seconds_a_page * pages) + 1

    def wall_seconds(self, pages: int) -> float:
        """Seconds by the clock after which a worker is killed."""
        return WALL_FACTOR * self.cpu_seconds(pages)


READ = Limits(seconds=10.0, seconds_a_page=0.2, memory_bytes=1 << 30)
OCR = Limits(seconds=60.0, seconds_a_page=30.0, memory_bytes=3 << 30)
PICTURE = Limits(seconds=20.0, seconds_a_page=0.0, memory_bytes=1 << 30)
