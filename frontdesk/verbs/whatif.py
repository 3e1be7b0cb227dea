"""`recur whatif`: what a plan comes to, and what it comes to if something happens. Reads files, and nothing else."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from frontdesk.errors import DONE, ContentError
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, language_of
from recurrence import InvalidSchedule

FORMATS = ("table", "json")
_DESCRIPTION = """\
Counts what a scenario file plans: sessions, seats, hours, revenue, dates on
closed days, clashes, the longest gap. Beside it each scenario of the file, with
the difference. Nothing is sent, and nothing is read from the network."""

_EXAMPLES = """\
examples:
  The sample studio's winter, as planned and if something happens:
    $ recur whatif examples/scenario.toml
  For a program, everything there is:
    $ recur whatif examples/scenario.toml --format json

a scenario file:
  studio = "studio.json"       # or snapshot = a file of `recur pull`
  from = 2027-01-11
  till = 2027-03-31
  fill = [0.5, 0.8]            # the share of the seats that is sold
  [[class]]
  name = "Strength"
  strategy = 1                 # or { mode = "weekly", days = ["mon"] }
  event = 101                  # says time, length, teacher, hall and seats
  [[scenario]]
  name = "teacher away"
  away = [{ staff = 2001, days = "2027-01-12..2027-01-26" }]

docs/how-to/what-if.md has every key.
"""


def parser() -> Parser:
    """The parser of `recur whatif`."""
    made = Parser("recur whatif", _DESCRIPTION, _EXAMPLES)
    made.add_argument("file", metavar="FILE", help="the scenario file (TOML)")
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the figures."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    write(desk, _rendered(options, desk))
    return DONE


def _rendered(options: Namespace, desk: Desk) -> Iterator[str]:
    path: str = options.file
    from frontdesk.render.layout import screen
    from frontdesk.render.whatif import as_json, as_table
    from frontdesk.scenario.book import read_scenarios
    from recurrence.analysis.whatif import whatif

    sheet = read_scenarios(path)
    try:
        found = whatif(sheet.scenarios)
    except InvalidSchedule as error:
        raise ContentError(path, error.problems) from None
    if options.format == "json":
        yield from as_json(found, sheet.notes)
    else:
        yield from as_table(found, sheet.notes, path, screen(desk.out, None), options.language)
