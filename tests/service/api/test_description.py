"""The OpenAPI description."""

from typing import Any

from service.handlers import PROBLEMS
from tests.service.conftest import Library


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
