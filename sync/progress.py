"""What the rows of a journal mean together: the fate of every planned start. Pure: the same rows, the same fates.

    PLANNED    never asked for, or proved not created: may be asked for
    UNKNOWN    asked for, and nothing is proved: may still appear
    CREATED    exists, with the id of our event
    REJECTED   refused by the API, with its reason
    FOREIGN    somebody else's event has taken the place

A start that was asked for and then appears with a new id is ours at once; that it does not appear proves nothing
until the settle time is over, which is `steps.py`'s to judge.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from sync.outcome import Outcome, Reason
from sync.plan import Plan
from sync.rows import Answered, Began, Intended, Looked, Row, Seen


class Status(Enum):
    """The states of a planned start."""

    PLANNED = "planned"
    UNKNOWN = "unknown"
    CREATED = "created"
    REJECTED = "rejected"
    FOREIGN = "foreign"


class Fate(NamedTuple):
    """What is known of one start: its status, the event (created or foreign), and why."""

    status: Status
    event: int | None = None
    reason: Reason | None = None


class Attempt(NamedTuple):
    """A POST: its intent, its answer if any came, and when it ended (None: in an earlier process)."""

    intent: Intended
    answer: Answered | None
    ended_at: float | None

    def may_have_made(self, start: datetime) -> bool:
        """Whether an event at this start, one of the intent's, can be this request's doing.

        A refusal for good made nothing; a conflict may have made all but the dates that it names, and a 429 is
        not trusted either.
        """
        if self.answer is None or self.answer.outcome in {Outcome.UNKNOWN, Outcome.CREATED}:
            return True
        if self.answer.reason is Reason.CONFLICT:
            return start not in self.answer.named
        return self.answer.reason is Reason.RATE_LIMITED


class Look(NamedTuple):
    """A read of the planned days, and when it began."""

    row: Looked
    at: float


class Progress:
    """The state of a plan's execution, kept row by row: each row costs what it is about, not what came before.

    `fates` by start, in order; `chunks`: the starts of each request; `attempts`: all, in order, those from number
    `run_from` on by this process; `looks`: those of this process since its last attempt; `conflicts`: the attempts
    of this process that met one; `began_at`: when it began; `began_local`: the location's wall clock then, as far as
    it can be told; `most_seen`: the most events any look has shown; `met`: the ids of all events that were there at
    review or that any fate had; `strays`: those that answers showed at starts that nobody asked for;
    `shown`: what the latest look of the latest process showed, None before it has looked; `since`: the starts that
    were answered as created after the latest look.
    """

    def __init__(self, plan: Plan) -> None:
        self.chunks = plan.chunks()
        self.fates = {start: Fate(Status.PLANNED) for chunk in self.chunks for start in chunk}
        self.attempts: list[Attempt] = []
        self.looks: list[Look] = []
        self.conflicts: list[Attempt] = []
        self.run_from = 0
        self.began_at = 0.0
        self.began_local = plan.local_now
        self.most_seen = 0
        self.met: set[int] = {*plan.baseline, plan.source.id}
        self.strays: set[int] = set()
        self.shown: frozenset[Seen] | None = None
        self.since: set[datetime] = set()
        self._theirs = {*plan.baseline, plan.source.id}
        self._unproved: set[datetime] = set()
        self._plan = plan
        self._having = {status: dict[datetime, None]() for status in Status}
        self._having[Status.PLANNED] = dict.fromkeys(self.fates)
        self._chunk_of = {start: number for number, chunk in enumerate(self.chunks) for start in chunk}

    @property
    def last_of_run(self) -> Attempt | None:
        """The latest attempt of this process."""
        return self.attempts[-1] if len(self.attempts) > self.run_from else None

    def having(self, status: Status) -> Collection[datetime]:
        """The starts with this status; the planned ones in order."""
        return self._having[status].keys()

    def event_at(self, start: datetime) -> int | None:
        """The event that is known at a start, ours or somebody else's; None for one that nobody planned, too."""
        fate = self.fates.get(start)
        return fate.event if fate else None

    def is_seen(self, start: datetime) -> bool:
        """Whether the latest look of the latest process showed our event: an answer alone may say what is not so."""
        fate = self.fates[start]
        return fate.status is Status.CREATED and (fate.event, start) in (self.shown or ())

    def chunk_of(self, start: datetime) -> tuple[datetime, ...]:
        """The starts that the plan asks for together with this one."""
        return self.chunks[self._chunk_of[start]]

    def ended_at(self, attempt: Attempt) -> float:
        """When an attempt ended as far as this process can know: an earlier one's, when this process began."""
        return self.began_at if attempt.ended_at is None else attempt.ended_at

    def hidden(self, at: float) -> datetime:
        """Up to this local start a search may show nothing, since the API's shows future events only.

        What is not shown there proves nothing.
        """
        return self.began_local + timedelta(seconds=max(at - self.began_at, 0.0)) + margin_of(self._plan.zone)

    def watch(self, wall: datetime, at: float) -> None:
        """Take the wall clock (UTC) into account: while a machine sleeps, its monotonic clock may stand still."""
        elapsed = timedelta(seconds=max(at - self.began_at, 0.0))
        self.began_local = max(self.began_local, local_time(self._plan, wall) - elapsed)

    def take(self, row: Row, at: float | None) -> None:
        """Note a row, written at this monotonic time, or (None) by an earlier process."""
        if isinstance(row, Began):
            self.run_from, self.looks, self.conflicts, self.shown = len(self.attempts), [], [], None
            self.began_at = self.began_at if at is None else at
            self.began_local = max(self.began_local, local_time(self._plan, row.at))
        elif isinstance(row, Intended):
            self._intend(row, at)
        elif isinstance(row, Answered):
            self._answer(row, at)
        elif isinstance(row, Looked):
            self._look(row, at)

    def _put(self, start: datetime, fate: Fate) -> None:
        if fate.event is not None:
            self.met.add(fate.event)
        del self._having[self.fates[start].status][start]
        self._having[fate.status][start] = None
        self.fates[start] = fate

    def _intend(self, row: Intended, at: float | None) -> None:
        self.attempts.append(Attempt(row, None, at))
        self.looks = []
        self._unproved = {start for start in row.starts if self.fates[start].status is Status.UNKNOWN}
        for start in row.starts:
            self._put(start, Fate(Status.UNKNOWN))

    def _answer(self, row: Answered, at: float | None) -> None:
        attempt = self.attempts[-1] = Attempt(self.attempts[-1].intent, row, at)
        if row.reason is Reason.CONFLICT:
            self.conflicts.append(attempt)
        self.strays |= {event for event, start in row.seen if start not in self.fates} - self._theirs
        if row.outcome is Outcome.CREATED:
            for event, start in row.seen:
                self._put(start, Fate(Status.CREATED, event))
                self.since.add(start)
        elif row.outcome is not Outcome.UNKNOWN:
            hidden = self.hidden(self.began_at if at is None else at)
            for start in attempt.intent.starts:
                fate = _fate_of_unmade(start, attempt.intent, row)
                unproved = start in self._unproved or (row.reason is Reason.CONFLICT and start <= hidden)
                if fate.status is not Status.PLANNED or not unproved:
                    self._put(start, fate)
            self._having[Status.PLANNED] = dict.fromkeys(sorted(self._having[Status.PLANNED]))

    def _look(self, row: Looked, at: float | None) -> None:
        self.most_seen = max(self.most_seen, row.total)
        self.shown, self.since = frozenset(row.seen), set()
        if at is not None:
            self.looks.append(Look(row, at))
        for event, start in row.seen:
            fate = self.fates.get(start)
            if fate is None or fate.status is Status.CREATED:
                continue
            if fate.status is Status.PLANNED or event not in self._theirs:
                ours = event not in self.met and self._asked_for(start)
                self._put(start, Fate(Status.CREATED if ours else Status.FOREIGN, event))

    def _asked_for(self, start: datetime) -> bool:
        """Whether a request that may have been executed asked for this start.

        An event that was there before the first such request made the start FOREIGN, and it was never asked for.
        """
        return any(
            start in attempt.intent.starts and attempt.may_have_made(start) for attempt in self.attempts
        )


