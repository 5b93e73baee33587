"""Keys: shown once, good at once, worthless once revoked."""

import re

from service.access.keys import KeyStore
from tests.service.web.staff.conftest import Desk

ASKED = {"name": "County system", "audience": "partner", "days": "30"}


def made(desk: Desk) -> str:
    """A new key's secret, as the page shows it."""
    html = desk.post("/staff/keys", **ASKED, confirmed="yes").text
    return re.findall(r"<code[^>]*>(vru_[\w-]+)</code>", html)[0]


def test_key_is_shown_once_and_works(desk: Desk) -> None:
    """The secret stands on one page that nobody may keep, and lets a partner in."""
    assert "Make a key for" in desk.post("/staff/keys", **ASKED).text
    secret = made(desk)
    assert secret not in desk.get("/staff/keys").text
    assert secret not in desk.trail()
    assert '"act":"make key"' in desk.trail()
    headers = {"authorization": f"Bearer {secret}"}
    desk.library.client.cookies.clear()
    reply = desk.library.client.get("/api/v1/publications/partner-report", headers=headers)
    assert reply.status_code == 200


def test_page_with_a_secret_is_not_kept(desk: Desk) -> None:
    """No cache may keep the page that shows a key."""
    reply = desk.post("/staff/keys", **ASKED, confirmed="yes")
    assert reply.headers["cache-control"] == "no-store"


def test_revoked_key_is_worthless(desk: Desk) -> None:
    """Revoking asks first, and then holds at once."""
    secret = made(desk)
    store = KeyStore(desk.library.settings.access_path)
    key = store.list()[0]
    assert "Revoke the key of" in desk.post(f"/staff/keys/{key.id}/revoke").text
    assert store.good(secret)
    desk.post(f"/staff/keys/{key.id}/revoke", confirmed="yes")
    assert store.good(secret) is None


def test_wrong_fields_are_told_each_at_its_place(desk: Desk) -> None:
    """No name, a public key and nonsense days come back as three errors tied to their fields."""
    reply = desk.post("/staff/keys", name="", audience="public", days="soon")
    assert reply.status_code == 422
    for field in ("name", "audience", "days"):
        assert f'aria-describedby="key-{field}-error"' in reply.text
