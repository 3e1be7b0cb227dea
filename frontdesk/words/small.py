"""The small words that everything shares: weekdays, counts of dates, lengths of time, offsets from UTC."""

from datetime import datetime, timedelta

from recurrence.strategy import WEEKDAYS


def weekday(moment: datetime) -> str:
    """The weekday in three letters.

    >>> weekday(datetime(2020, 9, 28))
    'Mon'
    """
    return WEEKDAYS[moment.isoweekday() % 7][:3]


def dates(number: int) -> str:
    """So many dates.

    >>> dates(1), dates(1200)
    ('1 date', '1,200 dates')
    """
    return f"{number:,} date{'' if number == 1 else 's'}"


def span(seconds: float) -> str:
    """A length of time, roughly.

    >>> span(0.4), span(61), span(3700)
    ('1 s', '2 min', '62 min')
    """
    return f"{max(round(seconds), 1)} s" if seconds < 60 else f"{-(-round(seconds) // 60)} min"


def offset(gap: timedelta) -> str:
    """An offset from UTC, with seconds only where it has some.

    >>> offset(timedelta(hours=2)), offset(-timedelta(minutes=210)), offset(timedelta(minutes=96, seconds=34))
    ('UTC+02:00', 'UTC-03:30', 'UTC+01:36:34')
    """
    sign, seconds = "-" if gap < timedelta(0) else "+", abs(int(gap.total_seconds()))
    text = f"UTC{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text