def _fate_of_unmade(start: datetime, intent: Intended, answer: Answered) -> Fate:
    """The fate of a start whose request was not executed: refused for good, or as before."""
    if answer.outcome is Outcome.NOT_SENT or answer.reason in MAY_COME_RIGHT:
        return Fate(Status.PLANNED)
    if answer.reason is Reason.CONFLICT and start not in answer.named and len(intent.starts) > 1:
        return Fate(Status.PLANNED)
    return Fate(Status.REJECTED, reason=answer.reason)


def local_time(plan: Plan, wall: datetime) -> datetime:
    """What the location's clock shows at a moment (UTC), going by what it showed at review."""
    return wall.replace(tzinfo=None) + (plan.local_now - plan.taken_at.replace(tzinfo=None))


def margin_of(zone: str | None) -> timedelta:
    """What is added to the location's clock to be sure that it does not show more.

    Two hours for clock changes and clocks that are wrong. Without a zone it was taken to be UTC, and the location may be
    14 hours ahead of that.
    """
    return timedelta(hours=2 if zone else 16)


def hidden_at(plan: Plan, wall: datetime) -> datetime:
    """As `Progress.hidden`, of a plan that is not under way, at a moment (UTC)."""
    return max(plan.local_now, local_time(plan, wall)) + margin_of(plan.zone)


MAY_COME_RIGHT = {Reason.RATE_LIMITED, Reason.NOT_AUTHORISED, Reason.FORBIDDEN}
"""Refusals that say nothing about a date."""
