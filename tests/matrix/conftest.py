"""What every test of the matrix is held to: tokens are canaries, and nothing that it logs, shows or raises holds one.

A test hands `told` what it saw; the log of the whole process, down to DEBUG, is looked through besides.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.matrix.canaries import Told
from tests.sync.faulty import Faulty, serving


@pytest.fixture(autouse=True)
def told(caplog: pytest.LogCaptureFixture) -> Iterator[Told]:
    """Where a test puts what it saw; looked through at its end."""
    caplog.set_level(logging.DEBUG)
    collected = Told()
    yield collected
    collected.add(caplog.text, *(repr(record.__dict__) for record in caplog.records))
    assert collected.leaks() == []


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Faulty]:
    """Another listener, which redirects point to and nobody may visit."""
    with serving(lambda visit: visit.reset()) as server:
        yield server
