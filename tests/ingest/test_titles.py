"""Titles: which words of a cover, a file or a letter are its name."""

import pytest

from ingest.titles import Heading, find_title, is_date_alone

BODY = [
    ("Inspectors met children, carers and staff over two weeks and read their files.", 11.0)
] * 8


def title(
    cover: list[tuple[str, float]],
    *,
    stated: str = "",
    pages: list[str] | None = None,
    file_name: str = "x.pdf",
) -> Heading:
    """The title found from a cover's lines."""
    texts = pages if pages is not None else ["\n".join(line for line, _ in cover)]
    return find_title(metadata={"Title": stated}, pages=texts, cover=cover, file_name=file_name)


def test_the_largest_type_on_the_cover_is_the_title() -> None:
    """Lines set alike are joined; dates, publishers and running text are left out."""
    cover = [("Northgate Partnership", 12.0), ("Knives and", 30.0), ("young people", 30.0)]
    cover += [("March 2023", 30.0), *BODY]
    assert title(cover) == Heading("Knives and young people", "cover", 0.85, 1)


def test_an_organisation_in_larger_type_leads_the_title() -> None:
    """Where the council's name stands largest, it tells one report from its neighbours."""
    cover = [("London Borough of Barnet", 26.0), ("Inspection of services", 16.0)]
    cover += [("Inspection dates: 13 May to 24 May 2019", 12.0), *BODY]
    assert title(cover).text == "London Borough of Barnet: Inspection of services"


def test_a_note_mark_and_a_finding_are_no_part_of_the_title() -> None:
    """A footnote's figure is cut off, and a sentence set alike ends the title."""
    cover = [("Review of the local board1", 14.0), ("The overall judgement is good", 14.0), *BODY]
    assert title(cover).text == "Review of the local board"


@pytest.mark.parametrize(
    "junk",
    [
        "Microsoft Word - draft v3.docx",
        "Suffolk - Draft report",
        "untitled",
        "Document1",
        "PowerPoint Presentation",
        "report_final_2",
        "Copy of plan",
    ],
)
def test_leftovers_in_the_metadata_are_not_believed(junk: str) -> None:
    """What word processors leave behind never beats the file's own name."""
    assert title([], stated=junk, pages=[""], file_name="needs-assessment.pdf") == Heading(
        "Needs assessment", "file name", 0.3
    )


def test_cover_and_metadata_that_agree_are_surest() -> None:
    """The longer of two agreeing titles is taken, with the cover as its place."""
    cover = [("Stop and search", 30.0), *BODY]
    assert title(cover, stated="Stop and search in London", pages=["in London"]) == Heading(
        "Stop and search in London", "cover", 0.95, 1
    )


def test_a_letter_has_its_subject_for_a_title() -> None:
    """The line under the salutation is what the letter is about."""
    page = "24 October 2024\nDear Ms Harrison\nFocused visit to children’s services\nThis letter"
    found = title([("Dear Ms Harrison", 11.0), *BODY], pages=[page])
    assert found.text == "Focused visit to children’s services"


def test_the_running_head_names_a_report_without_its_cover() -> None:
    """A heading of the first page loses to what stands at the edge of most pages."""
    cover = [("Summary of findings", 14.0), *BODY]
    pages = [f"Text of a page.\nNeeds Assessment 2022/23 {n}" for n in range(1, 6)]
    assert title(cover, pages=pages) == Heading("Needs Assessment 2022/23", "text", 0.6)


def test_capitals_are_set_in_small_letters_but_initials_stay() -> None:
    """A title in capitals reads as a person would write it."""
    cover = [("VRU STRATEGY FOR THE NHS", 30.0)]
    assert title(cover).text == "VRU Strategy for the NHS"


@pytest.mark.parametrize(
    "line", ["March 2023", "Published 4 May 2021", "2021/22", "24 to 28 May 2019"]
)
def test_a_line_of_nothing_but_a_date_is_known(line: str) -> None:
    """Words around a date do not make it a title."""
    assert is_date_alone(line)
    assert not is_date_alone(f"Strategy {line}")
