"""Fleets: many locations planned in one file, agreed to at once, worked through one plan after the other."""
