"""MANY PLANS AS ONE: a fleet names the plans of many targets by their digests, and one digest binds them all. Pure.

Decides what a fleet's file says, how many requests a plan comes to, what a journal says of a target, and which endings
are the whole fleet's. Knows no plan's content but through the plan, no files, no clock; what each plan does is decided
in `steps.py`, as ever.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from recurrence import Problem
from sync.canonical import Document, digest
from sync.errors import PlanRefused, WireError
from sync.paging import pages_of
from sync.plan import Form, Plan
from sync.planfile import SHORTEST_PREFIX, Stale
from sync.rows import Began, Ended, Row
from sync.steps import Ending, Mode, OnConflict
from sync.wire.documents import parse
from sync.wire.fields import MOST, Fields
from sync.wire.v1_dialect import PAGE_SIZE

SCHEMA = "recurrence.fleet/1"
A_MINUTE = 187
"""Requests that leave in a minute at the pace of one address (decision 20), whatever they are about."""
MOST_PLANS = 10_000
_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")


class Sealed(NamedTuple):
    """One plan of a fleet: its target, and the digest that binds everything it says."""

    location: int
    event: int
    digest: str


class Studio(NamedTuple):
    """A location of a fleet: its id, what it is called, its plans in order, and how many events stood on their days."""

    location: int
    name: str
    plans: tuple[Sealed, ...]
    seen: int = 0


@dataclass(frozen=True)
class Fleet:
    """What is agreed to at once: the plans of many targets at one host.

    Its digest is that of its document, which has each plan's digest and nothing that a plan says itself: totals are
    counted from the plans, and a plan that was changed, left out, added or put elsewhere is another fleet.
    """

    engine: str
    host: str
    name: str
    studios: tuple[Studio, ...]

    @property
    def plans(self) -> tuple[Sealed, ...]:
        """All plans, location by location."""
        return tuple(plan for studio in self.studios for plan in studio.plans)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical document: 64 hexadecimal digits.

        >>> plan = Sealed(4564, 101, "0" * 64)
        >>> fleet = Fleet("0.1.0", "http://127.0.0.1/api", "Spring", (Studio(4564, "", (plan,)),))
        >>> other = Studio(4564, "", (plan._replace(digest="1" * 64),))
        >>> len(fleet.digest), fleet.digest == Fleet("0.1.0", fleet.host, "Spring", (other,)).digest
        (64, False)
        """
        return digest(document_of(self))

    def approves(self, prefix: str) -> bool:
        """Whether a person's digest prefix (12 or more of its digits) is this fleet's."""
        return len(prefix) >= SHORTEST_PREFIX and self.digest.startswith(prefix)


def document_of(fleet: Fleet) -> Document:
    """The fleet as a document, without its digest."""
    return {
        "schema": SCHEMA,
        "engine": fleet.engine,
        "host": fleet.host,
        "name": fleet.name,
        "locations": [
            {
                "location": studio.location,
                "name": studio.name,
                "seen": studio.seen,
                "plans": [{"event": plan.event, "digest": plan.digest} for plan in studio.plans],
            }
            for studio in fleet.studios
        ],
    }


def fleet_text(fleet: Fleet) -> str:
    """The fleet's file: readable JSON with the digest in the field `digest`."""
    return json.dumps({"digest": fleet.digest, **document_of(fleet)}, indent=1, ensure_ascii=False) + "\n"


def read_fleet(text: bytes) -> Fleet:
    """The fleet of a file. Raises `PlanRefused` (edited, not a plan), `WireError` (no fleet), `BadInput` (no canonical form)."""
    document = parse(text)
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        found = document.get("schema") if isinstance(document, dict) else document
        raise WireError([Problem("schema", found, SCHEMA)])
    given = document.pop("digest", None)
    if given != digest(document):
        raise PlanRefused("edited", (Stale("digest", str(given), digest(document)),))
    problems: list[Problem] = []
    fields = Fields(document, "", problems)
    studios = tuple(_studio(Fields(item, path, problems)) for path, item in fields.items("locations"))
    fleet = Fleet(fields.text("engine"), fields.text("host"), fields.text("name"), studios)
    if problems:
        raise WireError(problems)
    if document_of(fleet) != document:
        raise PlanRefused("not a plan", (Stale("content", "what a fleet can say", "something else"),))
    if contradictions := tuple(_contradictions(fleet)):
        raise PlanRefused("not a plan", contradictions)
    return fleet


