"""The files that the page is started with, each read once and checked before anything is served.

Decides what kind of file each is, by its content, and the name that it has in a path. Nothing is read afterwards.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from frontdesk.dates.place import Place, place_of_file
from frontdesk.errors import ContentError, FileError, UsageError
from frontdesk.shell.files import read_json, text_of
from recurrence import InvalidSchedule, Problem
from recurrence.interop.tongue import Language
from sync.planfile import SCHEMA as PLAN

MOST_FILES = 20
_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+")


class Opened(NamedTuple):
    """A file with a page of its own: its title and kind (`plan` or `scenario`), and what its template needs in a language."""

    title: str
    kind: str
    content: Callable[[Language], Mapping[str, Any]]


class Studio(NamedTuple):
    """A snapshot or a studio file: its name, and what it knows."""

    title: str
    place: Place


class Shelf(NamedTuple):
    """What the page was started with: studios, plans and scenarios, each by the key that it has in addresses."""

    studios: Mapping[str, Studio] = {}
    opened: Mapping[str, Opened] = {}

    def key(self, wanted: str) -> str:
        """The key of the studio to look at: the one that is wanted, else the first; empty where there is none."""
        return wanted if wanted in self.studios else next(iter(self.studios), "")

    def studio(self, wanted: str) -> Studio | None:
        """The studio to look at."""
        return self.studios.get(self.key(wanted))


def shelf_of(paths: Sequence[str]) -> Shelf:
    """The shelf of some files.

    Raises `UsageError` for too many files, `FileError`, `ContentError`, `PlanRefused`, `MissingExtra`.
    """
    if len(paths) > MOST_FILES:
        raise UsageError([Problem("FILE", len(paths), f"up to {MOST_FILES} files")])
    studios, opened = dict[str, Studio](), dict[str, Opened]()
    for path in paths:
        name, kind = _name(path, {*studios, *opened}), _kind(path)
        if kind is None:
            studios[name] = Studio(Path(path).name, place_of_file(path))
        else:
            opened[name] = kind(path)
    return Shelf(studios, opened)


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
    return Opened(Path(path).name, "plan", made)


def _scenario(path: str) -> Opened:
    from frontdesk.scenario.book import read_scenarios
    from frontdesk.web.scenario_page import scenario_page
    from recurrence.analysis.whatif import whatif

    try:
        sheet = read_scenarios(path)
    except FileError as error:
        named = Path(path).suffix.lower() == ".toml"
        raise error if named or error.fault != "toml" else FileError(path, "no_page") from None
    try:
        found = whatif(sheet.scenarios)
    except InvalidSchedule as error:
        raise ContentError(path, error.problems) from None
    return Opened(Path(path).name, "scenario", scenario_page(found, sheet.notes, path))


def _name(path: str, taken: Collection[str]) -> str:
    """The key in addresses: the file's own with plain characters, numbered if there is one already.

    >>> _name("plans/Mein Plan.json", {})
    'Mein-Plan.json'
    """
    plain = _UNUSUAL.sub("-", Path(path).name).strip(".-") or "file"
    names = [plain, *(f"{number}-{plain}" for number in range(2, MOST_FILES + 2))]
    return next(name for name in names if name not in taken)
