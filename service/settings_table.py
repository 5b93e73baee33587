"""`docs/settings.md`, made from the settings themselves: `python -m service.settings_table`.

A test holds the file to this, so that no setting is without its sentence.
"""

from pathlib import Path

from service.settings import Settings

HEAD = """# Settings

Every setting is an environment variable, read once when a command or the service starts. This page
is made from `service/settings.py` by `python -m service.settings_table > docs/settings.md`.

| Variable | Default | What it is |
| --- | --- | --- |
"""


def table() -> str:
    """The page, one row a setting, in the order they stand in the class."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = f"`{default}`" if default not in ("", None) else "(empty)"
        if isinstance(default, Path):
            shown = f"`{default.as_posix()}`"
        rows.append(f"| `VRU_{name.upper()}` | {shown} | {field.description} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(table(), end="")
