"""What staff correct of a publication; a person's word is never overwritten by reading again.

Pure: storing is `corpus.store`, bringing the index up to it is whoever calls.
"""

from dataclasses import replace

from corpus.errors import BadFact
from corpus.periods import find_periods
from corpus.records import Audience, Fact, Kind, Period, Publication
from corpus.store import DECIDED


def corrected(publication: Publication, said: dict[str, str]) -> Publication:
    """The publication with what a person said of it; deciding its audience ends its waiting.

    *Raises*: BadFact.
    """
    values: dict[str, object] = dict(said)
    if "title" in said and not said["title"].strip():
        raise BadFact("A title cannot be empty.")
    if "kind" in said:
        values["kind"] = Kind(said["kind"])
    if "period" in said:
        values["period"] = _period(said["period"])
    if "audience" in said:
        values["audience"] = Audience(said["audience"])
        values["waiting"] = ""
    facts = {fact.name: fact for fact in publication.facts}
    facts.update({name: Fact(name, value, DECIDED, 1.0) for name, value in said.items()})
    return replace(publication, **values, facts=tuple(facts.values()))  # type: ignore[arg-type]


def _period(words: str) -> Period | None:
    if not words.strip():
        return None
    found = find_periods(words)
    if not found:
        raise BadFact(f"{words!r} is no period; write it as 2023/24, 2024-2027 or 2022.")
    return found[0].period
