"""`recur show`: a plan file for the person who has to agree to it. Nothing is sent, and no network is asked."""

from argparse import Namespace
from collections.abc import Iterable, Sequence

from frontdesk.errors import DONE
from frontdesk.fleet.folder import is_fleet
from frontdesk.plans.case import read_case
from frontdesk.service.lookups import add_output_options, check_format
from frontdesk.shell.compose import Desk
from frontdesk.shell.handing_out import add_file, check_file, columns_for, hand_out
from frontdesk.shell.options import Parser, add_language, english_only, language_of
from frontdesk.words.plan_words import target_line
from recurrence.interop.tongue import Language
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
    $ recur show plan.json --format html --out plan.html
    $ recur show plan.json --format ics --out plan.ics
"""


def parser() -> Parser:
    """The parser of `recur show`."""
    made = Parser("recur show", _DESCRIPTION, _EXAMPLES)
    made.add_argument("plan", metavar="FILE", help="the plan file, or a fleet's folder")
    add_language(add_file(add_output_options(made, FORMATS)))
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the review; the exit code."""
    options = parser().parse_args(argv)
    check_format(options.format, FORMATS)
    check_file(options)
    language = language_of(options, desk.environ)
    if is_fleet(options.plan):
        from frontdesk.fleet.showing import show_fleet

        english_only(options)
        return show_fleet(options, desk)
    hand_out(desk, options, _rendered(options, language, desk))
    return DONE


def _rendered(options: Namespace, language: Language, desk: Desk) -> Iterable[str]:
    """The plan in the format that is wanted."""
    case = read_case(options.plan)
    if options.format == "json":
        return [plan_text(case.plan)]
    if options.format not in {"table", "year"}:
        from frontdesk.render.sharing import shared_plan

        return shared_plan(case.plan, case.path, options.format, language)
    from frontdesk.render.as_year import plan_year
    from frontdesk.render.layout import screen
    from frontdesk.render.review import review

    console, view = screen(desk.out, columns_for(options)), plan_year if options.format == "year" else review
    return [f"{target_line(case.plan, language)}\n", *view(case.plan, case.path, console, language)]
