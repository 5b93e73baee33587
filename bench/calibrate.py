"""Make service/answer/calibration.json: when a candidate answers, and when an answer is given.

    python -m bench.calibrate DATA=QUESTIONS.jsonl [DATA=QUESTIONS.jsonl ...] [--write]

DATA is a data directory that was ingested and indexed, QUESTIONS its question set. Answerable
questions teach which candidate is right (words of the gold quote on its page), all of them teach
when to answer. The threshold and the printed curve come from cross-validation with whole documents
held out, so no weight has seen the questions it is judged on. Questions on reports that the reader
was trained on are left out. Needs scikit-learn.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from corpus.reader import View
from corpus.records import Audience
from index.embedder import OnnxEmbedder
from index.hits import Filters
from index.models import prepare
from index.reader import Reader
from index.search import Searcher
from service.answer.answerer import Answerer
from service.answer.confidence import CALIBRATION, Logistic, answer_inputs, named
from service.answer.judge import READ
from service.answer.question import Asked
from service.answer.weigh import Weighed
from service.evaluation.questions import Question
from service.evaluation.right import gold_figure, has_figure, holds_answer
from training.own import report_questions

ANSWER_INPUTS = {
    "reader": ("odds", "read", "sure", "names", "time", "first", "figure", "own", "lost"),
    "plain": ("odds", "near", "names", "time", "first", "figure", "own", "lost"),
}
REFUSED = 0.08
"""Share of the answerable refused: what is aimed for, though a third of these questions are put in
everyday words on purpose and refused more often than the others."""
FOLDS = 8
SIEVED = 40
"""Candidates from which the sieve learns which ones the reader should read."""


@dataclass(frozen=True)
class Case:
    """One question with its candidates and which of them are right (None: cannot be said)."""

    question: dict[str, Any]
    asked: Asked
    group: str
    weighed: tuple[Weighed, ...]
    right: tuple[bool | None, ...]


def main() -> None:
    """Collect, fit, tell, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="DATA=QUESTIONS")
    parser.add_argument("--models", type=Path, default=Path("data/models"))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cases = [c for pair in given.sets for c in _cases(*map(Path, pair.split("=")), given.models)]
    print(f"{len(cases)} questions, {sum(c.question['answerable'] for c in cases)} answerable")
    body: dict[str, Any] = {"made_by": "python -m bench.calibrate", "questions": len(cases)}
    body["reader"] = _calibrated("reader", [_read(case) for case in cases])
    body["plain"] = _calibrated("plain", [_unread(case) for case in cases])
    if given.write:
        CALIBRATION.write_text(json.dumps(body, indent=2) + "\n", "utf-8")


def _cases(data: Path, questions: Path, models: Path) -> list[Case]:
    embedder = OnnxEmbedder.open(prepare("", models), threads=2)
    searcher = Searcher(data / "generations", Audience.STAFF, embedder)
    view = View(data / "record.sqlite", Audience.STAFF)
    answerer = Answerer(
        view, searcher.search, None, Reader(threads=2), None, "", rarity=searcher.rarity
    )
    lines = questions.read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines if line.strip()]
    # What the reader says of reports that it was trained on is too good to learn from.
    known = {row["doc"] for row in report_questions()}
    cases = [_case(answerer, row, data.name) for row in asked if row["doc"] not in known]
    # Where nothing is found there is nothing to weigh: refused whatever the weights are.
    return [case for case in cases if case.weighed]


def _case(answerer: Answerer, question: dict[str, Any], name: str) -> Case:
    considered = answerer.consider(question["question"], filters=Filters())
    weighed = considered.weighed[:SIEVED]
    document = question["doc"] or question["id"]
    area = re.split(r"-(?:children|inspection|focused|20\d\d)", document)[0]
    right = tuple(_is_right(question, w) for w in weighed)
    return Case(question, considered.asked, f"{name} {area}", weighed, right)


def _is_right(question: dict[str, Any], entry: Weighed) -> bool | None:
    if not question["answerable"]:
        return False
    place = (entry.candidate.evidence.publication.file_name, entry.candidate.spans[0].page)
    gold, own = _tokens(question["quote"]), _tokens(entry.candidate.text)
    shared = sum((gold & own).values())
    alike = shared >= 0.5 * sum(gold.values()) or (
        sum(own.values()) >= 5 and shared >= 0.8 * sum(own.values())
    )
    judged = _judged(question)
    alike = alike or holds_answer(judged, entry.candidate.text)
    # A figure of one digit stands in many sentences that do not answer.
    is_figure = question["kind"] == "number" and len(gold_figure(judged)) > 1
    alike = alike or (is_figure and has_figure(judged, entry.candidate.text))
    if place in {(question["doc"], page) for page in question["pages"]}:
        return alike
    also = {(other["doc"], other["page"]) for other in question.get("also", ())}
    return (alike or None) if place in also else False


def _judged(question: dict[str, Any]) -> Question:
    words = (question[name] for name in ("quote", "answer", "kind"))
    return Question(question["id"], question["question"], True, frozenset(), *words)


