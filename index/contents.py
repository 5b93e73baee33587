"""What a generation holds, worked out from publications and passages.

Pure: the same passages give the same arrays, byte for byte. Vectors aside, which `index.build`
adds; writing is for `index.generation`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.places import Places
from corpus.records import Passage, Publication
from index import bm25, exact, periods, whereabouts
from index.analysis import terms, words
from index.lexicon.glossary import gather
from index.signals import has_figure, has_list
from index.texts import Indexed

FULL_WORDS = 20
"""A passage of fewer words than this, its context counted in, is likely a fragment."""

Arrays = dict[str, NDArray[Any]]
Pairs = Sequence[tuple[Publication, Passage]]


def contents(
    publications: Sequence[Publication], pairs: Pairs, texts: Sequence[Indexed], places: Places
) -> tuple[Arrays, dict[str, Any]]:
    """Arrays and documents of a generation, by name."""
    row_of = {p.id: row for row, p in enumerate(publications)}
    owner = np.array([row_of[p.id] for p, _ in pairs], dtype=np.int32)
    names, postings = bm25.build(terms(text.lexical) for text in texts)
    glossary = gather(pairs)
    where = whereabouts.locate(
        publications, ((row_of[p.id], passage) for p, passage in pairs), places
    )
    sequences, holding = exact.lay_out(passage.text for _, passage in pairs)
    arrays: Arrays = {
        **_passages(pairs, owner),
        "starts": postings.starts,
        "postings": postings.passages,
        "shares": postings.shares,
        "sequence_starts": sequences.starts,
        "sequence": sequences.numbers,
        "word_passages": holding,
        "areas": where.areas,
        "place_starts": where.starts,
        "place_passages": where.named,
        "heading_place": where.heading,
    }
    documents = {
        "terms": names,
        "words": sequences.vocabulary,
        "places": list(where.places),
        "publications": [_known(p) for p in publications],
        "glossary": [asdict(entry) for entry in glossary.entries],
        "definition_rows": [list(rows) for rows in glossary.rows],
    }
    return arrays, documents


def _passages(pairs: Pairs, owner: NDArray[np.int32]) -> Arrays:
    page = np.array([passage.page for _, passage in pairs], dtype=np.int32)
    return {
        "passage_ids": np.array([passage.id.encode() for _, passage in pairs], dtype=np.bytes_),
        "publication": owner,
        "page": page,
        "page_row": _page_rows(owner, page),
        "alike": np.array([_form(passage.text) for _, passage in pairs], dtype=np.int64),
        "brevity": np.array([_brevity(passage) for _, passage in pairs], dtype=np.float32),
        "has_figure": np.array([has_figure(passage.text) for _, passage in pairs], dtype=np.bool_),
        "has_list": np.array([has_list(passage.text) for _, passage in pairs], dtype=np.bool_),
    }


def _page_rows(owner: NDArray[np.int32], page: NDArray[np.int32]) -> NDArray[np.int32]:
    keys = owner.astype(np.int64) << 32 | page
    rows: NDArray[np.int32] = np.unique(keys, return_inverse=True)[1].astype(np.int32)
    return rows


def _brevity(passage: Passage) -> float:
    """How far a passage falls short of a full one, 0 to 1: stray lines of a cover are near 1."""
    words = len(passage.context.split()) + len(passage.text.split())
    return max(0.0, 1.0 - words / FULL_WORDS)


def _form(text: str) -> int:
    """A number for the words of a text, names and figures aside: twins have the same."""
    plain = [w for w in words(" ".join(p for p in text.split() if p.islower())) if w.isalpha()]
    digest = hashlib.sha256(" ".join(plain).encode()).digest()
    return int.from_bytes(digest[:8], "little", signed=True)


def _known(publication: Publication) -> dict[str, Any]:
    days = periods.days_of(publication)
    return {
        "id": publication.id,
        "title": publication.title,
        "kind": publication.kind.value,
        "area": publication.area,
        "first_day": days[0][0].isoformat() if days else "",
        "last_day": days[0][1].isoformat() if days else "",
        "days": [[first.isoformat(), last.isoformat()] for first, last in days],
    }
