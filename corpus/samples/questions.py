"""Finds the pages that answer the questions to the samples and writes them in the form of the API.

The questions, their quotes and answers are ours and stand in ``source/questions.toml``; this only
looks up where each quote stands, so a change of the text can never leave a wrong page behind.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from typing import Any

from corpus.samples.publications import SOURCE

Texts = Mapping[str, tuple[str, ...]]  # the words of each page of each publication, by its key

BREAKS = re.compile("[-\u00ad\u2010\u2011\ufffe\x02]\\s*")
QUOTE_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


class QuoteMissingError(ValueError):
    """A quote stands nowhere in the publication that is said to hold it."""


def squash(text: str) -> str:
    """Text made equal where only hyphens, line ends, quotation marks or ligatures differ."""
    plain = unicodedata.normalize("NFKC", BREAKS.sub("", text)).translate(QUOTE_MARKS)
    return " ".join(plain.split())


def locate(quote: str, pages: tuple[str, ...]) -> list[int]:
    """The numbers of the pages on which a quote stands whole."""
    wanted = re.compile(r"(?<!\w)" + re.escape(squash(quote)))
    return [number for number, text in enumerate(pages, 1) if wanted.search(squash(text))]


def questions(texts: Texts) -> list[dict[str, object]]:
    """All questions, each with its page and the other pages that state the same.

    Raises: QuoteMissingError where a quote is not found.
    """
    asked = tomllib.loads((SOURCE / "questions.toml").read_text(encoding="utf-8"))["ask"]
    return [_answered(ask, texts) if "doc" in ask else _unanswerable(ask) for ask in asked]


def _unanswerable(ask: Mapping[str, Any]) -> dict[str, object]:
    return {
        "id": ask["id"],
        "question": ask["question"],
        "answerable": False,
        "doc": None,
        "pages": [],
        "also": [],
        "quote": "",
        "answer": "",
        "kind": ask["kind"],
    }


def _answered(ask: Mapping[str, Any], texts: Texts) -> dict[str, object]:
    places = _places(ask["id"], ask["doc"], ask["quote"], texts)
    for doc, quote in ask.get("also", []):
        places += _places(ask["id"], doc, quote, texts)
    gold = places[0]
    others = sorted(set(places) - {gold})
    audience = {"audience": ask["audience"]} if "audience" in ask else {}
    return {
        "id": ask["id"],
        "question": ask["question"],
        "answerable": True,
        "doc": f"{gold[0]}.pdf",
        "pages": [gold[1]],
        "also": [{"doc": f"{doc}.pdf", "page": page} for doc, page in others],
        "quote": ask["quote"],
        "answer": ask["answer"],
        "kind": ask["kind"],
        **audience,
    }


def _places(name: str, doc: str, quote: str, texts: Texts) -> list[tuple[str, int]]:
    pages = locate(quote, texts[doc])
    if not pages:
        raise QuoteMissingError(f"{name}: {doc} does not say: {quote}")
    return [(doc, page) for page in pages]
