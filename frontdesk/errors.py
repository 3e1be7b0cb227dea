"""What can go wrong between a person and the engine, as facts; `messages.py` puts them into words.

FrontdeskError            the process's exit code
├── UsageError       2    options that are wrong, missing or at odds: all problems at once
│   └── CommandLine  2    what the option parser itself could not read
├── FileError        2    an input file that cannot be read or is not what it should be
├── OutputRefused   73    an output file that must not or cannot be made
└── OutputFailed    74    writing failed half-way
"""

from collections.abc import Sequence

from recurrence.errors import Problem

DONE = 0
USAGE = 2
INTERNAL = 70
CANNOT_CREATE = 73
IO_FAILED = 74
INTERRUPTED = 130


class FrontdeskError(Exception):
    """The root of what the front desk raises on purpose."""

    exit_code = USAGE


class UsageError(FrontdeskError):
    """Options that are wrong, missing or at odds with each other."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class CommandLine(UsageError):
    """A command line that cannot be taken apart: how (a key of `messages.COMMAND_FAULTS`), the word, what there is."""

    def __init__(self, fault: str, word: str, known: Sequence[str] = ()) -> None:
        self.fault = fault
        self.word = word
        self.known = tuple(known)
        super().__init__([])


class FileError(FrontdeskError):
    """An input file: which, what is wrong with it (a key of `messages.FILE_FAULTS`), and the detail."""

    def __init__(self, path: str, fault: str, detail: object = "") -> None:
        self.path = path
        self.fault = fault
        self.detail = detail
        super().__init__(path, fault, detail)


class OutputRefused(FrontdeskError):
    """An output file that is not written: which, and why (a key of `messages.OUTPUT_FAULTS`)."""

    exit_code = CANNOT_CREATE

    def __init__(self, path: str, fault: str, detail: str = "") -> None:
        self.path = path
        self.fault = fault
        self.detail = detail
        super().__init__(path, fault, detail)


class OutputFailed(FrontdeskError):
    """Output that broke off: where to, and the system's reason."""

    exit_code = IO_FAILED

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(path, detail)


class ContentError(FrontdeskError):
    """An input file that can be read but says something else than wanted: all problems, each with its path inside."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(path, self.problems)
