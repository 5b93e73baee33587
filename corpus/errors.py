"""Errors of the record.

RecordError
├── NotFound          nothing of that name for this audience
├── RecordMissing     there is no record at that place yet
├── RecordNewer       the record was made by a newer version
├── RecordReadOnly    the record cannot be written now
├── QuoteMismatch     a quote does not stand where it was said to
├── BadFact           a fact that cannot be what it is said to be
└── BadPlaces         a list of places that cannot be used
"""


class RecordError(Exception):
    """Something about the record; `hint` says what mends it."""

    hint = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint


class NotFound(RecordError):
    """Nothing of that name for this audience, whether hidden or never there."""

    hint = "See what there is with: vru list"


class RecordMissing(RecordError):
    """There is no record at that place yet."""

    hint = "Read publications first: vru ingest PATH"


class RecordNewer(RecordError):
    """The record was made by a newer version of this software."""

    hint = "Install the newer version, or recover an older backup: vru recover FILE"


class RecordReadOnly(RecordError):
    """The record cannot be written now."""

    hint = "Check free disk space and who owns the data directory, then try again."


class QuoteMismatch(RecordError):
    """A quote does not stand where it was said to; it must not be shown."""

    hint = "Verify record and index against each other: vru check"


class BadFact(RecordError):
    """A fact that cannot be what it is said to be."""

    hint = "See the facts of a publication with: vru show ID"


class BadPlaces(RecordError):
    """A list of places that cannot be used."""

    hint = "Compare your places.toml with corpus/places.toml, or take it out of the data directory."
