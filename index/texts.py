"""What of a passage is indexed: its words, and the words that say where it stands.

Title, area and period of the publication and the headings above a passage are found by, never
quoted: a quote comes from the page alone. The passage is embedded with the heading right above it
and the caption and heads of a table row or the lead-in of a list; the words further up are the same
for many passages and would make their vectors alike.
"""

from dataclasses import dataclass

from corpus.records import Passage, Publication


@dataclass(frozen=True, slots=True)
class Indexed:
    """One passage as each retriever sees it."""

    lexical: str
    embedded: str


def indexed(publication: Publication, passage: Passage) -> Indexed:
    """The texts that are counted and embedded for a passage."""
    body = f"{passage.context} {passage.text}".strip()
    above = " ".join(passage.headings)
    embedded = ". ".join((*passage.headings[-1:], body))
    return Indexed(lexical=f"{standing(publication)}\n{above}\n{body}", embedded=embedded)


def standing(publication: Publication) -> str:
    """Title, area and period in words, each said once."""
    parts = [publication.title]
    period = publication.period.words if publication.period else ""
    for extra in (publication.area, period):
        if extra and extra.lower() not in publication.title.lower():
            parts.append(extra)
    return " ".join(parts)
