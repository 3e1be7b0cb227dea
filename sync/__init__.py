"""From a schedule to the booking API and back.

What is exported here is loaded when it is first used, so that a preview, which asks no network, loads no HTTP library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.errors import (
        ApiUnavailable,
        BadInput,
        CallFailed,
        Forbidden,
        FormNotSupported,
        NotAuthorised,
        NotFound,
        OutcomeUnknown,
        RateLimited,
        ReadOnly,
        Refused,
        SyncError,
        WireError,
    )
    from sync.events import CodeNeeded, Deleted, Event, Login, Service
    from sync.http_api import HttpApi, Settings
    from sync.memory_api import MemoryApi
    from sync.outcome import Answer, Outcome, Reason
    from sync.port import BookingApi
    from sync.requests import ByDates, ByParameters, ByStrategy, Force, Request
    from sync.secret import Secret
    from sync.target import Target
    from sync.wire.dialect import Generation

__all__ = [
    "Answer",
    "ApiUnavailable",
    "BadInput",
    "BookingApi",
    "ByDates",
    "ByParameters",
    "ByStrategy",
    "CallFailed",
    "CodeNeeded",
    "Deleted",
    "Event",
    "Forbidden",
    "Force",
    "FormNotSupported",
    "Generation",
    "HttpApi",
    "Login",
    "MemoryApi",
    "NotAuthorised",
    "NotFound",
    "Outcome",
    "OutcomeUnknown",
    "RateLimited",
    "ReadOnly",
    "Reason",
    "Refused",
    "Request",
    "Secret",
    "Service",
    "Settings",
    "SyncError",
    "Target",
    "WireError",
]

_HOMES = {
    "sync.events": ("CodeNeeded", "Deleted", "Event", "Login", "Service"),
    "sync.http_api": ("HttpApi", "Settings"),
    "sync.memory_api": ("MemoryApi",),
    "sync.outcome": ("Answer", "Outcome", "Reason"),
    "sync.port": ("BookingApi",),
    "sync.requests": ("ByDates", "ByParameters", "ByStrategy", "Force", "Request"),
    "sync.secret": ("Secret",),
    "sync.target": ("Target",),
    "sync.wire.dialect": ("Generation",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name, from the module that has it; the rest are errors."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "sync.errors")), name)
