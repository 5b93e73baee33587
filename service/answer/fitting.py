"""Whether words hold the sort of answer a question asks for, and where.

Goes by form alone: a figure for "how many", a date for "when", a spelt-out name for an acronym.
Source: the answer types of Li and Roth, "Learning question classifiers" (COLING 2002).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.analysis import stems, words
from service.answer.figures import Figure, Unit, figures_of, names_of, persons_of
from service.answer.kinds import Asks, Measure
from service.answer.meanings import definition, expansion, headed
from service.answer.nouns import noun_asked
from service.answer.question import Asked, is_stood_for
from service.answer.rows import WHO_HEAD

_BY_HOW_MUCH = re.compile(
    r"\bby (?:how (?:much|many)|what (?:percentage|share|proportion))\b", re.I
)
_EACH = re.compile(r"(?:per|each|an?)\b", re.IGNORECASE)
_TIME_UNIT = re.compile(
    r"(?<!\bper )(?<!\ba )(?<!\beach )\b(?:minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)
BESIDE = 30
"""Letters on either side of a figure that say what it counts."""
_PER = re.compile(r"\bper\s*$", re.IGNORECASE)
"""What makes a figure the base of a rate: the "1,000" of "100.1 per 1,000"."""
_DIGIT = re.compile(r"\d")
_ALL_OR_MOST = re.compile(r"\b(?:all|none|majority)\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"\b\S+@\S+\.\w+|\b(?:https?://|www\.)\S+|(?<!\d)\+?(?:\d[\s()]{0,2}){9,12}\d(?!\d)"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b"
)
"""A mail or web address, a telephone number, a postcode."""
_INVITES = re.compile(
    r"\b(?:subscribe|newsletter|contact|(?:further|more) information|visit)\b", re.I
)
CONTACT_WORDS, INVITING_WORDS = 12, 25
"""So many words or fewer with one of these are a line of contact, not prose; more, where they
invite."""
_ASKS_CONTACT = re.compile(
    r"\b(?:contact|tele\w*|phone|ring|call|e-?mail|address|website|online|help ?line|number)\b",
    re.IGNORECASE,
)
_COMES_AGAIN = re.compile(
    r"\b(?:what|which) (?:times?|days?|months?|seasons?|hours?)\b|\bwhen (?:is|are|do|does)\b"
    r"|\btimes? of\b",
    re.IGNORECASE,
)
"""Asking for a time that comes again, as a time of the day does."""
_NAMES_A_THING = re.compile(r"^\W*what\b", re.IGNORECASE)
_QUOTED = re.compile(r"[‘“\"]([^\s’”\"][^’”\"]{1,60})[’”\"](?!\w)")
"""A thing's name as reports give it: in quotation marks, else in words with capitals."""
_RESPONSIBLE = re.compile(rf"(?:^|; )[^:;]{{0,40}}{WHO_HEAD}[^:;]{{0,20}}: ([^;]+)", re.IGNORECASE)
"""A cell of a table whose head says that it names who does something."""
ROLE = re.compile(
    r"\b(?:director|officer|manager|worker|leader|head|chair|chief executive|commissioner|board"
    r"|panel|team|service|unit|police|council|hospital|school|charity|provider|agency|agencies"
    r"|partner|partnership|trust|volunteer|mentor|navigator|nurse|doctor|GP|parent|carer|expert"
    r"|organisation|consultant|specialist|teacher|adviser|advisor|inspector|staff)s?\b",
    re.IGNORECASE,
)
"""Who does something, told by office and not by name."""
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a (?:direct )?result|(?:result(?:s|ed|ing)?|aris\w+|stem\w*)"
    r" (?:of|in|from)|caus(?:e[sd]?|ing)|since|so that|in order to|lack of|led to|lead(?:s|ing) to"
    r"|mean(?:s|ing|t)|(?:which|this) (?:puts?|makes?|made)|reflect(?:s|ed|ing)?|attribut\w+"
    r"|credit(?:s|ed)?|blam\w+|explain(?:s|ed)?|reasons?|therefore|following|after|driven by"
    r"|thanks to|given that|in response to|to (?:ensure|enable|facilitate|avoid|prevent|reduce"
    r"|improve|strengthen))\b",
    re.IGNORECASE,
)
"""Words by which a sentence gives a reason or a purpose."""
GRADE = re.compile(
    r"\b(?:outstanding|requires? improvement(?: to be good)?|inadequate)\b"
    r"|(?:(?<=: )|(?<=\bas )|(?<=\bbe )|(?<=\bwas )|(?<=\bis )|(?<=\bare )|(?<=\bwere )"
    r"|(?<=rated )|(?<=graded )|(?<=judged ))"
    r"(?:good|excellent|satisfactory|adequate|poor|red|amber|green|high|medium|low|effective"
    r"|ineffective|(?:fully|partly|not) met|met)\b",
    re.IGNORECASE,
)
"""Grades as inspections, evaluations and risk assessments give them."""
_FITTING: dict[Measure, frozenset[Unit]] = {
    Measure.COUNT: frozenset({Unit.COUNT, Unit.RATE, Unit.DURATION}),
    Measure.SHARE: frozenset({Unit.PERCENT}),
    Measure.MONEY: frozenset({Unit.MONEY}),
    Measure.DURATION: frozenset({Unit.DURATION, Unit.FREQUENCY, Unit.COUNT}),
    Measure.AGE: frozenset({Unit.AGE, Unit.COUNT}),
    Measure.ANY: frozenset(
        {
            Unit.COUNT,
            Unit.PERCENT,
            Unit.MONEY,
            Unit.DURATION,
            Unit.RATE,
            Unit.FREQUENCY,
            Unit.AGE,
        }
    ),
}


