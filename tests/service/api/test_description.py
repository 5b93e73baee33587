"""The OpenAPI description."""

import json
from typing import Any

import pytest

from service.handlers import PROBLEMS
from tests.service.api.document import (
    answers,
    document,
    examples_of,
    exemplified,
    faults,
    reachable,
    shown,
)
from tests.service.conftest import Library


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The description."""
    return document(tmp_path_factory.mktemp("empty"))


def operations(library: Library) -> list[tuple[str, dict[str, Any]]]:
    """Every operation with its path."""
    paths = library.client.get("/api/v1/openapi.json").json()["paths"]
    return [(path, operation) for path, methods in paths.items() for operation in methods.values()]


def test_it_is_openapi_3_1(library: Library) -> None:
    """The description is OpenAPI 3.1, says how a key is sent, and that none is needed to read."""
    body = library.client.get("/api/v1/openapi.json").json()
    assert body["openapi"].startswith("3.1")
    assert body["components"]["securitySchemes"]["key"] == {"type": "http", "scheme": "bearer"}
    assert {} in body["security"]


def test_every_operation_is_told_whole(library: Library) -> None:
    """Every operation has a sentence, a described success, and the problems that are anywhere."""
    told = operations(library)
    assert len(told) >= 15
    for path, operation in told:
        assert operation["description"], path
        assert any(status.startswith("2") for status in operation["responses"]), path
        for status in ("429", "500", "503", *(("413",) if "requestBody" in operation else ())):
            content = operation["responses"][status]["content"]["application/problem+json"]
            assert content["examples"], path


def test_every_problem_is_told(library: Library) -> None:
    """Each problem type is an example of some operation, and its address describes it."""
    text = library.client.get("/api/v1/openapi.json").text
    # A method that an address does not have can be told of no operation.
    assert [n for n in PROBLEMS if f"/problems/{n}" not in text] == ["wrong-method"]
    for problem in PROBLEMS.values():
        body = library.client.get(problem.type).json()
        assert (body["type"], body["status"]) == (problem.type, problem.status)


def test_the_description_has_an_etag(library: Library) -> None:
    """Asked again with its ETag, the description is not sent again."""
    etag = library.client.get("/api/v1/openapi.json").headers["ETag"]
    headers = {"If-None-Match": etag}
    assert library.client.get("/api/v1/openapi.json", headers=headers).status_code == 304


def test_every_success_has_an_example(told: dict[str, Any]) -> None:
    """Each answer of success has an example, or where it is bytes a schema that says so."""
    found = list(answers(told))
    assert len({answer.where for answer in found}) == len(
        [1 for methods in told["paths"].values() for _ in methods]
    )
    bare = [
        (answer.where, answer.media_type)
        for answer in found
        if not (answer.is_bytes or examples_of(told, answer.content))
    ]
    assert bare == []
    assert all(answer.content["schema"] for answer in found if answer.is_json)
    text = json.dumps(told["paths"])
    assert [n for n in told["components"]["examples"] if f'/examples/{n}"' not in text] == []


def test_every_part_of_a_success_is_shown(told: dict[str, Any]) -> None:
    """Each schema that an answer of success refers to has an instance in some answer's example."""
    named, seen = set[str](), set[str]()
    for answer in answers(told):
        schema = answer.content.get("schema", {})
        named |= reachable(told, schema)
        for example in examples_of(told, answer.content):
            seen |= shown(told, schema, example)
    assert len(named) >= 30
    assert named - seen == set()


def test_every_example_is_of_its_schema(told: dict[str, Any]) -> None:
    """Each example, of what is sent, answered, refused or asked by, is valid by its schema."""
    found = list(exemplified(told))
    for part in ("/responses/2", "/responses/4", "/parameters/", "/schemas/"):
        assert [where for where, _, _ in found if part in where], part
    wrong = {
        f"{where}: {fault}"
        for where, schema, example in found
        for fault in faults(told, schema, example)
    }
    assert wrong == set()


def test_every_parameter_says_what_it_takes(told: dict[str, Any]) -> None:
    """Each parameter has an example, or a default or list of values that tells as much."""
    bare = []
    for path, methods in told["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                schema = parameter["schema"]
                if not (examples_of(told, parameter) or schema.get("default") not in (None, [])):
                    bare.append((path, parameter["name"]))
    assert bare == []


def test_every_json_request_has_an_example(told: dict[str, Any]) -> None:
    """Each body that is sent as JSON has an example."""
    for path, methods in told["paths"].items():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content:
                name = content["schema"]["$ref"].rpartition("/")[2]
                assert told["components"]["schemas"][name]["examples"], path
