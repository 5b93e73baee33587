"""The staff's front page, the state and the trail."""

from dataclasses import replace

from corpus.records import Audience
from corpus.store import Record
from tests.conftest import made_publication
from tests.service.web.staff.conftest import Desk


def test_what_waits_stands_first(desk: Desk) -> None:
    """A report that waits for a decision is told with its reason."""
    with Record(desk.library.settings.record_path) as record:
        waiting = replace(made_publication("new-report"), waiting="It bears a marking.")
        record.put(waiting)
    html = desk.get("/staff").text
    assert "It bears a marking." in html.split("<h2>Publications</h2>")[0]


def test_marked_report_waits_until_somebody_decides(desk: Desk) -> None:
    """What only its marking keeps to staff is listed as undecided, until its audience is said."""
    with Record(desk.library.settings.record_path) as record:
        record.put(replace(made_publication("marked"), audience=Audience.STAFF, marking="OFFICIAL"))
    assert "Marked OFFICIAL." in desk.get("/staff").text
    desk.post("/staff/publications/marked/audience", audience="staff", confirmed="yes")
    assert "Nothing is waiting." in desk.get("/staff").text


def test_state_tells_each_audience_its_index(desk: Desk) -> None:
    """One, two and three publications stand in the three indexes."""
    html = desk.get("/staff/state").text
    for audience, count in (("public", 1), ("partner", 2), ("staff", 3)):
        assert f'<th scope="row">{audience}</th><td>{count}</td>' in html


def test_check_tells_what_is_wrong(desk: Desk) -> None:
    """A file that is not what the record says is found by the check, with what mends it."""
    html = desk.get("/staff/state?check=yes").text
    assert "vru " in html.split("<h2>Check</h2>")[1]


def test_trail_shows_who_did_what(desk: Desk) -> None:
    """An act stands in the trail under the name of who did it."""
    path = "/staff/publications/public-report/withdrawn"
    desk.post(path, withdrawn="yes", confirmed="yes")
    html = desk.get("/staff/trail").text
    assert "Sam Staff" in html
    assert "<td>withdraw</td>" in html
