"""WHAT WE WOULD SEND: schedule + snapshot → `Plan`, a sealed document of requests with the expected result.

`make_plan` is pure and total: it always gives a plan, and says in verdicts what must be confirmed by number and
what cannot be applied at all. Dates that exist already, for the same service, staff and start, are never asked for
again. Knows no files, no transport, no clock: the time is the snapshot's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from recurrence import ContentType, Reading, Schedule, Slot, Strategy, Why, Window
from recurrence.walltime import locate
from sync.events import Deleted, Event
from sync.requests import MOST_DATES, ByDates, ByParameters, ByStrategy, Force, Request
from sync.snapshot import Snapshot, fingerprint
from sync.target import Target

_EPOCH, _DAY, _MINUTE = datetime(1970, 1, 1), timedelta(days=1), timedelta(minutes=1)
CHUNK = 20
LARGEST_CHUNK = 100


class Form(Enum):
    """Which of the API's three request forms carries the dates (C7–C9)."""

    DATES = "dates"
    STRATEGY = "strategy"
    PARAMETERS = "parameters"


class Do(Enum):
    """What becomes of one date (or, in an undo plan, of one event)."""

    CREATE = "create"
    PRESENT = "already there"
    LEFT_OUT = "left out"
    DELETE = "delete"
    KEEP = "keep"


class Action(NamedTuple):
    """One line of a plan: a start, what becomes of it and why; `events`: the ids it is about, if any exist."""

    start: datetime
    do: Do
    why: str
    events: tuple[int, ...] = ()


class Level(Enum):
    """How much a verdict weighs: to be read, to be confirmed by its number, or a refusal."""

    NOTE = "note"
    CONFIRM = "confirm"
    REFUSE = "refuse"


class Code(Enum):
    """What a verdict is about; its number counts dates unless said (ZONE: minutes)."""

    PAST = "in the past"
    MANY = "many creations"
    FAR = "far ahead"
    GROWTH = "much more than there is"
    COPIES = "appointments copied"
    GAP = "in a gap of the clock"
    FOLD = "in a fold of the clock"
    ZONE = "another zone's clock"
    FORCED = "conflicts ignored"
    EXISTING = "already there"
    NOT_A_PATTERN = "edited by hand"
    NO_RECIPE = "no strategy"
    NO_SOURCE = "source event missing"
    UNSEEN = "outside the snapshot"
    TOO_MANY = "more than a plan can hold"
    LISTED = "events not to be deleted"


class Verdict(NamedTuple):
    """One judgement of a plan, with the number that it is about."""

    code: Code
    level: Level
    number: int


class Limits(NamedTuple):
    """Beyond these a plan is applied only when its exact number is confirmed; a plan says which it was judged by."""

    creations: int = 200
    days_ahead: int = 800
    growth_percent: int = 30
    growth_from: int = 10


class Recipe(NamedTuple):
    """What the dates were made from: the strategy, its window and the reading."""

    strategy: Strategy
    window: Window
    reading: Reading


class Manner(NamedTuple):
    """How it is asked: the form, what is copied, whether conflicts are ignored, how many dates a request (1–100)."""

    form: Form = Form.DATES
    content_type: ContentType = ContentType.NO_APPOINTMENTS
    force: Force = Force.NO
    chunk: int = CHUNK


class Versions(NamedTuple):
    """What a plan was made with: the engine's version, the tz database's release (None without a zone), and the
    library that public holidays were asked of, with its version (None where none were).
    """

    engine: str
    tz: str | None
    holidays: str | None = None


