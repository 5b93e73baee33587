"""Unanswered questions, counted by theme and month: what people ask and the reports fail to say.

Who asked is never known here, and the day is not kept. The words of a question are kept only where
a setting says for how many days, with what could point to a person taken out; without it nothing
but counts is ever written.
"""

import re
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from index.analysis import stems, words

THEMES = Path(__file__).with_name("themes.toml")
OTHER = "Other"

_TABLES = """
CREATE TABLE IF NOT EXISTS counted (
    month TEXT NOT NULL, theme TEXT NOT NULL, status TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (month, theme, status)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (
    text TEXT NOT NULL, theme TEXT NOT NULL, until TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (text)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How often questions of a theme ended so in a month ("2026-03")."""

    month: str
    theme: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question whose words are kept for now, and how often it was asked."""

    text: str
    theme: str
    count: int


class Unanswered:
    """The counts, in a SQLite file of their own; may be used from many threads."""

    def __init__(self, path: Path, *, keep_days: int = 0, themes: Path = THEMES) -> None:
        self._path = path
        self._keep_days = keep_days
        self._themes = themes

    def note(self, question: str, status: str, *, now: datetime | None = None) -> None:
        """Count one question that was not, or not wholly, answered."""
        now = now or datetime.now(UTC)
        theme = theme_of(question, self._themes)
        with closing(self._open()) as connection, connection:
            connection.execute(
                "INSERT INTO counted VALUES (?, ?, ?, 1) ON CONFLICT (month, theme, status) "
                "DO UPDATE SET count = count + 1",
                (now.strftime("%Y-%m"), theme, status),
            )
            connection.execute("DELETE FROM kept WHERE until < ?", (now.date().isoformat(),))
            if self._keep_days:
                until = (now + timedelta(days=self._keep_days)).date().isoformat()
                connection.execute(
                    "INSERT INTO kept VALUES (?, ?, ?, 1) "
                    "ON CONFLICT (text) DO UPDATE SET count = count + 1",
                    (without_persons(question), theme, until),
                )

    def counts(self) -> tuple[Count, ...]:
        """Every count. *Order*: newest month first, then most asked."""
        rows = self._rows(
            "SELECT month, theme, status, count FROM counted ORDER BY month DESC, count DESC, theme"
        )
        return tuple(Count(*row) for row in rows)

    def kept(self, *, now: datetime | None = None) -> tuple[KeptQuestion, ...]:
        """Questions whose words are still kept; none once keeping is switched off."""
        if not self._keep_days:
            return ()
        today = (now or datetime.now(UTC)).date().isoformat()
        rows = self._rows(
            "SELECT text, theme, count FROM kept WHERE until >= ? ORDER BY count DESC, text", today
        )
        return tuple(KeptQuestion(*row) for row in rows)

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(self._open()) as connection:
            return connection.execute(query, values).fetchall()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=10)
        connection.execute("PRAGMA secure_delete=ON")
        connection.executescript(_TABLES)
        if not self._keep_days:
            # Switched off: what was kept before goes at once.
            connection.execute("DELETE FROM kept")
            connection.commit()
        return connection


@cache
def _known_themes(path: Path) -> tuple[tuple[str, frozenset[frozenset[str]]], ...]:
    listed = tomllib.loads(path.read_text("utf-8"))["themes"]
    return tuple(
        (theme, frozenset(frozenset(stems(words(term))) for term in listed[theme]))
        for theme in listed
    )


def theme_of(question: str, themes: Path = THEMES) -> str:
    """The theme a question is counted under."""
    asked = frozenset(stems(words(question)))
    known = _known_themes(themes)
    return next((theme for theme, terms in known if any(t <= asked for t in terms)), OTHER)


_PERSONAL = (
    (re.compile(r"\S+@\S+\.\S+"), "[e-mail]"),
    (re.compile(r"\+?\d[\d ()-]{8,}\d"), "[number]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE), "[postcode]"),
    (re.compile(r"(?<=\w )[A-Z][a-z]+ [A-Z][a-z]+\b"), "[name]"),
)


def without_persons(question: str) -> str:
    """The question without e-mail addresses, telephone numbers, postcodes and pairs of names."""
    for pattern, word in _PERSONAL:
        question = pattern.sub(word, question)
    return " ".join(question.split())[:300]
