"""Judging what was found."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.hits import Filters
from service.answer.judge import READ, Judge, in_context
from service.answer.question import understand
from tests.service.answer.reports import candidates, edition, evidence, report, store


class LikesHubs:
    """A reader to which only words on hubs answer."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Log-odds of 4 for hubs, else of -4."""
        assert question
        return np.array([4.0 if "hub" in text else -4.0 for text in texts], dtype=np.float32)


def test_the_readers_word_puts_candidates_in_order(tmp_path: Path) -> None:
    """What the reader likes comes first of the few it reads, and those before all others."""
    made = report("r", 2022)
    pages = tuple(f"Matter {n} was told of the work." for n in range(READ + 2))
    pages = (*pages, "A hub was told of the work.")
    view = store(tmp_path / "r.sqlite", (made, edition(made, pages)))
    asked = understand("What was told of the work of the hub?")
    found = [evidence(view, f"r-{n}", rank=n) for n in range(1, len(pages) + 1)]
    weighed = Judge(view, None, LikesHubs(), None).weighed(asked, found, filters=Filters())
    assert weighed[0].candidate.text == "A hub was told of the work."
    assert sum(w.signals.reader != 0 for w in weighed[:READ]) == READ
    assert all(w.signals.reader == 0 for w in weighed[READ:])


def test_what_is_added_stays_on_the_pages_that_are_left(tmp_path: Path) -> None:
    """The grade of the whole is looked for in the report, but not beyond a filter of pages."""
    made = report("r", 2022, area="Northgate")
    pages = ("Services in Northgate are good", "Inspectors came to see how it was rated.")
    view = store(tmp_path / "r.sqlite", (made, edition(made, pages)))
    asked = understand("How was Northgate rated?", places=("Northgate",))
    judge = Judge(view, None, None, None)
    found = [evidence(view, "r-2")]
    everywhere = judge.weighed(asked, found, filters=Filters())
    assert {w.candidate.evidence.passage.page for w in everywhere} == {1, 2}
    narrowed = judge.weighed(asked, found, filters=Filters(page_from=2))
    assert {w.candidate.evidence.passage.page for w in narrowed} == {2}


def test_what_the_models_read_begins_with_place_and_time(tmp_path: Path) -> None:
    """Of near-identical reports these tell which one a sentence is of."""
    made = report("r", 2022, title="Needs", area="Northgate")
    view = store(tmp_path / "r.sqlite", (made, edition(made, ("It fell.",))))
    (candidate,) = candidates(view, "r-1")
    assert in_context(candidate).startswith("Northgate 2022/23 Needs")
