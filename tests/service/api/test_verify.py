"""The verify route."""

from corpus.records import Audience
from service.api import bodies
from tests.service.conftest import Library


def test_words_are_found_where_they_stand(library: Library) -> None:
    """Words that stand on a page are told with page and address, and a changed figure is named."""
    asked = {"quote": "Knife crime rose by 12 % in public areas."}
    body = library.client.post("/api/v1/verify", json=asked).json()
    bodies.Verified.model_validate(body)
    assert [(p["publication"]["id"], p["page"]["number"]) for p in body["found"]] == [
        ("public-report", 2)
    ]
    changed = {"quote": "Knife crime rose by 21 % in public areas."}
    near = library.client.post("/api/v1/verify", json=changed).json()["near"]
    assert near[0]["differences"][0]["is_figure"]


def test_hidden_words_are_as_if_never_written(library: Library) -> None:
    """Words of a staff publication are found for staff and not even nearly for the public."""
    asked = {"quote": "Robbery fell in the staff report."}
    assert not library.client.post("/api/v1/verify", json=asked).json()["found"]
    headers = library.key(Audience.STAFF)
    assert library.client.post("/api/v1/verify", json=asked, headers=headers).json()["found"]
