"""`recur mcp`: the reading verbs as tools for an assistant, over standard input and output. Applies nothing."""

from collections.abc import Sequence

from frontdesk.errors import DONE
from frontdesk.shell.compose import Desk
from frontdesk.shell.options import Parser
from recurrence.errors import MissingExtra

_DESCRIPTION = """\
Serves tools to an assistant over the Model Context Protocol, on standard input
and output: preview, explain, ambiguity, compare, infer, lint, plan, show and
verify. None of them creates, changes or deletes anything at the service: show
returns the command with which a person applies a plan. An assistant reaches
files in the given folders only. An assistant's program starts this command and
ends it; by hand it waits for messages."""
_EXAMPLES = """\
examples:
  What to write into the settings of an assistant's program:
    "recur": {"command": "recur", "args": ["mcp", "--root", "classes"]}
  With the service of a profile, for plan and verify:
    $ recur mcp --root classes --profile studio
"""


def parser() -> Parser:
    """The parser of `recur mcp`."""
    made = Parser("recur mcp", _DESCRIPTION, _EXAMPLES)
    made.add_argument(
        "--root",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder whose files the assistant may name (the current one); repeatable",
    )
    made.add_argument("--profile", metavar="NAME", help="whose host and tokens plan and verify use")
    made.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return made


def run(argv: Sequence[str], desk: Desk) -> int:
    """Serve until standard input ends; the exit code."""
    options = parser().parse_args(argv)
    from frontdesk.mcp.folders import folders_of

    folders = folders_of(options.root)
    from importlib.metadata import version

    from frontdesk.mcp.answering import Place

    try:
        from frontdesk.mcp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "anyio"}:
            raise
        raise MissingExtra("mcp", "mcp") from None
    serve(Place(desk, folders, options.profile), version("recur"))
    return DONE
