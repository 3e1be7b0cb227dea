"""The files that the page is started with, each read once and checked before anything is served.

Decides what kind of file each is, by its content, and the name that it has in a path. Nothing is read afterwards.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from frontdesk.dates.place import Place, place_of_file
from frontdesk.errors import ContentError, UsageError
from frontdesk.shell.files import read_json, text_of
from recurrence import InvalidSchedule, Problem
from recurrence.interop.tongue import Language
from sync.planfile import SCHEMA as PLAN

MOST_FILES = 20
_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+")


class Opened(NamedTuple):
    """A file with a page of its own: its title, the template that shows it, and what that needs in a language."""

    title: str
    template: str
    content: Callable[[Language], Mapping[str, Any]]


class Shelf(NamedTuple):
    """What the page was started with: a studio and its file's name, and other files by the name in their paths."""

    place: Place | None = None
    place_name: str = ""
    opened: Mapping[str, Opened] = {}


def shelf_of(paths: Sequence[str]) -> Shelf:
    """The shelf of some files.

    Raises `UsageError` for two studios or too many files, `FileError`, `ContentError`, `PlanRefused`, `MissingExtra`.
    """
    if len(paths) > MOST_FILES:
        raise UsageError([Problem("FILE", len(paths), f"up to {MOST_FILES} files")])
    shelf, opened = Shelf(), dict[str, Opened]()
    for path in paths:
        kind = _kind(path)
        if kind is None:
            if shelf.place is not None:
                raise UsageError(
                    [Problem("FILE", path, "one snapshot or studio file, beside plans and scenarios")]
                )
            shelf = Shelf(place_of_file(path), Path(path).name)
        else:
            opened[_name(path, opened)] = kind(path)
    return shelf._replace(opened=opened)


def _kind(path: str) -> Callable[[str], Opened] | None:
    """What opens a file; None for a snapshot or a studio."""
    if not text_of(path).lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return _scenario
    document = read_json(path)
    return _plan if isinstance(document, dict) and document.get("schema") == PLAN else None


def _plan(path: str) -> Opened:
    from frontdesk.plans.case import read_case
    from frontdesk.web.plan_page import plan_page

    case = read_case(path)
    made = plan_page(case.plan, case.path)
    return Opened(Path(path).name, "plan.html", made)


def _scenario(path: str) -> Opened:
    from frontdesk.scenario.book import read_scenarios
    from frontdesk.web.scenario_page import scenario_page
    from recurrence.analysis.whatif import whatif

    sheet = read_scenarios(path)
    try:
        found = whatif(sheet.scenarios)
    except InvalidSchedule as error:
        raise ContentError(path, error.problems) from None
    return Opened(Path(path).name, "scenario.html", scenario_page(found, sheet.notes, path))


def _name(path: str, taken: Mapping[str, Opened]) -> str:
    """The name in a path: the file's own with plain characters, numbered if there is one already.

    >>> _name("plans/Mein Plan.json", {})
    'Mein-Plan.json'
    """
    plain = _UNUSUAL.sub("-", Path(path).name).strip(".-") or "file"
    names = [plain, *(f"{number}-{plain}" for number in range(2, MOST_FILES + 2))]
    return next(name for name in names if name not in taken)
