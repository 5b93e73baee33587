"""Examples of problems: one of each kind, in the words that the service itself uses."""

from service.api.told import ProblemBody
from service.handlers import PROBLEMS

_SAID: dict[str, tuple[str, str]] = {
    "not-found": (
        "There is no publication 'needs-assessment-1999'.",
        "See what there is at /api/v1/publications",
    ),
    "bad-request": (
        "year_from is after year_to.",
        "See the description of the interface at /api/v1/openapi.json",
    ),
    "invalid": (
        "query.limit: Input should be less than or equal to 100.",
        "See the description of the interface at /api/v1/openapi.json",
    ),
    "key-wrong": (
        "This key is not good.",
        "Ask the staff of the service for a key, or leave it out to see what is public.",
    ),
    "key-needed": ("This is for staff.", "Send a key as: Authorization: Bearer KEY"),
    "not-allowed": (
        "This is for staff.",
        "Ask the staff of the service to do it, or for a key of theirs.",
    ),
    "too-large": (
        "The request is longer than may be sent.",
        "Send or ask for less at a time.",
    ),
    "upload-refused": (
        "The file is no PDF.",
        "Download the file again; the site may have sent an error page instead.",
    ),
    "too-fast": ("More than 60 requests a minute.", "Wait as long as Retry-After says."),
    "fault": ("Something went wrong here.", "Tell the staff of the service when it happened."),
    "no-picture": ("The page picture could not be drawn.", ""),
    "not-ready": ("Too many requests at once.", "Try again soon."),
}
"""Of each kind what happened and what mends it; a method that an address does not have is told of
no operation."""


def _problem(name: str) -> ProblemBody:
    kind, (detail, hint) = PROBLEMS[name], _SAID[name]
    told = {"type": kind.type, "title": kind.title, "status": kind.status}
    where, colon, what = detail.rstrip(".").partition(": ")
    wrong = [{"where": where, "what": what}] if name == "invalid" and colon else None
    fields = {"errors": wrong} if wrong else {}
    return ProblemBody.model_validate({**told, "detail": detail, "hint": hint, **fields})


REFUSED: dict[str, ProblemBody] = {f"problem-{name}": _problem(name) for name in _SAID}
