"""The command line `vru`: acts as staff, one file a group of commands.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done. Heavy libraries are loaded by the
command that needs them, so that `vru list` answers at once.
"""

import sys

import typer

from service.cli import care, curate, evaluate, find, intake, keys, serve
from service.cli.output import complain

app = typer.Typer(
    name="vru",
    help="Find and quote the evidence in Violence Reduction Unit reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (intake, find, serve, curate, care, evaluate):
    group.register(app)
app.add_typer(keys.app, name="keys")

FAILED = 1


def main() -> None:
    """Run the command line; an error that carries a hint is told in two lines, not a traceback."""
    try:
        app()
    except Exception as error:
        # Every package has an error tree of its own; what they share is the hint.
        if not hasattr(error, "hint"):
            raise
        complain(str(error), error.hint)
        sys.exit(FAILED)
