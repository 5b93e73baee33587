"""Nonsense is told from text, figures and other languages."""

from ingest.garbled import garbled_share

ENGLISH = (
    "The local authority and its partners have worked together to reduce serious violence across "
    "the county, and young people told us that they feel safer than they did a year ago. Officers "
    "visited schools, hospitals and clubs, where they listened to what was said about knives."
)
WELSH = (
    "Mae partneriaid lleol wedi gweithio gyda’i gilydd i leihau trais difrifol ar draws y sir, ac "
    "mae pobl ifanc wedi dweud wrthym eu bod yn teimlo’n fwy diogel nag yr oeddent flwyddyn yn ôl. "
    "Bu swyddogion yn ymweld ag ysgolion, ysbytai a chlybiau i wrando ar yr hyn a ddywedwyd."
)


def test_english_and_welsh_are_text() -> None:
    """Real sentences are not garbled."""
    assert garbled_share(ENGLISH.split()) == 0.0
    assert garbled_share(WELSH.split()) == 0.0


def test_shifted_letters_are_nonsense() -> None:
    """A font whose letters map three places on keeps words' shapes and is garbled all the same."""
    shifted = "".join(chr((ord(c) - 94) % 26 + 97) if c.isalpha() else c for c in ENGLISH.lower())
    assert garbled_share(shifted.split()) == 1.0


def test_letters_without_meaning_are_counted() -> None:
    """Private-use and replacement code points are nonsense by their share."""
    assert garbled_share(["\ue001\ue002", "ab"]) == 0.5
    assert garbled_share(["\ufffd\ufffd"]) == 1.0


def test_figures_and_nothing_are_not_judged() -> None:
    """A table of figures, or an empty page, is not garbled."""
    assert garbled_share(["Northgate", "2,728", "2,537"]) == 0.0
    assert garbled_share([]) == 0.0
