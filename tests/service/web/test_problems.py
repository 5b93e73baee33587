"""Errors as pages for people, as problem details for programs."""

import pytest

from corpus.records import Audience
from tests.service.conftest import Library


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "Page not found"),
        ("/publications/none", 404, "Page not found"),
        ("/publications/public-report/pages/abc", 422, "Something is not as it must be"),
        ("/staff", 401, "You need to sign in"),
        ("/sign-in/once?link=vrui_none", 401, "This link is not good, or was used before."),
    ],
)
def test_people_get_a_page(library: Library, path: str, status: int, words: str) -> None:
    """A browser gets a page with ways on, under the right status."""
    reply = library.client.get(path, headers={"accept": "text/html,*/*;q=0.8"})
    assert reply.status_code == status
    assert words in reply.text
    assert 'role="search"' in reply.text


@pytest.mark.parametrize("path", ["/nothing", "/api/v1/publications/none"])
def test_programs_get_problem_details(library: Library, path: str) -> None:
    """Whatever asks for no page gets problem details, the API always."""
    accept = "text/html" if path.startswith("/api") else "application/json"
    reply = library.client.get(path, headers={"accept": accept})
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_partner_is_told_that_staff_pages_are_not_theirs(library: Library) -> None:
    """Somebody known who may not enter is told so, not asked to sign in."""
    headers = {"accept": "text/html"} | library.key(Audience.PARTNER)
    reply = library.client.get("/staff", headers=headers)
    assert reply.status_code == 403
    assert "You may not see this" in reply.text
