"""Training groups from questions of our own: asked of real reports, and of made-up passages.

Questions on reports are set against what the product itself would read in the same report, so
that a wrong text is wrong for its words and not for its place or year. The passages and all
questions were written by a large language model for this purpose (`MODEL_CARD.md`). Which words
answer is kept as their place on a page: the reports themselves are not part of this project.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.reader import View
from corpus.records import Audience
from index.embedder import OnnxEmbedder
from index.hits import Filters
from index.models import prepare
from index.search import Searcher
from service.answer.answerer import Answerer
from service.answer.gather import LONGEST_PAIR
from service.answer.judge import in_context
from service.answer.referring import points_back
from service.answer.weigh import Weighed
from service.evaluation.questions import Question
from service.evaluation.right import gold_figure, has_figure, holds_answer, words_of
from training.groups import Group, framed
from training.sentences import overlap

HOME = Path(__file__).parent / "questions"
LOOKED_AT = 12
WRONG = 5
STRANGERS = 4
"""Other passages; their sentence most like the question is among the wrong texts."""
SHARED = 0.6
"""A candidate is right from this share of the quote's words, or of its own found in the quote."""


def report_questions() -> list[dict[str, Any]]:
    """Every question on reports, as it stands in the files."""
    return [row for path in sorted(HOME.glob("reports-*.jsonl")) for row in _rows(path)]


def passages(first: int = 0) -> list[dict[str, Any]]:
    """Every made-up passage with its questions, from the file of this number on."""
    return [row for path in sorted(HOME.glob("passages-*.jsonl"))[first:] for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def passage_groups(rows: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Group]:
    """Each question against the sentences of its passage and one of others."""
    for row in rows:
        header = f"{row['title'][:60]} | {row['heading']}" if rng.random() < 0.8 else ""
        plain = row["sentences"]
        sentences = [framed(header, s) for s in as_quoted(plain)]
        strange = rng.sample(rows, min(STRANGERS, len(rows)))
        others = [s for other in strange if other is not row for s in other["sentences"]]
        for asked in row["questions"]:
            answers = [plain[i] for i in asked["answers"]]
            wrong = [s for s in sentences if not any(answer in s for answer in answers)]
            strangers = sorted(others, key=lambda s: -overlap(asked["q"], s))[:1]
            chosen = [*_hard(asked["q"], wrong, rng), *(framed(header, s) for s in strangers)]
            right = sentences[rng.choice(asked["answers"])]
            labels = (1, *[0] * len(chosen))
            yield Group(asked["q"], (right, *chosen), labels, "own/passages")
        for question in row["unanswered"]:
            chosen = _hard(question, sentences, rng)[:3]
            yield Group(question, tuple(chosen), (0,) * len(chosen), "own/passages/none")


def as_quoted(sentences: Sequence[str]) -> list[str]:
    """The same as the product would quote them: what points back, with what it points to."""
    found = list(sentences[:1])
    for before, sentence in pairwise(sentences):
        is_prose = before.endswith((".", "?", "!")) and "; " not in before
        together = is_prose and len(before) + len(sentence) < LONGEST_PAIR and points_back(sentence)
        found.append(f"{before} {sentence}" if together else sentence)
    return found


def _hard(question: str, texts: Sequence[str], rng: random.Random) -> list[str]:
    """The texts most like a question, and some of the others."""
    ranked = sorted(texts, key=lambda text: -overlap(question, text))
    return ranked[:3] + rng.sample(ranked[3:], min(WRONG - 3, len(ranked[3:])))


def report_groups(
    rows: Iterable[dict[str, Any]], data: Path, rng: random.Random, *, times: int
) -> Iterator[Group]:
    """Each question `times` times against what the product finds for it in the same report.

    `data` is a data directory into which the reports were read. A question none of whose
    candidates is right teaches nothing here and is left out.
    """
    embedder = OnnxEmbedder.open(prepare("", data / "models"), threads=1)
    searcher = Searcher(data / "generations", Audience.STAFF, embedder)
    view = View(data / "record.sqlite", Audience.STAFF)
    answerer = Answerer(view, searcher.search, None, None, None, "", rarity=searcher.rarity)
    known = {p.file_name: p.id for p in view.publications()}
    for row in rows:
        within = Filters(publications=(known[row["doc"]],))
        found = answerer.consider(row["question"], filters=within).weighed
        quote = _quote(view, known[row["doc"]], row)
        for _ in range(times):
            yield from _reported(row, quote, found, rng)


def _quote(view: View, publication: str, row: dict[str, Any]) -> str:
    """The words that answer, empty where none do."""
    if "words" not in row:
        return ""
    page = view.page(view.current_edition(publication).sha256, row["page"])
    first, end = row["words"]
    return " ".join(page.text.split()[first:end])


def _reported(
    row: dict[str, Any], quote: str, found: Sequence[Weighed], rng: random.Random
) -> Iterator[Group]:
    tempting = list(found[:LOOKED_AT])
    if not quote:
        texts = tuple(in_context(w.candidate) for w in tempting[:3])
        yield Group(row["question"], texts, (0,) * len(texts), "own/reports/none")
        return
    right = max(found, key=lambda w: _alike(quote, w.candidate.text), default=None)
    if right is None or _alike(quote, right.candidate.text) < SHARED:
        return
    wrong = [in_context(w.candidate) for w in tempting if not _may_answer(row, quote, w)]
    chosen = wrong[:2] + rng.sample(wrong[2:], min(WRONG - 2, len(wrong[2:])))
    texts = (in_context(right.candidate), *chosen)
    yield Group(row["question"], texts, (1, *[0] * len(chosen)), "own/reports")


def _alike(quote: str, text: str) -> float:
    gold, own = set(words_of(quote)), set(words_of(text))
    return len(gold & own) / max(1, min(len(gold), max(len(own), 5)))


def _may_answer(row: dict[str, Any], quote: str, entry: Weighed) -> bool:
    """Whether a candidate says what the gold quote says, so that it is no wrong text."""
    told = (quote, row["answer"], row["kind"])
    question = Question(row["id"], row["question"], True, frozenset(), *told)
    text = entry.candidate.text
    figure = bool(gold_figure(question)) and has_figure(question, text)
    return figure or holds_answer(question, text) or _alike(quote, text) >= SHARED / 2


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="data directory with the reports read")
    parser.add_argument("groups", type=Path, help="groups of training.pairs")
    parser.add_argument("out", type=Path, help="our own groups among the others")
    parser.add_argument("--times", type=int, default=2, help="each of ours, with other wrong texts")
    parser.add_argument(
        "--again-from", type=int, default=0, help="passages before this file are used once"
    )
    parser.add_argument("--others", type=float, default=1.0, help="of the others for one of ours")
    parser.add_argument("--seed", type=int, default=20)
    arguments = parser.parse_args()
    rng, times = random.Random(arguments.seed), arguments.times
    own = list(report_groups(report_questions(), arguments.data, rng, times=times))
    for turn in range(times):
        own += passage_groups(passages(arguments.again_from if turn else 0), rng)
    with gzip.open(arguments.groups, "rt", encoding="utf-8") as file:
        others = file.readlines()
    lines = [json.dumps(asdict(group), ensure_ascii=False) + "\n" for group in own]
    lines += rng.sample(others, min(len(others), int(arguments.others * len(own))))
    rng.shuffle(lines)
    with gzip.open(arguments.out, "wt", encoding="utf-8") as file:
        file.writelines(lines)
    print(len(own), "groups of our own,", len(lines), "in all")


if __name__ == "__main__":
    main()
