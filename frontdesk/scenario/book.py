"""A scenario file (TOML): what is planned, in what surroundings, and what else could happen.

The top of the file is the base; each `[[scenario]]` is the base with something changed. Decides what a key means and
which go together. Every problem is told with its line, all at once. Knows nothing of figures or views.
"""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from frontdesk.dates.closing import Asked, asked_of
from frontdesk.dates.place import Place, busy_of, place_of_file, shifted, strategies_of, unseen
from frontdesk.errors import ContentError
from frontdesk.scenario.classes import ClassReader
from frontdesk.scenario.staff import busy_table, spans_of, staff_tables
from frontdesk.shell.files import read_toml, text_of
from frontdesk.shell.toml_table import Table, with_lines
from frontdesk.words.note_words import Told, each_once
from recurrence import Closures, Problem
from recurrence.analysis.clashes import Busy
from recurrence.analysis.whatif import FULL, IF_AWAY, Course, IfAway, Scenario
from recurrence.analysis.workhours import WorkHours, Working
from recurrence.closures import IF_CLOSED, NO_CLOSURES, IfClosed

BASE = "as planned"
FILL_ALLOWED = 'a share from 0 to 1, or two in order, such as [0.4, 0.8] or ["40%", "80%"]'
_AROUND = 2 * 366
_CLOSING = ("closed", "open", "holidays", "closures")


class Sheet(NamedTuple):
    """A scenario file as it was read: the base first; what there is to know; the names of team members."""

    scenarios: tuple[Scenario, ...]
    notes: tuple[Told, ...]
    staff: Mapping[int, str]
    place: Place


class _Ground(NamedTuple):
    """What all scenarios of a file share."""

    folder: Path
    days: tuple[date, date]
    zone: str | None
    problems: list[Problem]


def read_scenarios(path: str) -> Sheet:
    """The scenarios of a file. Raises `FileError`, `ContentError` (also for files that it names), `MissingExtra`."""
    document = read_toml(path, number=Decimal)
    problems: list[Problem] = []
    sheet = _sheet(Table(document, "", problems), Path(path).parent)
    if problems or sheet is None:
        raise ContentError(path, with_lines(problems, text_of(path)))
    return sheet


def read_working(path: str) -> Working:
    """The work hours in a scenario file; nothing else in it is looked at. Raises `FileError` or `ContentError`."""
    problems: list[Problem] = []
    top = Table(read_toml(path, number=Decimal), "", problems)
    working, _ = staff_tables(top)
    if problems:
        raise ContentError(path, with_lines(problems, text_of(path)))
    return working


def _sheet(top: Table, folder: Path) -> Sheet | None:
    place = _place(top, folder)
    working, names = staff_tables(top)
    courses = list(ClassReader(top, place).courses())
    days = _days(courses)
    ground = _Ground(folder, days, place.zone, top.problems)
    known, notes = _closures(top, ground)
    without = set(top.wholes("without") or ())
    there = busy_of(event for event in place.events if event.id not in without)
    base = Scenario(
        name=top.text("name") or BASE,
        courses=_run(top, courses) or tuple(courses),
        busy=(*there, *_busy(top, ground, courses, working)),
        working=working,
        closures=known,
        if_closed=_if_closed(top) or "drop",
        if_away=_if_away(top) or "drop",
        fill=top.range("fill", 1, FILL_ALLOWED) or FULL,
        currency=top.text("currency"),
    )
    variants = [_variant(table, base, courses, ground) for table in top.tables("scenario")]
    scenarios = (base, *(scenario for scenario, _ in variants))
    _check_names(scenarios, top)
    top.close()
    if top.problems:
        return None
    more = [note for _, found in variants for note in found]
    staff = {event.staff_id: event.staff_name for event in place.events if event.staff_name} | names
    return Sheet(scenarios, each_once([*notes, *unseen(place.days, days), *more]), staff, place)


def _place(top: Table, folder: Path) -> Place:
    """What the files know that `snapshot`, `studio` and `strategies` name."""
    place = Place()
    named = {key: top.text(key) for key in ("snapshot", "studio")}
    if all(named.values()):
        top.wrong("studio", named["studio"], "the place of snapshot: give one or the other")
    for name in filter(None, named.values()):
        place = place_of_file(str(folder / name))
    if other := top.text("strategies"):
        place = place._replace(strategies={**place.strategies, **strategies_of(str(folder / other))})
    return place


