"""Ten thousand schedules of misfortune, and every seed that ever broke something.

A failure names its seed; `python -m tests.simulation SEED` tells the same story again, step by step.
"""

from __future__ import annotations

import os

import pytest

from tests.simulation.schedules import run_seed

SCHEDULES = int(os.environ.get("RECUR_SCHEDULES", "10000"))
BATCHES = 20

FOUND = {
    8: "a look that began before the settle time was over counted as one after it",
    12: "a date that had passed during the run was reported as missing, for the search hid it",
    14: "two looks one after the other proved an event absent that a lagging search did not show yet",
    18: "a resend that did not leave made an unknown date a planned one",
    227: "an empty search was suspicious although all that was to be seen had passed",
    232: "an answer that was never recorded must count as unknown",
    387: "later chunks were asked for while a date was unresolved",
    591: "nothing but passed events had ever been seen",
    1801: "a conflict is final: nothing of it comes late",
    1949: "an event that somebody moved to another planned date was taken for that date's own",
    1985: "a strict resume asked again for what only a resend may ask for",
    41796: "a class of somebody else's that no search had shown yet is nobody's fault",
    31716: "every date in conflict, one resume after the other",
}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_schedule_of_misfortune_breaks_a_promise(batch: int) -> None:
    for seed in range(batch, SCHEDULES, BATCHES):
        try:
            run_seed(seed)
        except Exception as error:
            error.add_note(f"replay: python -m tests.simulation {seed}")
            raise


@pytest.mark.parametrize("seed", FOUND)
def test_a_seed_that_once_broke_a_promise_keeps_it(seed: int) -> None:
    run_seed(seed)
