"""Questions about plans, answered offline and purely."""

from recurrence.analysis.advise import Advice, Reason, advise
from recurrence.analysis.ambiguity import Ambiguity, Group, ambiguity
from recurrence.analysis.calibrate import Calibration, Observation, calibrate
from recurrence.analysis.clashes import Against, Busy, By, Clash, clashes
from recurrence.analysis.compare import Difference, How, Moved, compare
from recurrence.analysis.explain import Explanation, explain
from recurrence.analysis.infer import Inference, Share, infer
from recurrence.analysis.infer_shapes import Pattern
from recurrence.analysis.lint import Finding, Fix, Trap, are_equal, lint
from recurrence.analysis.probing import Probe, probe
from recurrence.analysis.proposals import Choice, Proposal, Series, Way, Wishes, propose, take_first
from recurrence.analysis.readings import EVERY, Readings, where
from recurrence.analysis.whatif import Course, Figures, Range, Scenario, whatif
from recurrence.analysis.workhours import WorkHours

__all__ = [
    "EVERY",
    "Advice",
    "Against",
    "Ambiguity",
    "Busy",
    "By",
    "Calibration",
    "Choice",
    "Clash",
    "Course",
    "Difference",
    "Explanation",
    "Figures",
    "Finding",
    "Fix",
    "Group",
    "How",
    "Inference",
    "Moved",
    "Observation",
    "Pattern",
    "Probe",
    "Proposal",
    "Range",
    "Readings",
    "Reason",
    "Scenario",
    "Series",
    "Share",
    "Trap",
    "Way",
    "Wishes",
    "WorkHours",
    "advise",
    "ambiguity",
    "are_equal",
    "calibrate",
    "clashes",
    "compare",
    "explain",
    "infer",
    "lint",
    "probe",
    "propose",
    "take_first",
    "whatif",
    "where",
]
