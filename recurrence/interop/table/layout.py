"""From plans to dates: all starts of many rows in one array, in the order of the rows.

The order costs next to nothing, since every start is fetched once, from a table of the few patterns that there are: the
days of one pattern, counted from its first active unit, serve every row with that pattern. A start is its day there, plus
the row's own beginning. Long runs are laid out by whole tiles of their pattern instead, those of months date by date.
Everything is in seconds since 1970, in int64.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from recurrence.interop.table.months import Drifts, Flags, Ints, Months
from recurrence.interop.table.planning import Plan
from recurrence.interop.table.weeks import Weeks, below, offsets

_DAY = 86_400
_EPOCH = 719_163  # the ordinal of 1970-01-01
_BLOCK = 1 << 15  # starts that are worked on together: they stay in the processor's cache
_VISITS = 1 << 16  # dates by months that are made together; up to sixteen times as many months are looked at
_LONG = 1 << 11  # a run of so many dates is laid out by itself
_TILE = 1 << 12


class Runs(NamedTuple):
    """Stretches of neighbouring dates of patterns of days and weeks: `dates` of them from number `first` on.

    `turn` says in which order they come: twice the row, and one more for what comes after a date that is left out.
    """

    turn: Ints
    origin: Ints
    period: Ints
    bits: Ints
    first: Ints
    dates: Ints
    clock: Ints

    def take(self, places: Ints | Flags) -> "Runs":
        """The runs at these places."""
        return Runs(*(field[places] for field in self))


Listed = tuple[Ints, Ints, Ints]
"""Rows, how many dates each has, and all of these."""


class Pieces(NamedTuple):
    """Stretches of a table: their turn, where they begin, how many starts they have, and what to add to these."""

    turn: Ints
    source: Ints
    dates: Ints
    base: Ints


def starts(plans: Sequence[Plan]) -> Ints:
    """The starts of the rows of some plans, row after row, each row's in order of time."""
    listed = [_listed(plan) for plan in plans if not isinstance(plan.cycles, Weeks)]
    return starts_of(joined([runs_of(plan) for plan in plans if isinstance(plan.cycles, Weeks)]), listed)


def starts_of(runs: Runs, listed: Sequence[Listed] = ()) -> Ints:
    """The starts of runs, and of rows whose starts are made already, in their turn."""
    long = runs.dates >= _LONG
    table, pieces = _table(runs.take(~long), listed)
    return _laid_out(table, pieces, runs.take(long))


# --- days and weeks -----------------------------------------------------------------------------------------------


def runs_of(plan: Plan) -> Runs:
    """The runs of a plan by days or weeks: one for each row, two where the source event's slot is left out in the middle (R10)."""
    assert isinstance(plan.cycles, Weeks)  # noqa: S101  its caller has asked
    whole = Runs(plan.rows * 2, *plan.cycles, plan.first, plan.dates, plan.clock)
    if plan.hole is None:
        return whole
    places = np.flatnonzero(plan.hole >= 0)
    dates, early = plan.dates.copy(), plan.hole[places]
    dates[places] = early
    late = whole.take(places)
    first, left = late.first + early + 1, late.dates - early
    return joined([whole._replace(dates=dates), late._replace(turn=late.turn + 1, first=first, dates=left)])


def joined(parts: Sequence[Runs]) -> Runs:
    """The runs that have dates."""
    if not parts:
        return Runs(*np.empty((7, 0), np.int64))
    runs = parts[0] if len(parts) == 1 else Runs(*map(np.concatenate, zip(*parts, strict=True)))
    return runs if runs.dates.all() else runs.take(runs.dates > 0)


