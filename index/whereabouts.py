"""Which places passages and publications are about, and how near that is to a place asked for.

A publication is about its area; a passage under a heading "Northgate" is about Northgate, in a
report about the whole county. Places are found by name (`corpus.places`), never guessed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.places import Places
from corpus.records import Passage, Publication

SAME, INSIDE, AROUND, UNKNOWN, ELSEWHERE = 1.0, 0.8, 0.5, 0.4, 0.0
"""How near a publication's area is to the place asked for: the same, within it, holding it."""

NAMED_BY_AREA = {AROUND: 1.0, UNKNOWN: 0.9, ELSEWHERE: 0.3}
"""Nearness of a passage that names the place, by how near its publication is."""

SIBLING = 0.1
"""Nearness of a passage under the heading of another place than the one asked for."""

LEAST_SHARE = 0.4
"""A publication without an area is about the place that this share of its naming passages names."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Who names what.

    *Shapes*: `areas` has one place number a publication, -1 for none; place i is named by the
    passages `named[starts[i]:starts[i+1]]`; `heading` has one place number a passage, -1 for none.
    """

    places: tuple[str, ...]
    areas: NDArray[np.int32]
    starts: NDArray[np.int64]
    named: NDArray[np.int32]
    heading: NDArray[np.int32]


def locate(
    publications: Sequence[Publication],
    passages: Iterable[tuple[int, Passage]],
    places: Places,
) -> Whereabouts:
    """Find the places that publications and passages are about.

    `passages` gives each passage with its publication's row.
    """
    numbers: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    headings: list[int] = []
    counts: list[Counter[int]] = [Counter() for _ in publications]
    for row, (owner, passage) in enumerate(passages):
        above = _numbered(places, "\n".join(reversed(passage.headings)), numbers)
        inside = _numbered(places, f"{passage.context}\n{passage.text}", numbers)
        headings.append(above[0] if above else -1)
        together = set(above) | set(inside)
        counts[owner].update(together)
        pairs.extend((place, row) for place in together)
    areas = [
        _area(publication, counts[row], places, numbers)
        for row, publication in enumerate(publications)
    ]
    starts, named = _rows(pairs, len(numbers))
    return Whereabouts(
        tuple(numbers),
        np.array(areas, dtype=np.int32),
        starts,
        named,
        np.array(headings, dtype=np.int32),
    )


def _numbered(places: Places, text: str, numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(p.name, len(numbers)) for p in places.find(text)]


def _area(
    publication: Publication, counts: Counter[int], places: Places, numbers: dict[str, int]
) -> int:
    known = publication.area and places.named(publication.area)
    if known:
        return numbers.setdefault(known.name, len(numbers))
    titled = [place.name for place in places.find(publication.title)]
    # "London Borough of Croydon" is about Croydon: the place that lies in the others.
    inner = [n for n in titled if not any(n in _around(other, places) for other in titled)]
    if inner:
        return numbers.setdefault(inner[0], len(numbers))
    if not counts:
        return -1
    place, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return place if times >= LEAST_SHARE * sum(counts.values()) else -1


def _rows(
    pairs: Sequence[tuple[int, int]], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    listed = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    sizes = np.bincount(listed[:, 0], minlength=count)
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    return starts, listed[:, 1].astype(np.int32)


def nearness(
    where: Whereabouts, owner: NDArray[np.int32], asked: Sequence[str], places: Places
) -> NDArray[np.float32] | None:
    """How near each passage is to the nearest of the places asked for, 0 to 1.

    None where no publication and no passage is about any of them: such a wish says nothing here.
    """
    numbers = {name: number for number, name in enumerate(where.places)}
    best: NDArray[np.float32] | None = None
    for name in asked:
        if name not in numbers and not set(places.within(name)) & numbers.keys():
            continue
        one = _nearness_to(where, owner, name, places, numbers)
        best = one if best is None else np.maximum(best, one)
    return best


def about(where: Whereabouts, asked: Sequence[str], places: Places) -> NDArray[np.bool_]:
    """Which publications are about a place asked for, one in it or one that holds it.

    Every one where none is. *Shapes*: (publications,).
    """
    wanted = {n for name in asked for n in (*places.within(name), *_around(name, places))}
    numbers = [number for number, name in enumerate(where.places) if name in wanted]
    told = np.isin(where.areas, numbers)
    return told if told.any() else np.ones(len(where.areas), dtype=np.bool_)


def _nearness_to(
    where: Whereabouts,
    owner: NDArray[np.int32],
    asked: str,
    places: Places,
    numbers: dict[str, int],
) -> NDArray[np.float32]:
    inside, around = set(places.within(asked)) - {asked}, _around(asked, places)
    relations = [_relation(name, asked, inside, around) for name in where.places]
    # The last entry stands for -1, no place.
    of_place = np.array([*relations, UNKNOWN], dtype=np.float32)
    area = of_place[where.areas][owner]
    found = area.copy()
    under_another = (where.heading >= 0) & (of_place[where.heading] < AROUND) & (area < INSIDE)
    found[under_another & (area > SIBLING)] = SIBLING
    for number in sorted(numbers[name] for name in {asked, *inside} & numbers.keys()):
        rows = where.named[where.starts[number] : where.starts[number + 1]]
        rows = rows[~under_another[rows]]
        for relation, nearer in NAMED_BY_AREA.items():
            chosen = rows[area[rows] == np.float32(relation)]
            found[chosen] = np.maximum(found[chosen], np.float32(nearer))
    return found


def _around(asked: str, places: Places) -> set[str]:
    """The places that hold this one, up to the widest."""
    found: set[str] = set()
    place = places.named(asked)
    while place and place.parent and place.parent not in found:
        found.add(place.parent)
        place = places.named(place.parent)
    return found


def _relation(area: str, asked: str, inside: set[str], around: set[str]) -> float:
    if area == asked:
        return SAME
    if area in inside:
        return INSIDE
    return AROUND if area in around else ELSEWHERE