def _tokens(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return Counter(re.findall(r"[a-z0-9]+(?:[.,][0-9]+)*", plain))


def _read(case: Case) -> Case:
    return replace(case, weighed=case.weighed[:READ], right=case.right[:READ])


def _unread(case: Case) -> Case:
    plain = (replace(w, signals=replace(w.signals, reader=0.0)) for w in case.weighed)
    return replace(case, weighed=tuple(plain))


def _calibrated(name: str, cases: Sequence[Case]) -> dict[str, Any]:
    groups = np.unique([case.group for case in cases], return_inverse=True)[1]
    labels = np.array([int(case.question["answerable"]) for case in cases])
    held_out = np.zeros(len(cases))
    first: list[bool] = []
    for train, test in GroupKFold(FOLDS).split(labels, labels, groups):
        judge, confidence = _fitted(name, [cases[i] for i in train])
        for i in test:
            best = _best(judge, cases[i])
            inputs = answer_inputs(judge, cases[i].asked, [w for w, _ in best])
            held_out[i] = confidence.probability(inputs)
            if labels[i]:
                first.append(best[0][1] is not False)
    threshold = float(np.quantile(held_out[labels == 1], REFUSED))
    _tell(name, labels, held_out, np.array(first))
    judge, confidence = _fitted(name, cases)
    return {
        "candidate": {"bias": judge.bias, "weights": dict(judge.weights)},
        "answer": {"bias": confidence.bias, "weights": dict(confidence.weights)},
        "threshold": round(threshold, 4),
    }


def _best(judge: Logistic, case: Case) -> list[tuple[Weighed, bool | None]]:
    """As many candidates as are read, best first, each with whether it is right."""
    both = zip(case.weighed, case.right, strict=True)
    return sorted(both, key=lambda pair: -judge.log_odds(named(pair[0].signals)))[:READ]


def _fitted(name: str, cases: Sequence[Case]) -> tuple[Logistic, Logistic]:
    groups = [
        [(named(w.signals), r) for w, r in zip(c.weighed, c.right, strict=True) if r is not None]
        for c in cases
        if c.question["answerable"]
    ]
    judge = _choice(groups)
    answers = [
        {k: v for k, v in inputs.items() if k in ANSWER_INPUTS[name]}
        for inputs in (
            answer_inputs(judge, c.asked, [w for w, _ in _best(judge, c)]) for c in cases
        )
    ]
    labels = [int(case.question["answerable"]) for case in cases]
    return judge, _logistic(answers, labels, weight="balanced")


def _choice(groups: Sequence[Sequence[tuple[dict[str, float], bool]]]) -> Logistic:
    """A conditional logistic regression: which candidate of each question is right.

    Candidates of other questions are not compared, unlike by a plain one. *Source*: McFadden,
    "Conditional logit analysis of qualitative choice behavior" (1974); several may be right.
    """
    told = [g for g in groups if any(r for _, r in g) and not all(r for _, r in g)]
    names = list(told[0][0][0])
    sets = [
        (np.array([[x[n] for n in names] for x, _ in g]), np.array([bool(r) for _, r in g]))
        for g in told
    ]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.5 * float(weights @ weights), weights.copy()
        for values, right in sets:
            scores = values @ weights
            share = np.exp(scores - scores.max())
            total -= float(np.log(share[right].sum() / share.sum()))
            share_right = np.where(right, share, 0.0) / share[right].sum()
            slope -= values.T @ (share_right - share / share.sum())
        return total, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    # Scaled so that the odds are those of being right (Platt 1999); the order stays.
    scores = np.concatenate([values @ found for values, _ in sets])
    labels = np.concatenate([right for _, right in sets])
    scale = LogisticRegression(C=1e6).fit(scores[:, None], labels)
    weights = (round(float(w * scale.coef_[0][0]), 4) for w in found)
    kept = {n: w for n, w in zip(names, weights, strict=True) if w}
    return Logistic(round(float(scale.intercept_[0]), 4), kept)


def _logistic(
    inputs: Sequence[dict[str, float]], labels: Sequence[int], *, weight: str | None
) -> Logistic:
    names = list(inputs[0])
    values = np.array([[row[n] for n in names] for row in inputs])
    model = LogisticRegression(C=1.0, class_weight=weight, max_iter=5000).fit(values, labels)
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if w}
    return Logistic(round(float(model.intercept_[0]), 4), weights)


def _tell(
    name: str, labels: np.ndarray[Any, Any], held_out: np.ndarray[Any, Any], first: Any
) -> None:
    area = roc_auc_score(labels, held_out)
    print(f"{name}: right candidate first {first.mean():.3f}, area under the curve {area:.3f}")
    for share in (0.02, 0.05, 0.08, 0.10, 0.15, 0.20):
        threshold = np.quantile(held_out[labels == 1], share)
        refused = (held_out[labels == 0] < threshold).mean()
        print(f"  answerable refused {share:.2f}  unanswerable refused {refused:.2f}")


if __name__ == "__main__":
    main()