def _studio(fields: Fields) -> Studio:
    location = fields.whole("location")
    plans = (Fields(item, path, fields.problems) for path, item in fields.items("plans"))
    sealed = tuple(Sealed(location, plan.whole("event"), plan.text("digest")) for plan in plans)
    return Studio(location, fields.text("name"), sealed, fields.whole("seen", low=0, high=MOST))


def _contradictions(fleet: Fleet) -> Iterator[Stale]:
    """What no fleet that we make says: nothing at all, or a target, a location or a plan twice."""
    targets = [plan[:2] for plan in fleet.plans]
    digests = [plan.digest for plan in fleet.plans]
    places = [studio.location for studio in fleet.studios]
    if not targets or not all(studio.plans for studio in fleet.studios):
        yield Stale("plans", "at least one of each location", "none")
    if any(len(set(found)) < len(found) for found in (targets, digests, places)):
        yield Stale("plans", "each target once", "one twice")
    if not all(map(_DIGEST.match, digests)):
        yield Stale("digest of a plan", "64 hexadecimal digits", "something else")
    if len(targets) > MOST_PLANS:
        yield Stale("plans", f"at most {MOST_PLANS:,}", f"{len(targets):,}")


# --- how long it takes --------------------------------------------------------------------------------------------


def requests_of(plan: Plan, events: int) -> int:
    """How many requests an apply of a plan comes to where nothing goes wrong: its event, two looks, and what it sends.

    `events`: about how many there will be on its days, since a look at more than a page holds takes further requests.
    """
    sends = len(plan.chunks())
    checks = sends if plan.manner.form is Form.STRATEGY else 0  # the saved strategy is read before it is sent
    return 1 + 2 * look_of(events) + sends + checks if sends else 0


def look_of(events: int) -> int:
    """How many requests a look at days with so many events takes."""
    return pages_of(events, PAGE_SIZE)


def minutes_of(requests: int) -> int:
    """The minutes that so many requests take at the pace of one address, begun ones as whole ones.

    >>> minutes_of(0), minutes_of(1), minutes_of(187), minutes_of(188)
    (0, 1, 1, 2)
    """
    return -(-requests // A_MINUTE)


# --- the ledger ---------------------------------------------------------------------------------------------------


class Standing(Enum):
    """What the journals say of a target."""

    NOT_BEGUN = "not begun"
    BEGUN = "begun"
    DONE = "done"
    LOOK = "needs a look"


class Stand(NamedTuple):
    """The standing of a target, and how the last run of its plan ended, where one did."""

    standing: Standing
    ending: Ending | None = None


STOPPING = frozenset({Ending.UNAVAILABLE, Ending.RATE_LIMITED, Ending.NOT_AUTHORISED, Ending.INTERRUPTED})
"""Endings that are not about the target: no other would fare better, so nothing more is begun."""


def stand_of(rows: tuple[Row, ...]) -> Stand:
    """What the rows of a plan's journal say of its target; none where there is no journal.

    >>> stand_of(()).standing, stand_of((Ended("DONE"),)).standing
    (<Standing.NOT_BEGUN: 'not begun'>, <Standing.NOT_BEGUN: 'not begun'>)
    """
    if not any(isinstance(row, Began) for row in rows):
        return Stand(Standing.NOT_BEGUN)
    last = rows[-1]
    if not isinstance(last, Ended):  # killed, or at work
        return Stand(Standing.BEGUN)
    ending = Ending.__members__.get(last.ending)  # a word of another version: a person has to look
    if ending is Ending.DONE:
        return Stand(Standing.DONE, ending)
    return Stand(Standing.BEGUN if ending in STOPPING else Standing.LOOK, ending)


def is_taken_up(stand: Stand, mode: Mode) -> bool:
    """Whether a run works on a target: never on one that is done, and on one that needs a look only if a person said
    what to do about just that.
    """
    if stand.standing is not Standing.LOOK:
        return stand.standing is not Standing.DONE
    if stand.ending is Ending.UNRESOLVED:
        return mode.resend
    return stand.ending is Ending.CONFLICT and mode.on_conflict is not OnConflict.STOP


def in_turn(stands: dict[Sealed, Stand], mode: Mode) -> list[Sealed]:
    """The targets of a run in their turn: those begun, those not begun, then those that a person had to look at."""
    order = [Standing.BEGUN, Standing.NOT_BEGUN, Standing.LOOK]
    found = [plan for plan, stand in stands.items() if is_taken_up(stand, mode)]
    return sorted(found, key=lambda plan: order.index(stands[plan].standing))
