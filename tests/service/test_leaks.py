"""Nothing leaks: callers are answered alike, byte for byte, whether or not there is more."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from urllib.parse import quote

import pytest

from corpus.records import Audience, Kind, Publication
from service.api import export
from service.export.formats import Format
from service.settings import Settings
from tests.conftest import made_edition, made_publication
from tests.service.conftest import Library, fill, serving

SYLLABLES = ("bor", "dan", "fen", "gul", "hax", "jin", "kel", "lor", "mip", "nud")
CANARY = "zwitscherling"

PUBLIC_PAGES = (
    "Robbery fell by 12 per cent in Wealdshire during 2023/24. Knife crime rose in Northgate.",
    "The Violence Reduction Unit (VRU) met four times. Young people said they felt safer.",
    "Hospital admissions for assault with a sharp object fell from 41 to 36.",
)

UNTOLD = {"date", "last-modified", "x-request-id", "ratelimit-remaining", "ratelimit-reset"}
"""Headers that time alone changes."""


def rare_words(count: int) -> list[str]:
    """Words that stand in hidden publications alone."""
    words = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
    return words[:count]


def public_publications() -> list[tuple[Publication, Sequence[str]]]:
    """What everybody may see."""
    return [
        (
            made_publication(f"report-{n}", kind=Kind.STRATEGY, area="Wealdshire"),
            [f"{text} Report {n}." for text in PUBLIC_PAGES],
        )
        for n in range(3)
    ]


def hidden_publications(audience: Audience) -> list[tuple[Publication, Sequence[str]]]:
    """Publications for an audience, each page with a canary and words that stand nowhere else."""
    words = rare_words(1000)
    own = words[: len(words) // 2] if audience is Audience.PARTNER else words[len(words) // 2 :]
    pages = [
        f"{CANARY}{audience}{n} Robbery rose to {900 + n} in Northgate (QZX). "
        + " ".join(own[n::10])
        for n in range(10)
    ]
    publication = made_publication(
        f"{CANARY}-{audience}",
        audience=audience,
        area=f"{CANARY}shire",
        supersedes="report-0",
        publisher=f"{CANARY} office",
    )
    return [(publication, pages)]


def made(folder: Path, *hidden: Audience) -> Library:
    """A service with the public publications, and hidden ones for the audiences named."""
    settings = Settings(data=folder, address_per_minute=10**6, key_per_minute=10**6)
    # What is hidden comes first, so that an id or order which depends on it would show.
    held = [p for audience in hidden for p in hidden_publications(audience)]
    fill(settings, [*held, *public_publications()])
    return serving(settings)


@pytest.fixture(scope="module")
def public_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """A service without and one with partner and staff publications."""
    folder = tmp_path_factory.mktemp("leaks")
    bare = made(folder / "bare")
    full = made(folder / "full", Audience.PARTNER, Audience.STAFF)
    with bare.client, full.client:
        yield bare, full


def answer(
    library: Library, method: str, path: str, **more: object
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of an answer, without what time alone changes."""
    reply = library.client.request(method, path, follow_redirects=False, **more)  # type: ignore[arg-type]
    headers = {k: v for k, v in reply.headers.items() if k not in UNTOLD}
    body, cut = re.subn(r'"took_ms":[0-9.]+', '"took_ms":0', reply.text)
    if cut or path == "/search" or path.startswith("/search?"):
        # The time taken has more or fewer figures; it is the only thing of its length.
        headers.pop("content-length", None)
    return reply.status_code, headers, body


class Noon(datetime):
    """A clock that stands still, since a pack says when it was made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        """Always the same time."""
        return cls(2026, 1, 2, 12, tzinfo=tz)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs are all made at noon."""
    monkeypatch.setattr(export, "datetime", Noon)


def paths(library: Library) -> list[str]:
    """Every GET route, with the ids of public, hidden and absent things in each place."""
    templates = sorted(set(library.client.app.state.templates.values()))  # type: ignore[attr-defined]
    edition = library.runtime.view(Audience.PUBLIC).current_edition("report-1").sha256
    ids = {
        "publication_id": ["report-1", f"{CANARY}-staff", f"{CANARY}-partner", "no-such-report"],
        "number": ["1", "9", "0"],
        "passage_id": [f"{edition[:8]}-1", "ffffffff-1"],
        "name": ["not-found", "nothing"],
    }
    found = []
    for template in templates:
        filled = [template]
        for place, values in ids.items():
            filled = [f.replace(f"{{{place}}}", v) for f in filled for v in values]
        found.extend(dict.fromkeys(filled))
    queries = ["?q=knife", f"?q={CANARY}staff1&publication={CANARY}-staff", "?q=QZX&kind=strategy"]
    asked = [
        path + query for path in found if "search" in path or "ask" in path for query in queries
    ]
    return found + asked + named(edition)


def named(public_sha256: str) -> list[str]:
    """Addresses that name passages, editions and quotes of hidden publications in their query."""
    found = []
    for audience in (Audience.PARTNER, Audience.STAFF):
        ((publication, pages),) = hidden_publications(audience)
        hidden, words = made_edition(publication, *pages).edition.sha256, quote(pages[0][:40])
        page = f"/publications/{publication.id}/pages/1?edition={hidden}&at=0-5"
        found += [
            f"/api/v1/passages/{hidden[:8]}-1",
            *(f"/api/v1/export?passage={hidden[:8]}-1&format={form}" for form in Format),
            f"/api/v1/export?passage={hidden[:8]}-1&passage={public_sha256[:8]}-1&format=csv",
            f"/api/v1/publications/report-1/pages/1?edition={hidden}",
            f"/api/v1/publications/report-1/pages/1/picture?edition={hidden}",
            f"/api/v1/publications/report-1/file?edition={hidden}",
            f"/api/v1{page}",
            page,
            page.replace("/publications", "/embed/quote").replace("/pages", ""),
            f"/oembed?url={quote('http://testserver' + page, safe='')}",
            f"/check?quote={words}",
            f"/api/v1/ask/pack?q={words}",
            f"/api/v1/publications?kind=strategy&q={words}",
        ]
    return found


