"""How fast the main pages draw on a slowed processor: Lighthouse in a real Chromium, over loopback.

    python -m bench.first_view DATA_DIRECTORY [QUESTION]

Performance (0 to 1) and largest paint (milliseconds), each the median of several loads with the
processor slowed four times, as a phone's is. Needs what `make test` installs.
"""

import argparse
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


def addresses(base: str, question: str) -> dict[str, str]:
    """The pages to draw, by name: home, an answer, words' results, the first cited page."""
    answer = httpx.post(f"{base}/api/v1/ask", json={"question": question}, timeout=60).json()
    cited = (answer["citations"] or [hit["citation"] for hit in answer["nearest"]])[0]
    return {
        "home": f"{base}/",
        "answer": f"{base}/search?q={quote(question)}",
        "results": f"{base}/search?q=knife+crime",
        "cited page": httpx.URL(base).join(cited["url"]).__str__(),
        "publications": f"{base}/publications",
    }


def measured(chromium: Chromium, url: str) -> tuple[float, float, float]:
    """Performance, largest paint in milliseconds and bytes: medians of several loads."""
    found = [chromium("lighthouse", url=url) for _ in range(LOADS)]
    names = ("performance", "largest_paint_ms", "bytes")
    performance, paint, size = (statistics.median(one[name] for one in found) for name in names)
    return performance, paint, size


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("question", nargs="?", default=QUESTION)
    given = parser.parse_args()
    table = Table("page", "performance", "largest paint, ms", "kB")
    with served(SERVICE, {"VRU_DATA": str(given.data)}) as port:
        chromium = Chromium()
        try:
            for name, url in addresses(f"http://127.0.0.1:{port}", given.question).items():
                performance, paint, size = measured(chromium, url)
                table.add_row(name, f"{performance:.2f}", f"{paint:.0f}", f"{size / 1000:.0f}")
        finally:
            chromium.close()
    Console().print(table)


if __name__ == "__main__":
    main()
