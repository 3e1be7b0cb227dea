"""The folder of a fleet: its file `fleet.json`, and each plan in a file of its own, a plan like any other.

A folder is made whole or not at all, and never over another. Whatever is read from it is held to the digests: a plan
that is missing, changed or put elsewhere is refused, so that plans need not be flushed to the disk one by one.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from frontdesk.errors import ContentError, OutputFailed, OutputRefused
from frontdesk.plans.case import Case, read_case
from frontdesk.shell.files import content_of
from frontdesk.shell.output import write_file
from sync.errors import BadInput, PlanRefused, WireError
from sync.fleet import Fleet, Sealed, fleet_text, read_fleet
from sync.fleet_totals import Line, line_of
from sync.plan import Plan
from sync.planfile import Stale, digest_of, plan_text

FILE, PLANS = "fleet.json", "plans"


def is_fleet(path: str) -> bool:
    """Whether a path that stands for a plan is that of a fleet: its folder, or the file in it."""
    place = Path(path)
    return place.is_dir() or place.name == FILE


class Folder:
    """A fleet's folder, by any path that `is_fleet` takes; `path`: the folder, as commands name it."""

    def __init__(self, path: str) -> None:
        place = Path(path)
        self.path = str(place if place.is_dir() else place.parent)
        self.file = str(Path(self.path) / FILE)

    def fleet(self) -> Fleet:
        """The fleet. Raises `FileError`, `ContentError`, or `PlanRefused` if its file was edited."""
        try:
            return read_fleet(content_of(self.file))
        except (WireError, BadInput) as error:
            raise ContentError(self.file, error.problems) from None

    def path_of(self, sealed: Sealed) -> str:
        """The file of a plan, as commands name it."""
        return str(Path(self.path) / PLANS / f"{sealed.location}-{sealed.event}.json")

    def case(self, fleet: Fleet, sealed: Sealed) -> Case:
        """A plan of the fleet. Raises `FileError`, `ContentError`, or `PlanRefused` if it is not the one that is sealed."""
        case = read_case(self.path_of(sealed))
        plan = case.plan
        found = Sealed(plan.location, plan.source.id, digest_of(plan))
        if found != sealed:
            raise PlanRefused("not of the fleet", (Stale(case.path, sealed.digest, found.digest),))
        if plan.host != fleet.host or plan.deletes:
            raise PlanRefused("not of the fleet", (Stale(case.path, fleet.host, plan.host),))
        return case

    def lines(self, fleet: Fleet) -> Iterator[Line]:
        """Every plan in a line, one after the other. Raises as `case`."""
        return (
            line_of(sealed, self.case(fleet, sealed).plan, studio)
            for studio in fleet.studios
            for sealed in studio.plans
        )


def check_new(path: str) -> None:
    """Raise `OutputRefused` where a folder must not be made; worth asking before long work."""
    try:
        Path(path).lstat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise OutputRefused(path, "cannot", str(error)) from None
    raise OutputRefused(path, "fleet")


class NewFolder:
    """A folder that is being made, beside its place under a name that nobody can guess."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def put(self, plan: Plan) -> Sealed:
        """Keep a plan; how it is sealed."""
        sealed = Sealed(plan.location, plan.source.id, digest_of(plan))
        file = self._place / PLANS / f"{sealed.location}-{sealed.event}.json"
        file.write_text(plan_text(plan), encoding="utf-8")
        return sealed

    def seal(self, fleet: Fleet) -> None:
        """Write the fleet's file, last of all."""
        write_file(str(self._place / FILE), [fleet_text(fleet)], overwrite=False)


@contextmanager
def new_folder(path: str) -> Iterator[NewFolder]:
    """A folder that gets its name at the end, or vanishes where something goes wrong.

    Raises `OutputRefused` before, `OutputFailed` during the work.
    """
    check_new(path)
    temporary = Path(path).parent / f".recur-{secrets.token_hex(8)}.part"
    try:
        temporary.mkdir()
        (temporary / PLANS).mkdir()
    except (OSError, ValueError) as error:
        raise OutputRefused(path, "cannot", getattr(error, "strerror", None) or str(error)) from None
    try:
        yield NewFolder(temporary)
        check_new(path)
        os.rename(temporary, path)  # noqa: PTH104  a file in its place is an error here, too
    except OSError as error:
        raise OutputFailed(path, error.strerror or str(error)) from None
    finally:
        rmtree(temporary, ignore_errors=True)
