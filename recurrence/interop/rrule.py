"""Rules of RFC 5545 (RRULE) both ways: `to_rrule` says a strategy as one, `from_rrule` holds one as a strategy."""

from recurrence.interop.rrule_reading import Held, from_rrule
from recurrence.interop.rrule_writing import RuleText, to_rrule

__all__ = ["Held", "RuleText", "from_rrule", "to_rrule"]
