"""The description, and a service over the very report that its examples are of."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.records import ReadEdition, WordBox
from corpus.store import Record
from service.api.examples import report
from service.settings import Settings
from tests.service.api.document import document
from tests.service.conftest import reindex, serving


@pytest.fixture(scope="package")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The description."""
    return document(tmp_path_factory.mktemp("empty"))


def runs() -> Iterator[WordBox]:
    """The runs of words whose boxes the examples have: the line end of the quote, and each cell."""
    quote, row = report.span_of(report.QUOTE), report.span_of(report.ROW)
    first, second = report.BOXES[report.QUOTE]
    yield WordBox(quote.start, quote.start + len("There"), *first[1:])
    yield WordBox(quote.start + len("There "), quote.end, *second[1:])
    start = row.start
    cells = ["Knife crime", *report.ROW.removeprefix("Knife crime ").split()]
    for cell, box in zip(cells, report.BOXES[report.ROW], strict=True):
        yield WordBox(start, start + len(cell), *box[1:])
        start += len(cell) + 1


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service that holds the report of the examples."""
    folder = tmp_path_factory.mktemp("examples") / "data"
    settings = Settings(data=folder, public_url=report.BASE)
    read = ReadEdition(
        edition=report.EDITION,
        pages=(report.PAGE,),
        words=(tuple(runs()),),
        blocks=(),
        passages=(report.PROSE, report.TABLE_ROW),
        facts=report.PUBLICATION.facts,
    )
    settings.files_dir.mkdir(parents=True)
    with Record(settings.record_path) as record:
        record.add(report.PUBLICATION, read)
    reindex(settings)
    made = serving(settings)
    with made.client:
        yield made.client
