"""Writing, for staff."""

import json
from typing import Any

import pytest

from corpus.records import Audience
from service import intake
from service.api import bodies, holdings
from service.errors import UploadRefused
from tests.service.conftest import Library


@pytest.fixture(autouse=True)
def _no_building(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is left behind on purpose: what is withdrawn must be gone before it follows."""
    monkeypatch.setattr(intake, "bring_index_up", lambda _: None)


def asked(library: Library, q: str = "knife robbery board") -> dict[str, Any]:
    """What the public finds."""
    body: dict[str, Any] = library.client.get("/api/v1/search", params={"q": q}).json()
    return body


def test_withdrawing_holds_from_the_next_request(library: Library) -> None:
    """Withdrawn, a publication is in no hit, count, facet, page, picture, file, feed or quote."""
    staff = library.key(Audience.STAFF)
    sha256 = library.runtime.view(Audience.PUBLIC).current_edition("public-report").sha256
    cached = library.settings.pictures_dir / sha256 / "1-1.5.png"
    cached.parent.mkdir(parents=True)
    cached.write_bytes(b"\x89PNG")
    pages = "/api/v1/publications/public-report/pages/1"
    paths = (
        "/api/v1/publications/public-report",
        "/api/v1/publications/public-report/file",
        pages,
        f"{pages}/picture",
        f"/api/v1/passages/{sha256[:8]}-1",
        f"/api/v1/export?passage={sha256[:8]}-1",
    )
    assert [library.client.get(path).status_code for path in paths] == [200] * len(paths)
    assert asked(library)["total"] > 0
    assert library.client.delete(paths[0], headers=staff).status_code == 200
    assert [library.client.get(path).status_code for path in paths] == [404] * len(paths)
    found = asked(library)
    assert (found["total"], found["hits"]) == (0, [])
    assert all(not values for values in found["facets"].values())
    assert found["query"]["suggestion"] is None
    assert "Public report" not in library.client.get("/feed.atom").text
    quote = {"quote": "Robbery fell in the public report."}
    assert library.client.post("/api/v1/verify", json=quote).json()["found"] == []


def test_a_downgrade_holds_from_the_next_request(library: Library) -> None:
    """Made staff's, a publication is gone for the public and partners at once, staff keep it."""
    staff = library.key(Audience.STAFF)
    path = "/api/v1/publications/public-report"
    reply = library.client.patch(path, json={"audience": "staff"}, headers=staff)
    holdings.PublicationBody.model_validate(reply.json())
    assert library.client.get(path).status_code == 404
    assert asked(library)["hits"] == []
    assert library.client.get(path, headers=staff).status_code == 200


def test_an_old_etag_does_not_bring_back_what_is_gone(library: Library) -> None:
    """A conditional request for a withdrawn thing is 404 and not 304."""
    path = "/api/v1/publications/public-report"
    tag = library.client.get(path).headers["ETag"]
    assert library.client.get(path, headers={"If-None-Match": tag}).status_code == 304
    library.client.delete(path, headers=library.key(Audience.STAFF))
    assert library.client.get(path, headers={"If-None-Match": tag}).status_code == 404


def test_corrections_are_decided_by_staff(library: Library) -> None:
    """What staff correct is kept as theirs; what makes no sense is refused and changes nothing."""
    staff = library.key(Audience.STAFF)
    path = "/api/v1/publications/public-report"
    reply = library.client.patch(path, json={"title": "New", "period": "2021/22"}, headers=staff)
    body = reply.json()
    assert (body["title"], body["period"], body["first_day"]) == ("New", "2021/22", "2021-04-01")
    assert {f["found_in"] for f in body["facts"]} == {"staff"}
    for wrong in ({"period": "some time"}, {"kind": "novel"}, {"nonsense": 1}, {"title": " "}):
        assert library.client.patch(path, json=wrong, headers=staff).status_code == 422
    assert library.client.get(path).json()["title"] == "New"


def test_acts_leave_a_line(library: Library) -> None:
    """Each act and each reading of what is restricted leaves a line: who, not what was asked."""
    staff = library.key(Audience.STAFF)
    library.client.patch(
        "/api/v1/publications/staff-report", json={"area": "Northgate"}, headers=staff
    )
    library.client.get("/api/v1/publications/staff-report/pages/1", headers=staff)
    library.client.get("/api/v1/publications/public-report/pages/1", headers=staff)
    library.client.get("/api/v1/search", params={"q": "private words"}, headers=staff)
    (trail,) = library.settings.audit_dir.iterdir()
    lines = [json.loads(line) for line in trail.read_text().splitlines()]
    assert [(line["act"], line["what"]) for line in lines] == [
        ("change", "staff-report"),
        ("read", "staff-report"),
    ]
    assert {line["who"] for line in lines} == {"staff system"}
    assert "private words" not in trail.read_text()


def test_an_upload_is_read_elsewhere(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload goes through the command in a process of its own, and its outcome is told."""
    commands: list[tuple[str, ...]] = []

    def started(_: object, *arguments: str) -> dict[str, Any]:
        commands.append(arguments)
        done = {"file_name": "a.pdf", "status": "added", "reason": "", "hint": ""}
        return {"files": [done | {"publication_id": "a", "pages": 3}]}

    monkeypatch.setattr(intake, "_vru", started)
    reply = library.client.post(
        "/api/v1/publications",
        files={"file": ("../../a.pdf", b"%PDF-1.7", "application/pdf")},
        data={"audience": "staff"},
        headers=library.key(Audience.STAFF),
    )
    assert reply.status_code == 201
    bodies.Read.model_validate(reply.json())
    ((command, path, *options),) = commands
    assert (command, options) == ("ingest", ["--audience", "staff", "--noted", "--json"])
    assert path.endswith("/a.pdf")
    assert str(library.settings.data / "uploads") in path


def test_every_pdf_of_an_e_mail_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an e-mail with a bad and a good PDF the good one is told first, the bad one beside it."""
    bad = {"file_name": "bad.pdf", "status": "refused", "reason": "It is empty.", "hint": "Ask."}
    good = {"file_name": "good.pdf", "status": "added", "reason": "", "hint": ""}
    report = {
        "files": [
            bad | {"publication_id": None, "pages": 0},
            good | {"publication_id": "good", "pages": 3},
        ]
    }
    monkeypatch.setattr(intake, "_vru", lambda *_: report)
    reply = library.client.post(
        "/api/v1/publications",
        files={"file": ("mail.eml", b"Subject: reports", "message/rfc822")},
        headers=library.key(Audience.STAFF),
    )
    assert reply.status_code == 201
    body = bodies.Read.model_validate(reply.json())
    assert (body.file_name, [one.file_name for one in body.also]) == ("good.pdf", ["bad.pdf"])


def test_an_upload_may_not_be_too_large(library: Library) -> None:
    """A file beyond the bound is 413 and is kept nowhere."""
    settings = library.settings.model_copy(update={"upload_megabytes": 1})
    library.runtime.settings = settings
    reply = library.client.post(
        "/api/v1/publications",
        files={"file": ("a.pdf", b"0" * 1_000_001, "application/pdf")},
        headers=library.key(Audience.STAFF),
    )
    assert reply.status_code == 413
    assert list((settings.data / "uploads").iterdir()) == []


def test_what_cannot_be_read_is_refused_by_reason(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the reader refuses is 422 with the reader's reason and hint."""

    def refused(*_: object, **__: object) -> dict[str, Any]:
        raise UploadRefused("The file is encrypted.", hint="Save it without a password.")

    monkeypatch.setattr(intake, "take_in", refused)
    reply = library.client.post(
        "/api/v1/publications",
        files={"file": ("a.pdf", b"%PDF", "application/pdf")},
        headers=library.key(Audience.STAFF),
    )
    assert reply.status_code == 422
    assert reply.json()["detail"] == "The file is encrypted."
