"""English: the texts about strategies, schedules, differences, explanations and traps, and the forms that facts take.

Decides words only. The texts have the names and places of `russian.py`.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time
from functools import partial

from recurrence.interop.tongue import Forms
from recurrence.slot import REASONS
from recurrence.strategy import WEEKDAYS

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)


def ordinal(number: int) -> str:
    """The number as an English ordinal.

    >>> [ordinal(number) for number in (2, 3, 11, 21, 112)]
    ['2nd', '3rd', '11th', '21st', '112th']
    """
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def listed(words: Sequence[str]) -> str:
    """Words as an English list.

    >>> listed(["Monday", "Wednesday", "Friday"])
    'Monday, Wednesday and Friday'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def day_text(day: date) -> str:
    """A day in short: weekday, day, month, year.

    >>> day_text(date(2020, 9, 28))
    'Mon 28 Sep 2020'
    """
    return f"{WEEKDAYS[day.isoweekday() % 7][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year:04d}"


def moment_text(at: datetime) -> str:
    """A date-time in short.

    >>> moment_text(datetime(2020, 9, 28, 10, 30))
    'Mon 28 Sep 2020 10:30'
    """
    return f"{day_text(at.date())} {at:%H:%M}" + (f":{at:%S}" if at.second else "")


def _counted(noun: str) -> Callable[[int], str]:
    return lambda number: f"{number:,} {noun}{'' if number == 1 else 's'}"


def _weekdays(days: Collection[int]) -> str:
    return listed([WEEKDAYS[day] for day in sorted(days, key=lambda day: (day - 1) % 7)])


def _weekdays_or_span(days: Collection[int]) -> str:
    return "Monday to Friday" if tuple(days) == _MONDAY_TO_FRIDAY else _weekdays(days)


def _span(ends: tuple[date, date]) -> str:
    return f"from {day_text(ends[0])} until {day_text(ends[1])}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


FORMS: Forms = {
    "n": "{:,}".format,
    "clock": "{:%H:%M}".format,
    "exact_clock": lambda clock: time.isoformat(clock).removesuffix(":00"),
    "day": day_text,
    "day_month": lambda day: f"{day.day} {MONTHS[day.month - 1]}",
    "moment": moment_text,
    "iso": partial(datetime.isoformat, sep=" ", timespec="minutes"),
    "span": _span,
    "month": _month,
    "year": lambda day: f"{day.year}",
    "weekday": WEEKDAYS.__getitem__,
    "weekdays": _weekdays,
    "weekdays_or_span": _weekdays_or_span,
    "ordinal": ordinal,
    "listed": listed,
    **{f"n_{unit}s": _counted(unit) for unit in ("day", "week", "month", "year")},
    "dates": _counted("date"),
    "sessions": _counted("session"),
}
"""What a text may ask for behind a colon."""

_UNITS = {"day": ("It", "day"), "week": ("Its week, from {first:day},", "day")} | {
    unit: (f"{{first:{unit}}}", unit) for unit in ("month", "year")
}
"""Each unit: how a text names the one that a day is in, and the form in which it names others."""


def _in_units() -> dict[str, str]:
    """What stands of each unit alike."""
    texts: dict[str, str] = {}
    for unit, (named, form) in _UNITS.items():
        cycle = f"the {{place:ordinal}} of a {{period:n}}-{unit} cycle counted from {{counted_from:{form}}}"
        begins = "begins" if unit == "week" else "is"
        texts |= {
            f"each.{unit}": f"Every {unit}",
            f"nth.{unit}": f"Every {{period:ordinal}} {unit}",
            f"in_unit.every.{unit}": f"Every {unit} counts",
            f"in_unit.active.{unit}": f"{named} is an active {unit}: {cycle}",
            f"in_unit.break.{unit}": f"{named} is a break {unit}: {cycle}",
            f"in_unit.following.{unit}": f"; the next active {unit} {begins} {{following:{form}}}",
            f"in_unit.past.{unit}": "; the calendar ends before the next active one",
        }
    return texts


