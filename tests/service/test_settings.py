"""Settings and their page."""

from pathlib import Path

import pytest

from service.settings import Settings
from service.settings_table import table


def test_the_page_says_what_the_class_says() -> None:
    """docs/settings.md has exactly the settings there are, with their defaults and sentences."""
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text() == table()


def test_every_setting_has_a_sentence() -> None:
    """No setting is without a description that ends in a full stop."""
    bare = [n for n, f in Settings.model_fields.items() if not (f.description or "").endswith(".")]
    assert bare == []


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable with the prefix sets its setting, and secrets are not in what is printed."""
    monkeypatch.setenv("VRU_SESSION_HOURS", "3")
    monkeypatch.setenv("VRU_LLM_KEY", "very secret")
    settings = Settings()
    assert settings.session_hours == 3
    assert "very secret" not in repr(settings)
