"""A machine whose rules are bad behaviour: whatever is done in whatever order, no promise of apply is broken.

The world is that of `tests/simulation`, whose checker watches every request; here hypothesis chooses what goes
wrong, and finds the shortest way to it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sync.apply import Result, apply
from sync.errors import JournalRefused
from sync.plan import Form
from sync.rows import Began, Row
from sync.steps import Ending, Mode, OnConflict
from sync.verify import Finding, What, verify
from tests.simulation.checker import expect
from tests.simulation.faults import CONFLICTS, QUIET, WRONG
from tests.simulation.plans import plan_of, server_of
from tests.simulation.world import Script, Simulation

COUNT = 5
STEPS = 20
LATEST = 3600.0


class Misfortune(RuleBasedStateMachine):
    """One plan of five dates, processes that die, and people who meddle."""

    @initialize(
        chunk=some.integers(1, 3),
        form=some.sampled_from([Form.DATES, Form.DATES, Form.STRATEGY, Form.PARAMETERS]),
        lag=some.sampled_from([0.0, 10.0]),
        resend=some.booleans(),
        seed=some.integers(0, 100),
    )
    def a_plan_is_made(self, chunk: int, form: Form, lag: float, resend: bool, seed: int) -> None:  # noqa: FBT001
        plan = plan_of(COUNT, chunk, form)
        self.resend = resend
        self.script = Script(posts=iter(self.next_post, None), reads=iter(self.next_read, None))
        self.world = Simulation(plan, server_of(plan, lag=lag), self.script, seed=seed)
        self.posts: list[str] = []
        self.reads: list[str] = []
        self.last: Result | str = ""
        self.older: list[Row] = []

    def next_post(self) -> str:
        """What happens to the next request."""
        name = self.posts.pop(0) if self.posts else "ok"
        if name in WRONG or name in CONFLICTS:
            self.world.spoiled.add(name)
        return name

    def next_read(self) -> str:
        """What happens to the next search."""
        return self.reads.pop(0) if self.reads else "ok"

    @rule(faults=some.lists(some.sampled_from(["ok", *QUIET, *WRONG, *CONFLICTS]), min_size=1, max_size=4))
    def requests_will_go_wrong(self, faults: list[str]) -> None:
        lagging = bool(self.world.server.lag)
        self.posts += [name for name in faults if not (lagging and name == "409 partly")]

    @rule(faults=some.lists(some.sampled_from(["ok", "unavailable", "429", "empty"]), max_size=3))
    def searches_will_go_wrong(self, faults: list[str]) -> None:
        self.reads += faults

    @rule(share=some.floats(0.0, 0.99))
    def commits_will_be_late(self, share: float) -> None:
        longest = self.world.settle if self.resend else LATEST
        self.script.delay = lambda: share * longest

    @rule(steps=some.lists(some.integers(1, 80), min_size=1, max_size=3))
    def processes_will_die(self, steps: list[int]) -> None:
        self.script.kills |= {self.world.points + step for step in steps}

    @rule(append=some.integers(1, 12))
    def the_disk_will_be_full(self, append: int) -> None:
        self.script.full |= {self.world.appends + append}

    @rule(strict=some.booleans(), on_conflict=some.sampled_from(OnConflict))
    def a_process_runs(self, strict: bool, on_conflict: OnConflict) -> None:  # noqa: FBT001
        self.last = self.world.run(Mode(self.resend and not strict, on_conflict))
        self.what_it_says_is_so()

    @rule(seconds=some.floats(1.0, 2000.0))
    def time_passes(self, seconds: float) -> None:
        self.world.advance(seconds)

    @rule(hours=some.integers(-48, 48))
    def the_wall_clock_jumps(self, hours: int) -> None:
        self.world.wall_jump = timedelta(hours=hours)

    @rule(good=some.booleans())
    def the_token_changes(self, good: bool) -> None:  # noqa: FBT001
        self.world.token_is_good = good

    @rule(number=some.integers(0, COUNT - 1))
    def a_stranger_adds_the_same_class(self, number: int) -> None:
        self.world.server.add(self.world.creates[number])
        self.world.spoiled.add("add")

    @rule(hour=some.integers(11, 20))
    def a_stranger_adds_another_class(self, hour: int) -> None:
        self.world.server.add(self.world.creates[0].replace(hour=hour), service=1202)

    @precondition(lambda self: self.world.server.ours)
    @rule(data=some.data(), number=some.integers(0, COUNT))
    def a_stranger_deletes_or_moves_a_class_of_ours(self, data: some.DataObject, number: int) -> None:
        event = data.draw(some.sampled_from(sorted(self.world.server.ours)))
        self.world.checker.once = False
        self.world.spoiled.add("meddling")
        if number == COUNT:
            self.world.server.delete(event)
        else:
            self.world.server.change(event, start=self.world.creates[number])

    @rule(capacity=some.sampled_from([12, 13]))
    def the_source_is_edited(self, capacity: int) -> None:
        self.world.server.change(self.world.server.source.id, capacity=capacity)

    @precondition(lambda self: any(isinstance(row, Began) for row in self.world.rows))
    @rule()
    def the_plan_is_applied_a_second_time(self) -> None:
        before = len(self.world.checker.posts)
        self.script.kills = frozenset()
        with pytest.raises(JournalRefused):
            apply(self.world.plan, self.world.again(Mode()).world(), Mode())
        assert len(self.world.checker.posts) == before

    @rule()
    def the_faults_end_and_the_run_is_resumed(self) -> None:
        self.posts, self.reads = [], []
        self.script.kills = self.script.full = frozenset()
        self.world.wall_jump, self.world.token_is_good = timedelta(0), True
        self.world.advance(LATEST + 20.0)
        source = self.world.server.source
        self.world.server.change(source.id, capacity=source.capacity)
        mode = Mode(self.resend, OnConflict.ISOLATE)
        for _ in range(3):  # a conflict or a refusal ends one run, what it left is asked for by the next
            self.last = self.world.run(mode)
            self.what_it_says_is_so()
        if not self.world.spoiled:
            self.everything_is_made_or_told()

    def everything_is_made_or_told(self) -> None:
        assert isinstance(self.last, Result), self.last
        absent = {start for start in self.world.creates if not self.world.server.alive(start)}
        unknown = {start for start, fate in self.last.progress.fates.items() if fate.status.name == "UNKNOWN"}
        expect(unknown <= absent, f"{unknown - absent} exist and are called unknown")
        expect(bool(unknown) == bool(absent), f"{absent} are absent, and nothing is called unknown")
        expect(self.last.ending is (Ending.UNRESOLVED if absent else Ending.DONE), f"{self.last.ending}")
        expect(not (self.resend and absent), f"{absent} could have been asked for again")

    def what_it_says_is_so(self) -> None:
        """DONE is said only where every date exists exactly once, and verify agrees."""
        if isinstance(self.last, Result) and self.last.ending is Ending.DONE:
            seen = self.world.server.search(*self.world.plan.days)
            ours = [self.world.server.events[number] for number in self.world.server.ours]
            verified = verify(self.world.plan, self.last.progress, [*seen, *ours])
            told = [found for found in verified.findings if not self.could_not_be_seen(found)]
            if not self.world.spoiled & {"more", "other", "twice"}:
                expect(not told, f"DONE, and verify finds {told}")

    def could_not_be_seen(self, found: Finding) -> bool:
        """Whether a stranger added this, which a search that lags had not shown when the run ended."""
        lagging = bool(self.world.server.lag) and "add" in self.world.spoiled
        return lagging and found.what is What.EXTRA and found.event not in self.world.server.ours

    @invariant()
    def nothing_is_made_twice(self) -> None:
        if not hasattr(self, "world") or not self.world.checker.once:
            return
        doubled: dict[datetime, list[int]] = self.world.server.made
        assert all(len(set(requests)) <= 1 for requests in doubled.values())


TestMisfortune = Misfortune.TestCase
TestMisfortune.settings = settings(
    settings.get_profile(settings.get_current_profile_name()), stateful_step_count=STEPS
)
