"""One schedule of misfortune from one seed: what is planned, what goes wrong and when, how often it is restarted.

Two promises are tried. STRICT: commits may come as late as they like, nobody allows a resend. RESEND: they come
within the settle time, and every resume may ask again. Afterwards the faults end, and the run must reach its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from sync.apply import Result
from sync.plan import Form
from sync.progress import Progress, Status
from sync.steps import Ending, Mode, OnConflict
from sync.verify import journaled_ids, verify
from tests.simulation.checker import expect
from tests.simulation.faults import HOSTILE, QUIET, WRONG
from tests.simulation.plans import EARLIER, LATER, SOON, plan_of, server_of
from tests.simulation.world import Script, Simulation

MOST_PROCESSES = 5
MOST_QUIET_PROCESSES = 12


class Schedule:
    """Everything that a seed decides."""

    def __init__(self, seed: int) -> None:
        self.seed, self.rng = seed, Random(seed)
        rng = self.rng
        self.resend = rng.random() < 0.5
        self.is_wild = rng.random() < 0.35
        self.rate = rng.choice((0.1, 0.4, 0.8))
        self.settle = rng.choice((60.0, 180.0))
        self.ahead = timedelta(0)
        lag = rng.choice((0.0, 0.0, 3.0, 10.0))
        form = rng.choice((Form.DATES, Form.DATES, Form.DATES, Form.STRATEGY, Form.PARAMETERS))
        count = rng.randrange(1, 9)
        present = rng.randrange(count) if form is Form.DATES and count > 1 and rng.random() < 0.2 else None
        first = rng.choice((LATER, LATER, SOON, EARLIER))
        plan = plan_of(count, rng.randrange(1, 5), form, first, present)
        hides_past = first is not LATER and rng.random() < 0.5
        self.server = server_of(plan, lag=lag, hides_past=hides_past, others=rng.randrange(3))
        self.simulation = Simulation(
            plan, self.server, self._script(lag, hides_past=hides_past), self.settle, seed
        )
        self.on_conflict = rng.choice(tuple(OnConflict))
        if self.is_wild and rng.random() < 0.4:
            self.server.busy = set(rng.sample(plan.creates, rng.randrange(1, len(plan.creates) + 1)))
            self._spoil("busy")

    def _spoil(self, what: str) -> None:
        self.simulation.spoiled.add(what)

    def _script(self, lag: float, *, hides_past: bool) -> Script:
        rng = self.rng
        names = [
            *QUIET,
            *(WRONG if self.is_wild else ()),
            *(HOSTILE if self.is_wild and not lag and not hides_past else ()),
        ]
        longest = self.settle if self.resend else rng.choice((self.settle, 20 * self.settle))
        return Script(
            posts=self._posts(names),
            reads=self._reads(),
            delay=lambda: rng.random() * longest,
            retry_after=lambda: rng.choice(("5", "0", "-3", "9999", "soon", None)),
            kills=frozenset(rng.randrange(1, 160) for _ in range(rng.randrange(4))),
            full=frozenset({rng.randrange(1, 30)}) if rng.random() < 0.1 else frozenset(),
            between=self._stranger if self.is_wild and rng.random() < 0.5 else lambda: None,
            names_conflicts=rng.random() < 0.6,
            partial_conflicts=rng.random() < 0.4,
        )

    def _posts(self, names: list[str]) -> Iterator[str]:
        while True:
            name = self.rng.choice(names) if self.rng.random() < self.rate else "ok"
            if name in WRONG or name in HOSTILE:
                self._spoil(name)
            yield name

    def _reads(self) -> Iterator[str]:
        """Searches that fail, and one at most that shows nothing: where no look before showed more, that is a lie
        which nobody can tell from the truth.
        """
        names = ["unavailable", "429"]
        if not self.is_wild and self.simulation.creates[-1] > self.server.wall:
            names.append("empty")
        while True:
            name = self.rng.choice(names) if self.rng.random() < 0.04 else "ok"
            if name == "empty":
                names.remove(name)
            yield name

    def _stranger(self) -> None:
        """Somebody else works on the same timetable."""
        rng, server = self.rng, self.server
        if rng.random() >= 0.05:
            return
        start = rng.choice(self.simulation.plan.creates)
        ours = [number for number in sorted(server.ours) if server.events[number].start == start]
        deed = rng.choice(("add", "delete", "move", "unrelated", "edit"))
        if deed == "unrelated":
            server.add(start + timedelta(hours=3), service=1202)
        elif deed == "add":
            server.add(start)
        elif deed == "edit":
            server.change(server.source.id, capacity=rng.randrange(1, 30))
        elif ours and deed == "delete":
            server.delete(ours[0])
            self.simulation.checker.once = False  # what was made and deleted may be made again
        elif ours:
            self.simulation.checker.once = False
            server.change(ours[0], start=rng.choice(self.simulation.plan.creates))
        if deed != "unrelated":
            self._spoil(deed)

    def mode(self) -> Mode:
        """What the person allows who starts the next process."""
        resend = self.resend and self.rng.random() < 0.6
        return Mode(resend, self.on_conflict, self.settle)

    def run(self) -> None:
        """All processes, those with faults and those after them. Raises `Broken`."""
        simulation = self.simulation
        for _ in range(self.rng.randrange(1, MOST_PROCESSES + 1)):
            self._check(simulation.run(self.mode()))
            simulation.token_is_good = True
            simulation.advance(self.rng.choice((1.0, 30.0, 600.0)))
            if self.rng.random() < 0.1:
                simulation.wall_jump = timedelta(hours=self.rng.choice((-24, -1, 1, 24)))
                self.ahead = max(self.ahead, simulation.wall_jump)
        self._heal()
        result = self._until_nothing_changes()
        self._check(result)
        self._check_last(result)

    def _heal(self) -> None:
        """The faults are over; in the strict world even the latest commit has happened."""
        self.simulation.script = Script()
        self.simulation.token_is_good, self.simulation.wall_jump = True, timedelta(0)
        if not self.resend:
            self.server.flush()
        self.simulation.advance(20.0)

    def _until_nothing_changes(self) -> Result | str:
        mode = Mode(self.resend, self.on_conflict, self.settle)
        result: Result | str = ""
        for _ in range(MOST_QUIET_PROCESSES):
            before = len(self.simulation.checker.posts)
            result = self.simulation.run(mode)
            if len(self.simulation.checker.posts) == before:
                break
        else:
            expect(holds=False, words="I11: every resume sends something")
        return result

    def _check(self, result: Result | str) -> None:
        """I2 at the end of any process: what it says is so."""
        if isinstance(result, str):
            return
        self._fates_are_founded(result.progress)
        if result.ending is Ending.DONE:
            for start in self.simulation.plan.creates:
                existing = self._existing(start, result.progress.fates[start].event)
                expect(len(existing) == 1, f"I2: DONE, and {start} exists {len(existing)} times: {existing}")

    def _existing(self, start: datetime, known: int | None) -> set[int]:
        """The events at a start that the latest search showed, or that is known to be there."""
        alive = {event.id for event in self.server.alive(start)}
        return alive & (self.simulation.shown | {known})

    def _fates_are_founded(self, progress: Progress) -> None:
        spoiled = self.simulation.spoiled
        for start, fate in progress.fates.items():
            if fate.status is Status.CREATED and not spoiled:
                expect(fate.event in self.server.ours, f"I2: {start} is called created, and is not")
            if fate.status in {Status.REJECTED, Status.FOREIGN}:
                expect(bool(spoiled), f"I2: {start} is called {fate.status.value} without a reason")
            if fate.status is Status.CREATED:
                expect(fate.event is not None, f"I2: {start} is created without an id")

    def _check_last(self, result: Result | str) -> None:
        """After the faults: made exactly once, or an honest account of what is not."""
        simulation = self.simulation
        if simulation.spoiled:
            return
        if result == "stale" and not simulation.checker.posts:
            expect(simulation.creates[0] < self.server.wall, "stale, and no date has passed")
            return
        expect(not isinstance(result, str), f"stuck: {result}")
        assert not isinstance(result, str)
        if result.ending is Ending.DONE:
            events = [*self.server.events.values()]
            verified = verify(simulation.plan, result.progress, events)
            expect(verified.is_equal, f"verify finds {verified.findings}")
            expect(set(journaled_ids(result.progress)) >= self.server.ours, "an event of ours is not known")
            return
        if result.ending is Ending.SUSPICIOUS and self.server.hides_past:
            return  # all that was ever seen there has passed
        expect(result.ending is Ending.UNRESOLVED, f"stuck: {result.ending}")
        self._check_unresolved(result.progress)

    def _check_unresolved(self, progress: Progress) -> None:
        unknown = set(progress.having(Status.UNKNOWN))
        expect(bool(unknown), "unresolved, and nothing is unknown")
        hidden = {start for start in unknown if self.server.hides_past and start < self.server.wall}
        if self.resend:
            near = self.server.wall + timedelta(hours=3) + self.ahead
            told = {start for start in unknown if self.server.hides_past or start <= near}
            expect(unknown == told, f"stuck: {unknown - told} could have been asked for again")
        absent = {start for start in unknown if not self.server.alive(start)}
        expect(unknown - hidden <= absent, f"{unknown - hidden - absent} exist and are called unresolved")


def run_seed(seed: int) -> None:
    """One schedule. Raises `Broken`, or whatever else the core should not raise."""
    Schedule(seed).run()
