"""The traps of a strategy as sentences in English or Russian: what is wrong, and what each fix would say instead.

Decides which text a trap takes; traps and fixes are `recurrence.analysis.lint`'s, the words `english.py`'s and
`russian.py`'s.
"""

from collections.abc import Callable, Iterable

from recurrence.analysis.lint import Finding, Fix, Trap
from recurrence.interop.languages import tongue
from recurrence.interop.tongue import Language, Tongue
from recurrence.rule import FIXED_DAYS
from recurrence.strategy import RepeatMode, Strategy

_UNITS = {RepeatMode.DAILY: "day", RepeatMode.MONTHLY: "month", RepeatMode.YEARLY: "year"}
_SEVEN = 7


def advice(strategy: Strategy, finding: Finding, *, language: Language = "en") -> str:
    """A finding about a strategy in one or more sentences, its likeliest fix last.

    >>> from recurrence.analysis.lint import lint
    >>> strategy = Strategy(5, days=(1, 4), interval=2, title="Yoga, every 2 weeks")
    >>> advice(strategy, lint(strategy)[0])
    'The title says "every 2 weeks", and interval 2 leaves 2 weeks out: every 3rd week. Interval 1 is every 2nd week.'
    >>> advice(strategy, lint(strategy)[0], language="ru")
    'В названии «every 2 weeks», а интервал 2 пропускает 2 недели: это каждая третья неделя. Интервал 1 — это каждая \
вторая неделя.'
    """
    return _WORDS[finding.trap](strategy, finding, tongue(language))


def fix_text(strategy: Strategy, fix: Fix, *, language: Language = "en") -> str:
    """What a fix makes of a strategy.

    >>> fix_text(Strategy(3, interval=1), Fix(RepeatMode.WEEKLY, (1, 3, 5), 1))
    'Mode 5 on Monday, Wednesday and Friday with interval 1 is every 2nd week.'
    """
    after, speak = fix.applied_to(strategy), tongue(language)
    facts = {"days": _days(after.days), "interval": after.interval, "every": _every(after, speak)}
    if fix.repeat_mode is RepeatMode.WEEKLY:
        return speak.say("fix.weekly", **facts)
    if fix.repeat_mode is RepeatMode.WEEKDAYS:
        return speak.say("fix.weekdays")
    if fix.days is not None:
        name = "fix.days" if fix.days else "fix.no_days"
        return speak.say(name + _one(fix.days), numbers=_numbers(fix.days), **facts)
    return speak.say("fix.every_week" if after.repeat_mode in FIXED_DAYS else "fix.interval", **facts)


def _title_period(strategy: Strategy, finding: Finding, speak: Tongue) -> str:
    interval, unit = strategy.interval, _UNITS.get(strategy.repeat_mode, "week")
    if strategy.repeat_mode in FIXED_DAYS:
        name = "trap.no_unit"
    else:
        name = f"trap.leaves.{unit}" if interval else "trap.nothing_out"
    facts = {"mode": int(strategy.repeat_mode), "interval": interval, "every": _every(strategy, speak)}
    so, fix = speak.say(name, **facts), _fix(strategy, finding, speak)
    return speak.say("trap.title_period", words=finding.words, so=so, fix=fix)


def _day_numbers(strategy: Strategy, finding: Finding, speak: Tongue) -> str:
    if _SEVEN in finding.days:
        name = "trap.day_seven" + (".title" if finding.words else "")
    else:
        name = "trap.day_numbers" + _one(finding.days)
    facts = {"words": finding.words, "numbers": _numbers(finding.days), "days": _days(finding.days)}
    return speak.say(name, fix=_fix(strategy, finding, speak), **facts)


def _days_ignored(_: Strategy, finding: Finding, speak: Tongue) -> str:
    return speak.say("trap.days_ignored" + _one(finding.days), days=_days(finding.days))


def _interval_ignored(strategy: Strategy, finding: Finding, speak: Tongue) -> str:
    facts = {"mode": int(strategy.repeat_mode), "interval": strategy.interval}
    fixes = (fix_text(strategy, fix, language=speak.language) for fix in finding.fixes)
    return " ".join([speak.say("trap.interval_ignored", **facts), *fixes])


def _same_as_weekdays(strategy: Strategy, finding: Finding, speak: Tongue) -> str:
    return speak.say("trap.same_as_weekdays", fix=_fix(strategy, finding, speak))


def _missing_day(strategy: Strategy, finding: Finding, speak: Tongue) -> str:
    yearly = strategy.repeat_mode is not RepeatMode.MONTHLY
    return speak.say("trap.missing_day" + (".year" if yearly else ""), day=finding.day)


def _equal(_: Strategy, finding: Finding, speak: Tongue) -> str:
    return speak.say("trap.equal", others=[_named(other, speak) for other in finding.others])


def _named(strategy: Strategy, speak: Tongue) -> str:
    name = speak.say("trap.another" if strategy.id is None else "trap.strategy", id=strategy.id)
    return speak.say("trap.titled", name=name, title=strategy.title) if strategy.title else name


def _fix(strategy: Strategy, finding: Finding, speak: Tongue) -> str:
    return fix_text(strategy, finding.fixes[0], language=speak.language)


def _every(strategy: Strategy, speak: Tongue) -> str:
    unit = _UNITS.get(strategy.repeat_mode, "week")
    name = "each" if strategy.interval == 0 else "nth"
    return speak.say(f"trap.{name}.{unit}", period=strategy.interval + 1)


def _one(days: tuple[int, ...]) -> str:
    """The end of the name of a text about one day."""
    return ".one" if len(days) == 1 else ""


def _days(days: Iterable[int]) -> list[int]:
    """The days that numbers mean, where 7 stands for 0."""
    return [day % 7 for day in days]


def _numbers(days: Iterable[int]) -> list[str]:
    """The numbers as they stand there, Monday's first."""
    return [str(day) for day in sorted(days, key=lambda day: (day - 1) % 7)]


_WORDS: dict[Trap, Callable[[Strategy, Finding, Tongue], str]] = {
    Trap.TITLE_PERIOD: _title_period,
    Trap.DAY_NUMBERS: _day_numbers,
    Trap.DAYS_IGNORED: _days_ignored,
    Trap.INTERVAL_IGNORED: _interval_ignored,
    Trap.SAME_AS_WEEKDAYS: _same_as_weekdays,
    Trap.MISSING_DAY: _missing_day,
    Trap.EQUAL: _equal,
}
