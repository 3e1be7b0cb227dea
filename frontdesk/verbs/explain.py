"""`recur explain`: why days are dates of a strategy, or are not. Nothing is sent; nothing is read from the network."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from frontdesk.errors import DONE
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import (
    Parser,
    add_closed_policy,
    add_closures,
    add_event,
    add_language,
    add_profile,
    add_reading,
    add_strategy,
    add_window,
    language_of,
)

FORMATS = ("table", "json", "html", "md")
_DESCRIPTION = """\
Says of each day why it is one of a strategy's dates, or why not: its weekday,
its week or month in the cycle, the window, the count, the source event, closed
days; each fact with the clause of the documentation behind it (docs/semantics.md).
Any day can be asked about, also one outside the window. The exit code is 0
whether the days are in or out."""
EXAMPLES = """\
examples:
  Why is there no class on Thursday, 8 October?
    $ recur explain --mode weekly --days mon,thu --interval 2 --at 10:30 \\
        --from 2020-09-28 --till 2020-10-28 2020-10-08
  And the day at the end of February, if short months use their last day?
    $ recur explain --mode monthly --at 18:00 --from 2027-01-31 --count 4 \\
        --reading missing_day=clamp 2027-02-28
  With closed days; several days at once:
    $ recur explain --mode weekly --days mon,thu --at 10:30 --count 6 \\
        --from 2027-01-04 --closed "2027-01-07=Moving house" \\
        --if-closed next-day 2027-01-07 2027-01-08
"""


def parser() -> Parser:
    """The parser of `recur explain`."""
    made = Parser("recur explain", _DESCRIPTION, EXAMPLES)
    made.add_argument(
        "days_asked", metavar="DAY", nargs="*", help="YYYY-MM-DD, or with its time, YYYY-MM-DDTHH:MM"
    )
    made.add_argument(
        "--date", metavar="DAY", action="append", default=[], help="the same by option; repeatable"
    )
    add_strategy(made)
    add_event(add_window(made))
    add_reading(made)
    add_profile(made)
    add_closed_policy(add_closures(made))
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the explanations; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    options.language = language_of(options, desk.environ)
    write(desk, _rendered(options, desk))
    return DONE


def _rendered(options: Namespace, desk: Desk) -> Iterator[str]:
    from frontdesk.analysis.explaining import explained_of
    from frontdesk.render.explanation import as_json, as_table
    from frontdesk.render.layout import screen
    from frontdesk.service.pinned import with_profile

    explained = explained_of(with_profile(options))
    if options.format == "json":
        yield from as_json(explained)
    elif options.format != "table":
        from frontdesk.render.analysis_sheets import sheet_of_explained
        from frontdesk.render.sharing import sheet_as

        yield from sheet_as(options.format, sheet_of_explained(explained, options.language))
    else:
        yield from as_table(explained, screen(desk.out, None), options.language)
