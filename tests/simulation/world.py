"""The world of one plan: a virtual clock, the api with its faults, the record, and deaths at any point.

Everything that the core touches is a point: an append (before and after), a call (before it leaves, after it was
executed), a sleep, a reading of a clock. `Killed` can come at each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from recurrence import Strategy
from sync.apply import Result, World, apply, resume
from sync.canonical import canonical
from sync.errors import (
    ApiUnavailable,
    CallFailed,
    Interrupted,
    JournalRefused,
    JournalUnwritable,
    NotAuthorised,
    NotFound,
    PlanRefused,
    RateLimited,
    SyncError,
)
from sync.events import CodeNeeded, Event, Login, Service
from sync.outcome import Answer, Expected, Reason, compared
from sync.pace import PaceFault, PaceUnavailable
from sync.plan import Plan
from sync.progress import Progress
from sync.requests import ByDates, Request
from sync.rows import Answered, Began, Intended, Row, read_row, row_document
from sync.secret import Secret
from sync.steps import Mode, Step
from sync.target import Target
from sync.wire.documents import parse
from tests.canaries.tokens import canary
from tests.simulation.checker import Broken, Checker, expect
from tests.simulation.faults import FAULTS, Fault, Made, judgement
from tests.simulation.server import HOST, LOCATION, SERVICE, TEACHER, Server

MOST_STEPS = 400
READING = (
    (0.2, 0.2),
    (0.2, 0.2),
    (2.0, 0.2),
    (20.0, 0.2),
    (0.2, 20.0),
)  # seconds before and after what is shown
TOKEN = Secret(canary("simulated"))
HELD_BACK: dict[str, Callable[[], SyncError]] = {
    "full log": lambda: PaceUnavailable(Path("send.log"), PaceFault.FULL),
    "stop": Interrupted,
}
"""Why a request never leaves although its intent is on disk, by the name that a script gives it."""


class Killed(BaseException):
    """The process is dead. Not an Exception: nothing in the core may catch it."""


@dataclass
class Script:
    """What goes wrong when; each is asked as it is needed. Defaults: nothing does.

    `posts`: names of faults, one for each POST; `reads`: errors for each search (`empty` for an empty answer), `lists`:
    for each list of strategies;
    `delay`: how late a late commit is; `retry_after`: what a 429 says; `kills`: numbers of points; `full`: numbers
    of appends at which the disk refuses; `between`: what others do, called at every api call.
    """

    posts: Iterator[str] = field(default_factory=lambda: iter(()))
    reads: Iterator[str] = field(default_factory=lambda: iter(()))
    lists: Iterator[str] = field(default_factory=lambda: iter(()))
    delay: Callable[[], float] = lambda: 60.0
    retry_after: Callable[[], str | None] = lambda: "5"
    kills: frozenset[int] = frozenset()
    full: frozenset[int] = frozenset()
    between: Callable[[], None] = lambda: None
    names_conflicts: bool = True
    words: str = "Busy"
    partial_conflicts: bool = False


class Simulation:
    """One plan, its server, its record, and the checker that watches all three."""

    def __init__(
        self, plan: Plan, server: Server, script: Script, settle: float = 180.0, seed: int = 0
    ) -> None:
        self.plan, self.server, self.script, self.settle = plan, server, script, settle
        self.creates, self.wanted = plan.creates, set(plan.creates)
        self.rng = Random(seed)
        self.points = self.appends = self.steps = 0
        self.rows: list[Row] = []
        self.wall_jump = timedelta(0)
        self.token_is_good = True
        self.strategies: tuple[Strategy, ...] = (plan.recipe.strategy,) if plan.recipe else ()
        self.reading_takes: Iterator[tuple[float, float]] = iter(lambda: self.rng.choice(READING), None)
        self.is_thorough = seed % 8 == 0
        self.spoiled: set[str] = set()
        self.shown: set[int] = set()  # by the latest search
        self.told: list[Step] = []
        self.slept: list[float] = []
        self.checker = Checker(frozenset({*plan.baseline, plan.source.id}), settle)
        self.checker.once = True
        server.commit_seen = self.checker.commit
        self.api = Api(self)

    @property
    def now(self) -> float:
        """Seconds since the plan was made."""
        return self.server.now

    def again(self, mode: Mode) -> Simulation:
        """The same world, for one more process of this mode that the caller runs."""
        self.checker.start(self.now, resend=mode.resend)
        self.steps = 0
        return self

    def point(self) -> None:
        """The process may die here."""
        self.points += 1
        if self.points in self.script.kills:
            raise Killed(self.points)

    def kept(self, row: Row) -> None:
        """A row is on disk."""
        if isinstance(row, Intended):
            self.checker.intended(row.attempt, row.starts)
        elif isinstance(row, Answered) and row.reason is not Reason.HELD_BACK:
            self.checker.recorded()

    def advance(self, seconds: float) -> None:
        """Time passes for everybody."""
        self.server.pass_to(self.server.now + seconds)

    def run(self, mode: Mode) -> Result | str:
        """A process: the first applies, all others resume. Its result, or in a word why it has none."""
        self.again(mode)
        first = not any(isinstance(row, Began) for row in self.rows)
        try:
            result = (apply if first else resume)(self.plan, self.world(), mode)
        except Killed:
            return "killed"
        except (JournalUnwritable, PaceUnavailable):
            return "disk"
        except CallFailed as error:
            return type(error).__name__
        except PlanRefused as error:
            return error.why
        self._count(result.progress)
        return result

    def world(self) -> World:
        """Everything outside, as the core is given it."""
        return World(
            self.api, HOST, Disk(self), self._clock, self._sleep, self._wall, self._tell, lambda: False
        )

    def _clock(self) -> float:
        self.point()
        return self.now

    def _sleep(self, seconds: float) -> None:
        self.point()
        expect(0 < seconds <= max(self.settle, 300.0) + 1e-6, f"I11: a pause of {seconds} s")
        self.slept.append(seconds)
        self.advance(seconds)
        self.point()

    def _wall(self) -> datetime:
        self.point()
        return self.plan.taken_at + timedelta(seconds=self.now) + self.wall_jump

    def _tell(self, step: Step, progress: Progress) -> None:
        self.steps += 1
        self.told.append(step)
        expect(self.steps <= MOST_STEPS, "I11: this run does not end")
        expect(len(progress.fates) == len(self.creates), "I2: a start was lost")

    def _count(self, progress: Progress) -> None:
        """I2: every start has one fate, and the counts add up."""
        expect(tuple(progress.fates) == self.creates, "I2: a start was lost")


class Disk:
    """The record of a simulation: what it kept stays, whatever dies."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        rows = tuple(simulation.rows)
        if simulation.is_thorough:
            rows = tuple(read_row(parse(canonical(row_document(row)))) for row in rows)
        self.rows: tuple[Row, ...] = rows

    def append(self, row: Row) -> None:
        """Keep a row; refused, it may have been kept all the same."""
        simulation = self._simulation
        simulation.point()
        simulation.appends += 1
        refused = simulation.appends in simulation.script.full
        if not refused or simulation.rng.random() < 0.5:
            simulation.rows.append(row)
            simulation.kept(row)
        if refused:
            raise JournalUnwritable("record", "disk full", row_document(row))
        simulation.point()


