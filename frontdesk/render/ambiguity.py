"""What readings agree and disagree on, for a person, or as JSON in the shape `recurrence.ambiguity/1`.

Decides the layout: results first, then the dates, then the documentation behind each difference.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.dates.notes import NEEDING_EVENT
from frontdesk.render.as_json import fields_of_window
from frontdesk.render.columns import Column, json_text, table
from frontdesk.render.layout import drawn, width_of
from frontdesk.words.advice_words import advice_text
from frontdesk.words.clauses import AXES_SAID, CLAUSES, behind
from frontdesk.words.reading_words import holding
from frontdesk.words.small import dates, weekday
from recurrence import Strategy, Window
from recurrence.analysis import Advice, Ambiguity, Group, Readings
from recurrence.interop.phrase import listed, sentence
from recurrence.reading import CLAUSE, DOCUMENTED
from sync.wire.v1 import strategy_fields

SCHEMA = "recurrence.ambiguity/1"
_MOST_AGREED, _MOST_CONTESTED, _MOST_RESULTS = 12, 40, 20


class Compared(NamedTuple):
    """A comparison of the `possible` readings: what was asked, what was found, and which form to send."""

    strategy: Strategy
    window: Window
    event: datetime | None
    possible: Readings
    found: Ambiguity
    advice: Advice

    @property
    def tried(self) -> Readings:
        """The readings that were tried."""
        return self.possible - self.found.untried


def as_table(compared: Compared, console: Console) -> Iterator[str]:
    """The comparison for a person."""
    width, found = width_of(console), compared.found
    said = sentence(compared.strategy, compared.window, compared.event)
    yield from drawn(console, width, [Text(said, style="bold"), Text(), *map(Text, _opening(compared))])
    if found.readings > 1:
        yield from drawn(console, width, [Text(), Text("Results", style="bold")])
        yield from table(_RESULTS, _results(compared), console)
    yield from drawn(console, width, _agreed(found))
    if found.contested:
        yield from drawn(console, width, [Text(), Text("Contested", style="bold")])
        yield from table(_CONTESTED, _contested(compared), console)
    yield from drawn(console, width, _closing(compared))


def as_json(compared: Compared) -> Iterator[str]:
    """The comparison as one object."""
    found = compared.found
    yield json_text(
        SCHEMA,
        {
            "strategy": strategy_fields(compared.strategy),
            "window": fields_of_window(compared.window),
            "event": compared.event.isoformat() if compared.event else None,
            "possible": len(compared.possible),
            "untried": {"readings": len(found.untried), "axes": list(needing(found.untried))},
            "axes": list(found.axes),
            "agreed": _texts(found.agreed),
            "contested": [
                {"at": at.isoformat(), "groups": list(places), "readings": _cases(found.contested[at])}
                for at, places in found.contested.places.items()
            ],
            "groups": [_group(group) for group in found.groups],
            "documentation": [_said(axis) for axis in found.axes],
            "advice": _advice(compared.advice),
        },
    )


def needing(untried: Readings) -> tuple[str, ...]:
    """The axes of which a value asks for the source event, among those that the untried readings are about."""
    return tuple(axis for axis in NEEDING_EVENT if untried and axis in untried.axes())


def _opening(compared: Compared) -> Iterator[str]:
    found, tried = compared.found, len(compared.tried)
    which = f"All {tried:,} readings" if tried > 1 else "The one reading left"
    if found.readings == 1:
        yield f"{which} give{'' if tried > 1 else 's'} the same {dates(len(found.agreed))}."
    else:
        yield f"{which} together give {found.readings} different results."
    if axes := needing(found.untried):
        numbers = listed([CLAUSE[axis] for axis in axes])
        yield f"{len(found.untried):,} more need the source event ({numbers}) and are not compared: give --event."


_RESULTS = (Column("result"), Column("dates", number="yes"), Column("when", gives_way="yes"))


def _results(compared: Compared) -> Iterator[tuple[str, str, str]]:
    groups = compared.found.groups
    for place, group in enumerate(groups[:_MOST_RESULTS]):
        number = "refused" if group.occurrences is None else f"{len(group.occurrences):,}"
        documented = "the documented reading; " if DOCUMENTED in group.members else ""
        yield _name(place), number, documented + holding(group.members, compared.tried)
    if len(groups) > _MOST_RESULTS:
        yield "…", "", f"{len(groups) - _MOST_RESULTS} more: --format json has all"


def _name(place: int) -> str:
    """The name of a result: A to Z, then AA and so on."""
    more, last = divmod(place, 26)
    return (_name(more - 1) if more else "") + chr(ord("A") + last)


def _agreed(found: Ambiguity) -> Iterator[Text]:
    yield Text()
    yield Text("In all of them" if found.readings > 1 else "The dates", style="bold")
    for moment in found.agreed[:_MOST_AGREED]:
        yield Text(f"{weekday(moment)}  {moment:%Y-%m-%d  %H:%M}")
    if not found.agreed:
        yield Text("no date")
    if len(found.agreed) > _MOST_AGREED:
        yield Text(f"… and {len(found.agreed) - _MOST_AGREED:,} more, until {found.agreed[-1]:%Y-%m-%d}")


_CONTESTED = (Column("day"), Column("date"), Column("time"), Column("in"), Column("when", gives_way="yes"))


def _contested(compared: Compared) -> Iterator[tuple[str, str, str, str, str]]:
    found = compared.found
    told: dict[tuple[int, ...], str] = {}
    for moment, places in list(found.contested.places.items())[:_MOST_CONTESTED]:
        if places not in told:
            told[places] = holding(found.contested[moment], compared.tried)
        yield weekday(moment), f"{moment:%Y-%m-%d}", f"{moment:%H:%M}", _in(places), told[places]
    if len(found.contested) > _MOST_CONTESTED:
        yield "", "…", "", "", f"{len(found.contested) - _MOST_CONTESTED:,} more: --format json has all"


def _in(places: tuple[int, ...]) -> str:
    names = [_name(place) for place in places]
    return " ".join(names) if len(names) <= 4 else f"{len(names)} results"


def _closing(compared: Compared) -> Iterator[Text]:
    axes = compared.found.axes
    if axes:
        yield Text()
        yield Text("What the documentation says", style="bold")
        yield from (Text(f"  {behind(axis)}") for axis in axes)
        clauses = dict.fromkeys(clause for axis in axes for clause in AXES_SAID[axis].clauses)
        ordered = sorted(clauses, key=lambda clause: int(clause[1:]))
        yield from (Text(f"  {clause}: {CLAUSES[clause]}") for clause in ordered)
    yield Text()
    yield Text(advice_text(compared.advice), style="bold")


def _texts(moments: Iterable[datetime]) -> list[str]:
    return [moment.isoformat() for moment in moments]


def _cases(readings: Readings) -> list[dict[str, list[str]]]:
    return [{axis: list(values) for axis, values in case.items()} for case in readings.cases()]


def _group(group: Group) -> dict[str, object]:
    return {
        "readings": len(group.members),
        "cases": _cases(group.members),
        "documented": DOCUMENTED in group.members,
        "dates": None if group.occurrences is None else group.occurrences.isoformat(),
        "refusal": None if group.refusal is None else str(group.refusal),
    }


def _said(axis: str) -> dict[str, object]:
    status, clauses, told = AXES_SAID[axis]
    return {
        "axis": axis,
        "number": CLAUSE[axis],
        "status": status,
        "sentence": told,
        "clauses": [{"number": clause, "sentence": CLAUSES[clause]} for clause in clauses],
    }


def _advice(advice: Advice | None) -> dict[str, object] | None:
    if advice is None:
        return None
    return {
        "forms": list(advice.forms),
        "reason": advice.reason.name.lower(),
        "sentence": advice_text(advice),
    }
