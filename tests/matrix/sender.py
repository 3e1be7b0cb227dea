"""A process that reads one event over and over with the real client, at the pace that all share, until it is killed.

python -m tests.matrix.sender URL DIRECTORY EVENT
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sync.pace import Pace
from sync.target import Target
from tests.matrix.studio import LOCATION, Client


def main(url: str, directory: str, event: int) -> None:
    """Read until killed; any error ends the process, which the test notices."""
    pace = Pace(Path(directory), "loopback", time.monotonic, time.sleep)
    api = Client(url, pace=pace).api
    while True:
        api.event(Target(LOCATION, event))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
