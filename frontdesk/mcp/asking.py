"""An assistant's arguments as the words of a command line, checked before any work.

Decides bounds: how long a text, how many items, how large a number, how long a window. Every value is joined to its
option, so that no value can be taken for another option. What a value means is decided by the verb.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from frontdesk.errors import UsageError
from frontdesk.fleet.folder import is_fleet
from frontdesk.mcp.folders import Folders
from frontdesk.mcp.tools import LONGEST_TEXT, MOST_ITEMS, Argument, Kind, Tool
from frontdesk.plans.case import is_plan
from frontdesk.shell import arguments
from recurrence import Problem

LONGEST_WINDOW = timedelta(days=3660)
AS_DATA = "--format=json"


def words_of(tool: Tool, given: Mapping[str, object], folders: Folders) -> list[str]:
    """The words after the verb. Raises `UsageError` with all problems."""
    problems: list[Problem] = []
    known = {argument.name: argument for argument in tool.arguments()}
    there_are = f"nothing; there are {', '.join(known)}"
    problems += [Problem(name[:40], "this", there_are) for name in given if name not in known]
    problems += [
        Problem(name, None, known[name].told) for name in tool.required if given.get(name) in (None, [])
    ]
    options, alone = list[str](), list[str]()
    for name, argument in known.items():
        for text in _texts(argument, given.get(name), folders, problems):
            if argument.option:
                options.append(f"--{argument.option}" + ("" if argument.kind is Kind.FLAG else f"={text}"))
            else:
                alone.append(text)
    problems += _too_long(given)
    if problems:
        raise UsageError(problems)
    return [*options, AS_DATA, *alone]  # paths, which begin with no dash


def _texts(argument: Argument, given: object, folders: Folders, problems: list[Problem]) -> Iterator[str]:
    """The texts of one argument; nothing where it is not given."""
    if given is None or (given is False and argument.kind is Kind.FLAG):
        return
    if argument.many and (not isinstance(given, list) or len(given) > MOST_ITEMS):
        problems.append(Problem(argument.name, _shown(given), f"a list of at most {MOST_ITEMS}"))
        return
    for value in given if argument.many and isinstance(given, list) else [given]:
        yield _text(argument, value, folders, problems)


def _text(argument: Argument, value: object, folders: Folders, problems: list[Problem]) -> str:
    kind, name = argument.kind, argument.name
    if kind is Kind.FLAG and value is True:
        return ""
    least, most = argument.bounds
    is_within = kind in {Kind.NUMBER, Kind.EVENT} and type(value) is int and least <= value <= most
    if is_within or (type(value) is int and value in argument.values):
        return str(value)
    if kind in {Kind.FLAG, Kind.NUMBER}:
        allowed = "true or false" if kind is Kind.FLAG else f"a whole number from {least} to {most:,}"
        problems.append(Problem(name, _shown(value), allowed))
        return ""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        allowed = ", ".join(map(str, argument.values)) or f"a text of at most {LONGEST_TEXT:,} characters"
        problems.append(Problem(name, _shown(value), allowed))
        return ""
    if kind is Kind.FILE:
        found = folders.to_read(value, name, problems)
        if name == "plan" and found and is_fleet(found):
            problems.append(Problem(name, value, "the file of one plan; fleets are for the command line"))
        return found
    return _to_write(value, name, folders, problems) if kind is Kind.NEW_FILE else value


def _to_write(value: str, name: str, folders: Folders, problems: list[Problem]) -> str:
    """The path of a plan to write. Of what is there already only a plan may be replaced, whoever asks for it."""
    found = folders.to_write(value, name, problems)
    there = (
        found != "" and Path(found).is_file() and not Path(found).is_symlink()
    )  # a link is refused unfollowed
    if there and not is_plan(found):
        problems.append(Problem(name, value, "a new name, or that of a plan; no other file is written over"))
    return found


def _shown(value: object) -> object:
    """A value for a sentence; of what is large only its kind."""
    return value if isinstance(value, str | int | float) else f"this {type(value).__name__}"


def _too_long(given: Mapping[str, object]) -> Iterator[Problem]:
    """A window that no assistant needs. A day that is none is the verb's to refuse."""
    start, till = (arguments.day(str(given.get(name)), name, []) for name in ("from", "till"))
    if start and till and till - start > LONGEST_WINDOW:
        allowed = f"a day at most {LONGEST_WINDOW.days:,} days after from"
        yield Problem("till", till.isoformat(), allowed)
