"""A fleet file (TOML): locations, each with its events and what becomes of them.

Decides what a key means and which go together. Every problem is noted with its place, all at once; what can be read is
read all the same, so that what a snapshot shows is found in the same go. Knows nothing of plans.
"""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from frontdesk.dates.request import Request
from frontdesk.errors import ContentError
from frontdesk.fleet.saying import FORMS, Closing, Said, placed, said_in, window_of
from frontdesk.plans.planning import STAND_IN, Wish, changes_of, form_of
from frontdesk.scenario.classes import inline_strategy, made
from frontdesk.shell.files import read_toml, text_of
from frontdesk.shell.toml_table import Table, with_lines
from recurrence import DOCUMENTED, ContentType, Problem, Strategy
from recurrence.strategy import MAX_ID
from recurrence.walltime import known_zone
from sync.fleet import MOST_PLANS
from sync.plan import CHUNK, Form, Limits
from sync.requests import Force

STRATEGY_ALLOWED = 'the id of a saved strategy, a name under [strategies], or a table such as { mode = "weekly", days = ["mon"] }'
ZONE_ALLOWED = "the location's time zone, such as Europe/Riga"
_MOST_LIMIT = 1_000_000


class Target(NamedTuple):
    """An event to plan, where it stands in the file, and the axes of the reading that the file says."""

    place: str
    wish: Wish
    axes: Mapping[str, str]


class Location(NamedTuple):
    """A location: where it stands, its id, name and zone, the snapshot to plan from (None: the service itself), the
    limits that differ from the usual ones, and its events.
    """

    place: str
    id: int
    name: str
    zone: str | None
    snapshot: str | None
    limits: Mapping[str, int]
    targets: tuple[Target, ...]


class Book(NamedTuple):
    """A fleet file as it was read, with its problems so far."""

    path: str
    name: str
    locations: tuple[Location, ...]
    problems: list[Problem]

    def check(self) -> None:
        """Raise `ContentError` with every problem and its line, if there is any."""
        if self.problems:
            raise ContentError(self.path, with_lines(self.problems, text_of(self.path)))


def read_book(path: str, snapshots: str | None = None) -> Book:
    """The fleet of a file, problems noted; `snapshots`: the folder of snapshots, whatever the file says.

    Raises `FileError`, or `ContentError` for files of closed days that it names.
    """
    problems: list[Problem] = []
    top = Table(read_toml(path), "", problems)
    reader = _Reader(top, Path(path).parent, snapshots)
    name, locations = top.text("name"), tuple(reader.locations())
    top.close()
    if (number := sum(len(location.targets) for location in locations)) > MOST_PLANS:
        top.wrong("location", number, f"at most {MOST_PLANS:,} events in all")
    return Book(path, name, locations, problems)


