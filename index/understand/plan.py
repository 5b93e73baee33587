"""From a query's text to what is to be searched: terms with weights, wishes, demands.

Joins the query language, the wishes, synonyms, the reports' own acronyms and spelling; says all
of it in an `Understood` that a page can show. Does not search.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.places import Places
from index.analysis import STOP_WORDS, stems, words
from index.hits import Filters, Query, Reworded, Understood
from index.lexicon.acronyms import is_short_form
from index.lexicon.spelling import correction
from index.lexicon.synonyms import Stems, Synonyms, counted, stemmed
from index.opened import Opened
from index.ranking import WEIGHTS
from index.signals import Asks, asks
from index.understand import wishes as wishing
from index.understand.language import Parsed, parse
from index.understand.wishes import Wishes

_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to search and how each thing weighs.

    `terms` maps stems to how much each counts; `own_terms` are those the query itself holds.
    `subject` is what is embedded.
    """

    terms: dict[str, float]
    own_terms: frozenset[str]
    subject: str
    parsed: Parsed
    wishes: Wishes
    asks: Asks
    understood: Understood


def plan(
    query: Query,
    opened: Opened,
    *,
    places: Places,
    synonyms: Synonyms,
    today: date,
    synonym_weight: float = WEIGHTS.synonym,
) -> Plan:
    """Read a query as the opened generation's audience would be answered."""
    parsed = parse(query.text)
    wished = wishing.find(parsed.words, places, today=today)
    own = counted(parsed.words) or stemmed(parsed.words)
    reworded = _reworded(parsed.words, opened, synonyms)
    respelt = _respelt(parsed.words, opened, synonyms, places)
    return Plan(
        terms=_weighed(own, reworded, respelt, synonym_weight),
        own_terms=frozenset(own),
        subject=_put_right(wished.subject or parsed.words, respelt),
        parsed=parsed,
        wishes=wished,
        asks=asks(parsed.words),
        understood=_told(query, parsed, wished, reworded, respelt),
    )


def _weighed(
    own: Sequence[str],
    reworded: Sequence[Reworded],
    respelt: dict[str, str],
    synonym_weight: float,
) -> dict[str, float]:
    terms = {term: float(own.count(term)) for term in dict.fromkeys(own)}
    for wording in (other for one in reworded for other in one.others):
        for term in (expansion := counted(wording)):
            # A long wording counts no more than a short one, and never as much as the query.
            weight = synonym_weight / len(expansion) ** 0.5
            terms[term] = max(terms.get(term, 0.0), weight)
    for right in respelt.values():
        terms.setdefault(stems([right])[0], 1.0)
    return terms


def _told(
    query: Query,
    parsed: Parsed,
    wished: Wishes,
    reworded: Sequence[Reworded],
    respelt: dict[str, str],
) -> Understood:
    return Understood(
        text=query.text,
        terms=tuple(dict.fromkeys(w for w in words(parsed.words) if w not in STOP_WORDS)),
        phrases=parsed.phrases,
        excluded=parsed.excluded,
        reworded=tuple(reworded),
        places=wished.places,
        years=tuple((first.year, last.year) for first, last in wished.times),
        kinds=wished.kinds,
        suggestion=_put_right(query.text, respelt) if respelt else "",
        filters=_joined(query.filters, parsed.filters),
        notes=(*parsed.notes, *_notes(parsed, wished)),
    )


def _reworded(text: str, opened: Opened, synonyms: Synonyms) -> list[Reworded]:
    """The query's wordings that have others, by the file and by the reports' acronyms."""
    query = stemmed(text)
    written = set(text.replace("?", " ").split())
    found: dict[Stems, list[str]] = {}
    for wording, others in synonyms.found_in(query):
        found.setdefault(wording, []).extend(others)
    for wording, others in opened.acronyms.found_in(query):
        meant = (o for o in others if is_short_form(o) or _is_written(o, opened, written))
        found.setdefault(wording, []).extend(meant)
    own = set(query)
    added = (
        Reworded(wording, tuple(o for o in others if not set(counted(o)) <= own))
        for wording, others in found.items()
    )
    return [one for one in added if one.others]


def _is_written(meaning: str, opened: Opened, written: Iterable[str]) -> bool:
    # "SHARE" and "cat" are words too: a short form is meant where it is written as one.
    terms = {entry.term for entry in opened.glossary if entry.meaning == meaning}
    return any(_POSSESSIVE.sub("", word.strip(".,;:()'’\"")) in terms for word in written)


def _respelt(text: str, opened: Opened, synonyms: Synonyms, places: Places) -> dict[str, str]:
    """Words that no report holds, each with the word it may be meant for.

    A place's name and a word of the synonyms are right as they are, whatever the reports hold:
    "Medway" is no slip for "midway", nor "stabbing" for "starting".
    """
    unknown = [word for word in dict.fromkeys(words(text)) if not _is_known(word, opened)]
    if not unknown:
        return {}
    named = set(words(" ".join(text[p.start : p.end] for p in places.find(text))))
    doubtful = (w for w in unknown if w not in named and stems([w])[0] not in synonyms.stems)
    # Of words equally near a place is meant: "Surey" is a slip for "Surrey", not for "sure".
    names = frozenset(words(" ".join(place.name for place in places.places)))
    found = (
        (word, correction(word, opened.known_words, opened.passages_of_word, names=names))
        for word in doubtful
    )
    return {word: right for word, right in found if right}


def _is_known(word: str, opened: Opened) -> bool:
    return word in STOP_WORDS or word in opened.word_of or stems([word])[0] in opened.term_of


def _put_right(text: str, respelt: dict[str, str]) -> str:
    parts = text.split()
    return " ".join(respelt.get(part.strip(".,;:!?").lower(), part) for part in parts)


def _notes(parsed: Parsed, wished: Wishes) -> Iterable[str]:
    for group in parsed.alternatives:
        yield f"At least one of: {', '.join(group)}."
    if wished.is_latest:
        yield "The newest publications come first."


def _joined(asked: Filters, written: Filters) -> Filters:
    """Both filters in one, for telling; `index.narrow` applies each of them."""
    years_from = [y for y in (asked.year_from, written.year_from) if y is not None]
    years_to = [y for y in (asked.year_to, written.year_to) if y is not None]
    return replace(
        asked,
        kinds=tuple(dict.fromkeys((*asked.kinds, *written.kinds))),
        areas=tuple(dict.fromkeys((*asked.areas, *written.areas))),
        publications=tuple(dict.fromkeys((*asked.publications, *written.publications))),
        year_from=max(years_from, default=None),
        year_to=min(years_to, default=None),
        title=f"{asked.title} {written.title}".strip(),
        page_from=written.page_from if asked.page_from is None else asked.page_from,
        page_to=written.page_to if asked.page_to is None else asked.page_to,
    )
