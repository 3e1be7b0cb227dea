"""An `HttpApi` for tests: a pace that counts, a sleep that only remembers, a clock that stands still."""

from __future__ import annotations

from typing import Any

from sync.http_api import HttpApi, Settings
from sync.secret import Secret
from sync.wire.dialect import Generation
from tests.canaries.tokens import canary

PARTNER, USER = canary("partner"), canary("user")


class CountingPace:
    """Lets everything pass, and knows how much."""

    def __init__(self) -> None:
        self.waits = 0
        self.penalties: list[float] = []

    def wait(self) -> None:
        self.waits += 1

    def penalise(self, seconds: float) -> None:
        self.penalties.append(seconds)


class Rig:
    """An api, and what it did to the world around it."""

    def __init__(self, url: str, generation: Generation = Generation.V1, **settings: Any) -> None:  # noqa: ANN401  any setting
        self.pace = CountingPace()
        self.slept: list[float] = []
        self.api = HttpApi(
            url,
            generation,
            Secret(PARTNER),
            Secret(USER),
            pace=self.pace,
            sleep=self.slept.append,
            clock=lambda: 0.0,
            settings=Settings(**settings),
        )
