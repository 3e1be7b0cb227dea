"""Sets how many examples a property gets: HYPOTHESIS_PROFILE is dev (the default), glance, ci, fixed, mutants or campaign."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "dev",
    max_examples=50,
    deadline=None,
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow],
)
EXAMPLES = int(os.environ.get("RECUR_EXAMPLES", "100000"))  # of one batch of the campaign
settings.register_profile(
    "campaign", settings.get_profile("dev"), max_examples=EXAMPLES, database=None, print_blob=True
)
settings.register_profile(  # the same code gets the same verdict; new examples are what dev and campaign look for
    "ci", settings.get_profile("dev"), max_examples=500, derandomize=True, database=None, print_blob=True
)
settings.register_profile("glance", settings.get_profile("ci"), max_examples=15)  # for the other Pythons
settings.register_profile(  # for the tests of the tests: the same examples every time, and a failure is enough
    "fixed",
    settings.get_profile("dev"),
    max_examples=300,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile(
    "mutants", settings.get_profile("fixed"), max_examples=50
)  # for C12 of the campaign

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
