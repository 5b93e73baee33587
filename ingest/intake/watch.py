"""A folder people drop files into: read once a file has stopped growing, then moved aside.

Looks when asked to; notices of change do not cross network drives. What was taken goes to `done`,
what was not to `refused` with its reason beside it. Does not read files itself.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from ingest.intake.incoming import SUFFIXES

DONE = "done"
REFUSED = "refused"
SETTLE_SECONDS = 1.0
"""A file that does not change for so long has been copied whole."""


class Result(Protocol):
    """What became of one file, as `ingest.run.Outcome` says it; `origin` is the file dropped."""

    @property
    def file_name(self) -> str: ...  # noqa: D102

    @property
    def status(self) -> str: ...  # noqa: D102

    @property
    def reason(self) -> str: ...  # noqa: D102

    @property
    def hint(self) -> str: ...  # noqa: D102

    @property
    def origin(self) -> str: ...  # noqa: D102


AResult = TypeVar("AResult", bound=Result)


def sweep(
    folder: Path,
    take: Callable[[list[Path]], Sequence[AResult]],
    *,
    settle_seconds: float = SETTLE_SECONDS,
) -> tuple[AResult, ...]:
    """Take every file of a folder that has settled, and move it aside; one look.

    Files are moved only after `take` has come back, so what a crash leaves is taken again.
    """
    before = {path: stamp for path in _waiting(folder) if (stamp := _stamp(path))}
    if not before:
        return ()
    time.sleep(settle_seconds)
    settled = [path for path, stamp in before.items() if _stamp(path) == stamp]
    results = tuple(take(settled)) if settled else ()
    for path in settled:
        _put_aside(path, folder, [result for result in results if result.origin == str(path)])
    return results


def _waiting(folder: Path) -> Iterator[Path]:
    aside = {folder / DONE, folder / REFUSED}
    for path in sorted(folder.rglob("*")):
        is_hidden = path.name.startswith((".", "~"))
        if path.suffix.casefold() in SUFFIXES and not is_hidden and aside.isdisjoint(path.parents):
            yield path


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of change; nothing for what is empty, gone or no plain file."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if found.st_size else None


def _put_aside(path: Path, folder: Path, results: Sequence[Result]) -> None:
    refused = [result for result in results if result.status == "refused"]
    all_refused = bool(refused) and len(refused) == len(results)
    moved = _moved(path, folder / (REFUSED if all_refused else DONE))
    if refused:
        lines = (f"{r.file_name}: {r.reason} {r.hint}".strip() for r in refused)
        note = moved.with_name(f"{moved.name}.reason.txt")
        note.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _moved(path: Path, folder: Path) -> Path:
    """Move a file into a folder; a name already there is numbered."""
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    number = 2
    while target.exists():
        target = folder / f"{path.stem}-{number}{path.suffix}"
        number += 1
    return path.rename(target)
