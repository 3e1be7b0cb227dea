"""What readings agree and disagree on, for a person, or as JSON in the shape `recurrence.ambiguity/1`.

Decides the layout: results first, then the dates, then the documentation behind each difference.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from frontdesk.dates.notes import NEEDING_EVENT
from frontdesk.render.as_json import fields_of_window
from frontdesk.render.columns import Column, json_text, table
from frontdesk.render.layout import drawn, width_of
from frontdesk.words.advice_words import advice_text
from frontdesk.words.clauses import AXES_SAID, CLAUSES, behind, clauses_in
from frontdesk.words.reading_words import holding
from frontdesk.words.voices import voice
from recurrence import Strategy, Window
from recurrence.analysis import Advice, Ambiguity, Group, Readings
from recurrence.interop.phrase import sentence
from recurrence.interop.tongue import Language, Tongue
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


def as_table(compared: Compared, console: Console, language: Language = "en") -> Iterator[str]:
    """The comparison for a person."""
    width, found, speak = width_of(console), compared.found, voice("reading", language)
    said = sentence(compared.strategy, compared.window, compared.event, language=language)
    yield from drawn(
        console, width, [Text(said, style="bold"), Text(), *map(Text, _opening(compared, speak))]
    )
    if found.readings > 1:
        yield from drawn(console, width, [Text(), Text(speak.say("heading.results"), style="bold")])
        yield from table(_columns(_RESULTS, speak), _results(compared, speak), console)
    yield from drawn(console, width, _agreed(found, speak))
    if found.contested:
        yield from drawn(console, width, [Text(), Text(speak.say("heading.contested"), style="bold")])
        yield from table(_columns(_CONTESTED, speak), _contested(compared, speak), console)
    yield from drawn(console, width, _closing(compared, speak))


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


def _opening(compared: Compared, speak: Tongue) -> Iterator[str]:
    found, facts = compared.found, {"tried": len(compared.tried), "agreed": len(compared.found.agreed)}
    if found.readings == 1:
        yield speak.say("same" if facts["tried"] > 1 else "same.one", **facts)
    else:
        yield speak.say("differ", results=found.readings, **facts)
    if axes := needing(found.untried):
        clauses = [CLAUSE[axis] for axis in axes]
        yield speak.say("untried", number=len(found.untried), clauses=clauses)


_RESULTS = (Column("result"), Column("dates", number="yes"), Column("when", gives_way="yes"))
_CONTESTED = (Column("day"), Column("date"), Column("time"), Column("in"), Column("when", gives_way="yes"))


def _columns(columns: Sequence[Column], speak: Tongue) -> list[Column]:
    """The columns with their names in a language."""
    view = voice("view", speak.language)
    return [
        column._replace(
            name=next(
                each.say(name) for each in (speak, view) if (name := f"column.{column.name}") in each.texts
            )
        )
        for column in columns
    ]


def _results(compared: Compared, speak: Tongue) -> Iterator[tuple[str, str, str]]:
    groups = compared.found.groups
    for place, group in enumerate(groups[:_MOST_RESULTS]):
        number = (
            speak.say("refused") if group.occurrences is None else speak.forms["n"](len(group.occurrences))
        )
        when = holding(group.members, compared.tried, speak.language)
        told = speak.say("documented", when=when) if DOCUMENTED in group.members else when
        yield _name(place), number, told
    if len(groups) > _MOST_RESULTS:
        yield "…", "", speak.say("more_results", left=len(groups) - _MOST_RESULTS)


def _name(place: int) -> str:
    """The name of a result: A to Z, then AA and so on."""
    more, last = divmod(place, 26)
    return (_name(more - 1) if more else "") + chr(ord("A") + last)


def _agreed(found: Ambiguity, speak: Tongue) -> Iterator[Text]:
    yield Text()
    yield Text(speak.say("heading.agreed" if found.readings > 1 else "heading.dates"), style="bold")
    for moment in found.agreed[:_MOST_AGREED]:
        yield Text(f"{speak.forms['weekday_short'](moment)}  {moment:%Y-%m-%d  %H:%M}")
    if not found.agreed:
        yield Text(speak.say("no_date"))
    if (left := len(found.agreed) - _MOST_AGREED) > 0:
        yield Text(speak.say("more_agreed", left=left, last=found.agreed[-1].date()))


def _contested(compared: Compared, speak: Tongue) -> Iterator[tuple[str, str, str, str, str]]:
    found = compared.found
    told: dict[tuple[int, ...], str] = {}
    for moment, places in list(found.contested.places.items())[:_MOST_CONTESTED]:
        if places not in told:
            told[places] = holding(found.contested[moment], compared.tried, speak.language)
        day = speak.forms["weekday_short"](moment)
        yield day, f"{moment:%Y-%m-%d}", f"{moment:%H:%M}", _in(places, speak), told[places]
    if len(found.contested) > _MOST_CONTESTED:
        yield "", "…", "", "", speak.say("more_results", left=len(found.contested) - _MOST_CONTESTED)


def _in(places: tuple[int, ...], speak: Tongue) -> str:
    names = [_name(place) for place in places]
    return " ".join(names) if len(names) <= 4 else speak.say("in_results", number=len(names))


def _closing(compared: Compared, speak: Tongue) -> Iterator[Text]:
    axes, language = compared.found.axes, speak.language
    if axes:
        yield Text()
        yield Text(speak.say("heading.documentation"), style="bold")
        yield from (Text(f"  {behind(axis, language)}") for axis in axes)
        clauses = dict.fromkeys(clause for axis in axes for clause in AXES_SAID[axis].clauses)
        ordered, said = sorted(clauses, key=lambda clause: int(clause[1:])), clauses_in(language)
        yield from (Text(f"  {clause}: {said[clause]}") for clause in ordered)
    yield Text()
    yield Text(advice_text(compared.advice, language), style="bold")


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
