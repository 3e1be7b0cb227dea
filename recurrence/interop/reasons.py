"""Why a day is a date or is not, as sentences in English or Russian: one for each fact of an explanation.

Decides which text a fact takes; the facts are `recurrence.analysis.explain`'s, the words `english.py`'s and
`russian.py`'s.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from recurrence.analysis.explain import Explanation
from recurrence.analysis.facts import (
    AtTime,
    Begins,
    Closed,
    Counted,
    Fact,
    FromDay,
    Ignored,
    InUnit,
    OfSource,
    OnDayOfMonth,
    OnWeekday,
    Placed,
    TillDay,
)
from recurrence.interop.languages import tongue
from recurrence.interop.slots import reason
from recurrence.interop.tongue import Language, Tongue
from recurrence.slot import Why


def sentences(found: Explanation, *, language: Language = "en") -> tuple[str, ...]:
    """A sentence for each fact, in order, what became of the date last.

    >>> from datetime import date
    >>> from recurrence import Strategy, Window
    >>> from recurrence.analysis.explain import explain
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> for told in sentences(explain(Strategy(5, days=(1, 4), interval=2), window, date(2020, 10, 8))):
    ...     print(told)
    Thursday is a day of the strategy (Monday and Thursday).
    Its week, from Mon 5 Oct 2020, is a break week: the 2nd of a 3-week cycle counted from Mon 28 Sep 2020; the next
    active week begins Mon 19 Oct 2020.
    It is not before the first day, Mon 28 Sep 2020.
    It is not after the last day, Wed 28 Oct 2020.
    """
    return tuple(sentence(fact, language=language) for fact in (*found.facts, *found.after))


def sentence(fact: Fact, *, language: Language = "en") -> str:
    """One fact as a sentence.

    >>> from datetime import date
    >>> early = FromDay(holds=False, clauses=("C10",), start=date(2020, 9, 28), itself=False)
    >>> sentence(early)
    'It is before the first day, Mon 28 Sep 2020.'
    >>> sentence(early, language="ru")
    'День раньше первого дня, 28 сентября 2020 г. (пн).'
    """
    speak = tongue(language)
    return speak.ended("".join(PARTS[type(fact)](fact, speak)))


def moment_text(at: datetime, *, language: Language = "en") -> str:
    """A date-time in short.

    >>> moment_text(datetime(2020, 9, 28, 10, 30)), moment_text(datetime(2020, 9, 28, 10, 30), language="ru")
    ('Mon 28 Sep 2020 10:30', '28 сентября 2020 г. (пн), 10:30')
    """
    return tongue(language).forms["moment"](at)


def _side(fact: Fact) -> str:
    return "in" if fact.holds else "out"


def _plain(name: str) -> Callable[[Any, Tongue], Iterator[str]]:
    """Facts with one text for each side."""

    def parts(fact: Fact, speak: Tongue) -> Iterator[str]:
        yield speak.say(f"{name}.{_side(fact)}", **fact._asdict())

    return parts


def _on_weekday(fact: OnWeekday, speak: Tongue) -> Iterator[str]:
    if not fact.days:
        name = "none"
    elif fact.stands_in is not None:
        name = f"stands.{_side(fact)}"
    else:
        name = "only" if fact.holds and len(fact.days) == 1 else _side(fact)
    yield speak.say(f"on_weekday.{name}", **fact._asdict())


def _in_unit(fact: InUnit, speak: Tongue) -> Iterator[str]:
    if fact.period == 1:
        yield speak.say(f"in_unit.every.{fact.unit}")
        return
    yield speak.say(f"in_unit.{'active' if fact.holds else 'break'}.{fact.unit}", **fact._asdict())
    if not fact.holds:
        after = "past" if fact.following is None else "following"
        yield speak.say(f"in_unit.{after}.{fact.unit}", **fact._asdict())


def _on_day_of_month(fact: OnDayOfMonth, speak: Tongue) -> Iterator[str]:
    facts = fact._asdict()
    if fact.lost_in is not None:
        yield speak.say("month_day.lost", **facts)
        yield speak.say(f"month_day.lost.{_side(fact)}")
        yield from () if fact.holds else _falls(fact, speak)
    elif fact.lands is None:
        yield speak.say("month_day.skip", **facts)
    elif fact.lands != fact.month.replace(day=min(fact.day, fact.lands.day)):
        yield speak.say("month_day.overflow", **facts)
    elif fact.lands.day != fact.day:
        yield speak.say("month_day.clamp", **facts)
    else:
        yield speak.say(f"month_day.{_side(fact)}", **facts)
        yield from () if fact.holds else _falls(fact, speak)


def _falls(fact: OnDayOfMonth, speak: Tongue) -> Iterator[str]:
    yield speak.say("month_day.falls" + (".none" if fact.lands is None else ""), **fact._asdict())


def _begins(fact: Begins, speak: Tongue) -> Iterator[str]:
    yield speak.say("begins", **fact._asdict())


def _end(name: str) -> Callable[[Any, Tongue], Iterator[str]]:
    """The two ends of a window."""

    def parts(fact: FromDay | TillDay, speak: Tongue) -> Iterator[str]:
        yield speak.say(f"{name}.{'itself.' if fact.itself else ''}{_side(fact)}", **fact._asdict())

    return parts


def _counted(fact: Counted, speak: Tongue) -> Iterator[str]:
    name = "out" if fact.last is None else "last"
    yield speak.say(f"counted.{'in' if fact.holds else name}", **fact._asdict())


def _ignored(fact: Ignored, speak: Tongue) -> Iterator[str]:
    yield speak.say(f"ignored.{fact.field}")


def _closed(fact: Closed, speak: Tongue) -> Iterator[str]:
    yield speak.say("closed.reason" if fact.reason else "closed", reason=fact.reason)


def _placed(fact: Placed, speak: Tongue) -> Iterator[str]:
    slot = fact.slot
    if slot.start is None:
        name = "out"
    elif slot.why is Why.PATTERN and slot.start == slot.pattern:
        name = "as_is"
    else:
        name = "here" if fact.holds else "elsewhere"
    told, clock = reason(slot, language=speak.language), speak.say(f"clock.{slot.kind}")
    yield speak.say(f"placed.{name}", start=slot.start, pattern=slot.pattern, reason=told, clock=clock)


PARTS: dict[type, Callable[[Any, Tongue], Iterator[str]]] = {
    AtTime: _plain("at_time"),
    OnWeekday: _on_weekday,
    InUnit: _in_unit,
    OnDayOfMonth: _on_day_of_month,
    Begins: _begins,
    FromDay: _end("from"),
    TillDay: _end("till"),
    Counted: _counted,
    OfSource: _plain("of_source"),
    Ignored: _ignored,
    Closed: _closed,
    Placed: _placed,
}
"""How each fact is said."""
