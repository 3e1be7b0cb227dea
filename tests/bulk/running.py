"""Runs `recur bulk` in this process, its streams caught and its clock a script."""

import io
import shlex
from collections.abc import Callable
from datetime import date

from frontdesk.cli import main
from frontdesk.shell.compose import Desk
from tests.frontdesk.running import Done


def recur(line: str, clock: Callable[[], float] = lambda: 0.0) -> Done:
    """How a command line ends."""
    out, err = io.StringIO(), io.StringIO()
    code = main(shlex.split(line), Desk(out, err, lambda: date(2026, 11, 22), clock=clock))
    return Done(code, out.getvalue(), err.getvalue())
