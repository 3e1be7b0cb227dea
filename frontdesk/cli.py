"""The command `recur`: finds the verb, runs it, and turns whatever happens into an exit code and plain words.

Data goes to standard output, everything else to standard error. No traceback reaches a person who has not asked
for it with `--debug`. Verbs and libraries are loaded when they are needed: most of a short run is start-up.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import dropwhile

from frontdesk.errors import DONE, INTERNAL, INTERRUPTED, USAGE, CommandLine, FrontdeskError, OutputFailed
from frontdesk.shell.compose import Desk, desk
from recurrence import RecurrenceError
from recurrence.errors import MissingExtra

COLUMNS = 79
VERBS = {
    "preview": "a strategy and a window to dates; nothing is sent",
    "explain": "why a day is one of the dates, or is not",
    "compare": "what differs between plans, previews, snapshots and lists of dates",
    "lint": "traps in strategies, each with its fix",
    "infer": "which patterns are behind a list of dates, proved by expanding them",
    "clashes": "which planned classes clash, with what, and where they could go",
    "whatif": "what a plan comes to, and what if: sessions, hours, revenue, clashes",
    "ambiguity": "on which dates the readings of the documentation agree, and why not",
    "calibrate": "how a service reads the documentation, from what it created",
    "bulk": "a table of strategies to a table of dates, of any size",
    "plan": "an event, a strategy and what is there to a plan: what would be created",
    "show": "the review of a plan, and the command that applies it",
    "apply": "create what a reviewed plan says, and nothing else",
    "resume": "go on where applying stopped or was killed",
    "verify": "compare a plan with what exists, today or next week",
    "undo": "a plan that deletes what another plan created",
    "demo": "the whole job as a story, on a service of its own; also `demo previews`, `demo what-if`",
    "login": "a user token by login and password, kept in a profile",
    "strategies": "list, create, update or delete duplication strategies",
    "events": "list events, or show one",
    "services": "list the services that can run as events",
    "pull": "a snapshot file of a location, for work without the network",
    "web": "the planner as a page in the browser, on this machine only",
    "mcp": "tools for assistants, which apply nothing",
    "completions": "what the Tab key completes, as a script for bash, zsh or fish",
    "emulator": "the booking service on this machine, for trying things out",
}
_HELP = """\
usage: recur VERB [options]

Decide the dates of a repeated class, look at them, commit exactly them, and
prove that they exist once.

verbs:
{verbs}

options:
  --version   show the versions, of the data too, and end
  --debug     show the traceback of an error

`recur VERB --help` teaches each verb by example.
"""


def main(argv: Sequence[str] | None = None, at: Desk | None = None) -> int:
    """Run one command line and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    place = at or desk()
    code = DONE
    try:
        code = _run(words, place)
        place.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # nobody reads any more; what was done stays done, and what was found stays found
        _stop_writing()
        return code
    except Exception as error:  # noqa: BLE001  the last net before the user
        return _report(error, words, place)
    return code


def _run(words: list[str], place: Desk) -> int:
    words = [*dropwhile("--debug".__eq__, words)]
    if not words or words[0] in {"-h", "--help"}:
        return _say(place, _help())
    if words[0] == "--version":
        from frontdesk.shell.versions import versions_told

        return _say(place, versions_told())
    if words[0] not in VERBS:
        raise CommandLine("verb", words[0], list(VERBS))
    run: Callable[[Sequence[str], Desk], int] = import_module(f"frontdesk.verbs.{words[0]}").run
    try:
        return run(words[1:], place)
    except SystemExit:  # argparse ends the process after --help
        return DONE


def _help() -> str:
    from textwrap import fill

    entries = (
        fill(told, COLUMNS, initial_indent=f"  {verb:<12}", subsequent_indent=" " * 14)
        for verb, told in VERBS.items()
    )
    return _HELP.format(verbs="\n".join(entries))


def _say(place: Desk, text: str) -> int:
    place.tell(text)
    return DONE


def _report(error: Exception, words: Sequence[str], place: Desk) -> int:
    """Put an error into words on standard error; its exit code."""
    from frontdesk.words.messages import internal, sentences
    from frontdesk.words.service_messages import exit_code
    from sync.errors import SyncError

    if "--debug" in words:
        from traceback import print_exception

        print_exception(error, file=place.err)
    verb = next((word for word in words if word in VERBS), None)
    if isinstance(error, OutputFailed):
        _stop_writing()
    if isinstance(error, FrontdeskError | RecurrenceError | MissingExtra):
        told, code = sentences(error, verb), getattr(error, "exit_code", USAGE)
    elif isinstance(error, SyncError):
        told, code = sentences(error, verb), exit_code(error)
    else:
        told, code = internal(error), INTERNAL
    lines = (f"recur{f' {verb}' if verb else ''}: {_harmless(line)}" for line in told)
    place.err.write("".join(f"{_fitted(line) if place.err.isatty() else line}\n" for line in lines))
    return code


def _harmless(sentence: str) -> str:
    """A sentence without what could steer a terminal: it may quote whatever stands in a file."""
    from frontdesk.shell.safe import visible

    return "\n".join(visible(line, len(line)) for line in sentence.split("\n"))


def _fitted(sentence: str) -> str:
    """A sentence in lines for a terminal; what is longer than a line, such as a path, stays whole."""
    from textwrap import fill

    return fill(sentence, COLUMNS, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _stop_writing() -> None:
    """Point standard output at nothing, so that Python's own flush at the end does not fail a second time."""
    with suppress(OSError, AttributeError):  # it may be closed, or a stream without a descriptor
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
