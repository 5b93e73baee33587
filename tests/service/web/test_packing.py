"""Packing: what readers get is small, and what somebody signed in sees is never packed."""

import gzip

import pytest
from fastapi import Request
from starlette.responses import Response

from service.web.packing import packed, takes_gzip
from tests.service.web.conftest import Site


def asking(accepted: str) -> Request:
    """A request that accepts these encodings."""
    return Request({"type": "http", "headers": [(b"accept-encoding", accepted.encode())]})


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip, deflate, br, zstd", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("x-gzipped", False),
        ("", False),
    ],
)
def test_gzip_is_sent_only_to_who_takes_it(accepted: str, expected: bool) -> None:
    """An encoding with weight nought is refused, and no other name is taken for gzip."""
    assert takes_gzip(asking(accepted)) is expected


def test_packed_body_is_the_body() -> None:
    """What was packed unpacks to the same bytes, its length is told, and caches are warned."""
    body = b"Robbery fell. " * 200
    response = packed(asking("gzip"), Response(body))
    assert gzip.decompress(bytes(response.body)) == body
    assert response.headers["content-length"] == str(len(response.body))
    assert response.headers["vary"] == "Accept-Encoding"


def test_little_bodies_stay_as_they_are() -> None:
    """Nothing is won by packing what fits into one packet."""
    response = packed(asking("gzip"), Response(b"short"))
    assert response.body == b"short"
    assert "content-encoding" not in response.headers


def test_pages_with_a_form_token_are_never_packed(site: Site) -> None:
    """The public's pages are packed; a signed-in person's are not, lest their length tell."""
    path = "/search?q=violence"
    assert site.get(path).headers["content-encoding"] == "gzip"
    for address in (path, "/staff", "/account"):
        assert "content-encoding" not in site.get(address, is_staff=True).headers


def test_files_are_packed(site: Site) -> None:
    """Stylesheet and script come packed, whoever asks."""
    for address in ("/brand/site.css", "/static/site.js"):
        assert site.get(address, is_staff=True).headers["content-encoding"] == "gzip"
