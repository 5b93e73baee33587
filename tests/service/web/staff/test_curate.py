"""Correcting facts, deciding audiences, withdrawing: asked first, forged forms refused, trailed."""

import pytest

from tests.service.web.staff.conftest import Desk

REPORT = "/staff/publications/public-report"


def test_facts_are_saved_only_after_asking(desk: Desk) -> None:
    """The first sending shows what would change, the confirmed one changes it and leaves a line."""
    asked = desk.post(f"{REPORT}/facts", title="New title")
    assert "Save these facts?" in asked.text
    assert "New title" not in desk.get(REPORT).text
    sent = desk.post(f"{REPORT}/facts", title="New title", confirmed="yes")
    assert sent.headers["location"] == f"{REPORT}?done=corrected"
    assert "New title" in desk.get(REPORT).text
    assert '"act":"change"' in desk.trail()


def test_successor_is_told_to_readers_of_the_other(desk: Desk) -> None:
    """A report set to take another's place is named on the other's pages, and can be unset."""
    other = "/staff/publications/partner-report"
    assert '<option value="public-report">' in desk.get(other).text
    desk.post(f"{other}/facts", supersedes="public-report", confirmed="yes")
    page = desk.get("/publications/public-report/pages/1").text
    assert "Partner report</a> has taken this one’s place" in page
    assert "taken this one" not in desk.public("/publications/public-report/pages/1").text
    desk.post(f"{other}/facts", supersedes="", confirmed="yes")
    assert "taken this one" not in desk.get("/publications/public-report/pages/1").text


def test_what_was_not_changed_is_not_asked_about(desk: Desk) -> None:
    """Sending the form as it stands changes nothing and says so."""
    sent = desk.post(f"{REPORT}/facts", title="Public report", period="2023/24")
    assert sent.headers["location"].endswith("done=nothing")


@pytest.mark.parametrize("fields", [{"title": ""}, {"period": "some time ago"}])
def test_fact_that_cannot_be_is_told(desk: Desk, fields: dict[str, str]) -> None:
    """A wrong fact comes back with its reason, and what was typed."""
    reply = desk.post(f"{REPORT}/facts", **fields)
    assert reply.status_code == 422
    assert "There is a problem" in reply.text
    assert fields.get("period", "") in reply.text


def test_narrowed_audience_holds_from_the_next_request(desk: Desk) -> None:
    """Made staff-only, a report is gone for the public at once, and the change is in the trail."""
    assert desk.public("/publications/public-report").status_code == 200
    desk.post(f"{REPORT}/audience", audience="staff", confirmed="yes")
    assert desk.public("/publications/public-report").status_code == 404
    assert '"audience_before":"public","audience_after":"staff"' in desk.trail()


def test_widening_an_audience_warns(desk: Desk) -> None:
    """Before more people can see a report, the page says so."""
    reply = desk.post("/staff/publications/staff-report/audience", audience="public")
    assert "More people will be able to see it" in reply.text
    assert desk.public("/publications/staff-report").status_code == 404


def test_audience_that_is_none_is_refused(desk: Desk) -> None:
    """A made-up audience changes nothing."""
    assert desk.post(f"{REPORT}/audience", audience="everyone", confirmed="yes").status_code == 400


def test_withdrawn_report_is_gone_and_can_be_restored(desk: Desk) -> None:
    """Withdrawing asks, hides it from readers at once, and can be undone."""
    assert "Withdraw" in desk.post(f"{REPORT}/withdrawn", withdrawn="yes").text
    assert desk.public("/publications/public-report").status_code == 200
    desk.post(f"{REPORT}/withdrawn", withdrawn="yes", confirmed="yes")
    assert desk.public("/publications/public-report").status_code == 404
    assert "Restore" in desk.get(REPORT).text
    desk.post(f"{REPORT}/withdrawn", withdrawn="no", confirmed="yes")
    assert desk.public("/publications/public-report").status_code == 200


@pytest.mark.parametrize("act", ["facts", "audience", "withdrawn"])
def test_form_from_elsewhere_is_refused(desk: Desk, act: str) -> None:
    """Without the session's token no act is done."""
    reply = desk.post(f"{REPORT}/{act}", form_token="", audience="staff", confirmed="yes")
    assert reply.status_code == 403
    assert desk.public("/publications/public-report").status_code == 200


def test_nobody_else_enters(desk: Desk) -> None:
    """Staff pages are for staff alone."""
    for path in ("", "/upload", "/keys", "/questions", "/state", "/trail"):
        assert desk.public(f"/staff{path}").status_code == 401
