"""Writing to the terminal: tables and sentences for people, JSON for scripts, errors apart.

Whatever comes out of a report is stripped of control characters first, so that no PDF can steer
the terminal it is listed on.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

WIDE = 200
"""Columns where nobody looks: a script or a log gets whole names rather than folded ones."""

console = Console(highlight=False)
if not console.is_terminal:
    console = Console(highlight=False, width=WIDE)
errors = Console(stderr=True, highlight=False)


def plain(text: object) -> str:
    """Text without control or direction characters, safe to print."""
    return "".join(
        " " if c in "\n\t" else c
        for c in str(text)
        if c in "\n\t" or unicodedata.category(c)[0] != "C"
    )


def say(text: str) -> None:
    """Print one line for a person."""
    console.print(escape(plain(text)), soft_wrap=True)


def say_json(body: Any) -> None:
    """Print a body as JSON; only this goes to standard output then."""
    written = json.dumps(body, ensure_ascii=False, indent=2, default=str)
    # JSON itself leaves some of what steers a terminal as it is, such as U+009B.
    print(
        "".join(
            c if c == "\n" or unicodedata.category(c)[0] != "C" else json.dumps(c)[1:-1]
            for c in written
        )
    )


def complain(message: str, hint: str = "") -> None:
    """Tell of an error and what mends it, on standard error."""
    errors.print(f"[bold red]Error:[/] {escape(plain(message))}")
    if hint:
        errors.print(f"  {escape(plain(hint))}")


def say_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; long cells wrap."""
    table = Table(*heads, show_edge=False, pad_edge=False, box=None, header_style="bold")
    for row in rows:
        table.add_row(*(escape(plain(cell)) for cell in row))
    console.print(table)


@contextmanager
def progress(unit: str) -> Iterator[Progress]:
    """A progress bar on standard error, with rate and time left; silent where nobody looks."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn(unit),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    ) as bar:
        yield bar
