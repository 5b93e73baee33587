"""Golden and unanswered questions on the staff's page."""

import json
from datetime import UTC, datetime

from service.golden import Golden, Run
from service.web.staff.questions import shown_names, trend
from tests.service.web.staff.conftest import Desk


def run_with(recall: float | None) -> Run:
    """A run with one measure."""
    return Run(datetime(2026, 3, 4, tzinfo=UTC), {"recall@5": recall}, ())


def test_question_is_kept_and_taken_out(desk: Desk) -> None:
    """A kept question stands in the list; taking it out asks first."""
    desk.post("/staff/questions/golden", question="How many?", file_name="a.pdf", page="3")
    golden = Golden(desk.library.settings)
    (kept,) = golden.questions()
    assert (kept["question"], kept["doc"], kept["pages"]) == ("How many?", "a.pdf", [3])
    path = f"/staff/questions/golden/{kept['id']}/remove"
    assert "How many?" in desk.post(path).text
    assert golden.questions()
    desk.post(path, confirmed="yes")
    assert golden.questions() == ()


def test_half_a_source_is_refused(desk: Desk) -> None:
    """A publication without a page, or no words, comes back as an error."""
    for fields in ({"question": "How many?", "file_name": "a.pdf"}, {"question": " "}):
        reply = desk.post("/staff/questions/golden", **fields)
        assert reply.status_code == 422
        assert "There is a problem" in reply.text


def test_unanswered_are_told_by_theme(desk: Desk) -> None:
    """A question that was not answered is counted on the page."""
    desk.library.runtime.unanswered().note("Where are knives sold?", "not_found")
    html = desk.get("/staff/questions").text
    assert "not answered</td>" in html
    assert "Where are knives sold?" not in html


def test_trend_needs_two_runs() -> None:
    """One run is no trend; two are drawn in their order."""
    assert trend((run_with(0.5),)) is None
    chart = trend((run_with(0.5), run_with(0.75)))
    assert chart
    assert [bar.words for bar in chart.bars] == ["0.50", "0.75"]


def test_only_measures_of_every_run_are_shown() -> None:
    """A measure that an older run lacks has no column."""
    assert shown_names((run_with(0.5),)) == ["recall@5"]
    assert shown_names((run_with(0.5), Run(datetime(2026, 3, 5, tzinfo=UTC), {}, ()))) == []


def test_what_moved_is_told_by_its_question(desk: Desk) -> None:
    """The page names each question that did worse or better than at the run before, and how."""
    folder = desk.library.settings.data / "golden"
    folder.mkdir()
    moved = [
        {"question": "How many thefts?", "words": "was answered, is refused", "gain": -1.0},
        {"question": "Who leads?", "words": "gold page was at 4, is at 1", "gain": 0.75},
        {"id": "kept-by-an-earlier-version", "before": 1, "after": 2},
    ]
    for at, changes in (("20260301T100000", []), ("20260302T100000", moved)):
        body = {"measures": {"recall@5": {"value": 0.5}}, "changes": changes}
        (folder / f"run-{at}.json").write_text(json.dumps(body))
    html = desk.get("/staff/questions").text
    assert "kept-by-an-earlier-version" not in html
    worse, better = html.index("Worse:"), html.index("Better:")
    assert worse < html.index("How many thefts?") < better < html.index("Who leads?")
    assert "(gold page was at 4, is at 1)" in html
