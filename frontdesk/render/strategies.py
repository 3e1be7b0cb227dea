"""Duplication strategies for people and programs: a list, and one of them as it is beside as it would be.

The fields have the API's names in JSON and CSV, and words in a table.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console

from frontdesk.render.columns import Column, csv_lines, json_text, table
from recurrence import ContentType, Reading, RepeatMode, Strategy, Window
from recurrence.interop.phrase import pattern
from recurrence.strategy import WEEKDAYS
from sync.wire.v1 import strategy_fields

LIST_SCHEMA = "recurrence.strategies/1"
CHANGE_SCHEMA = "recurrence.strategy-change/1"
COLUMNS = (
    Column("id", number="right"),
    Column("title", gives_way="yes"),
    Column("repeats", gives_way="yes"),
    Column("appointments"),
)
SIDE_BY_SIDE = (Column(""), Column("now", gives_way="yes"), Column("then", gives_way="yes"), Column(""))
_ANY_START = Window(date(2001, 1, 1), count=1)
_MODES = {mode: mode.name.lower().replace("_", "-") for mode in RepeatMode}


def list_as_table(strategies: Sequence[Strategy], reading: Reading, console: Console) -> Iterator[str]:
    """A line for each strategy."""
    rows = [
        (str(each.id), each.title, repeats(each, reading), "copied" if _copies(each) else "stay")
        for each in strategies
    ]
    yield from table(COLUMNS, rows, console)
    yield f"\n{len(rows)} strateg{'y' if len(rows) == 1 else 'ies'}.\n"


def list_as_json(strategies: Sequence[Strategy], host: str, location: int) -> Iterator[str]:
    """The shape `recurrence.strategies/1`."""
    yield json_text(
        LIST_SCHEMA,
        {
            "host": host,
            "location": location,
            "count": len(strategies),
            "strategies": [strategy_fields(each) for each in strategies],
        },
    )


def list_as_csv(strategies: Iterable[Strategy]) -> Iterator[str]:
    """The fields of each; days in one cell, as `1 4`."""
    names = ("id", "title", "repeat_mode_id", "days", "interval", "content_type")
    yield from csv_lines(names, (_csv_row(each) for each in strategies))


def change_as_table(now: Strategy | None, then: Strategy | None, console: Console) -> Iterator[str]:
    """Both side by side, a line for each field, a mark where they differ; None: there is none."""
    before, after = _words(now), _words(then)
    rows = [
        (
            name,
            before.get(name, "-"),
            after.get(name, "-"),
            "" if before.get(name) == after.get(name) else "<",
        )
        for name in before | after
    ]
    yield from table(SIDE_BY_SIDE, rows, console)


def change_as_json(
    done: str, location: int, host: str, now: Strategy | None, then: Strategy | None
) -> Iterator[str]:
    """The shape `recurrence.strategy-change/1`; `done`: created, updated, deleted or unchanged."""
    before, after = (None if each is None else strategy_fields(each) for each in (now, then))
    yield json_text(
        CHANGE_SCHEMA, {"host": host, "location": location, "done": done, "before": before, "after": after}
    )


def repeats(strategy: Strategy, reading: Reading) -> str:
    """How often, in words, whenever it may start.

    >>> from recurrence import DOCUMENTED
    >>> repeats(Strategy(5, (1, 4), 2), DOCUMENTED), repeats(Strategy(6), DOCUMENTED)
    ('every 3rd week on Monday and Thursday', 'every month')
    """
    said = pattern(strategy, _ANY_START, None, reading)
    if strategy.repeat_mode in (RepeatMode.MONTHLY, RepeatMode.YEARLY):
        said = said.partition(" on ")[0]
    return said[:1].lower() + said[1:]


def _words(strategy: Strategy | None) -> dict[str, str]:
    """The fields of a strategy as a person calls them."""
    if strategy is None:
        return {}
    days = ", ".join(WEEKDAYS[day][:3] for day in strategy.days) or "none"
    return {
        **({} if strategy.id is None else {"id": str(strategy.id)}),
        "title": strategy.title or "(none)",
        "mode": f"{_MODES[strategy.repeat_mode]} ({int(strategy.repeat_mode)})",
        "days": days,
        "interval": str(strategy.interval),
        "appointments": "copied (2)" if _copies(strategy) else "stay (1)",
    }


def _copies(strategy: Strategy) -> bool:
    return strategy.content_type is ContentType.APPOINTMENTS


def _csv_row(strategy: Strategy) -> tuple[object, ...]:
    fields = strategy_fields(strategy)
    return tuple(
        " ".join(map(str, strategy.days)) if name == "days" else value for name, value in fields.items()
    )
