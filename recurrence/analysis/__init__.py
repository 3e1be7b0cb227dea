"""Questions about plans, answered offline and purely."""

from recurrence.analysis.advise import Advice, Reason, advise
from recurrence.analysis.ambiguity import Ambiguity, Group, ambiguity
from recurrence.analysis.calibrate import Calibration, Observation, calibrate
from recurrence.analysis.compare import Difference, How, Moved, compare
from recurrence.analysis.explain import Explanation, explain
from recurrence.analysis.lint import Finding, Fix, Trap, are_equal, lint
from recurrence.analysis.probing import Probe, probe
from recurrence.analysis.readings import EVERY, Readings, where

__all__ = [
    "EVERY",
    "Advice",
    "Ambiguity",
    "Calibration",
    "Difference",
    "Explanation",
    "Finding",
    "Fix",
    "Group",
    "How",
    "Moved",
    "Observation",
    "Probe",
    "Readings",
    "Reason",
    "Trap",
    "advise",
    "ambiguity",
    "are_equal",
    "calibrate",
    "compare",
    "explain",
    "lint",
    "probe",
    "where",
]
