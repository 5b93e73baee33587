"""Fill a question set with the quotes it names by their place: what `vru evaluate` reads.

    python -m bench.filled DATA bench/questions/reports-plain.jsonl > filled.jsonl

The sets of reports in `bench/questions/` are ours, but the reports are not part of this project:
gold quotes are kept as word positions on a page. DATA is a data directory with those reports read.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from corpus.reader import View
from corpus.records import Audience


def filled(view: View, row: dict[str, Any]) -> dict[str, Any]:
    """The question with its quote, as it stands on the page. *Raises*: NotFound."""
    if not row["answerable"]:
        return row
    known = {p.file_name: p.id for p in view.publications()}
    edition = view.current_edition(known[row["doc"]])
    first, end = row["words"]
    words = view.page(edition.sha256, row["pages"][0]).text.split()[first:end]
    kept = {name: value for name, value in row.items() if name != "words"}
    return kept | {"quote": " ".join(words)}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("questions", type=Path)
    given = parser.parse_args()
    view = View(given.data / "record.sqlite", Audience.STAFF)
    for line in given.questions.read_text("utf-8").splitlines():
        print(json.dumps(filled(view, json.loads(line)), ensure_ascii=False))


if __name__ == "__main__":
    main()
