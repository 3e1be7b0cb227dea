"""A plan with the file it stands in. Decides nothing about either."""

from typing import NamedTuple

from frontdesk.errors import ContentError, FileError, FrontdeskError
from frontdesk.shell.files import content_of
from recurrence import Problem
from sync.errors import BadInput, SyncError, WireError
from sync.plan import Plan
from sync.planfile import read_plan


class Case(NamedTuple):
    """A plan and the file it was read from."""

    plan: Plan
    path: str


def read_case(path: str) -> Case:
    """The plan of a file. Raises `FileError`, `ContentError`, or `PlanRefused` if it was edited."""
    try:
        return Case(read_plan(content_of(path)), path)
    except (WireError, BadInput) as error:
        told = _another_kind(error.problems[0])
        raise (FileError(path, "no_plan", told) if told else ContentError(path, error.problems)) from None


def is_plan(path: str) -> bool:
    """Whether a file is a plan, as it was written."""
    try:
        read_case(path)
    except (FrontdeskError, SyncError):
        return False
    return True


def _another_kind(problem: Problem) -> str:
    """What kind of file it is instead, if the first problem of what was read is its kind."""
    if problem.field == "body":
        value = str(problem.value)
        return "it is not JSON" if value.endswith(" 0") else f"it is not JSON: {value}"
    if problem.field == "schema":
        return f"its schema is {problem.value}" if isinstance(problem.value, str) else "it has no schema"
    return ""
