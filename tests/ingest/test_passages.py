"""Passages are whole sentences under one heading, or one row of a table."""

from corpus.records import Block, BlockKind, Cell, Passage, PassageKind, Row, Span, Table
from ingest.passages import PassageOptions, cut

K = BlockKind


def passages(
    *parts: tuple[BlockKind, str] | tuple[BlockKind, str, int], **sizes: int
) -> tuple[Passage, ...]:
    """Passages of pages parted by "|" parts; a part's third value is a heading's level."""
    texts: dict[int, str] = {1: ""}
    blocks = []
    for kind, text, *level in parts:
        if text == "|":
            texts[len(texts) + 1] = ""
            continue
        page = len(texts)
        texts[page] += ("\n" if texts[page] else "") + text
        span = Span(page, len(texts[page]) - len(text), len(texts[page]))
        blocks.append(Block(kind, (span,), level[0] if level else 0))
    options = PassageOptions(**sizes) if sizes else None
    found = cut(blocks, texts, sha256="a" * 64, options=options)
    for passage in found:
        joined = " ".join(texts[s.page][s.start : s.end].replace("\n", " ") for s in passage.spans)
        assert passage.text == joined
    return found


NEXT_PAGE = (K.PARAGRAPH, "|")


def test_a_passage_stays_under_its_headings() -> None:
    """Every passage has the headings above it, and none runs over a heading."""
    found = passages(
        (K.HEADING, "2 Robbery", 1),
        (K.PARAGRAPH, "It fell."),
        (K.HEADING, "2.1 Places", 2),
        (K.PARAGRAPH, "By the sea."),
        (K.HEADING, "3 Knives", 1),
        (K.PARAGRAPH, "They rose."),
    )
    assert [(p.headings, p.text) for p in found] == [
        (("2 Robbery",), "It fell."),
        (("2 Robbery", "2.1 Places"), "By the sea."),
        (("3 Knives",), "They rose."),
    ]


def test_sentences_are_never_cut() -> None:
    """A passage ends where a sentence does, near the target and below the most words."""
    text = " ".join(f"Sentence number {n} has six words." for n in range(30))
    found = passages((K.PARAGRAPH, text), target_words=20, most_words=30)
    assert all(p.text.startswith("Sentence") and p.text.endswith("words.") for p in found)
    assert all(len(p.text.split()) <= 30 for p in found)
    assert " ".join(p.text for p in found) == text


def test_a_sentence_over_a_page_break_is_joined() -> None:
    """The two halves are one passage with a span on each page, furniture between left out."""
    found = passages(
        (K.PARAGRAPH, "The plan of the county"),
        (K.FURNITURE, "Strategy 2024"),
        NEXT_PAGE,
        (K.PARAGRAPH, "was agreed by all."),
    )
    assert [p.text for p in found] == ["The plan of the county was agreed by all."]
    assert [span.page for span in found[0].spans] == [1, 2]


def test_furniture_and_contents_are_left_out() -> None:
    """Running heads and contents entries make no passage."""
    assert not passages((K.FURNITURE, "Strategy 2024"), (K.CONTENTS, "Robbery 4"))


def test_items_cut_from_their_lead_in_keep_it_as_context() -> None:
    """A list that fills more than one passage carries the words that introduced it."""
    items = [(K.LIST, f"• item {n} with some more words to it") for n in range(8)]
    found = passages((K.PARAGRAPH, "We will:"), *items, target_words=10, most_words=20)
    assert found[0].text.startswith("We will: •")
    assert found[-1].kind is PassageKind.LIST
    assert found[-1].context == "We will:"


def test_a_row_is_a_passage_with_its_cells() -> None:
    """A table row carries caption, label and heads as context, and its cells' spans."""
    text = "District 2022/23\nNorthgate 350"
    cells = (
        Cell(("District",), "Northgate", Span(1, 17, 26)),
        Cell(("2022/23",), "350", Span(1, 27, 30)),
    )
    table = Table("Table 4: Robbery", (Row("Northgate", cells, Span(1, 17, 30)),))
    block = Block(K.TABLE, (Span(1, 0, 30),), table=table)
    rows = [p for p in cut([block], {1: text}, sha256="a" * 64) if p.kind is PassageKind.TABLE_ROW]
    assert [(p.text, p.cells) for p in rows] == [("Northgate 350", cells)]
    assert rows[0].context == "Table 4: Robbery. Northgate. District; 2022/23"


def test_a_figure_and_its_caption_are_one_passage() -> None:
    """The words of a chart stand with its caption and outside prose."""
    found = passages(
        (K.PARAGRAPH, "Robbery fell."),
        (K.FIGURE, "400"),
        (K.FIGURE, "2019/20"),
        (K.CAPTION, "Figure 2: Robbery"),
        (K.PARAGRAPH, "It fell most by the sea."),
    )
    assert [(p.kind, p.text) for p in found] == [
        (PassageKind.CAPTION, "400 2019/20 Figure 2: Robbery"),
        (PassageKind.PROSE, "Robbery fell. It fell most by the sea."),
    ]


def test_a_long_heading_with_nothing_under_it_is_found() -> None:
    """A statement set as a heading becomes a passage; a short heading does not."""
    found = passages(
        (K.HEADING, "Children’s services in this county are good", 1),
        (K.HEADING, "Summary", 1),
        (K.HEADING, "Detail", 2),
        (K.PARAGRAPH, "Text."),
    )
    assert [p.text for p in found] == ["Children’s services in this county are good", "Text."]


def test_a_heading_that_states_something_is_found_by_itself() -> None:
    """A heading that is a sentence is a passage too, once; a label over a text is none."""
    found = passages(
        (K.HEADING, "Services in Northgate are inadequate", 1),
        (K.PARAGRAPH, "They were visited in May."),
        (K.HEADING, "Inspection dates: 3 to 7 May 2021", 1),
        (K.HEADING, "Where there is most harm", 1),
        (K.PARAGRAPH, "By the sea."),
        (K.HEADING, "Robbery and theft in parks", 1),
        (K.PARAGRAPH, "It fell."),
    )
    assert [p.text for p in found] == [
        "Services in Northgate are inadequate",
        "They were visited in May.",
        "Inspection dates: 3 to 7 May 2021",
        "By the sea.",
        "It fell.",
    ]


def test_ids_say_edition_place_and_words() -> None:
    """The same words at the same place of another edition have another id."""
    block = Block(K.PARAGRAPH, (Span(1, 0, 8),))
    one, same, other = (
        cut([block], {1: "It fell."}, sha256=sha * 64)[0].id for sha in ("a", "a", "b")
    )
    assert one == same
    assert one != other
