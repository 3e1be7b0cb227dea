"""`python -m tests.frontdesk_plan.service SEED`: an emulator that knows canaries, in a process of its own."""

import sys
from pathlib import Path

from sync.emulator.access import Access, Partner, User
from sync.emulator.running import build, serve
from sync.emulator.switches import Switches
from tests.canaries.tokens import canary, password

PARTNER, USER = canary("partner"), canary("user")
ACCESS = Access((Partner(PARTNER),), (User(1, "user@example.com", password("sweep"), USER),))
SWITCHES = Switches(rate_limit="off", same_class="allow")  # or the service itself would keep us from doubling

if __name__ == "__main__":
    serve(
        build(Path(sys.argv[1]), access=ACCESS, switches=SWITCHES),
        announce=lambda url: print(url, flush=True),
    )
