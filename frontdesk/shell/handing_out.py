"""Where the output of a verb goes: to the terminal or the pipe, or to a new file that `--out` names.

Decides nothing about formats; how files are written is `output.py`'s.
"""

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from frontdesk.errors import UsageError
from frontdesk.shell.compose import Desk
from frontdesk.shell.output import check_place, write_file
from frontdesk.shell.safe import visible
from recurrence import Problem

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

_PAGE = 80


def add_file(group: "_ArgumentGroup") -> "_ArgumentGroup":
    """`--out` and `--overwrite`; the group, for more of them."""
    group.add_argument("--out", metavar="FILE", help="write to a new file instead of the terminal")
    group.add_argument("--overwrite", action="store_true", help="let --out replace a file")
    return group


def check_file(options: Namespace) -> None:
    """Raise `OutputRefused` before any work where the file cannot be written, `UsageError` for --overwrite alone."""
    if options.out is not None:
        check_place(options.out, overwrite=options.overwrite)
    elif options.overwrite:
        raise UsageError([Problem("out", None, "a file, where --overwrite is given")])


def refuse_file(options: Namespace, allowed: str) -> None:
    """Raise `UsageError` where a file is named that this output does not go to; `allowed`: what to do instead."""
    if options.out is not None:
        raise UsageError([Problem("out", options.out, allowed)])


def columns_for(options: Namespace) -> int | None:
    """How wide a page to draw: 80 columns in a file; None asks the terminal."""
    return None if options.out is None else _PAGE


def hand_out(desk: Desk, options: Namespace, parts: Iterable[str]) -> None:
    """Write the parts where they are wanted."""
    if options.out is None:
        for part in parts:
            desk.tell(part)
        return
    write_file(options.out, parts, overwrite=options.overwrite)
    desk.err.write(f"Written: {visible(options.out)}\n")
