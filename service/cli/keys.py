"""`vru keys`: the API keys of partners and staff."""

from datetime import UTC, datetime, timedelta

import typer

from corpus.records import Audience
from service import audit
from service.cli.options import AsJson
from service.cli.output import say, say_json, say_table
from service.settings import Settings

app = typer.Typer(help="API keys of partners and staff.", no_args_is_help=True)


@app.command()
def create(
    name: str = typer.Option(..., "--name", help="Who will use it."),
    audience: Audience = typer.Option(Audience.PARTNER, "--audience"),
    days: int = typer.Option(365, "--days", min=1, max=3650, help="Days until it expires."),
    as_json: AsJson = False,
) -> None:
    """Make a key; it is shown this once and kept only as a hash."""
    from service.access.caller import LOCAL
    from service.access.keys import KeyStore

    settings = Settings()
    expires_at = datetime.now(UTC) + timedelta(days=days)
    secret, key = KeyStore(settings.access_path).create(name, audience, expires_at=expires_at)
    audit.note(settings, "make key", LOCAL, what=key.id, audience_after=audience.value)
    if as_json:
        say_json({"id": key.id, "name": key.name, "audience": key.audience, "key": secret})
        return
    say(f"Key {key.id} for {key.name} ({key.audience}), until {expires_at:%Y-%m-%d}:")
    say(secret)
    say("Keep it now: it cannot be shown again.")


@app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """List the keys, without their secrets."""
    from service.access.keys import KeyStore

    keys = KeyStore(Settings().access_path).list()
    rows = [
        (k.id, k.name, k.audience, f"{k.expires_at:%Y-%m-%d}", k.last_used_at or "never", k.state)
        for k in keys
    ]
    heads = ("id", "name", "audience", "expires", "last_used", "state")
    if as_json:
        say_json({"keys": [dict(zip(heads, map(str, row), strict=True)) for row in rows]})
    else:
        say_table([head.replace("_", " ").capitalize() for head in heads], rows)


@app.command()
def revoke(key_id: str) -> None:
    """Revoke a key, from the next request on."""
    from service.access.caller import LOCAL
    from service.access.keys import KeyStore

    settings = Settings()
    key = KeyStore(settings.access_path).revoke(key_id)
    audit.note(settings, "revoke key", LOCAL, what=key.id)
    say(f"Key {key.id} for {key.name} is revoked.")
