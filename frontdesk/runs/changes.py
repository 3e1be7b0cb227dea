"""Changes of strategies: shown as now and then, agreed to by a person, sent once, compared with what was stored.

Decides what is asked and what an answer means. Knows no options and no transport.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from frontdesk.errors import NotConfirmed, UsageError
from frontdesk.render import strategies as views
from frontdesk.render.layout import screen
from frontdesk.service.connection import Connection
from frontdesk.service.lookups import write
from frontdesk.shell.compose import Desk
from recurrence import Problem, RepeatMode, Strategy
from sync.errors import (
    ApiUnavailable,
    CallFailed,
    Forbidden,
    NotAuthorised,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Refused,
)
from sync.outcome import Answer, Outcome

_REFUSALS: dict[int | None, type[CallFailed]] = {
    401: NotAuthorised,
    402: Forbidden,
    403: Forbidden,
    404: NotFound,
}


class Change(NamedTuple):
    """What is to become of a strategy: the question's verb and the past tense, how it is, how it would be, a remark."""

    verb: str
    done: str
    now: Strategy | None
    then: Strategy | None
    remark: str = ""


def chosen(strategies: Sequence[Strategy], wanted: int) -> Strategy:
    """The strategy with an id. Raises `UsageError` that names those there are."""
    for strategy in strategies:
        if strategy.id == wanted:
            return strategy
    known = ", ".join(str(strategy.id) for strategy in strategies) or "none"
    raise UsageError([Problem("ID", wanted, f"one of the location's strategies: {known}")])


def agree(desk: Desk, connection: Connection, change: Change, *, yes: bool, wanted: str) -> None:
    """Show a change and see that a person, or `--yes`, agrees to it. Raises `NotConfirmed`.

    With data for another program on standard output, the person is shown it on standard error.
    """
    as_data = wanted == "json"
    shown = [
        *views.change_as_table(change.now, change.then, screen(desk.err if as_data else desk.out, None)),
        *([f"{change.remark}\n"] if change.remark else []),
    ]
    if as_data:
        desk.err.write("".join(shown))
    else:
        write(desk, shown)
        desk.flush()
    if yes:
        return
    said = desk.ask(f"\n{change.verb} it ({connection.title.split(' · ')[0]})? Type yes: ")
    if said != "yes":
        raise NotConfirmed("nobody" if said is None else "declined")
    if change.now is not None:
        _refuse_if_changed(connection, change.now)


def is_as_asked(stored: Strategy, asked: Strategy) -> bool:
    """Whether the service stored what was asked for; days matter in weekly mode only (C3)."""
    return _material(stored) == _material(asked)


def require_deleted(answer: Answer) -> None:
    """Raise the error that says why something is not, or may not be, deleted."""
    if answer.kind is Outcome.DELETED:
        return
    if answer.kind is Outcome.NOT_SENT:
        raise ApiUnavailable(answer.status, answer.reason.value)
    if answer.kind is not Outcome.REJECTED:
        raise OutcomeUnknown(answer.status, answer.reason.value, answer.message)
    if answer.wait is not None:
        raise RateLimited(answer.reason.value, answer.wait, answer.message)
    kind: Callable[..., CallFailed] = _REFUSALS.get(answer.status, Refused)
    raise kind(answer.status, answer.reason.value, answer.message, answer.details)


def _refuse_if_changed(connection: Connection, seen: Strategy) -> None:
    """A person may take long to answer: what was shown must still be so."""
    if seen not in connection.api.strategies(connection.here()):
        raise NotConfirmed("changed")


def _material(strategy: Strategy) -> tuple[object, ...]:
    days = strategy.days if strategy.repeat_mode is RepeatMode.WEEKLY else ()
    return (strategy.repeat_mode, days, strategy.interval, strategy.content_type, strategy.title)
