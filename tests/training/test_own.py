"""Training groups from questions of our own."""

import random

from training.own import passage_groups, passages, report_questions

PASSAGE = {
    "title": "Marrowshire | 2022/23 | Annual Report",
    "heading": "Robbery",
    "sentences": ["Robbery fell by a fifth.", "Knife crime rose.", "The unit has nine staff."],
    "questions": [{"q": "Did robbery fall?", "answers": [0], "kind": "yes-no"}],
    "unanswered": ["Did burglary fall?"],
}


def test_the_right_text_stands_first_among_wrong_ones() -> None:
    """Of a question's group the first text answers and no other does; of the unanswered none."""
    asked, unanswered = passage_groups([PASSAGE], random.Random(1))
    assert asked.labels[0] == 1
    assert not any(asked.labels[1:])
    assert "fell by a fifth" in asked.texts[0]
    assert not any(unanswered.labels)
    assert len(unanswered.texts) == len(unanswered.labels)


def test_every_passage_answers_what_it_says_it_answers() -> None:
    """Each made-up passage's questions name entries that it has, and every entry has words."""
    rows = passages()
    assert len(rows) > 500
    for row in rows:
        assert all(sentence.strip() for sentence in row["sentences"])
        for asked in row["questions"]:
            assert asked["answers"]
            assert all(0 <= entry < len(row["sentences"]) for entry in asked["answers"])


def test_questions_on_reports_hold_none_of_their_words() -> None:
    """What answers is told by its place on a page; the reports' own words are not kept here."""
    for row in report_questions():
        assert "quote" not in row
        if "words" in row:
            first, end = row["words"]
            assert 0 <= first < end
