"""The lists that may be one's own: places and synonyms, from the data directory where they are.

The data directory is the one that holds the generations. Reading the lists is for
`corpus.places` and `index.lexicon.synonyms`.
"""

from pathlib import Path

from corpus.places import Places
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


def _own(generations: Path, name: str) -> Path | None:
    path = generations.parent / name
    return path if path.is_file() else None
