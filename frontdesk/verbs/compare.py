"""`recur compare`: what differs between two files of dates. Nothing is sent; nothing is read from the network."""

from argparse import Namespace
from collections.abc import Sequence

from frontdesk.errors import DIFFERENT, DONE
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, language_of

FORMATS = ("table", "json", "html", "md")
_DESCRIPTION = """\
Says what became of the dates of A in B: + added, - removed, ~ moved, and how
many stayed. Each of the two is a plan file, a snapshot (recur pull), a preview
as JSON, or a list of date-times (recur preview --format dates). A date moved
if it is on the same day at another time, or if the nearest new one is at most
three days away. The exit code is 1 if anything differs.

Beside a plan the events of its service and staff are taken from a snapshot,
on the days of the plan; days that a snapshot did not look at are not compared."""
EXAMPLES = """\
examples:
  What changed between two previews?
    $ recur preview --mode daily --from 2027-01-04 --count 3 --at 10:00 \\
        --format dates > before.txt
    $ recur preview --mode daily --from 2027-01-05 --count 3 --at 10:00 \\
        --format dates > after.txt
    $ recur compare before.txt after.txt
  Does the studio still look as planned?
    $ recur compare plan.json studio.snapshot.json
  Two snapshots, one teacher's classes, in January:
    $ recur compare monday.json friday.json --staff 2001 \\
        --from 2027-01-01 --till 2027-01-31
"""


def parser() -> Parser:
    """The parser of `recur compare`."""
    made = Parser("recur compare", _DESCRIPTION, EXAMPLES)
    made.add_argument("old", metavar="A", help="the file to compare from")
    made.add_argument("new", metavar="B", help="the file to compare to")
    group = made.add_argument_group("which dates")
    group.add_argument("--event", metavar="ID", help="of a snapshot: those of this event's service and staff")
    group.add_argument(
        "--service",
        metavar="ID",
        action="append",
        default=[],
        help="of a snapshot: of this service; repeatable",
    )
    group.add_argument(
        "--staff",
        metavar="ID",
        action="append",
        default=[],
        help="of a snapshot: with this staff; repeatable",
    )
    group.add_argument("--from", dest="start", metavar="DAY", help="first day to compare, YYYY-MM-DD")
    group.add_argument("--till", metavar="DAY", help="last day to compare; it is included")
    add_language(add_output_options(made, FORMATS))
    made.add_argument("--all", action="store_true", help="list the dates that are in both too")
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Compare, and print what differs; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    return _run(options, desk)


def _run(options: Namespace, desk: Desk) -> int:
    from frontdesk.analysis.comparing import compared_of
    from frontdesk.render.difference import as_json, as_table
    from frontdesk.render.layout import screen

    compared = compared_of(options)
    if options.format == "json":
        write(desk, as_json(compared))
    elif options.format != "table":
        from frontdesk.render.analysis_sheets import sheet_of_difference
        from frontdesk.render.sharing import sheet_as

        write(desk, sheet_as(options.format, sheet_of_difference(compared, options.language)))
    else:
        write(desk, as_table(compared, screen(desk.out, None), every=options.all, language=options.language))
    return DONE if compared.difference.is_equal else DIFFERENT
