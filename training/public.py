"""Read the public question sets into one form: a question and the sentences of its passage.

Does not choose negatives; that is the work of `pairs`.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.sentences import cut, overlap, tidy

# MuSiQue and HotpotQA need two passages at once, PubMedQA has no answering sentence: both left out.
SOURCES = (
    "squad1_du",
    "squad2_dev",
    "xquad_en",
    "nq_oracle",
    "qed_dev",
    "clapnq_dev",
    "medquad",
    "covidqa",
    "tatqa_text",
    "bioasq",
)
TITLED = SOURCES[:6]
AROUND_CHARACTERS = 900
LONGEST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its passage.

    `answering` holds the indices of the sentences that answer it; none means that the passage
    does not.
    """

    question: str
    title: str
    sentences: tuple[str, ...]
    answering: tuple[int, ...]
    answer: str
    source: str


def _title(row: dict[str, Any]) -> str:
    return str(row.get("group") or "").replace("_", " ") if row["source"] in TITLED else ""


def _cut_at_span(row: dict[str, Any]) -> tuple[list[str], list[int]]:
    """Sentences of the passage with the indices of those that hold the answer's span."""
    context, start = row["context"], row["answer_start"]
    end = start + len(row["answer"])
    if len(context) > 3 * AROUND_CHARACTERS:
        low, high = max(0, start - AROUND_CHARACTERS), min(len(context), end + AROUND_CHARACTERS)
        context, start, end = context[low:high], start - low, end - low
    before, after = "\x02", "\x03"
    marked = tidy(context[:start] + before + context[start:end] + after + context[end:])
    sentences = cut(marked)
    first = next(i for i, s in enumerate(sentences) if before in s)
    last = next(i for i, s in enumerate(sentences) if after in s)
    clean = [s.replace(before, "").replace(after, "").strip() for s in sentences]
    return clean, list(range(first, last + 1))


def _whole(row: dict[str, Any]) -> tuple[list[str], list[int]]:
    """The opening of a passage that answers as a whole, as one text."""
    text = tidy(row["context"])
    opening = ""
    for sentence in cut(text):
        if opening and len(opening) + len(sentence) > LONGEST_CHARACTERS:
            break
        opening = f"{opening} {sentence}".strip()
    return [opening[: 2 * LONGEST_CHARACTERS]], [0]


def _best_first(question: str, sentences: list[str]) -> list[str]:
    return sorted(sentences, key=lambda s: -overlap(question, s))


def _asked(row: dict[str, Any]) -> Asked | None:
    question = tidy(row["question"])
    answering: list[int] = []
    if not row["answerable"]:
        sentences = _best_first(question, cut(tidy(row["context"])))
    elif row["answer_start"] is not None:
        sentences, answering = _cut_at_span(row)
    else:
        sentences, answering = _whole(row)
    if len(answering) > 2 or not sentences:
        return None
    return Asked(
        question=question,
        title=_title(row),
        sentences=tuple(sentences),
        answering=tuple(answering),
        answer=tidy(row["answer"] or ""),
        source=row["source"],
    )


def read_public(folder: Path) -> Iterator[Asked]:
    """Every usable question, each asked once."""
    seen: set[tuple[str, str]] = set()
    for source in SOURCES:
        with gzip.open(folder / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                key = (row["question"].lower(), row["context"][:80] if source == "bioasq" else "")
                asked = None if key in seen else _asked(row)
                seen.add(key)
                if asked is not None:
                    yield asked
