"""Removing words for good."""

import pytest

from corpus.records import Audience
from service.backup import back_up, recover
from service.check import check_all
from service.errors import BadRequest
from service.purge import forget_generations
from service.redact import redact
from tests.conftest import made_publication
from tests.service.conftest import Library, fill
from tests.service.test_purge import bytes_hold

PAGES = (
    "We thank Jordan Quillfeather for her work on robbery in Northgate.",
    "Knife crime fell in Southmere. Enquiries go to Jordan\nQuillfeather.",
)


@pytest.fixture
def named(library: Library) -> Library:
    """A service with a report that names a person, also in its title and a question."""
    publication = made_publication("named-report", title="Report by Jordan Quillfeather")
    fill(library.settings, [(publication, PAGES)])
    library.client.post("/api/v1/ask", json={"question": "Who is Jordan Quillfeather?"})
    return library


def test_no_byte_of_the_name_is_left(named: Library) -> None:
    """After removing a name, no file of the data directory holds it, and the rest still stands."""
    data = named.settings.data
    assert bytes_hold(data, "Quillfeather")
    named.settings.golden_dir.mkdir()
    run = named.settings.golden_dir / "run-20260101T000000.jsonl"
    run.write_text('{"answer": "Jordan Quillfeather"}\n')
    held = redact(named.settings, "jordan quillfeather")
    named.reindex()
    forget_generations(named.settings)
    assert bytes_hold(data, "Quillfeather") == []
    assert bytes_hold(data, "uillfeath") == []
    page = named.client.get("/api/v1/publications/named-report/pages/2").json()["text"]
    assert page == "Knife crime fell in Southmere. Enquiries go to ██████\n████████████."
    assert len(held) == 1
    assert named.client.get("/api/v1/publications/named-report/file").status_code == 404


def test_links_to_other_words_go_on(named: Library) -> None:
    """A place before or behind the removed words has the offsets that it had."""
    asked = {"quote": "Knife crime fell in Southmere."}
    before = named.client.post("/api/v1/verify", json=asked).json()["found"][0]["url"]
    redact(named.settings, "Jordan Quillfeather")
    after = named.client.post("/api/v1/verify", json=asked).json()["found"][0]["url"]
    assert before == after


def test_checking_knows_that_the_file_was_given_up(named: Library) -> None:
    """A file that was given up is no fault of the record, and the edition says why."""
    redact(named.settings, "Jordan Quillfeather")
    assert not [fault for fault in check_all(named.settings) if "named-report" in fault.what]
    body = named.client.get("/api/v1/publications/named-report").json()
    assert "removed for good" in body["editions"][0]["quality"]["notes"][0]


def test_a_backup_does_not_bring_the_name_back(named: Library) -> None:
    """Recovered from before, the publication that held the words is withdrawn."""
    saved = named.settings.data.parent / "saved.tar"
    back_up(named.settings, saved)
    redact(named.settings, "Jordan Quillfeather")
    recover(named.settings, saved, force=True)
    view = named.runtime.view(Audience.STAFF)
    assert "named-report" not in {p.id for p in view.publications()}


def test_too_little_is_refused(library: Library) -> None:
    """A few letters would be taken out of half the words there are."""
    with pytest.raises(BadRequest):
        redact(library.settings, "a b")
