"""Places by name: which council, county, town or force area a text speaks of.

Serves reading (what area a report covers) and search (what place a question asks about). Knows
only the names in its list (`places.toml`) and no map. A name inside a street, a university or a
longer place is not that place; a name that is also an everyday word (Reading, Bury, Deal) needs
a capital and a setting in which the everyday word would have none. Its rules are our own.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import BadPlaces

DEFAULT_LIST = Path(__file__).with_name("places.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its name, what kind of place it is, and the place it lies in (or nothing)."""

    name: str
    kind: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place and the half-open code-point range of the words that name it."""

    start: int
    end: int
    name: str
    kind: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """One wording of a place's name, as words.

    `care` is "" where any spelling counts, "capital" or "common" as the list says, "initials" for
    a wording in capitals.
    """

    words: tuple[str, ...]
    place: Place
    has_comma: bool
    care: str


class _Word(NamedTuple):
    start: int
    end: int
    folded: str


_WORD = re.compile(r"[^\W_]+|&")
_GAP = re.compile(r"\s*(?:[-‐‑‒–'’]|,|\.)?\s*")
_COUNCIL = re.compile(
    r"(?:['’]s?)?\s+(?:(?:metropolitan|city|borough|county|district|town|unitary)\s+)*"
    r"(?:council|borough|district|county|city|town|local\s+authority|safeguarding|police|csp"
    r"|community\s+safety|children|young\s+people|youth|residents|hospital|mbc|lscb|vru)\b",
    re.IGNORECASE,
)
_LARGER_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:[A-Z][a-z]+\s+)?"
    r"(?:Road|Street|Avenue|Lane|Drive|Close|Crescent|University|College|Football|League|Union)\b"
)
_LARGER_BEFORE = re.compile(r"\b(?:University|College)\s+of\s+$")
_PLACING = re.compile(
    r"(?:\b(?:in|at|near|across|of|for|from|around|outside|within|between|about|against|to|than"
    r"|with|and|or|by|the|is|are|was|were|did|does|do|has|have|both|how|that|on)|[,(/–:-])\s*$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?•]\s*|\n\s*)$")


@dataclass(frozen=True, slots=True)
class Places:
    """A list of places, ready to be found in texts."""

    places: tuple[Place, ...]
    _by_first_word: dict[str, tuple[_Name, ...]] = field(repr=False)
    _by_name: dict[str, Place] = field(repr=False)
    _inside: dict[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def load(cls, path: Path | None = None) -> "Places":
        """Read the list that comes with the service, or one of your own.

        A file with `mode = "extend"` adds to the list that comes along; any other stands alone.
        *Raises*: BadPlaces.
        """
        if path is None:
            return _default()
        own = _read(path)
        stands_alone = own.get("mode") != "extend"
        try:
            return _built([own] if stands_alone else [_read(DEFAULT_LIST), own])
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            raise BadPlaces(
                f"The list of places has a group that cannot be used: {error}"
            ) from error

    def find(self, text: str) -> tuple[FoundPlace, ...]:
        """Find every place named in a text, the longest name winning.

        *Order*: by place in the text; what is found does not overlap.
        """
        words = [_Word(m.start(), m.end(), _fold(m[0])) for m in _WORD.finditer(text)]
        found: list[FoundPlace] = []
        at = 0
        while at < len(words):
            name = self._longest_at(text, words, at)
            if name is None:
                at += 1
                continue
            end = at + len(name.words)
            place = name.place
            span = words[at].start, words[end - 1].end
            found.append(FoundPlace(*span, place.name, place.kind, place.parent))
            at = end
        return tuple(found)

    def named(self, name: str) -> Place | None:
        """The place of this name or other name, whatever its case."""
        return self._by_name.get(_key(name))

    def within(self, name: str) -> tuple[str, ...]:
        """The place itself and every place that lies in it, at any depth."""
        inside = [name]
        for parent in inside:
            inside.extend(self._inside.get(parent, ()))
        return tuple(inside)

    def _longest_at(self, text: str, words: list[_Word], at: int) -> _Name | None:
        for name in self._by_first_word.get(words[at].folded, ()):
            end = at + len(name.words)
            if tuple(w.folded for w in words[at:end]) != name.words:
                continue
            if _is_joined(text, words[at:end], name) and _is_meant(text, words[at:end], name):
                return name
        return None


@cache
def _default() -> Places:
    return _built([_read(DEFAULT_LIST)])


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPlaces(f"The list of places {path.name} cannot be read: {error}") from error


def _built(lists: Iterable[Mapping[str, Any]]) -> Places:
    places: dict[str, Place] = {}
    wordings: dict[str, str] = {}
    care: dict[str, str] = {}
    for content in lists:
        for group in content.get("group", ()):
            for name in group["names"]:
                places[name] = Place(name, group["kind"], group.get("parent", ""))
                wordings[name] = name
        for name, others in content.get("other_names", {}).items():
            wordings |= dict.fromkeys(others, name)
        care |= dict.fromkeys(content.get("capital_only", ()), "capital")
        care |= dict.fromkeys(content.get("common_words", ()), "common")
    names = [
        _Name(
            _words_of(wording),
            places[name],
            "," in wording,
            "initials" if wording.isupper() else care.get(wording, ""),
        )
        for wording, name in wordings.items()
        if name in places
    ]
    by_name = {_key(wording): places[name] for wording, name in wordings.items() if name in places}
    return Places(
        tuple(places.values()), _by_first_word(names), by_name, _by_parent(places.values())
    )


def _by_parent(places: Iterable[Place]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for place in places:
        grouped.setdefault(place.parent, []).append(place.name)
    return {parent: tuple(names) for parent, names in grouped.items()}


def _by_first_word(names: Iterable[_Name]) -> dict[str, tuple[_Name, ...]]:
    grouped: dict[str, list[_Name]] = {}
    for name in names:
        grouped.setdefault(name.words[0], []).append(name)
    return {
        word: tuple(sorted(group, key=lambda name: -len(name.words)))
        for word, group in grouped.items()
    }


def _fold(word: str) -> str:
    return "and" if word == "&" else word.casefold()


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(_fold(word) for word in _WORD.findall(name))


def _key(name: str) -> str:
    return " ".join(_words_of(name))


def _is_joined(text: str, words: list[_Word], name: _Name) -> bool:
    """Whether only what may stand inside a name parts its words: "St. Helens", "Stoke-on-Trent"."""
    for left, right in pairwise(words):
        gap = text[left.end : right.start]
        if not _GAP.fullmatch(gap) or "\n\n" in gap:
            return False
        if "," in gap and not name.has_comma:
            return False
        if "." in gap and left.folded != "st":
            return False
    return True


def _is_meant(text: str, words: list[_Word], name: _Name) -> bool:
    start, end = words[0].start, words[-1].end
    after = text[end : end + 40]
    if _LARGER_AFTER.match(after) or _LARGER_BEFORE.search(text[max(0, start - 20) : start]):
        return False
    match name.care:
        case "":
            return True
        case "initials":
            return text[start:end].isupper()
        case "capital":
            return text[start].isupper()
        case _:
            return text[start].isupper() and _has_setting(text, start, end)


def _has_setting(text: str, start: int, end: int) -> bool:
    """Whether a capitalised everyday word stands as a name: "in Reading", "Bury Council"."""
    if _COUNCIL.match(text, end):
        return True
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if line.strip(" .,:;|()") == text[start:end]:
        return True
    before = text[max(0, start - 24) : start]
    if _SENTENCE_START.search(before) or text[start:end].isupper():
        return bool(re.match(r"\s*[,(]?\s*(?:19|20)\d\d\b|['’]s\b", text[end : end + 12]))
    return _PLACING.search(before) is not None
