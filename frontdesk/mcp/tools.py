"""Which verbs assistants get as tools, with which arguments, and what a tool's answer holds.

Decides the list, and that nothing in it sends a change. Names, help and kinds of the arguments are those of the verbs'
own parsers; texts that somebody else wrote are named, tool by tool.
"""

from argparse import Action, _AppendAction, _StoreTrueAction
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from frontdesk.shell.verb_parsers import VALUES, option_of, parser_of
from recurrence.strategy import MAX_ID, MAX_INTERVAL, RepeatMode
from sync.plan import LARGEST_CHUNK

STRATEGY = ("mode", "days", "interval", "content-type", "title", "strategy", "strategy-id")
WINDOW = ("from", "till", "count", "at", "hours", "minutes", "event")
CLOSED = ("closed", "closures", "holidays", "open", "if-closed", "count-means")
READ = ("zone", "gap", "reading")
EDITS = ("drop", "add", "move")
LANGUAGE = "language"
"""With it an answer holds the view for a person too, in that language; only of verbs that read no service for it."""

MOST_DATES = 2_000
MOST_ITEMS = 400
LONGEST_TEXT = 1_000
BOUNDS = {
    "count": (1, MOST_DATES),
    "interval": (0, MAX_INTERVAL),
    "content_type": (1, 2),
    "hours": (0, 23),
    "minutes": (0, 59),
    "chunk": (1, LARGEST_CHUNK),
}
"""The least and the most that a number can be; all others are ids."""


class Kind(Enum):
    """What an argument holds."""

    TEXT = "text"
    EVENT = "the id of an event, or a moment"
    NUMBER = "number"
    FLAG = "flag"
    FILE = "file"
    NEW_FILE = "new file"


class Argument(NamedTuple):
    """An argument: its name, the option it becomes (empty: a word by itself), its kind, `many` of them, and its help."""

    name: str
    option: str
    kind: Kind
    many: str
    told: str
    values: tuple[str | int, ...] = ()

    def schema(self) -> dict[str, object]:
        """What the argument takes, as JSON Schema."""
        kinds: Mapping[Kind, dict[str, object]] = {
            Kind.FLAG: {"type": "boolean"},
            Kind.EVENT: {"type": ["string", "integer"], "maxLength": LONGEST_TEXT},
            Kind.NUMBER: {"type": "integer", "minimum": self.bounds[0], "maximum": self.bounds[1]},
        }
        one = kinds.get(self.kind, {"type": "string", "maxLength": LONGEST_TEXT})
        if self.values:
            one = {"enum": [*self.values]}
        if not self.many:
            return {**one, "description": self.told}
        return {"type": "array", "items": one, "maxItems": MOST_ITEMS, "description": self.told}

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most that a number can be."""
        return BOUNDS.get(self.name, (1, MAX_ID))


class Tool(NamedTuple):
    """A verb as a tool. `foreign`: where in its answer texts of files or of the service stand; `schema`: the answer's."""

    verb: str
    told: str
    options: tuple[str, ...]
    required: tuple[str, ...]
    foreign: tuple[str, ...]
    schema: str
    asks_service: str = ""

    def arguments(self) -> tuple[Argument, ...]:
        """The arguments, in the order of the verb's help."""
        return _arguments(self.verb, self.options)

    def input_schema(self) -> dict[str, object]:
        """What the tool takes, as JSON Schema."""
        return {
            "type": "object",
            "properties": {argument.name: argument.schema() for argument in self.arguments()},
            "required": [*self.required],
            "additionalProperties": False,
        }


_NOTES = "result.notes"
_TITLE = "result.strategy.title"
_PLANNED = (
    "result.source.title",
    "result.source.staff_name",
    "result.recipe.strategy.title",
    "result.actions.why",
)

