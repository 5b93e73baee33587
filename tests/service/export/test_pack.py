"""The evidence pack."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from service.answer.claims import Answer, AnswerStatus, Cited, Statement
from service.export.pack import evidence_pack
from tests.service.export.quotes import SHA256, URL, item

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def _answer(question: str = "How many <robberies>?") -> Answer:
    one = item()
    cited = Cited(1, one.citation, "passage-1", one.publication, one.headings, URL, one.reference)
    statements = (Statement("Robbery rose.", (1,)),)
    return Answer(question, AnswerStatus.ANSWERED, statements=statements, citations=(cited,))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A white page of 100 by 50 points at two pixels a point."""
    path = tmp_path / "page.png"
    Image.new("RGB", (200, 100), "white").save(path)
    return path


def _opened(picture: Path | None) -> zipfile.ZipFile:
    pictures = {(SHA256, 12): (picture, 2.0)} if picture else {}
    return zipfile.ZipFile(io.BytesIO(evidence_pack(_answer(), pictures, made_at=NOW)))


def test_manifest_names_every_file_with_its_hash(picture: Path) -> None:
    """Each file of the pack but the manifest stands in it with its SHA-256."""
    pack = _opened(picture)
    lines = pack.read("MANIFEST.sha256").decode().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    names = set(pack.namelist()) - {"MANIFEST.sha256"}
    assert told == {name: hashlib.sha256(pack.read(name)).hexdigest() for name in names}


def test_marked_words_are_yellow_and_the_rest_is_not(picture: Path) -> None:
    """The box of the citation is marked at the picture's scale."""
    pack = _opened(picture)
    (name,) = [n for n in pack.namelist() if n.endswith(".png")]
    marked = Image.open(io.BytesIO(pack.read(name)))
    red, green, blue = marked.getpixel((70, 30))
    assert (red, green) > (200, 200)
    assert blue < 200
    assert marked.getpixel((190, 90)) == (255, 255, 255)


def test_question_quotes_and_way_to_check_are_inside(picture: Path) -> None:
    """The pack tells the question, the quotes with page and hash, and how to check them."""
    pack = _opened(picture)
    facts = json.loads(pack.read("answer.json"))
    assert facts["question"] == "How many <robberies>?"
    assert facts["made_at"] == "2026-03-04T05:06:00+00:00"
    assert facts["citations"][0]["edition_sha256"] == SHA256
    assert b"sha256sum -c MANIFEST.sha256" in pack.read("HOW-TO-CHECK.txt")


def test_a_question_cannot_put_markup_into_the_page(picture: Path) -> None:
    """What people typed is shown as text."""
    page = _opened(picture).read("answer.html").decode()
    assert "<robberies>" not in page
    assert "&lt;robberies&gt;" in page


def test_a_page_without_picture_is_left_out() -> None:
    """The pack stands without a picture, and does not point to one."""
    pack = _opened(None)
    assert not [n for n in pack.namelist() if n.startswith("pages/")]
    assert 'href="pages/' not in pack.read("answer.html").decode()


def test_the_same_answer_at_the_same_time_gives_the_same_bytes(picture: Path) -> None:
    """Nothing in the pack depends on when or where it is made but the given time."""
    pictures = {(SHA256, 12): (picture, 2.0)}
    packs = [evidence_pack(_answer(), pictures, made_at=NOW) for _ in range(2)]
    assert packs[0] == packs[1]
