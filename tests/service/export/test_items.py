"""What is taken out."""

from pathlib import Path

from service.export.items import items_of_passages
from tests.service.answer.reports import store, tabled


def test_a_passage_becomes_its_words_with_their_address(tmp_path: Path) -> None:
    """The quote is verbatim, the address leads to its page."""
    view = store(tmp_path / "r.sqlite", tabled())
    (item,) = items_of_passages(view, ["tables-1"], base_url="https://evidence.example/")
    assert item.citation.quote == "Northgate 143 151"
    assert item.url.startswith("https://evidence.example/publications/tables/pages/1?")
    assert item.headings == ("Robbery",)
