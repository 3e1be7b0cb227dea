"""What the planner's templates show, gathered: the form as it stands, the right side, and why a day is in or out.

Decides which problems stand beside which field, and what the second side takes from the first.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from frontdesk.web import cells, telling, words
from frontdesk.web.form import form
from frontdesk.web.months import SIGNS
from frontdesk.web.planner import Side, Wrong, explanation, side_of
from frontdesk.web.problems import Told
from frontdesk.web.result import result_of
from frontdesk.web.shelf import Studio
from frontdesk.web.state import CLEARED, LANGUAGES, SECOND, State, View
from recurrence import RecurrenceError
from recurrence.analysis.explain import Explanation
from recurrence.interop.tongue import Language

FORMATS = ("ics", "html", "svg", "md", "csv", "json")
_STANDING = {(True, True): "in", (True, False): "left", (False, True): "moved"}


def page(view: View, studio: Studio | None) -> dict[str, Any]:
    """Everything that the planner's templates need."""
    language, place = view.language, studio.place if studio else None
    a = side_of(view.a, place, language)
    b = side_of(merged(view.a, view.b), place, language) if view.b else None
    wrong = list(_wrong(a, b))
    day = _day(view.day)
    return {
        **common(language),
        "view": view,
        "form": form(view, place),
        "studio_title": studio.title if studio else "",
        "heads": cells.heads(language, sunday=_is_sunday(a)),
        "cells": lambda month: cells.linked(month, language, view.query(day=None), day),
        "wrong": wrong,
        "said_of": _by_field(wrong),
        "shown": None if isinstance(a, Wrong) or isinstance(b, Wrong) else result_of(a, b, language),
        "why": list(_explained(a, b, day, words.WORDS[language])) if day and not wrong else [],
        "query": view.query(day=None),
        "savings": list(_savings(view)),
        "formats": FORMATS,
        "cleared": CLEARED,
    }


def _savings(view: View) -> Iterator[tuple[str, str]]:
    """What can be saved: the name of each side, empty where there is one, and the query that says it."""
    one = view._replace(b=None, day=None)
    yield ("A" if view.b else ""), one.query()
    if view.b:
        yield "B", one._replace(a=merged(view.a, view.b)).query()


def common(language: Language) -> dict[str, Any]:
    """What every template needs."""
    t = words.WORDS[language]
    return {
        "t": t,
        "language": language,
        "languages": LANGUAGES,
        "signs": SIGNS,
        "month_names": words.MONTHS[language],
        "meaning": lambda mark: cells.meaning(mark, language),
        "reason": lambda fact: telling.reason(fact, language),
        "moment": lambda at: telling.moment(at, language),
        "standing": {name: t[f"stands_{name}"] for name in ("in", "out", "moved", "left")},
    }


def merged(a: State, b: State) -> State:
    """The second side: what it says itself, and of the rest what the first says, but for what it goes without."""
    mode = "mode" in b.single
    limits = {"till", "count"}
    gone = {*b.without, *({"interval"} if mode else ()), *(limits if limits & b.single.keys() else ())}
    first = {name: value for name, value in a.single.items() if name not in gone}
    repeated = {name: values for name, values in a.repeated.items() if name not in gone}
    return State(
        single={**first, **b.single},
        days=b.days or (() if mode else a.days),
        repeated={**repeated, **b.repeated},
        reading={**a.reading, **b.reading},
        copy=b.copy or ("" if "copy" in gone else a.copy),
    )


def stands(found: Explanation) -> str:
    """How a day stands: `in`, `out`, `moved` or `left`."""
    return _STANDING.get((found.occurs, found.stands), "out")


def _wrong(a: Side | Wrong, b: Side | Wrong | None) -> Iterator[Told]:
    """The problems; the second side's only where the first has none, since it takes over what that says."""
    if isinstance(a, Wrong):
        yield from a.told
    elif isinstance(b, Wrong):
        yield from (told._replace(field=f"{SECOND}{told.field}" if told.field else "") for told in b.told)


def _by_field(wrong: list[Told]) -> dict[str, str]:
    """What to say beside each field."""
    found: dict[str, str] = {}
    for told in wrong:
        found[told.field] = " ".join(filter(None, (found.get(told.field), told.text)))
    return found


def _explained(
    a: Side | Wrong, b: Side | Wrong | None, day: date, t: Mapping[str, str]
) -> Iterator[tuple[str, Explanation]]:
    """Why the day is in or out, of each side; `explain` refuses what no date can be, such as a day of other types."""
    sides = [(t["side_a"], a), (t["side_b"], b)] if b else [("", a)]
    for name, side in sides:
        if isinstance(side, Side):
            try:
                yield name, explanation(side, day)
            except RecurrenceError:
                return


def _is_sunday(side: Side | Wrong) -> bool:
    """Whether weeks begin on Sunday."""
    return isinstance(side, Side) and side.preview.request.reading.week == "sunday"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == len("2027-01-31") else None
    except ValueError:
        return None
