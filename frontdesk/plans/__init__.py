"""Plans on their way: made, agreed to, run, told while they run."""
