"""First views: small, steady and well made (how fast they draw: bench/first_view.py)."""

import re

import pytest

from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site

FIRST_VIEW_BYTES = 100_000
FIRST_VIEW_REQUESTS = 12
LARGEST_LAYOUT_SHIFT = 0.05
STYLESHEET_BYTES = 25_000


def test_stylesheet_is_small(site: Site) -> None:
    """The one stylesheet stays under 25 kB."""
    assert len(site.get("/brand/site.css").content) < STYLESHEET_BYTES


def test_static_files_may_be_kept_for_good(site: Site) -> None:
    """Static addresses carry a hash of their bytes and are cached for ever."""
    addresses = re.findall(r'(?:href|src)="(/(?:static|brand)/[^"]+)"', site.get("/").text)
    assert [address.split("?v=")[0] for address in addresses] == [
        "/brand/site.css",
        "/static/icon.svg",
        "/static/site.js",
    ]
    for address in addresses:
        assert "?v=" in address
        assert "immutable" in site.get(address).headers["cache-control"]


@pytest.mark.browser
def test_lighthouse_finds_first_view_well_made(site: Site, chromium: Chromium) -> None:
    """Best practice 95 or more, under 100 kB in few requests, and nothing moves once drawn."""
    found = chromium("lighthouse", url=f"{site.base}/")
    assert found["best_practices"] >= 0.95, found
    assert found["bytes"] < FIRST_VIEW_BYTES
    assert found["requests"] <= FIRST_VIEW_REQUESTS, found
    assert found["layout_shift"] < LARGEST_LAYOUT_SHIFT, found
