"""What `recur clashes` looks at: planned classes and what is taken, from a scenario file or from options.

Decides where each is taken from, and how the first proposals become edits. Knows nothing of views.
"""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from frontdesk.dates.place import busy_event, busy_of, shifted, unseen
from frontdesk.dates.request import Request
from frontdesk.errors import ContentError, UsageError
from frontdesk.plans.observing import seen_in
from frontdesk.plans.planning import dates_of, wish_of
from frontdesk.scenario.book import read_scenarios, read_working
from frontdesk.scenario.staff import calendar_spans, taking
from frontdesk.service.snapshots import snapshot_of_file
from frontdesk.shell import arguments
from frontdesk.words.note_words import Told, each_once
from recurrence import (
    DOCUMENTED,
    NO_CLOSURES,
    Add,
    Closures,
    Drop,
    Edit,
    InvalidSchedule,
    Move,
    Problem,
    RecurrenceError,
    Schedule,
    Slot,
    Why,
    expand,
)
from recurrence.analysis.clashes import Busy, already_there
from recurrence.analysis.proposals import Choice, Proposal, Series, Way, Wishes, propose
from recurrence.analysis.whatif import whatif
from recurrence.analysis.workhours import Working

WAYS = {"time": Way.TIME, "day": Way.DAY, "append": Way.APPEND, "drop": Way.DROP}
_MOST_STEP = 12 * 60
_MANNER = {"form": "dates", "chunk": None, "force": False}
"""What `recur plan` asks beside dates; nothing of it matters here."""


class Planned(NamedTuple):
    """One class as it is planned: its schedule, and what it takes at each start of it, in the same order."""

    name: str
    schedule: Schedule
    series: Series


class Sight(NamedTuple):
    """All that is looked at. `days`: those that the snapshot covers; `staff`: names of team members."""

    planned: tuple[Planned, ...]
    busy: tuple[Busy, ...]
    working: Working
    closures: Closures = NO_CLOSURES
    earliest: datetime = datetime.min
    notes: tuple[Told, ...] = ()
    days: tuple[date, date] | None = None
    staff: Mapping[int, str] = {}

    @property
    def there(self) -> int:
        """How many of the planned classes exist already."""
        return len(already_there([slot for each in self.planned for slot in each.series.slots], self.busy))

    def choices(self, wishes: Wishes) -> tuple[Choice, ...]:
        """What clashes, and what can be done. Raises `InvalidSchedule` for too many clashes."""
        return propose(
            [each.series for each in self.planned],
            self.busy,
            working=self.working,
            closures=self.closures,
            wishes=wishes._replace(earliest=max(wishes.earliest, self.earliest)),
        )


class Found(NamedTuple):
    """What was looked at, what clashes, the edits of each class with first proposals taken (None: not asked), notes."""

    sight: Sight
    choices: tuple[Choice, ...]
    edits: Mapping[str, Sequence[Edit]] | None
    notes: tuple[Told, ...]


def found_in(sight: Sight, wishes: Wishes, *, take_first: bool) -> Found:
    """What clashes, and with `take_first` all edits of each class that has any. Raises `InvalidSchedule`."""
    choices = sight.choices(wishes)
    edits: dict[str, list[Edit]] = {}
    for number, planned in enumerate(sight.planned if take_first else ()):
        taken = {choice.slot: choice.first for choice in choices if choice.series == number}
        if changed := edits_of(planned, taken):
            edits[planned.name] = changed
    starts = [slot.start for each in sight.planned for slot in each.series.slots]
    starts += [each.start for choice in choices for each in choice.proposals if each.start]
    notes = each_once([*sight.notes, *unseen(sight.days, [start.date() for start in starts])])
    return Found(sight, choices, edits if take_first else None, notes)


def sight_of_scenario(path: str, name: str | None) -> Sight:
    """What a scenario file plans, in the base or in the scenario with a name.

    Absences are clashes here, whatever `if_away` says. Raises `FileError`, `ContentError`, `UsageError`.
    """
    sheet = read_scenarios(path)
    names = [scenario.name for scenario in sheet.scenarios]
    if name is not None and name not in names:
        raise UsageError([Problem("scenario", name, "a scenario of the file: " + ", ".join(names))])
    scenario = sheet.scenarios[0 if name is None else names.index(name)]._replace(if_away="clash")
    try:
        (figures,) = whatif([scenario])
    except InvalidSchedule as error:
        raise ContentError(path, error.problems) from None
    planned = tuple(
        Planned(course.name, schedule, Series(tuple(map(course.busy, schedule.starts)), course.after))
        for course, schedule in zip(scenario.courses, figures.schedules, strict=True)
    )
    place, surroundings = sheet.place, (scenario.busy, scenario.working, scenario.closures)
    return Sight(planned, *surroundings, place.now or datetime.min, sheet.notes, place.days, sheet.staff)


