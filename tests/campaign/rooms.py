"""Places of `tests/frontdesk_plan/sweep.py` for the campaign: settle times are waited for, so that commits may come late."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.frontdesk_plan.sweep import DATES, FIRST, Place, control, service

SETTLE = 30
DAYS = [datetime.combine(FIRST, datetime.min.time()) + timedelta(days=n, hours=10) for n in range(DATES)]
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
"""Where files are: a kill loses nothing that was written, so nobody has to wait for a disk."""


@contextmanager
def rooms(most: int, mutant: str = "") -> Iterator[Iterator[Place]]:
    """As many places, each of its own location."""
    with TemporaryDirectory(dir=MEMORY) as folder, service(Path(folder), most) as url:
        yield (
            Place(url, number, Path(folder) / str(number), mutant, SETTLE) for number in range(1, most + 1)
        )


def heal(place: Place) -> dict[str, float]:
    """Whatever was to go wrong and did not is forgotten, and what was late has happened; what was used."""
    used = control(place.url, "GET", "faults")["used"]
    control(place.url, "DELETE", "faults")
    control(place.url, "POST", "clock", {"advance": 40.0 * SETTLE})
    assert isinstance(used, dict)
    return used
