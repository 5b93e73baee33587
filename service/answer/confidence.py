"""From signals to probabilities: does this candidate answer, and does the answer hold.

Small logistic regressions, their few weights kept as data in `calibration.json` beside this
file with how they were made; `bench/calibrate.py` makes that file anew. Only candidates that fit
(the sort of answer asked for, no other place, no other time) give confidence. Source of
calibrating a refusal on separate questions: Kamath, Jia and Liang, "Selective question answering
under domain shift" (ACL 2020).
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.answer.kinds import Asks
from service.answer.question import Asked
from service.answer.weigh import Signals, Weighed

CALIBRATION = Path(__file__).with_name("calibration.json")
OTHER_TIME = -0.5
"""Agreement of time from which a candidate still fits: a calendar and a financial year may part."""
_OWN = re.compile(r"\b(?:I|[Mm]y|me|mine|I[’']m|I[’']ve)\b")
"""What someone says who asks for themselves."""
_ANYONE = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
"""What is said of anyone: "How long can the police keep you?" asks for the law."""
OTHER_PLACE = -0.5
"""Agreement of place from which a candidate still fits: a part of what is asked for may."""
KEY_MET = 0.3
"""Share of the question's rare words below which what it is about seems not to be there."""
NOTHING = -6.0
"""Log-odds where no candidate fits."""
UNREAD = -2.0
"""The models' signal where no candidate fits."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression by the names of its inputs; an unknown input counts nothing."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, inputs: Mapping[str, float]) -> float:
        """The log-odds for named inputs."""
        return self.bias + sum(w * inputs.get(name, 0.0) for name, w in self.weights.items())

    def probability(self, inputs: Mapping[str, float]) -> float:
        """The probability for named inputs."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.log_odds(inputs)))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learned: the regressions and the confidence from which an answer is given.

    `sieve` weighs candidates that no model has read yet.
    """

    sieve: Logistic
    candidate: Logistic
    answer: Logistic
    threshold: float

    def confidence(self, asked: Asked, weighed: Sequence[Weighed]) -> float:
        """How sure it is that the candidates hold an answer to what is asked."""
        if not weighed:
            return 0.0
        return self.answer.probability(answer_inputs(self.candidate, asked, weighed))


@cache
def calibration(*, has_reader: bool) -> Calibration:
    """The weights as they were made, with or without the reading model's signal."""
    made = json.loads(CALIBRATION.read_text("utf-8"))
    known = made["reader" if has_reader else "plain"]
    return Calibration(
        Logistic(**made["plain"]["candidate"]),
        Logistic(**known["candidate"]),
        Logistic(**known["answer"]),
        known["threshold"],
    )


def named(signals: Signals) -> dict[str, float]:
    """A candidate's signals by name, with the product that matters."""
    values = dict(zip(Signals.__slots__, signals.values(), strict=True))
    values["cover*form"] = signals.cover * signals.form
    return values


def fits(signals: Signals) -> bool:
    """Whether a candidate holds the sort of answer asked for, of no other place or time."""
    return signals.form > 0 and signals.place > OTHER_PLACE and signals.year > OTHER_TIME


def _is_of_oneself(asked: Asked) -> bool:
    """Whether someone asks for themselves or for anyone, of no place that reports tell of."""
    of_anyone = not asked.places and bool(_ANYONE.search(asked.text))
    return of_anyone or bool(_OWN.search(asked.text))


def answer_inputs(judge: Logistic, asked: Asked, weighed: Sequence[Weighed]) -> dict[str, float]:
    """What the confidence in a whole answer is worked out from; `weighed` has at least one.

    The odds of the best fitting candidate, what the reader and the search say of such, how sure the
    reader is of the best one itself, the share of the question's names that it meets, how far it is
    of the time asked for, how high the search put it, how far its rare words are lost, whether a
    figure is asked for (there is always some figure, so that more must speak for it) and whether
    someone asks for themselves or for anyone, which reports seldom answer.
    """
    fitting = [w.signals for w in weighed if fits(w.signals)]
    best = max(fitting, key=lambda s: judge.log_odds(named(s)), default=weighed[0].signals)
    return {
        "odds": max((judge.log_odds(named(s)) for s in fitting), default=NOTHING),
        "read": max((s.reader for s in fitting), default=UNREAD),
        "near": max((s.nearby for s in fitting), default=0.0),
        "sure": max(0.0, best.reader),
        "names": best.names,
        "time": best.year,
        "first": best.first,
        "figure": float(asked.kind is Asks.NUMBER),
        "own": float(_is_of_oneself(asked)),
        "lost": max(0.0, KEY_MET - best.key) / KEY_MET,
    }
