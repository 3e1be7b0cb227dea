"""C9: a plan that is not the one that was agreed to: `python -m tests.campaign.seals bytes|edits|digests SEED`.

bytes: every byte of a plan file, each of its bits flipped. edits: 1,000 changes of what it says, its old digest kept.
digests: absent, cut, foreign and malformed agreements. None may be accepted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from sync.errors import BadInput, PlanRefused, WireError
from sync.plan import Form
from sync.planfile import approves, digest_of, plan_text, read_plan
from tests.campaign.said import say
from tests.simulation.plans import plan_of

EDITS = 1000
PLANS = {
    "dates": plan_of(3, present=0),
    "strategy": plan_of(3, form=Form.STRATEGY),
    "parameters": plan_of(3, form=Form.PARAMETERS),
}
OTHERS: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    [],
    {},
    "2027-05-01T10:00:00",
    10**12,
    "\u0435",
)


def refused(file: bytes) -> bool:
    """Whether reading ends with an error of ours; another error is a finding of its own."""
    try:
        read_plan(file)
    except (PlanRefused, WireError, BadInput):
        return True
    return False


def leaves(document: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where a document has values, and where it has collections."""
    yield path
    children = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, child in children:
        yield from leaves(child, (*path, key))


def edited(file: bytes, rng: Random) -> bytes:
    """The file with one thing in it said differently: another value, nothing at all, twice, or under another name."""
    document: Any = json.loads(file)
    path = rng.choice([path for path in leaves(document) if path])
    *way, last = path
    place = document
    for key in way:
        place = place[key]
    old = json.dumps(place[last], sort_keys=True)
    deed = rng.choice(("value", "value", "value", "gone", "more"))
    if deed == "value":
        place[last] = rng.choice([one for one in OTHERS if json.dumps(one) != old])
    elif deed == "gone":
        del place[last]
    elif isinstance(place, list):
        place.append(json.loads(old))
    else:
        place[f"{last}_"] = json.loads(old)
    return json.dumps(document).encode()


def flips(refuses: Callable[[bytes], bool]) -> tuple[dict[str, object], list[str]]:
    """Every bit of every byte of three plans."""
    count, found = 0, list[str]()
    for name, plan in PLANS.items():
        file = plan_text(plan).encode()
        for place in range(len(file)):
            for bit in range(8):
                changed = bytearray(file)
                changed[place] ^= 1 << bit
                count += 1
                if not refuses(bytes(changed)):
                    found.append(f"{name}: accepted with bit {bit} of byte {place} flipped")
    return {"flips": count, "bytes": count // 8}, found


def edits(seed: int, refuses: Callable[[bytes], bool]) -> tuple[dict[str, object], list[str]]:
    """A thousand edits."""
    rng = Random(seed)
    files = [plan_text(plan).encode() for plan in PLANS.values()]
    tries = [edited(rng.choice(files), rng) for _ in range(EDITS)]
    return {"edits": EDITS}, [f"accepted: {one.decode()[:200]}" for one in tries if not refuses(one)]


def digests() -> tuple[dict[str, object], list[str]]:
    """Agreements to something else, or to nothing."""
    plan, other = PLANS["dates"], PLANS["strategy"]
    own, foreign = digest_of(plan), digest_of(other)
    wide = "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in own)
    cases = [own[:length] for length in range(12)] + [
        foreign, foreign[:12], own.upper(), own + "0", own[1:], own[::-1], f" {own}", f"{own}\n", wide, "0" * 64,
        "*", own[:11] + "?", own[:12] + foreign[12:], f"sha256:{own}", "None",
    ]  # fmt: skip
    kept = [case for case in cases if case != own]
    return {"digests": len(kept)}, [f"agrees: {case!r}" for case in kept if approves(case, plan)]


if __name__ == "__main__":
    kind, number = sys.argv[1], int(sys.argv[2])
    work = {"bytes": lambda: flips(refused), "edits": lambda: edits(number, refused), "digests": digests}
    say(*work[kind]())
