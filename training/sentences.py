"""Cut running text into sentences and short windows for training pairs.

Rules of thumb for clean prose, good enough for training; the product cuts its own passages.
"""

import re

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|e\.g|i\.e|al|Fig|Inc|Ltd|Co|Jr|Sr|U\.S|[A-Z])\.)$"
)
_SPACED = re.compile(r"\s+([,.;:?!%)])")
_WORD = re.compile(r"[a-z0-9]+")


def tidy(text: str) -> str:
    """Make white space single and undo the spaced punctuation of tokenised corpora."""
    text = text.replace("``", '"').replace("''", '"').replace(" 's ", "'s ")
    return _SPACED.sub(r"\1", " ".join(text.split()))


def cut(text: str) -> list[str]:
    """Sentences of a text, in order."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if not _ABBREVIATED.search(text[: match.start()]):
            found.append(text[start : match.start()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def words(text: str) -> list[str]:
    """Lower-case letters-and-digits words of a text, in order."""
    return _WORD.findall(text.lower())


def overlap(question: str, text: str) -> float:
    """Share of the question's words that stand in the text."""
    asked = set(words(question))
    return len(asked & set(words(text))) / max(1, len(asked))
