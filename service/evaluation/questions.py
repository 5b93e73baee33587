"""Question sets and run files: JSON lines in, JSON lines out.

The form is part of the outside: a question names its gold pages (1-based) and an exact quote; a
run row holds hits, best first, and the answer. Does not ask and does not judge.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import BadQuestionSet


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set.

    `gold` holds (file name, page number) of every page that states the answer.
    """

    id: str
    text: str
    answerable: bool
    gold: frozenset[tuple[str, int]]
    quote: str
    answer: str
    kind: str


@dataclass(frozen=True, slots=True)
class RunHit:
    """One hit of a run row; `quote` stands verbatim on `page` of `document`."""

    document: str
    page: int
    text: str
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class RunRow:
    """What was found and answered for one question. *Order*: hits best first."""

    id: str
    hits: tuple[RunHit, ...]
    answer: str
    abstained: bool
    quotes: tuple[RunHit, ...] = ()
    """The answer's citations, in the form of hits."""
    confidence: float = 0.0


def load_questions(path: Path) -> tuple[Question, ...]:
    """Read a question set.

    *Raises*: BadQuestionSet naming file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestionSet(f"{path} cannot be read: {error}") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadQuestionSet(f"{path}, line {number}: {error!r}") from error
    if not questions:
        raise BadQuestionSet(f"{path} holds no question.")
    return tuple(questions)


def _question(row: Mapping[str, Any]) -> Question:
    gold = (
        {(str(row["doc"]), int(page)) for page in row.get("pages") or ()}
        if row.get("doc")
        else set()
    )
    gold |= {(str(other["doc"]), int(other["page"])) for other in row.get("also") or ()}
    answerable = bool(row["answerable"])
    if answerable and not gold:
        raise ValueError(f"question {row['id']} is answerable but names no gold page")
    return Question(
        id=str(row["id"]),
        text=str(row["question"]),
        answerable=answerable,
        gold=frozenset(gold),
        quote=str(row.get("quote") or ""),
        answer=str(row.get("answer") or ""),
        kind=str(row.get("kind") or ("fact" if answerable else "negative")),
    )


def write_run(path: Path, rows: Iterable[RunRow]) -> None:
    """Write a run file, one row a line."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(run_body(row), ensure_ascii=False) + "\n")


def run_body(row: RunRow) -> dict[str, Any]:
    """A run row in the outside's form."""
    return {
        "id": row.id,
        "hits": [_hit_body(hit) for hit in row.hits],
        "answer": row.answer,
        "abstained": row.abstained,
        "citations": [_hit_body(hit) for hit in row.quotes],
        "confidence": round(row.confidence, 4),
    }


def read_run(path: Path) -> tuple[RunRow, ...]:
    """Read a run file back, to set one run beside another.

    *Raises*: BadQuestionSet naming file and line.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            body = json.loads(line)
            rows.append(
                RunRow(
                    id=body["id"],
                    hits=tuple(_hit(hit) for hit in body["hits"]),
                    answer=body["answer"],
                    abstained=body["abstained"],
                    quotes=tuple(_hit(hit) for hit in body.get("citations", ())),
                    confidence=float(body.get("confidence", 0.0)),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadQuestionSet(f"{path}, line {number}: {error!r}") from error
    return tuple(rows)


def _hit_body(hit: RunHit) -> dict[str, Any]:
    return {
        "document": hit.document,
        "page": hit.page,
        "text": hit.text,
        "quote": hit.quote,
        "score": hit.score,
    }


def _hit(body: Mapping[str, Any]) -> RunHit:
    return RunHit(body["document"], body["page"], body["text"], body["quote"], body["score"])
