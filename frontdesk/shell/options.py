"""The options that say which dates are meant: names and help, for every verb that takes them; the examples of `preview`."""

import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING, Any, NoReturn

from frontdesk.errors import BadConfiguration, CommandLine, UsageError
from recurrence.errors import Problem

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup
    from collections.abc import Mapping

    from recurrence.interop.tongue import Language

FORMATS = ("table", "year", "json", "dates", "csv", "ics", "html", "svg", "md")
INLINE = ("mode", "days", "interval", "content_type", "title")
"""The options that give a strategy; `--strategy` gives it whole."""
LANGUAGES: "tuple[Language, ...]" = ("en", "ru")
LANGUAGE_VARIABLE = "RECUR_LANGUAGE"
MACHINE_FORMATS = {"json", "csv", "dates"}
"""The formats that are the same in every language: programs read them."""

_WIDTH = 79
_NO_VALUE = re.compile(r"argument (--[a-z-]+): expected one argument")
_UNKNOWN = "unrecognized arguments: "
_LANGUAGE = re.compile(r"--language(=|\Z)")


class _Formatter(RawDescriptionHelpFormatter):
    """Help at 80 columns: asking the terminal would load three more modules at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_WIDTH)


def _filled(description: str) -> str:
    """The paragraphs of a description in lines that fit the help."""
    return "\n\n".join(fill(paragraph, _WIDTH) for paragraph in description.split("\n\n"))


class Parser(ArgumentParser):
    """An option parser that raises what it cannot read instead of ending the process."""

    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(
            prog,
            description=_filled(description),
            epilog=epilog,
            formatter_class=_Formatter,
            allow_abbrev=False,
        )

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401  as argparse has it
        """As argparse does, and the words are kept for `error`."""
        self._words = [*(args or [])]
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Raise `CommandLine` with what argparse's words say."""
        known = [option for action in self._actions for option in action.option_strings]
        if lone := _NO_VALUE.match(message):
            raise self._without_value(lone[1], known)
        if message.startswith(_UNKNOWN):
            word = message.removeprefix(_UNKNOWN).split(" ")[0]
            fault = "option" if word.startswith("-") else "word"
            raise CommandLine("language" if _LANGUAGE.match(word) else fault, word, known)
        raise CommandLine("other", message)

    def _without_value(self, option: str, known: list[str]) -> CommandLine:
        """An option at the end, or before another; or its value looks like an option."""
        pairs = pairwise(self._words)
        value = next((after for word, after in pairs if word == option and after.startswith("-")), "--")
        if value.startswith("--") or value in known:
            return CommandLine("no_value", option)
        return CommandLine("minus", f"{option}={value}")


def preview_parser() -> Parser:
    """The parser of `recur preview`."""
    parser = Parser("recur preview", _DESCRIPTION, EXAMPLES)
    add_strategy(parser)
    add_event(add_window(parser))
    add_reading(parser)
    add_profile(parser)
    add_closed_policy(add_closures(parser))
    _add_output(parser)
    return parser


def add_strategy(parser: Parser) -> None:
    """The options that give a strategy, or the file it is in."""
    group = parser.add_argument_group("the strategy")
    group.add_argument(
        "--mode", help="1 to 7, or daily, weekdays, mon-wed-fri, tue-thu, weekly, monthly, yearly"
    )
    group.add_argument(
        "--days", metavar="LIST", help="weekdays for weekly: mon,thu or 1,4 (0 or sun is Sunday)"
    )
    group.add_argument(
        "--interval", metavar="N", help="the break: units left out between repeats (0; 2 is every 3rd week)"
    )
    group.add_argument("--content-type", metavar="N", help="1: appointments stay, 2: they are copied too (1)")
    group.add_argument("--title", metavar="TEXT", help="a name for the strategy")
    group.add_argument("--strategy", metavar="FILE", help="read it from JSON as the API returns it instead")
    group.add_argument("--strategy-id", metavar="ID", help="which one, where the file has several")


