"""An answer in a writer's words: asked for, proven sentence by sentence, bound to its quotes.

A sentence is given out as soon as it is proven. Where the writer fails, or nothing it says is
proven, the answer comes back as it was with the reason, and the quoted answer stands.
"""

import re
from collections.abc import Generator, Sequence
from dataclasses import replace

from index.embedder import Embedder
from service.answer.claims import Answer, AnswerStatus, Said, Statement, Told, Writing
from service.answer.gather import Candidate
from service.answer.ground import Ledger
from service.answer.proving import Proven, proven, sentences_in
from service.answer.writer import Writer, WriterFailed

GENERATED = "generated"
"""`Answer.method` where a writer composed the sentences."""
MOST_SENTENCES = 8
"""Sentences that are kept: a writer that repeats itself makes no longer answer."""
MOST_TRIED = 40
"""Sentences that are looked at: what a hostile writer says must not cost seconds to refuse."""

_ORDERS = re.compile(
    r"\b(?:ignor\w*|disregard\w*|forget\w*|overrid\w*)\b.{0,40}"
    r"\b(?:instructions?|prompts?|passages?|rules)"
    r"|\bsystem prompt\b|\b(?:AI|language model|chatbot|assistant)s?\b.{0,60}"
    r"\b(?:must|answer|say|reply|output)"
    r"|\b(?:answer|reply|respond|output|write) (?:only|with|exactly|that)\b",
    re.IGNORECASE,
)
"""Words of a report that give orders to a machine: no writer is shown them, or may cite them."""

FAILED = "A language model was asked to write this answer but did not finish one in time."
UNPROVEN = "A language model was asked to write this answer, but nothing it wrote could be proven."
LEFT_OUT = "Sentences of the language model that could not be proven and were left out: {count}."


def composed(
    answer: Answer,
    writer: Writer,
    sources: Sequence[Sequence[Candidate]],
    *,
    embedder: Embedder | None,
    ledger: Ledger,
) -> Generator[Told, None, Answer]:
    """The writer's sentences that quotes carry, as they are proven; returns the answer of them.

    *Shapes*: `sources[n - 1]` are the candidates of the passage that the writer may cite as [n].
    """
    yield Writing()
    sources = [[c for c in found if not _ORDERS.search(c.text)] for found in sources]
    texts = [" ".join(candidate.text for candidate in found) for found in sources]
    statements: list[Statement] = []
    left_out = 0
    try:
        for tried, sentence in enumerate(sentences_in(writer.write(answer.question, texts))):
            claim = None
            if tried < MOST_TRIED:
                claim = proven(sentence, sources, question=answer.question, embedder=embedder)
            statement = _bound(claim, ledger) if claim else None
            if statement is None:
                left_out += 1
            elif statement not in statements and len(statements) < MOST_SENTENCES:
                statements.append(statement)
                yield Said(statement, tuple(ledger.citations[n - 1] for n in statement.citations))
    except WriterFailed:
        return replace(answer, writer_note=FAILED)
    if not statements:
        return replace(answer, writer_note=UNPROVEN)
    return replace(
        answer,
        status=AnswerStatus.ANSWERED,
        reason="",
        nearest=(),
        statements=tuple(statements),
        citations=ledger.citations,
        method=GENERATED,
        writer_note=LEFT_OUT.format(count=left_out) if left_out else "",
    )


def _bound(claim: Proven, ledger: Ledger) -> Statement | None:
    """A proven sentence with the citations of its quotes; None where one no longer stands."""
    numbers = [ledger.numbers_for(quote.evidence, quote.spans) for quote in claim.quotes]
    if not all(numbers):
        return None
    return Statement(claim.sentence, tuple(dict.fromkeys(n for found in numbers for n in found)))
