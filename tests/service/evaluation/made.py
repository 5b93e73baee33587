"""A made question of number and quotes for it, for the tests of judging."""

from service.evaluation.questions import Question, RunHit

QUESTION = Question(
    "q",
    "How many robberies?",
    True,
    frozenset({("a.pdf", 3)}),
    "There were 1,204 robberies in Northgate.",
    "1,204 robberies.",
    "number",
)


def quote(words: str, page: int = 3) -> RunHit:
    """A citation of some words on a page of the gold report."""
    return RunHit("a.pdf", page, words, words, 1.0)
