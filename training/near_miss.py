"""Turn a right pair into one that only looks right: another name, year or number, or none at all.

The method is contrast: the same change is made to the question and to the sentence in turn, so
that the change itself tells nothing and only the match does (Gardner et al. 2020, contrast sets).
"""

import random
import re
from collections.abc import Sequence

from training.scope import swap_year

_NAME = re.compile(r"(?<!^)\b[A-Z][\w'’-]+(?:\s+(?:of|the|and|de|van)?\s*[A-Z][\w'’-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_QUESTION_WORDS = {"what", "who", "when", "where", "which", "how", "why", "in", "the", "is", "was"}
_VAGUE = ("many", "some", "several", "a number of", "more", "fewer", "a small number of")
_BEFORE_TIME = re.compile(r"\b(?:in|on|at|since|by) (earlier|later|previously|recently)\b")
_BEFORE_COUNT = re.compile(
    r"\b(?:about|around|approximately|over|nearly|only) (?=many|some|several|a number|more|fewer)"
)
_VAGUE_TIME = ("earlier", "later", "previously", "that year", "recently")


def names(question: str) -> list[str]:
    """Names a question mentions, longest first."""
    found = [m.group() for m in _NAME.finditer(question)]
    kept = [n for n in found if n.lower() not in _QUESTION_WORDS]
    return sorted(kept, key=len, reverse=True)


def exchange(
    question: str, sentence: str, pool: Sequence[str], rng: random.Random
) -> tuple[str, str] | None:
    """Question and sentence after one shared name, year or number became another in both."""
    shared_names = [n for n in names(question) if n in sentence and len(n) > 2]
    numbers = [n for n in _NUMBER.findall(question) if n in _NUMBER.findall(sentence)]
    if numbers and (rng.random() < 0.5 or not shared_names):
        old = rng.choice(numbers)
        new = swap_year(old, rng) or _other_number(old, rng)
    elif shared_names:
        old = rng.choice(shared_names)
        likely = [n for n in pool if n.lower() not in sentence.lower() and n != old]
        alike = [n for n in likely if len(n.split()) == len(old.split())] or likely
        if not alike:
            return None
        new = rng.choice(alike)
    else:
        return None
    swap = re.compile(rf"\b{re.escape(old)}\b")
    changed = swap.sub(lambda _: new, question), swap.sub(lambda _: new, sentence)
    return changed if changed[0] != question and changed[1] != sentence else None


def _other_number(number: str, rng: random.Random) -> str:
    digits = list(number)
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    at = rng.choice(places)
    digits[at] = rng.choice([d for d in "123456789" if d != digits[at]])
    return "".join(digits)


def blur(sentence: str, answer: str, rng: random.Random) -> str | None:
    """The sentence with the figure that was asked for made vague, or nothing where none was."""
    match = _NUMBER.search(answer)
    if not match or answer not in sentence or len(answer) > 30:
        return None
    dated = swap_year(answer, rng) is not None
    vague = rng.choice(_VAGUE_TIME if dated else _VAGUE)
    blurred = sentence.replace(answer, vague, 1)
    blurred = _BEFORE_TIME.sub(r"\1", blurred)
    blurred = _BEFORE_COUNT.sub("", blurred)
    return blurred.replace("%", "").replace(" per cent", "").replace(" percent", "")
