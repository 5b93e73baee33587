"""Checking a quote: a sentence pasted in, and whether, where and with what differences it stands.

The finding is `service.verify`; here its outcome is drawn, with an address of its own.
"""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.access.caller import PublicCaller
from service.verified import verified_body
from service.web.templating import base_of, render, runtime_of

router = APIRouter(include_in_schema=False)

LONGEST_QUOTE = 2000
"""Characters that the box takes: the whole stands in the address, which must stay sendable."""

MOST_NEAR = 5


@router.get("/check")
def check_quote(request: Request, caller: PublicCaller) -> HTMLResponse:
    """Where these words stand, word for word, or where they nearly do."""
    quote = request.query_params.get("quote", "")[:LONGEST_QUOTE].strip()
    found: dict[str, Any] | None = None
    if quote:
        outcome = runtime_of(request).verifier(caller.audience).verify(quote)
        found = verified_body(outcome, base=base_of(request))
        found["near"] = found["near"][:MOST_NEAR]
    return render(
        request, "check.html", quote=quote, found=found, longest=LONGEST_QUOTE, told=told(found)
    )


def told(found: dict[str, Any] | None) -> str:
    """The outcome in one sentence, for everybody and for screen readers at once."""
    if found is None:
        return ""
    if found["too_short"]:
        return "These are too few words to check. Paste a whole sentence."
    if found["found"]:
        return "These words stand in the reports, word for word."
    if any(d["is_figure"] for place in found["near"] for d in place["differences"]):
        return "These words do not stand in the reports as quoted: a figure differs."
    if found["near"]:
        return "These words do not stand in the reports as quoted, but nearly."
    return "These words do not stand in the reports, not even nearly."