TOOLS = (
    Tool(
        "preview",
        "The dates that a duplication strategy means, with what to know about them. Give a strategy (mode, days, "
        "interval; or a file) and a window (from, and till or count), and a time (at, or event).",
        (*STRATEGY, "snapshot", *WINDOW, *READ, *CLOSED, LANGUAGE),
        ("from",),
        (_TITLE, _NOTES, "result.closures.days.reason", "result.closures.slots.closure"),
        "preview",
    ),
    Tool(
        "explain",
        "Why days are dates of a strategy, or are not, fact by fact. As preview, and the days to ask about in date.",
        ("date", *STRATEGY, "snapshot", *WINDOW, *READ, *CLOSED, LANGUAGE),
        ("from", "date"),
        (_TITLE, _NOTES, "result.days.facts.text", "result.days.after.text"),
        "explain",
    ),
    Tool(
        "ambiguity",
        "On which dates all readings of the service's documentation agree, and on which not. Arguments as for preview.",
        (*STRATEGY, "snapshot", *WINDOW, "reading", LANGUAGE),
        ("from",),
        (_TITLE, _NOTES),
        "ambiguity",
    ),
    Tool(
        "compare",
        "What differs between two files: plans, snapshots, previews as JSON, or lists of date-times.",
        ("old", "new", "event", "service", "staff", "from", "till", LANGUAGE),
        ("old", "new"),
        ("result.a.path", "result.b.path", "result.a.about", "result.b.about", _NOTES),
        "compare",
    ),
    Tool(
        "infer",
        "Which patterns are behind a list of dates in a file (CSV, text, calendar, snapshot), proved by expanding them.",
        ("file", "from", "till", "at", "zone", "service", "staff", "event", "reading", LANGUAGE),
        ("file",),
        ("result.file", "result.classes.name", "result.classes.strategies.strategy.title"),
        "infer",
    ),
    Tool(
        "lint",
        "Traps in strategies, each with the clause of the documentation and the command that mends it.",
        (*STRATEGY, "snapshot", "from", "event", LANGUAGE),
        (),
        ("result.source", "result.strategies.strategy.title", "result.strategies.findings"),
        "lint",
    ),
    Tool(
        "plan",
        "What would be created if an event were copied by a strategy, as a plan for a person to review. Reads the "
        "service, or a snapshot file; creates nothing. With out it writes the plan file that show and a person need.",
        (
            "snapshot",
            "location",
            *STRATEGY,
            *WINDOW,
            *READ,
            *CLOSED,
            *EDITS,
            "form",
            "chunk",
            "out",
            "overwrite",
        ),
        ("event", "from"),
        _PLANNED,
        "plan",
        asks_service="yes",
    ),
    Tool(
        "show",
        "The review of a plan file, and in apply.command the command with which a person applies it. There is no tool "
        "that applies: hand the command to the person who has to agree.",
        ("plan", LANGUAGE),
        ("plan",),
        _PLANNED,
        "plan",
    ),
    Tool(
        "verify",
        "Whether what a plan file says exists at the service now, exactly once. Only reads.",
        ("plan", "location", "zone"),
        ("plan",),
        ("words",),
        "verification",
        asks_service="yes",
    ),
)
"""Every tool there is."""


@lru_cache
def _arguments(verb: str, options: tuple[str, ...]) -> tuple[Argument, ...]:
    parser = parser_of(verb)
    assert parser is not None  # noqa: S101  every tool's verb has one
    known = {option_of(action) or action.dest: action for action in parser._actions}  # noqa: SLF001  argparse has no other look
    return tuple(_argument(name, known[name]) for name in dict.fromkeys(options))


def _argument(name: str, action: Action) -> Argument:
    option = option_of(action)
    many = "many" if isinstance(action, _AppendAction) else ""
    values: tuple[str | int, ...] = () if name == "content-type" else VALUES.get(option, ())
    if name == "mode":  # as the service numbers them
        values += (*map(int, RepeatMode),)
    if isinstance(action, _StoreTrueAction):
        kind = Kind.FLAG
    elif option == "out":
        kind = Kind.NEW_FILE
    elif action.metavar == "FILE" or not option:
        kind = Kind.FILE
    elif name == "event":  # an id here and a moment there: the same for whoever calls several tools
        kind = Kind.EVENT
    else:
        kind = Kind.NUMBER if action.metavar in {"N", "ID"} else Kind.TEXT
    return Argument(name.replace("-", "_"), option, kind, many, action.help or "", values)