class Api:
    """`BookingApi` over the server; whatever a creation has no business with is a broken promise (I7)."""

    def __init__(self, simulation: Simulation) -> None:
        self._of = simulation

    def _call(self, seconds: float) -> None:
        """A request is on its way."""
        self._of.point()
        self._of.advance(seconds)

    def event(self, target: Target) -> Event:
        """See `BookingApi`."""
        self._call(0.3)
        self._authorise()
        found = self._of.server.events.get(target.event)
        if found is None:
            raise NotFound(404, "not found")
        return found

    def events(
        self,
        location: int,
        first: date,
        last: date,
        *,
        service_ids: tuple[int, ...] = (),
        staff_ids: tuple[int, ...] = (),
        resource_ids: tuple[int, ...] = (),
    ) -> tuple[Event, ...]:
        """See `BookingApi`. Takes up to 20 seconds, and shows the state of some moment in between."""
        assert (location, service_ids, staff_ids, resource_ids) == (LOCATION, (), (), ())
        began = self._of.now
        self._of.script.between()
        before, after = next(self._of.reading_takes)
        self._call(before)
        self._authorise()
        trouble = next(self._of.script.reads, "ok")
        self._fail(trouble)
        found = () if trouble == "empty" else self._of.server.search(first, last)
        self._of.shown = {event.id for event in found}
        self._of.advance(after)
        seen = frozenset(
            (event.id, event.start)
            for event in found
            if event.start in self._of.wanted and (event.service_id, event.staff_id) == (SERVICE, TEACHER)
        )
        self._of.checker.read(began, seen)
        self._of.point()
        return found

    def _authorise(self) -> None:
        if not self._of.token_is_good:
            raise NotAuthorised(401, "not authorised")

    def _fail(self, trouble: str) -> None:
        if trouble == "unavailable":
            raise ApiUnavailable(503, "server error", 3)
        if trouble == "429":
            raise RateLimited("rate limited", 60)

    def duplicate(
        self,
        target: Target,
        request: Request,
        *,
        expected: tuple[datetime, ...] | None = None,
        known_ids: AbstractSet[int] = frozenset(),
    ) -> Answer:
        """See `BookingApi`."""
        assert target == self._of.plan.target
        by_dates = isinstance(request, ByDates)
        starts = request.dates if isinstance(request, ByDates) else self._of.creates
        name = next(self._of.script.posts, "ok")
        if not self._of.token_is_good:
            name = "401"
        elif name == "401":
            self._of.token_is_good = False
        self._of.script.between()
        self._of.point()
        if name in HELD_BACK:
            held = HELD_BACK[name]()
            raise held
        self._of.checker.post(starts, self._of.now)
        answer = self._executed(FAULTS[name], starts, expected if not by_dates else starts, known_ids)
        self._of.checker.answered(answer.kind.name, answer.reason.name, self._of.now)
        return answer

    def _executed(
        self,
        fault: Fault,
        starts: tuple[datetime, ...],
        expected: tuple[datetime, ...] | None,
        known_ids: AbstractSet[int],
    ) -> Answer:
        server, number, script = self._of.server, len(self._of.checker.posts), self._of.script
        busy = [start for start in starts if start in server.busy]
        if busy and fault.reply == "as made":
            fault = self._conflict(fault)
        count = {Made.NOTHING: 0, Made.ALL: len(starts)}.get(fault.made)
        if count is None:
            count = self._of.rng.randrange(len(starts)) if not busy else starts.index(busy[0])
        took = 30.0 if fault.reply == "timeout" else self._of.rng.choice((0.1, 1.0, 5.0))
        if fault.late:
            server.later(starts[count:], number, took + script.delay())
        made = server.make(starts[:count], number)
        self._of.advance(took)
        self._of.point()
        shown = self._shown(fault.reply, made, starts)
        if shown is None:
            named = (busy or starts)[0] if fault.reply == "409 named" else None
            if fault.reply == "409 elsewhere":
                named = starts[0] + timedelta(minutes=30)
            return judgement(fault.reply, named, script.retry_after(), script.words)
        source = {self._of.plan.source.id} - known_ids
        wanted = Expected(LOCATION, expected, known_ids if not source else known_ids | source)
        return compared(tuple(shown), len(shown), wanted)._replace(status=200)

    def _conflict(self, fault: Fault) -> Fault:
        named = "409 named" if self._of.script.names_conflicts else "409 unnamed"
        made = Made.SOME if self._of.script.partial_conflicts else Made.NOTHING
        return fault._replace(made=made, reply=named, late=False)

    def _shown(self, reply: str, made: list[Event], starts: tuple[datetime, ...]) -> list[Event] | None:
        """The events that an answer shows; None if it shows none."""
        server = self._of.server
        if reply == "more":
            return [*made, server.add(starts[0] + timedelta(hours=1))]
        if reply == "other":
            return [server.add(start + timedelta(hours=1)) for start in starts]
        if reply == "twice":
            return [*made, server.add(starts[0])]
        if reply == "lie":
            return [server.unmade(start) for start in starts]
        if reply == "old ids":
            return [event.replace(id=server.source.id) for event in made]
        return made if reply == "as made" else None

    def delete_event(self, target: Target) -> Answer:
        """I7: never while creating."""
        raise Broken(f"I7: DELETE of {target}")

    def strategies(self, location: int) -> tuple[Strategy, ...]:
        """See `BookingApi`."""
        assert location == LOCATION
        self._call(0.3)
        self._authorise()
        self._fail(next(self._of.script.lists, "ok"))
        return self._of.strategies

    def create_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """I7: never while creating."""
        raise Broken(f"I7: a strategy {strategy} for {location}")

    def update_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """I7: never while creating."""
        raise Broken(f"I7: strategy {strategy} of {location}")

    def delete_strategy(self, location: int, strategy_id: int) -> Answer:
        """I7: never while creating."""
        raise Broken(f"I7: strategy {strategy_id} of {location}")

    def services(self, location: int, *, staff_id: int | None = None, term: str = "") -> tuple[Service, ...]:
        """Not needed to apply."""
        raise Broken(f"I7: services of {location}, {staff_id}, {term}")

    def login(self, login: str, password: Secret) -> Login | CodeNeeded:
        """Not needed to apply."""
        raise Broken(f"I7: login of {login}, {password}")


__all__ = ["JournalRefused", "Killed", "Script", "Simulation"]
