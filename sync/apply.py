"""THE LOOP: obey `steps.next_step`, and write every fact down before and after. No decision is made here.

A row of intent is on disk before the first byte of its request leaves; the answer's row follows. Killed anywhere,
`resume` reads the rows and goes on. Sees the API through `port.py` and time through its arguments.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol
from unicodedata import normalize

from sync.canonical import digest
from sync.errors import (
    CallFailed,
    Forbidden,
    Interrupted,
    JournalRefused,
    NotAuthorised,
    NotFound,
    PlanRefused,
    RateLimited,
    SyncError,
)
from sync.events import Deleted, Event
from sync.outcome import Outcome, Reason
from sync.plan import Form, Plan
from sync.planfile import Stale, class_of, digest_of, stale
from sync.port import BookingApi, Clock, Sleep
from sync.progress import Progress
from sync.rows import Answered, Began, Ended, Intended, Looked, Row, Seen
from sync.steps import End, Ending, Look, Mode, Pause, Send, Step, next_step
from sync.target import Target

_MOST_WORDS = 2000


class Record(Protocol):
    """Where the rows are kept; `Journal` on disk, a list in a simulation."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""

    def append(self, row: Row) -> None:
        """Keep a row for good before returning."""


class World(NamedTuple):
    """Everything outside.

    The API at `host` (as plans name it), the record, a monotonic clock and how to wait, the wall clock in UTC, who is
    told of each step, and whether a person has asked to stop after the current one.
    """

    api: BookingApi
    host: str
    record: Record
    clock: Clock
    sleep: Sleep
    now: Callable[[], datetime]
    tell: Callable[[Step, Progress], None]
    stopping: Callable[[], bool]


class Result(NamedTuple):
    """How a run ended, and the fates it leaves."""

    ending: Ending
    progress: Progress


def apply(plan: Plan, world: World, mode: Mode) -> Result:
    """Execute a reviewed plan from the start. Raises `PlanRefused` if the plan is not true any more,
    `JournalRefused` if it was begun before, `JournalUnwritable` if the disk refuses.
    """
    if any(isinstance(row, Began) for row in world.record.rows):
        raise JournalRefused("exists", digest_of(plan))
    _refuse_if_stale(plan, world, world.now())
    return _run(plan, world, mode)


def resume(plan: Plan, world: World, mode: Mode) -> Result:
    """Go on where another process stopped. A plan has no age here, but its source event must be as reviewed."""
    _refuse_if_stale(plan, world, plan.taken_at)
    return _run(plan, world, mode)


def _refuse_if_stale(plan: Plan, world: World, now: datetime) -> None:
    if plan.host != world.host:
        raise PlanRefused("wrong target", (Stale("host", plan.host, world.host),))
    reasons = stale(plan, existing(world.api, plan.target), now)
    if reasons:
        raise PlanRefused("stale", reasons)


def _run(plan: Plan, world: World, mode: Mode) -> Result:
    progress = Progress(plan)
    for row in world.record.rows:
        progress.take(row, None)
    _note(world, progress, began(plan, world))
    ending = _steps(plan, world, mode, progress)
    _note(world, progress, Ended(ending.name))
    return Result(ending, progress)


def began(plan: Plan, world: World) -> Began:
    """The row that a process begins with."""
    return Began(digest_of(plan), class_of(plan), world.now().replace(tzinfo=None, microsecond=0))


def _steps(plan: Plan, world: World, mode: Mode, progress: Progress) -> Ending:
    """One step after the other, until one is the end."""
    while not world.stopping():
        progress.watch(world.now(), world.clock())
        step = next_step(plan, progress, mode, world.clock())
        world.tell(step, progress)
        if isinstance(step, End):
            return step.ending
        if isinstance(step, Pause):
            world.sleep(step.seconds)
        elif (failure := _called(plan, world, progress, step)) is not None:
            return failure
    return Ending.INTERRUPTED


def _called(plan: Plan, world: World, progress: Progress, step: Send | Look) -> Ending | None:
    """Ask the service; the ending if it cannot be read, or somebody wants to stop."""
    try:
        if isinstance(step, Look):
            _look(plan, world, progress, step)
        else:
            _refuse_if_changed(plan, world, step.form)
            _send(plan, world, progress, step)
    except Interrupted:
        return Ending.INTERRUPTED
    except CallFailed as error:
        return ending_of(error)
    return None


def _refuse_if_changed(plan: Plan, world: World, form: Form) -> None:
    """Raise `PlanRefused` if the service would work the dates out from a saved strategy that is not the reviewed one."""
    if form is not Form.STRATEGY or plan.recipe is None:
        return
    reviewed = plan.recipe.strategy
    saved = {strategy.id: strategy for strategy in world.api.strategies(plan.location)}.get(reviewed.id)
    if saved is None or saved.replace(title=reviewed.title) != reviewed:
        found = "gone" if saved is None else "changed"
        raise PlanRefused("stale", (Stale("strategy", str(reviewed.id), found),))


def _send(plan: Plan, world: World, progress: Progress, step: Send) -> None:
    """Intent, request, answer: stopped in between, the intent says that nothing is known.

    An error instead of an answer is proof that nothing left (`port.BookingApi`): that is written down, too.
    """
    request = plan.request(step.starts, step.form)
    number = len(progress.attempts) + 1
    _note(world, progress, Intended(number, step.starts, _request_digest(step)))
    try:
        answer = world.api.duplicate(plan.target, request, expected=step.starts, known_ids=progress.met)
    except SyncError:
        _note(world, progress, Answered(number, Outcome.NOT_SENT, Reason.HELD_BACK))
        raise
    named = tuple(start for start in answer.named if start in step.starts)
    words = normalize("NFC", answer.message[:_MOST_WORDS])
    seen = tuple(Seen(event.id, event.start) for event in answer.events)
    _note(
        world,
        progress,
        Answered(number, answer.kind, answer.reason, seen, named, answer.wait, words),
    )


def _request_digest(step: Send) -> str:
    return digest({"form": step.form.value, "starts": [start.isoformat() for start in step.starts]})


def _look(plan: Plan, world: World, progress: Progress, step: Look) -> None:
    """Read the planned days, and single events by id; those that an answer made beside the plan each time."""
    first, last = plan.days
    began = world.clock()  # what is read may be as old as this
    events = world.api.events(plan.location, first, last)
    single = [
        existing(world.api, Target(plan.location, event)) for event in sorted({*step.by_id, *progress.strays})
    ]
    planned = set(plan.creates)
    ours = (plan.source.service_id, plan.source.staff_id)
    seen = {
        Seen(event.id, event.start)
        for event in [*events, *filter(None, single)]
        if event.id in progress.strays
        or ((event.service_id, event.staff_id) == ours and event.start in planned)
    }
    _note(world, progress, Looked(len(events), tuple(sorted(seen))), began)


def existing(api: BookingApi, target: Target) -> Event | None:
    """An event by its id, past ones too; None if it is deleted or gone."""
    try:
        found = api.event(target)
    except NotFound:
        return None
    return None if found.deleted is Deleted.YES else found


def ending_of(error: CallFailed) -> Ending:
    """How a run ends that cannot read."""
    if isinstance(error, NotAuthorised | Forbidden):
        return Ending.NOT_AUTHORISED
    return Ending.RATE_LIMITED if isinstance(error, RateLimited) else Ending.UNAVAILABLE


def _note(world: World, progress: Progress, row: Row, at: float | None = None) -> None:
    """A fact is on disk before anything is made of it. `at`: when it was so, if not just now."""
    world.record.append(row)
    progress.take(row, world.clock() if at is None else at)
