"""The lists that may be one's own: places, synonyms, corrections, from the data directory.

The data directory is the one that holds the generations. Reading the lists is for
`corpus.places`, `index.lexicon.synonyms` and `index.lexicon.corrections`.
"""

from pathlib import Path

from corpus.places import Places
from index.lexicon import corrections
from index.lexicon.corrections import Correction
from index.lexicon.synonyms import Synonyms


def own_places(generations: Path) -> Places:
    """The list of places of this data directory, or the one that comes along.

    *Raises*: BadPlaces.
    """
    return Places.load(_own(generations, "places.toml"))


def own_synonyms(generations: Path) -> Synonyms:
    """The synonyms of this data directory, or those that come along.

    *Raises*: BadSynonyms.
    """
    return Synonyms.load(_own(generations, "synonyms.toml"))


def own_corrections(generations: Path) -> tuple[Correction, ...]:
    """The corrections to the glossary of this data directory; none come along.

    *Raises*: BadGlossary.
    """
    path = _own(generations, "glossary.toml")
    return corrections.load(path) if path else ()


def _own(generations: Path, name: str) -> Path | None:
    path = generations.parent / name
    return path if path.is_file() else None
