"""How fast the main pages draw on a slowed processor: Lighthouse in a real Chromium, over loopback.

    python -m bench.first_view DATA_DIRECTORY [QUESTION]

Performance (0 to 1), largest paint and the wait for the server (milliseconds), each the median of
several loads with the processor slowed four times, as a phone's is. What else the machine does
slows all of it, so its load is told beside. Needs what `make test` installs.
"""

import argparse
import os
import statistics
from pathlib import Path
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from bench.serving import SERVICE, served
from tests.service.web.chromium import Chromium

QUESTION = "How many knife crime offences were recorded?"
LOADS = 5
MEASURES = ("performance", "largest_paint_ms", "server_ms", "bytes")


def addresses(base: str, question: str) -> dict[str, str]:
    """The pages to draw, by name: home, an answer, words' results, the first cited page."""
    answer = httpx.post(f"{base}/api/v1/ask", json={"question": question}, timeout=120).json()
    cited = (answer["citations"] or answer["nearest"])[0]["url"]
    return {
        "home": f"{base}/",
        "answer": f"{base}/search?q={quote(question)}",
        "results": f"{base}/search?q=knife+crime",
        "cited page": str(httpx.URL(base).join(cited)),
        "publications": f"{base}/publications",
    }


def measured(chromium: Chromium, url: str) -> dict[str, float]:
    """Each measure's median over several loads; the first, which may draw pictures, is not one."""
    chromium("open", url=url, width=390, density=2)
    found = [chromium("lighthouse", url=url) for _ in range(LOADS)]
    return {name: statistics.median(one[name] or 0 for one in found) for name in MEASURES}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("question", nargs="?", default=QUESTION)
    given = parser.parse_args()
    title = f"{LOADS} loads; {os.cpu_count()} processors under a load of {os.getloadavg()[0]:.1f}"
    table = Table("page", "performance", "largest paint, ms", "server, ms", "kB", title=title)
    settings = {"VRU_DATA": str(given.data), "VRU_PUBLIC_URL": "", "VRU_LOG_LEVEL": "error"}
    with served(SERVICE, settings) as port:
        chromium = Chromium()
        try:
            for name, url in addresses(f"http://127.0.0.1:{port}", given.question).items():
                found = measured(chromium, url)
                row = [f"{found[measure]:.0f}" for measure in ("largest_paint_ms", "server_ms")]
                table.add_row(
                    name, f"{found['performance']:.2f}", *row, f"{found['bytes'] / 1000:.0f}"
                )
        finally:
            chromium.close()
    Console().print(table)


if __name__ == "__main__":
    main()
