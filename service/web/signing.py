"""The page that leads to signing in, and the one that asks before signing out."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.web.templating import ANYONE, render, runtime_of

router = APIRouter(include_in_schema=False)


@router.get("/account", dependencies=ANYONE)
def account(request: Request) -> HTMLResponse:
    """How to sign in, or who is signed in and how to sign out."""
    settings = runtime_of(request).settings
    return render(request, "account.html", has_provider=bool(settings.oidc_issuer))
