"""The search route."""

from corpus.records import Audience
from service.api import bodies
from tests.service.conftest import Library


def test_body_is_as_described(library: Library) -> None:
    """A search answers with every field that the description names, of the type it names."""
    reply = library.client.get("/api/v1/search", params={"q": "knife crime"})
    assert reply.status_code == 200
    bodies.Hits.model_validate(reply.json(), strict=False)
    hit = reply.json()["hits"][0]
    assert hit["publication"]["file_name"] == "public-report.pdf"
    assert hit["page"] == {"number": 2, "label": "2"}
    assert [hit["text"][a:b] for a, b in hit["highlights"]] == ["Knife crime"]


def test_audience_comes_from_the_key(library: Library) -> None:
    """Each audience finds its own publications and those below it, and no others."""
    for audience in Audience:
        headers = library.key(audience) if audience is not Audience.PUBLIC else {}
        reply = library.client.get("/api/v1/search", params={"q": "knife"}, headers=headers)
        found = {hit["publication"]["id"] for hit in reply.json()["hits"]}
        assert found == {f"{a}-report" for a in Audience if audience.may_see(a)}


def test_wrong_key_is_refused(library: Library) -> None:
    """A wrong key is 401 and never public."""
    headers = {"Authorization": "Bearer vru_wrong"}
    reply = library.client.get("/api/v1/search", params={"q": "knife"}, headers=headers)
    assert reply.status_code == 401
    assert reply.headers["content-type"] == "application/problem+json"


def test_every_filter_in_the_words_is_told(library: Library) -> None:
    """What the words hold a search to is told by the API and by the page, pages and title too."""
    asked = {"q": "knife kind:strategy title:report pages:2-9 since 2020"}
    filters = library.client.get("/api/v1/search", params=asked).json()["query"]["filters"]
    assert filters["kind"] == ["strategy"]
    assert (filters["title"], filters["page_from"], filters["page_to"]) == ("report", 2, 9)
    page = library.client.get("/search", params=asked).text
    for told in (
        "<dt>Only of kind</dt><dd>Strategy</dd>",
        "<dt>Only with the title</dt><dd>report</dd>",
        "<dt>Only on pages</dt><dd>2–9</dd>",
        "<dt>Years</dt><dd>2020 and after (lifted, not required)</dd>",
    ):
        assert told in page
