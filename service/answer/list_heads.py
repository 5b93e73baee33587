"""What stands above a list: how its name meets a question, and lists found by it.

"What must Northgate improve?" is answered by the items under "Recommendations", which need share no
word with it. Quotes nothing: that is `service.answer.lists`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.reader import View
from corpus.records import Passage, PassageKind
from corpus.sentences import split
from service.answer.claims import Evidence, first_of_each
from service.answer.fitting import stems_of
from service.answer.gather import Candidate
from service.answer.question import Asked, is_stood_for

_NAMES = tuple(
    frozenset(stems_of(alike))
    for alike in (
        "priority priorities commitment aim objective goal promise target pillar theme pledge",
        "recommendation recommend recommended improve improvement improving better told advised"
        " advice should must action actions next step weakness",
        "risk risks likely danger vulnerable vulnerability cause causes driver",
        "protect protective protection protects safe resilience",
        "party parties signatory member partner authority body organisation agency attend",
        "strength strong well good",
        "question asked ask interview",
    )
)
"""Words that name a list, alike in what they name: what is to improve is what is recommended."""
_TO_IMPROVE = _NAMES[1]
"""What is to improve is put in a few words each, which need no verb."""
_PUT_RIGHT = re.compile(r"\bput (?:\w+ )?right\b|\bsort out\b|\bfix\b", re.IGNORECASE)
_COUNCIL = frozenset(stems_of("local authority"))
"""What inspections call a council."""
LEAD_WORDS = 20
MOST_REPORTS = 3
"""Reports whose lists are looked for: those whose passages were found first."""
MOST_LISTS = 4
"""Lists of one report that are looked at."""
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|must|may|might)\b",
    re.IGNORECASE,
)
MOSTLY = 0.6
"""Share of the sentences under a list's name without a verb of their own, from which they are its
items: bullets are lost in a scan."""
UNTOLD = 0.5
"""What a list counts of whose section the question says nothing."""


def is_named(asked: Asked, candidate: Candidate) -> bool:
    """Whether heading, lead-in or column of a list names it as the question does."""
    passage = candidate.evidence.passage
    heads = (head for cell in passage.cells for head in cell.heads)
    lead = candidate.before.split()[-LEAD_WORDS:]
    return _meets(asked, " ".join((*passage.headings[-1:], *lead, *heads)))


def of_section(asked: Asked, evidence: Evidence) -> float:
    """How far the question names section or report in which a list stands, from `UNTOLD` to 1.

    A report may recommend to a council and, under another heading, to a board.
    """
    wanted = frozenset(asked.stems) | (_COUNCIL if "council" in asked.stems else frozenset())
    section = frozenset(stems_of(" ".join(evidence.passage.headings[:-1])))
    title = frozenset(stems_of(evidence.publication.title))
    met = max(_share(asked, wanted, section), _share(asked, wanted, title))
    return UNTOLD + (1 - UNTOLD) * met


def _share(asked: Asked, wanted: frozenset[str], name: frozenset[str]) -> float:
    met = sum(s in name or is_stood_for(s, name, asked.stand_ins) for s in wanted)
    return min(1.0, met / len(name)) if name else 0.0


def with_headed(view: View, asked: Asked, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence with the first passage of each list that is named as the question names it.

    Looked for in the reports found first, since a list's own words may be far from the question's.
    """
    known = {one.passage.headings for one in evidence if one.passage.kind is PassageKind.LIST}
    made = list(evidence)
    for one in first_of_each(evidence)[:MOST_REPORTS]:
        lists: dict[tuple[str, ...], Passage] = {}
        for passage in view.passages_of(one.passage.edition_sha256):
            is_list = passage.kind in (PassageKind.LIST, PassageKind.PROSE)
            if is_list and passage.headings not in known and _heads(asked, passage):
                lists.setdefault(passage.headings, passage)
        made.extend(replace(one, passage=passage) for passage in list(lists.values())[:MOST_LISTS])
    return tuple(made)


def with_plain_items(view: View, asked: Asked, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same, sentences under a list's name as its items where few have a verb of their own."""
    made: list[Candidate] = []
    plain: dict[tuple[str, tuple[str, ...]], bool] = {}
    for candidate in candidates:
        passage = candidate.evidence.passage
        if passage.kind is PassageKind.PROSE and _heads(asked, passage):
            section = (passage.edition_sha256, passage.headings)
            if section not in plain:
                plain[section] = _is_plain_list(view, passage)
            candidate = replace(candidate, items=1) if plain[section] else candidate
        made.append(candidate)
    return made


def _is_plain_list(view: View, passage: Passage) -> bool:
    """Whether all that stands under a passage's heading are items, though without marks."""
    if not _TO_IMPROVE & frozenset(stems_of(passage.headings[-1])):
        return False
    section = [
        other
        for other in view.passages_of(passage.edition_sha256)
        if other.headings == passage.headings
    ]
    if any(other.kind is not PassageKind.PROSE for other in section):
        return False
    found = [other.text[a:b] for other in section for a, b in split(other.text)]
    verbless = sum(not _FINITE.search(sentence) for sentence in found)
    return len(found) > 1 and verbless >= MOSTLY * len(found)


def _heads(asked: Asked, passage: Passage) -> bool:
    return bool(passage.headings) and _meets(asked, passage.headings[-1])


def _meets(asked: Asked, above: str) -> bool:
    told = f"{asked.text} improve" if _PUT_RIGHT.search(asked.text) else asked.text
    present, wanted = frozenset(stems_of(above)), frozenset(stems_of(told))
    return any(names & present and names & wanted for names in _NAMES)
