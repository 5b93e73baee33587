"""Embedded parts: framing only by listed sites, only what the public sees."""

from typing import Any

from corpus.records import Audience
from tests.service.conftest import Library
from tests.service.web.conftest import Site

HTML = {"accept": "text/html"}


def test_only_embedded_parts_may_be_framed(site: Site) -> None:
    """The box names the listed sites as ancestors; every other page refuses frames."""
    box = site.get("/embed/search").headers["content-security-policy"]
    page = site.get("/").headers["content-security-policy"]
    assert "frame-ancestors http://127.0.0.1:*" in box
    assert "frame-ancestors 'none'" in page


def test_quote_is_shown_with_its_source(site: Site, a_mark: dict[str, Any]) -> None:
    """An embedded quote holds the words and a link to their page, and nothing of the frame."""
    path, query = a_mark["url"].split("?")
    _, _, name, _, number = path.split("/")
    html = site.get(f"/embed/quote/{name}/{number}?{query}").text
    assert "<blockquote" in html
    assert "See it on its page" in html
    assert "<nav" not in html


def test_page_of_a_quote_gives_its_line(site: Site, a_mark: dict[str, Any]) -> None:
    """Beside a cited quote stands the one line that puts it in another site's page."""
    html = site.get(a_mark["url"]).text
    address = html.split("&lt;iframe src=&#34;")[-1].split('iframe src="')[-1].split('"')[0]
    assert address.startswith(f"{site.base}/embed/quote/")
    framed = site.get(address.removeprefix(site.base).replace("&amp;", "&"))
    assert framed.status_code == 200
    assert "<blockquote" in framed.text


def test_quote_that_is_not_there_is_not_found(site: Site) -> None:
    """Nobody can make the site show words that its reports do not say."""
    path = "/embed/quote/strategy-2021-2024/5?at=0-10&words=9-000000000000"
    assert site.get(path).status_code == 404


def test_staff_do_not_embed_what_the_public_may_not_see(library: Library) -> None:
    """Even with a staff key, a quote of a staff report cannot be embedded."""
    headers = HTML | library.key(Audience.STAFF)
    page = library.client.get("/publications/staff-report/pages/1", headers=headers)
    quote = library.client.get("/embed/quote/staff-report/1?at=0-7", headers=headers)
    assert (page.status_code, quote.status_code) == (200, 404)
