"""Each ending of a run: its exit code, what it says, and which command comes next. One table, as in docs/lifecycle.md."""

from collections.abc import Iterator

from frontdesk.errors import (
    DIFFERENT,
    DONE,
    INTERRUPTED,
    LATER,
    NOT_AUTHORISED,
    PLAN_REFUSED,
    UNAVAILABLE,
    UNRESOLVED,
)
from sync.progress import Progress, Status
from sync.steps import Ending

CODES = {
    Ending.DONE: DONE,
    Ending.REJECTED: DIFFERENT,
    Ending.CONFLICT: DIFFERENT,
    Ending.HELD: DIFFERENT,
    Ending.DRIFT: DIFFERENT,
    Ending.SUSPICIOUS: UNAVAILABLE,
    Ending.UNRESOLVED: UNRESOLVED,
    Ending.STALE: PLAN_REFUSED,
    Ending.UNAVAILABLE: UNAVAILABLE,
    Ending.RATE_LIMITED: LATER,
    Ending.NOT_AUTHORISED: NOT_AUTHORISED,
    Ending.INTERRUPTED: INTERRUPTED,
}
"""The exit code of each ending."""

SAID = {
    Ending.DONE: "Done: every date of the plan exists, once.",
    Ending.REJECTED: "Stopped: the service refuses dates. Nothing more was sent.",
    Ending.CONFLICT: "Stopped: dates are in conflict with what is there.",
    Ending.HELD: "Held: somebody else has taken dates of the plan, and those requests were not sent.",
    Ending.DRIFT: "Stopped: what exists is not what was planned. Nothing is deleted by itself.",
    Ending.SUSPICIOUS: "Stopped: the service shows an empty timetable where there was one. Nothing more was sent.",
    Ending.UNRESOLVED: "Stopped: some dates may or may not come into being. Nothing more was sent.",
    Ending.STALE: "Refused: dates of the plan were taken since it was made. Nothing was created.",
    Ending.UNAVAILABLE: "Stopped: the service gives no usable answer.",
    Ending.RATE_LIMITED: "Stopped: the service wants a rest.",
    Ending.NOT_AUTHORISED: "Stopped: the service does not accept the tokens, or they have no right to this.",
    Ending.INTERRUPTED: "Interrupted as asked.",
}
"""How each ending is told."""

Next = tuple[str, list[str]]
"""Why, and the words of a command."""


CONFLICTS_LEFT = "Done, but for the dates in conflict: they are not made."


def said(ending: Ending, progress: Progress) -> str:
    """How an ending is told; a conflict that left nothing open is an end, not a stop."""
    left = progress.having(Status.PLANNED) or progress.having(Status.UNKNOWN)
    return CONFLICTS_LEFT if ending is Ending.CONFLICT and not left else SAID[ending]


def next_commands(ending: Ending, path: str, progress: Progress) -> Iterator[Next]:
    """What to do next, the likeliest first."""
    resume = ["recur", "resume", path]
    again = ["recur", "plan"]
    open_ones = progress.having(Status.PLANNED) or progress.having(Status.UNKNOWN)
    if ending in {Ending.DONE, Ending.DRIFT, Ending.HELD}:
        told = "To see each difference:" if ending is Ending.HELD else "To compare again, today or next week:"
        yield told, ["recur", "verify", path]
    elif ending is Ending.UNRESOLVED:
        yield "To look again after the settle time:", resume
        yield "To ask again for those that stay absent:", [*resume, "--resend"]
    elif ending is Ending.CONFLICT and open_ones:
        yield "To go on without the dates in conflict:", [*resume, "--isolate"]
    elif ending is Ending.NOT_AUTHORISED:
        yield "To get a new user token:", ["recur", "login"]
        yield "Then, to go on:", resume
    elif ending in {Ending.STALE, Ending.CONFLICT}:
        yield "To plan again what is left:", again
    elif ending is Ending.REJECTED and not open_ones:
        yield "To plan again:", again
    else:
        yield "To go on where it stopped:", resume
