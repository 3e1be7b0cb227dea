"""Tests that exist already, run for longer: so many passed, so many examples of each law.

`python -m tests.campaign.suites FIGURE SEED EXAMPLES TEST …` runs the tests; laws get so many examples from this seed, and
FIGURE is then how many each of them had. With EXAMPLES 0 it is how many tests passed. A failed test is a finding.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import pytest

from tests.campaign.said import say

QUIET = ("-q", "-p", "no:cacheprovider", "--timeout=0", "--no-header", "--tb=short", "-rN")


class Watch:
    """Counts what passes, and the examples of each law that end well."""

    def __init__(self) -> None:
        self.passed, self.failed = list[str](), list[str]()
        self.examples = Counter[str]()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Count inside each law."""
        laws = {
            item.originalname or item.name: item.obj for item in items if isinstance(item, pytest.Function)
        }
        for name, law in laws.items():
            if hasattr(law, "hypothesis"):
                law.hypothesis.inner_test = self._counting(name, law.hypothesis.inner_test)

    def _counting(self, name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(inner)
        def counted(*args: Any, **named: Any) -> Any:  # noqa: ANN401  as the law has it
            found = inner(*args, **named)
            self.examples[name] += 1
            return found

        return counted

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One more that passed or failed."""
        if report.failed:
            last = str(report.longrepr).strip().splitlines()
            self.failed.append(f"{report.nodeid}: {' / '.join(last[-3:])}")
        elif report.when == "call" and report.passed:
            self.passed.append(report.nodeid)


def watched(tests: Sequence[str], seed: int = 0, examples: int = 0) -> Watch:
    """Run tests in this process."""
    watch = Watch()
    os.environ |= {"HYPOTHESIS_PROFILE": "campaign", "RECUR_EXAMPLES": str(examples or 500)}
    code = pytest.main([*QUIET, f"--hypothesis-seed={seed}", *tests], plugins=[watch])
    if code not in {0, 1}:
        watch.failed.append(f"pytest ended with {code}")
    return watch


if __name__ == "__main__":
    figure, first, many, *chosen = sys.argv[1:]
    seen = watched(chosen, int(first), int(many))
    say({figure: dict(seen.examples) if int(many) else len(seen.passed)}, seen.failed)
