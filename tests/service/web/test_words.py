"""Plain English: kinds, sizes, reasons, states, and numbers that can be called."""

import pytest

from service.runtime import STALE
from service.web.words import dialled, page_name, plural, reason, size, state


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("call 999. If you cannot speak, press 55", ["999"]),
        ("call the police on 101.", ["101"]),
        ("Childline, for anyone under 19: 0800 1111, free", ["08001111"]),
        ("Samaritans: 116 123, free", ["116123"]),
        ("Helpline: 0808 2000 247, free", ["08082000247"]),
        ("Victim Support: 0808 168 9111, free", ["08081689111"]),
        ("in 2023 there were 1999 of 24,101", []),
    ],
)
def test_numbers_to_call_become_links(words: str, called: list[str]) -> None:
    """Telephone numbers of a support line can be called from the page, and no other number can."""
    parts = dialled(words).split('href="tel:')[1:]
    assert [part.split('"')[0] for part in parts] == called


def test_markup_in_a_line_stays_words() -> None:
    """An edited file of support lines cannot bring markup into the page."""
    assert dialled("<b>999</b>") == '&lt;b&gt;<a href="tel:999">999</a>&lt;/b&gt;'


def test_state_is_told_to_readers_in_sentences() -> None:
    """What staff call a stale index readers are told as a sentence; other words get its form."""
    assert state(STALE).startswith("The newest changes")
    assert state("no index yet") == "No index yet."


def test_page_is_called_by_its_label() -> None:
    """A printed label comes first, the place in the file only where it differs."""
    assert page_name({"label": "iii", "number": 4}) == "page iii (page 4 of the file)"
    assert page_name({"label": "4", "number": 4}) == "page 4"


def test_counts_and_sizes_are_plain() -> None:
    """One page, two pages; bytes as people say them."""
    assert [plural(n, "page") for n in (1, 1200)] == ["1 page", "1,200 pages"]
    assert [size(n) for n in (20, 1_400_000)] == ["1 kB", "1.4 MB"]
    assert reason("same year (+0.15)") == "Same year."
