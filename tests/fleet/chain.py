"""Two studios to plan at once, and the commands that tests of fleets give again and again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.frontdesk_net.running import Done
from tests.frontdesk_plan.shop import Shop

ROOT = Path(__file__).resolve().parents[2]
STUDIOS, EXAMPLE = ROOT / "examples" / "studios.json", ROOT / "examples" / "fleet.toml"
TARGETS = [(4564, 101), (4564, 102), (4565, 202)]
SMALL = """\
from = 2027-01-04
count = 2
chunk = 2

[[location]]
id = 4564
zone = "Europe/Riga"
event = [
    { id = 101, strategy = { mode = "weekly", days = ["mon", "thu"] }, count = 4 },
    { id = 102, strategy = 1 },
]

[[location]]
id = 4565
name = "Studio 2"
zone = "Europe/Berlin"
event = [
    { id = 202, strategy = 8, from = 2027-01-13 },
]
"""
"""Eight dates in four requests: two, two, two, two."""
DATES, POSTS = 8, 4


class Chain(Shop):
    """The emulator of both studios and the terminal; the current folder holds the fleet."""

    def fleet(self, text: str = SMALL, *more: str, code: int = 0) -> str:
        """Plan a fleet; the first digits of its digest."""
        Path("fleet.toml").write_text(text, encoding="utf-8")
        done = self.recur("plan --fleet fleet.toml --out chain", *more)
        assert done.code == code, done.err
        return self.digest("chain/fleet.json")

    def apply_fleet(self, *more: str, creates: int = DATES) -> Done:
        digest = self.digest("chain/fleet.json")
        return self.recur("apply chain --digest", digest, "--expect-creates", str(creates), *more)

    def standings(self, done: Done) -> list[str]:
        """The standing of each target that a result in JSON tells."""
        return [target["standing"] for target in self.told(done)["targets"]]

    def told(self, done: Done) -> dict[str, Any]:
        return dict(json.loads(done.out))

    def is_whole(self) -> bool:
        """Whether every date of the fleet exists, and nothing twice."""
        return len(self.made()) == DATES and not self.twice()

    def twice(self) -> list[object]:
        """What exists more often than once: a location, a service, a team member, a start."""
        events = self.emulator.model.world.events.values()
        alive = Counter((e.location, e.service_id, e.staff_id, e.start) for e in events if not e.deleted)
        return [key for key, number in alive.items() if number > 1]
