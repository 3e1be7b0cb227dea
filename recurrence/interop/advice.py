"""The traps of a strategy as English sentences: what is wrong, and what each fix would say instead.

Decides words only; traps and fixes are `recurrence.analysis.lint`'s.
"""

from collections.abc import Callable

from recurrence.analysis.lint import Finding, Fix, Trap
from recurrence.interop.phrase import listed, ordinal
from recurrence.rule import FIXED_DAYS
from recurrence.strategy import WEEKDAYS, RepeatMode, Strategy

_UNITS = {RepeatMode.DAILY: "day", RepeatMode.MONTHLY: "month", RepeatMode.YEARLY: "year"}


def advice(strategy: Strategy, finding: Finding) -> str:
    """A finding about a strategy in one or more sentences, its likeliest fix last.

    >>> from recurrence.analysis.lint import lint
    >>> strategy = Strategy(5, days=(1, 4), interval=2, title="Yoga, every 2 weeks")
    >>> advice(strategy, lint(strategy)[0])
    'The title says "every 2 weeks", and interval 2 leaves 2 weeks out: every 3rd week. Interval 1 is every 2nd week.'
    """
    return _WORDS[finding.trap](strategy, finding)


def fix_text(strategy: Strategy, fix: Fix) -> str:
    """What a fix makes of a strategy.

    >>> fix_text(Strategy(3, interval=1), Fix(RepeatMode.WEEKLY, (1, 3, 5), 1))
    'Mode 5 on Monday, Wednesday and Friday with interval 1 is every 2nd week.'
    """
    after = fix.applied_to(strategy)
    mode, days = after.repeat_mode, _days(after.days)
    if fix.repeat_mode is RepeatMode.WEEKLY:
        return f"Mode 5 on {days} with interval {after.interval} is {_every(after)}."
    if fix.repeat_mode is RepeatMode.WEEKDAYS:
        return "Mode 2 says the same without any."
    if fix.days is not None:
        numbers = listed([str(day) for day in _monday_first(fix.days)])
        return (
            f"{days} {'is' if len(fix.days) == 1 else 'are'} {numbers}." if fix.days else "It needs no days."
        )
    if mode in FIXED_DAYS:
        return "Interval 0 says every week and leaves nothing open."
    return f"Interval {after.interval} is {_every(after)}."


def _title_period(strategy: Strategy, finding: Finding) -> str:
    said, interval = f'The title says "{finding.words}"', strategy.interval
    if strategy.repeat_mode in FIXED_DAYS:
        so = f"mode {int(strategy.repeat_mode)} has no unit to leave out: it is every week"
    elif interval == 0:
        so = f"interval 0 leaves nothing out: {_every(strategy)}"
    else:
        unit = _UNITS.get(strategy.repeat_mode, "week")
        so = f"interval {interval} leaves {interval} {unit}{'' if interval == 1 else 's'} out: {_every(strategy)}"
    return f"{said}, and {so}. {fix_text(strategy, finding.fixes[0])}"


def _day_numbers(strategy: Strategy, finding: Finding) -> str:
    numbers = listed([str(day) for day in _monday_first(finding.days)])
    if 7 in finding.days:
        wrong = "There is no day 7: 0 is Sunday and 6 is Saturday"
        said = f'{wrong}, and the title says "{finding.words}"' if finding.words else wrong
    else:
        are = "is" if len(finding.days) == 1 else "are"
        said = f'The title says "{finding.words}", and {numbers} {are} {_days(finding.days)}: 0 is Sunday'
    return f"{said}. {fix_text(strategy, finding.fixes[0])}"


def _days_ignored(_: Strategy, finding: Finding) -> str:
    return f"Days count in mode 5 only; {_days(finding.days)} {_change(len(finding.days))} nothing here."


def _change(number: int) -> str:
    return "changes" if number == 1 else "change"


def _interval_ignored(strategy: Strategy, finding: Finding) -> str:
    mode = int(strategy.repeat_mode)
    open_point = (
        f"Mode {mode} has no unit to leave out, and what interval {strategy.interval} does there is not said"
    )
    return " ".join([f"{open_point}.", *(fix_text(strategy, fix) for fix in finding.fixes)])


def _same_as_weekdays(strategy: Strategy, finding: Finding) -> str:
    return f"The days are Monday to Friday, every week. {fix_text(strategy, finding.fixes[0])}"


def _missing_day(strategy: Strategy, finding: Finding) -> str:
    lacking = (
        f"Some months have no day {finding.day}"
        if strategy.repeat_mode is RepeatMode.MONTHLY
        else "Some years have no 29 February"
    )
    return f"{lacking}, and what happens then is not said. Dates sent one by one (form dates) leave nothing open."


def _equal(_: Strategy, finding: Finding) -> str:
    others = listed([_named(other) for other in finding.others])
    return f"It is the same as {others} under all readings: one of them is enough."


def _named(strategy: Strategy) -> str:
    number = "another" if strategy.id is None else f"strategy {strategy.id}"
    return f'{number} ("{strategy.title}")' if strategy.title else number


def _every(strategy: Strategy) -> str:
    unit = _UNITS.get(strategy.repeat_mode, "week")
    return f"every {unit}" if strategy.interval == 0 else f"every {ordinal(strategy.interval + 1)} {unit}"


def _days(days: tuple[int, ...]) -> str:
    return listed([WEEKDAYS[day % 7] for day in _monday_first(days)])


def _monday_first(days: tuple[int, ...]) -> list[int]:
    return sorted(days, key=lambda day: (day - 1) % 7)


_WORDS: dict[Trap, Callable[[Strategy, Finding], str]] = {
    Trap.TITLE_PERIOD: _title_period,
    Trap.DAY_NUMBERS: _day_numbers,
    Trap.DAYS_IGNORED: _days_ignored,
    Trap.INTERVAL_IGNORED: _interval_ignored,
    Trap.SAME_AS_WEEKDAYS: _same_as_weekdays,
    Trap.MISSING_DAY: _missing_day,
    Trap.EQUAL: _equal,
}
