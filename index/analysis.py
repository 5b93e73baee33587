"""From text to the terms that are counted: words, stems, stop words.

The same on both sides of the search. Does not weigh terms; `index.bm25` does.
Source of the stemming: Porter (2001), "Snowball: a language for stemming algorithms", English.
"""

import re
import threading
import unicodedata
from collections.abc import Sequence

import Stemmer

from corpus.text import unmarked

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")

STOP_WORDS = frozenset(  # not what a question is about
    """
    a about above after again all also am an and any are as at be because been before being
    below between both but by can could did do does doing done down during each either else
    ever every few for from further get gets getting give given gives go goes got had has
    have having he her here hers him his how i if in into is it its itself just let like
    many me might more most much must my no nor not of off on once only or other our ours
    out over own per please same shall she should show so some such tell than that the their
    theirs them then there these they this those through to too under until up upon us very
    was we were what when where whether which while who whom whose why will with would you
    your yours list say says said find there's what's
    """.split()  # noqa: SIM905 - a list of strings would fill two pages
)
"""Words that say how a question is put, or join others, and never what it is about."""

_local = threading.local()


def words(text: str) -> list[str]:
    """Lower-case words and numbers in order, bare of possessives, separators and notes' marks."""
    found = _WORD.findall(unicodedata.normalize("NFKC", unmarked(text)).lower())
    return [word if word.isalpha() else _plain(word) for word in found]


def _plain(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    return _POSSESSIVE.sub("", word).replace("’", "'") if "'" in word or "’" in word else word


def stems(listed: Sequence[str]) -> list[str]:
    """The stem of each word, in order."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        # One for each thread: a stemmer keeps a buffer that threads must not share.
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    stemmed: list[str] = stemmer.stemWords(listed)
    return stemmed


def terms(text: str) -> list[str]:
    """What is counted of a text: stems of its words, stop words left out, in order."""
    return stems([word for word in words(text) if word not in STOP_WORDS])
