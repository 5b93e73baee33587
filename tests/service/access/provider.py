"""A real, small OpenID Connect provider in a process of its own, for the tests of sign-in.

Checks client, redirect address, code and PKCE as the standard says, and signs with RS256. Who signs
in, and what is wrong with the token, is set by `POST /become`.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID, CLIENT_SECRET = "evidence", "secret-of-the-test"

key = RSAKey.generate_key(2048, parameters={"kid": "one"})
other_key = RSAKey.generate_key(2048, parameters={"kid": "one"})
codes: dict[str, dict[str, str]] = {}
person: dict[str, Any] = {}


def issuer(request: Request) -> str:
    """The provider's own address."""
    return f"http://127.0.0.1:{request.url.port}"


async def configuration(request: Request) -> Response:
    """The discovery document."""
    base = issuer(request)
    return JSONResponse(
        {
            "issuer": base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "jwks_uri": f"{base}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


async def authorize(request: Request) -> Response:
    """Approve at once and send the browser back with a code."""
    asked = dict(request.query_params)
    if asked.get("client_id") != CLIENT_ID or asked.get("code_challenge_method") != "S256":
        return Response("refused", 400)
    code = secrets.token_urlsafe(16)
    codes[code] = asked
    back = urlencode({"code": code, "state": asked["state"]})
    return RedirectResponse(f"{asked['redirect_uri']}?{back}", 302)


async def token(request: Request) -> Response:
    """Change a code for a token, once, with the client's secret and the PKCE verifier."""
    form = {k: v[0] for k, v in parse_qs((await request.body()).decode()).items()}
    given = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
    asked = codes.pop(form.get("code", ""), None)
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    is_good = (
        asked is not None
        and given == f"{CLIENT_ID}:{CLIENT_SECRET}"
        and asked["redirect_uri"] == form.get("redirect_uri")
        and asked["code_challenge"] == challenge
    )
    if not is_good or asked is None:
        return JSONResponse({"error": "invalid_grant"}, 400)
    now = int(time.time())
    claims = {
        "iss": issuer(request),
        "aud": CLIENT_ID,
        "iat": now,
        "exp": now + 300,
        "nonce": asked["nonce"],
        **{k: v for k, v in person.items() if k != "signed_by_other"},
    }
    signer = other_key if person.get("signed_by_other") else key
    signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, signer)
    return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})


async def jwks(_: Request) -> Response:
    """The public key."""
    return JSONResponse({"keys": [key.as_dict(private=False)]})


async def become(request: Request) -> Response:
    """Set who signs in next."""
    person.clear()
    person.update(json.loads(await request.body()))
    return Response(status_code=204)


app = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", configuration),
        Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]),
        Route("/jwks", jwks),
        Route("/become", become, methods=["POST"]),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
