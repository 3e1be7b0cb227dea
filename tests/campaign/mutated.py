"""C11: files that are nearly right, to every reader: `python -m tests.campaign.mutated PARSER|all SEED COUNT`."""

from __future__ import annotations

import sys
from random import Random
from time import process_time

from tests.campaign.parsers import PARSERS, TYPED, Parser
from tests.campaign.said import say

LONGEST = 1.0
LARGEST = 6_000
PIECES = (
    b"\0", b"\r\n", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"[" * 40, b"{" * 40,
    b"NaN", b"Infinity", b"1e999", b"-1", b"0", b"9" * 30, b"9" * 5000, b"true", b"null", b"\xd9\xa5", b"2027-02-29", b"10000-01-01", b"24:00",
    b"W01-1", b"=", b";", b",", b":", b"../../etc/passwd", b"Europe", b"FREQ=SECONDLY", b"COUNT=999999999", b"UNTIL=99991231T235959Z", b"\t", b" " * 100,
)  # fmt: skip


def changed(data: bytes, other: bytes, rng: Random) -> bytes:
    """The bytes with one to four things done to them."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        place = rng.randrange(len(data) + 1)
        end = min(len(data), place + rng.choice((1, 1, 2, 8, 60)))
        deed = rng.randrange(7)
        if deed == 0 and data:
            place = min(place, len(data) - 1)
            data = data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]
        elif deed == 1:
            data = data[:place] + data[end:]
        elif deed == 2:
            data = data[:end] + data[place:]
        elif deed == 3:
            data = data[:place] + rng.choice(PIECES) + data[end:]
        elif deed == 4:
            data = data[:place] + rng.choice(PIECES) + data[place:]
        elif deed == 5:
            start = rng.randrange(len(other) + 1)
            data = data[:place] + other[start : start + rng.choice((2, 20, 200))] + data[end:]
        else:
            data = _number_changed(data, rng)
    return data[:LARGEST]


def _number_changed(data: bytes, rng: Random) -> bytes:
    digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    place = rng.choice(digits)
    return data[:place] + str(rng.choice((0, 1, 7, 31, 99, 2**31, 2**63))).encode() + data[place + 1 :]


def tried(name: str, parser: Parser, seed: int, count: int) -> tuple[dict[str, object], list[str]]:
    """So many mutated files to one reader: typed errors only, none that takes a second."""
    rng, found, accepted, longest = Random(f"{name} {seed}"), list[str](), 0, 0.0
    seeds = [one for one in parser.seeds if len(one) <= LARGEST] or [one[:LARGEST] for one in parser.seeds]
    for _ in range(count):
        data = changed(rng.choice(seeds), rng.choice(seeds), rng)
        began = process_time()
        try:
            parser.read(data)
            accepted += 1
        except TYPED:
            pass
        except Exception as error:  # noqa: BLE001  any other error is a finding
            found.append(f"{name}: {type(error).__name__} {error!s:.100} of {data[:400]!r}")
        longest = max(longest, process_time() - began)
        if process_time() - began > LONGEST:
            found.append(f"{name}: {process_time() - began:.1f} s for {data[:400]!r}")
    return {"files": {name: count}, "mutated": count, "accepted": accepted, "longest s": longest}, found


if __name__ == "__main__":
    chosen, first, many = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    say(*tried(chosen, PARSERS[chosen], first, many))
