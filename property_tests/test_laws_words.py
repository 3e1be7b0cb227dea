"""What holds of every sentence about dates, in both languages: it is whole, in its own language, and keeps its numbers."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_tests.bridge import as_given
from property_tests.generators import questions, shifted
from property_tests.oracle import Question
from recurrence import Closures, Reading, RecurrenceError, Schedule, Strategy, Window, arrange, expand
from recurrence.analysis.compare import compare
from recurrence.analysis.explain import Explanation, explain
from recurrence.analysis.facts import Counted, Fact, FromDay, InUnit, OnDayOfMonth, TillDay
from recurrence.interop import changes, phrase, reasons, slots
from recurrence.interop.tongue import LANGUAGES, Language

LATIN, CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-яЁё]")
BROKEN = re.compile(r"[{}]|\s\s|\s[,.;:)]|\(\s|\.\.|,,|None|^\s|\s$")
FIRST = ("перв", "втор", "трет", "четвёрт", "пят", "шест", "седьм", "восьм", "девят", "десят")
"""How the Russian ordinals begin that are words."""


def asked(q: Question) -> tuple[Strategy, Window, datetime | None, Reading]:
    """A question in the engine's classes."""
    strategy = Strategy(as_given(q.mode), days=q.days, interval=q.interval)
    window = Window(q.start, till=q.till, count=q.count, hours=q.hours, minutes=q.minutes)
    return strategy, window, q.event, Reading(**as_given(q.axes))


def is_whole(told: str, language: Language) -> bool:
    """A sentence from a capital or a figure to one full stop, in one alphabet."""
    foreign = LATIN if language == "ru" else CYRILLIC
    begins = told[0].isupper() or told[0].isdigit()
    return begins and told.endswith(".") and not BROKEN.search(told) and not foreign.search(told)


def has_number(told: str, number: int) -> bool:
    """Whether a number stands in a sentence, in figures or as an ordinal in words."""
    figures = re.sub(r"(?<=\d)[,\u00a0](?=\d{3})", "", told)
    word = FIRST[number - 1] if 0 < number <= len(FIRST) else None
    in_words = word is not None and word in told.lower()
    return in_words or re.search(rf"(?<!\d)0*{number}(?!\d)", figures) is not None


def numbers_of(window: Window, *, both: bool) -> Iterator[int]:
    """The numbers that the sentence of a window must have."""
    yield from (window.start.day, window.start.year)
    if window.till is not None and (both or window.count is None):
        yield from (window.till.day, window.till.year)
    if window.count is not None and (both or window.till is None):
        yield window.count


@given(language=st.sampled_from(LANGUAGES), q=questions(), number=st.one_of(st.none(), st.integers(0, 2_000)))
def test_the_sentence_of_a_strategy_is_whole_and_keeps_its_numbers(
    language: Language, q: Question, number: int | None
) -> None:
    strategy, window, event, reading = asked(q)
    told = phrase.sentence(strategy, window, event, reading, number=number, language=language)
    assert is_whole(told, language)
    if not phrase.has_no_days(strategy, reading):
        both = reading.both_limits not in {"count", "till"}
        assert all(has_number(told, wanted) for wanted in numbers_of(window, both=both))
        assert number is None or has_number(told, number)


@given(
    language=st.sampled_from(LANGUAGES),
    q=questions(),
    days=st.integers(-40, 800),
    that_day=st.sampled_from(("open", "closed")),
)
def test_the_sentences_of_an_explanation_are_whole_and_keep_their_numbers(
    language: Language, q: Question, days: int, that_day: str
) -> None:
    reason = "Праздник" if language == "ru" else "Holiday"
    found = explained(q, days, reason if that_day == "closed" else "")
    facts: tuple[Fact, ...] = (*found.facts, *found.after) if found else ()
    for fact in facts:
        told = reasons.sentence(fact, language=language)
        assert is_whole(told, language)
        assert all(has_number(told, wanted) for wanted in told_numbers(fact))