def test_every_route_answers_the_public_alike(public_pair: tuple[Library, Library]) -> None:
    """Every GET route, asked for public, hidden and absent things, answers byte for byte alike."""
    bare, full = public_pair
    different = []
    for path in paths(bare):
        if path.startswith("/sign-in") or path.endswith("/metrics"):
            continue
        for accept in ("application/json", "text/html"):
            headers = {"Accept": accept}
            one, other = (answer(s, "GET", path, headers=headers) for s in (bare, full))
            if one != other:
                different.append(path)
            assert CANARY not in other[2].replace(path, "").replace(quote(path), "") or (
                CANARY in path
            ), path
    assert different == []


def test_a_thousand_queries_answer_the_public_alike(
    public_pair: tuple[Library, Library], capfd: pytest.CaptureFixture[str]
) -> None:
    """Every rare word of the hidden reports, alone, misspelt or beside others: no difference."""
    bare, full = public_pair
    words = [f"{CANARY}staff1", "QZX", "per", *rare_words(1000)]
    modes = ("hybrid", "lexical", "semantic")
    forms = ("{0}", "{0} robbery Northgate", "{0}s", '"{0}"', "knife -{0}")
    different = []
    for n, word in enumerate(words):
        q = forms[n % len(forms)].format(word)
        ask = {"params": {"q": q, "mode": modes[n % len(modes)]}}
        if answer(bare, "GET", "/api/v1/search", **ask) != answer(
            full, "GET", "/api/v1/search", **ask
        ):
            different.append(q)
    assert different == []
    told = capfd.readouterr()
    assert CANARY not in told.out + told.err
    assert words[10] not in told.out + told.err


def test_questions_and_quotes_answer_the_public_alike(public_pair: tuple[Library, Library]) -> None:
    """Questions about the hidden and quotes from it get the refusals that they would without it."""
    bare, full = public_pair
    hidden = [
        text for a in (Audience.PARTNER, Audience.STAFF) for text in hidden_publications(a)[0][1]
    ]
    for text in hidden:
        first = " ".join(text.split()[:9])
        for path, body in (
            ("/api/v1/ask", {"question": f"What is said of {first}?"}),
            ("/api/v1/ask", {"question": "How far did robbery rise in Northgate?"}),
            ("/api/v1/verify", {"quote": first}),
            ("/api/v1/verify", {"quote": text[:300]}),
        ):
            one, other = (answer(s, "POST", path, json=body) for s in (bare, full))
            assert one == other, body
            assert CANARY not in json.dumps(
                json.loads(other[2]) | {"question": "", "quote": "", "query": ""}
            )


def test_assistants_are_answered_alike(public_pair: tuple[Library, Library]) -> None:
    """The tools of the Model Context Protocol tell the public no more than the API does."""
    bare, full = public_pair
    headers = {"Accept": "application/json, text/event-stream"}
    for name, arguments in (
        ("search", {"query": f"{CANARY}staff1 robbery"}),
        ("ask", {"question": "How far did robbery rise in Northgate?"}),
        ("read_page", {"publication_id": f"{CANARY}-staff", "page": 1}),
        ("verify", {"quote": f"{CANARY}staff1 Robbery rose"}),
    ):
        call = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": name, "arguments": arguments},
        }
        one, other = (answer(s, "POST", "/mcp", json=call, headers=headers) for s in (bare, full))
        assert one == other, name
        assert one[0] == 200


def test_metrics_tell_no_hidden_thing(public_pair: tuple[Library, Library]) -> None:
    """Metrics count routes: no id, word or name, and for the public nothing of what staff did."""
    _, full = public_pair
    before = answer(full, "GET", "/api/v1/metrics")[2]
    full.client.get("/api/v1/glossary", headers=full.key(Audience.STAFF))
    after = answer(full, "GET", "/api/v1/metrics")[2]
    assert CANARY not in after
    counts = [line for line in before.splitlines() if "glossary" in line and "count" in line]
    assert counts == [line for line in after.splitlines() if "glossary" in line and "count" in line]


def test_partners_are_answered_alike_without_and_with_staff(tmp_path: Path) -> None:
    """What holds for the public of all that is hidden holds for partners of what is staff's."""
    bare = made(tmp_path / "bare", Audience.PARTNER)
    full = made(tmp_path / "full", Audience.PARTNER, Audience.STAFF)
    with bare.client, full.client:
        keys = [s.key(Audience.PARTNER) for s in (bare, full)]
        for word in [f"{CANARY}staff1", *rare_words(1000)[400:600]]:
            one, other = (
                answer(s, "GET", "/api/v1/search", params={"q": f"{word} robbery"}, headers=key)
                for s, key in zip((bare, full), keys, strict=True)
            )
            assert one == other, word
        for path in paths(bare):
            if not path.startswith("/sign-in") and not path.endswith("/metrics"):
                one, other = (
                    answer(s, "GET", path, headers=key)
                    for s, key in zip((bare, full), keys, strict=True)
                )
                assert one == other, path
