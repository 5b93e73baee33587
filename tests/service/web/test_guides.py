"""Pages of words: what they must say, and that what they say is true."""

from pathlib import Path

import pytest

from service.settings import Settings
from tests.service.conftest import fill, serving, small_publications
from tests.service.web.conftest import Site

HTML = {"accept": "text/html"}


def test_statement_has_every_part_that_the_law_asks_for(site: Site) -> None:
    """The accessibility statement has the parts that the regulations of 2018 require."""
    html = site.get("/accessibility").text
    for part in (
        "Feedback and contact",
        "Enforcement procedure",
        "Equality and Human Rights Commission",
        "Compliance status",
        "partially compliant",
        "Non-accessible content",
        "Preparation of this statement",
        "last reviewed on",
    ):
        assert part in html


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Their words are not kept"),
        ({"unanswered_days": 30}, "Their words are kept for 30 days"),
        ({"log_queries": True}, "The words of questions are written to the log"),
        ({"llm_url": "http://model.example"}, "sent to a language model"),
        ({"session_hours": 3}, "at most 3 hours"),
    ],
)
def test_privacy_notice_follows_the_settings(
    tmp_path: Path, changed: dict[str, object], told: str
) -> None:
    """What the notice promises changes with the setting that decides it."""
    settings = Settings(data=tmp_path / "data", **changed)
    fill(settings, small_publications())
    assert told in serving(settings).client.get("/privacy", headers=HTML).text


def test_help_offers_the_line_to_embed(site: Site) -> None:
    """Where sites are listed, help gives the one line for their pages."""
    assert "&lt;iframe src=&#34;http://127.0.0.1" in site.get("/help").text.replace('"', "&#34;")


def test_glossary_entries_lead_to_the_page_that_explains_them(site: Site) -> None:
    """Each term of the glossary links to its words, which are found there."""
    html = site.get("/glossary").text
    address = html.split("<dd>")[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    page = site.get(address).text
    assert "The cited words" in page
    assert "not on this page" not in page


def test_gallery_shows_every_outcome(site: Site) -> None:
    """The component gallery has an answer in each of its states."""
    html = site.get("/components").text
    for words in (
        "What the reports say",
        "Part of an answer",
        "The reports do not seem to say",
        "An answer cannot be made just now",
    ):
        assert words in html
