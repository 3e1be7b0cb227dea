"""`recur web`: the local page, a read-only planner in the browser. Sends nothing and reads no network."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from frontdesk.errors import DONE, UsageError
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser, add_language, language_of, preview_parser
from recurrence import Problem
from recurrence.interop.tongue import LANGUAGES, Language

if TYPE_CHECKING:
    import socket

USUAL_PORT = 8765
_DESCRIPTION = """\
Serves the planner on this machine: fill in a strategy, see its year, change it
and see what moves. Opens snapshots, plans and scenarios beside it. Nothing is
sent, nothing is changed, and nobody outside this machine can see it. The first
line printed is the address, which stays the same from start to start; Ctrl-C
ends it."""
EXAMPLES = """\
examples:
  The planner alone:
    $ recur web
  With the classes of a studio, a scenario, and a plan to review:
    $ recur web examples/studio.json examples/scenario.toml plan.json
  The state of an address that somebody sent:
    $ recur web --state 'http://localhost:8765/x/?mode=daily&from=2027-01-04'
"""


def parser() -> Parser:
    """The parser of `recur web`."""
    made = Parser("recur web", _DESCRIPTION, EXAMPLES)
    made.add_argument("files", metavar="FILE", nargs="*", help="a snapshot or studio file, plans, scenarios")
    made.add_argument(
        "--port", metavar="N", help=f"a port of 127.0.0.1, 0 for any ({USUAL_PORT}, else any that is free)"
    )
    made.add_argument("--state", metavar="URL", help="an address, or its part after the ?, to begin with")
    add_language(made)
    made.add_argument("--new-key", action="store_true", help="give the page a new address; old ones end")
    made.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Serve until interrupted; the exit code."""
    options = parser().parse_args(argv)
    port = None if options.port is None else _port(options.port)
    query = _state(options.state)
    language = language_of(options, desk.environ)
    from frontdesk.web.app import Pages, application
    from frontdesk.web.key import key_in
    from frontdesk.web.serve import serve
    from frontdesk.web.shelf import shelf_of

    def start() -> str:
        return query or first_query(desk.today(), language)

    pages = Pages(key_in(_folder(desk), fresh=options.new_key), shelf_of(options.files), start, _saver(desk))
    sockets = _listening(port)
    at = sockets[0].getsockname()[1]

    def announce() -> None:
        desk.tell(f"http://localhost:{at}/{pages.key}/?{start()}\n")
        desk.flush()
        desk.err.write("Open it in a browser of this machine. Ctrl-C ends it.\n")
        desk.err.flush()

    pages.warm_up()
    serve(application(pages, at), sockets, announce)
    return DONE


def first_query(today: date, language: Language) -> str:
    """The state that a page begins with.

    >>> first_query(date(2027, 1, 4), "ru")
    'mode=weekly&days=mon&days=thu&from=2027-01-04&count=12&at=10:00&lang=ru'
    """
    spoken = "" if language == LANGUAGES[0] else f"&lang={language}"
    return f"mode=weekly&days=mon&days=thu&from={today}&count=12&at=10:00{spoken}"


def _state(text: str | None) -> str:
    """The query of an address, written as this page writes it; empty where none is given. Raises `UsageError`."""
    if text is None:
        return ""
    from frontdesk.web.state import view_of

    view = view_of(urlsplit(text).query if "?" in text else text)
    if view.a.is_empty:
        allowed = "an address of the page, or what stands after its ?, such as mode=daily&from=2027-01-04"
        raise UsageError([Problem("state", text, allowed)])
    return view.query()


def _port(text: str) -> int:
    from frontdesk.shell.arguments import whole_number

    problems: list[Problem] = []
    port = whole_number(text, "port", problems)
    if port is not None and not 0 <= port <= 65_535:
        problems.append(Problem("port", port, "0 (any that is free) to 65535"))
    if problems or port is None:
        raise UsageError(problems)
    return port


def _listening(port: int | None) -> "list[socket.socket]":
    """Sockets at a port; without one at the usual port, or where that is taken at another. Raises `UsageError`."""
    from frontdesk.web.serve import listening

    if port is None:
        with suppress(OSError):
            return listening(USUAL_PORT)
    try:
        return listening(port or 0)
    except OSError as error:
        raise UsageError([Problem("port", port, "a free port", error.strerror or str(error))]) from None


def _folder(desk: Desk) -> Path:
    """Where the key is kept: RECUR_STATE_DIR, or the platform's folder for state."""
    from frontdesk.service.profile import state_folder

    named = desk.environ.get("RECUR_STATE_DIR")
    return Path(named) if named else state_folder()


def _saver(desk: Desk) -> Callable[[tuple[str, ...]], str]:
    """What `recur preview` prints for options."""
    from frontdesk.dates.gathering import request_from
    from frontdesk.verbs.preview import rendered

    def save(options: tuple[str, ...]) -> str:
        asked = preview_parser().parse_args(options)
        asked.language = language_of(asked, {})
        return "".join(rendered(request_from(asked), asked, desk, columns=80))

    return save
