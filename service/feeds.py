"""What other programs find the service by: OpenSearch, Atom, sitemap, robots, oEmbed, schema.org.

Documents are made here as text; the routes are `service.api.found_by`. Sources: OpenSearch 1.1,
RFC 4287 (Atom), sitemaps.org 0.9, RFC 9309 (robots), oEmbed 1.0, schema.org Report.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring  # nosec B405

from corpus.records import Citation, Edition, Publication
from service.settings import Settings

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
for prefix, namespace in (("atom", ATOM), ("os", OPENSEARCH), ("sm", SITEMAP)):
    register_namespace(prefix, namespace)

FEED_LENGTH = 50
EMBED_WIDTH, EMBED_HEIGHT = 600, 260
"""Pixels of an embedded quote unless the asker allows less."""

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /mcp
Disallow: /search
Disallow: /sign-in
Disallow: /staff

Sitemap: {base}/sitemap.xml
"""
"""Pages are for finding; searches and the API would only be crawled without end."""


@dataclass(frozen=True, slots=True)
class Held:
    """A publication with its current edition."""

    publication: Publication
    edition: Edition

    def address(self, base: str) -> str:
        """Its page."""
        return f"{base}/publications/{self.publication.id}"


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def opensearch(settings: Settings, base: str) -> bytes:
    """The description by which a browser adds the search."""
    root = Element(f"{{{OPENSEARCH}}}OpenSearchDescription")
    name = settings.site_name
    for tag, text in (
        ("ShortName", name[:16]),
        ("LongName", name[:48]),
        ("Description", f"Search the reports of the {settings.site_organisation}"[:1024]),
        ("InputEncoding", "UTF-8"),
        ("Language", "en-GB"),
    ):
        SubElement(root, f"{{{OPENSEARCH}}}{tag}").text = text
    for kind, path in (
        ("text/html", "/search?q={searchTerms}"),
        ("application/json", "/api/v1/search?q={searchTerms}"),
    ):
        SubElement(
            root,
            f"{{{OPENSEARCH}}}Url",
            {"type": kind, "method": "get", "template": f"{base}{path}"},
        )
    return _written(root)


def atom(settings: Settings, base: str, held: Sequence[Held]) -> bytes:
    """The feed of new publications, the newest first."""
    newest = sorted(held, key=lambda h: (h.edition.added_at, h.publication.id), reverse=True)
    root = Element(f"{{{ATOM}}}feed")
    _atom(root, "title", f"{settings.site_name}: new publications")
    _atom(root, "id", f"{base}/feed.atom")
    _atom(root, "updated", _time(newest[0].edition) if newest else "1970-01-01T00:00:00+00:00")
    SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": f"{base}/feed.atom"})
    SubElement(root, f"{{{ATOM}}}link", {"href": f"{base}/publications"})
    _atom(SubElement(root, f"{{{ATOM}}}author"), "name", settings.site_organisation)
    for entry in newest[:FEED_LENGTH]:
        _entry(root, base, entry)
    return _written(root)


def _entry(root: Element, base: str, held: Held) -> None:
    publication, edition = held.publication, held.edition
    entry = SubElement(root, f"{{{ATOM}}}entry")
    _atom(entry, "title", publication.title)
    _atom(entry, "id", f"{held.address(base)}?edition={edition.sha256[:16]}")
    _atom(entry, "updated", _time(edition))
    SubElement(entry, f"{{{ATOM}}}link", {"href": held.address(base)})
    SubElement(entry, f"{{{ATOM}}}category", {"term": publication.kind.value})
    period = publication.period.words if publication.period else ""
    facts = (publication.publisher, publication.area, period, f"{edition.page_count} pages")
    _atom(entry, "summary", ", ".join(fact for fact in facts if fact))


def _atom(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{tag}").text = _plain(text)


def _plain(text: str) -> str:
    # Characters that XML 1.0 cannot hold may stand in a title taken from a PDF.
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _time(edition: Edition) -> str:
    return edition.added_at.isoformat(timespec="seconds")


def sitemap(base: str, held: Sequence[Held]) -> bytes:
    """Every page worth finding."""
    root = Element(f"{{{SITEMAP}}}urlset")
    places = [(f"{base}/", ""), (f"{base}/publications", "")]
    places += [(h.address(base), h.edition.added_at.date().isoformat()) for h in held]
    for address, day in places:
        place = SubElement(root, f"{{{SITEMAP}}}url")
        SubElement(place, f"{{{SITEMAP}}}loc").text = address
        if day:
            SubElement(place, f"{{{SITEMAP}}}lastmod").text = day
    return _written(root)


def schema_org(settings: Settings, base: str, held: Held) -> dict[str, Any]:
    """A publication as a schema.org Report."""
    publication, edition = held.publication, held.edition
    period = publication.period
    address = held.address(base)
    body: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": publication.title,
        "inLanguage": publication.language,
        "numberOfPages": edition.page_count,
        "genre": publication.kind.value,
        "publisher": {
            "@type": "Organization",
            "name": publication.publisher or settings.site_organisation,
        },
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentSize": f"{edition.size_bytes} B",
            "sha256": edition.sha256,
            "contentUrl": f"{base}/api/v1/publications/{publication.id}/file",
        },
    }
    if period:
        body["temporalCoverage"] = f"{period.first_day}/{period.last_day}"
    if publication.area:
        body["spatialCoverage"] = {"@type": "Place", "name": publication.area}
    return body


def oembed(
    settings: Settings, base: str, cited: tuple[Publication, Citation], *, embed_url: str
) -> dict[str, Any]:
    """A cited quote as oEmbed's "rich" type: a frame of the embedded part."""
    publication, citation = cited
    title = f"{publication.title}, page {citation.page_label or citation.page_number}"
    frame = (
        f'<iframe src="{html.escape(embed_url)}" title="{html.escape(title)}" '
        f'width="{EMBED_WIDTH}" height="{EMBED_HEIGHT}"></iframe>'
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.site_name,
        "provider_url": base,
        "html": frame,
        "width": EMBED_WIDTH,
        "height": EMBED_HEIGHT,
    }