def fitting_spots(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    """Where in a text something of the sort asked for stands; figures of the question do not fit.

    For kinds that any words can answer the whole text is one spot.
    """
    if is_contact(text) and not _ASKS_CONTACT.search(asked.text):
        return ()
    if asked.wants_person:
        if _is_of_other_office(asked.text, text):
            return ()
        return _new_persons(asked, text) or _groups(_RESPONSIBLE, text)
    match asked.kind:
        case Asks.NUMBER:
            return _figure_spots(asked, text)
        case Asks.DATE:
            comes_again = bool(_COMES_AGAIN.search(asked.text))
            dated = (Unit.DATE, Unit.YEAR, *([Unit.TIME] if comes_again else ()))
            known = asked.text.casefold()
            return tuple(
                (f.start, f.end)
                for f in figures_of(text)
                if f.unit in dated and not (f.unit is Unit.YEAR and f.words.casefold() in known)
            )
        case Asks.WHO if _NAMES_A_THING.search(asked.text):
            quoted = tuple(match.span(1) for match in _QUOTED.finditer(text))
            return quoted or tuple(s for s in _new_names(asked, text) if " " in text[slice(*s)])
        case Asks.WHO:
            named = _new_names(asked, text) or _groups(_RESPONSIBLE, text)
            return named or tuple(match.span() for match in ROLE.finditer(text))
        case Asks.ACRONYM | Asks.DEFINITION:
            spot = _meaning(asked, text)
            return (spot,) if spot else ()
        case Asks.REASON:
            return tuple(match.span() for match in _REASON.finditer(text))
        case Asks.GRADE:
            return tuple(match.span() for match in GRADE.finditer(text))
        case _:
            return ((0, len(text)),)


def _is_of_other_office(question: str, text: str) -> bool:
    """Whether both name offices and none is the same: a lead inspector is no director."""
    wanted, told = (
        {match.group().casefold().rstrip("s") for match in ROLE.finditer(words)}
        for words in (question, text)
    )
    return bool(wanted and told) and not wanted & told


def _groups(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span(1) for match in pattern.finditer(text))


def _new_persons(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    known = " ".join((*asked.names, *asked.places)).casefold()
    return tuple(s for s in persons_of(text) if text[s[0] : s[1]].casefold() not in known)


def _meaning(asked: Asked, text: str) -> tuple[int, int] | None:
    """Where a term is spelt out or defined; "the GRASP panel" is spelt out where its GRASP is."""
    if asked.kind is Asks.ACRONYM:
        return expansion(text, asked.subject) or definition(text, asked.subject)
    opens = asked.subject.split()[:1]
    within = (expansion(text, short) for short in asked.acronyms if [short] == opens)
    spelt = next((spot for spot in within if spot), None)
    return definition(text, asked.subject) or spelt or headed(text, asked.subject)


def is_spelt_out(asked: Asked, text: str) -> bool:
    """Whether a text says what a term is, rather than what it does."""
    strict = definition(text, asked.subject, is_strict=True)
    return bool(strict or any(expansion(text, short) for short in asked.acronyms))


def is_contact(text: str) -> bool:
    """Whether a text is where to ring, write or look: two such, or one and few words beside."""
    found = len(_CONTACT.findall(text))
    most = INVITING_WORDS if _INVITES.search(text) else CONTACT_WORDS
    return found > 1 or (found == 1 and len(text.split()) <= most)


def _figure_spots(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    """Figures in a unit that fits; "about half" counts people where no figure does."""
    wanted = _FITTING[asked.measure]
    if _BY_HOW_MUCH.search(asked.text):
        wanted = wanted - {Unit.DURATION, Unit.FREQUENCY, Unit.AGE}
    fitting = [
        f
        for f in figures_of(text)
        if f.unit in wanted
        and f.words.replace(",", "").lstrip("£$€") not in asked.numbers
        and not _PER.search(text[: f.start])
        and _counts_time_if_asked(asked, text, f)
    ]
    if not fitting and asked.measure is Measure.COUNT:
        fitting = [f for f in figures_of(text) if is_vague(f, asked.measure)]
    return tuple((f.start, f.end) for f in fitting)


def is_vague(figure: Figure, measure: Measure) -> bool:
    """Whether a share is told without a figure: "the majority"; "half" is one where it is asked."""
    if figure.unit is not Unit.PERCENT or _DIGIT.search(figure.words):
        return False
    return measure is not Measure.SHARE or bool(_ALL_OR_MOST.search(figure.words))


def _counts_time_if_asked(asked: Asked, text: str, figure: Figure) -> bool:
    """A length of time answers where time is counted, and nothing else does there."""
    noun = noun_asked(asked.text)
    if asked.measure is Measure.DURATION:
        # "4,466 per week" says nothing of how long, nor does a figure that counts no time.
        beside = text[max(0, figure.start - BESIDE) : figure.end + BESIDE]
        is_rate = figure.unit is Unit.FREQUENCY and _EACH.match(figure.words)
        return not is_rate and (figure.unit is not Unit.COUNT or bool(_TIME_UNIT.search(beside)))
    if noun and figure.unit is Unit.DURATION and asked.measure is Measure.COUNT:
        return noun[-1] in stems(words(figure.words))
    return True


def _new_names(asked: Asked, text: str) -> tuple[tuple[int, int], ...]:
    known = {word for name in (*asked.names, *asked.places) for word in name.casefold().split()}
    fresh = [n for n in names_of(text) if not set(n.casefold().split()) <= known]
    # Beside a name of several words one word alone is mostly none: "Lead inspector: Ada Marsh".
    fresh = [n for n in fresh if " " in n] or fresh
    return tuple((text.find(name), text.find(name) + len(name)) for name in fresh)


@lru_cache(maxsize=512)
def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order; kept for a while, being asked for again and again."""
    return tuple(stems(words(text)))


def closeness(asked: Asked, text: str, spots: Sequence[tuple[int, int]]) -> float:
    """How many of the question's words stand near what fits, as a share."""
    if not spots or not asked.stems:
        return 0.0
    best = 0.0
    for start, end in spots:
        window = frozenset(stems_of(text[max(0, start - 60) : end + 60]))
        met = sum(s in window or is_stood_for(s, window, asked.stand_ins) for s in asked.stems)
        best = max(best, met / len(asked.stems))
    return best
