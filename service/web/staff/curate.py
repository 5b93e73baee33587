"""One publication as staff see it: quality report, facts to correct, audience, withdrawing."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from corpus.errors import BadFact
from corpus.reader import View
from corpus.records import Audience, Edition, Publication
from service import audit, intake
from service.access.caller import Caller, StaffCaller
from service.curating import corrected
from service.errors import BadRequest
from service.runtime import Runtime
from service.web.staff.acts import Posted, ask_first, done, done_words, is_confirmed, said
from service.web.templating import render, runtime_of
from service.web.words import AUDIENCES, KINDS

router = APIRouter(include_in_schema=False)

FACTS = {
    "title": "Title",
    "kind": "Kind",
    "period": "Period covered",
    "area": "Area",
    "publisher": "Published by",
    "marking": "Marking",
    "source": "Source",
    "supersedes": "Takes the place of",
}


@router.get("/staff/publications/{publication_id}")
def publication(request: Request, publication_id: str, caller: StaffCaller) -> HTMLResponse:
    """The publication with its quality report and the form of its facts."""
    view = runtime_of(request).view(caller.audience, curating=True)
    found = view.publication(publication_id)
    return _page(request, view, found, values_of(found), error="")


def _page(
    request: Request, view: View, found: Publication, values: dict[str, str], *, error: str
) -> HTMLResponse:
    editions = view.editions(found.id) if found.held else ()
    return render(
        request,
        "staff/publication.html",
        status=422 if error else 200,
        publication=found,
        editions=editions,
        troubled=troubled_pages(editions[0]) if editions else [],
        names=FACTS,
        values=values,
        kinds=KINDS,
        others=[other for other in view.publications() if other.id != found.id],
        audiences=AUDIENCES,
        done=done_words(request),
        error=error,
    )


def values_of(found: Publication) -> dict[str, str]:
    """The facts of a publication as the form has them."""
    return {
        "title": found.title,
        "kind": found.kind.value,
        "period": found.period.words if found.period else "",
        "area": found.area,
        "publisher": found.publisher,
        "marking": found.marking,
        "source": found.source,
        "supersedes": found.supersedes,
    }


def troubled_pages(edition: Edition) -> list[tuple[int, str]]:
    """Pages that were not read well, each with what is the matter. *Order*: by number."""
    quality = edition.quality
    named = (
        (quality.pages_without_text, "no words could be read"),
        (quality.ocr_pages, "read from a scanned picture"),
        (quality.garbled_pages, "letters garbled"),
        (quality.hidden_text_pages, "hidden text left out"),
    )
    return sorted((number, what) for numbers, what in named for number in numbers)


@router.post("/staff/publications/{publication_id}/facts")
def correct(request: Request, publication_id: str, caller: StaffCaller, form: Posted) -> Response:
    """Correct facts, after asking."""
    runtime = runtime_of(request)
    view = runtime.view(caller.audience, curating=True)
    found = view.publication(publication_id)
    before = values_of(found)
    after = {name: said(form, name) for name in FACTS if name in form}
    changed = {name: value for name, value in after.items() if value != before[name]}
    try:
        corrected(found, changed)
    except (BadFact, ValueError) as error:
        return _page(request, view, found, before | after, error=str(error))
    if not changed:
        return done(f"/staff/publications/{publication_id}", "nothing")
    if not is_confirmed(form):
        return ask_first(
            request,
            title="Save these facts?",
            changes=[(FACTS[name], before[name], value) for name, value in changed.items()],
            fields=changed,
            button="Save the facts",
            back=f"/staff/publications/{publication_id}",
        )
    _put(runtime, caller, publication_id, changed)
    return done(f"/staff/publications/{publication_id}", "corrected")


@router.post("/staff/publications/{publication_id}/audience")
def decide(request: Request, publication_id: str, caller: StaffCaller, form: Posted) -> Response:
    """Decide who may see it, after asking."""
    runtime = runtime_of(request)
    found = runtime.view(caller.audience, curating=True).publication(publication_id)
    audience = _audience(said(form, "audience"))
    if not is_confirmed(form):
        widened = audience.rank < found.audience.rank or bool(found.waiting)
        marked = found.marking and audience is not Audience.STAFF
        warning = "More people will be able to see it." if widened else ""
        if marked:
            warning = f"It is marked {found.marking}. {warning}"
        before = "waiting for a decision" if found.waiting else AUDIENCES[found.audience.value]
        return ask_first(
            request,
            title=f"Change who may see “{found.title}”?",
            changes=[("Who may see it", before, AUDIENCES[audience.value])],
            fields={"audience": audience.value},
            button="Change the audience",
            back=f"/staff/publications/{publication_id}",
            warning=warning.strip(),
        )
    _put(runtime, caller, publication_id, {"audience": audience.value})
    return done(f"/staff/publications/{publication_id}", "audience")


@router.post("/staff/publications/{publication_id}/withdrawn")
def withdraw(request: Request, publication_id: str, caller: StaffCaller, form: Posted) -> Response:
    """Withdraw or restore, after asking."""
    runtime = runtime_of(request)
    found = runtime.view(caller.audience, curating=True).publication(publication_id)
    is_gone = said(form, "withdrawn") == "yes"
    if not is_confirmed(form):
        verb = "Withdraw" if is_gone else "Restore"
        return ask_first(
            request,
            title=f"{verb} “{found.title}”?",
            changes=[("Can be seen", _yes(not found.withdrawn), _yes(not is_gone))],
            fields={"withdrawn": "yes" if is_gone else "no"},
            button=verb,
            back=f"/staff/publications/{publication_id}",
            warning="Links to its pages will say that there is no such page." if is_gone else "",
        )
    with runtime.record() as record:
        record.withdraw(publication_id, withdrawn=is_gone)
    act = "withdraw" if is_gone else "restore"
    audit.note(runtime.settings, act, caller, what=publication_id)
    intake.bring_index_up(runtime.settings)
    what = "withdrawn" if is_gone else "restored"
    return done(f"/staff/publications/{publication_id}", what)


def _audience(value: str) -> Audience:
    if value not in list(Audience):
        raise BadRequest("Choose who may see it.")
    return Audience(value)


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _put(runtime: Runtime, caller: Caller, publication_id: str, changed: dict[str, str]) -> None:
    facts: dict[str, Any] = {"changed": sorted(changed)}
    with runtime.record() as record:
        before = record.publication(publication_id)
        after = corrected(before, changed)
        record.put(after)
    if "audience" in changed:
        facts |= {"audience_before": before.audience.value, "audience_after": after.audience.value}
    audit.note(runtime.settings, "change", caller, what=publication_id, **facts)
    intake.bring_index_up(runtime.settings)
