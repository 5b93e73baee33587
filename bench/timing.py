"""Does time tell? Answers for a hidden publication beside those for one that never was.

    python bench/timing.py DATA_DIRECTORY --hidden STAFF_PUBLICATION_ID [--requests 2000]

Asks, interleaved at random, for pages of a publication that the public may not see and of one that
is not there, and ranks the times: the area under the ROC curve (Mann and Whitney 1947) is 0.5 when
time tells nothing. Prints one JSON object with the area for each sort of address.
"""

import argparse
import json
import random
import statistics
import time
from http.client import HTTPConnection
from pathlib import Path

from scipy.stats import rankdata
from serving import SERVICE, served

from corpus.reader import View
from corpus.records import Audience


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Timing of hidden against absent.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--hidden", required=True)
    parser.add_argument("--requests", type=int, default=2000)
    arguments = parser.parse_args()
    view = View(arguments.data / "record.sqlite", Audience.STAFF)
    edition = view.current_edition(arguments.hidden)
    passage = view.passages_of(edition.sha256)[0].id
    absent_id = "".join(reversed(arguments.hidden))
    other = edition.sha256[::-1]
    pairs = {
        "publication": ("/api/v1/publications/{}", arguments.hidden, absent_id),
        "page": ("/api/v1/publications/{}/pages/1", arguments.hidden, absent_id),
        "picture": ("/api/v1/publications/{}/pages/1/picture", arguments.hidden, absent_id),
        "file": ("/api/v1/publications/{}/file", arguments.hidden, absent_id),
        "passage": ("/api/v1/passages/{}", passage, passage[::-1]),
        "edition": ("/api/v1/publications/any/pages/1?edition={}", edition.sha256, other),
    }
    environment = {
        "VRU_DATA": str(arguments.data),
        "VRU_ADDRESS_PER_MINUTE": "1000000",
        "VRU_LOG_LEVEL": "warning",
    }
    with served(SERVICE, environment) as port:
        connection = HTTPConnection("127.0.0.1", port)
        told = {
            name: _area(connection, template.format(hidden), template.format(absent), arguments)
            for name, (template, hidden, absent) in pairs.items()
        }
    print(json.dumps(told, indent=2))


def _area(
    connection: HTTPConnection, hidden: str, absent: str, arguments: argparse.Namespace
) -> dict[str, float]:
    """Area under the curve by which time would tell hidden from absent, and the median times."""
    draw = random.Random(11)
    asked = [True, False] * (arguments.requests // 2)
    draw.shuffle(asked)
    for path in (hidden, absent) * 20:
        _timed(connection, path)
    times = [_timed(connection, hidden if is_hidden else absent) for is_hidden in asked]
    ranks = rankdata(times)
    count = len(times) // 2
    rank_sum = sum(rank for rank, is_hidden in zip(ranks, asked, strict=True) if is_hidden)
    medians = [
        statistics.median(t for t, h in zip(times, asked, strict=True) if h is wanted)
        for wanted in (True, False)
    ]
    return {
        "area": round((rank_sum - count * (count + 1) / 2) / (count * count), 4),
        "hidden_median_ms": round(medians[0], 3),
        "absent_median_ms": round(medians[1], 3),
    }


def _timed(connection: HTTPConnection, path: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != 404:
        raise ValueError(f"{path} answered {response.status}, and should be unseen.")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
