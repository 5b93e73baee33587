"""What a term means in a sentence: the words an acronym stands for, the clause that defines.

Acronyms after Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003): letters are matched from the right, the first at the start of a word;
theirs of the clause is our own list of forms.
"""

import re

from index.analysis import STOP_WORDS, stems, words

_PARENTHESIS = re.compile(r"\(([^()]{2,200})\)")
_QUOTES = "‘’'“”\""


def expansion(text: str, acronym: str) -> tuple[int, int] | None:
    """Where the words stand that an acronym is short for, or None."""
    wanted = _bare(acronym)
    for match in _PARENTHESIS.finditer(text):
        inside = match.group(1)
        if _bare(inside.split(",")[0].split(" or ")[0]) == wanted:
            start = long_form(text[: match.start()], wanted)
            if start is not None:
                return start, len(text[: match.start()].rstrip())
        before = text[: match.start()].rstrip(f" {_QUOTES}")
        last = before.split()[-1] if before.split() else ""
        if _bare(last) == wanted and long_form(inside, wanted) == 0:
            return match.span(1)
    return _spoken(text, acronym)


def _spoken(text: str, acronym: str) -> tuple[int, int] | None:
    """ "X stands for ...", "X is short for ..."."""
    form = rf"\b{re.escape(acronym)}\b,?\s+(?:which )?(?:stands|is short) for\s+([^.;()]+)"
    match = re.search(form, text, re.IGNORECASE)
    return match.span(1) if match else None


def long_form(before: str, wanted: str) -> int | None:
    """Where the shortest run of words at the end of `before` begins that gives the letters.

    At most as many words as letters and five more are looked at, and never more than twice as
    many, as in the source.
    """
    parts = list(re.finditer(r"[^\W_]+", before))
    most = min(len(wanted) + 5, 2 * len(wanted))
    for word in reversed(parts[-most:]):
        run = before[word.start() :].casefold()
        if word.group() in STOP_WORDS and len(wanted) > 2:
            # "Office of the Police": no name begins at its "of", but one may at its "The".
            continue
        if run[:1] == wanted[:1] and _gives(run, wanted):
            return word.start()
    return None


def _gives(run: str, wanted: str) -> bool:
    """Whether the letters stand in the run in order, most of them at the start of words."""
    starts = {m.start() for m in re.finditer(r"[^\W_]+", run)}
    at, at_start = 0, 0
    for letter in wanted:
        places = [i for i in range(at, len(run)) if run[i] == letter]
        if not places:
            return False
        chosen = next((i for i in places if i in starts), places[0])
        at_start += chosen in starts
        at = chosen + 1
    rest = [s for s in starts if s >= at]
    return at_start * 2 >= len(wanted) and len(rest) <= 1


def _bare(acronym: str) -> str:
    letters = re.sub(r"[^\w]|_", "", acronym)
    if len(letters) > 2 and letters.endswith("s") and letters[:-1].isupper():
        letters = letters[:-1]
    return letters.casefold()


_IS = (
    r"(?:is|are|was|were|means|refers to|describes|provides?|supports?|offers?|aims|helps?|works?"
    r"|brings|enables?|allows?|gives|runs|delivers|acts|seeks|can be defined|consists?|includes?"
    r"|combines|uses|has been|have been|, which|, who|, where)"
)


def names(text: str, term: str) -> bool:
    """Whether a text speaks of a term by its name; a term without a capital has none."""
    is_name = any(letter.isupper() for letter in term)
    parts = rf"[{_QUOTES}]?\s[{_QUOTES}]?".join(map(re.escape, term.split()))
    return is_name and bool(re.search(rf"\b{parts}\b", text, re.IGNORECASE))


def headed(text: str, term: str) -> tuple[int, int] | None:
    """Where words stand under the term as their heading: "Street Doctors. Volunteers who ..."."""
    head = re.match(r"([^.:]{3,60})[.:] (?=\S.{20})", text)
    plain = re.sub(r"\b[A-Z]{2,}s?\b", "", term)
    if not head or not plain.strip() or stems(words(head[1])) != stems(words(plain)):
        return None
    return head.end(), len(text)


def definition(text: str, term: str, *, is_strict: bool = False) -> tuple[int, int] | None:
    """Where the clause stands that says what a term is, or None where the term is only used.

    Where `is_strict`, what a term does or how it is ("is well known") does not say what it is.
    """
    name = rf"[{_QUOTES}]?\b{re.escape(term)}\b[{_QUOTES}]?(?: \([^()]+\))?"
    clause = r"((?:an?|any|every|the|our|its|their|one of)\s[^.;]{3,160}?)"
    if re.search(
        rf"{name} (?:is|are) defined (?:as )?(?:in|by|above|below|elsewhere)\b", text, re.I
    ):
        return None
    forms = (
        rf"{name}(?: (?:[\w’'-]+ ){{0,3}}?)?\s?(?:is|are|was|were|means|refers to)\s{clause}"
        r"(?=[.;]|$)",
        rf"{name}(?: \w+ly)?,? (?:means|is (?:here )?(?:defined as|taken to mean)|refers to)"
        r"(?! (?:as )?(?:in|by|above|below|elsewhere)\b)\s([^.;]{6,300})",
        rf"\bdefin(?:e[sd]?|ing) {name}(?: (?:in|for) [\w’'-]+)? as\s([^.;]{{6,300}})",
        rf"{name}\s?[,–—:-]\s?{clause}(?=[.,;–—]|$)",
        rf"{name},? (?:i\.e\.|that is),? ([^.;]{{6,200}})",
        rf"{name}\s?\(([^()]{{6,160}})\)",
        rf"(?-i:((?:[A-Z][\w’'-]+,? (?:(?:of|for|in|and|the|to|on) )*){{2,12}}))\({name}\)",
        rf"^(?:[\w ]{{2,30}}: )?{name}(?:; |: )[\w ]{{2,30}}: ([^;]{{6,300}})",
        rf"\b((?:an?|the|its|their)\s[^.,;]{{6,120}}?),\s{name}(?=[,.;)]|$)",
        rf"\b((?:an?|the|its|their)\s[^.;]{{6,200}}?),?\s(?:known as|called|named)\s{name}",
        rf"{name}\s?,?\s{_IS}\s([^.;]{{6,200}})",
    )
    for form in forms[:-1] if is_strict else forms:
        match = re.search(form, text, re.IGNORECASE)
        if match:
            return match.span(1)
    return None
