"""A server of its own for one measurement: started on a free port, awaited, ended.

Does not measure. The other commands of this folder import it beside them.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

SERVICE = ("-m", "service.cli", "serve", "--port")
LONGEST_START_SECONDS = 60


@contextmanager
def served(program: Sequence[str], environment: Mapping[str, str]) -> Iterator[int]:
    """Run Python on a program with a free port as its last argument; the port once it listens.

    *Raises*: TimeoutError.
    """
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, *program, str(port)]
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("The service does not listen.")
