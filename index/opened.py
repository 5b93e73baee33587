"""A generation opened for searching: its arrays by name, and lookups made once.

Immutable; shared by all threads of a service. Does not rank or read queries.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Postings
from index.exact import Sequences
from index.generation import Generation, Manifest
from index.lexicon.corrections import Correction, corrected
from index.lexicon.glossary import Glossary, GlossaryEntry
from index.lexicon.synonyms import Synonyms
from index.vectors import Nearness
from index.whereabouts import Whereabouts

Days = tuple[date, date]


class Opened:
    """One generation's contents under their meaning."""

    def __init__(self, generation: Generation, *, corrections: Sequence[Correction] = ()) -> None:
        arrays, documents = generation.arrays, generation.documents
        self.manifest: Manifest = generation.manifest
        self.count = generation.manifest.passages
        self.ids: NDArray[np.bytes_] = arrays["passage_ids"]
        self.owner: NDArray[np.int32] = arrays["publication"]
        self.page: NDArray[np.int32] = arrays["page"]
        self.page_row: NDArray[np.int32] = arrays["page_row"]
        self.alike: NDArray[np.int64] = arrays["alike"]
        self.brevity: NDArray[np.float32] = arrays["brevity"]
        self.has_figure: NDArray[np.bool_] = arrays["has_figure"]
        self.has_list: NDArray[np.bool_] = arrays["has_list"]
        self.nearness = Nearness.open(generation.folder)
        self.postings = Postings(arrays["starts"], arrays["postings"], arrays["shares"])
        self.term_of = {term: number for number, term in enumerate(documents["terms"])}
        self.sequences = Sequences(
            documents["words"], arrays["sequence_starts"], arrays["sequence"]
        )
        self.word_of = {word: number for number, word in enumerate(documents["words"])}
        self.word_passages: NDArray[np.int32] = arrays["word_passages"]
        self.publications: list[dict[str, Any]] = documents["publications"]
        self.where = Whereabouts(
            tuple(documents["places"]),
            arrays["areas"],
            arrays["place_starts"],
            arrays["place_passages"],
            arrays["heading_place"],
        )
        read = Glossary(
            tuple(GlossaryEntry(**entry) for entry in documents["glossary"]),
            tuple(tuple(rows) for rows in documents["definition_rows"]),
        )
        glossary = corrected(read, corrections)
        self.glossary, self._definition_rows = glossary.entries, glossary.rows

    @cached_property
    def times(self) -> tuple[tuple[Days, ...], ...]:
        """The times each publication may be meant by, none where nothing is known."""
        return tuple(
            tuple(
                (date.fromisoformat(first), date.fromisoformat(last)) for first, last in p["days"]
            )
            for p in self.publications
        )

    @cached_property
    def newest(self) -> list[float]:
        """1 for the newest publication of each area and kind, 0 for the others."""
        groups: dict[tuple[int, str], list[tuple[date, int]]] = {}
        for row, times in enumerate(self.times):
            if times:
                group = (int(self.where.areas[row]), self.publications[row]["kind"])
                groups.setdefault(group, []).append((max(last for _, last in times), row))
        marks = [0.0] * len(self.publications)
        for members in groups.values():
            newest, _ = max(members)
            for day, row in members:
                marks[row] = float(day == newest)
        return marks

    @cached_property
    def meanings(self) -> dict[str, list[int]]:
        """Numbers of the glossary entries of each short form, the most frequent meaning first."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.glossary):
            found.setdefault(entry.term.casefold(), []).append(number)
        return found

    @cached_property
    def acronyms(self) -> Synonyms:
        """Each short form and its most frequent meaning as synonyms of one another."""
        return Synonyms.of(
            ((self.glossary[numbers[0]].term, self.glossary[numbers[0]].meaning), ())
            for numbers in self.meanings.values()
        )

    @cached_property
    def passages_of_word(self) -> dict[str, int]:
        """How many passages hold each word that stands in more than one, for spellings."""
        counts = zip(self.sequences.vocabulary, self.word_passages.tolist(), strict=True)
        return {word: count for word, count in counts if count > 1}

    @cached_property
    def known_words(self) -> list[str]:
        """The words a mistyped one may be put right to, in order."""
        return list(self.passages_of_word)

    def defining(self, short_forms: Sequence[str]) -> dict[str, list[int]]:
        """The rows of passages that define these short forms, by the short form."""
        found: dict[str, list[int]] = {}
        for short in short_forms:
            for form in dict.fromkeys((short, short.removesuffix("s"))):
                for number in self.meanings.get(form.casefold(), ()):
                    found.setdefault(short, []).extend(self._definition_rows[number])
        return found
