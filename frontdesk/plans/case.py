"""A plan with the file it stands in. Decides nothing about either."""

from typing import NamedTuple

from frontdesk.errors import ContentError
from frontdesk.shell.files import content_of
from sync.errors import BadInput, WireError
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
        raise ContentError(path, error.problems) from None
