"""`recur preview`: a strategy and a window to dates. Nothing is sent; nothing is read from the network."""

from argparse import Namespace
from collections.abc import Iterable, Sequence

from frontdesk.dates.bare import pages
from frontdesk.dates.gathering import request_from
from frontdesk.dates.request import Request
from frontdesk.errors import DONE, UsageError
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import FORMATS, language_of, preview_parser
from recurrence import Problem

SHARED = ("ics", "html", "svg", "md")
"""The formats that other people's programs open."""


def run(argv: Sequence[str], desk: Desk) -> int:
    """Print the dates, or write them to a file; the exit code."""
    options = preview_parser().parse_args(argv)
    _check_format(options)
    options.language = language_of(options, desk.environ)
    request = request_from(_pinned(options))
    if options.out is None:
        for part in rendered(request, options, desk, columns=None):
            desk.tell(part)
        return DONE
    from frontdesk.shell.output import write_file
    from frontdesk.shell.safe import visible

    write_file(options.out, rendered(request, options, desk, columns=80), overwrite=options.overwrite)
    desk.err.write(f"Written: {visible(options.out)}\n")
    return DONE


def rendered(request: Request, options: Namespace, desk: Desk, columns: int | None) -> Iterable[str]:
    """The request in one of the formats, in parts; `columns` None asks the terminal for its width and colours."""
    wanted: str = options.format
    if wanted == "dates":
        return ("".join(f"{text}\n" for text in page) for page in pages(request))
    from frontdesk.dates.previewing import preview_of

    preview = preview_of(request)
    if wanted == "json":
        from frontdesk.render.as_json import as_json

        return as_json(preview)
    if wanted == "csv":
        from frontdesk.render.as_csv import as_csv

        return as_csv(preview)
    if wanted in SHARED:
        from frontdesk.render.sharing import shared

        return shared(preview, options, desk)
    from frontdesk.render.layout import screen

    if wanted == "year":
        from frontdesk.render.as_year import preview_year

        return preview_year(preview, screen(desk.out, columns), options.language)
    from frontdesk.render.as_table import as_table

    return as_table(preview, screen(desk.out, columns), options.language)


def _pinned(options: Namespace) -> Namespace:
    """The options with what a profile pins, if one is named."""
    if options.profile is None and options.location is None:
        return options
    from frontdesk.service.pinned import with_profile

    return with_profile(options)


def _check_format(options: Namespace) -> None:
    if options.format not in FORMATS:
        allowed = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        raise UsageError([Problem("format", options.format, allowed)])
    if options.format != "ics":
        given = [name for name, value in (("length", options.length), ("rrule", options.rrule)) if value]
        if given:
            raise UsageError(
                [Problem("format", options.format, f"ics where --{name} is given") for name in given]
            )
