"""The log as bytes: what was written is read again, and what is torn, altered or foreign says nothing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as generate

from sync.pace import LONGEST_PENALTY, Log, decode, encode, unknown_past

times = generate.floats(0, 1e9)
logs = generate.builds(
    Log, generate.lists(times, max_size=20).map(lambda sends: tuple(sorted(sends))), generate.floats(0, 1e9)
)
BOOT = "0f6b4c1e-2f4b-4a53-9d5c-6a4c2e9b7d10"
LOG = Log((10.5, 11.000000001, 12.25), 13.0)


@given(logs, generate.sampled_from(["", BOOT]))
def test_what_was_written_is_read_again_to_the_last_bit(log: Log, boot: str) -> None:
    assert decode(encode(log, boot), boot, 1e9) == log


@pytest.mark.parametrize("length", range(len(encode(LOG, BOOT))))
def test_a_torn_log_is_an_unknown_past(length: int) -> None:
    assert decode(encode(LOG, BOOT)[:length], BOOT, 20.0) is None


def test_any_flipped_bit_makes_an_unknown_past() -> None:
    data = encode(LOG, BOOT)
    assert decode(data, BOOT, 20.0) == LOG
    for place in range(len(data)):
        for bit in range(8):
            flipped = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            assert decode(flipped, BOOT, 20.0) is None, (place, bit)


@given(generate.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    assert decode(data, BOOT, 20.0) is None


@pytest.mark.parametrize(
    "log",
    [
        Log((math.nan,), 0.0),
        Log((-math.inf,), 0.0),
        Log((math.inf,), 0.0),
        Log((1.0,), math.nan),
        Log((1.0,), math.inf),
        Log((2.0, 1.0), 0.0),
        Log((21.0,), 0.0),
        Log((), 20.1 + LONGEST_PENALTY),
    ],
)
def test_times_that_cannot_be_are_an_unknown_past(log: Log) -> None:
    assert decode(encode(log, BOOT), BOOT, 20.0) is None


@pytest.mark.parametrize("body", [b"", b"b1\n", b"b1\nx\n", b"b1\n1.0\n\n", b"\xff\n1.0\n"])
def test_a_body_that_is_no_log_is_an_unknown_past_even_when_its_checksum_fits(body: bytes) -> None:
    from zlib import crc32

    assert decode(f"recur-pace/1 {crc32(body):08x}\n".encode() + body, "b1", 20.0) is None


def test_times_of_another_boot_are_an_unknown_past() -> None:
    assert decode(encode(LOG, BOOT), "another boot", 20.0) is None


def test_where_boots_have_no_names_times_ahead_of_now_are_an_unknown_past() -> None:
    assert decode(encode(LOG, ""), "", 12.0) is None
    assert decode(encode(LOG, ""), "", 12.25) == LOG


def test_a_penalty_that_still_runs_is_no_sign_of_another_boot() -> None:
    log = Log((20.0,), 20.0 + LONGEST_PENALTY)
    assert decode(encode(log, BOOT), BOOT, 20.0) == log


def test_the_log_of_a_full_window_is_a_few_kilobytes() -> None:
    assert len(encode(unknown_past(1e7 / 3), BOOT)) < 5000
