"""Build the training groups: right sentences, hard wrong ones, and near misses.

Wrong texts come from the same passage, from a BM25 search over the source's other sentences
(hard negatives as in Karpukhin et al. 2020), and from `near_miss` and `scope`. SQuAD 2.0's
questions without answer are set against the best-looking sentences of their passage.
"""

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import bm25s

from training.groups import Group, framed
from training.near_miss import blur, exchange, names
from training.public import Asked, read_public
from training.reports import report_groups
from training.scope import ask_in, draw_scope, other_place, other_year, title
from training.sentences import overlap, words

TEXTS_PER_GROUP = 4
MOST = {"squad1_du": 9000, "medquad": 1200, "bioasq": 1500, "covidqa": 900}
# Councils whose reports give no training pairs, so that questions on them measure fairly.
HELD_OUT = frozenset(
    (
        "Barnet",
        "Essex",
        "Greenwich",
        "Norfolk",
        "Oldham",
        "Reading",
        "Sheffield",
        "Suffolk",
        "Thurrock",
        "Trafford",
        "Wirral",
    )
)


def _sample(asked: list[Asked], rng: random.Random) -> list[Asked]:
    by_source: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_source[one.source].append(one)
    kept: list[Asked] = []
    for source, ones in by_source.items():
        kept += rng.sample(ones, min(len(ones), MOST.get(source, len(ones))))
    return kept


def mine(asked: Sequence[Asked], depth: int = 12) -> list[list[tuple[str, str]]]:
    """For each question the (title, sentence) pairs of its source that look most like it."""
    mined: list[list[tuple[str, str]]] = [[] for _ in asked]
    for source in {one.source for one in asked}:
        at = [i for i, one in enumerate(asked) if one.source == source]
        pool = list(dict.fromkeys((asked[i].title, s) for i in at for s in asked[i].sentences))
        search = bm25s.BM25()
        search.index([words(s) for _, s in pool], show_progress=False)
        queries = [words(asked[i].question) or ["none"] for i in at]
        found, _ = search.retrieve(queries, k=min(depth, len(pool)), show_progress=False)
        for i, row in zip(at, found, strict=True):
            mined[i] = [pool[int(j)] for j in row]
    return mined


def _window(one: Asked, at: int, rng: random.Random) -> str:
    """A sentence, at times with its neighbours, as short passages are scored too."""
    low, high = at, at + 1
    if rng.random() < 0.2:
        low = max(0, at - rng.randint(0, 1))
        high = min(len(one.sentences), at + 1 + rng.randint(0, 1))
    return " ".join(one.sentences[low:high])


def _wrong_nearby(one: Asked, rng: random.Random) -> list[str]:
    """Other sentences of the passage, most alike first, that neither answer nor hold the answer."""
    answer = one.answer.lower()
    wrong = [
        s
        for i, s in enumerate(one.sentences)
        if i not in one.answering and not (answer and answer in s.lower()) and len(s) > 20
    ]
    wrong.sort(key=lambda s: -overlap(one.question, s))
    return wrong[:1] + rng.sample(wrong[1:], min(1, len(wrong[1:])))


def _wrong_elsewhere(
    one: Asked, mined: list[tuple[str, str]], rng: random.Random
) -> list[tuple[str, str]]:
    answer = one.answer.lower()
    wrong = [
        (t, s)
        for t, s in mined
        if s not in one.sentences and not (answer and answer in s.lower()) and len(s) > 20
    ]
    return rng.sample(wrong[:6], min(2, len(wrong[:6])))


def _answered(
    one: Asked, mined: list[tuple[str, str]], pool: Sequence[str], rng: random.Random
) -> Iterator[Group]:
    """A right text among wrong ones, and where names or numbers allow, its mirror image."""
    header = one.title if rng.random() < 0.5 else ""
    right = _window(one, one.answering[0], rng)
    if len(one.answering) > 1:
        right = " ".join(one.sentences[i] for i in one.answering)
    nearby = [framed(header, s) for s in _wrong_nearby(one, rng)]
    elsewhere = [framed(t if header else "", s) for t, s in _wrong_elsewhere(one, mined, rng)]
    missing = blur(right, one.answer, rng)
    swapped = exchange(one.question, right, pool, rng)
    wrong = [framed(header, t) for t in (swapped[1] if swapped else None, missing) if t]
    wrong = (wrong + nearby[:1] + elsewhere[:1] + nearby[1:] + elsewhere[1:])[: TEXTS_PER_GROUP - 1]
    if wrong:
        texts = (framed(header, right), *wrong)
        yield Group(one.question, texts, (1, *[0] * len(wrong)), one.source)
    if swapped and rng.random() < 0.5:
        texts = (framed(header, swapped[1]), framed(header, right), *nearby[:1])
        yield Group(swapped[0], texts, (1, *[0] * (len(texts) - 1)), f"{one.source}/swapped")


def _unanswered(one: Asked, rng: random.Random) -> Iterator[Group]:
    header = one.title if rng.random() < 0.5 else ""
    texts = tuple(framed(header, s) for s in one.sentences[:2])
    yield Group(one.question, texts, (0,) * len(texts), f"{one.source}/none")


def _placed(one: Asked, rng: random.Random) -> Iterator[Group]:
    """The question narrowed to a place and year, against the same sentence from other reports."""
    scope = draw_scope(rng)
    right = one.sentences[one.answering[0]]
    if len(right) > 400 or any(scope.place in s for s in (one.question, right)):
        return
    years = 1.0 if rng.random() < 0.6 else 0.0
    asked = ask_in(one.question, scope, rng, years=years)
    texts = [framed(title(scope, rng), right), framed(title(other_place(scope, rng), rng), right)]
    labels = [1, 0]
    late = framed(title(other_year(scope, rng), rng), right)
    nearby = _wrong_nearby(one, rng)[:1]
    if years or rng.random() < 0.3:
        # A question that names no year is answered by a report of any year.
        texts.append(late)
        labels.append(0 if years else 1)
    texts += [framed(title(scope, rng), s) for s in nearby]
    labels += [0] * len(nearby)
    yield Group(asked, tuple(texts), tuple(labels), "placed")


def build(data: Path, rng: random.Random) -> list[Group]:
    """Every group, shuffled."""
    asked = _sample(list(read_public(data / "training")), rng)
    mined = mine(asked)
    pools: dict[str, list[str]] = defaultdict(list)
    for one in asked:
        pools[one.title or one.source] += names(one.question)
    groups: list[Group] = []
    for one, found in zip(asked, mined, strict=True):
        if not one.answering:
            groups += _unanswered(one, rng)
            continue
        groups += _answered(one, found, pools[one.title or one.source], rng)
        if rng.random() < 0.2 and one.source != "medquad":
            groups += _placed(one, rng)
    groups += report_groups(data / "volume", HELD_OUT, rng=rng, limit=6000)
    rng.shuffle(groups)
    return groups


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with training/ and volume/")
    parser.add_argument("out", type=Path, help="groups, gzip JSON lines")
    arguments = parser.parse_args()
    groups = build(arguments.data, random.Random(20))
    with gzip.open(arguments.out, "wt", encoding="utf-8") as file:
        for group in groups:
            file.write(json.dumps(asdict(group), ensure_ascii=False) + "\n")
    counts: dict[str, int] = defaultdict(int)
    for group in groups:
        counts[group.source] += 1
    print(len(groups), "groups,", sum(len(g.texts) for g in groups), "pairs", dict(counts))


if __name__ == "__main__":
    main()
