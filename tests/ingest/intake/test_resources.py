"""A resources page on a server of our own: its documents, and what is not fetched."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ingest.errors import TooLarge, Unreachable
from ingest.intake.resources import documents_of, is_same_site, links_of
from ingest.intake.web import FetchOptions

PDF = b"%PDF-1.7\nbytes"
PAGE = b"""<html><a href="/files/a.pdf">A</a> <a href="files/b.PDF#page=2">B</a>
<a href="/files/a.pdf">A again</a> <a href="/about">About</a> <a href="/moved.pdf">Moved</a>
<a href="/away.pdf">Away</a> <a href="/private/c.pdf">C</a> <a href="/fake.pdf">Fake</a>
<a href="https://elsewhere.example/d.pdf">D</a> <a href="/gone.pdf">Gone</a>
<a href="/large.pdf">Large</a> <a href="mailto:x@example.org">x</a> <a href="http://[x.pdf">bad</a>
<a href="/download?id=7" type="application/pdf">E</a></html>"""
ROBOTS = b"User-agent: *\nDisallow: /private/\n"
ANSWERS: dict[str, tuple[int, bytes, str]] = {
    "/robots.txt": (200, ROBOTS, ""),
    "/resources/": (200, PAGE, ""),
    "/files/a.pdf": (200, PDF + b"a", ""),
    "/resources/files/b.PDF": (200, PDF + b"b", ""),
    "/moved.pdf": (302, b"", "/files/a.pdf"),
    "/away.pdf": (302, b"", "http://192.0.2.1/away.pdf"),
    "/private/c.pdf": (200, PDF, ""),
    "/fake.pdf": (200, b"<html>Sorry</html>", ""),
    "/gone.pdf": (404, b"", ""),
    "/large.pdf": (200, PDF * 1000, ""),
    "/download?id=7": (200, PDF + b"e", ""),
    "/round": (302, b"", "/round"),
}


class Site(ThreadingHTTPServer):
    """A web site on the loopback address that remembers what was asked of it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = dict(ANSWERS)
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's table."""

    server: Site

    def do_GET(self) -> None:
        """Give the answer kept for a path."""
        self.server.asked.append(self.path)
        status, content, location = self.server.answers.get(self.path, (404, b"", ""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A running site."""
    served = Site()
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    served.shutdown()
    thread.join()
    served.server_close()


OPTIONS = FetchOptions(allow_private=True, most_bytes=5000, pause_seconds=0, timeout_seconds=5)


def test_documents_of_the_page_s_own_site_are_saved(site: Site, tmp_path: Path) -> None:
    """Linked PDFs of the site come once each; everything else says why it does not."""
    found = documents_of(f"{site.url}/resources/", tmp_path, options=OPTIONS)
    saved = {d.path.name: d.path.read_bytes() for d in found if d.path}
    assert saved == {
        "a.pdf": PDF + b"a",
        "b.pdf": PDF + b"b",
        "a-2.pdf": PDF + b"a",
        "download.pdf": PDF + b"e",
    }
    reasons = {d.url.rpartition("/")[2]: d.reason for d in found if not d.path}
    assert set(reasons) == {"away.pdf", "c.pdf", "fake.pdf", "gone.pdf", "large.pdf"}
    assert "robots.txt" in reasons["c.pdf"]
    assert "404" in reasons["gone.pdf"]
    assert "/private/c.pdf" not in site.asked
    assert "/about" not in site.asked


def test_an_address_of_a_pdf_gives_that_pdf(site: Site, tmp_path: Path) -> None:
    """A document may be named itself."""
    (found,) = documents_of(f"{site.url}/files/a.pdf", tmp_path, options=OPTIONS)
    assert found.path is not None


def test_private_addresses_are_refused_by_default(site: Site, tmp_path: Path) -> None:
    """Without leave nothing on this machine or network is fetched, nor asked."""
    with pytest.raises(Unreachable):
        documents_of(site.url, tmp_path, options=replace(OPTIONS, allow_private=False))
    assert site.asked == []


@pytest.mark.parametrize(("status", "is_allowed"), [(404, True), (403, True), (503, False)])
def test_a_missing_robots_txt_allows_and_a_failing_one_forbids(
    site: Site, tmp_path: Path, status: int, is_allowed: bool
) -> None:
    """RFC 9309: an unavailable file sets no rules, an unreachable one forbids all."""
    site.answers["/robots.txt"] = (status, b"", "")
    url = f"{site.url}/private/c.pdf"
    if is_allowed:
        assert documents_of(url, tmp_path, options=OPTIONS)[0].path
    else:
        with pytest.raises(Unreachable):
            documents_of(url, tmp_path, options=OPTIONS)


def test_endless_redirects_sizes_and_times_are_bounded(site: Site, tmp_path: Path) -> None:
    """Neither a loop, nor a huge document, nor a slow day holds up staff for ever."""
    with pytest.raises(Unreachable, match="redirects"):
        documents_of(f"{site.url}/round", tmp_path, options=OPTIONS)
    with pytest.raises(TooLarge):
        documents_of(f"{site.url}/large.pdf", tmp_path, options=OPTIONS)
    with pytest.raises(Unreachable, match="longer"):
        documents_of(site.url, tmp_path, options=replace(OPTIONS, total_seconds=0))


def test_links_are_taken_from_the_page_s_site_alone() -> None:
    """Relative links count from the page, fragments fall away, other sites are left out."""
    page = '<a href="x.pdf#p3">x</a><a href="https://files.vru.example/y.pdf">y</a>'
    page += '<a href="https://vru.example.evil/z.pdf">z</a><a>no address</a>'
    assert links_of(page, base="https://www.vru.example/resources/") == (
        "https://www.vru.example/resources/x.pdf",
        "https://files.vru.example/y.pdf",
    )
    assert not is_same_site("javascript:alert(1)", "https://vru.example/")
