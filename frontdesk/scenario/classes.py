"""The classes of a scenario file: each a strategy in a window, with what the event that is copied says about the rest.

Decides what is taken from the event and what the file must say. Knows nothing of closures and scenarios.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from frontdesk.dates.place import Place
from frontdesk.shell import arguments
from frontdesk.shell.toml_table import Table
from recurrence import (
    DOCUMENTED,
    Add,
    Drop,
    Edit,
    Move,
    Occurrences,
    Problem,
    Reading,
    RecurrenceError,
    Strategy,
    Window,
    expand,
)
from recurrence.analysis.whatif import Course
from recurrence.strategy import MAX_INTERVAL
from sync.events import Event

MOST_DATES = 10_000
MOST_MINUTES = 7 * 24 * 60
PRICE_ALLOWED = "a price, or two in order, such as [8, 12.50]"
STRATEGY_ALLOWED = (
    'the id of a strategy in the snapshot, or a table such as { mode = "weekly", days = ["mon"] }'
)
_MOST_NAMED = 20

Made = TypeVar("Made")


class ClassReader:
    """Reads the `[[class]]` tables; what they leave out is taken from the top of the file."""

    def __init__(self, top: Table, place: Place) -> None:
        self.top, self.place = top, place
        self.window = top.day("from"), top.day("till"), top.whole("count", 1, MOST_DATES)
        axes = arguments.axes(list(top.texts("reading") or ()), top.problems)
        self.reading = made(lambda: Reading(**axes), top, "reading") or DOCUMENTED

    def courses(self) -> Iterator[Course]:
        """Every class that can be read."""
        names: set[str] = set()
        if not self.top.entries.get("class"):
            self.top.wrong("class", None, "at least one class, under [[class]]")
        for table in self.top.tables("class"):
            name = table.text("name")
            if "name" not in table.entries or name in names:
                table.wrong("name", name or None, "a name that no other class has")
            names.add(name)
            course = self._course(table, name)
            table.close()
            if course is not None:
                yield course

    def _course(self, table: Table, name: str) -> Course | None:
        event = self._event(table)
        course = self._details(table, name, event)
        found, after = self._dates(table, event)
        edits = [(key, texts) for key in ("drop", "add", "move") if (texts := table.texts(key))]
        if found is None:
            return None
        return course._replace(
            occurrences=tuple(found), edits=tuple(_edits(table, edits, found)), after=after
        )

    def _event(self, table: Table) -> Event | None:
        """The event that is copied, if one is named."""
        number = table.whole("event")
        if number is None:
            return None
        event = self.place.event(number)
        if event is None:
            known = ", ".join(str(each.id) for each in self.place.events[:_MOST_NAMED]) or "it has none"
            table.wrong("event", number, f"the id of an event in the snapshot: {known}")
        return event

    def _details(self, table: Table, name: str, event: Event | None) -> Course:
        """Whom and what it takes, how long, seats and price: as the file says, else as the event has it."""
        minutes, seats = table.whole("minutes", 1, MOST_MINUTES), table.whole("seats", 0, 10**9)
        staff, resources = table.whole("staff"), table.wholes("resources")
        service, price = table.whole("service"), table.range("price", 10**12, PRICE_ALLOWED)
        if event is not None:
            service = service or event.service_id
            staff, seats = staff or event.staff_id, event.capacity if seats is None else seats
            resources = event.resources if resources is None else resources
        elif "minutes" not in table.entries:
            table.wrong("minutes", None, "how long the class takes")
        seconds = event.length if event and minutes is None else (minutes or 0) * 60
        if price is None and service is not None:
            price = self.place.prices.get(service)
        length = timedelta(seconds=seconds)
        return Course(name, (), length, staff, resources or (), service, seats or 0, price)

    def _dates(
        self, table: Table, event: Event | None
    ) -> tuple[Occurrences | None, Callable[[datetime], datetime | None]]:
        """The dates in the window, and how the pattern goes on."""
        strategy, window = self._strategy(table), self._window(table, event)
        if strategy is None or window is None:
            return None, _never
        start = event.start if event else None
        found = made(lambda: expand(strategy, window, start, self.reading), table, "from")
        if found is not None and len(found) > MOST_DATES:
            table.wrong("till", len(found), f"at most {MOST_DATES:,} dates")
            found = None
        longer = window.replace(till=date.max, count=None)
        endless = made(lambda: expand(strategy, longer, start, self.reading), table, "from")
        return found, endless.after if endless is not None and found is not None else _never

    def _strategy(self, table: Table) -> Strategy | None:
        """By its id, or inline."""
        given = table.value("strategy")
        if isinstance(given, dict):
            return inline_strategy(Table(given, table.at("strategy"), table.problems))
        if type(given) is int and given in self.place.strategies:
            return self.place.strategies[given]
        known = ", ".join(map(str, list(self.place.strategies)[:_MOST_NAMED])) or "there is none"
        hint = "" if given is None else f"Ids: {known}"
        table.wrong("strategy", given, STRATEGY_ALLOWED, hint)
        return None

    def _window(self, table: Table, event: Event | None) -> Window | None:
        """The class's own, else that at the top of the file; the time of the event where none is given."""
        start = table.day("from") or self.window[0]
        till, count = table.day("till"), table.whole("count", 1, MOST_DATES)
        if till is None and count is None:
            till, count = self.window[1:]
        at = table.clock("at")
        if at is None and event is None and "at" not in table.entries:
            table.wrong("at", None, arguments.CLOCK_ALLOWED)
        if start is None:
            if "from" not in table.entries and "from" not in self.top.entries:
                table.wrong("from", None, arguments.DAY_ALLOWED)
            return None
        if till is None and count is None:
            if not {"till", "count"} & (table.entries.keys() | self.top.entries.keys()):
                table.wrong("till", None, "a last day (till) or a number of dates (count)")
            return None
        if at is None and event is None:
            return None
        hours, minutes = (at.hour, at.minute) if at is not None else (None, None)
        return made(lambda: Window(start, till, count, hours, minutes), table, "from")