def sight_of_options(options: Namespace) -> Sight:
    """What the options plan, as `recur plan` takes them, against a snapshot file.

    Raises `FileError`, `ContentError`, `UsageError`, and what `expand` raises.
    """
    if options.snapshot is None:
        allowed = "a snapshot file, as `recur pull` writes it, or a scenario file in its place"
        raise UsageError([Problem("snapshot", None, allowed)])
    snapshot = snapshot_of_file(options.snapshot)
    asked = Namespace(**{**vars(options), **_MANNER})
    wish = wish_of(asked, options.zone or snapshot.zone, DOCUMENTED)
    seen = seen_in(snapshot, wish)
    request, found = dates_of(wish, seen)
    source, starts = busy_event(seen.source), found.schedule.starts
    length = source.end - source.start
    slots = tuple(
        source._replace(start=start, end=start + min(length, datetime.max - start), id=None)
        for start in starts
    )
    events = {event.id: event for event in (*snapshot.events, seen.source)}
    busy = [*busy_of(events.values()), *_entries(options, source, starts, request.zone)]
    working = {} if options.hours_of is None else read_working(options.hours_of)
    name = source.title or f"event {seen.source.id}"
    planned = Planned(name, found.schedule, Series(slots, _endless(request)))
    staff = {event.staff_id: event.staff_name for event in events.values() if event.staff_name}
    surroundings = (tuple(busy), working, found.known.closures)
    days = (snapshot.first, snapshot.last)
    return Sight((planned,), *surroundings, snapshot.local_now, tuple(found.told()), days, staff)


def wishes_of(options: Namespace) -> Wishes:
    """How far to look for proposals. Raises `UsageError`."""
    problems: list[Problem] = []
    ways = Wishes().ways
    if options.prefer is not None:
        names = options.prefer.split(",")
        if not set(names) <= WAYS.keys() or len(set(names)) < len(names):
            problems.append(Problem("prefer", options.prefer, "each once: " + ", ".join(WAYS)))
        ways = tuple(WAYS[name] for name in names if name in WAYS)
    step = 30 if options.step is None else arguments.whole_number(options.step, "step", problems)
    if step is not None and not 5 <= step <= _MOST_STEP:
        problems.append(Problem("step", step, f"minutes, 5 to {_MOST_STEP}"))
    if problems or step is None:
        raise UsageError(problems)
    return Wishes(ways=ways, step=step)


def edits_of(planned: Planned, taken: dict[int, Proposal]) -> list[Edit]:
    """All edits of a class: those that it had, with proposals taken for some of its starts, by their number."""
    found: list[Edit] = []
    number = 0
    for slot in planned.schedule.slots:
        if slot.start is None:
            found += [Drop(slot.pattern)] if slot.why is Why.DROPPED and slot.pattern else []
            continue
        proposal = taken.get(number, Proposal(Way.STAY, slot.start))
        found += _edits(slot, proposal)
        number += 1
    return found


def _edits(slot: Slot, proposal: Proposal) -> Iterator[Edit]:
    """What puts one slot where a proposal wants it."""
    pattern, to = slot.pattern, proposal.start
    if pattern is None:
        if to is not None:
            yield Add(to)
    elif to is None:
        yield Drop(pattern)
    elif proposal.way is Way.APPEND:
        yield from (Drop(pattern), Add(to))
    elif to != slot.start or slot.why is Why.MOVED:
        yield Move(pattern, to)


def _entries(
    options: Namespace, source: Busy, starts: Sequence[datetime], zone: str | None
) -> Iterator[Busy]:
    """The entries of calendar files on the days that are planned and a year around them; they take whom the class takes."""
    if not starts:
        return
    first, last = shifted(starts[0].date(), -7), shifted(starts[-1].date(), 366)
    people = () if source.staff is None else (source.staff,)
    for path in options.calendar:
        for start, end, title in calendar_spans(path, (first, last), zone):
            yield from taking(start, max(start, end), title, people, source.resources)


def _endless(request: Request) -> Callable[[datetime], datetime | None]:
    """How the pattern goes on behind its window."""
    longer = request.window.replace(till=date.max, count=None)
    try:
        return expand(request.strategy, longer, request.event, request.reading).after
    except RecurrenceError:  # such as a reading that refuses what a longer window asks
        return lambda _: None
