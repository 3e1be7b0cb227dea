"""The state of the page and its URL: what the form says, as a query, and as the command line that says the same.

A query's fields are the command line's options, so that both are checked by the same code. Decides which options a
page takes: none that names a file, since a URL may come from anywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from recurrence import AXES
from recurrence.interop.tongue import Language

SINGLE = (
    "title",
    "mode",
    "interval",
    "from",
    "till",
    "count",
    "at",
    "event",
    "zone",
    "gap",
    "if-closed",
    "count-means",
)
"""Options that a page takes once; `--days` comes as several boxes and goes as one text."""

REPEATED = ("closed", "open", "holidays")
"""Options that may stand several times; in the page's form each is one text with commas."""

CLEARED = ("holidays", "closed", "open", "event", "copy", "zone", "at")
"""What the second side of a comparison can go without although the first has it."""

SECOND = "b-"
"""What the fields of the second side of a comparison begin with."""

LANGUAGES: tuple[Language, ...] = ("en", "ru")
LONGEST = 4_000
_MOST_FIELDS = 200


class State(NamedTuple):
    """One side of the page: options of `recur preview` by name; `days` and axes of the reading apart.

    `copy`: the id of the event of the opened file that is copied; empty for none. `without`: what the second side
    does not take over from the first.
    """

    single: Mapping[str, str]
    days: tuple[str, ...]
    repeated: Mapping[str, tuple[str, ...]]
    reading: Mapping[str, str]
    copy: str = ""
    without: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.single or self.days or self.repeated or self.reading or self.copy or self.without)

    def argv(self) -> Iterator[str]:
        """The options of `recur preview` that say the same.

        >>> list(state_of({"mode": ["weekly"], "days": ["mon", "thu"], "week": ["sunday"]}).argv())
        ['--mode=weekly', '--days=mon,thu', '--reading=week=sunday']
        """
        for name, value in self.single.items():
            yield f"--{name}={value}"
            if name == "mode" and self.days:
                yield f"--days={','.join(self.days)}"
        yield from (f"--{name}={value}" for name, values in self.repeated.items() for value in values)
        yield from (f"--reading={axis}={value}" for axis, value in self.reading.items())

    def fields(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        """The fields of a query that say the same."""
        yield from ((prefix + name, value) for name, value in self.single.items())
        yield from ((f"{prefix}days", day) for day in self.days)
        yield from ((prefix + name, ",".join(values)) for name, values in self.repeated.items())
        yield from ((prefix + axis, value) for axis, value in self.reading.items())
        if self.copy:
            yield f"{prefix}copy", self.copy
        yield from ((f"{prefix}without", name) for name in self.without)


class View(NamedTuple):
    """The whole page: one side or two, the language, the day that is explained, the studio that is looked at.

    `studio`: its key among the opened files; empty for the first.
    """

    a: State
    b: State | None
    language: Language
    day: str | None
    studio: str = ""

    def query(self, **changes: str | None) -> str:
        """The query of this view, with `day`, `lang` or `studio` changed."""
        language = self.language if self.language != LANGUAGES[0] else None
        kept = {"studio": self.studio, "lang": language, "day": self.day} | changes
        fields = [*self.a.fields(), *(self.b.fields(SECOND) if self.b else ())]
        return urlencode([*fields, *((name, value) for name, value in kept.items() if value)])


def view_of(query: str) -> View:
    """The view that a query asks for; fields that nobody knows, and what is too long, are left out.

    >>> view = view_of("mode=weekly&days=mon&lang=ru&b-mode=daily")
    >>> view.language, view.b.single, view.query()
    ('ru', {'mode': 'daily'}, 'mode=weekly&days=mon&b-mode=daily&lang=ru')
    """
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(query[:LONGEST], max_num_fields=None)[:_MOST_FIELDS]:
        fields.setdefault(name, []).append(value.strip())
    second = {name.removeprefix(SECOND): values for name, values in fields.items() if name.startswith(SECOND)}
    wanted = fields.get("lang", [""])[-1]
    b = state_of(second)
    return View(
        a=state_of(fields)._replace(without=()),
        b=None if b.is_empty else b,
        language=next((language for language in LANGUAGES if language == wanted), LANGUAGES[0]),
        day=fields.get("day", [None])[-1],
        studio=fields.get("studio", [""])[-1],
    )


def state_of(fields: Mapping[str, Sequence[str]]) -> State:
    """One side of a page from the fields of a query."""
    return State(
        single={name: fields[name][-1] for name in SINGLE if any(fields.get(name, ()))},
        days=tuple(dict.fromkeys(day for text in fields.get("days", ()) for day in text.split(",") if day)),
        repeated={name: split for name in REPEATED if (split := _split(fields.get(name, ())))},
        reading={axis: fields[axis][-1] for axis in AXES if any(fields.get(axis, ()))},
        copy=fields.get("copy", [""])[-1],
        without=tuple(name for name in CLEARED if name in fields.get("without", ())),
    )


def _split(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for text in texts for part in text.split(",") if part.strip()))
