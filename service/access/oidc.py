"""Signing people in by OpenID Connect, at Entra ID or any other provider.

Authorization code flow with PKCE by Authlib, which checks signature, issuer, audience, nonce and
times of the ID token (OpenID Connect Core 1.0, section 3.1.3.7). What a person may see comes only
from the groups that the settings map; somebody in none of them is not signed in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import Response

from corpus.records import Audience
from service.errors import NotAllowed, NotReady, SignInFailed
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in: the provider's lasting name for them, what to call them, their audience."""

    subject: str
    name: str
    audience: Audience


def audience_of(groups: Iterable[str], settings: Settings) -> Audience:
    """The highest audience that any of the groups gives.

    *Raises*: NotAllowed where none gives one.
    """
    given = set(groups)
    if given.intersection(settings.oidc_staff_groups.split()):
        return Audience.STAFF
    if given.intersection(settings.oidc_partner_groups.split()):
        return Audience.PARTNER
    raise NotAllowed("You are known, but in none of the groups that may sign in here.")


def person_from(claims: Mapping[str, Any], settings: Settings) -> Person:
    """The person that a checked ID token speaks of.

    *Raises*: NotAllowed, SignInFailed where the token names nobody.
    """
    subject = str(claims.get("sub") or "")
    if not subject:
        raise SignInFailed("The provider did not say who you are.")
    groups = claims.get(settings.oidc_groups_claim) or ()
    named = [groups] if isinstance(groups, str) else [str(group) for group in groups]
    name = claims.get("name") or claims.get("preferred_username") or claims.get("email") or subject
    return Person(
        f"{claims.get('iss', '')} {subject}", str(name)[:200], audience_of(named, settings)
    )


class Provider:
    """The provider that the settings name; its library is loaded when somebody signs in."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: Any = None

    def _opened(self) -> Any:
        if not self._settings.oidc_issuer:
            raise NotReady(
                "No provider of sign-in is set.",
                hint="Staff sign in by the one-time link that vru serve prints.",
            )
        if self._client is None:
            from authlib.integrations.starlette_client import OAuth

            issuer = self._settings.oidc_issuer.rstrip("/")
            self._client = OAuth().register(
                "provider",
                client_id=self._settings.oidc_client_id,
                client_secret=self._settings.oidc_client_secret,
                server_metadata_url=f"{issuer}/.well-known/openid-configuration",
                client_kwargs={
                    "scope": self._settings.oidc_scope,
                    "code_challenge_method": "S256",
                    "timeout": 10,
                },
            )
        return self._client

    async def send_there(self, request: Request, *, callback: str) -> Response:
        """Send a browser to the provider.

        *Raises*: NotReady, SignInFailed.
        """
        client = self._opened()
        try:
            response: Response = await client.authorize_redirect(request, callback)
        except Exception as error:
            # Whatever fails on the way to a provider is its library's, httpx's or the network's.
            raise SignInFailed("The provider of sign-in does not answer.") from error
        return response

    async def person(self, request: Request) -> Person:
        """The person that the provider sent back.

        *Raises*: NotReady, NotAllowed, SignInFailed.
        """
        client = self._opened()
        try:
            token = await client.authorize_access_token(request)
        except Exception as error:
            # Closed on every failure: a bad state, nonce, signature, audience or time alike.
            raise SignInFailed("The provider did not vouch for this sign-in.") from error
        claims = token.get("userinfo")
        if not claims:
            raise SignInFailed("The provider did not say who you are.")
        return person_from(claims, self._settings)
