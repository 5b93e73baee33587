"""Corrections to the glossary."""

from pathlib import Path

import pytest

from corpus.records import Audience
from index.errors import BadGlossary
from index.lexicon.corrections import Correction, corrected, load
from index.lexicon.glossary import Glossary, GlossaryEntry
from index.search import Searcher
from tests.index.fakes import HashingEmbedder


def entry(term: str, meaning: str, count: int) -> GlossaryEntry:
    """An entry that so many passages give, the first of them named after its meaning."""
    return GlossaryEntry(term, meaning, f"p-{meaning}", "sna", 3, count)


READ = Glossary(
    (
        entry("CAMHS", "mental health services", 2),
        entry("CAMHS", "mental health service", 1),
        entry("SNA", "so named also", 1),
        entry("SNA", "strategic needs assessment", 1),
    ),
    ((0, 4), (7,), (8,), (9,)),
)


def test_without_corrections_all_stays() -> None:
    """The glossary as it was read is left alone."""
    assert corrected(READ, ()) == READ


def test_meanings_put_right_are_one_entry() -> None:
    """A term's readings all get the meaning given, cited to the first, their passages together."""
    found = corrected(READ, [Correction("CAMHS", "mental health service for children")])
    first = found.entries[0]
    assert (first.meaning, first.passage_id, first.count) == (
        "mental health service for children", "p-mental health services", 3,
    )  # fmt: skip
    assert found.rows == ((0, 4, 7), (8,), (9,))


def test_one_reading_is_left_out() -> None:
    """An empty meaning leaves out the reading that is named, and no other."""
    found = corrected(READ, [Correction("SNA", "", read="so named also")])
    assert [e.meaning for e in found.entries if e.term == "SNA"] == ["strategic needs assessment"]
    assert found.rows == ((0, 4), (7,), (9,))


def test_a_file_in_the_data_directory_is_used(data: Path) -> None:
    """A search is made with the corrections of its data directory, on both sides of it."""
    own = data / "glossary.toml"
    own.write_text('[[entry]]\nterm = "VRU"\nmeaning = "Unit against violence"\n', "utf-8")
    try:
        searcher = Searcher(data / "generations", Audience.PUBLIC, HashingEmbedder())
    finally:
        own.unlink()
    assert [(e.term, e.meaning) for e in searcher.glossary()] == [("VRU", "Unit against violence")]
    assert "Unit against violence" in searcher.opened().acronyms.leads_to["vru"][0][1]


@pytest.mark.parametrize("text", ["[[entry]", '[[entry]]\nterm = "A"', "entry = 3", "\\"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    """A file that cannot be read is named, with what mends it."""
    own = tmp_path / "glossary.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(BadGlossary, match=r"glossary\.toml") as caught:
        load(own)
    assert "glossary.toml" in caught.value.hint
