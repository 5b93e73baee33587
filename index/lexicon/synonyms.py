"""Wordings that mean the same, kept by hand in a file that anyone may edit.

Finds which of them a query holds and gives the terms of the others. Does not guess at meanings:
what is in no group has no synonyms. Matching is by stems, so that "stabbed" finds "stabbing".
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.analysis import STOP_WORDS, stems, words
from index.errors import BadSynonyms

DEFAULT_FILE = Path(__file__).parent.parent / "synonyms.toml"

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of wordings, ready to be found in queries.

    `leads_to` maps a wording's first stem to its wordings and to what each leads to; `stems` are
    those of all wordings.
    """

    leads_to: Mapping[str, tuple[tuple[Stems, tuple[str, ...]], ...]]
    stems: frozenset[str]

    @classmethod
    def load(cls, path: Path | None = None) -> "Synonyms":
        """Read the file that comes with the service, or another of its form.

        *Raises*: BadSynonyms.
        """
        source = path or DEFAULT_FILE
        try:
            groups = tomllib.loads(source.read_text(encoding="utf-8")).get("group", [])
            return cls.of((group.get("same", []), group.get("to", [])) for group in groups)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadSynonyms(f"The file {source.name} cannot be read: {error}") from error
        except (AttributeError, TypeError) as error:
            raise BadSynonyms(f"The file {source.name} has a group of another form.") from error

    @classmethod
    def of(cls, groups: Iterable[tuple[Sequence[str], Sequence[str]]]) -> "Synonyms":
        """From pairs: wordings that mean the same, and wordings they lead to but not back."""
        found: dict[str, list[tuple[Stems, tuple[str, ...]]]] = {}
        for same, to in groups:
            for wording in same:
                key = stemmed(wording)
                others = tuple(o for o in (*same, *to) if stemmed(o) != key)
                if key:
                    found.setdefault(key[0], []).append((key, others))
        held = (key for entries in found.values() for key, _ in entries)
        return cls(
            {first: tuple(entries) for first, entries in found.items()},
            frozenset(stem for key in held for stem in key),
        )

    def found_in(self, query: Stems) -> Iterator[tuple[Stems, tuple[str, ...]]]:
        """Each wording in the query with what it leads to, in the order of the query.

        One other word may stand within a wording: "in Northgate's care" holds "in care".
        """
        for at, stem in enumerate(query):
            for key, others in self.leads_to.get(stem, ()):
                if _begins_with(query[at : at + len(key) + 1], key):
                    yield key, others


def _begins_with(query: Stems, key: Stems) -> bool:
    """Whether a run of words begins with a wording, one other word within it at most."""
    if query[: len(key)] == key:
        return True
    return any(query[:gap] + query[gap + 1 :] == key for gap in range(1, len(key)))


@lru_cache(maxsize=2048)
def stemmed(text: str) -> Stems:
    """The stems of a wording, with the small words that belong to it ("out of school")."""
    return tuple(stems(words(text)))


@lru_cache(maxsize=2048)
def counted(wording: str) -> Stems:
    """The terms by which a wording is searched: its stems without stop words."""
    return tuple(stems([word for word in words(wording) if word not in STOP_WORDS]))
