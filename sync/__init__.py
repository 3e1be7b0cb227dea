"""From a schedule to the booking API and back.

What is exported here is loaded when it is first used, so that a preview, which asks no network, loads no HTTP library.
Only `apply` and `verify` are loaded at once: they share their names with the modules that they live in.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from sync.apply import apply
from sync.verify import verify

if TYPE_CHECKING:
    from sync.apply import Result, World, resume
    from sync.errors import (
        ApiUnavailable,
        BadInput,
        CallFailed,
        Forbidden,
        FormNotSupported,
        JournalRefused,
        JournalUnwritable,
        NotAuthorised,
        NotFound,
        OutcomeUnknown,
        PlanRefused,
        RateLimited,
        ReadOnly,
        Refused,
        SyncError,
        WireError,
    )
    from sync.events import CodeNeeded, Deleted, Event, Login, Service
    from sync.fleet import Fleet, fleet_text, read_fleet
    from sync.http_api import HttpApi, Settings
    from sync.journal import Journal, target_lock
    from sync.memory_api import MemoryApi
    from sync.others import Unsettled, unsettled
    from sync.outcome import Answer, Outcome, Reason
    from sync.pace import Pace
    from sync.plan import Form, Manner, Plan, Recipe, Versions, make_plan
    from sync.planfile import class_of, digest_of, plan_text, read_plan
    from sync.port import BookingApi
    from sync.requests import ByDates, ByParameters, ByStrategy, Force, Request
    from sync.secret import Secret
    from sync.snapshot import Snapshot, read_snapshot, snapshot_document
    from sync.steps import Ending, Mode, OnConflict
    from sync.target import Target
    from sync.undo import apply_undo, undo_plan
    from sync.verify import Verification
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
    "Ending",
    "Event",
    "Fleet",
    "Forbidden",
    "Force",
    "Form",
    "FormNotSupported",
    "Generation",
    "HttpApi",
    "Journal",
    "JournalRefused",
    "JournalUnwritable",
    "Login",
    "Manner",
    "MemoryApi",
    "Mode",
    "NotAuthorised",
    "NotFound",
    "OnConflict",
    "Outcome",
    "OutcomeUnknown",
    "Pace",
    "Plan",
    "PlanRefused",
    "RateLimited",
    "ReadOnly",
    "Reason",
    "Recipe",
    "Refused",
    "Request",
    "Result",
    "Secret",
    "Service",
    "Settings",
    "Snapshot",
    "SyncError",
    "Target",
    "Unsettled",
    "Verification",
    "Versions",
    "WireError",
    "World",
    "apply",
    "apply_undo",
    "class_of",
    "digest_of",
    "fleet_text",
    "make_plan",
    "plan_text",
    "read_fleet",
    "read_plan",
    "read_snapshot",
    "resume",
    "snapshot_document",
    "target_lock",
    "undo_plan",
    "unsettled",
    "verify",
]

_HOMES = {
    "sync.apply": ("Result", "World", "resume"),
    "sync.journal": ("Journal", "target_lock"),
    "sync.others": ("Unsettled", "unsettled"),
    "sync.pace": ("Pace",),
    "sync.plan": ("Form", "Manner", "Plan", "Recipe", "Versions", "make_plan"),
    "sync.planfile": ("class_of", "digest_of", "plan_text", "read_plan"),
    "sync.snapshot": ("Snapshot", "read_snapshot", "snapshot_document"),
    "sync.steps": ("Ending", "Mode", "OnConflict"),
    "sync.undo": ("apply_undo", "undo_plan"),
    "sync.verify": ("Verification",),
    "sync.fleet": ("Fleet", "fleet_text", "read_fleet"),
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
