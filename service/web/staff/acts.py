"""What every act of staff shares: the form's token, a page that asks first, a note when done.

An act is done only by a POST that carries the session's token and says it was confirmed; the first
POST shows what would change. Leaving the trail is each act's own, since only it knows the facts.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from service.access.caller import StaffCaller, check_form
from service.web.templating import render

DONE = {
    "corrected": "The facts were saved.",
    "audience": "The audience was changed. It holds from now on.",
    "withdrawn": "The publication was withdrawn. Nobody but staff can see it now.",
    "restored": "The publication can be seen again.",
    "revoked": "The key was revoked. It works no longer.",
    "nothing": "Nothing was changed.",
    "forgotten": "The question was taken off the list.",
    "kept": "The question was kept.",
    "running": "The questions are being asked. Open this page again in a while.",
    "busy": "There is nothing to ask, or it is being done already.",
}


def said(form: FormData, name: str) -> str:
    """A field of a form as text."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


async def posted(request: Request, caller: StaffCaller) -> FormData:
    """The form that was sent, refused where it comes from elsewhere.

    *Raises*: FormForged.
    """
    form = await request.form()
    check_form(caller, said(form, "form_token"))
    return form


Posted = Annotated[FormData, Depends(posted)]


def is_confirmed(form: FormData) -> bool:
    """Whether the person has seen what would change and said yes."""
    return said(form, "confirmed") == "yes"


def ask_first(
    request: Request,
    *,
    title: str,
    changes: Sequence[tuple[str, str, str]],
    fields: Mapping[str, str],
    button: str,
    back: str,
    warning: str = "",
) -> HTMLResponse:
    """A page that says what would change, as (what, before, after), and asks whether to do it."""
    return render(
        request,
        "staff/confirm.html",
        title=title,
        changes=changes,
        fields=fields,
        button=button,
        back=back,
        warning=warning,
        action=request.url.path,
    )


def done(path: str, what: str) -> RedirectResponse:
    """On to a page that says what was done."""
    return RedirectResponse(f"{path}?done={what}", status_code=303)


def done_words(request: Request) -> str:
    """What was done just before, in words, or an empty string."""
    return DONE.get(request.query_params.get("done", ""), "")
