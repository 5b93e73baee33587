"""Whether quoted words carry a composed sentence: its figures, names, denials and directions.

Errs on the side of no: what is dropped costs a sentence, what is let through wrongly costs trust.
Meaning beyond words is the embedder's, in `service.answer.proving`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from index.analysis import STOP_WORDS, stems, words
from service.answer.figures import Figure, Unit, figures_of
from service.answer.gather import Candidate, heading_words
from service.answer.weigh import known_places

LEAST_SHARED = 0.6
"""Share of a sentence's own words that must stand in the words it rests on."""
MOST_FOREIGN = 3
"""Words in a row that may stand nowhere in them: more is a clause of the writer's own."""

_OPENING = STOP_WORDS | {"according", "overall", "however", "although", "since", "across"}
_MARKUP = re.compile(r"[<>{}\[\]|\\^`*_#~@]")
_LINK = re.compile(r"https?:|www\.|\b[\w-]+\.[a-z]{2,}\b(?!\.)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]\s|,\s|\s[–-]\s|\b(?:and|but|while|whereas|against|compared)\b")
_TOLD = {Unit.COUNT, Unit.PERCENT, Unit.MONEY, Unit.RATE}
_TURNS = {
    "denial": r"not|no|never|none|nor|neither|without|cannot|\w+n['’]t|nobody|nothing|fail\w*"
    r"|lack\w*",
    "up": r"ris(?:e|es|en|ing)|rose|increas\w*|gr(?:ow|ows|own|owing|ew|owth)|up|higher|highest"
    r"|more|most|greater|doubl\w*|above|exceed\w*|over",
    "down": r"fall(?:s|en|ing)?|fell|decreas\w*|declin\w*|reduc\w*|dropp?\w*|down|lower|lowest"
    r"|fewer|less|least|halv\w*|below|under|cuts?",
    "better": r"improv\w*|better|best|good|outstanding|strong\w*|effective\w*|success\w*",
    "worse": r"wors\w*|deteriorat\w*|poor\w*|weak\w*|inadequate\w*|ineffective\w*|unsuccess\w*"
    r"|inconsisten\w*",
}
"""Words that turn a sentence about: none may be said that the quotes do not say."""


def carries(said: str, quotes: Sequence[Candidate]) -> bool:
    """Whether these quotes carry all that a sentence says."""
    printed = " ".join(quote.text for quote in quotes)
    return (
        bool(quotes)
        and _is_plain(said, printed)
        and _numbers(said) <= _numbers(printed)
        and _names_stand(said, quotes)
        and _turns(said, printed)
        and _is_worded(said, printed)
        and all(any(_of_one(clause, quote) for quote in quotes) for clause in _clauses(said))
    )


@lru_cache(maxsize=1000)
def pieces(text: str) -> frozenset[str]:
    """The stems of a text's words that mean something; quotes are asked about again and again."""
    return frozenset(stems([w for w in words(text) if w not in STOP_WORDS]))


def _is_plain(said: str, printed: str) -> bool:
    """No markup, address or unseen letter that the quotes do not have."""
    if any(unicodedata.category(c).startswith("C") for c in said):
        return False
    foreign = (*_MARKUP.findall(said), *_LINK.findall(said))
    return all(found in printed for found in foreign)


def _numbers(text: str) -> set[tuple[float, Unit | None]]:
    """Every number of a text, in figures or in words, with its unit where it has one of its own."""
    plain = {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    found: set[tuple[float, Unit | None]] = {(number, None) for number in plain}
    for figure in figures_of(text):
        if figure.value is not None:
            marked = figure.unit if figure.unit in (Unit.PERCENT, Unit.MONEY) else None
            found |= {(figure.value, None), (figure.value, marked)}
    return found


def _names_stand(said: str, quotes: Sequence[Candidate]) -> bool:
    """Whether every name stands in the quotes, their headings or their reports' own facts."""
    known = {word for quote in quotes for word in words(_around(quote))}
    return all(name in known for name in _name_words(said))


def _around(quote: Candidate) -> str:
    publication = quote.evidence.publication
    period = publication.period.words if publication.period else ""
    own = f"{publication.title} {publication.area} {period}"
    return f"{quote.text} {quote.before} {heading_words(quote.evidence.passage)} {own}"


def _name_words(sentence: str) -> list[str]:
    """Capitalised words, folded; the first word too, unless it is one that often opens."""
    tokens = re.findall(r"[^\W\d_][\w’'-]*", sentence)
    named = [
        token
        for place, token in enumerate(tokens)
        if token[0].isupper() and (place > 0 or token.casefold() not in _OPENING)
    ]
    return [word for token in named for word in words(token)]


@cache
def _turn(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_TURNS[name]})\b", re.IGNORECASE)


def _turns(said: str, printed: str) -> bool:
    """Whether a sentence denies where its quotes deny, and goes no way that they do not go."""
    own, quoted = ({n for n in _TURNS if _turn(n).search(text)} for text in (said, printed))
    return own <= quoted and ("denial" in own) == ("denial" in quoted)


def _is_worded(said: str, printed: str) -> bool:
    """Whether most words stand in the quotes, and no run of them is the writer's own."""
    own, known = pieces(said), pieces(printed)
    if len(own & known) < LEAST_SHARED * len(own) or not own:
        return False
    foreign = 0
    for word in (w for w in words(said) if w not in STOP_WORDS):
        foreign = 0 if known.intersection(stems([word])) else foreign + 1
        if foreign > MOST_FOREIGN:
            return False
    return True


def _clauses(said: str) -> list[str]:
    """A sentence's parts that each name a place, what names none going with the one before."""
    parts: list[str] = []
    for piece in _CLAUSE.split(said):
        if parts and not (_places(piece) and _places(parts[0])):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts


def _of_one(clause: str, quote: Candidate) -> bool:
    """Whether the figures of a clause stand in one quote, in order, of the place it names.

    Figures of one sentence beside the place of another are how true words make a false claim.
    """
    told = _told(clause)
    if not told:
        return True
    places, printed = _places(clause), _places(quote.text)
    elsewhere = bool(printed - places) and not places & printed
    return (
        _in_order(told, _told(quote.text))
        and places <= _places(_around(quote))
        and not (places and elsewhere)
    )


def _told(text: str) -> list[float]:
    figures: Sequence[Figure] = figures_of(text)
    return [f.value for f in figures if f.unit in _TOLD and f.value is not None]


def _in_order(said: Sequence[float], printed: Sequence[float]) -> bool:
    rest = iter(printed)
    return all(any(value == other for other in rest) for value in said)


def _places(text: str) -> set[str]:
    return {place.name.casefold() for place in known_places().find(text)}
