"""Colours that can be read: a set colour is darkened or lightened until its contrast suffices.

Source of the measure: W3C, WCAG 2.2, "relative luminance" and "contrast ratio" (section 6).
"""

import colorsys

WHITE = "#ffffff"
DARK_PAPER = "#11181e"
TEXT_CONTRAST = 4.5
CALM_CONTRAST = 7.0
"""What the header and links aim at: the enhanced level, so that small words stay easy to read."""


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as "#1d4d6b", from 0 (black) to 1 (white)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def moved(colour: str, share: float, *, towards: float) -> str:
    """The colour with its lightness moved by a share (0 to 1) of the way; hue and depth stay.

    *Units*: `towards` is the lightness to go to, 0 for black and 1 for white.
    """
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(*parts)
    lightness += (towards - lightness) * share
    return "#" + "".join(
        f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation)
    )


def readable(colour: str, *, on: str, ratio: float = CALM_CONTRAST) -> str:
    """The colour, moved towards black or white only as far as `ratio` on the ground needs."""
    towards = 0.0 if luminance(on) > 0.18 else 1.0
    steps = (moved(colour, step / 100, towards=towards) for step in range(101))
    return next(step for step in steps if contrast(step, on) >= ratio)


def stylesheet(colour: str) -> str:
    """The custom properties of the set colour, for light and dark."""
    light = readable(colour, on=WHITE)
    dark_link = readable(colour, on=DARK_PAPER)
    # The dark header keeps the hue at a depth on which white stays readable.
    dark_header = moved(light, 0.35, towards=0.0)
    return (
        f":root{{--brand:{light};--link:{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--brand:{dark_header};--link:{dark_link}}}}}"
        "@media print{:root{--link:#000}}\n"
    )
