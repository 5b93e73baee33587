"""The formats by name, over a record."""

from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Audience
from service.export.formats import Format, export


@pytest.mark.parametrize("form", list(Format))
def test_every_format_carries_the_passage(record_path: Path, form: Format) -> None:
    """Each named format gives a file with its own media type and ending."""
    view = View(record_path, Audience.PUBLIC)
    (passage_id, *_) = [p.id for _, p in view.current_passages()]
    made = export(view, [passage_id], form, base_url="https://evidence.example")
    assert made.body
    assert "/" in made.media_type
    assert made.file_name.startswith("evidence.")


def test_what_an_audience_may_not_see_is_left_out(record_path: Path) -> None:
    """A staff passage asked for by the public is as if it were not."""
    staff = View(record_path, Audience.STAFF)
    hidden = next(p.id for owner, p in staff.current_passages() if owner.audience == "staff")
    made = export(View(record_path, Audience.PUBLIC), [hidden, "never-was"], Format.TEXT)
    assert made.body == b""
