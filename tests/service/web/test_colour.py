"""Colours: contrast by the definition of WCAG, and set colours made readable."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import service.web
from service.web.colour import DARK_PAPER, WHITE, contrast, moved, readable, stylesheet

CSS = (Path(service.web.__file__).parent / "static" / "site.css").read_text()


def test_contrast_is_that_of_the_definition() -> None:
    """Black on white is 21, a colour on itself 1, and #767676 on white the known 4.54."""
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#1d4d6b", "#1d4d6b") == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


def test_lightness_moves_and_hue_stays() -> None:
    """Half way from black to white is middle grey; a red lightened is a lighter red."""
    assert moved("#000000", 0.5, towards=1.0) == "#808080"
    assert moved("#800000", 0.5, towards=0.0) == "#400000"


@given(st.from_regex(r"\A#[0-9a-f]{6}\Z"))
def test_any_set_colour_becomes_readable(colour: str) -> None:
    """Whatever colour is set, links reach a contrast of seven on light and on dark."""
    assert contrast(readable(colour, on=WHITE), WHITE) >= 7
    assert contrast(readable(colour, on=DARK_PAPER), DARK_PAPER) >= 7


def test_readable_colour_is_left_alone() -> None:
    """A colour that can be read already stays what the setting says."""
    assert readable("#1d4d6b", on=WHITE) == "#1d4d6b"


def test_header_carries_white_words_in_both_schemes() -> None:
    """White on the header reaches seven, light and dark."""
    headers = re.findall(r"--brand:(#\w{6})", stylesheet("#ffcc00"))
    assert len(headers) == 2
    assert all(contrast(header, WHITE) >= 7 for header in headers)


def tokens(block: str) -> dict[str, str]:
    """The colours of a block of custom properties."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", block.replace("#fff;", "#ffffff;")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_colours_can_be_read_on_their_grounds(scheme: str) -> None:
    """Every text colour of the system reaches 4.5 on paper, tint and its own tint."""
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", CSS, re.DOTALL)[:2]
    colours = tokens(light) | (tokens(dark) if scheme == "dark" else {})
    for name in ("ink", "soft", "link", "good", "bad", "warn"):
        for ground in ("paper", "tint"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    for name in ("good", "bad", "warn"):
        assert contrast(colours["ink"], colours[f"{name}-tint"]) >= 4.5
    assert contrast(colours["on-mark"], colours["mark"]) >= 7
    assert contrast(colours["edge"], colours["paper"]) >= 3
