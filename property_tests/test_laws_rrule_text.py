"""Laws of RRULE texts: a strategy's rule gives its dates elsewhere too, and a rule that is held gives the same here."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from property_tests.bridge import answered, as_given
from property_tests.generators import questions
from property_tests.oracle import Question, meant_day
from property_tests.rrule_engine import within_the_calendar
from recurrence import Reading, Strategy, Window, expand
from recurrence.errors import InvalidRule, Unsayable
from recurrence.interop.rrule import Held, RuleText, from_rrule, to_rrule

A_THIRD = settings(max_examples=max(settings().max_examples // 3, 15))
"""Each example is a whole file; the campaign takes many more."""


def said(q: Question) -> RuleText:
    strategy = Strategy(as_given(q.mode), days=q.days, interval=q.interval)
    window = Window(q.start, till=q.till, count=q.count, hours=q.hours, minutes=q.minutes)
    return to_rrule(strategy, window, event=q.event, reading=Reading(**as_given(q.axes)))


def by_dateutil(rule: RuleText) -> list[datetime]:
    """Its dates, without those that EXDATE leaves out; the text is read as any program would."""
    return [
        hit
        for hit in within_the_calendar(iter(rrulestr(rule.text.split("\nEXDATE")[0])))
        if hit not in rule.left_out
    ]


def by_rfc_7529(rule: RuleText) -> list[datetime]:
    """A plain walk over months for the one form that dateutil does not know: SKIP=FORWARD on a day of the month."""
    terms = dict(term.split("=") for term in rule.rule.split(";"))
    assert (terms["FREQ"], terms["SKIP"], terms["RSCALE"]) == ("MONTHLY", "FORWARD", "GREGORIAN")
    hits = forward(rule.start, int(terms.get("INTERVAL", "1")), int(terms["BYMONTHDAY"]))
    if "COUNT" in terms:
        hits = islice(hits, int(terms["COUNT"]))
    until = datetime.strptime(terms["UNTIL"], "%Y%m%dT%H%M%S") if "UNTIL" in terms else datetime.max
    found = []
    for hit in hits:
        if hit > until:
            break
        found.append(hit)
    return [hit for hit in found if hit not in rule.left_out]


def forward(start: datetime, period: int, day: int) -> Iterator[datetime]:
    months = start.year * 12 + start.month - 1
    while months < 10_000 * 12:
        year, month = divmod(months, 12)
        length = monthrange(year, month + 1)[1]
        first_of_next = datetime(year, month + 1, length, start.hour, start.minute) + timedelta(days=1)
        yield start.replace(year=year, month=month + 1, day=day) if day <= length else first_of_next
        months += period


def may_be_refused(q: Question) -> bool:
    """Only a day that drifts, or one that is counted on, may have no rule."""
    day = meant_day(q)
    loses = q.says("missing_day") in ("overflow", "clamp_drift", "overflow_drift")
    return loses and day.day > 28 and (q.mode == 6 or (q.mode == 7 and q.says("missing_day") != "overflow"))


@pytest.mark.parametrize("modes", [(1,), (2, 3, 4, 5), (6,), (7,)])
@A_THIRD
@given(data=st.data())
def test_another_program_finds_the_same_dates_and_so_do_we_reading_it_back(
    modes: tuple[int, ...], data: st.DataObject
) -> None:
    q = data.draw(questions(modes=modes))
    dates = list(answered(q))
    assume(dates)
    try:
        rule = said(q)
    except Unsayable:
        event("refused")
        assert may_be_refused(q)
        return
    assert (by_rfc_7529 if rule.needs_skip else by_dateutil)(rule) == dates
    assert read_back(rule) in (dates, None)


def read_back(rule: RuleText) -> list[datetime] | None:
    """Its dates by way of a strategy; none where the source event that is left out is wanted for something else too."""
    try:
        return list(dates_of(from_rrule(rule.text)))
    except InvalidRule:
        event("not held")
        assert rule.left_out
        return None


@A_THIRD
@given(data=st.data())
def test_a_missing_day_that_is_counted_on_is_said_only_where_it_is_so(data: st.DataObject) -> None:
    q = data.draw(questions(modes=(6,), missing_day="overflow"))
    dates = list(answered(q))
    assume(dates)
    try:
        rule = said(q)
    except Unsayable:
        assert any(moment.day != meant_day(q).day for moment in dates)
        return
    assert (by_rfc_7529 if rule.needs_skip else by_dateutil)(rule) == dates


def dates_of(held: Held) -> Iterator[datetime]:
    return iter(expand(held.strategy, held.window, held.event, held.reading))


WEEKDAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = {
    "INTERVAL": st.integers(1, 4).map(str),
    "BYDAY": st.lists(st.sampled_from(WEEKDAY_NAMES), min_size=1, max_size=4).map(",".join) | st.just("2MO"),
    "BYMONTHDAY": st.sampled_from(("-1", "28,29", "28,29,30", "28,29,30,31", "15", "29", "30", "31", "1,15")),
    "BYMONTH": st.sampled_from(("2", "3", "4", "12", "1,7")),
    "BYYEARDAY": st.sampled_from(("1", "59", "60", "61", "-1")),
    "BYSETPOS": st.sampled_from(("1", "-1", "2")),
    "BYWEEKNO": st.just("20"),
    "BYHOUR": st.sampled_from(("10", "9,10")),
    "WKST": st.sampled_from(WEEKDAY_NAMES),
}
STARTS = st.sampled_from(
    [date(2027, 2, 28), date(2028, 2, 29), date(2027, 1, 31), date(2027, 1, 1)]
) | st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=3, unique=True))
    terms = [f"FREQ={frequency}", *(f"{name}={draw(PARTS[name])}" for name in names)]
    start = draw(STARTS)
    until = start + timedelta(days=draw(st.integers(0, 3_000)))
    limit = draw(st.sampled_from((f"COUNT={draw(st.integers(1, 9))}", f"UNTIL={until:%Y%m%d}T100000")))
    return f"DTSTART:{start:%Y%m%d}T103000\nRRULE:{';'.join([*terms, limit])}"


@A_THIRD
@given(rule_texts())
def test_a_rule_of_others_is_held_exactly_or_refused(text: str) -> None:
    try:
        held = from_rrule(text)
    except InvalidRule:
        event("refused")
        return
    event("held")
    limited = held.window.count or 10_000
    assert list(dates_of(held)) == list(islice(rrulestr(text), limited))
