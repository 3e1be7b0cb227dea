"""What can be wrong with what the emulator is given before it starts: switches, fault lists, a seed.

A refusal of the emulated service is no error of ours: it is `Refused`, in `exchange.py`.
"""

from sync.errors import SyncError


class EmulatorError(SyncError, ValueError):
    """The emulator cannot start with this; `field` says where, `value` what was given, `allowed` what it takes."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        self.field, self.value, self.allowed = field, value, allowed
        super().__init__(field, value, allowed)

    def __str__(self) -> str:
        return f"{self.field}: {self.value!r} is not allowed; it takes {self.allowed}."
