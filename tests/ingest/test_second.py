"""The second reader gives words where the first fails."""

from pathlib import Path

import pytest

from ingest.errors import Damaged
from ingest.reading import read
from ingest.second import SecondDocument
from tests.ingest.pdfs import saved, text


def test_words_have_places(tmp_path: Path) -> None:
    """pypdf's runs become words in order, with boxes near where they stand."""
    path = saved(tmp_path, [text(72, 720, "Knife crime fell", size=20)], info="/Title (A plan)")
    with SecondDocument(path) as document:
        page = document.read(1)
        assert [word.text for word in page.words] == ["Knife", "crime", "fell"]
        assert page.words[0].x0 == pytest.approx(72)
        assert page.words[0].y0 < 842 - 720 < page.words[0].y1 + 2
        assert document.metadata()["Title"] == "A plan"


def test_an_edition_names_its_reader(tmp_path: Path) -> None:
    """A file read by pypdf says so."""
    path = saved(tmp_path, [text(72, 720, "Knife crime fell")])
    found = read(path, "a" * 64, reader="pypdf")
    assert found.reader.startswith("pypdf ")
    assert found.pages[0].text == "Knife crime fell"


def test_what_neither_reads_is_damaged(tmp_path: Path) -> None:
    """Bytes without pages are refused."""
    path = tmp_path / "stub.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing here\n%%EOF\n")
    with pytest.raises(Damaged):
        SecondDocument(path)
