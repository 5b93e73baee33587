"""Curating holds: what a person sets stays, and audiences follow at once."""

import json
from typing import Any

import pytest

from corpus.reader import View
from corpus.records import Audience
from tests.service.cli.conftest import Vru, told
from tests.service.conftest import Library


def _ids(library: Library, audience: Audience) -> set[str]:
    return {p.id for p in View(library.settings.record_path, audience).publications()}


def test_list_names_every_publication(vru: Vru, library: Library) -> None:
    """Staff see all publications, with the fields that scripts rely on."""
    listed = told(vru("list", "--json"))["publications"]
    assert {p["id"] for p in listed} == _ids(library, Audience.STAFF)
    assert {"id", "title", "kind", "period", "area", "audience"} <= set(listed[0])


def test_withdraw_and_restore(vru: Vru, library: Library) -> None:
    """A withdrawn publication is gone for everybody and comes back when restored."""
    name = sorted(_ids(library, Audience.PUBLIC))[0]
    assert vru("withdraw", name).exit_code == 0
    assert name not in _ids(library, Audience.STAFF)
    assert vru("restore", name).exit_code == 0
    assert name in _ids(library, Audience.PUBLIC)


def test_set_corrects_facts_for_good(vru: Vru, library: Library) -> None:
    """Title, period and audience are set, and remembered as a person's decision."""
    name = sorted(_ids(library, Audience.PUBLIC))[0]
    done = vru("set", name, "--title", "New title", "--period", "2024-2027", "--audience", "staff")
    assert done.exit_code == 0, done.output
    assert name not in _ids(library, Audience.PUBLIC)
    shown = View(library.settings.record_path, Audience.STAFF).publication(name)
    assert shown.title == "New title"
    assert shown.period is not None
    assert (shown.period.first_year, shown.period.last_year) == (2024, 2027)
    assert {f.name for f in shown.facts if f.found_in == "staff"} >= {"title", "period", "audience"}


@pytest.mark.parametrize(
    "arguments", [("--period", "sometime"), ("--title", "  "), ("--area-of", "x"), ()]
)
def test_nonsense_is_refused_and_changes_nothing(
    vru: Vru, library: Library, arguments: tuple[str, ...]
) -> None:
    """A fact that cannot be is refused, and the publication stays as it was."""
    name = sorted(_ids(library, Audience.PUBLIC))[0]
    before = View(library.settings.record_path, Audience.STAFF).publication(name)
    assert vru("set", name, *arguments).exit_code != 0
    assert View(library.settings.record_path, Audience.STAFF).publication(name) == before


def test_show_tells_facts_editions_and_quality(vru: Vru, library: Library) -> None:
    """One publication is shown with what was found of it and how well it was read."""
    name = sorted(_ids(library, Audience.PUBLIC))[0]
    assert told(vru("show", name, "--json"))["id"] == name
    assert "tables found" in vru("show", name).stdout


def trail(library: Library) -> list[dict[str, Any]]:
    """The lines of the audit trail."""
    (day,) = library.settings.audit_dir.iterdir()
    return [json.loads(line) for line in day.read_text().splitlines()]


def test_each_act_leaves_a_line(vru: Vru, library: Library) -> None:
    """What staff do by command is in the trail as what they do on the pages is."""
    name = sorted(_ids(library, Audience.PUBLIC))[0]
    vru("set", name, "--audience", "staff")
    vru("set", name, "--audience", "public")
    vru("withdraw", name)
    vru("restore", name)
    lines = trail(library)
    assert {line["who"] for line in lines} == {"command line"}
    assert [(line["act"], line["what"]) for line in lines] == [
        ("change", name),
        ("change", name),
        ("withdraw", name),
        ("restore", name),
    ]
    assert [(line["audience_before"], line["audience_after"]) for line in lines[:2]] == [
        ("public", "staff"),
        ("staff", "public"),
    ]


def test_a_refused_act_leaves_no_line(vru: Vru, library: Library) -> None:
    """What was not done is not in the trail."""
    assert vru("withdraw", "no-such-report").exit_code != 0
    assert not library.settings.audit_dir.exists()


def test_keys_leave_a_line_without_their_secret(vru: Vru, library: Library) -> None:
    """Making and revoking a key is in the trail by the key's id, its secret nowhere."""
    made = told(vru("keys", "create", "--name", "Police", "--json"))
    vru("keys", "revoke", made["id"])
    lines = trail(library)
    assert [(line["act"], line["what"]) for line in lines] == [
        ("make key", made["id"]),
        ("revoke key", made["id"]),
    ]
    assert made["key"] not in json.dumps(lines)
