"""`recur services`: the services that can run as events, with their ids, seats and staff."""

from collections.abc import Sequence

from frontdesk.errors import DONE, UsageError
from frontdesk.render import events as views
from frontdesk.render.layout import screen
from frontdesk.service.connection import add_connection_options, announce, connect
from frontdesk.service.lookups import add_output_options, check_format, ids_of, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from recurrence import Problem

FORMATS = ("table", "json", "csv")
_DESCRIPTION = "Lists the services of a location that can run as events. Nothing is changed."
EXAMPLES = """\
examples:
  All of them, with the location of RECUR_LOCATION:
    $ recur services
  Those of one team member, whose title has a word, for a spreadsheet:
    $ recur services --location 4564 --staff 2001 --term yoga --format csv
"""


def run(argv: Sequence[str], desk: Desk) -> int:
    """List the services; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    problems: list[Problem] = []
    staff = ids_of([options.staff] if options.staff is not None else [], "staff", problems)
    if problems:
        raise UsageError(problems)
    connection = connect(desk, options)
    location = connection.here()
    announce(desk, connection.title, options.format)
    found = connection.api.services(location, staff_id=staff[0] if staff else None, term=options.term)
    if options.format == "json":
        write(desk, views.services_as_json(found, connection.host, location))
    elif options.format == "csv":
        write(desk, views.services_as_csv(found))
    else:
        write(desk, views.services_as_table(found, screen(desk.out, None)))
    return DONE


def parser() -> Parser:
    """The parser of `recur services`."""
    made = Parser("recur services", _DESCRIPTION, EXAMPLES)
    made.add_argument("--staff", metavar="ID", help="only those of this team member")
    made.add_argument("--term", metavar="TEXT", default="", help="only those with this in the title")
    add_connection_options(made)
    add_output_options(made, FORMATS)
    return made
