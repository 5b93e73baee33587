"""What several test files of finding need: a record, its index, a searcher for each audience."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Audience, Passage, Publication
from index.build import build
from index.hits import Found, Query
from index.search import Searcher
from tests.index.fakes import HashingEmbedder, county

Open = Callable[[Audience], Searcher]
TODAY = date(2025, 6, 15)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the invented county read and indexed."""
    folder = tmp_path_factory.mktemp("data")
    county(folder / "record.sqlite")
    build(
        record=folder / "record.sqlite",
        generations=folder / "generations",
        embedder=HashingEmbedder(),
    )
    return folder


@pytest.fixture(scope="session")
def searcher(data: Path) -> Open:
    """A searcher for an audience."""
    return lambda audience: Searcher(data / "generations", audience, HashingEmbedder())


class Asked:
    """A searcher with the record beside it, to see what was found."""

    def __init__(self, data: Path, searcher: Searcher) -> None:
        self.searcher = searcher
        self.audience = searcher.audience
        self._known = {
            s.id: (p, s) for p, s in View(data / "record.sqlite", self.audience).current_passages()
        }

    def found(self, text: str, **more: object) -> Found:
        """What a query finds in June 2025."""
        query = Query(text, self.audience, **more)  # type: ignore[arg-type]
        return self.searcher.search(query, today=TODAY)

    def hits(self, text: str, **more: object) -> list[tuple[Publication, Passage]]:
        """Publication and passage of each hit, best first."""
        return [self._known[hit.passage_id] for hit in self.found(text, **more).hits]

    def first(self, text: str, **more: object) -> str:
        """Id of the publication that comes first."""
        return self.hits(text, **more)[0][0].id


@pytest.fixture
def public(data: Path, searcher: Open) -> Asked:
    """The invented county as the public asks it."""
    return Asked(data, searcher(Audience.PUBLIC))


@pytest.fixture
def staff(data: Path, searcher: Open) -> Asked:
    """The invented county as staff ask it."""
    return Asked(data, searcher(Audience.STAFF))
