"""From a fleet file and what was observed to a fleet: the plans of one location after the other, each by the usual way.

Decides what is read of a location (its strategies once, each event, its planned days once) and what a fleet must not
be: two events that make the same class at the same time, or plans for two services. Keeps one location in memory.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from importlib.metadata import version
from typing import NamedTuple
from unicodedata import normalize

from frontdesk.dates.request import Request
from frontdesk.dates.scheduling import Scheduled
from frontdesk.errors import ContentError, FileError, UsageError
from frontdesk.fleet.book import ZONE_ALLOWED, Book, Location, Target
from frontdesk.fleet.folder import NewFolder
from frontdesk.plans.observing import observed, saved_among, seen_in
from frontdesk.plans.planning import Observe, Seen, Wish, dates_of, days_of, plan_of
from frontdesk.service.connection import Connection
from frontdesk.service.snapshots import snapshot_of_file
from recurrence import DOCUMENTED, ClosedDates, Problem, Reading, RecurrenceError, Strategy
from sync.errors import NotFound
from sync.events import Event
from sync.fleet import Fleet, Studio
from sync.fleet_totals import Line, line_of
from sync.plan import LIMITS, Form, Limits, Plan
from sync.planfile import class_of
from sync.snapshot import Snapshot
from sync.target import Target as Place
from sync.wire.dialect import Generation

SNAPSHOT_ALLOWED = "a file of `recur pull`, of this location"
_KEYS = {"event": "id", "strategy_id": "strategy", "dates": "till", "kept": "count"}


class Ground(NamedTuple):
    """What a location is planned from: how events and days are seen, its zone, the pinned reading, the limits."""

    seen: Callable[[Wish], Seen]
    observe: Observe
    zone: str
    reading: Reading
    limits: Limits


GroundOf = Callable[[Location, list[Problem]], Ground | None]
"""The ground of a location, None where there is none, which is noted."""


def ground_of_file(location: Location, problems: list[Problem]) -> Ground | None:
    """The ground of a location's snapshot file."""
    path = location.snapshot or ""
    try:
        snapshot = snapshot_of_file(path)
    except (FileError, ContentError) as error:
        told = (
            f"{error.fault} {error.detail}".strip()
            if isinstance(error, FileError)
            else str(error.problems[0])
        )
        problems.append(Problem(f"{location.place}.snapshot", path, SNAPSHOT_ALLOWED, told))
        return None
    zone = location.zone or snapshot.zone
    if snapshot.location != location.id:
        hint = f"it is of location {snapshot.location}"
        problems.append(Problem(f"{location.place}.snapshot", path, SNAPSHOT_ALLOWED, hint))
    elif zone is None or zone != (snapshot.zone or zone):
        problems.append(Problem(f"{location.place}.zone", zone, snapshot.zone or ZONE_ALLOWED))
    else:
        limits = LIMITS._replace(**location.limits)
        return Ground(lambda wish: seen_in(snapshot, wish), lambda *_: snapshot, zone, DOCUMENTED, limits)
    return None


def ground_of_service(connection: Connection, reading: Reading, location: Location) -> Ground:
    """The ground of a location that is asked itself, whose zone is known; `reading`: the one that is pinned for it."""
    zone = location.zone
    assert zone is not None  # noqa: S101  a book without it is refused
    here = connection._replace(location=location.id, zone=zone)
    saved: list[Strategy] = []

    def seen(wish: Wish) -> Seen:
        if wish.form is not Form.DATES and connection.generation is not Generation.V1:
            raise UsageError([Problem("form", wish.form.value, "dates, the one form of API v2")])
        source = here.api.event(Place(location.id, wish.event))
        if wish.saved is None:
            return Seen(source, wish.request.strategy)
        saved.extend([] if saved else here.api.strategies(location.id))
        return Seen(source, saved_among(saved, wish.saved))

    def observe(source: Event, first: date, last: date) -> Snapshot:
        return observed(here, source, (first, last))

    limits = connection.limits._replace(**location.limits)
    return Ground(seen, observe, zone, reading, limits)


