"""Holding a withdrawal or downgrade from the next request on, before the index has followed.

A generation may for some seconds still know a publication that its audience may no longer see.
Words come from the record, so none is shown; but counts, facets and respellings would still tell.
`Withdrawals` says which publications of a generation are gone, and `narrowed` and `cleared` leave
them out until the index is built anew.
"""

import json
import threading
from dataclasses import replace
from pathlib import Path

from corpus.reader import View
from index.generation import folder_of
from index.hits import Filters, Found, Query

NOTHING = "\0"
"""An id that no publication has: a filter that nothing passes."""


class Withdrawals:
    """Which publications of a generation its audience may no longer see."""

    def __init__(self, generations: Path) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._indexed: dict[tuple[str, str], frozenset[str]] = {}
        self._visible: dict[str, tuple[int, frozenset[str]]] = {}

    def gone(self, view: View, generation: str) -> frozenset[str]:
        """Ids that are in the generation and must not be seen."""
        return self._in_generation(view, generation) - self.visible(view)

    def missing(self, view: View, generation: str) -> frozenset[str]:
        """Ids that may be seen and are not in the generation yet."""
        return self.visible(view) - self._in_generation(view, generation)

    def visible(self, view: View) -> frozenset[str]:
        """Ids that the view's audience may see now."""
        # The revision is read first: a change in between makes the next request look again.
        revision = view.revision()
        with self._lock:
            known = self._visible.get(view.audience.value)
        if known is None or known[0] != revision:
            known = (revision, frozenset(p.id for p in view.publications()))
            with self._lock:
                self._visible[view.audience.value] = known
        return known[1]

    def _in_generation(self, view: View, generation: str) -> frozenset[str]:
        key = (view.audience.value, generation)
        with self._lock:
            if key not in self._indexed:
                folder = folder_of(self._generations, view.audience) / generation
                listed = json.loads((folder / "publications.json").read_text())
                self._indexed = {k: v for k, v in self._indexed.items() if k[0] != key[0]}
                self._indexed[key] = frozenset(entry["id"] for entry in listed)
            return self._indexed[key]


def narrowed(query: Query, visible: frozenset[str]) -> Query:
    """The query held to the publications that may be seen."""
    asked = query.filters.publications
    left = tuple(sorted(visible if not asked else visible.intersection(asked))) or (NOTHING,)
    return replace(query, filters=replace(query.filters, publications=left))


def cleared(found: Found, filters: Filters) -> Found:
    """What was found, without words that a publication that is gone may have lent."""
    understood = replace(found.understood, suggestion="", reworded=(), filters=filters)
    return replace(found, understood=understood)
