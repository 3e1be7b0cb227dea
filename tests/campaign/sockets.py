"""C3: schedules of misfortune over real sockets and processes: `python -m tests.campaign.sockets FIRST LAST`.

A schedule orders instructions of the emulator for requests, searches and connections. One of each two lists goes round, so
that 2,000 schedules use every instruction often enough; the others are by chance. Some of the processes are killed; then
others go on until every instruction was met, the faults end, and the last ones resume. Where the service did as it was
asked, each date exists exactly once, or (strict) is named; where it did something else, nothing that is said of it may be
untrue.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from random import Random

from sync.emulator.fault_table import ALIASES, FAULTS
from tests.campaign.rooms import DAYS, heal, rooms
from tests.campaign.said import say
from tests.frontdesk_plan.sweep import KILLED, Done, Place, Steps, control

CODES = {0, 1, 3, 65, 69, 75, 77}
HASTY = 0.3
"""Seconds of an exchange: what hangs or drips takes them all, and an answer that comes later is one misfortune more."""
MORE = 4
"""Processes after those that may be killed, as long as there are instructions that nobody met."""
CONNECTIONS = ("rst", "fin", "hang")
ARGUMENTS = {
    "429": "5", "301": "/api/v1/elsewhere", "302": "/elsewhere", "303": "/elsewhere", "307": "/elsewhere",
    "308": "/elsewhere", "late-commit": "20", "late-answer": "20", "lag": "8", "drip": "0.05", "drip-headers": "0.05",
    "foreign": "2026-12-09T10:00:00", "delete": "2026-12-08T10:00:00", "huge": "20000000", "gzip-bomb": "20000000",
}  # fmt: skip
UNTRUE = {"more", "other", "shift", "twice", "foreign", "delete", "400", "402", "404", "409", "422", "hide"}
"""After these the service did something else than it was asked, or refuses for good: then less can be expected."""


LIES = {"lie", "ok@before", "two lies"}
"""Instructions, not names: an answer that says what is not so."""
SIGNS = re.compile("[-@:]")
HIDING = {"hide", "empty-list", "truncate", "same-page", "lag"}


def spelt(name: str) -> str:
    """An instruction with the argument that it takes."""
    plain = ALIASES.get(name, name).partition("@")[0]
    argument = ARGUMENTS.get(plain)
    return f"{name}:{argument}" if argument and name not in ALIASES else name


POSTS = [name for name, fault in FAULTS.items() if fault.kind not in {"rows", "call"}] + list(ALIASES)
READS = [name for name, fault in FAULTS.items() if fault.kind not in {"create", "effect"}]
ROUNDS = (
    [*POSTS, *[name for name in FAULTS if name not in READS] * 2],
    [*READS, *[name for name in FAULTS if name not in POSTS] * 2, *sorted(UNTRUE.intersection(POSTS, READS))],
)
"""Of requests and of searches: what only one of them can meet, and what is never taken by chance, has more turns."""
STAGED = (
    "rst", "fin", "hang", "rst-body", "cut-length", "cut-chunked", "cut-close", "partial-headers", "garbage-status",
    *(name for name, fault in FAULTS.items() if fault.kind == "status" and name >= "429"),
)  # fmt: skip
"""What may come before, after or half-way through the work: none of it reads as a success."""


class Schedule:
    """Everything that a seed decides."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = Random(seed)
        self.resend = rng.random() < 0.5
        self.chunk = rng.randrange(1, 4)
        self.posts, self.reads = (self._chosen(seed, names) for names in ROUNDS)
        self.posts = ["ok"] * (self.chunk == 1) + [self._staged(name) for name in self.posts]
        self.reads = ["ok"] * rng.randrange(3) + self.reads
        self.connects = ["ok"] * rng.randrange(3) + [rng.choice(CONNECTIONS)] if rng.random() < 0.2 else []
        rng.shuffle(self.posts)
        self.kills = [
            rng.randrange(60, 420) if rng.random() < 0.4 else None for _ in range(rng.randrange(1, 4))
        ]

    def _chosen(self, seed: int, names: list[str]) -> list[str]:
        """The one whose turn it is, and perhaps another after which everything can be expected."""
        more = self.rng.sample(sorted({*names} - UNTRUE), self.rng.randrange(2))
        return [spelt(name) for name in (names[seed % len(names)], *more)]

    def _staged(self, name: str) -> str:
        plain = name.partition(":")[0]
        stages = ("", "", "@before", "@after", "@partial:1")
        return name + self.rng.choice(stages) if plain in STAGED else name

    def lists(self) -> dict[str, list[str]]:
        """What the emulator is told."""
        lists = {"duplicate": self.posts, "search": self.reads, "connect": self.connects}
        return {name: faults for name, faults in lists.items() if faults}


