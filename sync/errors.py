"""What can go wrong between us and the booking API, as facts; `frontdesk.words.messages` puts them into words.

SyncError
├── WireError           (also a ValueError) a document that is not what the API returns
├── BadInput            (also a ValueError) an id, date, token, host or limit that is refused: nothing was sent
│   └── FormNotSupported    a request form that this generation of the API lacks; dates are the way out
├── CallFailed          the API was asked and did not do it; whether it may have, each class says
│   ├── ApiUnavailable      no usable answer to a read, after bounded tries
│   ├── NotAuthorised       401: the partner or the user token
│   ├── Forbidden           403 or 402: rights, or the licence
│   ├── NotFound            404: the location, event or strategy
│   ├── RateLimited         429: wait so many seconds
│   └── Refused             400, 409 or 422, in the API's words
├── OutcomeUnknown      a change that may or may not have been made: look before asking again
├── ReadOnly            this address takes no changes: nothing was sent
├── Interrupted         somebody asked to stop while a request had to wait for its turn: it was not sent
├── PlanRefused         a plan that was edited, is stale or is not confirmed: nothing was sent
├── JournalRefused      a journal that is damaged, foreign, locked …: nothing was sent
└── JournalUnwritable   the disk refuses a row; it is in the error
"""

from collections.abc import Sequence

from recurrence.errors import Problem


class SyncError(Exception):
    """The root of every error that this package raises on purpose."""


class _Problems(SyncError, ValueError):
    """All the problems of a value, each with the field it is in."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)


class WireError(_Problems):
    """A document that is not what the API returns: all its problems, each `field` a path such as `data[2].interval`.

    `path`, `value` and `allowed` are those of the first.

    >>> error = WireError([Problem("data[2].interval", "5", "an integer")])
    >>> error.path, error.value, str(error)
    ('data[2].interval', '5', "data[2].interval: '5' is not allowed; it takes an integer.")
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.path, self.value, self.allowed, _ = self.problems[0]


class BadInput(_Problems):
    """A value that must not go to the API, with all its problems. Nothing was sent."""


class FormNotSupported(BadInput):
    """A request form that this generation lacks: `form`, `generation`; `instead` is the form that every one has."""

    def __init__(self, form: str, generation: str, instead: str = "ByDates") -> None:
        self.form, self.generation, self.instead = form, generation, instead
        super().__init__(
            [Problem("form", form, f"{instead} in API {generation}, which copies to dates only")]
        )


class CallFailed(SyncError):
    """The API was asked and did not do it: the status (None without an answer), the reason, its own words.

    `reason` is a value of `sync.outcome.Reason`; `message` is the API's text, not yet made safe to show.
    """

    def __init__(
        self, status: int | None, reason: str, message: str = "", details: Sequence[str] = ()
    ) -> None:
        self.status, self.reason, self.message, self.details = status, reason, message, tuple(details)
        super().__init__(status, reason)


class ApiUnavailable(CallFailed):
    """No usable answer to a read after so many `tries`; `problems` where the last answer was not what it should be."""

    def __init__(
        self, status: int | None, reason: str, tries: int = 1, problems: Sequence[Problem] = ()
    ) -> None:
        super().__init__(status, reason)
        self.tries, self.problems = tries, tuple(problems)


class NotAuthorised(CallFailed):
    """The API does not accept the tokens (401)."""


class Forbidden(CallFailed):
    """The tokens are good and lack the right, or the location's licence is over (403, 402)."""


class NotFound(CallFailed):
    """No such location, event or strategy (404)."""


class RateLimited(CallFailed):
    """Too many requests (429): `wait` that many seconds, 1 to 300."""

    def __init__(self, reason: str, wait: int, message: str = "") -> None:
        super().__init__(429, reason, message)
        self.wait = wait


class Refused(CallFailed):
    """The API refuses what was asked (400, 409, 422): `message`, `details`."""


class OutcomeUnknown(CallFailed):
    """A change that may or may not have been made: read before asking for it again."""


class ReadOnly(SyncError):
    """This address takes reads only; the change `what` was not sent."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class Interrupted(SyncError):
    """Somebody asked to stop while a request waited for its turn: that request was not sent."""


class PlanRefused(SyncError):
    """A plan that must not be applied: `why` (edited, stale, …) and the `reasons`, each a `planfile.Stale`."""

    def __init__(self, why: str, reasons: Sequence[object] = ()) -> None:
        self.why, self.reasons = why, tuple(reasons)
        super().__init__(why, *self.reasons)


class JournalRefused(SyncError):
    """A journal that must not be used, at `path`: `why` is missing, exists, damaged, locked, unsafe or another damaged."""

    def __init__(self, why: str, path: str) -> None:
        self.why, self.path = why, path
        super().__init__(why, path)


class JournalUnwritable(SyncError):
    """The journal's disk refuses: `document` is the row that could not be kept (None: nothing was about to be)."""

    def __init__(self, path: str, reason: str, document: object = None) -> None:
        self.path, self.reason, self.document = path, reason, document
        super().__init__(path, reason)
