"""What `recur --version` says: recur's own version, and those of the data and libraries that dates depend on.

Decides the list. Nothing is loaded that is only asked for its version, but the tz database, which is one module of data.
"""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

MISSING = "not installed"


def versions_told() -> str:
    """One line each; recur's own first."""
    return "".join(f"{name} {told}\n" for name, told in _versions())


def _versions() -> Iterator[tuple[str, str]]:
    from recurrence.walltime import tz_version

    yield "recur", version("recur")
    yield "tz database", tz_version()
    yield "holidays", _version("holidays")
    yield "dateutil", _version("python-dateutil")
    yield "Python", platform.python_version()


def _version(distribution: str) -> str:
    """The version of a library; an extra may be missing."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return MISSING
