"""`recur demo`: the whole job end to end on a service of its own; `previews` and `what-if`: stories without a service."""

from collections.abc import Sequence
from importlib import import_module

from frontdesk.errors import CommandLine
from frontdesk.shell.compose import Desk

STORIES = {"previews": "frontdesk.demo.previews", "what-if": "frontdesk.demo.whatif"}


def run(argv: Sequence[str], desk: Desk) -> int:
    """Tell the story that is named, or else that of the whole job; the exit code."""
    if argv and argv[0] in STORIES:
        code: int = import_module(STORIES[argv[0]]).run(argv[1:], desk)
        return code
    if argv and not argv[0].startswith("-"):
        raise CommandLine("action", argv[0], list(STORIES))
    from frontdesk.demo.story import run as story

    return story(argv, desk)
