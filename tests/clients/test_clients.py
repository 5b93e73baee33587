"""The Python and the JavaScript client, against a service on loopback."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from clients.python.vru_evidence_client import Evidence, Problem
from corpus.records import Audience
from service.settings import Settings
from tests.service.conftest import Library, fill, serving, small_publications
from tests.service.test_mcp import listening

JAVASCRIPT = Path(__file__).parents[2] / "clients" / "javascript" / "vru-evidence.mjs"

SCRIPT = """
import { Evidence, Problem } from "%(client)s";
const open = new Evidence("%(address)s");
const staff = new Evidence("%(address)s/", { key: "%(key)s" });
const ids = [];
for await (const publication of staff.publications()) ids.push(publication.id);
const hits = (await open.search("knife", { limit: 5, kind: ["other"] })).hits;
const again = (await open.search("knife", { limit: 5, kind: ["other"] })).hits;
let problem = {};
try { await open.publication("staff-report"); } catch (error) {
  problem = { status: error.status, ours: error instanceof Problem };
}
console.log(JSON.stringify({
  ids: ids.sort(), problem,
  hits: hits.map((hit) => hit.publication.id), same: again.length === hits.length,
  status: (await open.ask("Did robbery fall?")).status,
  found: (await staff.verify("Robbery fell in the staff report.")).found.length,
  page: (await open.page("public-report", 1)).text,
  passage: (await open.passage(hits[0].passage_id)).passage_id === hits[0].passage_id,
  ris: (await open.export([hits[0].passage_id])).startsWith("TY"),
  live: (await open.health()).live,
}));
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Library]]:
    """The address of a service on loopback, and what is behind it."""
    settings = Settings(data=tmp_path_factory.mktemp("clients") / "data")
    fill(settings, small_publications())
    library = serving(settings)
    with listening(library) as address:
        yield address, library


def test_python_client(served: tuple[str, Library]) -> None:
    """Every method answers, a key widens what is seen, and problems are errors with their facts."""
    address, library = served
    evidence = Evidence(address)
    hits = evidence.search("knife", limit=5, kind=["other"])["hits"]
    assert [hit["publication"]["id"] for hit in hits] == ["public-report"]
    assert evidence.ask("Did robbery fall?")["status"] in ("answered", "partial", "not_found")
    assert evidence.verify("Robbery fell in the public report.")["found"]
    assert evidence.page("public-report", 1)["text"] == "Robbery fell in the public report."
    assert evidence.passage(hits[0]["passage_id"])["passage_id"] == hits[0]["passage_id"]
    assert evidence.export([hits[0]["passage_id"]]).startswith(b"TY")
    assert evidence.health()["live"]
    with pytest.raises(Problem) as told:
        evidence.publication("staff-report")
    assert (told.value.status, told.value.type) == (404, "/api/v1/problems/not-found")
    secret = library.key(Audience.STAFF)["Authorization"].removeprefix("Bearer ")
    staff = Evidence(address, key=secret)
    assert {p["id"] for p in staff.publications()} == {f"{a}-report" for a in Audience}


def test_python_client_asks_by_etag(served: tuple[str, Library]) -> None:
    """Asked again, an unchanged reply comes from what the client has, and is the same."""
    evidence = Evidence(served[0])
    first = evidence.publication("public-report")
    address, (etag, _) = next(iter(evidence._known.items()))
    evidence._known[address] = (etag, json.dumps({"from": "memory"}).encode())
    assert first["id"] == "public-report"
    assert evidence.publication("public-report") == {"from": "memory"}


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed.")
def test_javascript_client(served: tuple[str, Library], tmp_path: Path) -> None:
    """The JavaScript client does in Node what the Python one does."""
    address, library = served
    secret = library.key(Audience.STAFF)["Authorization"].removeprefix("Bearer ")
    script = tmp_path / "script.mjs"
    script.write_text(SCRIPT % {"client": JAVASCRIPT.as_uri(), "address": address, "key": secret})
    done = subprocess.run(
        ["node", str(script)], capture_output=True, text=True, check=False, timeout=600
    )
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told.pop("status") in ("answered", "partial", "not_found")
    assert told == {
        "ids": sorted(f"{a}-report" for a in Audience),
        "problem": {"status": 404, "ours": True},
        "hits": ["public-report"],
        "same": True,
        "found": 1,
        "page": "Robbery fell in the public report.",
        "passage": True,
        "ris": True,
        "live": True,
    }
