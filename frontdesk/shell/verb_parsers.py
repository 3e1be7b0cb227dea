"""The option parsers of the verbs, and the words that an option takes: for completions and for assistants' tools.

Decides nothing about options: the parsers are those that the verbs themselves use.
"""

from argparse import Action
from collections.abc import Callable, Mapping
from importlib import import_module

from frontdesk.shell.options import LANGUAGES, Parser, preview_parser
from recurrence import AXES

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "strategies": ("list", "create", "update", "delete"),
    "events": ("list", "show"),
    "demo": ("previews", "what-if"),
    "completions": ("bash", "zsh", "fish"),
}
"""The first words that some verbs take."""

VALUES: Mapping[str, tuple[str, ...]] = {
    "mode": ("daily", "weekdays", "mon-wed-fri", "tue-thu", "weekly", "monthly", "yearly"),
    "form": ("dates", "strategy", "parameters"),
    "gap": ("keep", "shift", "drop"),
    "if-closed": ("drop", "next-day", "previous-day", "next-week", "append", "refuse"),
    "count-means": ("generated", "kept"),
    "content-type": ("1", "2"),
    "engine": ("local", "dask"),
    "language": LANGUAGES,
    "reading": tuple(f"{axis}={value}" for axis, values in AXES.items() for value in values),
}
"""What options take where that is one of a few words; formats are each verb's own."""


def parser_of(verb: str, action: str = "") -> Parser | None:
    """The parser of a verb, or of one of its actions; None where it has none of its own."""
    if verb == "preview":
        return preview_parser()
    module = import_module(f"frontdesk.verbs.{verb}")
    names = [f"{action}_parser"] if action else ["parser", f"{verb}_parser"]
    made: list[Callable[[], Parser]] = [getattr(module, name) for name in names if hasattr(module, name)]
    return made[0]() if made else None


def formats_of(verb: str, action: str = "") -> tuple[str, ...]:
    """The formats of a verb, or of one of its actions."""
    module = import_module(f"frontdesk.verbs.{verb}")
    kind = {"list": "LIST_FORMATS", "show": "SHOW_FORMATS", "": "FORMATS"}.get(action, "CHANGE_FORMATS")
    found: tuple[str, ...] = getattr(module, kind, ())
    return found


def option_of(action: Action) -> str:
    """The long name of an option without its dashes; empty for a word that stands by itself."""
    return next((word[2:] for word in action.option_strings if word.startswith("--")), "")
