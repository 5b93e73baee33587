"""The documents of a resources page, for staff who name it by its address.

Takes the links to PDFs on that one page that stay on its site, and nothing further; keeps to
robots.txt (RFC 9309). Does not search a site, read scripts, or fetch on its own accord.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from ingest.errors import Refused, Unreachable
from ingest.intake.mail import HEADER_BYTES, safe_name
from ingest.intake.web import AGENT, Fetched, FetchOptions, fetch

ROBOTS_BYTES = 500 << 10
"""RFC 9309 asks that at least so much of a robots.txt be read."""

_PDF_LINK = re.compile(r"\.pdf$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Download:
    """What became of one link: the file it was saved as, or why it was not."""

    url: str
    path: Path | None = None
    reason: str = ""
    hint: str = ""


def documents_of(
    page_url: str, folder: Path, *, options: FetchOptions | None = None
) -> tuple[Download, ...]:
    """Save the documents of a resources page into a folder; one outcome for each link.

    The address of a PDF itself gives that PDF. *Order*: as linked.
    *Raises*: Unreachable and TooLarge where the page itself cannot be had.
    """
    visit = _Visit(page_url, folder, options or FetchOptions())
    return tuple(visit.downloads())


class _Visit:
    """One look at one page: its site, its rules and the time it may take."""

    def __init__(self, page_url: str, folder: Path, options: FetchOptions) -> None:
        self._page_url = page_url
        self._folder = folder
        self._options = options
        self._deadline = time.monotonic() + options.total_seconds
        self._robots: dict[str, RobotFileParser] = {}

    def downloads(self) -> Iterator[Download]:
        """Fetch the page, then its documents one after the other."""
        page = self._fetched(self._page_url, self._options.most_bytes)
        if _is_pdf(page):
            yield self._saved(page)
            return
        if len(page.content) > self._options.most_page_bytes:
            raise Unreachable("The page is too large to be a page of links.")
        links = links_of(page.content.decode("utf-8", "replace"), base=page.url)
        for url in links[: self._options.most_files]:
            time.sleep(self._options.pause_seconds)
            yield self._download(url)

    def _download(self, url: str) -> Download:
        try:
            document = self._fetched(url, self._options.most_bytes)
            if not _is_pdf(document):
                return Download(url, reason="The address does not give a PDF.")
            return self._saved(document)
        except Refused as refusal:
            return Download(url, reason=str(refusal), hint=refusal.hint)

    def _saved(self, document: Fetched) -> Download:
        name = unquote(urlsplit(document.url).path).rpartition("/")[2]
        path = self._folder / safe_name(name, otherwise="document")
        number = 2
        while path.exists():
            path = path.with_name(f"{path.stem}-{number}.pdf")
            number += 1
        path.write_bytes(document.content)
        return Download(document.url, path)

    def _fetched(self, url: str, most_bytes: int) -> Fetched:
        if not self._may_fetch(url):
            raise Unreachable("The site's robots.txt asks not to fetch this address.")
        answer = fetch(
            url,
            options=self._options,
            most_bytes=most_bytes,
            deadline=self._deadline,
            may_follow=self._may_follow,
        )
        if answer.status != 200:
            raise Unreachable(f"The site answers with status {answer.status}.")
        return answer

    def _may_follow(self, url: str) -> bool:
        return is_same_site(url, self._page_url) and self._may_fetch(url)

    def _may_fetch(self, url: str) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        return self._robots[origin].can_fetch(AGENT, url)

    def _rules(self, origin: str) -> RobotFileParser:
        """The site's rules; none where it has no robots.txt, all forbidden where it fails."""
        rules = RobotFileParser()
        answer = fetch(
            f"{origin}/robots.txt",
            options=self._options,
            most_bytes=ROBOTS_BYTES,
            deadline=self._deadline,
            may_follow=lambda url: is_same_site(url, origin),
        )
        if answer.status >= 500:
            rules.parse(["User-agent: *", "Disallow: /"])
        elif answer.status >= 400:
            rules.parse([])
        else:
            rules.parse(answer.content.decode("utf-8", "replace").splitlines())
        return rules


def links_of(page: str, *, base: str) -> tuple[str, ...]:
    """The addresses of PDFs that a page links to on its own site, each once, in order."""
    finder = _LinkFinder()
    finder.feed(page)
    found: dict[str, None] = {}
    for link, is_pdf in finder.links:
        try:
            url = urldefrag(urljoin(base, link.strip())).url
            is_pdf = is_pdf or bool(_PDF_LINK.search(urlsplit(url).path))
            if is_pdf and is_same_site(url, base):
                found[url] = None
        except ValueError:  # no address at all: "http://[broken"
            continue
    return tuple(found)


def is_same_site(url: str, site: str) -> bool:
    """Whether a web address is on the same host as another, or on a host below it."""
    if urlsplit(url).scheme not in ("http", "https"):
        return False
    host, home = _host(url), _host(site)
    same_port = urlsplit(url).port == urlsplit(site).port
    return same_port and bool(home) and (host == home or host.endswith(f".{home}"))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_pdf(document: Fetched) -> bool:
    return b"%PDF-" in document.content[:HEADER_BYTES]


class _LinkFinder(HTMLParser):
    """Collects (address, said to be a PDF) of every link."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link."""
        stated = dict(attrs)
        if tag == "a" and stated.get("href"):
            is_pdf = stated.get("type") == "application/pdf"
            self.links.append((stated["href"] or "", is_pdf))
