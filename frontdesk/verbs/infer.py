"""`recur infer`: from a list of dates to the patterns behind it. Reads a file, and nothing else."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from frontdesk.analysis.dates_in import Wanted, date_lists
from frontdesk.errors import DONE, UsageError
from frontdesk.service.lookups import add_output_options, check_format, ids_of, write
from frontdesk.shell import arguments
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, language_of
from recurrence import DOCUMENTED, Problem, Reading, RecurrenceError

FORMATS = ("table", "json")
_DESCRIPTION = """\
Says which patterns are behind a list of dates: the fewest strategies and
exceptions found that give exactly these dates, proved by expanding them again,
each with the commands that preview and plan it. The list is a CSV file or a
text (2027-01-04 10:30 or 04.01.2027 10:30, throughout), a calendar file (.ics),
or a snapshot of `recur pull`. Nothing is sent, and nothing is read from the
network.

Patterns are looked for under the documented reading, or the one given."""
_EXAMPLES = """\
examples:
  A year of classes that somebody entered by hand:
    $ recur infer examples/classes.csv
  A list of days without times:
    $ recur infer days.txt --at 18:00
  What a teacher's classes at a location follow:
    $ recur infer studio.snapshot.json --staff 2001
  A calendar file may go on for ever, so the days are needed:
    $ recur infer teacher.ics --from 2027-01-01 --till 2027-12-31
"""


def parser() -> Parser:
    """The parser of `recur infer`."""
    made = Parser("recur infer", _DESCRIPTION, _EXAMPLES)
    made.add_argument("file", metavar="FILE", help="the list of dates")
    group = made.add_argument_group("which dates of the file")
    group.add_argument("--from", dest="start", metavar="DAY", help="not before this day, YYYY-MM-DD")
    group.add_argument("--till", metavar="DAY", help="not after this day")
    group.add_argument("--at", metavar="HH:MM", help="the time of day, where the file has only days")
    group.add_argument("--zone", help="a calendar file's times by the clock of this zone")
    for name, told in (("service", "of this service"), ("staff", "by this team member")):
        group.add_argument(
            f"--{name}",
            metavar="ID",
            action="append",
            default=[],
            help=f"of a snapshot only events {told}; repeatable",
        )
    group.add_argument("--event", metavar="ID", help="of a snapshot only the class of this event")
    made.add_argument(
        "--reading",
        metavar="AXIS=VALUE",
        action="append",
        default=[],
        help="read an open point of the API's documentation another way; repeatable",
    )
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the patterns; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    language = language_of(options, desk.environ)
    problems: list[Problem] = []
    reading = _reading(options.reading, problems)
    wanted = _wanted(options, problems)
    if problems:
        raise UsageError(problems)
    from frontdesk.analysis.inferred import findings
    from frontdesk.render.infer import as_json, as_text
    from frontdesk.render.layout import screen

    found = findings(options.file, date_lists(options.file, wanted), reading)
    as_data = options.format == "json"
    write(desk, as_json(found) if as_data else as_text(found, screen(desk.out, None), language))
    return DONE


def _reading(texts: list[str], problems: list[Problem]) -> Reading:
    axes = arguments.axes(texts, problems)
    try:
        return Reading(**axes)
    except RecurrenceError as error:
        problems += error.problems
        return DOCUMENTED


def _wanted(options: Namespace, problems: list[Problem]) -> Wanted:
    """Which dates the options ask for; problems are noted."""
    days = _day(options.start, "from", problems), _day(options.till, "last", problems)
    if days[0] and days[1] and days[1] < days[0]:
        problems.append(
            Problem("last", days[1].isoformat(), f"a day not before --from {days[0].isoformat()}")
        )
    events = ids_of([] if options.event is None else [options.event], "event", problems)
    if options.zone is not None:
        from recurrence.walltime import known_zone

        try:
            known_zone(options.zone)
        except RecurrenceError as error:
            problems += error.problems
    return Wanted(
        days,
        None if options.at is None else arguments.clock(options.at, "at", problems),
        options.zone,
        ids_of(options.service, "service", problems),
        ids_of(options.staff, "staff", problems),
        events[0] if events else None,
    )


def _day(text: str | None, field: str, problems: list[Problem]) -> date | None:
    return None if text is None else arguments.day(text, field, problems)
