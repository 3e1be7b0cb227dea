"""The folders that an assistant may reach: which files it may name, and where it may have one written.

Decides by where a path leads, links and `..` followed. What lies outside is refused whether it exists or not.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from frontdesk.errors import UsageError
from recurrence import Problem


class Folders(NamedTuple):
    """The folders that a person allowed, links followed; a name without a folder is in the first."""

    roots: tuple[Path, ...]

    def to_read(self, name: str, field: str, problems: list[Problem]) -> str:
        """The path of a file that may be read; otherwise a problem is noted."""
        try:
            found = (self.roots[0] / name).resolve()
        except (OSError, ValueError, RuntimeError):  # a NUL, or links in a circle
            return self._outside(name, field, problems)
        return str(found) if self._holds(found) else self._outside(name, field, problems)

    def to_write(self, name: str, field: str, problems: list[Problem]) -> str:
        """The path of a file that may be made: its folder is followed, itself never; otherwise a problem is noted."""
        given = self.roots[0] / name
        try:
            folder = given.parent.resolve()
        except (OSError, ValueError, RuntimeError):
            return self._outside(name, field, problems)
        if given.name in {"", ".."} or not self._holds(folder):
            return self._outside(name, field, problems)
        return str(folder / given.name)

    def _holds(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self.roots)

    def _outside(self, name: str, field: str, problems: list[Problem]) -> str:
        allowed = f"a file under {' or '.join(map(str, self.roots))}"
        problems.append(Problem(field, name, allowed))
        return ""


def folders_of(given: Sequence[str]) -> Folders:
    """The folders of a command line, the current one where none is given. Raises `UsageError` for what is none."""
    wanted = [*given] or ["."]
    problems = [Problem("root", name, "a folder that exists") for name in wanted if not _is_folder(name)]
    if problems:
        raise UsageError(problems)
    return Folders(tuple(Path(name).resolve() for name in wanted))


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except ValueError:  # a NUL
        return False
