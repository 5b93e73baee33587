"""The report of the examples is one of the samples."""

import json
from pathlib import Path

from service.api.examples import report

SAMPLES = Path(__file__).parents[4] / "corpus" / "samples"


def test_the_quotes_stand_in_the_sample() -> None:
    """What the examples quote stands on that page of the sample that they name."""
    truth = json.loads((SAMPLES / "truth" / f"{report.PUBLICATION.id}.json").read_text("utf-8"))
    text = truth["pages"][report.PAGE.number - 1]["text"]
    for words in (report.PARAGRAPH, report.QUOTE, report.ROW):
        assert words in text


def test_the_facts_are_those_of_the_sample() -> None:
    """Title, kind, period, place and pages of the report are those of the sample."""
    listed = json.loads((SAMPLES / "manifest.json").read_text("utf-8"))
    (sample,) = [one for one in listed if one["file"] == report.PUBLICATION.file_name]
    publication = report.PUBLICATION
    assert sample["title"] == publication.title
    assert sample["kind"] == publication.kind
    assert publication.period is not None
    assert sample["period"] == publication.period.words
    assert (sample["area"], sample["publisher"]) == (publication.area, publication.publisher)
    assert sample["pages"] == report.EDITION.page_count
