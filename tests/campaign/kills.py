"""C1: an apply that is killed at every step of its record, locks, files and wire; and killed again while it resumes.

    python -m tests.campaign.kills every SCENARIO FIRST STRIDE
    python -m tests.campaign.kills twice SEED COUNT
    python -m tests.campaign.kills control

The steps are those of `tests/frontdesk_plan/sweep.py`, counted from a trace of a whole run. After each kill a strict
resume must double nothing and name every date that is absent; after `resume --resend` each date exists exactly once. The
control is an apply that writes its intents too late: the sweep must find it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from random import Random

from tests.campaign.rooms import DAYS, heal, rooms
from tests.campaign.said import say
from tests.frontdesk_plan.sweep import DATES, KILLED, Done, Place, Steps, control

SCENARIOS: dict[str, list[str]] = {
    "clean": [],
    "first answer lost": ["commit-then-rst"],
    "answer in the middle lost": ["ok", "commit-then-fin"],
    "last answer lost": ["ok", "ok", "commit-then-rst"],
    "never arrived": ["ok", "rst"],
    "late": ["late-commit:20"],
    "partly": ["ok", "500@partial:1"],
    "conflict": ["ok", "409"],
    "too many requests": ["ok", "429:5"],
    "resumed": ["ok", "commit-then-rst"],
    "resumed twice": ["ok", "rst", "commit-then-fin"],
}
BEFORE = {"resumed": 1, "resumed twice": 2}
"""How many processes have ended before the one that is killed."""
TWICE = ("clean", "first answer lost", "late", "partly", "too many requests", "never arrived")
LONGEST_RESUME = 160


def begun(room: Place, scenario: str) -> list[str]:
    """What comes before the command that dies; its words."""
    apply = ["apply", room.plan, *room.planned()]
    if scenario not in BEFORE:
        control(room.url, "POST", "faults", {"duplicate": SCENARIOS[scenario] or ["ok"]})
        return apply
    control(room.url, "POST", "faults", {"duplicate": SCENARIOS[scenario]})
    words = apply
    for _ in range(BEFORE[scenario]):
        assert room.dying(Steps(None), *words).code in {0, 3}
        words = ["resume", room.plan, "--resend"]
    return words


def wrong(room: Place, scenario: str) -> list[str]:
    """What is wrong afterwards; nothing if every date comes to exist exactly once, or is rejected by name."""
    heal(room)
    strict = room.run("resume", room.plan)
    if strict.code == 73:  # killed before there was a record: nothing was asked for
        early = ["asked without a record"] if room.counts() else []
        return early + _all_once(room, room.run("apply", room.plan, *room.agreed()), scenario)
    counts = room.counts()
    found = [f"{start} exists {n} times" for start, n in counts.items() if n > 1]
    absent = [start for start in DAYS if not counts[start]]
    told = [f"{start:%Y-%m-%d %H:%M}" for start in absent]
    found += [f"{one} is not named: {strict}" for one in told if one not in strict.out]
    if bool(absent) == (strict.code == 0) or strict.code not in {0, 1, 3}:
        found.append(f"resume ended with {strict.code}, absent {told}: {strict.err}")
    return found + _all_once(room, room.run("resume", room.plan, "--resend", "--isolate"), scenario)


def _all_once(room: Place, done: Done, scenario: str) -> list[str]:
    counts = room.counts()
    once = set(counts.values()) == {1} and set(counts) <= set(DAYS)
    if scenario == "conflict" and done.code == 1:
        absent = [f"{start:%Y-%m-%d %H:%M}" for start in DAYS if not counts[start]]
        right = once and len(absent) == 1 and absent[0] in done.out
    else:
        right = once and done.code == 0 and len(counts) == DATES
    return [] if right else [f"{done} left { {str(start): n for start, n in counts.items()} }"]


def killed(room: Place, scenario: str, steps: Steps) -> tuple[int | str, list[str]]:
    """One run that `steps` sees or kills: how it ended, and what is wrong afterwards."""
    ended = room.dying(steps, *begun(room, scenario)).code
    return ended, wrong(room, scenario)


def every(scenario: str, first: int, stride: int, mutant: str = "") -> tuple[dict[str, object], list[str]]:
    """Every `stride`th step from the `first` on."""
    broken = list[str]()
    with rooms(2 + 900 // stride, mutant) as places:
        trace = Steps(None)
        ended, found = killed(next(places), scenario, trace)
        broken += [f"{scenario}, whole: {fault}" for fault in found]
        broken += [] if ended in {0, 1, 3} else [f"{scenario}: a whole run ended with {ended}"]
        points = range(first, len(trace.names), stride)
        for at in points:
            ended, found = killed(next(places), scenario, Steps(at))
            found += [] if ended == KILLED else [f"ended with {ended}"]
            broken += [f"{scenario}, step {at} {trace.names[at]}: {fault}" for fault in found]
    return {"kills": len(points), "points": {scenario: len(points)}}, broken


def twice(seed: int, count: int) -> tuple[dict[str, object], list[str]]:
    """So many times: killed at any step of a scenario, and the resume that follows killed at any of its steps."""
    rng, broken, both = Random(seed), list[str](), 0
    scenario = rng.choice(TWICE)
    with rooms(count + 1) as places:
        trace, room = Steps(None), next(places)
        room.dying(trace, *begun(room, scenario))
        heal(room)
        for room in places:
            at, then = rng.randrange(len(trace.names)), rng.randrange(LONGEST_RESUME)
            resume = ["resume", room.plan, *rng.choice(([], ["--resend"]))]
            kills = [
                room.dying(Steps(at), *begun(room, scenario)).code,
                room.dying(Steps(then), *resume).code,
            ]
            both += kills == [KILLED, KILLED]
            broken += [f"{scenario}, steps {at} and {then}: {fault}" for fault in wrong(room, scenario)]
    return {"double kills": both}, broken


def control_run() -> tuple[dict[str, object], list[str]]:
    """A mutant, and whether it is noticed."""
    _, broken = every("clean", 0, 12, "late-intent")
    return {"mutants": 1}, [] if broken else ["an intent that is written too late is not noticed"]


def main(words: Sequence[str]) -> None:
    """Do what the words say."""
    kind, *rest = words
    if kind == "every":
        say(*every(rest[0], int(rest[1]), int(rest[2])))
    else:
        say(*(control_run() if kind == "control" else twice(int(rest[0]), int(rest[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
