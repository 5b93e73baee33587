"""Which words are marked for a query."""

import pytest

from service.highlights import highlights


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("Stabbings fell", ("stabbing",), ["Stabbings"]),
        ("knife crime rose", ("knife crimes",), ["knife crime"]),
        ("the Board¹ met", ("board",), ["Board"]),
        ("it’s the council’s plan", ("council's",), ["council’s"]),
        ("a hospital", ("spit",), []),
    ],
)
def test_words_of_one_stem_are_marked(
    text: str, wanted: tuple[str, ...], marked: list[str]
) -> None:
    """Words are marked by their stem, side by side as one range, and never with a note's mark."""
    assert [text[start:end] for start, end in highlights(text, wanted)] == marked


def test_a_filling_word_is_marked_only_beside_another() -> None:
    """Of a phrase "out of school" no lone "of" is marked, unless nothing else is sought."""
    text = "The neglect of pupils kept out of school."
    found = [text[a:b] for a, b in highlights(text, ["out of school"])]
    assert found == ["out of school"]
    assert [text[a:b] for a, b in highlights(text, ["of"])] == ["of", "of"]
