"""How pendulum is asked: as the list of an interval's range; several days a week are as many ranges, merged."""

from collections.abc import Sequence
from datetime import datetime
from heapq import merge
from importlib.metadata import version

import pendulum

from benchmarks.peers.python.asking import Peer, Rule, answer

UNITS = {"DAILY": "days", "MONTHLY": "months", "YEARLY": "years"}


def made(rule: Rule) -> list[pendulum.DateTime]:
    """All dates of a rule; the day that a month lacks comes as its last one, and is left out."""
    if rule.frequency == "WEEKLY":
        return list(merge(*(_range(date, rule, "weeks") for date in rule.firsts())))
    dates = _range(rule.start, rule, UNITS[rule.frequency])
    if rule.frequency == "DAILY" or rule.start.day <= 28:
        return dates
    return [date for date in dates if date.day == rule.start.day]


def _range(start: datetime, rule: Rule, unit: str) -> list[pendulum.DateTime]:
    whole = pendulum.interval(pendulum.instance(start, tz=None), pendulum.instance(rule.until, tz=None))
    return list(whole.range(unit, rule.interval))


def how_many(rule: Rule) -> int:
    """How many dates from `first` to `last`: the range has to be walked."""
    return sum(rule.first <= date for date in made(rule))


def seconds(dates: Sequence[datetime]) -> Sequence[int]:
    """Seconds since 1970."""
    return [round(date.replace(tzinfo=pendulum.UTC).timestamp()) for date in dates]


if __name__ == "__main__":
    answer(Peer("pendulum " + version("pendulum"), made, seconds, how_many))
