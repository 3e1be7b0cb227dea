"""What the templates show, gathered: the form as it stands, both sides' days, the list, and why a day is in or out.

Decides the content of the page; `planner.py` works it out, the templates only lay it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from frontdesk.arguments import DAYS
from frontdesk.commands import shell_lines
from frontdesk.conditions import WORDS as READINGS
from frontdesk.place import Place
from frontdesk.render import closing
from frontdesk.render.as_table import headline
from frontdesk.render.words import offsets, remarks
from frontdesk.web import words
from frontdesk.web.months import SIGNS, Month, gathered, months, used
from frontdesk.web.planner import Layer, Side, Wrong, changed_days, explanation, side_of
from frontdesk.web.state import LANGUAGES, State, View
from recurrence import AXES
from recurrence.analysis.explain import Explanation
from recurrence.interop.reasons import moment_text, sentence
from recurrence.reading import CLAUSE

MOST_ROWS = 500
_MOST_EVENTS = 500
FORMATS = ("ics", "html", "svg", "md", "csv", "json")


class Row(NamedTuple):
    """One line of the list."""

    number: str
    day: str
    date: date
    time: str
    offset: str
    note: str


class Shown(NamedTuple):
    """The right side of the page."""

    sentence: str
    counts: tuple[str, ...]
    command: str
    months: list[Month]
    legend: list[str]
    rows: list[Row]
    rows_left: int
    notes: tuple[str, ...]
    clashes: tuple[str, ...] | None
    months_until: date | None


def page(view: View, place: Place | None, today: date) -> dict[str, Any]:
    """Everything that the planner's templates need."""
    a = side_of(view.a, place)
    b = side_of(merged(view.a, view.b), place) if view.b else None
    wrong = tuple(side for side in (a, b) if isinstance(side, Wrong))
    day = _day(view.day)
    return {
        **common(view.language),
        "view": view,
        "today": today,
        "place": place,
        "form": form(view, place),
        "chosen": day,
        "week_days": _week_days(a),
        "wrong": [told for side in wrong for told in side.sentences],
        "blamed": " ".join(_blamed(a, b)),
        "shown": None if wrong else _shown(a, b, view.language),
        "why": explanation(a, day) if day and isinstance(a, Side) and not wrong else None,
        "query": view.query(day=None),
        "saving": view.query(day=None, lang=None),
        "formats": FORMATS,
    }


def common(language: str) -> dict[str, Any]:
    """What every template needs."""
    t = words.WORDS[language]
    return {
        "t": t,
        "language": language,
        "languages": LANGUAGES,
        "signs": SIGNS,
        "month_names": words.MONTHS[language],
        "weekday_names": words.WEEKDAYS[language],
        "short_names": words.SHORT[language],
        "sentence": sentence,
        "moment_text": moment_text,
        "standing": {name: t[f"stands_{name}"] for name in ("in", "out", "moved", "left")},
        "meaning": {mark: t.get(f"{mark}_mark") or t[mark] for mark in SIGNS},
    }


def form(view: View, place: Place | None) -> dict[str, Any]:
    """The choices of the form."""
    language = view.language
    events = place.events if place else ()
    return {
        "nothing": State({}, (), {}, {}),
        "events": [
            (str(event.id), f"{event.start:%Y-%m-%d %H:%M} {event.title}") for event in events[:_MOST_EVENTS]
        ],
        "modes": list(words.MODES[language].items()),
        "policies": words.POLICIES[language],
        "counting": words.COUNTING[language],
        "days": list(
            zip(_week(DAYS), _week(words.SHORT[language]), _week(words.WEEKDAYS[language]), strict=True)
        ),
        "axes": {axis: {value: READINGS[axis][value] for value in values} for axis, values in AXES.items()},
        "clauses": CLAUSE,
    }


def merged(a: State, b: State) -> State:
    """The second side: what it says itself, and of the rest what the first says."""
    mode = "mode" in b.single
    limits = {"till", "count"}
    first = {
        name: value
        for name, value in a.single.items()
        if not (mode and name == "interval") and not (name in limits and limits & b.single.keys())
    }
    return State(
        single={**first, **b.single},
        days=b.days or (() if mode else a.days),
        repeated={**a.repeated, **b.repeated},
        reading={**a.reading, **b.reading},
        copy=b.copy or a.copy,
    )


def _week_days(side: Side | Wrong) -> list[int]:
    """The weekdays, 0 = Sunday, in the order of the calendar's columns."""
    sunday = isinstance(side, Side) and side.preview.request.reading.week == "sunday"
    return [*range(7)] if sunday else [1, 2, 3, 4, 5, 6, 0]


