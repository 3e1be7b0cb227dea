"""Questions about plans, answered offline and purely."""

from recurrence.analysis.ambiguity import Ambiguity, Group, ambiguity

__all__ = ["Ambiguity", "Group", "ambiguity"]
