"""What is taken out: one quote on one page with its reference and lasting address.

Made from citations or passages, each proven anew by `corpus.citations.cite`; the formats beside
this file only write items down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.citations import cite, permalink
from corpus.reader import View
from corpus.records import Citation, Passage, Publication
from service.answer.claims import Answer
from service.export.harvard import reference


@dataclass(frozen=True, slots=True)
class Item:
    """One quote as it leaves the service."""

    publication: Publication
    citation: Citation
    headings: tuple[str, ...]
    url: str

    @property
    def reference(self) -> str:
        """The full Harvard reference of the quote."""
        return reference(self.publication, self.citation, url=self.url)


def items_of_passages(
    view: View, passage_ids: Sequence[str], *, base_url: str = ""
) -> tuple[Item, ...]:
    """The passages' words, one item for each page or column they run over.

    Unknown ids give nothing. *Raises*: NotFound, QuoteMismatch where the record was damaged.
    """
    return tuple(
        item for passage in view.passages(passage_ids) for item in _items(view, passage, base_url)
    )


def _items(view: View, passage: Passage, base_url: str) -> Iterable[Item]:
    publication = view.publication(view.edition(passage.edition_sha256).publication_id)
    for span in passage.spans:
        citation = cite(view, passage.edition_sha256, span)
        url = permalink(citation, base=base_url)
        yield Item(publication, citation, passage.headings, url)


def items_of_answer(answer: Answer) -> tuple[Item, ...]:
    """The quotes an answer rests on, by number."""
    return tuple(Item(c.publication, c.citation, c.headings, c.url) for c in answer.citations)
