"""API keys."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.records import Audience
from service.access.keys import KeyStore


def soon() -> datetime:
    """An hour from now."""
    return datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    """An empty store."""
    return KeyStore(tmp_path / "access.sqlite")


def test_secret_is_kept_nowhere(keys: KeyStore, tmp_path: Path) -> None:
    """A key has 256 random bits, and no file of the store holds it."""
    secret, _ = keys.create("County council", Audience.PARTNER, expires_at=soon())
    assert len(secret.removeprefix("vru_")) == 43  # 32 bytes in unpadded base 64
    for path in tmp_path.iterdir():
        assert secret.encode() not in path.read_bytes()


def test_good_until_revoked(keys: KeyStore) -> None:
    """A key is good until it is revoked, and its use is noted."""
    secret, made = keys.create("County council", Audience.PARTNER, expires_at=soon())
    assert made.last_used_at is None
    found = keys.good(secret)
    assert found is not None
    assert (found.name, found.audience) == ("County council", Audience.PARTNER)
    assert keys.get(made.id).last_used_at is not None
    assert keys.revoke(made.id).state == "revoked"
    assert keys.good(secret) is None


def test_expired_is_not_good(keys: KeyStore) -> None:
    """A key is worthless from the moment it expires."""
    secret, made = keys.create("Old", Audience.STAFF, expires_at=datetime.now(UTC))
    assert keys.good(secret) is None
    assert keys.get(made.id).state == "expired"


def test_other_secrets_are_not_good(keys: KeyStore) -> None:
    """Neither part of a key nor its id nor nothing passes for it."""
    secret, made = keys.create("Council", Audience.STAFF, expires_at=soon())
    for wrong in ("", made.id, secret[:-1], secret + "x", secret.upper()):
        assert keys.good(wrong) is None


def test_no_key_for_public(keys: KeyStore) -> None:
    """A key for the public would say nothing, so there is none."""
    with pytest.raises(ValueError, match="no key"):
        keys.create("Anyone", Audience.PUBLIC, expires_at=soon())
