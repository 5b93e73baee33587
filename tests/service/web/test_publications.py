"""The shelf, and each publication."""

from corpus.records import Kind, Period, Publication
from service.web.publications import Shelf, alike, newest_of_series, years_of
from tests.conftest import made_publication
from tests.service.web.conftest import Site


def test_years_are_all_that_the_period_touches() -> None:
    """2023/24 stands under both calendar years, no period under none."""
    assert years_of(made_publication("a")) == ("2023", "2024")
    assert years_of(made_publication("a", period=None)) == ()


def test_shelf_holds_what_was_asked_for() -> None:
    """Kind, area and year must all fit."""
    report = made_publication("a", kind=Kind.STRATEGY, area="Weald")
    assert Shelf("strategy", "Weald", "2023").holds(report)
    assert not Shelf("strategy", "Weald", "2019").holds(report)
    assert not Shelf("briefing").holds(report)


def test_near_copies_come_before_same_kind_and_area() -> None:
    """Near copies, then the same kind and area; never itself, never strangers."""
    report = made_publication("a", kind=Kind.STRATEGY, area="Weald", near_copy_of="b")
    copy = made_publication("b", kind=Kind.OTHER, period=None)
    fellow = made_publication("c", kind=Kind.STRATEGY, area="Weald", period=None)
    stranger = made_publication("d", kind=Kind.OTHER, area="Else", period=None)
    found = alike(report, (report, stranger, fellow, copy))
    assert {p.id for p in found} == {"b", "c"}


def test_newest_report_of_a_series_is_known_by_its_title() -> None:
    """Titles that differ in years alone make a series; other areas and older reports do not."""

    def report(name: str, title: str, last: str, **facts: object) -> Publication:
        period = Period("2020-01-01", last, last[:4])
        return made_publication(name, title=title, period=period, **facts)

    first = report("a", "Needs Assessment 2021/22", "2022-03-31")
    second = report("b", "Needs assessment 2022/23", "2023-03-31")
    third = report("c", "Needs Assessment 2023-2024", "2024-03-31")
    elsewhere = report("d", "Needs Assessment 2024/25", "2025-03-31", area="Else")
    other = report("e", "Annual Report 2024/25", "2025-03-31")
    shelf = (first, second, third, elsewhere, other)
    assert newest_of_series(first, shelf) == third
    assert newest_of_series(third, shelf) is None
    assert newest_of_series(report("f", "2021", "2021-03-31"), shelf) is None


def test_readers_are_told_of_a_newer_report(site: Site) -> None:
    """A strategy with a newer one in its series says so, on its page and on each of its pages."""
    for path in ("", "/pages/5"):
        html = site.get(f"/publications/strategy-2021-2024{path}").text
        assert 'series:</strong> <a href="/publications/strategy-2024-2027">' in html
        assert "newer report" not in site.get(f"/publications/strategy-2024-2027{path}").text


def test_publication_not_held_can_be_asked_for(site: Site) -> None:
    """A report that is known but not held is listed, with an address to ask at."""
    assert "Known, but not held here" in site.get("/publications").text
    html = site.get("/publications/strategy-2018-2021").text
    assert "mailto:copies@wealdshire.example?subject=Please%20send" in html


def test_contents_lead_to_their_pages(site: Site) -> None:
    """Headings of the report are links to pages that exist."""
    html = site.get("/publications/needs-assessment-2022-23").text
    contents = html.split('<ol class="outline">')[1].split("</ol>")[0]
    address = contents.split('href="')[3].split('"')[0]
    assert site.get(address).status_code == 200


def test_cover_is_a_small_picture(site: Site) -> None:
    """The cover is a PNG of the first page, told apart by its edition."""
    reply = site.get("/publications/strategy-2021-2024/cover")
    assert reply.content[:4] == b"\x89PNG"
    again = site.get(
        "/publications/strategy-2021-2024/cover", **{"if-none-match": reply.headers["etag"]}
    )
    assert again.status_code == 304
