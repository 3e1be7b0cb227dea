"""Sets how many examples a property gets: HYPOTHESIS_PROFILE is dev (the default), ci or campaign."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SLOW_IS_FINE = [HealthCheck.too_slow]

settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=500, print_blob=True)
settings.register_profile("campaign", settings.get_profile("ci"), max_examples=100_000)
settings.register_profile(
    "fixed", settings.get_profile("dev"), max_examples=500, derandomize=True, database=None
)  # for the tests of the tests: the same examples every time

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
