"""Whether quoted words carry a composed sentence: its figures, names, denials and directions.

Errs on the side of no: what is dropped costs a sentence, what is let through wrongly costs trust.
Meaning beyond words is the embedder's, in `service.answer.proving`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from index.analysis import STOP_WORDS, stems, words
from service.answer.figures import Figure, Unit, figures_of, value_of
from service.answer.gather import Candidate, heading_words
from service.answer.whereabouts import known_places

LEAST_SHARED = 0.6
"""Share of a sentence's own words that must stand in the words it rests on."""
MOST_FOREIGN = 3
"""Words in a row that may stand nowhere in them: more is a clause of the writer's own."""

_OPENING = STOP_WORDS | {"according", "overall", "however", "although", "since", "across"}
_MARKUP = re.compile(r"[<>{}\[\]|\\^`*_#~@]")
_LINK = re.compile(r"https?:|www\.|\b[\w-]+\.[a-z]{2,}\b(?!\.)", re.IGNORECASE)
_LINKING = frozenset(
    stems(
        words(
            """according account add added address also another approximately area around become
            began case cause change child children compared concern contain cover describe different
            early emphasise ensure example experience explain figure find focus following found give
            given group high highlight identified identify important include including incident
            indicate involve issue known last late later level local made main make many mean
            mention named need noted number occur offence part people per cent percent percentage
            period person place provide reach recent record recorded relate remain report reported
            result said say see seen set show shown since state stated support take taken tell time
            told total toward used various work year young"""
        )
    )
)
"""Words of telling: they add no matter of their own."""
_CLAUSE = re.compile(r"[;:]\s|,\s|\s[–-]\s|\b(?:and|but|while|whereas|against|compared)\b")
_TOLD = {Unit.COUNT, Unit.PERCENT, Unit.MONEY, Unit.RATE}
_TURNS = {
    "denial": r"not|no|never|none|nor|neither|without|cannot|\w+n['’]t|nobody|nothing|fail\w*"
    r"|lack\w*",
    "unsure": r"will|plans?|planned|aims?|aimed|target\w*|inten[dt]\w*|propos\w*|commit(?:s|ted)?"
    r"|ambition\w*|expect\w*|should|would|could|might|if|whether|unless|alleg\w*|claim\w*"
    r"|suppos\w*|den(?:y|ies|ied)|forecast\w*|project(?:ed|ion\w*)|ignor\w*|disregard\w*|instruct\w*",
    "up": r"ris(?:e|es|en|ing)|rose|increas\w*|gr(?:ow|ows|own|owing|ew|owth)|up|higher|highest"
    r"|more|most|greater|doubl\w*|above|exceed\w*|over",
    "down": r"fall(?:s|en|ing)?|fell|decreas\w*|declin\w*|reduc\w*|dropp?\w*|down|lower|lowest"
    r"|fewer|less|least|halv\w*|below|under|cuts?",
    "better": r"improv\w*|better|best|good|outstanding|strong\w*|effective\w*|success\w*",
    "worse": r"wors\w*|deteriorat\w*|poor\w*|weak\w*|inadequate\w*|ineffective\w*|unsuccess\w*"
    r"|inconsisten\w*",
}
"""Words that turn a sentence about: none may be said that the quotes do not say."""
_KEPT = {"denial", "unsure"}
"""Those that may not be left out either: a promise told as done is false."""


def carries(said: str, quotes: Sequence[Candidate], *, known: frozenset[str]) -> bool:
    """Whether these quotes carry all that a sentence says.

    `known` are the stems of question and passages: no other word is a writer's to use, but for
    some that only link, so that nothing it has from elsewhere comes through.
    """
    printed = " ".join(quote.text for quote in quotes)
    return (
        bool(quotes)
        and _is_plain(said, printed)
        and _numbers(said) <= _numbers(printed)
        and _names_stand(said, quotes)
        and _turns(said, printed)
        and _is_worded(said, printed)
        and _is_own(said, known.union(*(pieces(_around(quote)) for quote in quotes)))
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
        if token[0].isupper() and (place > 0 or not _opens(token))
    ]
    return [word for token in named for word in words(token)]


def _opens(token: str) -> bool:
    """Whether a word at the head of a sentence has its capital from there."""
    return token.casefold() in _OPENING or bool(_LINKING.intersection(stems([token.casefold()])))


@cache
def _turn(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_TURNS[name]})\b", re.IGNORECASE)


def _turns(said: str, printed: str) -> bool:
    """Whether a sentence denies and doubts where its quotes do, and goes no way they do not go."""
    own, quoted = ({n for n in _TURNS if _turn(n).search(text)} for text in (said, printed))
    return own <= quoted and quoted & _KEPT <= own


def _is_own(said: str, known: frozenset[str]) -> bool:
    """Whether every word of its own is one of the reports'."""
    return all(word in known for word in _matter(said))


def _matter(said: str) -> list[str]:
    """The stems of a sentence but for words that link, figures and turns, which are checked."""
    return [
        stem
        for stem in stems([w for w in words(said) if w not in STOP_WORDS])
        if stem not in _LINKING
        and value_of(stem) is None
        and not any(_turn(name).match(stem) for name in _TURNS)
    ]


def _is_worded(said: str, printed: str) -> bool:
    """Whether most words stand in the quotes, and no run of them is the writer's own."""
    own, known = _matter(said), pieces(printed)
    if not own or len(known.intersection(own)) < LEAST_SHARED * len(set(own)):
        return False
    runs = "".join(" " if word in known else "x" for word in own).split()
    return all(len(run) <= MOST_FOREIGN for run in runs)


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
