"""The verbs of `recur`, one module each with `run(argv, desk) -> exit code`."""
