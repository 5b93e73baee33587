"""Questions made by template from one line of a report, with varied wording.

Does not choose what answers them wrongly; `reports` does.
"""

import random
import re
from collections.abc import Iterator

from training.sentences import words

_ABBREVIATION = re.compile(r"([A-Za-z][\w’'-]*(?:[ -][\w’'&-]+){1,7}) \(([A-Z][A-Za-z]{1,7})\)")
_COUNT = re.compile(
    r"\b(\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
    r"((?:[a-z][\w-]+ ){0,4}[a-z][\w-]+s)\b"
)
_SHARE = re.compile(r"(\d[\d.]*)(?:%| per cent) of ((?:[\w-]+ ){1,5}[\w-]+)")
GRADE = re.compile(
    r"^(.{12,110}?)[ :]+(Outstanding|Good|Requires improvement(?: to be good)?|Inadequate)$", re.I
)
_GRADE_FORMS = (
    "How was {} rated?",
    "What grade was given for {}?",
    "What was the judgement on {}?",
    "Which rating did {} get?",
)
_PHRASE = re.compile(r"\b(?:[a-z][a-z-]+ ){1,3}[a-z][a-z-]{3,}")
_SAME = {
    "children and young people": ("young people", "children", "under-18s"),
    "young people": ("teenagers", "youths", "under-18s", "youngsters"),
    "children looked after": ("children in care", "looked-after children"),
    "children": ("youngsters", "under-18s", "young people", "kids"),
    "local authority": ("council", "authority"),
    "council": ("local authority", "authority"),
    "social workers": ("practitioners", "social work staff", "caseworkers"),
    "police": ("officers", "the force"),
    "offences": ("crimes", "incidents", "recorded crimes"),
    "families": ("households", "parents and children"),
    "staff": ("workers", "employees", "the workforce"),
    "help": ("support", "assistance"),
    "support": ("help", "assistance"),
    "improve": ("get better", "change", "be put right"),
    "schools": ("education settings", "schooling"),
    "parents": ("mothers and fathers", "carers"),
    "risk": ("danger", "risks", "harm"),
    "inspection": ("visit", "review", "report"),
    "living": ("resident", "housed"),
    "increase": ("rise", "growth", "going up"),
    "reduction": ("fall", "decrease", "drop"),
    "needs": ("requirements", "what is needed"),
    "victims": ("people harmed", "those who suffered"),
    "services": ("provision", "service"),
    "timely": ("quick", "prompt", "on time"),
    "effective": ("working well", "good"),
}
_STOP = frozenset(
    words(
        """
    the a an of to in and or for with from by at on as is are was were be been has have had this
    that these those their its it they which who whose when where what how not no more most less
    also such than then there other all any some each both very well so but if into within about
    will would can could may do does did one only over under up out during between through being
    year years month months day days time times week weeks per
    """
    )
)


def _no_stop_ends(phrase: str) -> str:
    parts = phrase.split()
    while parts and parts[-1] in _STOP:
        parts.pop()
    while parts and parts[0] in _STOP:
        parts.pop(0)
    return " ".join(parts)


def reworded(question: str, rng: random.Random) -> str:
    """The question with one of its words exchanged for another of like meaning."""
    known = [old for old in _SAME if re.search(rf"\b{old}\b", question)]
    if not known:
        return question
    old = rng.choice(known)
    return re.sub(rf"\b{old}\b", rng.choice(_SAME[old]), question, count=1)


def _count_questions(line: str, rng: random.Random) -> Iterator[str]:
    for match in _COUNT.finditer(line):
        thing = _no_stop_ends(match.group(2))
        if len(thing) > 5 and not thing.startswith(("number", "month", "hour", "years", "months")):
            yield rng.choice(
                [
                    f"How many {thing} were there?",
                    f"How many {thing}?",
                    f"What was the number of {thing}?",
                    f"What is the total number of {thing}?",
                    f"How many {thing} does the report count?",
                ]
            )
    for match in _SHARE.finditer(line):
        thing = match.group(2)
        yield rng.choice(
            [
                f"What percentage of {thing}?",
                f"What proportion is {thing}?",
                f"What share of {thing} is given?",
                f"How large is the share of {thing}?",
            ]
        )


def _abbreviation_questions(line: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    for match in _ABBREVIATION.finditer(line):
        short = match.group(2)
        initials = "".join(w[0] for w in re.split(r"[ -]", match.group(1)) if w).lower()
        if short.lower().rstrip("s")[:2] in initials and short.isupper():
            yield (
                short,
                rng.choice(
                    [
                        f"What does {short} stand for?",
                        f"What is {short}?",
                        f"What is the {short}?",
                        f"What is meant by {short}?",
                        f"What is the full name of {short}?",
                        f"Explain the abbreviation {short}",
                    ]
                ),
            )


def _topic_question(line: str, rng: random.Random) -> str | None:
    phrases = [_no_stop_ends(m.group()) for m in _PHRASE.finditer(line)]
    phrases = [p for p in phrases if " " in p]
    if len(phrases) < 2:
        return None
    one, two = rng.sample(phrases, 2)
    return rng.choice(
        [
            f"What does the report say about {one} and {two}?",
            f"How are {one} linked with {two}?",
            f"What is said on {one}, {two}?",
            f"Is there anything on {one} and {two}?",
            f"{one} {two}",
            f"What was found about {one}?",
        ]
    )


def question_on(line: str, rng: random.Random) -> tuple[str, str] | None:
    """One template question that the line answers, with its kind."""
    grade = GRADE.match(line)
    if grade:
        what = grade.group(1).strip()
        what = what[0].lower() + what[1:]
        return rng.choice(_GRADE_FORMS).format(what), "grade"
    counts = list(_count_questions(line, rng))
    shorts = list(_abbreviation_questions(line, rng))
    if shorts and rng.random() < 0.7:
        return rng.choice(shorts)[1], "abbreviation"
    if counts and rng.random() < 0.8:
        return rng.choice(counts), "count"
    topic = _topic_question(line, rng) if rng.random() < 0.2 else None
    return (topic, "topic") if topic else None
