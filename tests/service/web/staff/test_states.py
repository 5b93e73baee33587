"""Pages that only an act leads to: asked first, wrong, done; held to the same as every page."""

import pytest

from service.access.keys import KeyStore
from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site
from tests.service.web.test_checks import engine_faults

pytestmark = pytest.mark.browser

REPORT = "/staff/publications/strategy-2021-2024"


def sending(form: str, **fields: str) -> str:
    """A script that fills a form and sends it as a person would."""
    filled = "".join(
        f"form.elements.namedItem('{name}').value = {value!r};" for name, value in fields.items()
    )
    return f"(() => {{ const form = document.querySelector({form!r}); {filled} form.submit(); }})()"


CONFIRM = sending("form:has([name=confirmed])")
STATES = {
    "audience, asked": (REPORT, [sending("form[action$=audience]", audience="partner")]),
    "facts, asked": (REPORT, [sending("form[action$=facts]", title="New title")]),
    "facts, wrong": (REPORT, [sending("form[action$=facts]", period="some time ago")]),
    "facts, unchanged": (REPORT, [sending("form[action$=facts]")]),
    "withdrawing, asked": (REPORT, [sending("form[action$=withdrawn]")]),
    "key, asked": ("/staff/keys", [sending("form[action$=keys]", name="County")]),
    "key, wrong": ("/staff/keys", [sending("form[action$=keys]", name="", days="soon")]),
    "key, made": ("/staff/keys", [sending("form[action$=keys]", name="County"), CONFIRM]),
    "question, wrong": ("/staff/questions", [sending("form[action$=golden]", question="")]),
    "question, asked": ("/staff/questions", [sending("form[action$=remove]")]),
    "upload, nothing chosen": ("/staff/upload", [sending("#upload")]),
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("path", "acts"), STATES.values(), ids=STATES)
def test_state_has_no_faults(
    site: Site, chromium: Chromium, path: str, acts: list[str], width: int
) -> None:
    """What an act leads to is held to the same as every page, and is valid HTML."""
    chromium("open", url=site.base + path, width=width, cookies=site.cookies)
    for act in acts:
        shown = chromium("lead", script=act)
    assert engine_faults(chromium, shown["url"]) == []
    assert chromium("evaluate", script="document.documentElement.scrollWidth") <= width
    _forget_keys(site)


def test_revoking_is_asked_first(site: Site, chromium: Chromium) -> None:
    """The list of keys and the page that asks before one is revoked have no faults."""
    chromium("open", url=f"{site.base}/staff/keys", cookies=site.cookies)
    for act in (sending("form[action$=keys]", name="County"), CONFIRM):
        chromium("lead", script=act)
    shown = chromium("lead", script=sending("form[action$=revoke]"))
    assert "Revoke the key of" in shown["text"]
    assert engine_faults(chromium, shown["url"]) == []
    _forget_keys(site)


def _forget_keys(site: Site) -> None:
    store = KeyStore(site.settings.access_path)
    for key in store.list():
        store.revoke(key.id)