def _table(runs: Runs, listed: Sequence[Listed]) -> tuple[Ints, Pieces]:
    """The days of all patterns, each as far as some run needs it, and the dates of months; and what to take of them."""
    size = below()[runs.bits * 8 + 7]
    block, place = divmod(runs.first, size)
    begins = runs.origin + block * runs.period
    base = (begins - _EPOCH) * _DAY + runs.clock * 60
    coded = pa.array(runs.period << 7 | runs.bits).dictionary_encode()
    pattern, kinds = coded.indices.to_numpy(), coded.dictionary.to_numpy()
    needed = np.zeros(len(kinds), np.int64)
    np.maximum.at(needed, pattern, place + runs.dates)
    tables, pieces = (
        [_days(kinds, needed)],
        [Pieces(runs.turn, place + (np.cumsum(needed) - needed)[pattern], runs.dates, base)],
    )
    done = len(tables[0])
    for rows, dates, values in listed:
        tables.append(values)
        nothing: Ints = np.zeros(len(rows), np.int64)
        pieces.append(Pieces(rows * 2, done + np.cumsum(dates) - dates, dates, nothing))
        done += len(values)
    return np.concatenate(tables), Pieces(*map(np.concatenate, zip(*pieces, strict=True)))


def _days(kinds: Ints, needed: Ints) -> Ints:
    """The first dates of patterns, in seconds from the beginning of their first period, one pattern after another."""
    period, bits = kinds >> 7, kinds & 127
    number = counted_up(needed)
    pattern = np.repeat(np.arange(len(kinds)), needed)
    block, place = divmod(number, below()[bits * 8 + 7][pattern])
    days: Ints = block * period[pattern] + offsets()[bits[pattern] * 8 + place]
    return days * _DAY


