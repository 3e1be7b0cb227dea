"""Questions about plans, answered offline and purely."""

from recurrence.analysis.ambiguity import Ambiguity, Group, ambiguity
from recurrence.analysis.readings import EVERY, Readings, where

__all__ = ["EVERY", "Ambiguity", "Group", "Readings", "ambiguity", "where"]
