"""Every kind of page in a real browser, by two accessibility engines and a validator."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site, made_twice

pytestmark = pytest.mark.browser

STANDING = "In 2022/23 the police recorded 2,728 offences of violence with injury in Northgate"

PUBLIC_PAGES = {
    "home": "/",
    "search, nothing asked": "/search",
    "results": "/search?q=knife+crime",
    "results, page 2": "/search?q=violence&page=2",
    "results by date": "/search?q=knife+crime&sort=date",
    "results, filtered, with an error": "/search?q=violence&kind=strategy&year_from=abc",
    "answer": "/search?q=How+many+knife+offences+were+recorded+in+2022%2F23%3F",
    "answer, compared in words": "/search?q=What+did+each+strategy+promise+on+exclusions%3F",
    "no answer": "/search?q=Who+won+the+football+cup+in+Lisbon%3F",
    "nothing found": "/search?q=zzzzqqq",
    "publications": "/publications",
    "publications, none": "/publications?year=1901",
    "publication": "/publications/strategy-2021-2024",
    "publication not held": "/publications/strategy-2018-2021",
    "page": "/publications/strategy-2021-2024/pages/5",
    "page, zoomed": "/publications/strategy-2021-2024/pages/5?zoom=200",
    "page, words lost": "/publications/strategy-2021-2024/pages/5?at=0-4&words=4-000000000000",
    "page, searched": "/publications/strategy-2021-2024/pages/5?q=violence",
    "compare, nothing asked": "/compare",
    "compare": "/compare?q=knife+crime",
    "check, nothing pasted": "/check",
    "check, found": "/check?quote=" + quote(STANDING),
    "check, differs": "/check?quote=" + quote(STANDING.replace("2,728", "2,782")),
    "check, nowhere": "/check?quote=The+quick+brown+fox+jumps+over+dogs.",
    "support lines": "/search?q=He+threatened+me+with+a+knife",
    "help": "/help",
    "glossary": "/glossary",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "components": "/components",
    "embedded box": "/embed/search",
    "no such page": "/nothing-here",
    "sign in": "/account",
    "not signed in": "/staff",
}
FORMER = made_twice()[1].edition.sha256[:16]
STAFF_PAGES = {
    "account": "/account",
    "overview": "/staff",
    "upload": "/staff/upload",
    "publication": "/staff/publications/strategy-2021-2024",
    "one edition": "/staff/publications/strategy-2021-2024/editions",
    "two editions": "/staff/publications/made-twice/editions",
    "former edition": f"/publications/made-twice/pages/1?edition={FORMER}",
    "keys": "/staff/keys",
    "questions": "/staff/questions",
    "state": "/staff/state?check=yes",
    "trail": "/staff/trail",
}
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
REFUSED = {"/nothing-here": 404, "/staff": 401}
WIDTHS = {"phone": 320, "desktop": 1280}


def engine_faults(chromium: Chromium, url: str) -> list[str]:
    """What the engines and the measuring of targets find wrong with the page that is shown."""
    found = [f"axe {fault}" for fault in chromium("axe")]
    found += [f"htmlcs {fault}" for fault in chromium("htmlcs", url=url)]
    return found + [f"target {fault}" for fault in chromium("targets")]


def faults(chromium: Chromium, url: str, *, status: int = 200, **how: Any) -> list[str]:
    """Everything that the engines find wrong with a page, and what it does that it must not."""
    shown = chromium("open", url=url, **how)
    found = [] if shown["status"] == status else [f"status {shown['status']}"]
    found += engine_faults(chromium, url)
    found += [
        f"console {line}" for line in shown["console"] if "Failed to load resource" not in line
    ]
    origin = "/".join(url.split("/")[:3])
    found += [
        f"outside {asked}" for asked in shown["requests"] if not asked.startswith((origin, "data:"))
    ]
    if shown["scroll_width"] > how.get("width", 1280):
        found.append(f"wider than the screen: {shown['scroll_width']}")
    return found


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", PUBLIC_PAGES.values(), ids=PUBLIC_PAGES)
def test_page_has_no_faults(site: Site, chromium: Chromium, path: str, width: int) -> None:
    """Two engines find nothing, targets are 24 px, and nothing is wider than the screen."""
    status = REFUSED.get(path, 200)
    assert faults(chromium, site.base + path, status=status, width=width) == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_cited_page_and_embedded_quote_have_no_faults(
    site: Site, chromium: Chromium, a_mark: dict[str, Any], width: int
) -> None:
    """A page with marks, all its details open, and the quote as other sites frame it."""
    address = site.base + a_mark["url"]
    assert faults(chromium, address, width=width) == []
    chromium("evaluate", script=OPEN_ALL)
    assert engine_faults(chromium, address) == []
    for shown in (
        address,
        address.replace("/publications/", "/embed/quote/").replace("/pages", ""),
    ):
        assert faults(chromium, shown, width=width) == []
        assert chromium("markup", text=site.get(shown.removeprefix(site.base)).text) == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", STAFF_PAGES.values(), ids=STAFF_PAGES)
def test_staff_page_has_no_faults(site: Site, chromium: Chromium, path: str, width: int) -> None:
    """The staff's pages are held to the same as everybody's."""
    assert faults(chromium, site.base + path, width=width, cookies=site.cookies) == []


@pytest.mark.parametrize("path", [*PUBLIC_PAGES.values(), *STAFF_PAGES.values()])
def test_markup_is_valid(site: Site, chromium: Chromium, path: str) -> None:
    """Every page is valid HTML, by a validator and not only by a forgiving browser."""
    text = site.get(path, is_staff=path.startswith("/staff")).text
    assert chromium("markup", text=text) == []
