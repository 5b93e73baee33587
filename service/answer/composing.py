"""An answer in a writer's words: asked for, proven, bound to its quotes.

What fails on the way leaves nothing, and the quoted answer stands.
"""

from collections.abc import Sequence

from index.embedder import Embedder
from service.answer.claims import Statement
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.proving import Proven, proven
from service.answer.writer import Writer, WriterFailed


def composed(
    writer: Writer,
    question: str,
    sources: Sequence[Sequence[Candidate]],
    *,
    embedder: Embedder | None,
    ledger: Ledger,
) -> tuple[Statement, ...]:
    """The writer's sentences that quotes carry; none where it failed or nothing is carried.

    *Shapes*: `sources[n - 1]` are the candidates of the passage that the writer may cite as [n].
    """
    texts = [" ".join(candidate.text for candidate in found) for found in sources]
    try:
        text = writer.write(question, texts)
    except WriterFailed:
        return ()
    claims = proven(text, sources, question=question, embedder=embedder)
    return tuple(statement for claim in claims if (statement := _bound(claim, ledger)))


def _bound(claim: Proven, ledger: Ledger) -> Statement | None:
    """A proven sentence with the citations of its quotes; None where one no longer stands."""
    numbers = [ledger.numbers_for(quote.evidence, quote.spans) for quote in claim.quotes]
    if not all(numbers):
        return None
    return Statement(claim.sentence, tuple(dict.fromkeys(n for found in numbers for n in found)))