def _days(courses: list[Course]) -> tuple[date, date]:
    """The days of all classes."""
    moments = [at for course in courses for at in (*course.occurrences[:1], *course.occurrences[-1:])]
    return (min(moments).date(), max(moments).date()) if moments else (date(2000, 1, 1), date(2000, 1, 1))


def _run(table: Table, courses: list[Course]) -> tuple[Course, ...] | None:
    """The classes that `run` names, in that order; None where it names none."""
    names, known = table.texts("run"), {course.name: course for course in courses}
    for name in set(names or ()) - known.keys():
        table.wrong("run", name, "names of classes in this file: " + ", ".join(known))
    return None if names is None else tuple(known[name] for name in dict.fromkeys(names) if name in known)


def _if_closed(table: Table) -> IfClosed | None:
    wanted = table.one_of("if_closed", IF_CLOSED)
    return next((policy for policy in IF_CLOSED if policy == wanted), None)


def _if_away(table: Table) -> IfAway | None:
    wanted = table.one_of("if_away", IF_AWAY)
    return next((policy for policy in IF_AWAY if policy == wanted), None)


def _closures(table: Table, ground: _Ground, base: Closures = NO_CLOSURES) -> tuple[Closures, list[Told]]:
    """The closed days of the base with those that a table names, and what to know about where they are from."""
    given = {key: list(table.texts(key) or ()) for key in _CLOSING}
    given["closures"] = [str(ground.folder / name) for name in given["closures"]]
    problems: list[Problem] = []
    asked = asked_of(Namespace(**given), problems) if any(given.values()) else Asked()
    ground.problems.extend(problem._replace(field=table.at(problem.field)) for problem in problems)
    if not any(given.values()) or problems:
        return base, []
    first, last = shifted(ground.days[0], -_AROUND), shifted(ground.days[1], _AROUND)
    known = asked.known(first, last, ground.zone)
    known = known._replace(closures=_together(base, known.closures))
    return known.closures, list(known.told(*ground.days))


def _busy(top: Table, ground: _Ground, courses: list[Course], working: Working) -> Iterator[Busy]:
    """What `[[busy]]` tables say is taken; a calendar that names nobody takes all that the classes take."""
    staff = sorted({course.staff for course in courses if course.staff is not None} | working.keys())
    resources = tuple(sorted({resource for course in courses for resource in course.resources}))
    days = shifted(ground.days[0], -_AROUND), shifted(ground.days[1], _AROUND)  # proposals look there too
    for table in top.tables("busy"):
        yield from busy_table(table, ground.folder, days, ground.zone, (tuple(staff), resources))


def _variant(
    table: Table, base: Scenario, courses: list[Course], ground: _Ground
) -> tuple[Scenario, list[Told]]:
    """The base with something changed."""
    known, notes = _closures(table, ground, base.closures)
    name = table.text("name")
    if not name and "name" not in table.entries:
        table.wrong("name", None, "a name to stand above the column")
    scenario = base._replace(
        name=name,
        courses=_run(table, courses) or base.courses,
        working=_more_away(table, base.working),
        closures=known,
        if_closed=_if_closed(table) or base.if_closed,
        if_away=_if_away(table) or base.if_away,
        fill=table.range("fill", 1, FILL_ALLOWED) or base.fill,
    )
    table.close()
    return scenario, notes


def _together(base: Closures, own: Closures) -> Closures:
    """The variant's word counts: what it opens is open, what it closes is closed."""
    opened = (base.open_days - own.days.keys()) | own.open_days
    return Closures({**base.days, **own.days}, {**base.weekdays, **own.weekdays}, opened)


def _more_away(table: Table, working: Working) -> Working:
    more = dict(working)
    for entry in table.tables("away"):
        number = entry.whole("staff")
        if number is None and "staff" not in entry.entries:
            entry.wrong("staff", None, "the id of a team member")
        spans = spans_of(entry, "days")
        entry.close()
        if number is not None:
            known = more.get(number, WorkHours())
            more[number] = known._replace(away=(*known.away, *spans))
    return more


def _check_names(scenarios: tuple[Scenario, ...], top: Table) -> None:
    names = [scenario.name for scenario in scenarios]
    for number, name in enumerate(names[1:]):
        if name and name in names[: number + 1]:
            top.wrong(f"scenario[{number}].name", name, "a name that no other scenario has")
