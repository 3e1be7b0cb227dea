"""Starts emulators for tests: each stops with its test, which fails if an instruction was left over."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from sync.emulator.running import Emulator, running_emulator
from sync.emulator.switches import Switches
from tests.emulator.studio import ACCESS, Client, clock, studio

Start = Callable[..., Emulator]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts an emulator: the studio, its access, a clock that stands still and no rate limit, unless given."""
    with ExitStack() as running:

        def started(seed: Any = None, **options: Any) -> Emulator:  # noqa: ANN401  running_emulator's own options
            options = {"access": ACCESS, "clock": clock(), "switches": Switches(rate_limit="off"), **options}
            return running.enter_context(running_emulator(seed or studio(), **options))

        yield started


@pytest.fixture
def client(start: Start) -> Client:
    """A client of an emulator as it is by default."""
    return Client(start().port)
