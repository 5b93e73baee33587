"""References for reference managers, read back by the same libraries."""

import json

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from service.export.bibliography import bibtex, csl_json, ris
from tests.service.export.quotes import URL, item


def test_ris_reads_back() -> None:
    """Title, publisher, year, page, address and quote survive RIS."""
    (entry,) = rispy.loads(ris([item("Robbery rose.\nKnife crime fell.")]))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == "Strategic Needs Assessment: 50% & more"
    assert entry["authors"] == ["Wealdshire Violence Reduction Unit"]
    assert entry["year"] == "2024"
    assert entry["start_page"] == "10"
    assert entry["urls"] == [URL]
    assert entry["notes"] == ["Robbery rose. Knife crime fell."]


def test_bibtex_escapes_and_reads_back() -> None:
    """LaTeX's own characters are escaped in the file and come back as they were."""
    written = bibtex([item()])
    assert r"12 \% \& fell\_again" in written
    library = parse_string(written, append_middleware=[LatexDecodingMiddleware()])
    (entry,) = library.entries
    assert entry.entry_type == "techreport"
    assert entry["title"] == "Strategic Needs Assessment: 50% & more"
    assert entry["year"] == "2024"


def test_bibtex_names_a_body_as_one_author_and_leaves_addresses_alone() -> None:
    """A publisher is not cut into first and last name, and its address works when copied."""
    written = bibtex([item(), item(publisher="", area="")])
    first, second = parse_string(written).entries
    assert first["author"] == "{Wealdshire Violence Reduction Unit}"
    assert first["url"] == URL
    assert "author" not in second.fields_dict


def test_signs_of_symbol_fonts_are_bullets(caplog: pytest.LogCaptureFixture) -> None:
    """A letter that only one PDF's font has is written as the bullet it is, without complaint."""
    made = [item("\uf06e Robbery fell. ◼ Knife crime rose.")]
    for written in (ris(made), bibtex(made), csl_json(made)):
        assert "Robbery fell. ◼ Knife" in written
        assert "\uf06e" not in written
    assert caplog.records == []


def test_bibtex_keys_are_unique() -> None:
    """Two quotes of one report have two keys."""
    library = parse_string(bibtex([item(), item("Other words.")]))
    assert [entry.key for entry in library.entries] == ["needs-assessment-1", "needs-assessment-2"]


def test_csl_json_has_the_fields_of_a_report() -> None:
    """The Citation Style Language's names are used; what is unknown is left out."""
    full, bare = json.loads(csl_json([item(), item(publisher="", period=None)]))
    assert full["type"] == "report"
    assert full["issued"] == {"date-parts": [[2024]]}
    assert full["author"] == [{"literal": "Wealdshire Violence Reduction Unit"}]
    assert full["URL"] == URL
    assert "author" not in bare
    assert "issued" not in bare
