"""Protective markings, and sentences that only speak of them."""

import pytest

from ingest.markings import find_marking, marking_of_line

PROSE = "The partnership met four times and agreed what each member would do.\n" * 6


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL: SENSITIVE", "OFFICIAL: SENSITIVE"),
        ("OFFICIAL - SENSITIVE", "OFFICIAL - SENSITIVE"),
        ("Official-Sensitive", "Official-Sensitive"),
        ("RESTRICTED", "RESTRICTED"),
        ("CONFIDENTIAL – page 4", "CONFIDENTIAL"),
        ("Confidential", "Confidential"),
        ("Not for publication", "Not for publication"),
        ("Northgate VRU | NOT FOR ONWARD SHARING", "NOT FOR ONWARD SHARING"),
        ("Restricted circulation", "Restricted circulation"),
        ("Law enforcement sensitive", "Law enforcement sensitive"),
        ("Draft – not for wider circulation", "not for wider circulation"),
        ("PARTNERS ONLY", "PARTNERS ONLY"),
    ],
)
def test_a_line_that_is_a_marking_gives_it_as_printed(line: str, marking: str) -> None:
    """Marking words alone on a line, or beside a page number or a unit's name, are a marking."""
    assert marking_of_line(line) == marking


@pytest.mark.parametrize(
    "line",
    [
        "OFFICIAL",
        "NOT PROTECTIVELY MARKED",
        "Not confidential",
        "Officers may share confidential records where a child is at risk of harm.",
        "We read documents marked OFFICIAL-SENSITIVE and spoke to their authors.",
        "Protect and support",
        "Confidential helplines for victims",
        "The secret of a good plan",
    ],
)
def test_a_line_that_speaks_of_such_things_is_none(line: str) -> None:
    """Sentences, headings and statements to the contrary mark nothing."""
    assert marking_of_line(line) == ""


def test_a_marking_at_the_foot_of_a_page_is_found_there() -> None:
    """Heads and feet are looked at on every page, the middle of a page is not."""
    foot = PROSE + "OFFICIAL-SENSITIVE\n12"
    found = find_marking(metadata={}, pages=[PROSE, foot], cover=[], file_name="a.pdf")
    assert found == ("OFFICIAL-SENSITIVE", "text", 2)
    middle = PROSE + "OFFICIAL-SENSITIVE\n" + PROSE
    assert find_marking(metadata={}, pages=[middle], cover=[], file_name="a.pdf") is None


def test_a_document_may_say_it_of_itself() -> None:
    """ "This document is ..." marks it, wherever on the first pages it stands."""
    text = PROSE + "This report is not for publication before the inquest.\n" + PROSE
    found = find_marking(metadata={}, pages=[text], cover=[], file_name="a.pdf")
    assert found == ("not for publication", "text", 1)


def test_the_file_name_marks_only_in_capitals() -> None:
    """A file named in capitals is marked; one about confidentiality is not."""
    for name, expected in (
        ("problem_profile_OFFICIAL-SENSITIVE.pdf", "OFFICIAL SENSITIVE"),
        ("confidential-helplines.pdf", None),
    ):
        found = find_marking(metadata={}, pages=[], cover=[], file_name=name)
        assert (found and found[0]) == expected
