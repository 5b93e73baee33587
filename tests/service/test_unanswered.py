"""Unanswered questions, counted without who asked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.unanswered import OTHER, Count, Unanswered, theme_of, without_persons

NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("How many stabbings were there?", "Knives and weapons"),
        ("How many pupils were excluded?", "Schools and exclusions"),
        ("What is the weather?", OTHER),
        ("What are county lines?", "Exploitation and county lines"),
        ("What is the population of the county?", "Deprivation and places"),
        ("Which partner agencies met?", OTHER),
        ("How many children were adopted?", "Children and families"),
        ("Who is the director?", "Staff and services"),
        ("How often were people stopped and searched?", "Police activity"),
    ],
)
def test_a_question_is_counted_under_its_theme(question: str, theme: str) -> None:
    """The first theme with a term all of whose stems the question has takes it."""
    assert theme_of(question) == theme


def test_counts_add_up_by_month_and_outcome(tmp_path: Path) -> None:
    """Each month, theme and status has its count, newest month first."""
    kept = Unanswered(tmp_path / "u.sqlite")
    for _ in range(2):
        kept.note("How many knives?", "not_found", now=NOW)
    kept.note("How many knives?", "partial", now=NOW + timedelta(days=40))
    assert kept.counts() == (
        Count("2026-04", "Knives and weapons", "partial", 1),
        Count("2026-03", "Knives and weapons", "not_found", 2),
    )


def test_words_are_not_kept_unless_a_setting_says_so(tmp_path: Path) -> None:
    """Without days to keep them the words of a question are nowhere in the file."""
    path = tmp_path / "u.sqlite"
    Unanswered(path).note("How many zebras escaped?", "not_found", now=NOW)
    assert b"zebras" not in path.read_bytes()
    assert Unanswered(path, keep_days=30).kept(now=NOW) == ()


def test_kept_words_go_after_their_days(tmp_path: Path) -> None:
    """A question's words are given until its day and not after."""
    kept = Unanswered(tmp_path / "u.sqlite", keep_days=30)
    kept.note("How many zebras escaped?", "not_found", now=NOW)
    assert [q.text for q in kept.kept(now=NOW + timedelta(days=30))] == ["How many zebras escaped?"]
    assert kept.kept(now=NOW + timedelta(days=31)) == ()


def test_switching_keeping_off_removes_what_was_kept(tmp_path: Path) -> None:
    """Once the setting is gone, so are the words, from the file itself."""
    path = tmp_path / "u.sqlite"
    Unanswered(path, keep_days=30).note("How many zebras escaped?", "not_found", now=NOW)
    Unanswered(path).counts()
    assert b"zebras" not in path.read_bytes()


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Mail me at a.b@example.org please", "Mail me at [e-mail] please"),
        ("Call 07700 900123 now", "Call [number] now"),
        ("What happened in ME14 1XX?", "What happened in [postcode]?"),
        ("Was John Smith there?", "Was [name] there?"),
    ],
)
def test_what_points_to_a_person_is_taken_out(question: str, kept: str) -> None:
    """Addresses, numbers, postcodes and names are not kept with a question's words."""
    assert without_persons(question) == kept
