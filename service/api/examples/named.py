"""The examples of JSON answers by the names that the routes and the description call them."""

from typing import Any

from pydantic import BaseModel

from service.api.examples import found, held
from service.api.examples.refused import REFUSED

NAMED: dict[str, BaseModel] = {
    "hits": found.HITS,
    "answered": found.ANSWERED,
    "compared": found.COMPARED,
    "not-found": found.NOT_FOUND,
    "passage": found.PASSAGE,
    "stands": found.VERIFIED,
    "misquoted": found.MISQUOTED,
    "glossary": found.GLOSSARY,
    "publications": held.LIST,
    "publication": held.ONE,
    "changed": held.CHANGED,
    "withdrawn": held.WITHDRAWN,
    "added": held.ADDED,
    "page": held.ON_PAGE,
    "schema-org-report": held.METADATA,
    "health": held.HEALTH,
    "problem-types": held.SOME_PROBLEMS,
    "problem-type": held.PROBLEM,
    **REFUSED,
}


def examples() -> dict[str, dict[str, Any]]:
    """The examples as the description holds them, once each."""
    return {
        name: {"value": body.model_dump(mode="json", exclude_unset=True)}
        for name, body in NAMED.items()
    }
