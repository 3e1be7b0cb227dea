"""Every test of the contract runs on every ground."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sync.port import BookingApi
from tests.contract.worlds import GROUNDS, Ground


@pytest.fixture(params=GROUNDS, ids=str)
def ground(request: pytest.FixtureRequest) -> Iterator[Ground]:
    """A fresh studio behind one of the apis."""
    with GROUNDS[request.param]() as made:
        yield made


@pytest.fixture
def api(ground: Ground) -> BookingApi:
    """The api of that ground."""
    return ground.api
