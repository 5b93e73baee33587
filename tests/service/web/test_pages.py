"""The page view: words found again, former editions told, matches walked."""

from typing import Any

import pytest

from corpus.records import Page, Span
from corpus.store import Record
from service.web.pages import Marked, marked_on
from tests.conftest import made_edition
from tests.service.conftest import Library
from tests.service.web.conftest import Site

HTML = {"accept": "text/html"}
PAGE = Page("f" * 64, 1, "1", "Knife crime fell by 3 % in 2023.", 595, 842)


def test_place_without_fingerprint_is_taken_at_its_word() -> None:
    """A bare range marks that range."""
    assert marked_on(PAGE, "0-5", "") == Marked(Span(1, 0, 5))


@pytest.mark.parametrize("at", ["", "5", "a-b", "9-3", "0-999", "-1-4", "²-³"])
def test_nonsense_for_a_place_marks_nothing(at: str) -> None:
    """A range that cannot be marks nothing and breaks nothing."""
    assert marked_on(PAGE, at, "").span is None


def test_words_that_are_gone_are_said_to_be_lost() -> None:
    """A fingerprint that no words have is told, not passed over."""
    assert marked_on(PAGE, "0-5", "5-000000000000") == Marked(is_lost=True)


def test_lost_words_are_told_to_the_reader(site: Site) -> None:
    """A link whose words are not there opens the page and says so."""
    html = site.get("/publications/strategy-2021-2024/pages/5?at=0-4&words=4-000000000000").text
    assert "The cited words are not on this page" in html


def test_cited_words_can_be_cited_in_every_format(site: Site, a_mark: dict[str, Any]) -> None:
    """The page offers a written reference and every file format, all of which work."""
    html = site.get(a_mark["url"]).text
    assert "Available at: http://127.0.0.1" in html
    for form in ("ris", "bibtex", "csl-json", "csv", "docx"):
        address = f"/api/v1/export?passage={a_mark['passage_id']}&format={form}"
        assert address.replace("&", "&amp;") in html
        assert site.get(address).status_code == 200


def test_original_pdf_opens_at_the_page(site: Site) -> None:
    """The link to the PDF names the page and the edition, and the file is there."""
    html = site.get("/publications/strategy-2021-2024/pages/5").text
    address = html.split('<a href="/api/v1/publications/strategy-2021-2024/file')[1].split('"')[0]
    assert address.endswith("#page=5")
    assert site.get("/api/v1/publications/strategy-2021-2024/file").content[:5] == b"%PDF-"


def test_matches_are_walked_in_the_order_of_pages(site: Site) -> None:
    """Following next from the first match leads on and never back."""
    path = "/publications/needs-assessment-2022-23/pages/1?q=violence"
    seen: list[int] = []
    for _ in range(4):
        html = site.get(path).text
        path = html.split("Next match")[0].rsplit('href="', 1)[1].split('"')[0]
        path = path.replace("&amp;", "&")
        seen.append(int(path.split("/pages/")[1].split("?")[0]))
    assert seen == sorted(seen)
    assert "q=violence" in path


def test_former_edition_is_told(library: Library) -> None:
    """A link to a former edition shows it, and says that there is a newer one."""
    with Record(library.settings.record_path) as record:
        before = record.publication("public-report")
        old = library.runtime.view(before.audience).current_edition("public-report")
        record.add(before, made_edition(before, "Robbery fell again.", "Second page."))
    path = f"/publications/public-report/pages/1?edition={old.sha256[:16]}"
    assert "former edition" in library.client.get(path, headers=HTML).text
    current = library.client.get("/publications/public-report/pages/1", headers=HTML).text
    assert "former edition" not in current


def test_page_of_another_audience_never_was(library: Library) -> None:
    """A staff page and a page that never was give the same words to the public."""
    replies = [
        library.client.get(f"/publications/{name}/pages/1", headers=HTML)
        for name in ("staff-report", "no-such-report")
    ]
    assert [reply.status_code for reply in replies] == [404, 404]
    assert replies[0].text.replace("staff-report", "no-such-report") == replies[1].text
