"""`python -m tests.frontdesk_plan.victim VERB …`: one command line in a process of its own, at a pace that tests can wait for.

Faults come in through the environment of the test alone: `LIMIT` is the size that no file may exceed (a full disk).
"""

import os
import resource
import signal
import sys
from functools import partial

from frontdesk.cli import main
from frontdesk.service import connection
from sync import pace

if __name__ == "__main__":
    pace.FULL_SECOND = 0.0
    connection.Pace = partial(pace.Pace, spacing=0.01, most=1000, per=1.0)  # type: ignore[assignment,attr-defined]
    if limit := os.environ.get("LIMIT"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    sys.exit(main())
