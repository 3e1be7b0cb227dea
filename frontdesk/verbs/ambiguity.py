"""`recur ambiguity`: on which dates the readings of the documentation agree, and on which not. Nothing is sent."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from frontdesk.dates.gathering import request_from
from frontdesk.errors import DONE
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_event, add_language, add_strategy, add_window, language_of

FORMATS = ("table", "json")
_DESCRIPTION = """\
Works a strategy out under every reading of the API's documentation, 207,360 of
them, and shows where they agree: which dates all have, which dates only some
have, and the sentence of the documentation that each difference hangs on.
Nothing is sent, and nothing is read from the network."""

EXAMPLES = """\
examples:
  Will the server do what I think?
    $ recur ambiguity --mode weekly --days mon,thu --interval 2 --at 10:30 \\
        --from 2020-09-28 --till 2020-10-28 --event 2020-09-21T10:30
  Only the readings under which the interval is a break and weeks start on
  Monday; an axis may be given several times:
    $ recur ambiguity --mode weekly --days mon,thu --interval 2 --at 10:30 \\
        --from 2020-09-28 --till 2020-10-28 --event 2020-09-21T10:30 \\
        --reading interval_means=break --reading week=monday
  Only the readings that a calibration has left for a location:
    $ recur ambiguity --mode 3 --from 2027-01-04 --count 9 --profile studio \\
        --event 2027-01-04T09:00
"""


def parser() -> Parser:
    """The parser of `recur ambiguity`."""
    made = Parser("recur ambiguity", _DESCRIPTION, EXAMPLES)
    add_strategy(made)
    add_event(add_window(made))
    group = made.add_argument_group("the readings to compare (all)")
    group.add_argument(
        "--reading",
        metavar="AXIS=VALUE",
        action="append",
        default=[],
        help="only those with this value of the axis; repeatable, several values of an axis are all kept",
    )
    group.add_argument(
        "--profile", metavar="NAME", help="only those that a calibration has left in this profile"
    )
    group.add_argument("--location", metavar="ID", help="the profile's location, if it has several")
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Compare, and print what was found."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    write(desk, _rendered(options, desk))
    return DONE


def _rendered(options: Namespace, desk: Desk) -> Iterator[str]:
    from frontdesk.render.ambiguity import Compared, as_json, as_table
    from frontdesk.render.layout import screen
    from frontdesk.service.calibrations import possible_of
    from recurrence.analysis import advise, ambiguity

    request = request_from(Namespace(**{**vars(options), "reading": [], "zone": None, "gap": None}))
    possible = possible_of(options)
    strategy, window, event = request.strategy, request.window, request.event
    found = ambiguity(strategy, window, event, possible=possible)
    advice = advise(strategy, window, event, possible=possible)
    compared = Compared(strategy, window, event, possible, found, advice)
    if options.format == "json":
        yield from as_json(compared)
    else:
        yield from as_table(compared, screen(desk.out, None), options.language)