def add_window(parser: Parser) -> "_ArgumentGroup":
    """The options that give a window; the group, for more of them."""
    group = parser.add_argument_group("the window")
    group.add_argument("--from", dest="start", metavar="DAY", help="first day of the search, YYYY-MM-DD")
    group.add_argument("--till", metavar="DAY", help="last day, YYYY-MM-DD; or --count, or both")
    group.add_argument("--count", metavar="N", help="how many dates")
    group.add_argument("--at", metavar="HH:MM", help="time of day; without it the source event's")
    group.add_argument("--hours", metavar="N", help="only the hour, as the API takes it")
    group.add_argument("--minutes", metavar="N", help="only the minute, as the API takes it")
    return group


def add_event(group: "_ArgumentGroup") -> None:
    """The options that say which event is copied, and the snapshot that it and a strategy may be in."""
    group.add_argument(
        "--event", metavar="MOMENT", help="start of the event that is copied, YYYY-MM-DDTHH:MM"
    )
    group.add_argument(
        "--snapshot",
        dest="pulled",
        metavar="FILE",
        help="a file of `recur pull`: --strategy-id and --event are ids in it, the zone is its",
    )


def add_reading(parser: Parser) -> None:
    """The options that say how a strategy is read, and in which zone."""
    group = parser.add_argument_group("how it is read")
    group.add_argument(
        "--zone", help="the location's time zone, such as Europe/Riga: shows offsets and clock changes"
    )
    group.add_argument(
        "--gap", help="a time that the clock skips: keep (as it is), shift (after the gap) or drop"
    )
    group.add_argument(
        "--reading",
        metavar="AXIS=VALUE",
        action="append",
        default=[],
        help="read an open point of the API's documentation another way, such as week=sunday; repeatable",
    )


def add_profile(parser: Parser) -> None:
    """The options that name a profile, whose reading and zone are taken where none are given."""
    group = parser.add_argument_group("a profile")
    group.add_argument(
        "--profile",
        metavar="NAME",
        help="read as this profile pins it, in its zone, but for what is said here",
    )
    group.add_argument("--location", metavar="ID", help="the profile's location, if it has several")


def add_closures(parser: Parser) -> "_ArgumentGroup":
    """The options that say which days are closed; the group, for more of them. What they mean is `closing.py`'s."""
    group = parser.add_argument_group("closed days")
    group.add_argument(
        "--closed",
        metavar="DAYS[=NAME]",
        action="append",
        default=[],
        help="a day, 2027-01-01..2027-01-08, or weekdays such as sat,sun; repeatable",
    )
    group.add_argument(
        "--closures",
        metavar="FILE",
        action="append",
        default=[],
        help="closed days in a .toml file, or the all-day events of an .ics file; repeatable",
    )
    group.add_argument(
        "--holidays",
        metavar="COUNTRY",
        action="append",
        default=[],
        help="public holidays, such as RU, or with a region, US-CA; repeatable",
    )
    group.add_argument(
        "--open",
        metavar="DAY",
        action="append",
        default=[],
        help="a day that is open all the same; repeatable",
    )
    return group


def add_closed_policy(group: "_ArgumentGroup") -> None:
    """The options that say what becomes of a date on a closed day."""
    group.add_argument(
        "--if-closed",
        metavar="POLICY",
        help="what becomes of a date on a closed day: drop (default), next-day, previous-day, next-week, "
        "refuse, or append: another date at the end instead",
    )
    group.add_argument(
        "--count-means",
        metavar="WHAT",
        help="generated (default): dates of the pattern; kept: those that are left after closed days",
    )


def add_language(group: "_ArgumentGroup | Parser") -> None:
    """The option that says in which language a view is; only for verbs of which every view has both."""
    told = f"the language of what people read: en (default) or ru; or {LANGUAGE_VARIABLE}"
    group.add_argument("--language", metavar="NAME", help=told)


