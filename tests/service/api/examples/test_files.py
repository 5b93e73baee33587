"""The examples of files are what the service makes of the same passage."""

import json

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from service.api.examples import files, report
from service.export.formats import Format


@pytest.mark.parametrize("form", Format)
def test_an_export_is_as_shown(service: TestClient, form: Format) -> None:
    """A row of the report taken out in a format is that format's example, word for word."""
    asked = {"passage": report.TABLE_ROW.id, "format": form.value}
    reply = service.get("/api/v1/export", params=asked)
    content = files.EXPORTED[reply.headers["content-type"].partition(";")[0]]
    if form is Format.DOCX:
        assert "example" not in content
    elif form is Format.CSL_JSON:
        assert json.loads(reply.content) == content["example"]
    else:
        assert reply.content.decode("utf-8-sig") == content["example"]


def test_metrics_are_those_there_are(service: TestClient) -> None:
    """The metrics shown can be read, and have the names, kinds and labels of the service's own."""
    service.get("/api/v1/search", params={"q": "knife crime"})

    def told(text: str) -> set[tuple[str, str, str, tuple[str, ...]]]:
        return {
            (family.name, family.type, sample.name, tuple(sorted(sample.labels)))
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    assert told(files.METRICS)
    assert told(files.METRICS) <= told(service.get("/api/v1/metrics").text)
