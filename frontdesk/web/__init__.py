"""The local page: a read-only planner in the browser, on loopback only."""
