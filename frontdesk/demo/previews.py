"""`recur demo previews`: previews of the documented example and of a small studio's coming year, as commands to copy."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from frontdesk.dates.gathering import request_from
from frontdesk.dates.previewing import preview_of
from frontdesk.dates.studio import Repeat, read_studio
from frontdesk.errors import DONE
from frontdesk.render.as_table import as_summary, as_table
from frontdesk.render.layout import screen
from frontdesk.shell.commands import shell_lines
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, preview_parser
from frontdesk.shell.safe import visible
from frontdesk.shell.samples import STUDIO, sample
from recurrence import Window, expand
from recurrence.interop.phrase import day_text

WORKED_EXAMPLE = (
    *("--mode", "weekly", "--days", "mon,thu", "--interval", "2"),
    *("--from", "2020-09-28", "--till", "2020-10-28", "--at", "10:30"),
)
_INTRODUCTION = """\
recur turns the booking API's duplication strategies into dates, here, before
anything is sent. Every command below can be copied.

1. The example of the API's documentation: a break of 2 weeks is every 3rd week.

"""
_STUDIO = """\
2. {title}: a year of each of its classes, as of {today}.
   The first with its calendars; the others in short: their commands print all.

"""
_LONG = timedelta(days=10 * 366)  # a class on 29 February comes round within it


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the story; the exit code."""
    parser = Parser(
        "recur demo previews", "Previews of the documented example and of a small studio's coming year.", ""
    )
    parser.add_argument("--studio", metavar="FILE", default=STUDIO, help="a studio to show")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    path = sample(parser.parse_args(argv).studio)
    studio, today = read_studio(path), desk.today()
    desk.tell(_INTRODUCTION)
    _show(desk, WORKED_EXAMPLE, short=False)
    desk.tell(_STUDIO.format(title=visible(studio.title), today=day_text(today)))
    for number, repeat in enumerate(studio.repeats):
        _show(desk, _command(path, studio.zone, repeat, today), short=number > 0)
    return DONE


def _show(desk: Desk, options: Sequence[str], *, short: bool) -> None:
    """A command, and what it prints: all of it, or the start."""
    desk.tell("\n".join(shell_lines(["recur", "preview", *options], "$ ")) + "\n\n")
    preview = preview_of(request_from(preview_parser().parse_args(options)))
    for part in (as_summary if short else as_table)(preview, screen(desk.out, None)):
        desk.tell(part)
    desk.tell("\n")


def _command(path: str, zone: str, repeat: Repeat, today: date) -> list[str]:
    """The options that preview a year of a class, from the source event or, if that is past, from its next date on."""
    strategy, event = repeat
    start = event.date()
    if start < today:
        pattern = expand(strategy, Window(start, till=today + _LONG), event)
        coming = pattern.after(datetime.combine(today, time()) - timedelta(minutes=1))
        start = coming.date() if coming else start
    return [
        *("--strategy", path, "--strategy-id", str(strategy.id), "--event", f"{event:%Y-%m-%dT%H:%M}"),
        *("--from", start.isoformat(), "--till", _a_year_later(start).isoformat(), "--zone", zone),
    ]


def _a_year_later(day: date) -> date:
    """The same day of the next year; of 29 February the day before."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + timedelta(days=365)
