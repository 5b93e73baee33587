"""Synonyms kept by hand."""

from pathlib import Path

import pytest

from index.errors import BadSynonyms
from index.lexicon.synonyms import Synonyms, stemmed


def led_to(synonyms: Synonyms, query: str) -> set[str]:
    """Every wording that the wordings in a query lead to."""
    return {other for _, others in synonyms.found_in(stemmed(query)) for other in others}


@pytest.mark.parametrize(
    ("public", "field"),
    [
        ("how many stabbings were there", "offensive weapon"),
        ("was he kicked out of school", "permanent exclusion"),
        ("lone child refugees", "unaccompanied asylum-seeking children"),
        ("knife crime", "stabbing"),
    ],
)
def test_the_publics_words_meet_the_fields(public: str, field: str) -> None:
    """Words that people use lead to the words that reports use, in any form of theirs."""
    assert field in led_to(Synonyms.load(), public)


def test_a_one_way_wording_does_not_lead_back() -> None:
    """What stands under `to` is led to and leads nowhere."""
    synonyms = Synonyms.of([(["dog"], ["animal"])])
    assert led_to(synonyms, "dogs") == {"animal"}
    assert led_to(synonyms, "animals") == set()


def test_an_own_file_replaces_the_packaged_one(tmp_path: Path) -> None:
    """With a file of one's own only its groups count."""
    path = tmp_path / "synonyms.toml"
    path.write_text('[[group]]\nsame = ["cat", "moggy"]\n')
    synonyms = Synonyms.load(path)
    assert led_to(synonyms, "cats") == {"moggy"}
    assert led_to(synonyms, "knife crime") == set()


@pytest.mark.parametrize("text", ["not toml [", "group = 3", "[[group]]\nsame = 3"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """A file that cannot be used is an error with its name, never silently no synonyms."""
    path = tmp_path / "synonyms.toml"
    path.write_text(text)
    with pytest.raises(BadSynonyms, match=r"synonyms\.toml"):
        Synonyms.load(path)