LIMITS = Limits()
BY_DATES = Manner()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent, to whom, expecting what, on the ground of what was seen.

    `fingerprint`: of the source event; `baseline`: ids of events that already have the service, staff and start of
    a planned date. Its digest binds all of it (`planfile.digest_of`).
    """

    versions: Versions
    host: str
    location: int
    source: Event
    fingerprint: str
    manner: Manner
    recipe: Recipe | None
    zone: str | None
    taken_at: datetime
    local_now: datetime
    actions: tuple[Action, ...]
    baseline: tuple[int, ...]
    limits: Limits
    verdicts: tuple[Verdict, ...]

    @property
    def target(self) -> Target:
        """The source event at its location."""
        return Target(self.location, self.source.id)

    @property
    def creates(self) -> tuple[datetime, ...]:
        """The starts to create, in order."""
        return tuple(action.start for action in self.actions if action.do is Do.CREATE)

    @property
    def deletes(self) -> tuple[int, ...]:
        """The ids of the events to delete; none but in an undo plan."""
        return tuple(event for action in self.actions if action.do is Do.DELETE for event in action.events)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that a start of the plan is on; the source's own if it has none."""
        starts = [action.start for action in self.actions] or [self.source.start]
        return min(starts).date(), max(starts).date()

    @property
    def copies(self) -> int:
        """How many appointments would be copied: those of the source, once for each creation."""
        copied = self.manner.content_type is ContentType.APPOINTMENTS
        return self.source.records_count * len(self.creates) if copied else 0

    def chunks(self) -> tuple[tuple[datetime, ...], ...]:
        """The starts of each request: `chunk` at a time by dates, all at once where the server works them out."""
        starts = self.creates
        size = self.manner.chunk if self.manner.form is Form.DATES else MOST_DATES
        return tuple(starts[first : first + size] for first in range(0, len(starts), size))

    def request(self, starts: tuple[datetime, ...], form: Form) -> Request:
        """The request that asks for these starts in this form; only by dates can they be some of the plan's."""
        if form is Form.DATES or self.recipe is None:
            return ByDates(starts, self.manner.content_type, self.manner.force)
        strategy, window, _ = self.recipe
        if form is Form.STRATEGY and strategy.id is not None:
            return ByStrategy(strategy.id, window, self.manner.force)
        return ByParameters(strategy, window, self.manner.force)

    def unconfirmed(self, creates: int | None, copies: int | None) -> tuple[Verdict, ...]:
        """The verdicts that stand in the way of applying, given the numbers that a person confirmed."""
        confirmed = {Code.COPIES: copies == self.copies}
        return tuple(
            verdict
            for verdict in self.verdicts
            if verdict.level is Level.REFUSE
            or (
                verdict.level is Level.CONFIRM
                and not confirmed.get(verdict.code, creates == len(self.creates))
            )
        )


def make_plan(
    schedule: Schedule,
    source: Event,
    snapshot: Snapshot,
    manner: Manner = BY_DATES,
    *,
    versions: Versions,
    recipe: Recipe | None = None,
    limits: Limits = LIMITS,
) -> Plan:
    """The plan that turns what the snapshot shows into what the schedule wants, by copying the source event."""
    there = _present(source, snapshot)
    actions = tuple(_action(slot, there) for slot in schedule.slots)
    plan = Plan(
        versions=versions,
        host=snapshot.host,
        location=snapshot.location,
        source=source,
        fingerprint=fingerprint(source, manner.content_type),
        manner=manner._replace(chunk=min(max(manner.chunk, 1), LARGEST_CHUNK)),
        recipe=recipe,
        zone=schedule.zone,
        taken_at=snapshot.taken_at,
        local_now=snapshot.local_now,
        actions=actions,
        baseline=tuple(sorted(event for action in actions for event in action.events)),
        limits=limits,
        verdicts=(),
    )
    return replace(
        plan,
        verdicts=(
            *beyond_limits(plan),
            *_growth(plan, snapshot),
            *_zone_doubted(plan),
            *_obstacles(plan, schedule, snapshot),
            *_notes(plan, schedule),
        ),
    )


Present = Mapping[datetime, tuple[int, ...]]
"""The ids of the events that have the source's service and staff, by start."""


def _present(source: Event, snapshot: Snapshot) -> Present:
    found: defaultdict[datetime, set[int]] = defaultdict(set)
    found[source.start].add(source.id)
    for event in snapshot.events:
        if (event.service_id, event.staff_id) == (
            source.service_id,
            source.staff_id,
        ) and event.deleted is not Deleted.YES:
            found[event.start].add(event.id)
    return {start: tuple(sorted(events)) for start, events in found.items()}


def _action(slot: Slot, there: Present) -> Action:
    if slot.start is None:
        assert slot.pattern is not None  # noqa: S101  a slot has a start or is a pattern's
        return Action(slot.pattern, Do.LEFT_OUT, slot.reason)
    events = there.get(slot.start, ())
    return Action(slot.start, Do.PRESENT if events else Do.CREATE, slot.reason, events)


