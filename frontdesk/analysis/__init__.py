"""Questions about dates, answered offline: explained, compared, inferred, checked for traps, clashes and calibrated."""
