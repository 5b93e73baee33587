"""The site over sample publications, served on loopback, and a browser to look at it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

import corpus
from corpus.records import Audience, Kind, Publication, ReadEdition
from corpus.store import Record
from index.build import build
from ingest.run import IngestSettings, ingest
from service import audit
from service.access.caller import LOCAL
from service.access.sessions import COOKIE, SessionStore
from service.app import create_app
from service.golden import Golden
from service.runtime import Runtime
from service.settings import Settings
from tests.conftest import made_edition, made_publication
from tests.service.conftest import WordEmbedder
from tests.service.web.chromium import Chromium, missing

SAMPLES = Path(corpus.__file__).parent / "samples" / "pdf"
PUBLIC = (
    "strategy-2021-2024",
    "strategy-2024-2027",
    "needs-assessment-2022-23",
    "summer-briefing-2023",
)
PRIVATE = ("problem-profile-2023",)


@dataclass(frozen=True)
class Site:
    """A served site: its address, its settings and a staff session's cookie."""

    base: str
    settings: Settings
    runtime: Runtime
    secret: str

    @property
    def cookies(self) -> list[dict[str, Any]]:
        """The cookie of a staff session, for a browser."""
        return [{"name": COOKIE, "value": self.secret, "url": self.base}]

    def get(self, path: str, *, is_staff: bool = False, **headers: str) -> httpx.Response:
        """A page as a browser asks for it."""
        cookies = {COOKIE: self.secret} if is_staff else {}
        return httpx.get(
            self.base + path,
            headers={"accept": "text/html", **headers},
            cookies=cookies,
            timeout=120,
        )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site over five sample publications and one that is known but not held."""
    settings = Settings(
        data=tmp_path_factory.mktemp("site") / "data",
        contact_email="team@wealdshire.example",
        copy_request_address="copies@wealdshire.example",
        embed_sites="http://127.0.0.1:*",
    )
    _collect(settings)
    secret, _ = SessionStore(settings.access_path).start(
        "s1", name="Sam Staff", audience=Audience.STAFF, hours=1
    )
    runtime = Runtime(settings, embedder=WordEmbedder())
    # Drawing waits its turn on a loaded machine; that is no fault of the page.
    runtime.pictures.timeout_seconds = 300
    config = uvicorn.Config(
        create_app(settings, runtime), host="127.0.0.1", port=0, log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(f"http://127.0.0.1:{port}", settings, runtime, secret)
    server.should_exit = True
    thread.join(timeout=10)


def made_twice() -> tuple[Publication, ReadEdition, ReadEdition]:
    """A staff report and its two editions, the former first."""
    report = made_publication("made-twice", audience=Audience.STAFF)
    editions = (made_edition(report, f"Robbery {how} by 3 %.", "Same.") for how in ("fell", "rose"))
    return report, *editions


def _keep_runs(settings: Settings) -> None:
    """A golden question and two runs of it, so that there is a trend."""
    Golden(settings).add("How many?", file_name="strategy-2021-2024.pdf", page=5)
    for day, share in (("20260304", 0.5), ("20260305", 0.75)):
        run = {"measures": {"recall@5": {"value": share}}, "changes": []}
        (Golden(settings).path.parent / f"run-{day}T000000.json").write_text(json.dumps(run))


def _collect(settings: Settings) -> None:
    read = IngestSettings(data=settings.data)
    ingest([SAMPLES / f"{name}.pdf" for name in PUBLIC], settings=read, audience=Audience.PUBLIC)
    ingest([SAMPLES / f"{name}.pdf" for name in PRIVATE], settings=read, audience=Audience.STAFF)
    with Record(settings.record_path) as record:
        twice, former, current = made_twice()
        record.add(twice, former)
        record.add(twice, current)
        record.put(made_publication("in-waiting", waiting="It bears a marking."))
        record.put(
            Publication(
                id="strategy-2018-2021",
                title="Wealdshire Strategy 2018 to 2021",
                kind=Kind.STRATEGY,
                audience=Audience.PUBLIC,
                file_name="",
                held=False,
            )
        )
    _keep_runs(settings)
    audit.note(settings, "read", LOCAL, what="made-twice")
    build(
        record=settings.record_path,
        generations=settings.generations_dir,
        embedder=WordEmbedder(),
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One Chromium for the whole run; says what is missing where there is none."""
    lack = missing()
    if lack:
        pytest.skip(f"browser tests: {lack}")
    made = Chromium()
    yield made
    made.close()


@pytest.fixture(scope="session")
def a_mark(site: Site) -> dict[str, Any]:
    """A found passage of a public report, as the API gives it."""
    found = httpx.get(f"{site.base}/api/v1/search", params={"q": "knife crime"}, timeout=120)
    hit: dict[str, Any] = json.loads(found.content)["hits"][0]
    hit["url"] = hit["url"].removeprefix(site.base)
    return hit
