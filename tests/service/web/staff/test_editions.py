"""What changed between two editions."""

from corpus.records import Audience
from corpus.store import Record
from service.web.staff.editions import Change, differences
from tests.conftest import made_edition
from tests.service.web.staff.conftest import Desk


def test_equal_texts_do_not_differ() -> None:
    """The same lines on other pages are no change."""
    assert differences([(1, "a"), (1, "b")], [(1, "a"), (2, "b")]) == ()


def test_changed_line_is_told_word_by_word() -> None:
    """Of a line with one new figure, only the figure went and came."""
    assert differences([(3, "Robbery fell to 12 cases")], [(4, "Robbery fell to 15 cases")]) == (
        Change(
            3,
            4,
            (("same", "Robbery fell to"), ("del", "12"), ("ins", "15"), ("same", "cases")),
        ),
    )


def test_line_that_came_has_no_page_before() -> None:
    """A new line is an insertion, a lost one a deletion."""
    assert differences([], [(1, "new")]) == (Change(None, 1, (("ins", "new"),)),)
    assert differences([(2, "old")], []) == (Change(2, None, (("del", "old"),)),)


def test_page_shows_the_two_newest_editions(desk: Desk) -> None:
    """After a report was read again, staff see what went and came, on which pages."""
    with Record(desk.library.settings.record_path) as record:
        report = desk.library.runtime.view(Audience.STAFF).publication("public-report")
        record.add(report, made_edition(report, "Robbery rose in the public report.", "Same."))
    html = desk.get("/staff/publications/public-report/editions").text
    assert '<del class="del"><span class="unseen">went: </span>fell</del>' in html
    assert '<ins class="ins"><span class="unseen">came: </span>rose</ins>' in html


def test_single_edition_is_told(desk: Desk) -> None:
    """With one edition there is nothing to compare, and the page says so."""
    assert "only one edition" in desk.get("/staff/publications/public-report/editions").text
