"""Places by name, and everyday words that are spelt like one."""

from pathlib import Path

import pytest

from corpus.errors import BadPlaces
from corpus.places import Places


@pytest.fixture(scope="module")
def places() -> Places:
    """The list that comes with the service."""
    return Places.load()


def names(places: Places, text: str) -> list[str]:
    """The names of every place found."""
    return [found.name for found in places.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("robberies in northgate 2022/23", "Northgate"),
        ("B&NES", "Bath and North East Somerset"),
        ("Bath & NE Somerset", "Bath and North East Somerset"),
        ("Bath and North\nEast Somerset Council", "Bath and North East Somerset"),
        ("St. Helens", "St Helens"),
        ("Stockton on Tees", "Stockton-on-Tees"),
        ("King’s Lynn and West Norfolk", "King's Lynn and West Norfolk"),
        ("Leicester, Leicestershire and Rutland", "Leicester, Leicestershire and Rutland"),
        ("Kent and Medway", "Kent and Medway"),
        ("Barking and Dagenham", "Barking and Dagenham"),
        ("Newcastle-under-Lyme", "Newcastle-under-Lyme"),
        ("the Kent’s districts", "Kent"),
        ("Hull City Council", "Kingston upon Hull"),
    ],
)
def test_every_wording_gives_the_longest_place(places: Places, text: str, name: str) -> None:
    """Hyphens, stops, ampersands and case do not matter, and the longest name wins."""
    assert names(places, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Reading the report, we find",
        "progress in reading at key stage 2",
        "a ship hull",
        "They deal with it. Deal or no deal?",
        "a sandwich",
        "the New Deal",
        "Kenton",
        "Oxford Street",
        "the University of Essex",
        "banes",
    ],
)
def test_everyday_words_and_larger_names_are_no_places(places: Places, text: str) -> None:
    """A word that is also a place counts only where the everyday word could not stand."""
    assert names(places, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("children in Reading", "Reading"),
        ("Reading Borough Council", "Reading"),
        ("READING BOROUGH COUNCIL", "Reading"),
        ("What does Bury do about knives?", "Bury"),
        ("Bury", "Bury"),
        ("Reading 2019", "Reading"),
    ],
)
def test_everyday_words_in_the_setting_of_a_name_are_places(
    places: Places, text: str, name: str
) -> None:
    """A council, a preposition, a year or a line of its own shows that a place is meant."""
    assert names(places, text) == [name]


def test_a_found_place_says_what_it_is_and_where(places: Places) -> None:
    """Offsets, kind and parent come with the name."""
    text = "Violence in St. Helens rose."
    (found,) = places.find(text)
    assert text[found.start : found.end] == "St. Helens"
    assert (found.kind, found.parent) == ("borough", "Merseyside")


def test_within_reaches_every_depth(places: Places) -> None:
    """A force area holds its counties, their districts and those districts' towns."""
    assert {"Kent and Medway", "Kent", "Thanet", "Margate", "Chatham"} <= set(
        places.within("Kent and Medway")
    )
    assert places.within("Margate") == ("Margate",)


def test_a_place_is_known_by_its_other_names(places: Places) -> None:
    """Looking a place up takes any wording and any case."""
    place = places.named("hull")
    assert place is not None
    assert place.name == "Kingston upon Hull"
    assert places.named("Atlantis") is None


def test_a_list_of_ones_own_replaces_or_extends(tmp_path: Path) -> None:
    """Only `mode = "extend"` keeps the places that come with the service."""
    own = tmp_path / "places.toml"
    group = '[[group]]\nkind = "district"\nnames = ["Utterby"]\n'
    own.write_text(group, encoding="utf-8")
    assert names(Places.load(own), "Utterby and Kent") == ["Utterby"]
    own.write_text('mode = "extend"\n' + group, encoding="utf-8")
    assert names(Places.load(own), "Utterby and Kent") == ["Utterby", "Kent"]


@pytest.mark.parametrize(
    "content", ["[[group]]\nkind = 1\n", "names = [", '[[group]]\nnames = ["A"]']
)
def test_a_broken_list_is_an_error_with_a_hint(tmp_path: Path, content: str) -> None:
    """A list that cannot be used is refused by name, not by a foreign exception."""
    own = tmp_path / "places.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(BadPlaces) as refused:
        Places.load(own)
    assert refused.value.hint