def explained(q: Question, days: int, closed: str) -> Explanation | None:
    """Why a day near the start, closed or not, is a date or not; None where the calendar's end leaves none to count."""
    strategy, window, event, reading = asked(q)
    day = shifted(window.start, days)
    closures = Closures(dict.fromkeys([day] if closed else [], closed))
    try:
        occurrences = expand(strategy, window, event, reading)
        schedule = arrange(occurrences[:50], closures=closures) if closed else None
        return explain(strategy, window, day, event, reading, closures=closures, schedule=schedule)
    except RecurrenceError:
        return None


def told_numbers(fact: Fact) -> Iterator[int]:
    """The numbers that the sentence of a fact must have."""
    match fact:
        case InUnit(period=1):
            return
        case InUnit(unit=unit, place=place, period=period, following=following):
            yield from (place, period)
            if following is not None and not fact.holds:
                yield from (following.year, *([following.day] if unit in {"day", "week"} else []))
        case OnDayOfMonth(day=day):
            yield day
        case FromDay(start=end, itself=False) | TillDay(till=end, itself=False):
            yield from (end.day, end.year)
        case Counted(number=number, limit=limit):
            yield from (number, limit)
        case _:
            return


MOMENTS = st.lists(
    st.integers(0, 40_000).map(lambda minutes: datetime(2027, 1, 1) + timedelta(minutes=minutes)), max_size=12
)


@given(language=st.sampled_from(LANGUAGES), old=MOMENTS, new=MOMENTS)
def test_the_sentences_of_a_difference_are_whole_and_keep_their_numbers(
    language: Language, old: list[datetime], new: list[datetime]
) -> None:
    found = compare(old, new)
    told = changes.sentence(found, language=language)
    assert is_whole(told, language)
    assert all(
        has_number(told, len(some))
        for some in (found.added, found.removed, found.moved, found.unchanged)
        if some
    )
    each = changes.sentences(found, language=language)
    assert len(each) == len(found.added) + len(found.removed) + len(found.moved)
    assert all(is_whole(line, language) for line in each)


@given(
    language=st.sampled_from(LANGUAGES),
    starts=st.sets(st.integers(0, 60), max_size=20),
    closed=st.sets(st.integers(0, 60)),
)
def test_the_sentences_of_a_schedule_are_whole_and_keep_their_numbers(
    language: Language, starts: set[int], closed: set[int]
) -> None:
    first, reason = date(2027, 1, 1), "Праздник" if language == "ru" else "Holiday"
    schedule: Schedule = arrange(
        [datetime(2027, 1, 1, 9) + timedelta(days=day) for day in sorted(starts)],
        closures=Closures({first + timedelta(days=day): reason for day in closed}),
        if_closed="next-day",
    )
    told = slots.sentence(schedule, language=language)
    assert is_whole(told, language)
    assert has_number(told, len(schedule.starts))
    for slot in schedule.slots:
        said = slots.reason(slot, language=language)
        assert is_whole(f"A {said}." if language == "en" else f"А {said}.", language)


@pytest.mark.parametrize(
    "told",
    [
        "Каждый {period} день.",
        "Каждый  день.",
        "Каждый день",
        "Каждый day.",
        "каждый день.",
        "2020 г..",
        "С None.",
        "День , день.",
    ],
)
def test_a_broken_sentence_would_be_seen(told: str) -> None:
    assert not is_whole(told, "ru")
    assert not has_number("Каждую третью неделю, 17 занятий.", 7)


def test_one_object_has_one_sentence_whatever_was_said_before() -> None:
    strategy, window = Strategy(5, days=(1, 4), interval=2), Window(date(2027, 1, 4), count=17)
    english = phrase.sentence(strategy, window)
    assert phrase.sentence(strategy, window, language="ru") != english
    assert phrase.sentence(strategy, window) == english
