"""Keys of partners and staff systems: made, shown once, revoked."""

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from corpus.records import Audience
from service import audit
from service.access.caller import StaffCaller
from service.access.keys import KeyStore
from service.web.staff.acts import Posted, ask_first, done, done_words, is_confirmed, said
from service.web.templating import render, runtime_of
from service.web.words import AUDIENCES

router = APIRouter(include_in_schema=False)

LONGEST_DAYS = 730
USUAL_DAYS = 365


@router.get("/staff/keys")
def keys(request: Request, caller: StaffCaller) -> HTMLResponse:
    """Every key, without its secret."""
    return _page(request, by=caller.name)


def _page(
    request: Request, *, by: str, secret: str = "", errors: dict[str, str] | None = None
) -> HTMLResponse:
    page = render(
        request,
        "staff/keys.html",
        status=422 if errors else 200,
        keys=KeyStore(runtime_of(request).settings.access_path).list(),
        secret=secret,
        errors=errors or {},
        by=by,
        usual_days=USUAL_DAYS,
        longest_days=LONGEST_DAYS,
        done=done_words(request),
    )
    if secret:
        page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/staff/keys")
def create(request: Request, caller: StaffCaller, form: Posted) -> Response:
    """Make a key, after asking; its secret stands on this page alone."""
    name, days = said(form, "name")[:100], said(form, "days")
    audience = said(form, "audience")
    errors = _errors(name, audience, days)
    if errors:
        return _page(request, by=caller.name, errors=errors)
    if not is_confirmed(form):
        return ask_first(
            request,
            title=f"Make a key for “{name}”?",
            changes=[("Sees", "", AUDIENCES[audience]), ("Good for", "", f"{days} days")],
            fields={"name": name, "audience": audience, "days": days},
            button="Make the key",
            back="/staff/keys",
            warning="Whoever has the key sees what its audience may see.",
        )
    settings = runtime_of(request).settings
    expires_at = datetime.now(UTC) + timedelta(days=int(days))
    secret, key = KeyStore(settings.access_path).create(
        name, Audience(audience), expires_at=expires_at
    )
    audit.note(settings, "make key", caller, what=key.id, audience_after=audience)
    return _page(request, by=caller.name, secret=secret)


def _errors(name: str, audience: str, days: str) -> dict[str, str]:
    errors = {}
    if not name:
        errors["name"] = "Say whose key it is."
    if audience not in (Audience.PARTNER, Audience.STAFF):
        errors["audience"] = "Choose what the key sees."
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= LONGEST_DAYS):
        errors["days"] = f"Enter a number of days from 1 to {LONGEST_DAYS}."
    return errors


@router.post("/staff/keys/{key_id}/revoke")
def revoke(request: Request, key_id: str, caller: StaffCaller, form: Posted) -> Response:
    """Revoke a key, after asking."""
    settings = runtime_of(request).settings
    store = KeyStore(settings.access_path)
    key = store.get(key_id)
    if not is_confirmed(form):
        return ask_first(
            request,
            title=f"Revoke the key of “{key.name}”?",
            changes=[("Works", "yes", "no")],
            fields={},
            button="Revoke the key",
            back="/staff/keys",
            warning="Whatever uses it stops working at once.",
        )
    store.revoke(key_id)
    audit.note(settings, "revoke key", caller, what=key_id)
    return done("/staff/keys", "revoked")
