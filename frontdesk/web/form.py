"""The choices that the planner's form offers, in the language of the page: modes, weekdays, readings, a studio's classes."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from frontdesk.dates.place import Place
from frontdesk.shell.arguments import DAYS, MODES
from frontdesk.web import words
from frontdesk.web.state import State, View
from frontdesk.words.conditions import words_in
from recurrence import AXES, Strategy
from recurrence.errors import MissingExtra
from recurrence.interop.tongue import Language
from recurrence.reading import CLAUSE
from sync.events import Deleted

_MOST_OFFERED = 500
NOTHING = State({}, (), {}, {})
"""A side that says nothing: the second one, before anything is typed."""

_NAMES = {number: name for name, number in MODES.items()}
_OF_A_STRATEGY = ("mode", "interval", "title")


class Offer(NamedTuple):
    """A strategy of the studio: its title, the query that fills the form with it, and whether the form says it now."""

    title: str
    query: str
    chosen: bool


def form(view: View, place: Place | None) -> dict[str, Any]:
    """The choices, by the names that the template has for them."""
    return {
        **fixed(view.language),
        "events": list(_events(place)) if place else [],
        "strategies": list(_offers(view, place)) if place else [],
    }


@cache
def fixed(language: Language) -> dict[str, Any]:
    """The choices that no studio changes."""
    return {
        "modes": list(words.MODES[language].items()),
        "policies": words.POLICIES[language],
        "counting": words.COUNTING[language],
        "days": list(
            zip(_week(DAYS), _week(words.SHORT[language]), _week(words.WEEKDAYS[language]), strict=True)
        ),
        "axes": {axis: dict(_values(axis, language)) for axis in AXES},
        "clauses": CLAUSE,
        "countries": countries(),
    }


def _values(axis: str, language: Language) -> Iterator[tuple[str, str]]:
    """Each value of an axis in words, the documented one first."""
    said = words_in(language)[axis]
    first = words.WORDS[language]["first_choice"]
    for number, value in enumerate(AXES[axis]):
        yield value, f"{said[value]} {first}" if number == 0 else said[value]


def _events(place: Place) -> Iterator[tuple[str, str]]:
    there = sorted(
        (event for event in place.events if event.deleted is not Deleted.YES), key=lambda event: event.start
    )
    for event in there[:_MOST_OFFERED]:
        staff = f", {event.staff_name}" if event.staff_name else ""
        yield str(event.id), f"{event.start:%Y-%m-%d %H:%M} {event.title}{staff}"


def _offers(view: View, place: Place) -> Iterator[Offer]:
    for number, strategy in list(place.strategies.items())[:_MOST_OFFERED]:
        state = _filled(view.a, strategy)
        query = view._replace(a=state).query(day=None)
        yield Offer(strategy.title or str(number), query, query == view.query(day=None))


def _filled(state: State, strategy: Strategy) -> State:
    """The form with a strategy in it; everything else stays."""
    kept = {name: value for name, value in state.single.items() if name not in _OF_A_STRATEGY}
    own = {"title": strategy.title, "mode": _NAMES[strategy.repeat_mode]}
    own |= {"interval": str(strategy.interval)} if strategy.interval else {}
    return state._replace(single={**own, **kept}, days=tuple(DAYS[day] for day in strategy.days))


@cache
def countries() -> list[tuple[str, str]]:
    """The countries whose holidays are known; none without the library, which is told when one is asked for."""
    from frontdesk.dates.calendars import countries as known

    try:
        return known()
    except MissingExtra:
        return []


def _week(names: Sequence[str]) -> list[str]:
    """Names of weekdays, Monday first."""
    return [*names[1:], names[0]]
