"""The figures of `bench/search.py` as a table and as a plot of how each grows with size.

    python bench/growth.py bench/search.json

draws the plot anew from figures measured before.
"""

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

LINES = {
    "ours, whole": ("#1d4d6b", "-"),
    "ours, over HTTP": ("#1d4d6b", "--"),
    "ours, BM25": ("#1d4d6b", ":"),
    "txtai": ("#b3541e", "-"),
    "rank-bm25": ("#7a3b8f", "-"),
    "bm25s": ("#7a3b8f", ":"),
    "FAISS flat": ("#2f7d4f", "-"),
    "ours, scan": ("#2f7d4f", ":"),
}
"""What is drawn of the times, by colour and dash: one colour for what does the same work."""

GOALS_MS = {10_000: 5, 100_000: 15}
GOALS_MB = {10_000: 350, 100_000: 900}


def table(figures: dict[str, Any]) -> str:
    """The medians as a Markdown table, a column a size."""
    rows = _by_size(figures)
    heads = [f"{row['passages']:,}" for row in rows]
    lines = [
        f"| passages | {' | '.join(heads)} |",
        "| --- |" + " --- |" * len(heads),
        *(
            _line(f"{name}, ms", [f"{row['times_ms'][name]['median']:.3g}" for row in rows])
            for name in rows[0]["times_ms"]
        ),
        _line(
            "ours, whole, ms of a processor",
            [f"{row['times_ms']['ours, whole']['cpu']:.3g}" for row in rows],
        ),
        _line("opening ours, s", [f"{row['opening_s']:.2f}" for row in rows]),
        *(
            _line(f"{name}, {unit}", [f"{row[key][name]:g}" for row in rows])
            for key, unit in (
                ("memory_mb", "MB"),
                ("indexed_a_second", "passages indexed a second"),
            )
            for name in rows[0][key]
        ),
    ]
    return "\n".join(lines) + "\n"


def _by_size(figures: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(figures["rows"], key=lambda row: row["passages"])


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def draw(figures: dict[str, Any], path: Path) -> None:
    """Write the plot as SVG: time of a query and memory, each by number of passages."""
    rows = _by_size(figures)
    sizes = [row["passages"] for row in rows]
    # Letters as text, not as outlines: a tenth of the bytes; a fixed salt: the same file each time.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "vru", "font.size": 10})
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 5.4), layout="constrained")
    left.set_yscale("log")
    for name, (colour, dash) in LINES.items():
        medians = [row["times_ms"][name]["median"] for row in rows]
        left.plot(sizes, medians, dash, color=colour, marker="o", markersize=3, label=name)
    _goals(left, GOALS_MS)
    _axes(left, "One query, median", "milliseconds")
    for name, colour in (("ours, the service", "#1d4d6b"), ("txtai", "#b3541e")):
        memory = [row["memory_mb"][name] for row in rows]
        right.plot(sizes, memory, "-", color=colour, marker="o", markersize=3, label=name)
    _goals(right, GOALS_MB)
    _axes(right, "Memory of the process", "megabytes")
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)


def _goals(axes: Axes, goals: dict[int, int]) -> None:
    sizes, values = list(goals), list(goals.values())
    axes.scatter(sizes, values, marker="_", s=160, color="black", label="goal for ours", zorder=3)


def _axes(axes: Axes, title: str, unit: str) -> None:
    axes.set(xscale="log", title=title, xlabel="passages", ylabel=unit)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:g}")
    if axes.get_yscale() == "linear":
        axes.set_ylim(bottom=0)
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3)


if __name__ == "__main__":
    source = Path(sys.argv[1])
    measured = json.loads(source.read_text())
    draw(measured, source.with_suffix(".svg"))
    sys.stdout.write(table(measured))
