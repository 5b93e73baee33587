"""The evidence pack."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from service.answer.claims import (
    Answer,
    AnswerStatus,
    Cited,
    ComparisonTable,
    Statement,
    TableCell,
)
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


def _packed(answer: Answer) -> tuple[str, Any]:
    pack = zipfile.ZipFile(io.BytesIO(evidence_pack(answer, {}, made_at=NOW)))
    return pack.read("answer.html").decode(), json.loads(pack.read("answer.json"))


def test_a_language_models_words_are_said_to_be_its(picture: Path) -> None:
    """The pack says whether the sentences are quotes or a model's, and what was left out."""
    assert "by quoting" in _opened(picture).read("answer.html").decode()
    page, facts = _packed(replace(_answer(), method="generated", writer_note="Left out: 1."))
    assert "by a language model from the quotes below. Left out: 1." in page
    assert "by quoting" not in page
    assert (facts["method"], facts["writer_note"]) == ("generated", "Left out: 1.")


def test_what_is_missing_and_differs_is_in_the_pack() -> None:
    """Half an answer, or reports that disagree, must not look like a whole one."""
    half = replace(_answer(), status=AnswerStatus.PARTIAL, missing="Southmere", differs="9 or 8")
    page, facts = _packed(half)
    assert "Not found in the reports: Southmere" in page
    assert "9 or 8" in page
    assert (facts["status"], facts["missing"]) == ("partial", "Southmere")


def test_a_comparison_is_a_table_with_its_citations() -> None:
    """Each cell of a comparison stands in the pack with the numbers of its quotes."""
    cells = ((TableCell("143", 1), TableCell("a <b>", 1, (2,)), TableCell("not stated", None)),)
    table = ComparisonTable("Robbery", ("2021", "2022", "2023"), ("Northgate",), cells, "number")
    page, facts = _packed(replace(_answer(), table=table))
    assert "<td>143 [1]</td><td>a &lt;b&gt; [1] [2]</td><td>not stated </td>" in page
    assert "<caption>Robbery (number)</caption>" in page
    assert facts["table"]["cells"][0][2] == {"text": "not stated", "citations": []}


def test_words_from_a_scan_are_said_to_be() -> None:
    """A quote that was read from a picture asks to be checked against it."""
    (cited,) = _answer().citations
    scanned = replace(cited, citation=replace(cited.citation, read_by="ocr"))
    page, facts = _packed(replace(_answer(), citations=(scanned,)))
    assert "Read from a scanned picture" in page
    assert facts["citations"][0]["read_by"] == "ocr"
    assert "Read from a scanned picture" not in _packed(_answer())[0]
