"""Proving what a model composed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from service.answer.gather import Candidate
from service.answer.proving import proven, sentences_in
from tests.service.answer.reports import candidates, edition, report, store

PAGE = "Northgate recorded 143 robberies in 2022/23. The unit opened two hubs in Southmere."


@pytest.fixture
def source(tmp_path: Path) -> list[Candidate]:
    """The two sentences of one passage."""
    publication = report("facts", 2022)
    return candidates(store(tmp_path / "r.sqlite", (publication, edition(publication, (PAGE,)))),
                      "facts-1")  # fmt: skip


class Deaf:
    """An embedder for which no two texts are near."""

    identity = "deaf@test"
    dimensions = 2

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors at right angles."""
        return np.eye(len(texts), 2, dtype=np.float32)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Northgate recorded 143 robberies [1].", "Northgate recorded 143 robberies."),
        ("- Northgate recorded 143 robberies [1].", "Northgate recorded 143 robberies."),
        ("Northgate recorded 150 robberies [1].", None),
        ("Northgate recorded 143 robberies [2].", None),
        ("Northgate recorded 143 robberies [0].", None),
        ("Northgate recorded 143 robberies [1][7].", None),
        ("Northgate recorded 143 robberies.", None),
    ],
)
def test_a_sentence_needs_a_true_citation(
    source: list[Candidate], sentence: str, said: str | None
) -> None:
    """A sentence without a citation, or with a number that was not given, is nothing."""
    claim = proven(sentence, [source], question="", embedder=None)
    assert (claim.sentence if claim else None) == said


def test_a_sentence_rests_on_the_quote_that_carries_it(source: list[Candidate]) -> None:
    """Of a passage's sentences only the one that holds the words is cited."""
    claim = proven("Two hubs opened in Southmere [1].", [source], question="", embedder=None)
    assert claim is not None
    assert [quote.text for quote in claim.quotes] == ["The unit opened two hubs in Southmere."]


def test_what_means_something_else_is_dropped(source: list[Candidate]) -> None:
    """Where the embedder finds a sentence far from its quotes, the words alone do not save it."""
    assert (
        proven("Two hubs opened in Southmere [1].", [source], question="", embedder=Deaf()) is None
    )


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_sentences_come_whole_however_a_text_is_cut(size: int) -> None:
    """Citations before and after the full stop belong to their sentence, in pieces of any size."""
    text = "Robbery fell by 1.5 % [1]. It rose in No. 4 ward. [2] [3]\n\nAll met. [4]"
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    assert [" ".join(s.split()).replace(" .", ".") for s in sentences_in(cut)] == [
        "Robbery fell by 1.5 % [1].",
        "It rose in No. 4 ward [2] [3].",
        "All met [4].",
    ]


def test_a_sentence_is_given_out_once_the_next_begins() -> None:
    """What is whole does not wait for the end of the text."""
    taken: list[str] = []

    def heard() -> Iterator[str]:
        for piece in ("Robbery fell [1].", " Kn", "ife crime rose"):
            taken.append(piece)
            yield piece

    assert next(sentences_in(heard())) == "Robbery fell [1]."
    assert taken == ["Robbery fell [1].", " Kn"]
