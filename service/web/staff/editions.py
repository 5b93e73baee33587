"""Two editions of a publication side by side: what went, what came, on which pages.

Compares the text line by line, then word by word where a line was replaced.
Source of the method: Ratcliff and Obershelp (1988), as Python's difflib has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.reader import View
from service.access.caller import StaffCaller
from service.api.publications import seen_edition
from service.web.templating import render, runtime_of

router = APIRouter(include_in_schema=False)

MOST_CHANGES = 300
MOST_LINES = 20_000
"""Lines of one edition that are compared; a report of a thousand pages has about as many."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs: words as (state, text), with the pages before and after.

    `state` is "same", "del" or "ins"; a page is None on the side where nothing stands.
    """

    page_before: int | None
    page_after: int | None
    words: tuple[tuple[str, str], ...]


Line = tuple[int, str]


@router.get("/staff/publications/{publication_id}/editions")
def compare(request: Request, publication_id: str, caller: StaffCaller) -> HTMLResponse:
    """What changed between two editions; the two newest unless others are named."""
    view = runtime_of(request).view(caller.audience, curating=True)
    found = view.publication(publication_id)
    editions = view.editions(publication_id)
    query = request.query_params
    after = seen_edition(view, publication_id, query.get("after"))[1]
    earlier = [e for e in editions if e.sha256 != after.sha256]
    before = earlier[0] if earlier else None
    if query.get("before"):
        before = seen_edition(view, publication_id, query["before"])[1]
    changes = (
        differences(lines_of(view, before.sha256), lines_of(view, after.sha256)) if (before) else ()
    )
    return render(
        request,
        "staff/editions.html",
        publication=found,
        editions=editions,
        before=before,
        after=after,
        changes=changes[:MOST_CHANGES],
        change_count=len(changes),
    )


def lines_of(view: View, sha256: str) -> list[Line]:
    """The lines of an edition's text, each with its page."""
    lines = [
        (page.number, " ".join(line.split()))
        for page in view.pages(sha256)
        for line in page.text.splitlines()
        if line.strip()
    ]
    return lines[:MOST_LINES]


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Change, ...]:
    """The places where two texts differ. *Order*: as they stand."""
    matcher = SequenceMatcher(None, [t for _, t in before], [t for _, t in after], autojunk=False)
    changes = []
    for operation, a0, a1, b0, b1 in matcher.get_opcodes():
        if operation == "equal":
            continue
        old, new = before[a0:a1], after[b0:b1]
        words = tuple(_words(" ".join(text for _, text in old), " ".join(text for _, text in new)))
        changes.append(Change(old[0][0] if old else None, new[0][0] if new else None, words))
    return tuple(changes)


def _words(old: str, new: str) -> Iterator[tuple[str, str]]:
    a, b = old.split(), new.split()
    for operation, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if operation == "equal":
            yield "same", " ".join(a[a0:a1])
            continue
        if a1 > a0:
            yield "del", " ".join(a[a0:a1])
        if b1 > b0:
            yield "ins", " ".join(b[b0:b1])
