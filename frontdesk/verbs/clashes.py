"""`recur clashes`: which planned classes clash, with what, and where they could go. Reads files, and nothing else."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from frontdesk.dates.edits import add_edits, edits_text, take_edits
from frontdesk.errors import DIFFERENT, DONE, UsageError
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import (
    Parser,
    add_closed_policy,
    add_closures,
    add_language,
    add_reading,
    add_strategy,
    add_window,
    language_of,
)
from frontdesk.shell.output import check_place, write_file
from frontdesk.shell.safe import visible
from frontdesk.words.voices import voice
from recurrence import Problem

if TYPE_CHECKING:
    from frontdesk.analysis.clashing import Found

FORMATS = ("table", "json")
_OF_ALL = {
    "file",
    "scenario",
    "prefer",
    "step",
    "take_first",
    "out",
    "of",
    "overwrite",
    "format",
    "debug",
    "language",
}
"""The options that go with a scenario file; every other one is about one class without such a file."""

_DESCRIPTION = """\
Holds planned classes against what is there (events, calendars, work hours) and
against each other, and proposes for each clash where the class could go: every
proposal is itself free of clashes. Ends with 1 if something clashes. Nothing is
sent, and nothing is read from the network."""

_EXAMPLES = """\
examples:
  Everything that a scenario file plans, together:
    $ recur clashes examples/scenario.toml
  One class against a snapshot of `recur pull`, as `recur plan` would plan it:
    $ recur clashes --snapshot studio.snapshot.json --event 101 --mode weekly \\
        --days mon,thu --from 2027-01-11 --till 2027-03-31
  The same with a teacher's own calendar and work hours; another day is better
  than another time; write the edits for `recur plan --edits`:
    $ recur clashes --snapshot studio.snapshot.json --event 101 --mode weekly \\
        --days mon,thu --from 2027-01-11 --till 2027-03-31 \\
        --calendar teacher.ics --hours-of examples/scenario.toml \\
        --prefer day,time --take-first --out edits.toml
"""


def parser() -> Parser:
    """The parser of `recur clashes`."""
    made = Parser("recur clashes", _DESCRIPTION, _EXAMPLES)
    made.add_argument("file", metavar="FILE", nargs="?", help="a scenario file (TOML), or the options below")
    made.add_argument("--scenario", metavar="NAME", help="which scenario of the file (its base)")
    group = made.add_argument_group("one class, and what is there")
    group.add_argument("--snapshot", metavar="FILE", help="the snapshot that `recur pull` wrote")
    group.add_argument("--event", metavar="ID", help="the event to copy")
    group.add_argument(
        "--calendar",
        metavar="FILE",
        action="append",
        default=[],
        help="an .ics file whose entries take the teacher and the rooms as well; repeatable",
    )
    group.add_argument(
        "--hours-of", metavar="FILE", help="a scenario file whose [[staff]] tables have work hours"
    )
    add_strategy(made)
    add_window(made)
    add_reading(made)
    add_closed_policy(add_closures(made))
    add_edits(made)
    _add_proposals(made)
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print clashes and proposals; 1 if there are clashes that were left as they are."""
    options = take_edits(parser().parse_args(argv))
    check_format(options.format, FORMATS)
    language = language_of(options, desk.environ)
    _check(options)
    options.language = language
    if options.out is not None:
        check_place(options.out, overwrite=options.overwrite)
    from frontdesk.analysis.clashing import found_in, sight_of_options, sight_of_scenario, wishes_of

    wishes = wishes_of(options)
    sight = (
        sight_of_options(options)
        if options.file is None
        else sight_of_scenario(options.file, options.scenario)
    )
    found = found_in(sight, wishes, take_first=options.take_first)
    if options.out is not None:
        _write_edits(found, options, desk)
    write(desk, _rendered(found, options, desk))
    return DIFFERENT if found.choices and not options.take_first else DONE


def _check(options: Namespace) -> None:
    """What goes together. Raises `UsageError`."""
    problems = []
    doubled = [
        f"--{name.replace('start', 'from').replace('_', '-')}"
        for name, given in vars(options).items()
        if given not in (None, []) and name not in _OF_ALL
    ]
    if options.file is not None and doubled:
        problems.append(
            Problem("FILE", options.file, f"the place of {', '.join(doubled)}: give one or the other")
        )
    if options.file is None and options.scenario is not None:
        problems.append(
            Problem("scenario", options.scenario, "a scenario of a file, which is named before it")
        )
    if options.out is not None and not options.take_first:
        problems.append(Problem("out", options.out, "the edits that --take-first makes: give it too"))
    if problems:
        raise UsageError(problems)


def _write_edits(found: "Found", options: Namespace, desk: Desk) -> None:
    """The edits of the one class that has any. Raises `UsageError` where there are several."""
    edits = found.edits or {}
    if options.of is not None and options.of not in {planned.name for planned in found.sight.planned}:
        names = ", ".join(planned.name for planned in found.sight.planned)
        raise UsageError([Problem("of", options.of, f"the name of a class: {names}")])
    chosen = list(edits) if options.of is None else [options.of]
    if len(chosen) > 1:
        names = ", ".join(chosen)
        raise UsageError([Problem("of", None, f"the class whose edits to write: {names}")])
    parts = edits_text(edits.get(chosen[0], ())) if chosen else ()
    write_file(options.out, parts, overwrite=options.overwrite)
    written = voice("view", options.language).say("written", path=visible(options.out))
    desk.err.write(f"{written}\n")


def _rendered(found: "Found", options: Namespace, desk: Desk) -> Iterator[str]:
    from frontdesk.render.clashes import as_json, as_text
    from frontdesk.render.layout import screen

    if options.format == "json":
        return as_json(found)
    return as_text(found, screen(desk.out, None), options.language)


def _add_proposals(made: Parser) -> None:
    group = made.add_argument_group("proposals")
    group.add_argument(
        "--prefer",
        metavar="WAYS",
        help="in this order: time (another that day), day (of that week), append, drop",
    )
    group.add_argument("--step", metavar="MINUTES", help="how far apart other times are (30)")
    group.add_argument("--take-first", action="store_true", help="take the first of each, and give the edits")
    group.add_argument("--out", metavar="FILE", help="write the edits to a file for `recur plan --edits`")
    group.add_argument(
        "--of", metavar="CLASS", help="of which class --out writes the edits, if several have any"
    )
    group.add_argument("--overwrite", action="store_true", help="let --out replace a file")
