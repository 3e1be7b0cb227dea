"""How polars is asked: as a series of each rule's dates, made in the call, questions included."""

from collections.abc import Sequence

import polars as pl

from benchmarks.peers.python.asking import Peer, Rule, answer


def made(rule: Rule) -> pl.Series:
    """All dates of a rule."""
    if rule.frequency == "WEEKLY":
        return _weekly(rule)
    if rule.frequency == "MONTHLY" and rule.start.day > 28:
        return _late(rule)
    unit = {"DAILY": "d", "MONTHLY": "mo", "YEARLY": "y"}[rule.frequency]
    return pl.datetime_range(rule.start, rule.until, f"{rule.interval}{unit}", eager=True)


def _weekly(rule: Rule) -> pl.Series:
    if rule.interval == 1:
        days = pl.datetime_range(rule.start, rule.until, "1d", eager=True)
        return days.filter(days.dt.weekday().is_in(list(rule.days)))
    every = f"{rule.interval}w"
    return pl.concat(
        [pl.datetime_range(date, rule.until, every, eager=True) for date in rule.firsts()]
    ).sort()


def _late(rule: Rule) -> pl.Series:
    """The 29th to the 31st: counted from the first of each month, where they are in it."""
    day = rule.start.day
    firsts = pl.datetime_range(rule.start.replace(day=1), rule.until, f"{rule.interval}mo", eager=True)
    dates = firsts.dt.offset_by(f"{day - 1}d")
    return dates.filter(dates.dt.day() == day)


def how_many(rule: Rule) -> int:
    """How many dates from `first` to `last`."""
    return int(made(rule).is_between(rule.first, rule.last).sum())


def after(rule: Rule) -> pl.Series:
    """The first date after `first`."""
    dates = made(rule)
    return dates.filter(dates > rule.first).head(1)


def seconds(dates: pl.Series) -> Sequence[int]:
    """Seconds since 1970."""
    return dates.dt.epoch("s").to_list()


if __name__ == "__main__":
    answer(Peer(f"polars {pl.__version__}", made, seconds, how_many, after))
