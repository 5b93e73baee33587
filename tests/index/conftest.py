"""What several test files of finding need: a record, its index, a searcher for each audience."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.records import Audience
from index.build import build
from index.search import Searcher
from tests.index.fakes import HashingEmbedder, county

Open = Callable[[Audience], Searcher]


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
