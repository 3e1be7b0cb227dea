"""What can go wrong between us and the booking API, as facts.

SyncError
└── WireError    (also a ValueError) a document that is not what the API returns
"""

from collections.abc import Sequence

from recurrence.errors import Problem


class SyncError(Exception):
    """The root of every error that this package raises on purpose."""


class WireError(SyncError, ValueError):
    """A document that is not what the API returns: all its problems, each `field` a path such as `data[2].interval`.

    `path`, `value` and `allowed` are those of the first.

    >>> error = WireError([Problem("data[2].interval", "5", "an integer")])
    >>> error.path, error.value, str(error)
    ('data[2].interval', '5', "data[2].interval: '5' is not allowed; it takes an integer.")
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.path, self.value, self.allowed, _ = self.problems[0]
        super().__init__(self.problems)

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)
