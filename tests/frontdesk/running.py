"""Runs one command line in this process, its streams caught and its clock set."""

import io
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from frontdesk.cli import main
from frontdesk.shell.compose import Desk

TODAY = date(2026, 11, 22)
WORKED = "preview --mode weekly --days 1,4 --interval 2 --from 2020-09-28 --till 2020-10-28 --at 10:30"
WORKED_DATES = ["2020-09-28T10:30:00", "2020-10-01T10:30:00", "2020-10-19T10:30:00", "2020-10-22T10:30:00"]


class Done(NamedTuple):
    """How a command line ended: exit code, data, words."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The data, line by line."""
        return self.out.splitlines()


def recur(
    line: str, *more: str, streams: Mapping[str, io.StringIO] | None = None, today: date = TODAY
) -> Done:
    """Run `recur` with the words of a line, and further words as they are."""
    out, err = io.StringIO(), io.StringIO()
    caught = {"out": out, "err": err, **(streams or {})}
    code = main([*line.split(), *more], Desk(caught["out"], caught["err"], lambda: today))
    return Done(code, caught["out"].getvalue(), caught["err"].getvalue())


def dates(line: str, *more: str) -> list[str]:
    """The dates that a preview prints; it must succeed in silence."""
    done = recur(f"preview --format dates {line}", *more)
    assert (done.code, done.err) == (0, "")
    return done.lines