def counted_up(lengths: Ints) -> Ints:
    """0, 1, … for each length, one after another."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - lengths, lengths)


# --- months -------------------------------------------------------------------------------------------------------


def _listed(plan: Plan) -> Listed:
    """The rows of a plan by months, how many dates each has, and all of these."""
    found = [_seconds(part) for part in portions(plan, plan.dates, _VISITS)]
    return plan.rows, plan.dates, np.concatenate([*found, np.empty(0, np.int64)])


def portions(plan: Plan, weights: Ints, most: int) -> Iterator[Plan]:
    """The plan in parts whose rows weigh at most so much together, or that are one row."""
    ends = np.cumsum(weights)
    begin = 0
    while begin < len(ends):
        done = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, done + most, side="right")), begin + 1)
        yield plan.take(np.arange(begin, end))
        begin = end


def _seconds(plan: Plan) -> Ints:
    """The starts of a plan by months: every visited month looked at."""
    raw = plan.dates if plan.hole is None else plan.dates + (plan.hole >= 0)
    if isinstance(plan.cycles, Drifts):
        found = _drifting(plan, plan.cycles, raw)
    else:
        assert isinstance(plan.cycles, Months)  # noqa: S101  the third kind has been taken out
        found = _visited(plan.cycles, plan.since, raw)
    seconds = (found - _EPOCH) * _DAY + np.repeat(plan.clock * 60, raw)
    if plan.hole is None:
        return seconds
    return np.delete(seconds, (np.cumsum(raw) - raw + plan.hole)[plan.hole >= 0])


def _drifting(plan: Plan, drifts: Drifts, dates: Ints) -> Ints:
    """The days of patterns that lose their day: the parts of a row one after another."""
    order = np.arange(4 * len(dates)).reshape(4, -1).T.ravel()
    first, end = (span.ravel()[order] for span in drifts.spans(plan.first, plan.first + dates))
    parts, many = drifts.parts.take(order), end - first
    return parts.take(np.repeat(np.arange(len(many)), many)).landing(
        np.repeat(first, many) + counted_up(many)
    )


def _visited(months: Months, since: Ints, dates: Ints) -> Ints:
    """The days of other patterns: of as many visits as there must be for so many dates, those with a date, and no more."""
    many = months.enough(dates)
    visit = np.repeat(months.visits(since), many) + counted_up(many)
    days, lands = months.take(np.repeat(np.arange(len(many)), many)).dated(visit)
    if lands is None or (many is dates and lands.all()):
        return days
    so_far = np.concatenate([np.zeros(1, np.int64), np.cumsum(lands)])
    wanted = so_far[np.cumsum(many) - many] + dates
    return days[lands & (so_far[1:] <= np.repeat(wanted, many))]


# --- one array ----------------------------------------------------------------------------------------------------


def _laid_out(table: Ints, pieces: Pieces, long: Runs) -> Ints:
    """All pieces and long runs in their turn."""
    dates = np.concatenate([pieces.dates, long.dates])
    order = np.argsort(np.concatenate([pieces.turn, long.turn]), kind="stable")
    ends = np.cumsum(dates[order])
    out = np.empty(int(ends[-1]) if len(ends) else 0, np.int64)
    at = np.empty_like(ends)
    at[order] = ends - dates[order]
    inside = order[order < len(pieces.turn)]
    _fetch(table, Pieces(*(field[inside] for field in pieces)), at[inside], out)
    for run, begin in zip(
        zip(*(field.tolist() for field in long), strict=True), at[len(pieces.turn) :].tolist(), strict=True
    ):
        _, origin, period, bits, first, number, clock = run
        _tile(out[begin : begin + number], origin, period, bits, first, clock)
    return out


def _fetch(table: Ints, pieces: Pieces, at: Ints, out: Ints) -> None:
    """Fetch pieces of the table to where they belong, a block of neighbours at a time."""
    if not len(at):
        return
    steps = _counting(max(_BLOCK, int(pieces.dates.max())) * 2)
    for begin, end in _blocks(pieces.dates, at):
        dates, to = pieces.dates[begin:end], at[begin:end]
        low, high = int(to[0]), int(to[-1] + dates[-1])
        places = np.repeat(pieces.source[begin:end] - (to - low), dates)
        places += steps[: high - low]
        part = out[low:high]
        np.take(
            table, places, out=part, mode="clip"
        )  # the mode that needs no second copy; nothing is out of bounds
        part += np.repeat(pieces.base[begin:end], dates)


def _blocks(dates: Ints, at: Ints) -> Iterator[tuple[int, int]]:
    """Where to cut: pieces that are neighbours, and not too many dates of them."""
    gaps = np.flatnonzero(at[1:] != at[:-1] + dates[:-1]) + 1
    ends = np.cumsum(dates)
    full = np.searchsorted(ends, np.arange(_BLOCK, int(ends[-1]), _BLOCK))
    cuts = np.unique(np.concatenate([[0], gaps, full, [len(at)]])).tolist()
    return pairwise(cuts)


def _counting(size: int) -> Ints:
    return np.arange(size)


def _tile(out: Ints, origin: int, period: int, bits: int, first: int, clock: int) -> None:
    """One long run, by whole tiles of its pattern."""
    tile, rounds = _tile_of(period, bits)
    size, span = len(tile), rounds * period * _DAY
    number, place = divmod(first, size)
    base = (origin - _EPOCH) * _DAY + clock * 60 + number * span
    if place + len(out) <= size:
        np.add(tile[place : place + len(out)], base, out=out)
        return
    head = min(size - place, len(out))
    np.add(tile[place : place + head], base, out=out[:head])
    whole = (len(out) - head) // size
    bases = base + np.arange(1, whole + 1) * span
    np.add(tile, bases[:, None], out=out[head : head + whole * size].reshape(whole, size))
    rest = out[head + whole * size :]
    np.add(tile[: len(rest)], base + (whole + 1) * span, out=rest)


@lru_cache(maxsize=64)
def _tile_of(period: int, bits: int) -> tuple[Ints, int]:
    """Whole rounds of a pattern in seconds from its beginning, and how many they are."""
    size = int(below()[bits * 8 + 7])
    rounds = _TILE // size
    return _days(np.array([period << 7 | bits]), np.array([rounds * size])), rounds
