"""`recur web`: the local page, a read-only planner in the browser. Sends nothing and reads no network."""

import secrets
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from frontdesk.compose import Desk
from frontdesk.errors import DONE, UsageError
from frontdesk.options import Parser, preview_parser
from recurrence import Problem

_DESCRIPTION = """\
Serves the planner on this machine: fill in a strategy, see its year, change it
and see what moves. Opens snapshots, plans and scenarios beside it. Nothing is
sent, nothing is changed, and nobody outside this machine can see it. The first
line printed is the address; Ctrl-C ends it."""
EXAMPLES = """\
examples:
  The planner alone:
    $ recur web
  With the classes of a snapshot, and a plan to review:
    $ recur web studio.snapshot.json plan.json
  The state of an address that somebody sent:
    $ recur web --state 'http://localhost:8765/x/?mode=daily&from=2027-01-04'
"""


def parser() -> Parser:
    """The parser of `recur web`."""
    made = Parser("recur web", _DESCRIPTION, EXAMPLES)
    made.add_argument("files", metavar="FILE", nargs="*", help="snapshots, studio files, plans, scenarios")
    made.add_argument(
        "--port", metavar="N", default="0", help="a port of 127.0.0.1; 0 (default) takes a free one"
    )
    made.add_argument("--state", metavar="URL", help="an address, or its part after the ?, to begin with")
    made.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Serve until interrupted; the exit code."""
    options = parser().parse_args(argv)
    port = _port(options.port)
    from frontdesk.web.app import Pages, application
    from frontdesk.web.serve import listening, serve
    from frontdesk.web.shelf import shelf_of

    shelf = shelf_of(options.files)
    try:
        sockets = listening(port)
    except OSError as error:
        raise UsageError([Problem("port", port, "a free port", error.strerror or str(error))]) from None
    key, at = secrets.token_urlsafe(16), sockets[0].getsockname()[1]
    state = options.state or f"mode=weekly&days=mon&days=thu&from={desk.today()}&count=12&at=10:00"
    query = urlsplit(state).query if "?" in state else state

    def announce() -> None:
        desk.tell(f"http://localhost:{at}/{key}/?{query}\n")
        desk.flush()
        desk.err.write("Open it in a browser of this machine. Ctrl-C ends it.\n")
        desk.err.flush()

    serve(application(Pages(key, shelf, desk.today, _saver(desk)), at), sockets, announce)
    return DONE


def _port(text: str) -> int:
    from frontdesk.arguments import whole_number

    problems: list[Problem] = []
    port = whole_number(text, "port", problems)
    if port is not None and not 0 <= port <= 65_535:
        problems.append(Problem("port", port, "0 (a free one) to 65535"))
    if problems or port is None:
        raise UsageError(problems)
    return port


def _saver(desk: Desk) -> Callable[[tuple[str, ...]], str]:
    """What `recur preview` prints for options."""
    from frontdesk.request import request_from
    from frontdesk.verbs.preview import rendered

    def save(options: tuple[str, ...]) -> str:
        asked = preview_parser().parse_args(options)
        return "".join(rendered(request_from(asked), asked, desk, columns=80))

    return save
