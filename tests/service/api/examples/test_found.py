"""The examples hold together: what one says of the report, the others say too."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.citations import fingerprint
from tests.service.api.document import answers, examples_of, exemplified, faults, parts
from tests.service.served import events_in

MOST_MS = 10_000


@pytest.fixture(scope="module")
def bodies(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The JSON bodies of all examples of success, those inside the stream too."""
    found = [
        example
        for answer in answers(told)
        for example in examples_of(told, answer.content)
        if answer.is_json and isinstance(example, dict)
    ]
    return found + [body for _, body in events(told)]


def events(told: dict[str, Any]) -> list[tuple[str, Any]]:
    """The events of the example of a stream."""
    (text,) = {
        example
        for answer in answers(told)
        if answer.media_type == "text/event-stream"
        for example in examples_of(told, answer.content)
    }
    return events_in(text)


def with_fields(bodies: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Every object in the bodies that has all these fields; there is one at least."""
    found = [part for part in parts(bodies) if all(name in part for name in names)]
    assert found, names
    return found


def shown_page(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """The page that the examples are of."""
    (page,) = with_fields(bodies, "text", "picture")
    return page


def test_highlights_are_words_of_the_text(bodies: list[dict[str, Any]]) -> None:
    """Highlights lie in the text in their order, and what they mark are whole words that differ."""
    for hit in with_fields(bodies, "text", "highlights"):
        text, ranges = hit["text"], hit["highlights"]
        ends = [0, *(place for marked in ranges for place in marked), len(text)]
        assert ends == sorted(ends)
        assert ranges
        for start, end in ranges:
            assert re.fullmatch(r"\w+(?: \w+)*", text[start:end])
            assert not re.match(r"\w", text[end : end + 1])
            assert re.search(r"(?i)knife|crime|northgate|weapon|recorded|2023|24", text[start:end])


def test_quotes_stand_on_the_page_shown(bodies: list[dict[str, Any]]) -> None:
    """An address names the place of its words on the example's page, and their fingerprint."""
    page = shown_page(bodies)
    for placed in with_fields(bodies, "url", "edition_sha256", "page"):
        words = placed.get("quote", placed.get("text"))
        address = urlsplit(placed["url"])
        given = {name: values[0] for name, values in parse_qs(address.query).items()}
        start, end = map(int, given["at"].split("-"))
        assert page["text"][start:end] == words
        assert given["words"] == fingerprint(words)
        assert page["edition_sha256"] == placed["edition_sha256"]
        assert placed["edition_sha256"].startswith(given["edition"])
        where = f"/publications/{placed['publication']['id']}/pages/{placed['page']['number']}"
        assert address.path == where
        assert placed["page"] == page["page"]


def test_boxes_lie_on_the_page(bodies: list[dict[str, Any]]) -> None:
    """Each box is of the citation's page, inside it, its left top before its right bottom."""
    page = shown_page(bodies)
    for cited in with_fields(bodies, "boxes"):
        assert cited["boxes"]
        for number, x0, y0, x1, y1 in cited["boxes"]:
            assert number == cited["page"]["number"]
            assert 0 <= x0 < x1 <= page["width"]
            assert 0 <= y0 < y1 <= page["height"]


def test_a_passage_is_the_same_everywhere(bodies: list[dict[str, Any]]) -> None:
    """A passage id has one text and place; what is quoted from it stands verbatim in that text."""
    texts: dict[str, set[str]] = {}
    for passage in with_fields(bodies, "passage_id", "text"):
        texts.setdefault(passage["passage_id"], set()).add(passage["text"])
    assert all(len(found) == 1 for found in texts.values())
    for cited in with_fields(bodies, "passage_id", "quote"):
        (text,) = texts[cited["passage_id"]]
        assert cited["quote"] in text
        assert cited["reference"].endswith(cited["url"])


def test_a_publication_is_the_same_everywhere(bodies: list[dict[str, Any]]) -> None:
    """A publication has the same facts in each example but that of its being corrected."""
    briefs = {json.dumps(part["publication"]) for part in with_fields(bodies, "publication", "url")}
    assert len(briefs) == 1
    (brief,) = map(json.loads, briefs)
    whole = [part for part in with_fields(bodies, "audience", "id") if part["audience"] == "public"]
    assert len(whole) >= 3
    for publication in whole:
        assert {name: publication[name] for name in brief} == brief
    pages = {part["page_count"] for part in with_fields(bodies, "page_count")}
    assert pages == {shown_page(bodies)["pages"]}


def test_statements_rest_on_citations(bodies: list[dict[str, Any]]) -> None:
    """Each number of a statement or cell is that of a citation; what is not found cites nothing."""
    answers = with_fields(bodies, "statements", "status")
    assert {"answered", "not_found"} == {answer["status"] for answer in answers}
    for answer in answers:
        cited = {citation["number"]: citation["quote"] for citation in answer["citations"]}
        assert list(cited) == list(range(1, len(cited) + 1))
        assert answer["text"] == " ".join(said["text"] for said in answer["statements"])
        for said in answer["statements"]:
            assert said["citations"]
            assert set(said["citations"]) <= set(cited)
        for cell in [cell for row in (answer["table"] or {}).get("cells", []) for cell in row]:
            assert cited[cell["citation"]] == cell["text"]
        is_found = answer["status"] == "answered"
        assert (bool(cited), bool(answer["nearest"])) == (is_found, not is_found)


def test_a_quoted_answer_is_its_quote(bodies: list[dict[str, Any]]) -> None:
    """Where no model words an answer, its sentences are quotes; its short form stands in one."""
    for answer in with_fields(bodies, "statements", "method"):
        quotes = [citation["quote"] for citation in answer["citations"]]
        assert all(answer["short"] in quote for quote in quotes) or not answer["short"]
        if answer["method"] == "extractive" and not answer["table"]:
            assert [said["text"] for said in answer["statements"]] == quotes
        if answer["table"]:
            rows, columns = answer["table"]["rows"], answer["table"]["columns"]
            cells = answer["table"]["cells"]
            assert [len(row) for row in cells] == [len(columns)] * len(rows)


def test_counts_are_of_what_is_shown(bodies: list[dict[str, Any]]) -> None:
    """Ranks count from one, no count is more than the total, and no time is negative or long."""
    (hits,) = with_fields(bodies, "hits", "facets")
    assert [hit["rank"] for hit in hits["hits"]] == list(range(1, len(hits["hits"]) + 1))
    scores = [hit["score"] for hit in hits["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= hits["total"]
    for values in hits["facets"].values():
        assert values
        assert all(0 < value["count"] <= hits["total"] for value in values)
    (listed,) = with_fields(bodies, "publications", "total")
    assert listed["total"] == len(listed["publications"])
    assert all(0 < part["took_ms"] < MOST_MS for part in with_fields(bodies, "took_ms"))


def test_answers_are_to_the_requests_shown(
    told: dict[str, Any], bodies: list[dict[str, Any]]
) -> None:
    """What an example answers is what an example of a request or parameter asks."""
    sent = [example for where, _, example in exemplified(told) if "/schemas/" in where]
    asked = [example for where, _, example in exemplified(told) if "/parameters/" in where]
    questions = {one["question"] for one in sent if "question" in one}
    assert questions == {part["question"] for part in with_fields(bodies, "statements", "question")}
    quotes = {one["quote"] for one in sent if "quote" in one}
    assert quotes == {part["quote"] for part in with_fields(bodies, "too_short")}
    (hits,) = with_fields(bodies, "hits", "query")
    assert hits["query"]["text"] in asked
    assert hits["query"]["filters"]["publication"] in asked
    changes = [one for one in sent if isinstance(one, dict) and "audience" in one]
    for change in changes:
        assert [part for part in bodies if change.items() <= part.items()]
    assert changes
    (passage,) = [body for body in bodies if "passage_id" in body]
    assert passage["passage_id"] in asked
    assert shown_page(bodies)["page"]["number"] in asked


def test_the_stream_is_of_events(told: dict[str, Any]) -> None:
    """The stream's example ends with a whole answer, after the sentence that the answer has."""
    found = events(told)
    assert [name for name, _ in found] == ["writing", "sentence", "answer"]
    (_, writing), (_, sentence), (_, answer) = found
    assert writing == {}
    assert faults(told, {"$ref": "#/components/schemas/Answer"}, answer) == []
    assert answer["method"] == "generated"
    assert answer["text"] == sentence["text"]
    assert answer["citations"] == sentence["citations"]
