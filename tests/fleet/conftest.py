"""Two studios with a terminal for each test; tokens are canaries, and nothing that is shown or written holds one."""

import pytest

from sync.emulator.running import Emulator
from tests.fleet.chain import STUDIOS, Chain
from tests.frontdesk_net.conftest import Start, nothing_tells, plain_terminal, shell, start
from tests.frontdesk_net.running import Terminal, environment
from tests.frontdesk_plan.shop import SharedTime

__all__ = ["nothing_tells", "plain_terminal", "shell", "start"]


@pytest.fixture
def emulator(start: Start) -> Emulator:
    """The service of the two studios."""
    return start(STUDIOS)


@pytest.fixture
def chain(emulator: Emulator, shell: Terminal) -> Chain:
    """Both studios, their time that of the service, with a settle time of ten seconds."""
    time = shell.time = SharedTime(emulator)
    shell.environ |= environment(emulator, RECUR_SETTLE="10", RECUR_LOCATION="", RECUR_ZONE="")
    return Chain(emulator, shell, time)
