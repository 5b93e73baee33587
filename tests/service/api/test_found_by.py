"""What other programs find the service by."""

import re
from html import unescape
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

from starlette.testclient import TestClient

from corpus.records import Audience
from service.app import create_app
from service.feeds import ATOM, OPENSEARCH, SITEMAP
from service.runtime import Runtime
from tests.service.conftest import Library, WordEmbedder


def test_browsers_can_add_the_search(library: Library) -> None:
    """The OpenSearch description names the search page with its place for the words."""
    root = fromstring(library.client.get("/opensearch.xml").content)
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{{{OPENSEARCH}}}Url")}
    assert templates["text/html"] == "http://testserver/search?q={searchTerms}"


def test_the_feed_is_of_the_caller(library: Library) -> None:
    """The feed lists what the caller may see, with address and time."""
    root = fromstring(library.client.get("/feed.atom").content)
    entries = root.findall(f"{{{ATOM}}}entry")
    assert [e.findtext(f"{{{ATOM}}}title") for e in entries] == ["Public report"]
    assert entries[0].findtext(f"{{{ATOM}}}updated") == "2026-01-02T03:04:00+00:00"
    staff = library.client.get("/feed.atom", headers=library.key(Audience.STAFF))
    assert len(fromstring(staff.content).findall(f"{{{ATOM}}}entry")) == 3


def test_the_sitemap_is_public_for_everyone(library: Library) -> None:
    """The sitemap shows public pages alone, even to staff."""
    reply = library.client.get("/sitemap.xml", headers=library.key(Audience.STAFF))
    places = [e.text for e in fromstring(reply.content).iter(f"{{{SITEMAP}}}loc")]
    assert places == [
        "http://testserver/",
        "http://testserver/publications",
        "http://testserver/publications/public-report",
    ]


def test_robots_name_the_sitemap(library: Library) -> None:
    """Crawlers are kept from searches and told where the pages are."""
    lines = library.client.get("/robots.txt").text.splitlines()
    assert "Disallow: /search" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_a_permalink_can_be_embedded(library: Library) -> None:
    """OEmbed of a hit's address is a frame of the quote; hidden and foreign addresses are 404."""
    staff = library.key(Audience.STAFF)
    body = library.client.get("/api/v1/search", params={"q": "knife"}, headers=staff).json()
    urls = {hit["publication"]["id"]: hit["url"] for hit in body["hits"]}

    def asked(url: str) -> int:
        return library.client.get(f"/oembed?{urlencode({'url': url})}", headers=staff).status_code

    url = urls["public-report"]
    reply = library.client.get(f"/oembed?{urlencode({'url': url})}").json()
    assert reply["type"] == "rich"
    assert "/embed/quote/public-report/2?edition=" in reply["html"]
    assert asked(url.replace("words=", "words=9")) == 404
    assert asked(urls["staff-report"]) == 404
    assert asked(url.replace("testserver", "elsewhere.example")) == 404


def test_metadata_is_schema_org(library: Library) -> None:
    """A publication's metadata is a schema.org Report with period and place."""
    body = library.client.get("/api/v1/publications/public-report/metadata").json()
    assert (body["@type"], body["name"]) == ("Report", "Public report")
    assert body["temporalCoverage"] == "2023-04-01/2024-03-31"


def test_pages_name_what_describes_them(library: Library) -> None:
    """A page of the site names the feed, a report's its metadata, a quote's its oEmbed."""
    settings = library.settings.model_copy(update={"embed_sites": "https://council.example"})
    client = TestClient(create_app(settings, Runtime(settings, embedder=WordEmbedder())))

    def named(address: str, media_type: str) -> list[str]:
        links = re.findall(r"<link [^>]*>", client.get(address).text)
        found = [link for link in links if f'type="{media_type}"' in link]
        return [unescape(re.findall(r'href="([^"]*)"', link)[0]) for link in found]

    (feed,) = named("/", "application/atom+xml")
    (metadata,) = named("/publications/public-report", "application/ld+json")
    hit = client.get("/api/v1/search", params={"q": "knife"}).json()["hits"][0]
    (embedded,) = named(hit["url"].removeprefix("http://testserver"), "application/json+oembed")
    assert client.get(feed).headers["Content-Type"].startswith("application/atom+xml")
    assert client.get(metadata).json()["@type"] == "Report"
    assert client.get(embedded).json()["type"] == "rich"
    assert named("/publications/public-report/pages/1", "application/json+oembed") == []
