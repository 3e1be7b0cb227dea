"""The studio of the matrix: what it holds, an emulator for it, and the real client with canaries for tokens.

Teacher 1 leads event 108 on Mon 2027-01-04 at 10:00; others lead others. Dates are written as letters: a, b and c are
the three that a cell asks for, `+` is an event at any other time, a letter that stands twice is a class held twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from recurrence import ContentType
from sync.emulator.access import Access, Partner, User
from sync.emulator.clock import Clock, MachineClock, VirtualClock
from sync.emulator.running import Emulator, running_emulator
from sync.emulator.switches import Switches
from sync.http_api import HttpApi, Settings
from sync.port import Pace
from sync.requests import ByDates, Force
from sync.secret import Secret
from sync.wire.dialect import Generation
from tests.canaries.tokens import canary, password
from tests.contract.worlds import LOCATION, NOW, OTHER_SERVICE, OTHER_TEACHER, SEED, SOURCE
from tests.sync.apis import CountingPace

PARTNER, USER = canary("P"), canary("U")
ACCESS = Access((Partner(PARTNER),), (User(1, "user.1", password("matrix"), USER, "User 1"),))
SHORT = 0.5
"""Seconds that a change may take in a cell in which the emulator does not answer."""

LATER_CLASS = {
    "id": 111, "service_id": OTHER_SERVICE, "staff_id": OTHER_TEACHER, "date": "2027-02-03 15:00:00",
    "length": 1800, "capacity": 8,
}  # fmt: skip
STUDIO = {**SEED, "events": [*SEED["events"], LATER_CLASS]}  # type: ignore[misc]  # a list, as written there

ASKED = (datetime(2027, 1, 11, 10), datetime(2027, 1, 18, 10), datetime(2027, 1, 25, 10))
REQUEST = ByDates(ASKED, ContentType.NO_APPOINTMENTS, Force.NO)
SEEDED = {108, 109, 110, 111}

__all__ = ["ASKED", "LOCATION", "NOW", "REQUEST", "SEEDED", "SOURCE"]


@contextmanager
def studio(
    faults: Mapping[str, Sequence[str]], clock: Clock | None = None, rate_limit: Literal["on", "off"] = "off"
) -> Iterator[Emulator]:
    """The emulator on a port; an instruction that is left over at the end is an error."""
    switches = Switches(rate_limit=rate_limit)
    clock = clock or VirtualClock(NOW)
    with running_emulator(STUDIO, access=ACCESS, clock=clock, switches=switches, faults=faults) as emulator:
        yield emulator


def real_clock() -> Clock:
    """The machine's clock, on the day that the studio lives in."""
    return MachineClock(NOW)


class Client:
    """The real client, and what it did around its requests: waits for the pace, penalties, sleeps."""

    def __init__(
        self,
        url: str,
        generation: Generation = Generation.V1,
        pace: Pace | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.pace = CountingPace()
        self.slept: list[float] = []
        self.api = HttpApi(
            url,
            generation,
            Secret(PARTNER),
            Secret(USER),
            pace=pace or self.pace,
            sleep=self.slept.append,
            clock=time.monotonic,
            settings=settings,
        )


def letters(starts: Iterable[datetime], asked: Sequence[datetime] = ASKED) -> str:
    """Starts as letters, in order; `-` for none.

    >>> letters([ASKED[2], ASKED[0], datetime(2027, 1, 12, 10), ASKED[0]])
    'aac+'
    """
    names = {start: chr(ord("a") + number) for number, start in enumerate(asked)}
    return "".join(sorted(names.get(start, "~") for start in starts)).replace("~", "+") or "-"


def stored(emulator: Emulator, asked: Sequence[datetime] = ASKED) -> str:
    """Which of the asked dates exist at the service, whoever made them, and how many other new events."""
    new = (event for event in emulator.events() if event.id not in SEEDED and not event.deleted)
    return letters((event.start for event in new), asked)