def make_fleet(
    book: Book,
    ground_of: GroundOf,
    folder: NewFolder,
    tell: Callable[[str], object],
    watch: Callable[[int], object],
) -> tuple[Fleet, list[Line]]:
    """The fleet of a book, its plans in the folder; each sentence to know is told once, each location watched.

    Raises `ContentError` with every problem of the file and of what was seen, and what asking the service raises.
    """
    studios: list[Studio] = []
    lines: list[Line] = []
    hosts: dict[str, str] = {}
    for number, location in enumerate(book.locations):
        watch(number)
        ground = ground_of(location, book.problems)
        made, seen = ([], 0) if ground is None else _plans(location, ground, book.problems, tell)
        book.problems.extend([*_overlaps(made), *_other_hosts(made, hosts)])
        if not book.problems:
            sealed = tuple(folder.put(plan) for _, plan in made)
            studio = Studio(location.id, normalize("NFC", location.name), sealed, seen)
            lines += [line_of(one, plan, studio) for one, (_, plan) in zip(sealed, made, strict=True)]
            studios.append(studio)
    book.check()
    fleet = Fleet(version("recur"), next(iter(hosts)), normalize("NFC", book.name), tuple(studios))
    folder.seal(fleet)
    return fleet, lines


class _Dated(NamedTuple):
    """A target on its way: what is wanted, what was seen, its dates."""

    target: Target
    wish: Wish
    seen: Seen
    dates: tuple[Request, Scheduled]


def _plans(
    location: Location, ground: Ground, problems: list[Problem], tell: Callable[[str], object]
) -> tuple[list[tuple[Target, Plan]], int]:
    """The plans of a location, from one look at all its days; and how many events it showed there."""
    dated = [found for target in location.targets if (found := _dated(target, ground, problems)) is not None]
    if not dated:
        return [], 0
    for note in dict.fromkeys(note for one in dated for note in one.dates[1].notes()):
        tell(note)
    spans = [days_of(one.dates, one.seen.source) for one in dated]
    days = min(first for first, _ in spans), max(last for _, last in spans)
    snapshot = ground.observe(dated[0].seen.source, *days)
    made = [
        (one.target, plan_of(one.wish, one.seen.source, one.dates, lambda *_: snapshot, ground.limits))
        for one in dated
    ]
    return made, sum(days[0] <= event.start.date() <= days[1] for event in snapshot.events)


def _dated(target: Target, ground: Ground, problems: list[Problem]) -> _Dated | None:
    request = target.wish.request
    wish = target.wish._replace(
        request=request._replace(zone=ground.zone, reading=ground.reading.replace(**target.axes))
    )
    with _noted(target, problems):
        seen = ground.seen(wish)
        return _Dated(target, wish, seen, dates_of(wish, seen))
    return None


@contextmanager
def _noted(target: Target, problems: list[Problem]) -> Iterator[None]:
    """What makes one event impossible is noted where it stands; the others are planned all the same."""
    try:
        yield
    except NotFound:
        problems.append(
            Problem(f"{target.place}.id", target.wish.event, "the id of an event of the location")
        )
    except ClosedDates as error:
        problems += [
            Problem(
                f"{target.place}.if_closed", problem.value, "dates on open days only (refuse)", problem.hint
            )
            for problem in error.problems
        ]
    except (UsageError, RecurrenceError) as error:
        problems += [_in_table(target, problem) for problem in error.problems]


def _in_table(target: Target, problem: Problem) -> Problem:
    """A problem under the key that it is about."""
    counted = {
        "dates": f"at most {problem.allowed} dates",
        "kept": f"at most the {problem.allowed} that are open",
    }
    key = _KEYS.get(problem.field, problem.field)
    return problem._replace(
        field=f"{target.place}.{key}", allowed=counted.get(problem.field, problem.allowed)
    )


def _overlaps(made: list[tuple[Target, Plan]]) -> Iterator[Problem]:
    """Events of which two would make the same class at the same time: whichever came second would be refused."""
    taken: dict[str, dict[datetime, int]] = {}
    for target, plan in made:
        others = taken.setdefault(class_of(plan), {})
        if both := [start for start in plan.creates if start in others]:
            yield Problem(
                f"{target.place}.id",
                plan.source.id,
                "an event whose dates no other event of the same service and team member has",
                f"of its dates {len(both)} are also those of event {others[both[0]]}, from {both[0]:%Y-%m-%d %H:%M} on",
            )
        others.update(dict.fromkeys(plan.creates, plan.source.id))


def _other_hosts(made: list[tuple[Target, Plan]], hosts: dict[str, str]) -> Iterator[Problem]:
    """Snapshots of another service than the first."""
    for target, plan in made:
        first = next(iter(hosts), plan.host)
        if hosts.setdefault(plan.host, target.place) == target.place and plan.host != first:
            yield Problem(target.place, plan.host, f"a snapshot of the same service as the first, {first}")
