"""What one table of a fleet file says of the dates and how they are asked for; and how a table inside it takes it over.

Decides which keys stand at every level (file, location, event) and that the nearest word counts; readings are taken
together axis by axis, and closed days add up. Knows nothing of events and strategies.
"""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.dates.closing import Asked, asked_of
from frontdesk.scenario.classes import MOST_DATES, made
from frontdesk.shell import arguments
from frontdesk.shell.toml_table import Table
from recurrence import Problem, Reading, Window
from recurrence.closures import COUNT_MEANS, IF_CLOSED
from sync.plan import LARGEST_CHUNK, Form

if TYPE_CHECKING:
    from recurrence.walltime import GapPolicy

FORMS = tuple(form.value for form in Form)
TILL_ALLOWED = "a last day (till) or a number of dates (count)"
KEPT_ALLOWED = "a number of dates (count) beside it, and no last day (till)"
_CLOSING = ("closed", "open", "holidays", "closures")


@dataclass(frozen=True)
class Said:
    """What a table says, and what the tables around it say where it is silent; None where nobody says anything.

    `spoilt`: the keys whose values are wrong, here or around.
    """

    start: date | None
    till: date | None
    count: int | None
    at: time | None
    gap: "GapPolicy | None"
    if_closed: str | None
    count_means: str | None
    form: str | None
    chunk: int | None
    axes: Mapping[str, str]
    spoilt: frozenset[str]

    def over(self, outer: "Said") -> "Said":
        """With the words of the table around it; a last day and a number of dates are one word."""
        mine, around = vars(self), vars(outer)
        found = {key: around[key] if word is None else word for key, word in mine.items()}
        if (self.till, self.count) != (None, None):
            found |= {"till": self.till, "count": self.count}
        axes, spoilt = {**outer.axes, **self.axes}, self.spoilt | outer.spoilt
        return Said(**{**found, "axes": axes, "spoilt": spoilt})


def said_in(table: Table) -> Said:
    """What a table says; problems are noted in it."""
    before = len(table.problems)
    found = Said(
        table.day("from"),
        table.day("till"),
        table.whole("count", 1, MOST_DATES),
        table.clock("at"),
        _gap(table),
        table.one_of("if_closed", IF_CLOSED),
        table.one_of("count_means", COUNT_MEANS),
        table.one_of("form", FORMS),
        table.whole("chunk", 1, LARGEST_CHUNK),
        _axes(table),
        frozenset(),
    )
    wrong = {problem.field.rpartition(".")[2] for problem in table.problems[before:]}
    return replace(found, spoilt=frozenset(wrong))


def window_of(table: Table, said: Said) -> Window | None:
    """The window of an event; what nobody says is noted in its table, what is wrong has been noted."""
    if said.start is None and "from" not in said.spoilt:
        table.wrong("from", None, arguments.DAY_ALLOWED)
    if said.till is None and said.count is None and not {"till", "count"} & said.spoilt:
        table.wrong("till", None, TILL_ALLOWED)
    if said.start is None or (said.till is None and said.count is None):
        return None
    start, at = said.start, said.at
    hours, minutes = (at.hour, at.minute) if at is not None else (None, None)
    return made(lambda: Window(start, said.till, said.count, hours, minutes), table, "from")


class Closing:
    """The closed days that the file and a location say, worked out once for all events of the location."""

    def __init__(self, table: Table, folder: Path, outer: "Closing | None" = None) -> None:
        own = {key: list(table.texts(key) or ()) for key in _CLOSING}
        own["closures"] = [str(folder / name) for name in own["closures"]]
        around = outer.given if outer else {key: list[str]() for key in _CLOSING}
        self.given: dict[str, list[str]] = {key: [*around[key], *own[key]] for key in _CLOSING}
        self.known: Asked | None = outer.known if outer else None
        if any(own.values()) and _asked(own, table) is not None:
            self.known = _asked(self.given, table)

    def asked(self, table: Table, said: Said) -> Asked | None:
        """What is asked for an event: the closed days, and its own policies."""
        if said.count_means == "kept" and (said.count is None or said.till is not None):
            table.wrong("count_means", "kept", KEPT_ALLOWED)
        if self.known is None:
            return None
        found = self.known
        return found._replace(
            if_closed=next((policy for policy in IF_CLOSED if policy == said.if_closed), found.if_closed),
            count_means=next((word for word in COUNT_MEANS if word == said.count_means), found.count_means),
        )


def placed(table: Table, problems: list[Problem], **keys: str) -> None:
    """Note problems that a reader of options found, each under the key of its field."""
    for problem in problems:
        table.problems.append(problem._replace(field=table.at(keys.get(problem.field, problem.field))))


def _asked(given: Mapping[str, list[str]], table: Table) -> Asked | None:
    problems: list[Problem] = []
    asked = asked_of(Namespace(**given), problems)
    placed(table, problems)
    return None if problems else asked


def _gap(table: Table) -> "GapPolicy | None":
    from recurrence.walltime import GAP_POLICIES

    wanted = table.one_of("gap", GAP_POLICIES)
    return next((policy for policy in GAP_POLICIES if policy == wanted), None)


def _axes(table: Table) -> dict[str, str]:
    problems: list[Problem] = []
    axes = arguments.axes(list(table.texts("reading") or ()), problems)
    placed(table, problems)
    return axes if made(lambda: Reading(**axes), table, "reading") is not None else {}
