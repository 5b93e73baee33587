"""The process that workers are born of: it has the reader loaded and forks once for each file.

    python -m ingest.nursery

Loading the reader takes a fifth of a second, as long as reading twenty pages; a fork takes a few
thousandths. This process opens no file and reads no result: what a hostile file does stays in the
child that reads it, which is bound and killed as any worker is (`ingest.worker`). It takes one
line, `TASK JOB.json`, makes one child, and gives one line, `CODE PEAK_BYTES`, when that has ended.
"""

import gc
import importlib
import os
import sys

from corpus.places import Places
from ingest import worker


def main() -> int:
    """Bear one child for each line, until there are no more."""
    worker.die_with(os.getppid())
    importlib.import_module("ingest.reading")
    Places.load()
    # What is loaded stays: no child's collector goes through it, and its memory stays shared.
    gc.freeze()
    for line in sys.stdin:
        task, job = line.rstrip("\n").split(" ", 1)
        code, peak_bytes = _ended(_born(task, job))
        sys.stdout.write(f"{code} {peak_bytes}\n")
        sys.stdout.flush()
    return 0


def _born(task: str, job: str) -> int:
    """The process id of a child that does one task and nothing else."""
    nursery = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        # The child must not be able to speak in this process's name.
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, sys.stdin.fileno())
        os.dup2(nothing, sys.stdout.fileno())
        worker.die_with(nursery)
        code = worker.main([task, job])
    except BaseException:
        # Whatever it was, the child must not go on as the nursery.
        code = 1
    os._exit(code)


def _ended(child: int) -> tuple[int, int]:
    """Exit code of a child, negative for a signal, and the most memory it held."""
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
