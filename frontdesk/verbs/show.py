"""`recur show`: a plan file for the person who has to agree to it. Nothing is sent, and no network is asked."""

from collections.abc import Sequence

from frontdesk.errors import DONE
from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import read_case
from frontdesk.service.lookups import add_output_options, check_format, write
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, language_of
from frontdesk.words.plan_words import target_line
from sync.planfile import plan_text

FORMATS = ("table", "year", "json", "ics", "html", "svg", "md")
_DESCRIPTION = """\
Shows a plan: whom it is for, which dates would be created and what is there
already, what must be confirmed, what exactly would be sent, and the command
that applies it."""
_EXAMPLES = """\
examples:
  The review of a plan:
    $ recur show plan.json
  The plan itself, for a program:
    $ recur show plan.json --format json
  A page to send to whoever has to agree, and its dates for a calendar:
    $ recur show plan.json --format html > plan.html
    $ recur show plan.json --format ics > plan.ics
"""


def parser() -> Parser:
    """The parser of `recur show`."""
    made = Parser("recur show", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan file")
    add_language(add_output_options(made, FORMATS))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the review; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    language = language_of(options, desk.environ)
    if is_fleet(options.plan):
        from frontdesk.fleet.showing import show_fleet

        return show_fleet(options, desk)
    case = read_case(options.plan)
    if options.format == "json":
        write(desk, [plan_text(case.plan)])
        return DONE
    if options.format not in {"table", "year"}:
        from frontdesk.render.sharing import shared_plan

        write(desk, shared_plan(case.plan, case.path, options.format, language))
        return DONE
    from frontdesk.render.layout import screen
    from frontdesk.render.review import review

    write(desk, [f"{target_line(case.plan, language)}\n"])
    if options.format == "year":
        from frontdesk.render.as_year import plan_year

        write(desk, plan_year(case.plan, case.path, screen(desk.out, None), language))
        return DONE
    write(desk, review(case.plan, case.path, screen(desk.out, None), language))
    return DONE
