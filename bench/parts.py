"""Questions of two parts: whether each is answered, and whether what is missing is said.

    python -m bench.parts DATA bench/questions/samples-two-parts.jsonl

A question has the words that answer its `first` and its `second` part; where no report tells the
second, that is null and the answer should say so. Questions of one part only look like two. DATA is
a data directory with the reports read. A citation is right as `vru evaluate` counts it.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.reader import View
from corpus.records import Audience
from index.embedder import OnnxEmbedder
from index.hits import Filters
from index.models import prepare
from index.reader import Reader
from index.search import Searcher
from service.answer.answerer import Answerer
from service.answer.claims import Answer
from service.evaluation.questions import Question, RunHit
from service.evaluation.right import cites_rightly


def outcome(view: View, answer: Answer, row: dict[str, Any]) -> str:
    """What became of one question, in a few words."""
    first = _cites(view, answer, row["first"])
    if row["parts"] == 1:
        return f"one part: {'answered' if first else 'wrong or refused'}"
    if not row["second"]:
        told = "said to be missing" if answer.missing or not answer.statements else "not said"
        return f"second part untold by the reports: {told}"
    second = _cites(view, answer, row["second"])
    if first and second and not answer.missing:
        return "both told: both answered"
    if first or second:
        said = "the other said to be missing" if answer.missing else "the other wrong"
        return f"both told: one answered, {said}"
    return "both told: none answered"


def _cites(view: View, answer: Answer, gold: dict[str, Any]) -> bool:
    pages = frozenset((gold["doc"], page) for page in gold["pages"])
    question = Question(
        id="",
        text="",
        answerable=True,
        gold=pages,
        quote=gold["quote"],
        answer=gold["answer"],
        kind="",
    )
    cited = [cited.citation for cited in answer.citations]
    return any(
        cites_rightly(
            question,
            RunHit(view.edition(c.edition_sha256).file_name, c.page_number, c.quote, c.quote, 1.0),
        )
        for c in cited
    )


def main() -> None:
    """Ask every question and count what became of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("questions", type=Path)
    told = parser.parse_args()
    embedder = OnnxEmbedder.open(prepare("", told.data / "models"), threads=1)
    searcher = Searcher(told.data / "generations", Audience.STAFF, embedder)
    view = View(told.data / "record.sqlite", Audience.STAFF)
    answerer = Answerer(view, searcher.search, embedder, Reader(), None, "", rarity=searcher.rarity)
    rows = [json.loads(line) for line in told.questions.read_text("utf-8").splitlines()]
    counted = Counter(
        outcome(view, answerer.ask(row["question"], filters=Filters()), row) for row in rows
    )
    for words, count in sorted(counted.items()):
        print(f"{count:4d}  {words}")


if __name__ == "__main__":
    main()