_STRATEGY = {
    "no_dates": "No dates, since no weekday is given",
    "monday_to_friday": "{every} from Monday to Friday",
    "weekdays": "{every} on {days:weekdays}",
    "month_day": "{every} on day {day}{missing}",
    "year_day": "{every} on {day:day_month}{missing}",
    "missing.skip": " (months without it are left out)",
    "missing.clamp": " (or on the last day of a shorter month)",
    "missing.overflow": " (counted on into the next month where it is missing)",
    "missing.clamp_drift": " (cut to shorter months and then kept there)",
    "missing.overflow_drift": " (pushed into the next month where it is missing and then kept there)",
    "leap_day.skip": " (years without it are left out)",
    "leap_day.clamp": " (or on 28 February)",
    "leap_day.overflow": " (or on 1 March)",
    "leap_day.clamp_drift": " (on 28 February from the first year without it)",
    "leap_day.overflow_drift": " (on 1 March from the first year without it)",
    "at": " at {clock:clock}",
    "limits.till": ", {span:span}",
    "limits.count": ", from {start:day}, {count:dates}",
    "limits.both": ", {span:span}, at most {count:dates}",
    "left_out.first": ", first day left out",
    "left_out.last": ", last day left out",
    "left_out.both": ", first and last day left out",
    "number": ": {number:dates}",
    "number.of_count": ", {number:n} of them left",
    "count": "{count:dates}",
}

_SCHEDULE = {
    "of": "{sessions:sessions}",
    "of.pattern": "{number:n} as in the pattern",
    "of.added": "{number:n} added by hand",
    "of.moved": "{number:n} moved by hand",
    "of.shifted": "{number:n} shifted out of a gap of the clock",
    "of.off_closure": "{number:n} moved off a closed day",
    "of.appended": "{number:n} appended at the end",
    "left": "{number:n} left out",
    "left.dropped": "{number:n} by hand",
    "left.in_gap": "{number:n} in a gap of the clock",
    "left.closed": "{number:n} on a closed day",
    "left.no_place": "{number:n} on a closed day with no open and free day near",
    "left.taken": "{number:n} where the place is taken",
}

_DIFFERENCE = {
    "equal": "Equal: {unchanged:n} unchanged",
    "differs.added": "{number:n} added",
    "differs.removed": "{number:n} removed",
    "differs.moved": "{number:n} moved",
    "differs.unchanged": "{number:n} unchanged",
    "added": "{at:moment} is added",
    "removed": "{at:moment} is removed",
    "unchanged": "{at:moment} is unchanged",
    "moved.slot": "{old:moment} is moved to {new:moment}, the same slot of the pattern",
    "moved.day": "{old:moment} is moved to {new:moment}, the same day",
    "moved.near": "{old:moment} is moved to {new:moment}, another day",
}

_EXPLANATION = {
    "at_time.in": "{clock:clock} is the time of all dates",
    "at_time.out": "All dates are at {clock:clock}, not at {asked:exact_clock}",
    "on_weekday.none": "The strategy names no weekday, so it has no dates",
    "on_weekday.stands.in": "The strategy names no weekday, and that of {stands_in:day} stands in",
    "on_weekday.stands.out": (
        "The strategy names no weekday, and that of {stands_in:day} stands in; this is a {weekday:weekday}"
    ),
    "on_weekday.only": "{weekday:weekday} is a day of the strategy",
    "on_weekday.in": "{weekday:weekday} is a day of the strategy ({days:weekdays_or_span})",
    "on_weekday.out": "{weekday:weekday} is not a day of the strategy ({days:weekdays_or_span})",
    "month_day.in": "It is day {day} of its month, as meant",
    "month_day.out": "Day {day} is meant: ",
    "month_day.lost": "Since {lost_in:month}, which has no day {meant}, day {day} is meant",
    "month_day.lost.in": ", and it is that day",
    "month_day.lost.out": ": ",
    "month_day.falls": "the date of {month:month} is {lands:day}",
    "month_day.falls.none": "the date of {month:month} is none",
    "month_day.skip": "{month:month} has no day {day}, and that month is left out",
    "month_day.overflow": (
        "{month:month} has no day {day}, and it is counted on into the next month: {lands:day}"
    ),
    "month_day.clamp": "{month:month} has no day {day}, and its last day takes the place: {lands:day}",
    "begins": "The pattern goes from date to date, and begins {first:day}: there is nothing before",
    "from.in": "It is not before the first day, {start:day}",
    "from.out": "It is before the first day, {start:day}",
    "from.itself.in": "It is the first day itself, which counts",
    "from.itself.out": "It is the first day itself, which does not count",
    "till.in": "It is not after the last day, {till:day}",
    "till.out": "It is after the last day, {till:day}",
    "till.itself.in": "It is the last day itself, which counts",
    "till.itself.out": "It is the last day itself, which does not count",
    "counted.in": "It is number {number:n} of {limit:n} by the count",
    "counted.out": "It would be number {number:n}, and the count allows {limit:n}",
    "counted.last": "It would be number {number:n}, and the count allows {limit:n}, the last of them {last:moment}",
    "of_source.in": "It is the slot of the source event itself, which is made a second time",
    "of_source.out": "It is the slot of the source event itself, which is not made a second time",
    "ignored.interval": "The interval is ignored: this mode has no unit that it could count",
    "ignored.days": "The days are ignored: only mode 5 has them",
    "ignored.till": "The last day is ignored beside the count",
    "ignored.count": "The count is ignored beside the last day",
    "closed": "The day is closed",
    "closed.reason": "The day is closed: {reason}",
    "placed.out": "The schedule leaves {pattern:moment} out: {reason}",
    "placed.as_is": "The schedule has it as the pattern has it{clock}",
    "placed.here": "The schedule has a date here, {start:moment}: {reason}{clock}",
    "placed.elsewhere": "The schedule has it on {start:moment}: {reason}{clock}",
    "clock.ordinary": "",
    "clock.gap": ", at a time that the clock skips",
    "clock.fold": ", at a time that the clock shows twice",
}

