"""A studio to plan in: an emulator, a terminal in its folder, and the commands that tests give again and again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sync.emulator.entities import Appointment, Event
from sync.emulator.running import Emulator
from tests.frontdesk_net.running import Done, Terminal, Time

SIX = ("--event", "101", "--mode", "weekly", "--days", "mon,thu", "--from", "2026-12-07", "--count", "6")
STARTS = [f"2026-12-{day:02}T18:30:00" for day in (7, 10, 14, 17, 21, 24)]
NAMES = ["Mon 2026-12-07 18:30", "Thu 2026-12-10 18:30", "Mon 2026-12-14 18:30"]
NAMES += ["Thu 2026-12-17 18:30", "Mon 2026-12-21 18:30", "Thu 2026-12-24 18:30"]


class SharedTime(Time):
    """Time that passes at the service too."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__()
        self._emulator = emulator
        self._later: list[tuple[float, Callable[[], object]]] = []

    def after(self, seconds: float, act: Callable[[], object]) -> None:
        """Something happens so many seconds from now."""
        self._later.append((self.seconds + seconds, act))

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self._emulator.advance(seconds)
        due = [act for at, act in self._later if at <= self.seconds]
        self._later = [(at, act) for at, act in self._later if at > self.seconds]
        for act in due:
            act()


@dataclass
class Shop:
    """The emulator and the terminal; the current folder holds the plans."""

    emulator: Emulator
    recur: Terminal
    time: SharedTime

    def planned(self, *more: str, words: tuple[str, ...] = SIX, out: str = "plan.json") -> str:
        """Make a plan, six dates unless said; the first digits of its digest."""
        done = self.recur("plan", *words, *more, "--out", out, "--overwrite")
        assert done.code == 0, done.err
        return self.digest(out)

    def digest(self, path: str = "plan.json") -> str:
        return str(self.document(path)["digest"])[:12]

    def document(self, path: str = "plan.json") -> dict[str, Any]:
        return dict(json.loads(Path(path).read_text(encoding="utf-8")))

    def applied(self, *more: str, path: str = "plan.json") -> Done:
        """Apply a plan with its digest."""
        return self.recur("apply", path, "--digest", self.digest(path), *more)

    def posts(self) -> int:
        return len(self.emulator.requests("duplicate"))

    def made(self) -> list[str]:
        """The starts of what was made through the API and is still there."""
        return [event.start.isoformat() for event in self.emulator.events("api") if not event.deleted]

    def change(self, event: int, **changes: Any) -> None:  # noqa: ANN401  any field of an event
        """Somebody changes an event by hand."""
        world = self.emulator.model.world
        world.put(replace(world.events[event], **changes))

    def enter(self, start: str, like: int = 101, **changes: Any) -> Event:  # noqa: ANN401  any field of an event
        """Somebody enters another event by hand."""
        world = self.emulator.model.world
        (number,) = world.next_ids(1, "increasing")
        event = replace(
            world.events[like], id=number, start=datetime.fromisoformat(start), origin="hand", **changes
        )
        return world.put(event)

    def id_at(self, start: str) -> int:
        return next(event.id for event in self.emulator.events("api") if event.start.isoformat() == start)

    def disturb(self) -> tuple[int, int, Event]:
        """Apply a plan; then somebody deletes its first class, moves the second to the evening, enters the third again."""
        self.planned()
        self.applied()
        gone, moved = self.id_at(STARTS[0]), self.id_at(STARTS[1])
        self.change(gone, deleted=True)
        self.change(moved, start=self.emulator.model.world.events[moved].start.replace(hour=20))
        return gone, moved, self.enter(STARTS[2])

    def book(self, event: int) -> None:
        """A client takes a seat."""
        self.change(event, appointments=(Appointment(900, 800, "Client 1"),))