def beyond_limits(plan: Plan) -> Iterator[Verdict]:
    """What goes beyond the plan's limits, or is worth a number anyway, as far as the plan itself tells."""
    creates = plan.creates
    end = plan.local_now + timedelta(days=plan.limits.days_ahead)
    counts = {
        Code.PAST: sum(start < plan.local_now for start in creates),
        Code.FAR: sum(start > end for start in creates),
        Code.MANY: len(creates) if len(creates) > plan.limits.creations else 0,
        Code.COPIES: plan.copies,
    }
    yield from (Verdict(code, Level.CONFIRM, number) for code, number in counts.items() if number)


TOLD_BY_PLAN = frozenset({Code.PAST, Code.FAR, Code.MANY, Code.COPIES})
"""The verdicts of `beyond_limits`."""


def _growth(plan: Plan, snapshot: Snapshot) -> Iterator[Verdict]:
    """Much more than there is: what there is, only the snapshot tells."""
    count, limits = len(plan.creates), plan.limits
    held = sum(event.service_id == plan.source.service_id for event in snapshot.events)
    if held >= limits.growth_from and count * 100 > held * limits.growth_percent:
        yield Verdict(Code.GROWTH, Level.CONFIRM, count)


def _zone_doubted(plan: Plan) -> Iterator[Verdict]:
    """The plan's zone against the clock that the source event's own time and instant tell of, where both are told."""
    source = plan.source
    if plan.zone is None or source.timestamp is None or not plan.creates:
        return
    told = source.start - _EPOCH - timedelta(seconds=source.timestamp)
    if abs(told) < _DAY:  # else it is no clock's offset, and tells nothing
        (found,) = locate([source.start], plan.zone)
        minutes = min(abs(told - offset) for offset in found.offsets) // _MINUTE
        yield from [Verdict(Code.ZONE, Level.NOTE, minutes)] if minutes else []


def _obstacles(plan: Plan, schedule: Schedule, snapshot: Snapshot) -> Iterator[Verdict]:
    """What cannot be applied, whatever is confirmed."""
    if plan.source.deleted is Deleted.YES:
        yield Verdict(Code.NO_SOURCE, Level.REFUSE, 1)
    unseen = sum(not snapshot.first <= start.date() <= snapshot.last for start in plan.creates)
    if unseen:
        yield Verdict(Code.UNSEEN, Level.REFUSE, unseen)
    if len(plan.actions) > MOST_DATES:
        yield Verdict(Code.TOO_MANY, Level.REFUSE, len(plan.actions))
    if plan.manner.form is not Form.DATES:
        yield from _server_side_obstacles(plan, schedule)


def _server_side_obstacles(plan: Plan, schedule: Schedule) -> Iterator[Verdict]:
    """Where the server works the dates out, it cannot be told of edits or closed days, nor to leave out what is there."""
    edited = sum(slot.why is not Why.PATTERN for slot in schedule.slots)
    present = sum(action.do is Do.PRESENT for action in plan.actions)
    if plan.recipe is None or (plan.manner.form is Form.STRATEGY and plan.recipe.strategy.id is None):
        yield Verdict(Code.NO_RECIPE, Level.REFUSE, 1)
    if edited:
        yield Verdict(Code.NOT_A_PATTERN, Level.REFUSE, edited)
    if present:
        yield Verdict(Code.EXISTING, Level.REFUSE, present)


def _notes(plan: Plan, schedule: Schedule) -> Iterator[Verdict]:
    """What is worth reading."""
    kinds = [slot.kind for slot in schedule.slots if slot.start is not None]
    counts = {
        Code.GAP: kinds.count("gap"),
        Code.FOLD: kinds.count("fold"),
        Code.FORCED: len(plan.creates) if plan.manner.force is Force.YES else 0,
    }
    if plan.manner.form is Form.DATES:
        counts[Code.EXISTING] = sum(action.do is Do.PRESENT for action in plan.actions)
    yield from (Verdict(code, Level.NOTE, number) for code, number in counts.items() if number)