def language_of(options: "Namespace", environ: "Mapping[str, str]") -> "Language":
    """The language of what is shown: the option's, or else the environment's; of what programs read always English.

    Raises `UsageError` or `BadConfiguration` for a language that there is none of.

    >>> from argparse import Namespace
    >>> language_of(Namespace(language=None, format="table"), {"RECUR_LANGUAGE": "ru"})
    'ru'
    >>> language_of(Namespace(language="ru", format="json"), {})
    'en'
    """
    given = options.language
    wanted = given if given is not None else environ.get(LANGUAGE_VARIABLE) or LANGUAGES[0]
    allowed = " or ".join(LANGUAGES)
    if wanted not in LANGUAGES and given is not None:
        raise UsageError([Problem("language", wanted, allowed)])
    if wanted not in LANGUAGES:
        raise BadConfiguration([Problem(LANGUAGE_VARIABLE, wanted, allowed)])
    spoken = LANGUAGES[0] if vars(options).get("format") in MACHINE_FORMATS else wanted
    return next(language for language in LANGUAGES if language == spoken)


def english_only(options: "Namespace") -> None:
    """Raise `CommandLine` where a language is asked for of what is there in English only."""
    if options.language not in {None, LANGUAGES[0]}:
        raise CommandLine("language", "--language")


def _add_output(parser: Parser) -> None:
    group = parser.add_argument_group("the output")
    told = "table (default), year, json, dates, csv; to share: ics, html, svg or md"
    group.add_argument("--format", default="table", help=told)
    group.add_argument("--out", metavar="FILE", help="write to a new file instead of the terminal")
    group.add_argument("--overwrite", action="store_true", help="let --out replace a file")
    add_language(group)
    group.add_argument("--length", metavar="MINUTES", help="how long a class lasts, for ics (not known: 0)")
    group.add_argument("--rrule", action="store_true", help="one event that repeats, for ics, not one a date")
    group.add_argument("--debug", action="store_true", help="show the traceback of an error")


_DESCRIPTION = """\
Shows which dates a duplication strategy means. Nothing is sent, and nothing is
read from the network."""

EXAMPLES = """\
examples:
  Monday and Thursday of every 3rd week; 2 weeks are left out in between:
    $ recur preview --mode weekly --days mon,thu --interval 2 --at 10:30 \\
        --from 2020-09-28 --till 2020-10-28 --format dates
    2020-09-28T10:30:00
    2020-10-01T10:30:00
    2020-10-19T10:30:00
    2020-10-22T10:30:00
  The 31st, four times, if shorter months are left out, as documented:
    $ recur preview --mode monthly --from 2027-01-31 --count 4 --at 18:00 \\
        --format dates
    2027-01-31T18:00:00
    2027-03-31T18:00:00
    2027-05-31T18:00:00
    2027-07-31T18:00:00
  At the time of the event that is copied, through the night of a clock change,
  for a spreadsheet:
    $ recur preview --mode weekly --days sun --event 2027-03-21T03:30 \\
        --from 2027-03-22 --till 2027-04-09 --zone Europe/Riga --gap shift \\
        --format csv
    "number","weekday","date","time","offset","note"
    "1","Sun","2027-03-28","04:00","UTC+03:00","moved, the clock skips 03:30"
    "2","Sun","2027-04-04","03:30","UTC+03:00",""
  Mondays, those on closed days put off to the next day that is open:
    $ recur preview --mode weekly --days mon --from 2027-02-15 --count 3 \\
        --at 18:00 --closed "2027-02-22..2027-02-23=Spring break" \\
        --if-closed next-day --format dates
    2027-02-15T18:00:00
    2027-02-24T18:00:00
    2027-03-01T18:00:00
  A strategy as the API returned it, with calendars:
    $ recur preview --strategy examples/studio.json --strategy-id 1 \\
        --from 2027-01-04 --count 12 --at 10:00
"""
