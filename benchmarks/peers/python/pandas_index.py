"""How pandas is asked: as an index of each rule's dates, made in the call, questions included."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from benchmarks.peers.python.asking import Peer, Rule, answer

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def made(rule: Rule) -> pd.DatetimeIndex:
    """All dates of a rule."""
    if rule.frequency == "WEEKLY":
        return _weekly(rule)
    if rule.frequency == "DAILY":
        return pd.date_range(rule.start, rule.until, freq=f"{rule.interval}D")
    unit = "M" if rule.frequency == "MONTHLY" else "Y"
    return _monthly(rule, pd.period_range(rule.start, rule.until, freq=f"{rule.interval}{unit}"))


def _weekly(rule: Rule) -> pd.DatetimeIndex:
    if rule.interval == 1:
        midnight = pd.Timestamp(rule.start).normalize()
        mask = " ".join(DAYS[day - 1] for day in rule.days)
        return pd.bdate_range(midnight, rule.until, freq="C", weekmask=mask) + (rule.start - midnight)
    first, *others = (pd.date_range(date, rule.until, freq=f"{rule.interval * 7}D") for date in rule.firsts())
    return first.append(others).sort_values()


def _monthly(rule: Rule, periods: pd.PeriodIndex) -> pd.DatetimeIndex:
    """The start's day of each month or, in a year, of its month; months that lack it give the next one's, and are left out."""
    days = (rule.start - periods[0].start_time.to_pydatetime()) / timedelta(days=1)
    dates = periods.to_timestamp() + timedelta(days=days)
    return dates[dates.day == rule.start.day] if rule.start.day > 28 else dates


def how_many(rule: Rule) -> int:
    """How many dates from `first` to `last`."""
    first, end = made(rule).searchsorted([rule.first, rule.last])
    return int(end - first)


def after(rule: Rule) -> pd.DatetimeIndex:
    """The first date after `first`."""
    dates = made(rule)
    place = dates.searchsorted(rule.first, side="right")
    return dates[place : place + 1]


def seconds(dates: pd.DatetimeIndex) -> Sequence[int]:
    """Seconds since 1970."""
    found: list[int] = dates.to_numpy("datetime64[s]").astype("int64").tolist()
    return found


if __name__ == "__main__":
    answer(Peer(f"pandas {pd.__version__}", made, seconds, how_many, after))