def _never(_moment: datetime) -> datetime | None:
    return None


def inline_strategy(table: Table) -> Strategy | None:
    """A strategy from a table with mode, days and interval."""
    before = len(table.problems)
    mode, days = table.value("mode"), table.value("days")
    number = mode if type(mode) is int else None
    if number is None:
        read: list[Problem] = []
        number = arguments.mode(mode, read) if isinstance(mode, str) else 0
        if not number or read:
            allowed = "1 to 7, or daily, weekdays, mon-wed-fri, tue-thu, weekly, monthly, yearly"
            table.wrong("mode", mode, allowed)
    weekdays = [_weekday(day, table) for day in days] if isinstance(days, list) else []
    if days is not None and not isinstance(days, list):
        table.wrong("days", days, 'a list such as ["mon", "thu"]')
    interval = table.whole("interval", 0, MAX_INTERVAL) or 0
    table.close()
    if len(table.problems) > before:
        return None
    return made(lambda: Strategy(number, weekdays, interval), table, "mode")


def _weekday(day: object, table: Table) -> int:
    if type(day) is int and 0 <= day <= 6:
        return day
    if day in arguments.DAYS:
        return arguments.DAYS.index(str(day))
    table.wrong("days", day, "sun, mon … sat, or 0 (Sunday) to 6 (Saturday)")
    return 0


def made(make: Callable[[], Made], table: Table, key: str) -> Made | None:
    """What it makes; problems are noted where their key is, or at `key`."""
    try:
        return make()
    except RecurrenceError as error:
        for problem in error.problems:
            where = problem.field if problem.field in table.entries else key
            table.wrong(where, problem.value, problem.allowed, problem.hint)
        return None


# --- edits by hand ------------------------------------------------------------------------------------------------


def _edits(table: Table, given: list[tuple[str, tuple[str, ...]]], found: Occurrences) -> Iterator[Edit]:
    """The edits that the lists `drop`, `add` and `move` say; a day alone means its date, or keeps the time."""
    clock = found[0].time() if found else time()
    for key, texts in given:
        for text in texts:
            old, _, new = text.partition("=")
            if key == "add":
                if (moment := _moment(table, key, text, clock)) is not None:
                    yield Add(moment)
            elif (pattern := _of_pattern(table, key, old, found)) is not None:
                if key == "drop":
                    yield Drop(pattern)
                elif (moment := _moment(table, key, new, pattern.time())) is not None:
                    yield Move(pattern, moment)


def _moment(table: Table, key: str, text: str, clock: time) -> datetime | None:
    problems: list[Problem] = []
    if len(text) > len("2027-01-31"):
        found = arguments.moment(text, key, problems)
    else:
        day = arguments.day(text, key, problems)
        found = datetime.combine(day, clock) if day else None
    if found is None:
        table.wrong(key, text, problems[0].allowed, problems[0].hint)
    return found


def _of_pattern(table: Table, key: str, text: str, found: Occurrences) -> datetime | None:
    moment = _moment(table, key, text, time.max)
    if moment is None or moment in found:
        return moment
    of_day = found.between(datetime.combine(moment, time()), datetime.combine(moment, time.max))
    if moment.time() == time.max and len(of_day) == 1:
        return of_day[0]
    table.wrong(key, text, "a date of the pattern")
    return None
