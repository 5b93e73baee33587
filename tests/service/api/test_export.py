"""What is taken out over the API."""

import io
import json
import zipfile

from tests.service.conftest import Library

QUESTION = "By how much did knife crime rise?"


def test_a_pack_has_whole_addresses(library: Library) -> None:
    """A pack is opened where the site is not, so its addresses name the site."""
    reply = library.client.get("/api/v1/ask/pack", params={"q": QUESTION})
    pack = zipfile.ZipFile(io.BytesIO(reply.content))
    facts = json.loads(pack.read("answer.json"))
    for cited in facts["citations"]:
        assert cited["url"].startswith("http://testserver/publications/")
        assert f"Available at: {cited['url']}" in cited["reference"]
    for name in ("references.ris", "references.bib", "quotes.csv"):
        assert "http://testserver/publications/" in pack.read(name).decode()


def test_what_is_not_answered_has_no_pack(library: Library) -> None:
    """Where there is nothing to prove there is no pack."""
    reply = library.client.get("/api/v1/ask/pack", params={"q": "Who won the cup?"})
    assert reply.status_code == 404