_TRAPS = {
    "trap.title_period": 'The title says "{words}", and {so}. {fix}',
    "trap.no_unit": "mode {mode} has no unit to leave out: it is every week",
    "trap.nothing_out": "interval {interval} leaves nothing out: {every}",
    **{
        f"trap.leaves.{unit}": f"interval {{interval}} leaves {{interval:n_{unit}s}} out: {{every}}"
        for unit in ("day", "week", "month", "year")
    },
    "trap.day_seven": "There is no day 7: 0 is Sunday and 6 is Saturday. {fix}",
    "trap.day_seven.title": (
        'There is no day 7: 0 is Sunday and 6 is Saturday, and the title says "{words}". {fix}'
    ),
    "trap.day_numbers": 'The title says "{words}", and {numbers:listed} are {days:weekdays}: 0 is Sunday. {fix}',
    "trap.day_numbers.one": (
        'The title says "{words}", and {numbers:listed} is {days:weekdays}: 0 is Sunday. {fix}'
    ),
    "trap.days_ignored": "Days count in mode 5 only; {days:weekdays} change nothing here.",
    "trap.days_ignored.one": "Days count in mode 5 only; {days:weekdays} changes nothing here.",
    "trap.interval_ignored": (
        "Mode {mode} has no unit to leave out, and what interval {interval} does there is not said."
    ),
    "trap.same_as_weekdays": "The days are Monday to Friday, every week. {fix}",
    "trap.missing_day": (
        "Some months have no day {day}, and what happens then is not said. "
        "Dates sent one by one (form dates) leave nothing open."
    ),
    "trap.missing_day.year": (
        "Some years have no 29 February, and what happens then is not said. "
        "Dates sent one by one (form dates) leave nothing open."
    ),
    "trap.equal": "It is the same as {others:listed} under all readings: one of them is enough.",
    "trap.another": "another",
    "trap.strategy": "strategy {id}",
    "trap.titled": '{name} ("{title}")',
    **{f"trap.each.{unit}": f"every {unit}" for unit in ("day", "week", "month", "year")},
    **{f"trap.nth.{unit}": f"every {{period:ordinal}} {unit}" for unit in ("day", "week", "month", "year")},
    "fix.weekly": "Mode 5 on {days:weekdays} with interval {interval} is {every}.",
    "fix.weekdays": "Mode 2 says the same without any.",
    "fix.days": "{days:weekdays} are {numbers:listed}.",
    "fix.days.one": "{days:weekdays} is {numbers:listed}.",
    "fix.no_days": "It needs no days.",
    "fix.every_week": "Interval 0 says every week and leaves nothing open.",
    "fix.interval": "Interval {interval} is {every}.",
}

TEXTS = {
    **{f"reason.{name}": text.replace("{pattern}", "{pattern:iso}") for name, text in REASONS.items()},
    **_in_units(),
    **_STRATEGY,
    **_SCHEDULE,
    **_DIFFERENCE,
    **_EXPLANATION,
    **_TRAPS,
}
"""Every text by its name."""
