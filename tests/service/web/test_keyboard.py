"""The keyboard alone: order, visible focus, no trap; and no script, no styles, other colours."""

from typing import Any

import pytest

from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site

pytestmark = pytest.mark.browser

WALKED = {
    "home": "/",
    "results": "/search?q=violence",
    "answer": "/search?q=How+many+knife+offences+were+recorded+in+2022%2F23%3F",
    "publication": "/publications/strategy-2021-2024",
    "zoomed page": "/publications/strategy-2021-2024/pages/5?zoom=200",
    "upload": "/staff/upload",
    "facts": "/staff/publications/strategy-2021-2024",
}


def walk_faults(walked: dict[str, Any]) -> list[str]:
    """What is wrong with a walk: order, focus that cannot be seen, what was never reached."""
    stops = walked["stops"]
    found = [f"cannot be seen: {s['name']}" for s in stops if not s["is_visible"]]
    found += [f"no outline: {s['name']}" for s in stops if not s["has_outline"]]
    places = [stop["at"] for stop in stops]
    found += ["out of order"] if places != sorted(places) else []
    reached = set(places)
    found += [f"never reached: {w['name']}" for w in walked["wanted"] if w["at"] not in reached]
    return found


@pytest.mark.parametrize("path", WALKED.values(), ids=WALKED)
def test_keyboard_reaches_everything(site: Site, chromium: Chromium, path: str) -> None:
    """Tab reaches every control in the page's order, each with a visible outline, and leaves."""
    cookies = site.cookies if path.startswith("/staff") else []
    chromium("open", url=site.base + path, width=1280, cookies=cookies, motion="reduce")
    assert walk_faults(chromium("keyboard")) == []


def test_skip_link_leads_to_the_content(site: Site, chromium: Chromium) -> None:
    """The first stop of the keyboard is the skip link, and it moves the focus into the content."""
    chromium("open", url=f"{site.base}/publications")
    chromium("press", keys=["Tab", "Enter"])
    chromium("until", script="document.activeElement.id !== ''")
    assert chromium("evaluate", script="document.activeElement.id") == "main"


def test_search_works_by_keyboard_without_script(site: Site, chromium: Chromium) -> None:
    """Typing words and Enter searches, with no script running."""
    chromium("open", url=site.base, script=False)
    chromium("type", into="#q", words="violence")
    found = chromium("follow", key="Enter")
    assert found["url"] == f"{site.base}/search?q=violence"
    assert "passages found" in found["text"]


def test_pages_read_well_without_styles(site: Site, chromium: Chromium) -> None:
    """Without styles the found words are still marked, and nothing is wider than a phone."""
    shown = chromium("open", url=f"{site.base}/search?q=violence", styles=False, width=390)
    assert shown["scroll_width"] <= 390
    assert chromium("evaluate", script="document.querySelectorAll('mark').length") > 0


@pytest.mark.parametrize(
    "look", [{"scheme": "dark"}, {"forced": True}, {"zoom": 4}, {"media": "print"}]
)
def test_other_looks_have_no_faults(site: Site, chromium: Chromium, look: dict[str, Any]) -> None:
    """Dark mode, forced colours, 400 % zoom and print keep contrast and fit the screen."""
    shown = chromium("open", url=f"{site.base}/components", **look)
    assert chromium("axe") == []
    assert shown["scroll_width"] <= 1280 / look.get("zoom", 1)


@pytest.mark.parametrize(
    ("look", "query"),
    [
        ({"scheme": "dark"}, "(prefers-color-scheme: dark)"),
        ({"forced": True}, "(forced-colors: active)"),
        ({"media": "print"}, "print"),
        ({"motion": "reduce"}, "(prefers-reduced-motion: reduce)"),
    ],
)
def test_looks_are_really_shown(
    site: Site, chromium: Chromium, look: dict[str, Any], query: str
) -> None:
    """The browser is in the look that the checks believe it to be in."""
    chromium("open", url=site.base, **look)
    assert chromium("evaluate", script=f"matchMedia('{query}').matches")


def test_paper_has_the_answer_and_no_controls(site: Site, chromium: Chromium) -> None:
    """Printed, a page leaves out navigation, box and filters and keeps what was found."""
    chromium("open", url=f"{site.base}/search?q=violence", media="print")
    script = "[...document.querySelectorAll('%s')].some((e) => e.checkVisibility())"
    for gone in (".top", ".filters", ".ask", ".pager"):
        assert not chromium("evaluate", script=script % gone), gone
    assert chromium("evaluate", script=script % ".hit")


def test_reduced_motion_stops_smooth_scrolling(site: Site, chromium: Chromium) -> None:
    """Nothing moves by itself for those who asked for no motion."""
    script = "getComputedStyle(document.documentElement).scrollBehavior"
    chromium("open", url=site.base, motion="reduce")
    assert chromium("evaluate", script=script) == "auto"
    chromium("open", url=site.base)
    assert chromium("evaluate", script=script) == "smooth"


def test_no_cookie_before_signing_in(site: Site, chromium: Chromium) -> None:
    """Reading sets no cookie; signing in is the first thing that does."""
    for path in ("/", "/search?q=violence", "/publications", "/account"):
        assert chromium("open", url=site.base + path)["cookies"] == []
