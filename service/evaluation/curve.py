"""The curve of coverage against error, drawn as SVG with its figures as text.

Read from left to right: as the confidence needed falls, more questions are answered and more of
the answers are wrong. Does not compute the curve (`measures.coverage_curve` does).
"""

from collections.abc import Sequence

WIDTH, HEIGHT, MARGIN = 480, 320, 48


def draw(curve: Sequence[tuple[float, float, float]]) -> str:
    """An SVG of (confidence, coverage, error) points. *Units*: shares from 0 to 1."""
    points = " ".join(f"{_x(coverage):.1f},{_y(error):.1f}" for _, coverage, error in curve)
    ticks = "".join(_tick(share / 4) for share in range(5))
    rows = "".join(
        f"<desc>coverage {coverage:.2f}: error {error:.2f} at confidence {confidence:.2f}</desc>"
        for confidence, coverage, error in curve[:: max(1, len(curve) // 20)]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        "<title>Share of answers that are wrong, by share of questions answered</title>"
        f'{rows}<g font-family="sans-serif" font-size="12" fill="#222">{ticks}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">Coverage</text>'
        f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {HEIGHT / 2})">Error</text></g>'
        f'<polyline points="{points}" fill="none" stroke="#1d5c8f" stroke-width="2"/></svg>\n'
    )


def _x(coverage: float) -> float:
    return MARGIN + coverage * (WIDTH - 2 * MARGIN)


def _y(error: float) -> float:
    return HEIGHT - MARGIN - error * (HEIGHT - 2 * MARGIN)


def _tick(share: float) -> str:
    x, y = _x(share), _y(share)
    return (
        f'<path d="M{x:.1f} {HEIGHT - MARGIN}V{MARGIN}M{MARGIN} {y:.1f}H{WIDTH - MARGIN}" '
        'stroke="#ddd"/>'
        f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{share:.2f}</text>'
        f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{share:.2f}</text>'
    )
