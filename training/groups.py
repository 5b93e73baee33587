"""The unit of training: one question with a few texts, each right or wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A question, its texts and for each text a label, 1 where it answers, else 0."""

    question: str
    texts: tuple[str, ...]
    labels: tuple[int, ...]
    source: str


def framed(header: str, text: str) -> str:
    """A text as the reader sees it: its header (title, heading) before it, where there is one."""
    return f"{header}: {text}" if header else text
