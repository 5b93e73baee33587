"""A service with parts gone."""

import json
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.records import Audience
from index.hits import Query
from service.app import create_app
from service.runtime import (
    NO_EMBEDDER,
    NO_INDEX,
    NO_RECORD,
    NO_RERANKER,
    OTHER_MODEL,
    STALE,
    UNUSABLE_INDEX,
    Runtime,
)
from service.settings import Settings
from tests.conftest import made_edition, made_publication
from tests.service.conftest import Library, WordEmbedder


def health(client: TestClient) -> tuple[bool, list[str]]:
    """What the service says of itself to the public."""
    body = client.get("/api/v1/health").json()
    return body["ready"], body["degraded"]


def test_without_a_model_words_are_searched(library: Library) -> None:
    """With no model made ready, searches go by words and say so, on every face that shows it."""
    client = TestClient(create_app(library.settings, Runtime(library.settings)))
    body = client.get("/api/v1/search", params={"q": "knife crime"}).json()
    assert body["hits"][0]["publication"]["id"] == "public-report"
    assert body["degraded"]
    assert health(client) == (True, [NO_EMBEDDER])
    assert client.post("/api/v1/ask", json={"question": "Did robbery fall?"}).status_code == 200


def test_with_another_model_words_are_searched(library: Library) -> None:
    """An index made by another model than the one set is searched by words, not refused."""

    class Other:
        identity, dimensions = "another@test", 8

        def encode(self, _: object) -> None:
            """Must not be called."""
            raise AssertionError

    runtime = Runtime(library.settings, embedder=Other())  # type: ignore[arg-type]
    found = runtime.search(Query("knife", Audience.PUBLIC))
    assert found.hits
    assert found.degraded == (OTHER_MODEL,)
    assert runtime.status().degraded == (OTHER_MODEL,)
    assert runtime.glossary(Audience.PUBLIC) == ()


def test_hits_are_read_again_where_it_is_set(library: Library) -> None:
    """With the reader set as reranker each hit says so, and without it none is read."""
    query = Query("Did knife crime rise?", Audience.PUBLIC)
    assert told_by(library.runtime, query) == {"words", "meaning"}
    settings = library.settings.model_copy(update={"reranker": "own"})
    runtime = Runtime(settings, embedder=WordEmbedder())
    assert told_by(runtime, query) == {"words", "meaning", "reading"}
    assert runtime.status().degraded == ()
    body = TestClient(create_app(settings, runtime)).get("/api/v1/search", params={"q": "knife"})
    assert "reading" in {s["retriever"] for s in body.json()["hits"][0]["standings"]}
    page = TestClient(create_app(settings, runtime)).get("/search", params={"q": "knife"})
    assert "reading it again (place 1)" in page.text


def told_by(runtime: Runtime, query: Query) -> set[str]:
    """Who had something to say of any hit."""
    hits = runtime.search(query).hits
    return {standing.retriever for hit in hits for standing in hit.standings}


def test_a_reranker_that_is_not_made_ready_is_told(library: Library) -> None:
    """Hits come as without it, and search and health say what is missing and what mends it."""
    settings = library.settings.model_copy(update={"reranker": "no-such-model"})
    runtime = Runtime(settings, embedder=WordEmbedder())
    query = Query("Did knife crime rise?", Audience.PUBLIC)
    assert runtime.search(query).hits == library.runtime.search(query).hits
    assert runtime.search(query).degraded == (NO_RERANKER,)
    assert health(TestClient(create_app(settings, runtime))) == (True, [NO_RERANKER])
    assert "vru refresh" in NO_RERANKER


def test_answers_are_made_of_hits_as_they_were_calibrated(library: Library) -> None:
    """A reranker changes what is listed, never what is answered."""
    settings = library.settings.model_copy(update={"reranker": "own"})
    runtime = Runtime(settings, embedder=WordEmbedder())
    question = "By how much did knife crime rise?"
    answers = [r.ask(question, audience=Audience.STAFF) for r in (library.runtime, runtime)]
    assert answers[0] == answers[1]


