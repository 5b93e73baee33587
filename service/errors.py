"""Errors of the service; `service.handlers` gives each its HTTP status and problem type.

ServiceError
├── KeyWrong          a key or session that is not good
├── KeyNeeded         this needs a key or a signed-in session
├── NotAllowed        the caller's audience may not do this
├── TooFast           the caller asks more often than is fair
├── TooWrong          too many wrong keys from one address
├── TooLarge          an upload or export beyond its bound
├── BadRequest        a request that cannot be understood
├── FormForged        a form without the token of its session
├── UploadRefused     an uploaded file that could not be read
├── PictureFailed     a page picture that could not be made
├── NotReady          a part that is needed is not there yet
├── SignInFailed      the identity provider did not vouch for the caller
├── BadQuestionSet    a question set or run file that cannot be read
└── BackupBad         a backup that is not whole
"""


class ServiceError(Exception):
    """Something about serving; `hint` says what mends it."""

    hint = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint


class KeyWrong(ServiceError):
    """A key or session that is not good, whether unknown, expired or revoked."""

    hint = "Ask the staff of the service for a key, or leave it out to see what is public."


class KeyNeeded(ServiceError):
    """This needs a key or a signed-in session."""

    hint = "Send a key as: Authorization: Bearer KEY"


class NotAllowed(ServiceError):
    """The caller's audience may not do this."""

    hint = "Ask the staff of the service to do it, or for a key of theirs."


class TooFast(ServiceError):
    """The caller asks more often than is fair."""

    hint = "Wait as long as Retry-After says."

    def __init__(self, message: str, *, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class TooWrong(TooFast):
    """Too many wrong keys from one address."""

    hint = "Wait as long as Retry-After says, then send the right key."


class TooLarge(ServiceError):
    """An upload or export beyond its bound."""

    hint = "Send or ask for less at a time."


class BadRequest(ServiceError):
    """A request that cannot be understood."""

    hint = "See the description of the interface at /api/v1/openapi.json"


class FormForged(ServiceError):
    """A form without the token of its session."""

    hint = "Open the page again and send the form from there."


class UploadRefused(ServiceError):
    """An uploaded file that could not be read; the message says why."""

    hint = "Open the file in a PDF viewer and save it anew."


class PictureFailed(ServiceError):
    """A page picture that could not be made."""

    hint = "Read the page as text; verify the files with: vru check"


class NotReady(ServiceError):
    """A part that is needed is not there yet."""

    hint = "Build the index with: vru rebuild"


class SignInFailed(ServiceError):
    """The identity provider did not vouch for the caller."""

    hint = "Try to sign in again."


class BadQuestionSet(ServiceError):
    """A question set or run file that cannot be read; the message names file and line."""

    hint = (
        "Each line is a JSON object with id, question, answerable, doc, pages, quote, answer, kind."
    )


class BackupBad(ServiceError):
    """A backup that is not whole."""

    hint = "Take another backup; this one cannot be recovered from."