class _Reader:
    """Reads the tables of a file; what they leave out is taken from the top."""

    def __init__(self, top: Table, folder: Path, snapshots: str | None) -> None:
        self.top, self.folder = top, folder
        self.said, self.closing = said_in(top), Closing(top, folder)
        self.zone, self.limits = _zone(top), _limits(top)
        self.strategies = dict(_named(top))
        kept = top.text("snapshots")
        self.snapshots = Path(snapshots) if snapshots is not None else (folder / kept if kept else None)

    def locations(self) -> Iterator[Location]:
        """Every location that has an id of its own."""
        seen: set[int] = set()
        if not self.top.entries.get("location"):
            self.top.wrong("location", None, "at least one location, under [[location]]")
        for table in self.top.tables("location"):
            number = _id(table, seen, "the id of a location that is not in the file yet")
            found = self._location(table, number or 0)
            table.close()
            if number is not None:
                yield found

    def _location(self, table: Table, number: int) -> Location:
        said, closing = said_in(table).over(self.said), Closing(table, self.folder, self.closing)
        seen: set[int] = set()
        targets = []
        if not table.entries.get("event"):
            table.wrong("event", None, "at least one event, under [[location.event]]")
        own = table.text("snapshot")
        snapshot = self.folder / own if own else self.snapshots and self.snapshots / f"{number}.snapshot.json"
        for entry in table.tables("event"):
            event = _id(entry, seen, "the id of an event that this location does not have in the file yet")
            target = self._target(entry, event, said, closing)
            entry.close()
            targets += [] if target is None else [target]
        zone, limits = _zone(table) or self.zone, {**self.limits, **_limits(table)}
        path = str(snapshot) if snapshot else None
        if path is None and "zone" not in table.entries.keys() | self.top.entries.keys():
            table.wrong("zone", None, ZONE_ALLOWED)
        return Location(table.place, number, table.text("name"), zone, path, limits, tuple(targets))

    def _target(self, table: Table, event: int | None, outer: Said, closing: Closing) -> Target | None:
        before = len(table.problems)
        said = said_in(table).over(outer)
        strategy, saved = self._strategy(table)
        window = window_of(table, said)
        content = table.whole("content_type", 1, 2)
        form = Form.DATES if strategy is None else _form(table, said, saved, content)
        force = table.value("force")
        if force is not None and not isinstance(force, bool):
            table.wrong("force", force, "true or false")
        edits = Namespace(**{key: list(table.texts(key) or ()) for key in ("drop", "add", "move")})
        problems: list[Problem] = []
        changes = tuple(changes_of(edits, problems))
        placed(table, problems)
        asked = closing.asked(table, said)
        if event is None or window is None or strategy is None or len(table.problems) > before:
            return None
        reading = DOCUMENTED.replace(**said.axes)
        request = Request(strategy, window, None, reading, None, said.gap or "keep", closing=asked)
        wish = Wish(
            event=event,
            request=request,
            saved=saved,
            form=form,
            content_type=ContentType(content) if content else None,
            force=Force.YES if force else Force.NO,
            chunk=said.chunk or CHUNK,
            changes=changes,
        )
        return Target(table.place, wish, said.axes)

    def _strategy(self, table: Table) -> tuple[Strategy | None, int | None]:
        """The strategy of an event, and its id where it is a saved one, whose rule only the service knows."""
        given = table.value("strategy")
        if isinstance(given, dict):
            return inline_strategy(Table(given, table.at("strategy"), table.problems)), None
        if type(given) is int and 1 <= given <= MAX_ID:
            return STAND_IN, given
        if isinstance(given, str) and given in self.strategies:
            return self.strategies[given], None
        known = ", ".join(self.strategies) if isinstance(given, str) else ""
        table.wrong("strategy", given, STRATEGY_ALLOWED, f"Names: {known}" if known else "")
        return None, None


def _id(table: Table, seen: set[int], allowed: str) -> int | None:
    """The id of a table, which no other beside it may have."""
    number = table.whole("id", 1, MAX_ID)
    if number in seen or "id" not in table.entries:
        table.wrong("id", number, allowed)
        return None
    seen.update(filter(None, [number]))
    return number


def _named(top: Table) -> Iterator[tuple[str, Strategy | None]]:
    """The strategies that have a name in the file."""
    table = top.table("strategies")
    for name, entries in table.entries.items() if table else ():
        assert table is not None  # noqa: S101  there are entries
        yield name, inline_strategy(Table(entries, table.at(name), table.problems))


def _form(table: Table, said: Said, saved: int | None, content: int | None) -> Form:
    problems: list[Problem] = []
    options = Namespace(form=said.form or FORMS[0], strategy_id=saved, content_type=content)
    form = form_of(options, saved, problems)
    placed(table, problems, strategy_id="strategy")
    return form


def _zone(table: Table) -> str | None:
    name = table.text("zone")
    return made(lambda: known_zone(name), table, "zone") if name else None


def _limits(table: Table) -> dict[str, int]:
    """The limits that a table changes."""
    inner = table.table("limits")
    if inner is None:
        return {}
    found = {name: inner.whole(name, 0, _MOST_LIMIT) for name in Limits._fields}
    inner.close()
    return {name: value for name, value in found.items() if value is not None}
