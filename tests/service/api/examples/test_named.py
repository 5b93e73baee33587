"""A service that holds the report of the examples answers as they say."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.api.examples import found, report
from service.api.examples.named import examples

ASKED = {
    "publication": f"/publications/{report.PUBLICATION.id}",
    "publications": "/publications",
    "page": f"/publications/{report.PUBLICATION.id}/pages/{report.PAGE.number}",
    "schema-org-report": f"/publications/{report.PUBLICATION.id}/metadata",
    "passage": f"/passages/{report.PROSE.id}",
    "problem-type": "/problems/not-found",
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_held_is_told_as_shown(service: TestClient, name: str) -> None:
    """What the record and the service hold is answered exactly as the example has it."""
    assert service.get(f"/api/v1{ASKED[name]}").json() == examples()[name]["value"]


@pytest.mark.parametrize("name", ["stands", "misquoted"])
def test_words_are_checked_as_shown(service: TestClient, name: str) -> None:
    """A right and a wrong quote are answered exactly as the examples have it."""
    shown = examples()[name]["value"]
    assert service.post("/api/v1/verify", json={"quote": shown["quote"]}).json() == shown


def test_hits_are_placed_as_shown(service: TestClient) -> None:
    """A search finds the passages of the example, with the same words and places."""
    shown = {hit["passage_id"]: hit for hit in examples()["hits"]["value"]["hits"]}
    asked = {"q": found.HITS.query.text, "publication": report.PUBLICATION.id}
    body: dict[str, Any] = service.get("/api/v1/search", params=asked).json()
    assert {hit["passage_id"] for hit in body["hits"]} == set(shown)
    # Twelve whole reports have other ranks and scores, and synonyms change what is marked.
    by_index = {"rank", "score", "standings", "why", "highlights"}
    for hit in body["hits"]:
        example = shown[hit["passage_id"]]
        assert set(hit) == set(example)
        assert {k: v for k, v in hit.items() if k not in by_index} == {
            k: v for k, v in example.items() if k not in by_index
        }
    assert body["query"]["terms"] == list(found.SOUGHT)
    assert set(body["query"]) == set(examples()["hits"]["value"]["query"])


def test_problem_types_and_health_have_the_same_fields(service: TestClient) -> None:
    """What depends on the day has the fields of its example, and the types shown are among all."""
    shown = examples()
    health = service.get("/api/v1/health").json()
    assert set(health) == set(shown["health"]["value"])
    types = service.get("/api/v1/problems").json()["problems"]
    assert all(one in types for one in shown["problem-types"]["value"]["problems"])


@pytest.mark.parametrize(
    ("name", "method", "path", "sent"),
    [
        ("not-found", "GET", "/publications/needs-assessment-1999", {}),
        ("bad-request", "GET", "/search?q=knife&year_from=2024&year_to=2020", {}),
        ("invalid", "GET", "/search?q=knife&limit=1000", {}),
        ("key-wrong", "GET", "/search?q=knife", {"headers": {"Authorization": "Bearer none"}}),
        ("key-needed", "DELETE", f"/publications/{report.PUBLICATION.id}", {}),
        ("too-large", "POST", "/verify", {"content": b"x" * 3_000_000}),
    ],
)
def test_problems_are_told_as_shown(
    service: TestClient, name: str, method: str, path: str, sent: dict[str, Any]
) -> None:
    """What a caller can do wrong is answered exactly as the example of its problem has it."""
    problem = service.request(method, f"/api/v1{path}", **sent).json()
    assert problem == examples()[f"problem-{name}"]["value"]
