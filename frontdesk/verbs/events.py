"""`recur events list` and `recur events show`: what stands in the location's timetable. Nothing is changed."""

from collections.abc import Sequence

from frontdesk.errors import DONE, UsageError
from frontdesk.render import events as views
from frontdesk.render.layout import screen
from frontdesk.service.connection import Connection, add_connection_options, announce, connect
from frontdesk.service.lookups import (
    action_of,
    add_days,
    add_output_options,
    check_format,
    days_of,
    ids_of,
    write,
)
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from recurrence import Problem
from sync.errors import CallFailed
from sync.events import Event
from sync.target import Target

LIST_FORMATS = ("table", "json", "csv", "ics")
SHOW_FORMATS = ("table", "json")
OVERVIEW = """\
usage: recur events list --from DAY --till DAY [options]
       recur events show ID [options]

Shows what stands in the location's timetable. Nothing is changed.

`recur events list --help` and `recur events show --help` teach by example.
"""
LIST_EXAMPLES = """\
examples:
  A week:
    $ recur events list --from 2026-11-30 --till 2026-12-06
  One service by two teachers, as data; the target line goes to standard error:
    $ recur events list --from 2026-11-30 --till 2026-12-31 --service 1201 \\
        --staff 2001 --staff 2002 --format json
"""
SHOW_EXAMPLES = """\
examples:
  Event 101 at the location of RECUR_LOCATION:
    $ recur events show 101
"""


def run(argv: Sequence[str], desk: Desk) -> int:
    """List events or show one; the exit code."""
    action = action_of(argv, ("list", "show"), OVERVIEW, desk)
    if action is None:
        return DONE
    return {"list": _list, "show": _show}[action](argv[1:], desk)


def list_parser() -> Parser:
    """The parser of `recur events list`."""
    made = Parser("recur events list", "Lists the events of some days, deleted ones left out.", LIST_EXAMPLES)
    add_days(made)
    for name, told in (
        ("service", "of this service"),
        ("staff", "by this team member"),
        ("resource", "in this"),
    ):
        made.add_argument(
            f"--{name}", metavar="ID", action="append", default=[], help=f"only {told}; repeatable"
        )
    add_connection_options(made)
    add_output_options(made, LIST_FORMATS)
    return made


def show_parser() -> Parser:
    """The parser of `recur events show`."""
    made = Parser("recur events show", "Shows one event, deleted or not.", SHOW_EXAMPLES)
    made.add_argument("id", metavar="ID", help="the event's id")
    add_connection_options(made)
    add_output_options(made, SHOW_FORMATS)
    return made


def _list(argv: Sequence[str], desk: Desk) -> int:
    options = list_parser().parse_args(argv)
    check_format(options.format, LIST_FORMATS)
    problems: list[Problem] = []
    days = days_of(options, problems)
    services, staff, resources = (
        ids_of(getattr(options, name), name, problems) for name in ("service", "staff", "resource")
    )
    if problems:
        raise UsageError(problems)
    connection = connect(desk, options)
    location = connection.here()
    announce(desk, connection.title, options.format)
    observed = connection.api.events(
        location, *days, service_ids=services, staff_ids=staff, resource_ids=resources
    )
    found = _named(connection, observed)
    if options.format == "json":
        write(desk, views.list_as_json(found, connection.host, location, days))
    elif options.format == "csv":
        write(desk, views.list_as_csv(found))
    elif options.format == "ics":
        from frontdesk.render.events_ics import events_as_ics

        write(desk, events_as_ics(found, connection.zone, desk.now()))
    else:
        write(desk, views.list_as_table(found, screen(desk.out, None)))
    return DONE


def _show(argv: Sequence[str], desk: Desk) -> int:
    options = show_parser().parse_args(argv)
    check_format(options.format, SHOW_FORMATS)
    problems: list[Problem] = []
    ids = ids_of([options.id], "ID", problems)
    if problems:
        raise UsageError(problems)
    connection = connect(desk, options)
    target = Target(connection.here(), ids[0])
    announce(desk, connection.title, options.format)
    (event,) = _named(connection, (connection.api.event(target),))
    if options.format == "json":
        write(desk, views.event_as_json(event, connection.host))
    else:
        write(desk, views.event_as_table(event, connection.generation))
    return DONE


def _named(connection: Connection, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """With the names that V2 does not tell with an event, from the list of services, if that can be read."""
    if all(event.title and event.staff_name for event in events):
        return events
    try:
        services = connection.api.services(connection.here())
    except CallFailed:
        return events
    return views.named(events, services)
