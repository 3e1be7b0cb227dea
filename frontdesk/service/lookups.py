"""What the verbs that ask the service share: their output options, and texts of a command line to days and ids."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from frontdesk.errors import CommandLine, UsageError
from frontdesk.shell import arguments
from frontdesk.shell.compose import Desk
from recurrence import Problem
from sync.errors import BadInput
from sync.target import id_from_text

if TYPE_CHECKING:
    from argparse import _ArgumentGroup


def add_output_options(parser: ArgumentParser, formats: Sequence[str]) -> "_ArgumentGroup":
    """`--format` and `--debug`; the group, for more of them."""
    group = parser.add_argument_group("the output")
    told = ", ".join([f"{formats[0]} (default)", *formats[1:-1]]) + f" or {formats[-1]}"
    group.add_argument("--format", default=formats[0], help=told)
    group.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return group


def check_format(wanted: str, formats: Sequence[str]) -> None:
    """Raise `UsageError` for a format that the verb does not have."""
    if wanted not in formats:
        raise UsageError([Problem("format", wanted, ", ".join(formats[:-1]) + f" or {formats[-1]}")])


def action_of(argv: Sequence[str], actions: Sequence[str], overview: str, desk: Desk) -> str | None:
    """The first word, where a verb has several actions; None after showing what there is."""
    if not argv or argv[0] in {"-h", "--help"}:
        desk.tell(overview)
        return None
    if argv[0] not in actions:
        raise CommandLine("action", argv[0], actions)
    return argv[0]


def days_of(options: Namespace, problems: list[Problem]) -> tuple[date, date]:
    """`--from` and `--till`, both included; problems are noted, and then the days mean nothing."""
    days = []
    for name, text in (("from", options.start), ("last", options.till)):
        if text is None:
            problems.append(Problem(name, None, arguments.DAY_ALLOWED))
        days.append(arguments.day(text, name, problems) if text is not None else None)
    first, last = (day or date.min for day in days)
    if None not in days and last < first:
        problems.append(Problem("last", last.isoformat(), f"a day not before --from {first.isoformat()}"))
    return first, last


def add_days(parser: ArgumentParser) -> None:
    """`--from` and `--till`."""
    group = parser.add_argument_group("the days")
    group.add_argument("--from", dest="start", metavar="DAY", help="first day, YYYY-MM-DD")
    group.add_argument("--till", metavar="DAY", help="last day, YYYY-MM-DD; it is included")


def ids_of(texts: Iterable[str], field: str, problems: list[Problem]) -> tuple[int, ...]:
    """Ids from texts; problems are noted."""
    found = []
    for text in texts:
        try:
            found.append(id_from_text(text, field))
        except BadInput as error:
            problems += error.problems
    return tuple(found)


def conclude(desk: Desk, parts: Iterable[str]) -> None:
    """Write how a command ended. The exit code says so, too, to whoever has stopped reading."""
    with suppress(BrokenPipeError):
        write(desk, parts)


def write(desk: Desk, parts: Iterable[str]) -> None:
    """Write data in parts."""
    for part in parts:
        desk.tell(part)