def test_a_stale_index_serves_and_says_so(library: Library) -> None:
    """A publication that is not indexed yet is told of where it may be seen, and only there."""
    publication = made_publication("new-report", audience=Audience.PARTNER)
    with library.runtime.record() as record:
        record.add(publication, made_edition(publication, "Burglary rose."))
    partner = library.key(Audience.PARTNER)
    told = {
        audience: library.client.get(
            "/api/v1/search", params={"q": "knife"}, headers=headers
        ).json()
        for audience, headers in ((Audience.PUBLIC, {}), (Audience.PARTNER, partner))
    }
    assert told[Audience.PUBLIC]["degraded"] == []
    assert told[Audience.PARTNER]["degraded"] == [STALE]
    assert told[Audience.PARTNER]["hits"]
    assert health(library.client) == (True, [])
    library.reindex()
    body = library.client.get("/api/v1/search", params={"q": "knife"}, headers=partner).json()
    assert body["degraded"] == []


def test_without_an_index_the_record_is_read(library: Library) -> None:
    """With no index, searching is 503 with what mends it, and pages are still read."""
    shutil.rmtree(library.settings.generations_dir)
    client = TestClient(create_app(library.settings, Runtime(library.settings)))
    reply = client.get("/api/v1/search", params={"q": "knife"})
    assert (reply.status_code, reply.json()["hint"]) == (503, "Build the index with: vru rebuild")
    assert health(client) == (False, [NO_INDEX])
    assert client.get("/api/v1/publications/public-report/pages/1").status_code == 200


def test_an_index_of_another_form_is_not_ready(library: Library) -> None:
    """An index that this version cannot open is told as not ready, as searching it is."""
    for manifest in library.settings.generations_dir.glob("*/*/manifest.json"):
        body = json.loads(manifest.read_text())
        manifest.write_text(json.dumps(body | {"form": body["form"] - 1}))
    client = TestClient(create_app(library.settings, Runtime(library.settings)))
    assert client.get("/api/v1/search", params={"q": "knife"}).status_code == 503
    assert health(client) == (False, [UNUSABLE_INDEX])


def test_without_a_record_the_service_lives(tmp_path: Path) -> None:
    """Over an empty directory the service lives, is not ready, and says what to do."""
    client = TestClient(create_app(Settings(data=tmp_path)))
    assert health(client) == (False, [NO_RECORD])
    reply = client.get("/api/v1/publications")
    assert (reply.status_code, reply.json()["hint"]) == (
        503,
        "Read publications first: vru ingest PATH",
    )


def test_a_record_that_cannot_be_written_is_searched(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full or read-only disk all is found and read, and writing is refused with a hint."""
    from corpus import store
    from corpus.errors import RecordReadOnly

    staff = library.key(Audience.STAFF)

    def refused(_: Path) -> None:
        raise RecordReadOnly("The record cannot be written now.")

    monkeypatch.setattr(store, "open_for_writing", refused)
    assert library.client.get("/api/v1/search", params={"q": "knife"}, headers=staff).is_success
    reply = library.client.delete("/api/v1/publications/public-report", headers=staff)
    assert reply.status_code == 503
    assert "disk" in reply.json()["hint"]
    assert library.client.get("/api/v1/publications/public-report").status_code == 200


def test_an_edited_copy_of_the_support_lines_is_used(library: Library) -> None:
    """A support.toml in the data directory stands in place of the one that comes with it."""
    own = library.settings.data / "support.toml"
    own.write_text(
        '[[lines]]\ntext = "Call our own line."\n[signs]\nthreat = ["threatened me"]\n', "utf-8"
    )
    runtime = Runtime(library.settings)
    answer = runtime.ask("A gang threatened me, what do reports say?", audience=Audience.PUBLIC)
    assert answer.notices == ("Call our own line.",)


def test_an_edited_copy_of_the_themes_is_used(library: Library) -> None:
    """A themes.toml in the data directory decides what unanswered questions are counted under."""
    (library.settings.data / "themes.toml").write_text('[themes]\nAnimals = ["zebra"]\n', "utf-8")
    unanswered = Runtime(library.settings).unanswered()
    unanswered.note("How many zebras escaped?", "not_found")
    assert [count.theme for count in unanswered.counts()] == ["Animals"]
