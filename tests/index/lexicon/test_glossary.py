"""The glossary."""

from corpus.records import Cell, Passage, PassageKind, Span
from index.lexicon.glossary import gather
from tests.index.fakes import publication


def passage(number: int, text: str, *, kind: PassageKind = PassageKind.PROSE) -> Passage:
    """A passage of this text on the page of this number."""
    span = Span(number, 0, len(text))
    cells = (Cell((), text, span),) if kind is PassageKind.TABLE_ROW else ()
    return Passage(f"p{number}", "e", kind, (span,), text, (), "", cells)


def test_an_entry_says_where_it_is_defined() -> None:
    """Term, usual wording, first passage and page, and how many passages say so."""
    owner = publication("sna")
    texts = [
        "The Violence Reduction Unit (VRU) was set up.",
        "Nothing here.",
        "A violence reduction unit (VRU) works with partners. The violence reduction unit (VRU).",
        "Violence Reduction Unit (VRU) again.",
    ]
    found = gather([(owner, passage(n, t)) for n, t in enumerate(texts, 1)])
    (entry,) = found.entries
    assert (entry.term, entry.meaning) == ("VRU", "Violence Reduction Unit")
    assert (entry.passage_id, entry.publication_id, entry.page, entry.count) == ("p1", "sna", 1, 3)
    assert found.rows == ((0, 2, 3),)


def test_many_of_them_are_one_term() -> None:
    """A plural short form is entered by its singular."""
    found = gather([(publication("a"), passage(1, "Independent reviewing officers (IROs) meet."))])
    assert [(e.term, e.meaning) for e in found.entries] == [
        ("IRO", "Independent reviewing officer")
    ]


def test_a_glossary_tables_rows_are_entries() -> None:
    """A table row with a short form and its meaning is a definition."""
    row = passage(1, "FTE First-time entrants", kind=PassageKind.TABLE_ROW)
    assert [(e.term, e.meaning) for e in gather([(publication("a"), row)]).entries] == [
        ("FTE", "First-time entrants")
    ]


def test_two_meanings_are_both_kept() -> None:
    """One short form with two meanings has two entries, the commoner first."""
    texts = ["Special Guardianship Order (SGO)", "Senior Governing Officer (SGO)"]
    pairs = [(publication("a"), passage(n, texts[n == 1])) for n in (1, 2, 3)]
    entries = gather(pairs).entries
    assert [(e.meaning, e.count) for e in entries] == [
        ("Special Guardianship Order", 2),
        ("Senior Governing Officer", 1),
    ]
