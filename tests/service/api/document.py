"""The API's description read as a program reads it: its answers, examples and references."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from service.app import create_app
from service.settings import Settings

SCHEMAS, EXAMPLES = "#/components/schemas/", "#/components/examples/"


def document(folder: Path) -> dict[str, Any]:
    """The description of a service over an empty data directory."""
    return create_app(Settings(data=folder)).openapi()


@dataclass(frozen=True)
class Told:
    """One media type of one answer with a status of success."""

    where: str
    media_type: str
    content: dict[str, Any]

    @property
    def is_json(self) -> bool:
        """Whether it is JSON or of a type made from it."""
        return self.media_type == "application/json" or self.media_type.endswith("+json")

    @property
    def is_bytes(self) -> bool:
        """Whether its schema says that it is no text."""
        return "contentMediaType" in self.content.get("schema", {})


def answers(told: dict[str, Any]) -> Iterator[Told]:
    """Every media type of every answer with a status of success."""
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            for status, response in operation["responses"].items():
                if status.startswith("2"):
                    for media_type, content in response["content"].items():
                        yield Told(f"{method} {path} {status}", media_type, content)


def examples_of(told: dict[str, Any], content: dict[str, Any]) -> list[Any]:
    """The examples of a media type or parameter, those named and those of its own schema."""
    kept = told["components"]["examples"]
    examples = content.get("examples", {}).values()
    named = [
        (kept[_referred(one, EXAMPLES)] if "$ref" in one else one)["value"] for one in examples
    ]
    alone = [content["example"]] if "example" in content else []
    return named + alone + content.get("schema", {}).get("examples", [])


def exemplified(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Every example of the description: where it stands, the schema it is of, and itself."""

    def walk(node: Any, where: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
        if isinstance(node, list):
            for n, one in enumerate(node):
                yield from walk(one, f"{where}/{n}")
        if not isinstance(node, dict):
            return
        if isinstance(node.get("examples"), list):
            yield from ((where, node, example) for example in node["examples"])
        elif "schema" in node:
            own = {**node, "schema": {}}
            yield from ((where, node["schema"], example) for example in examples_of(told, own))
        for name, one in node.items():
            # An example is data: what looks like a schema in it is none.
            if name not in ("example", "examples"):
                yield from walk(one, f"{where}/{name}")

    return walk(told, "#")


def faults(told: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    """What is against the schema in a value, by JSON Schema of 2020-12."""
    # References point into the description, so the schema is read as a part of it.
    rooted = {**schema, "components": told["components"]}
    found = Draft202012Validator(rooted).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def reachable(told: dict[str, Any], node: Any) -> set[str]:
    """The names of the component schemas that a schema refers to, through others too."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            name = _referred(one)
            if name and name not in found:
                found.add(name)
                waiting.append(told["components"]["schemas"][name])
            waiting.extend(one.values())
    return found


def shown(told: dict[str, Any], schema: dict[str, Any], value: Any) -> set[str]:
    """The names of the component schemas that a value has an instance of."""
    found: set[str] = set()
    name = _referred(schema)
    if name:
        found |= {name} | shown(told, told["components"]["schemas"][name], value)
    for choice in schema.get("anyOf", []):
        if not faults(told, choice, value):
            found |= shown(told, choice, value)
    if isinstance(value, list):
        for one in value:
            found |= shown(told, schema.get("items", {}), one)
    if isinstance(value, dict):
        for field, part in schema.get("properties", {}).items():
            if field in value:
                found |= shown(told, part, value[field])
    return found


def _referred(node: dict[str, Any], place: str = SCHEMAS) -> str:
    reference = node.get("$ref", "")
    return reference.removeprefix(place) if isinstance(reference, str) else ""


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a value, itself first."""
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from parts(one)
    elif isinstance(value, list):
        for one in value:
            yield from parts(one)
