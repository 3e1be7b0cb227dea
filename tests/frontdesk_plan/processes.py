"""Command lines of a shop in processes of their own, with signals, limits and an environment."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.canaries.said import keep
from tests.frontdesk_net.running import Done
from tests.frontdesk_plan.shop import Shop

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


class Process:
    """A command line in a process of its own, in the current folder."""

    def __init__(self, shop: Shop, *words: str, **more: str) -> None:
        path = os.pathsep.join(filter(None, (more.pop("PYTHONPATH", ""), str(ROOT))))
        environ = {**os.environ, **shop.recur.environ, **more, "PYTHONPATH": path}
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "tests.frontdesk_plan.victim", *words],
            env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._shown = shop.recur.written

    def when(self, so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not so():
            assert self.popen.poll() is None, self.popen.communicate()
            assert time.monotonic() < end
            time.sleep(0.01)

    def signal(self, number: int) -> None:
        self.popen.send_signal(number)

    def ended(self) -> Done:
        out, err = self.popen.communicate(timeout=PATIENCE)
        self._shown += [out, err]
        keep([out, err])
        return Done(self.popen.returncode, out, err)


def run(shop: Shop, *words: str, **more: str) -> Done:
    return Process(shop, *words, **more).ended()
