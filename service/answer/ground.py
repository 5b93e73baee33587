"""Binding statements to their words: numbered citations, each proven on its page.

Every citation goes through `corpus.citations.cite`, which re-reads the page; what cannot be found
there raises and the statement is dropped. Chooses nothing.
"""

from collections.abc import Sequence

from corpus.citations import cite, permalink
from corpus.errors import NotFound, QuoteMismatch
from corpus.reader import View
from corpus.records import Citation, Passage, Span
from service.answer.claims import Cited, Evidence, Statement
from service.answer.gather import Candidate, trimmed
from service.answer.rows import captioned, row_label, row_words
from service.export.harvard import reference


class Ledger:
    """The numbered citations of one answer; the same words are cited once."""

    def __init__(self, view: View, *, base_url: str = "") -> None:
        self._view = view
        self._base_url = base_url
        self._cited: dict[tuple[str, Span], Cited] = {}

    @property
    def citations(self) -> tuple[Cited, ...]:
        """All citations made so far. *Order*: by number from 1."""
        return tuple(self._cited.values())

    def state(self, candidate: Candidate) -> Statement | None:
        """The candidate's words as a statement, or None where they no longer stand.

        Words that run over a page or column break get one citation for each piece.
        """
        numbers = self.numbers_for(candidate.evidence, candidate.spans)
        return Statement(candidate.text, numbers) if numbers else None

    def numbers_for(self, evidence: Evidence, spans: Sequence[Span]) -> tuple[int, ...]:
        """Cite spans of a passage's edition; empty where any of them cannot be proven."""
        made = [self._citation(evidence, span) for span in spans]
        if not all(made):
            return ()
        return tuple(self._number(evidence, citation) for citation in made if citation)

    def _citation(self, evidence: Evidence, span: Span) -> Citation | None:
        sha256 = evidence.passage.edition_sha256
        try:
            page = self._view.page(sha256, span.page)
            exact = trimmed(page, span)
            return cite(self._view, sha256, exact) if exact else None
        except (NotFound, QuoteMismatch):
            return None

    def _number(self, evidence: Evidence, citation: Citation) -> int:
        key = (citation.edition_sha256, citation.span)
        if key not in self._cited:
            url = permalink(citation, base=self._base_url)
            self._cited[key] = Cited(
                number=len(self._cited) + 1,
                citation=citation,
                passage_id=evidence.passage.id,
                publication=evidence.publication,
                headings=evidence.passage.headings,
                url=url,
                reference=reference(evidence.publication, citation, url=url),
                row=self._row(evidence.passage, citation),
            )
        return self._cited[key].number

    def _row(self, passage: Passage, citation: Citation) -> str:
        """The row around a lone cell: "279" by itself tells nobody what it counts."""
        if not passage.cells or len(citation.quote) >= len(passage.text.strip()):
            return ""
        words = row_words(row_label(self._view, passage), passage.cells)
        return captioned(self._view, passage, words)
