"""What can go wrong between a person and the engine, as facts; `words/messages.py` puts them into words.

FrontdeskError            the process's exit code
├── UsageError       2    options that are wrong, missing or at odds: all problems at once
│   └── CommandLine  2    what the option parser itself could not read
├── FileError        2    an input file that cannot be read or is not what it should be
├── OutputRefused   73    an output file that must not or cannot be made
├── OutputFailed    74    writing failed half-way
├── AnotherRun      75    another run is at work on the same output
├── EngineFailed    69    an engine for distributed work that does not answer or cannot go on
├── NotApproved     65    a plan that nobody agreed to as it is: nothing was sent
├── NotConfirmed     2    a change that nobody agreed to: nothing was sent
└── ConfigurationError  78    no usable host, token or folder: nothing was sent
    ├── BadConfiguration      variables or settings of a profile that mean nothing: all problems at once
    ├── NoConnection          which host, or which token, is not said, or said twice
    ├── ProfileRefused        a profile's file that must not be trusted
    ├── StateRefused          a folder for state that must not be used
    └── LoginRefused     77   a login, password or partner token that the service does not accept
"""

from collections.abc import Sequence

from recurrence.errors import Problem

DONE = 0
DIFFERENT = 1
USAGE = 2
UNRESOLVED = 3
PLAN_REFUSED = 65
UNAVAILABLE = 69
INTERNAL = 70
CANNOT_CREATE = 73
IO_FAILED = 74
LATER = 75
NOT_AUTHORISED = 77
CONFIGURATION = 78
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


class AnotherRun(FrontdeskError):
    """An output that another run is working on."""

    exit_code = LATER

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


class EngineFailed(FrontdeskError):
    """An engine that does not do the work: where, why (a key of `bulk_words.ENGINE_FAULTS`), and the detail."""

    exit_code = UNAVAILABLE

    def __init__(self, address: str, fault: str, detail: str = "") -> None:
        self.address, self.fault, self.detail = address, fault, detail
        super().__init__(address, fault, detail)


class ContentError(FrontdeskError):
    """An input file that can be read but says something else than wanted: all problems, each with its path inside."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__(path, self.problems)


class NotApproved(FrontdeskError):
    """A plan file that was not agreed to: `fault` is digest, short, wrong, number or refused; what stands in the way."""

    exit_code = PLAN_REFUSED

    def __init__(self, path: str, fault: str, obstacles: Sequence[str] = ()) -> None:
        self.path, self.fault, self.obstacles = path, fault, tuple(obstacles)
        super().__init__(path, fault)


class NotConfirmed(FrontdeskError):
    """A change that was shown and not agreed to; `fault` a key of `messages.CONFIRMATION_FAULTS`."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(fault)


class ConfigurationError(FrontdeskError):
    """Environment and profile do not say how to reach a service. Nothing was sent."""

    exit_code = CONFIGURATION


class BadConfiguration(ConfigurationError):
    """Settings that mean nothing; each problem's field is a variable, or a key of a profile."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class NoConnection(ConfigurationError):
    """No host, no token or two hosts: `fault` a key of `messages.CONNECTION_FAULTS`, the profile, variables that bear on it."""

    def __init__(self, fault: str, profile: str = "", variables: Sequence[str] = ()) -> None:
        self.fault, self.profile, self.variables = fault, profile, tuple(variables)
        super().__init__(fault, profile)


class ProfileRefused(ConfigurationError):
    """A profile that is not read or written: which file, why (a key of `messages.PROFILE_FAULTS`), and details."""

    def __init__(self, path: str, fault: str, detail: str = "", right: str = "") -> None:
        self.path, self.fault, self.detail, self.right = path, fault, detail, right
        super().__init__(path, fault)


class StateRefused(ConfigurationError):
    """A state folder that is not used: which, why (a key of `messages.STATE_FAULTS`), and the detail."""

    def __init__(self, path: str, fault: str, detail: str = "") -> None:
        self.path, self.fault, self.detail = path, fault, detail
        super().__init__(path, fault)


class LoginRefused(ConfigurationError):
    """Login, password or partner token are not accepted: the status, and the service's words."""

    exit_code = NOT_AUTHORISED

    def __init__(self, status: int | None, message: str) -> None:
        self.status, self.message = status, message
        super().__init__(status)
