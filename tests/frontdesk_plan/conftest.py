"""A studio with a terminal for each test; tokens are canaries, and nothing that is shown or written holds one."""

import pytest

from sync.emulator.running import Emulator
from tests.frontdesk_net.conftest import emulator, nothing_tells, plain_terminal, shell, start
from tests.frontdesk_net.running import Terminal, environment
from tests.frontdesk_plan.shop import SharedTime, Shop

__all__ = ["emulator", "nothing_tells", "plain_terminal", "shell", "start"]


@pytest.fixture
def shop(emulator: Emulator, shell: Terminal) -> Shop:
    """A shop whose time is the service's too, with a settle time of ten seconds."""
    time = shell.time = SharedTime(emulator)
    shell.environ |= environment(emulator, RECUR_SETTLE="10")
    return Shop(emulator, shell, time)
