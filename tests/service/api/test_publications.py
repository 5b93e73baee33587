"""Publications, their files, pages and pictures."""

import pytest

from corpus.records import Audience
from service.api import holdings
from tests.service.conftest import Library

API = "/api/v1/publications"


def test_the_list_is_paged(library: Library) -> None:
    """The list counts all, gives a page of it, and takes a kind; bodies are as described."""
    staff = library.key(Audience.STAFF)
    whole = library.client.get(API, headers=staff).json()
    holdings.Publications.model_validate(whole)
    assert whole["total"] == 3
    page = library.client.get(API, params={"limit": 1, "offset": 1}, headers=staff).json()
    assert (page["total"], page["publications"]) == (3, whole["publications"][1:2])
    kind = library.client.get(API, params={"kind": "strategy"}, headers=staff).json()
    assert (kind["total"], kind["publications"]) == (0, [])


def test_one_publication_has_its_editions(library: Library) -> None:
    """A publication tells its editions with quality report, as described."""
    body = library.client.get(f"{API}/public-report").json()
    holdings.PublicationBody.model_validate(body)
    assert [edition["page_count"] for edition in body["editions"]] == [3]


def test_a_page_is_text_with_a_picture(library: Library) -> None:
    """A page has its text as it is in the record and the address of its picture."""
    body = library.client.get(f"{API}/public-report/pages/2").json()
    holdings.PageBody.model_validate(body)
    assert body["text"] == "Knife crime rose by 12 % in public areas."
    assert body["picture"].startswith(f"{API}/public-report/pages/2/picture?edition=")


def test_a_file_opens_in_the_browser(library: Library) -> None:
    """A file is shown as a PDF under its own name, and what is in it reaches nothing."""
    reply = library.client.get(f"{API}/public-report/file")
    assert reply.content.startswith(b"%PDF-")
    assert reply.headers["Content-Type"] == "application/pdf"
    assert reply.headers["Content-Disposition"] == 'inline; filename="public-report.pdf"'
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    policy = reply.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'", "sandbox"} <= set(policy)
    etag = {"If-None-Match": reply.headers["ETag"]}
    again = library.client.get(f"{API}/public-report/file", headers=etag)
    assert again.status_code == 304
    assert again.headers["Content-Security-Policy"] == reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("hidden", ["staff-report", "partner-report"])
def test_hidden_is_as_absent(library: Library, hidden: str) -> None:
    """For the public, a hidden publication answers each address as one that never was."""
    view = library.runtime.view(Audience.STAFF)
    sha256 = view.current_edition(hidden).sha256
    for path in ("", "/file", "/pages/1", "/pages/1/picture", "/metadata"):
        replies = [
            library.client.get(f"{API}/{name}{path}") for name in (hidden, "x" * len(hidden))
        ]
        assert {reply.status_code for reply in replies} == {404}
        texts = [
            r.text.replace(n, "") for r, n in zip(replies, (hidden, "x" * len(hidden)), strict=True)
        ]
        assert texts[0] == texts[1]
    by_edition = f"{API}/public-report/pages/1?edition={sha256[:16]}"
    assert library.client.get(by_edition).status_code == 404


def test_an_edition_of_another_is_not_found(library: Library) -> None:
    """An edition is found only under its own publication, even by those who may see both."""
    staff = library.key(Audience.STAFF)
    sha256 = library.runtime.view(Audience.STAFF).current_edition("staff-report").sha256
    path = f"{API}/public-report/pages/1"
    reply = library.client.get(path, params={"edition": sha256}, headers=staff)
    assert reply.status_code == 404


def test_a_picture_comes_from_the_cache(library: Library) -> None:
    """A picture that was drawn is served as it is, for the nearest scale that is kept."""
    sha256 = library.runtime.view(Audience.PUBLIC).current_edition("public-report").sha256
    path = library.settings.pictures_dir / sha256 / "1-1.5.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x89PNG picture")
    reply = library.client.get(f"{API}/public-report/pages/1/picture", params={"scale": 1.4})
    assert (reply.content, reply.headers["Content-Type"]) == (b"\x89PNG picture", "image/png")
    etag = {"If-None-Match": reply.headers["ETag"]}
    again = library.client.get(f"{API}/public-report/pages/1/picture?scale=1.4", headers=etag)
    assert again.status_code == 304


def test_a_browser_gets_the_smaller_form(library: Library) -> None:
    """Who accepts WebP gets it under an ETag of its own, and caches are told what it hangs on."""
    sha256 = library.runtime.view(Audience.PUBLIC).current_edition("public-report").sha256
    folder = library.settings.pictures_dir / sha256
    folder.mkdir(parents=True)
    for form in ("png", "webp"):
        (folder / f"1-1.5.{form}").write_bytes(form.encode())
    address = f"{API}/public-report/pages/1/picture"
    plain = library.client.get(address)
    small = library.client.get(address, headers={"Accept": "image/avif,image/webp,*/*;q=0.8"})
    assert (plain.content, small.content) == (b"png", b"webp")
    assert small.headers["Content-Type"] == "image/webp"
    assert plain.headers["ETag"] != small.headers["ETag"]
    assert "Accept" in small.headers["Vary"].split(", ")


def test_a_picture_that_cannot_be_drawn_is_told(library: Library) -> None:
    """Where the file is no PDF the picture is 503, and the page's text is still there."""
    reply = library.client.get(f"{API}/public-report/pages/1/picture")
    assert reply.status_code == 503
    assert reply.json()["type"].endswith("/no-picture")
    assert library.client.get(f"{API}/public-report/pages/1").status_code == 200


def test_a_head_is_a_get_without_body(library: Library) -> None:
    """HEAD tells the headers that GET would, and nothing else."""
    path = f"{API}/public-report"
    head, get = library.client.head(path), library.client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
