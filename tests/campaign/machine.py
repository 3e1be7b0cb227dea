"""C5: the state machine of `property_tests/test_apply_machine.py`, longer: `python -m tests.campaign.machine SEED EXAMPLES`.

Every step of every example is counted by its rule, so that a rule which is hardly ever reached shows.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from property_tests.test_apply_machine import Misfortune
from tests.campaign.said import say

STEPS = 50


def counting(machine: type[RuleBasedStateMachine]) -> Counter[str]:
    """The counter of a machine's rules, from now on."""
    steps: Counter[str] = Counter({rule.function.__name__: 0 for rule in machine.setup_state().rules})

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def called(*args: Any, **named: Any) -> Any:  # noqa: ANN401  as the rule has it
            steps[function.__name__] += 1
            return function(*args, **named)

        return called

    for rule in machine.setup_state().rules:
        object.__setattr__(rule, "function", counted(rule.function))
    return steps


def run(
    machine: type[RuleBasedStateMachine], first: int, examples: int
) -> tuple[dict[str, object], list[str]]:
    """So many examples from a seed: how many there were, the steps of each rule, and what broke."""
    starts = list[int]()

    class Counted(machine):  # type: ignore[misc,valid-type]  # a machine like the one that is given
        def __init__(self) -> None:
            super().__init__()
            starts.append(1)

    steps = counting(Counted)

    how = settings(
        max_examples=examples, stateful_step_count=STEPS, database=None, deadline=None, print_blob=True,
        phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(seed(first)(Counted), settings=how)
    except Exception as error:  # noqa: BLE001  whatever the machine raises is a finding
        notes = " / ".join(getattr(error, "__notes__", []))
        return {}, [f"{type(error).__name__} {error}: {notes}"[:3000]]
    return {"examples": len(starts), "steps": dict(steps)}, []


if __name__ == "__main__":
    say(*run(Misfortune, int(sys.argv[1]), int(sys.argv[2])))
