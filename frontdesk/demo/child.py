"""`python -m frontdesk.demo.child NOW VERB …`: one command line in a process of its own, at the story's time.

The story kills it: what it was doing is then known to nobody but its journal and the service.
"""

import sys
from datetime import datetime

from frontdesk.cli import main
from frontdesk.shell.compose import desk


def run() -> int:
    """Run the command line; its exit code."""
    now = datetime.fromisoformat(sys.argv[1])
    return main(sys.argv[2:], desk()._replace(now=lambda: now))


if __name__ == "__main__":
    sys.exit(run())
