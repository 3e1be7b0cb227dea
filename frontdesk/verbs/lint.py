"""`recur lint`: traps in strategies, each with its fix. Nothing is sent; nothing is read from the network."""

from argparse import Namespace
from collections.abc import Sequence

from frontdesk.errors import DIFFERENT, DONE
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, add_strategy, language_of

FORMATS = ("table", "json")
_DESCRIPTION = """\
Looks for traps: a title that says "every 2 weeks" beside an interval of 2,
which is a break; weekdays numbered otherwise than from 0 = Sunday; days or an
interval that change nothing; a day that some months lack; strategies that are
the same twice. Titles are read in English and Russian. Each trap comes with the
clause behind it (docs/semantics.md) and the command that mends it; nothing is
changed by looking. The exit code is 1 if there are any."""
EXAMPLES = """\
examples:
  One strategy, by options:
    $ recur lint --mode weekly --days mon,thu --interval 2 \\
        --title "Yoga, every 2 weeks"
  All strategies of a location, from a snapshot (recur pull):
    $ recur lint --snapshot studio.snapshot.json
  The strategies of a file, for dates counted from a 31st:
    $ recur lint --strategy strategies.json --from 2027-01-31
"""


def parser() -> Parser:
    """The parser of `recur lint`."""
    made = Parser("recur lint", _DESCRIPTION, EXAMPLES)
    add_strategy(made)
    made.add_argument("--snapshot", metavar="FILE", help="look at all strategies of a snapshot (recur pull)")
    group = made.add_argument_group("for days that some months lack")
    group.add_argument("--from", dest="start", metavar="DAY", help="first day of the search, YYYY-MM-DD")
    group.add_argument(
        "--event", metavar="MOMENT", help="or the start of the event that is copied, YYYY-MM-DDTHH:MM"
    )
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Look for traps, and print them; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    return _run(options, desk)


def _run(options: Namespace, desk: Desk) -> int:
    from frontdesk.analysis.linting import linted_of
    from frontdesk.render.findings import as_json, as_table
    from frontdesk.render.layout import screen

    linted = linted_of(options)
    if options.format == "json":
        write(desk, as_json(linted))
    else:
        write(desk, as_table(linted, screen(desk.out, None), options.language))
    return DIFFERENT if linted.total else DONE
