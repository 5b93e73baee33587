"""Every block is given its part."""

from corpus.records import BlockKind
from ingest.blocks import Draft
from ingest.lines import line_of
from ingest.roles import assigned
from ingest.tabular import TableDraft
from tests.ingest.test_layout import words

BODY = "This is what the report has to say about it, in a sentence of some length."
H, P = BlockKind.HEADING, BlockKind.PARAGRAPH


def block(text: str, *, size: float = 10, bold: bool = False, y: float = 300) -> Draft:
    """A block of one line."""
    return Draft(P, (line_of(words(72, y, text, size=size, bold=bold)),))


def parts(*blocks: Draft, outline: tuple[tuple[int, str, int], ...] = ()) -> list[tuple[str, int]]:
    """Kind and level of the blocks of one page among body text."""
    page = [block(BODY), *blocks, block(BODY)]
    found = assigned([[block(BODY)], page], outline, [842.0, 842.0])[1]
    return [(draft.kind.value, draft.level) for draft in found[1:-1]]


def test_larger_and_bolder_lines_are_headings_by_size() -> None:
    """The largest type heads the highest level, bold of body size the lowest."""
    found = parts(block("Robbery", size=18), block("Where", size=14), block("When", bold=True))
    assert found == [("heading", 1), ("heading", 2), ("heading", 3)]


def test_numbers_give_the_level() -> None:
    """A heading numbered 2.1.3 is on the third level whatever its size."""
    found = parts(block("2 Robbery", size=18), block("2.1.3 At night", size=14))
    assert found == [("heading", 1), ("heading", 3)]


def test_the_outline_is_believed() -> None:
    """A title in the document's own outline is a heading of that level."""
    assert parts(block("Our approach"), outline=((2, "Our approach", 2),)) == [("heading", 2)]


def test_sentences_quotes_and_long_text_are_no_headings() -> None:
    """Large type alone makes no heading of a sentence, a quotation or a long text."""
    found = parts(
        block("We listened.", size=14),
        block("“Nobody asked us”", size=14),
        block("word " * 40, size=14),
    )
    assert [kind for kind, _ in found] == ["paragraph"] * 3


def test_captions_and_notes_are_told() -> None:
    """A numbered figure or table line is a caption; small type with a mark low down is a note."""
    found = parts(
        block("Table 3: Robbery by district"),
        block("Figure 1. Offences", bold=True),
        block("¹ Recorded by the county's police.", size=8, y=700),
        block("Table tennis was offered to all."),
    )
    assert [kind for kind, _ in found] == ["caption", "caption", "footnote", "paragraph"]


def test_items_are_lists() -> None:
    """A block that opens with a bullet is a list item."""
    assert parts(block("• Recruit mentors")) == [("list", 0)]
    assert parts(block("◼ Recruit mentors")) == [("list", 0)]


def test_numbered_paragraphs_are_prose() -> None:
    """What a number opens is an item while it is one sentence, a paragraph when it is more."""
    assert parts(block("3. Recruit mentors in each district")) == [("list", 0)]
    more = "3. Mentors were recruited in each district. Most of them work with schools."
    assert parts(block(more)) == [("paragraph", 0)]


def test_runs_of_labels_are_a_figure() -> None:
    """Axis figures and legends in small type are the words of a figure, not prose."""
    labels = [block(text, size=7) for text in ("3,200", "1,600", "2019/20", "2020/21", "Northgate")]
    assert [kind for kind, _ in parts(*labels)] == ["figure"] * 5


def test_a_table_over_a_page_keeps_its_caption() -> None:
    """What goes on from the page before stands under the caption there; another table does not."""
    caption = block("Table 3: Robbery by district")
    first, rest, other = (
        Draft(BlockKind.TABLE, (), table=TableDraft((), (0, 0, 1, 1), (), continues=goes_on))
        for goes_on in (False, True, False)
    )
    pages = [[block(BODY), caption, first], [rest, block(BODY), other]]
    found = assigned(pages, (), [842.0, 842.0])
    captions = [draft.table.caption for page in found for draft in page if draft.table]
    assert captions == [caption.text, caption.text, ""]