def play(seed: int, room: Place) -> tuple[dict[str, float], list[str]]:
    """One schedule: which instructions were carried out, and what is wrong."""
    schedule = Schedule(seed)
    before = facts(room, "used")
    agreement = room.planned(schedule.chunk)
    control(room.url, "POST", "faults", schedule.lists())
    found = list[str]()
    for turn, kill in enumerate((*schedule.kills, *[None] * MORE)):
        if turn >= len(schedule.kills) and not facts(room, "unused"):
            break
        found += told_wrong(room.dying(Steps(kill), *words_of(room, schedule, agreement), deadline=HASTY))
    after = heal(room)
    used = {name: float(after[name] - before.get(name, 0)) for name in after}
    names = {name for name, times in used.items() if times}
    found += ended(room, schedule.resend, agreement, names | lies(schedule.posts, used))
    return used, found


def lies(posts: list[str], used: Mapping[str, float]) -> set[str]:
    """Which of LIES were told: two answers that hide what is there, or one after work that was refused for its rate, and done."""
    refused = any("429" in post and {"commit", "after", "partial"} & {*SIGNS.split(post)} for post in posts)
    hidden = sum(used.get(name, 0) for name in HIDING)
    return LIES.intersection(posts) | ({"two lies"} if refused + hidden >= 2 else set())


def facts(room: Place, name: str) -> dict[str, float]:
    """What the emulator has to say of its faults."""
    found = control(room.url, "GET", "faults")[name]
    assert isinstance(found, dict)
    return found


def words_of(room: Place, schedule: Schedule, agreement: list[str]) -> list[str]:
    """An apply as long as there is no record, then a resume."""
    if not (room.folder / "state" / "journals").exists():
        return ["apply", room.plan, *agreement]
    again = schedule.resend and schedule.rng.random() < 0.6
    return ["resume", room.plan, *(["--resend"] if again else [])]


def told_wrong(done: Done) -> list[str]:
    """What no process may say or end with, whatever happened."""
    found = [f"a traceback: {done.err[-400:]}"] if "Traceback" in done.err else []
    return found + (
        [] if done.code in {*CODES, KILLED, 73} else [f"ended with {done.code}: {done.err[-300:]}"]
    )


def ended(room: Place, resend: bool, agreement: list[str], used: set[str]) -> list[str]:  # noqa: FBT001  a fact of the schedule
    """The faults are over: resume until nothing changes, and look."""
    words = ["resume", room.plan, *(["--resend"] if resend else []), "--isolate"]
    done = room.run(*words)
    if done.code == 73:
        done = room.run("apply", room.plan, *agreement)
    found = told_wrong(done)
    for _ in range(6):
        before, done = done, room.run(*words)
        found += told_wrong(done)
        if before.code == done.code and before.out == done.out:
            break
    return found + judged(room, done, resend, used)


def judged(room: Place, done: Done, resend: bool, used: set[str]) -> list[str]:  # noqa: FBT001  a fact of the schedule
    """What is wrong at the end."""
    counts = {start: n for start, n in room.counts().items() if start.hour == DAYS[0].hour}
    found = [
        f"{start} exists {n} times"
        for start, n in counts.items()
        if n > 1 and not used & {"twice", "foreign", "more", "other", "two lies"}
    ]
    absent = [start for start in DAYS if start not in counts]
    if done.code == 0 and (absent or any(n > 1 for n in counts.values())) and "delete" not in used:
        found.append(f"DONE, and {absent or counts} is not so")
    if used & (UNTRUE | LIES):
        return found
    found += [
        f"{start} is absent and not named" for start in absent if f"{start:%Y-%m-%d %H:%M}" not in done.out
    ]
    if resend and (absent or done.code != 0):
        found.append(
            f"not everything was made: {done.code}, absent {absent}: {done.out[-300:]} {done.err[-200:]}"
        )
    if not resend and done.code not in {0, 3}:
        found.append(f"ended with {done.code}: {done.out[-300:]} {done.err[-200:]}")
    return found


def tried(seeds: Iterable[int], room_of: Callable[[], Place]) -> tuple[dict[str, object], list[str]]:
    """The schedules of these seeds."""
    uses = dict.fromkeys(FAULTS, 0.0)
    broken, count = list[str](), 0
    for seed in seeds:
        used, found = play(seed, room_of())
        for name, times in used.items():
            uses[name] += times
        broken += [f"seed {seed}: {fault}" for fault in found]
        count += 1
    return {"schedules": count, "uses": uses}, broken


if __name__ == "__main__":
    first, last = map(int, sys.argv[1:])
    with rooms(last - first) as places:
        say(*tried(range(first, last), lambda: next(places)))