def _week(names: Sequence[str]) -> list[str]:
    """Names of weekdays, Monday first."""
    return [*names[1:], names[0]]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == len("2027-01-31") else None
    except ValueError:
        return None


def _blamed(a: Side | Wrong, b: Side | Wrong | None) -> Iterator[str]:
    if isinstance(a, Wrong):
        yield from a.fields
    elif isinstance(b, Wrong):
        yield from (f"b-{field}" for field in b.fields)


def _shown(a: Side | Wrong, b: Side | Wrong | None, language: str) -> Shown:
    assert isinstance(a, Side) and not isinstance(b, Wrong)  # noqa: S101, PT018  the caller has looked
    t = words.WORDS[language]
    added, gone = changed_days(a) if b is None else (frozenset(), a.starts - b.starts)
    lines = a.preview.lines
    moments = [*a.starts, *(b.starts if b else ()), *(line.shown for line in lines)]
    first = min(map(_date, moments), default=a.preview.request.window.start)
    last = max(map(_date, moments), default=first)
    counts = [] if b else list(_reading_counts(t, added, gone))
    if b is not None:
        both = len(a.starts & b.starts)
        numbers = len(a.starts), len(b.starts), len(gone), len(b.starts - a.starts), both
        counts.append(t["difference"].format(*numbers))
    week = 6 if a.preview.request.reading.week == "sunday" else 0
    grid = months(first, last, gathered(*_layers(a, b, gone), *_closed(a, first, last)), week)
    until = date(grid[-1].year, grid[-1].month, 1)
    return Shown(
        headline(a.preview),
        tuple(counts),
        "\n".join(shell_lines(["recur", "preview", *_options(a.argv)])),
        grid,
        used(grid),
        [_row(line, language) for line in lines[:MOST_ROWS]],
        max(0, len(lines) - MOST_ROWS),
        (*(text.plain for text in closing.remarks(a.preview, "")), *a.notes),
        tuple(_clash_words(a)) if a.source else None,
        until if (last.year, last.month) > (until.year, until.month) else None,
    )


def _reading_counts(t: Mapping[str, str], added: frozenset[Any], gone: frozenset[Any]) -> Iterator[str]:
    if added or gone:
        yield t["against_reading"].format(len(added), len(gone))


def _layers(a: Side, b: Side | None, gone: frozenset[Any]) -> Iterator[Layer]:
    if b is None:
        yield from a.layers()
        kept = frozenset(map(_date, a.starts))
        yield "gone", frozenset(map(_date, gone)) - kept
        return
    yield "class", frozenset(map(_date, a.starts & b.starts))
    yield "gone", frozenset(map(_date, gone))
    yield "second", frozenset(map(_date, b.starts - a.starts))


def _closed(a: Side, first: date, last: date) -> Iterator[Layer]:
    if a.preview.closed is None:
        return
    closures = a.preview.closed.known.closures
    days = range(first.replace(day=1).toordinal(), min(last.toordinal() + 366, date.max.toordinal()))
    yield "closed", frozenset(day for day in map(date.fromordinal, days) if closures.why(day) is not None)


def _options(argv: Sequence[str]) -> Iterator[str]:
    """Options as a person writes them: the value as a word of its own."""
    for option in argv:
        name, _, value = option.partition("=")
        yield from (name, value) if not value.startswith("-") else (option,)


def _row(line: Any, language: str) -> Row:  # noqa: ANN401  a line of a preview
    day = words.WEEKDAYS[language][line.shown.isoweekday() % 7]
    number = "" if line.number is None else str(line.number)
    return Row(number, day, line.shown.date(), f"{line.shown:%H:%M}", offsets(line), remarks(line))


def _clash_words(side: Side) -> Iterator[str]:
    for start, found in side.clashes.items():
        for clash in found:
            other = clash.other
            told = f"{clash.by.value} {clash.who}, {clash.against.value}"
            named = f": {other.title or other.id}, {other.start:%H:%M}–{other.end:%H:%M}" if other else ""
            yield f"{moment_text(start)}: {told}{named}"


def _date(moment: Any) -> date:  # noqa: ANN401  a date-time
    return moment.date()  # type: ignore[no-any-return]


def stands(found: Explanation) -> str:
    """How a day stands: `in`, `out`, `moved` or `left`."""
    return {(True, True): "in", (True, False): "left", (False, True): "moved"}.get(
        (found.occurs, found.stands), "out"
    )
