"""Rules of RFC 5545 both ways: expected texts and dates are written by hand, from the RFC's own words."""

from datetime import date, datetime

import pytest

from recurrence import Reading, Strategy, Window, expand
from recurrence.errors import InvalidRule, Unsayable
from recurrence.interop.rrule import from_rrule, to_rrule


def said(strategy: Strategy, window: Window, event: datetime | None = None, **axes: str) -> str:
    return to_rrule(strategy, window, event, Reading(**axes)).text.replace("\n", " ")


@pytest.mark.parametrize(
    ("strategy", "axes", "rule"),
    [
        (Strategy(1), {}, "FREQ=DAILY"),
        (Strategy(1, interval=2), {}, "FREQ=DAILY;INTERVAL=3"),
        (Strategy(1, interval=2), {"interval_means": "step"}, "FREQ=DAILY;INTERVAL=2"),
        (Strategy(2), {}, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (Strategy(3), {}, "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        (Strategy(4, interval=1), {}, "FREQ=WEEKLY;BYDAY=TU,TH"),
        (Strategy(4, interval=1), {"fixed_interval": "weeks"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO"),
        (Strategy(5, (0, 3)), {}, "FREQ=WEEKLY;BYDAY=SU,WE"),
        (Strategy(5, (0, 3), 1), {}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=MO"),
        (Strategy(5, (0, 3), 1), {"week": "sunday"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=SU"),
        (Strategy(5, (0, 3), 1), {"week": "rolling"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=WE"),
        (Strategy(5), {"empty_days": "anchor_weekday"}, "FREQ=WEEKLY;BYDAY=WE"),
    ],
)
def test_days_and_weeks_as_rules(strategy: Strategy, axes: dict[str, str], rule: str) -> None:
    window = Window(date(2020, 9, 30), count=5, hours=10, minutes=0)  # a Wednesday
    assert f" RRULE:{rule};COUNT=5" in said(strategy, window, None, **axes)


@pytest.mark.parametrize(
    ("mode", "start", "missing", "rule"),
    [
        (6, date(2027, 1, 31), "skip", "FREQ=MONTHLY;BYMONTHDAY=31"),
        (6, date(2027, 1, 31), "clamp", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (6, date(2027, 1, 30), "clamp", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        (6, date(2027, 1, 28), "clamp", "FREQ=MONTHLY;BYMONTHDAY=28"),
        (6, date(2027, 1, 28), "overflow_drift", "FREQ=MONTHLY;BYMONTHDAY=28"),
        (6, date(2027, 1, 29), "overflow", "FREQ=MONTHLY;BYMONTHDAY=29;RSCALE=GREGORIAN;SKIP=FORWARD"),
        (7, date(2028, 2, 29), "skip", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        (7, date(2028, 2, 29), "clamp", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        (7, date(2028, 2, 29), "overflow", "FREQ=YEARLY;BYYEARDAY=60"),
        (7, date(2028, 3, 31), "clamp", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
    ],
)
def test_months_and_years_as_rules(mode: int, start: date, missing: str, rule: str) -> None:
    window = Window(start, count=3, hours=10, minutes=0)
    assert said(Strategy(mode), window, missing_day=missing).split("RRULE:")[1] == f"{rule};COUNT=3"


def test_until_is_the_last_date_itself_on_the_local_clock() -> None:
    window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    told = said(Strategy(5, (1, 4), 2), window)
    assert told.startswith("DTSTART:20200928T103000 ")
    assert told.endswith(";UNTIL=20201022T103000")


def test_the_first_date_is_where_a_rule_starts_even_if_the_window_opens_before() -> None:
    window = Window(date(2020, 9, 30), till=date(2020, 10, 31), hours=10, minutes=0)
    assert said(Strategy(5, (1,), 1), window).startswith("DTSTART:20201012T100000 ")


def test_a_source_event_in_the_pattern_is_left_out_and_counted() -> None:
    window = Window(date(2027, 1, 4), count=3, hours=9, minutes=0)
    told = said(Strategy(5, (1,)), window, datetime(2027, 1, 11, 9))
    assert told == "DTSTART:20270104T090000 RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4 EXDATE:20270111T090000"


@pytest.mark.parametrize(
    ("strategy", "start", "axes", "reason"),
    [
        (Strategy(6), date(2027, 1, 31), {"missing_day": "clamp_drift"}, "stays the same"),
        (Strategy(6), date(2027, 1, 31), {"missing_day": "overflow"}, "no word for further"),
        (Strategy(6), date(2027, 1, 31), {"missing_day": "overflow_drift"}, "stays the same"),
        (Strategy(7), date(2028, 2, 29), {"missing_day": "clamp_drift"}, "stays the same"),
        (Strategy(5), date(2027, 1, 31), {"empty_days": "none", "both_limits": "till"}, "at least one date"),
    ],
)
def test_what_no_rule_says_is_refused_with_the_reason(
    strategy: Strategy, start: date, axes: dict[str, str], reason: str
) -> None:
    window = Window(start, till=date(2030, 1, 1), hours=10, minutes=0)
    with pytest.raises(Unsayable, match=reason):
        to_rrule(strategy, window, None, Reading(**axes))


def held(rule: str, start: str = "20270104T100000") -> list[str]:
    found = from_rrule(f"DTSTART:{start}\nRRULE:{rule}")
    dates = expand(found.strategy, found.window, found.event, found.reading)
    return [moment.strftime("%y%m%d") for moment in dates]


@pytest.mark.parametrize(
    ("rule", "start", "dates"),
    [
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", "20270104T100000", "270104 270106 270108"),
        ("FREQ=DAILY;BYDAY=MO,WE;COUNT=3", "20270104T100000", "270104 270106 270111"),
        ("FREQ=WEEKLY;COUNT=2", "20270104T100000", "270104 270111"),
        # RFC 5545, 3.8.5.3: the two examples that show what WKST changes
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "19970805T090000",
            "970805 970810 970819 970824",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "19970805T090000",
            "970805 970817 970819 970831",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "20270228T100000", "270228 270331 270430"),
        ("FREQ=MONTHLY;COUNT=3", "20270131T100000", "270131 270331 270531"),
        ("FREQ=YEARLY;BYYEARDAY=60;COUNT=3", "20270301T100000", "270301 280229 290301"),
        ("FREQ=YEARLY;UNTIL=20290104T100000", "20270104T100000", "270104 280104 290104"),
        ("FREQ=YEARLY;UNTIL=20290104T095959", "20270104T100000", "270104 280104"),
    ],
)
def test_a_rule_becomes_a_strategy_with_its_dates(rule: str, start: str, dates: str) -> None:
    assert " ".join(held(rule, start)) == dates


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=2", ["DTSTART"]),
        ("DTSTART:20270104T100000", ["RRULE"]),
        ("DTSTART:20270104\nRRULE:FREQ=WEEKLY;COUNT=2", ["DTSTART"]),
        ("DTSTART:20270104T100030\nRRULE:FREQ=WEEKLY;COUNT=2", ["DTSTART"]),
        ("DTSTART;TZID=Moon:20270104T100000\nRRULE:FREQ=WEEKLY;COUNT=2", ["zone"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY", ["UNTIL"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20280104T100000", ["UNTIL"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;UNTIL=20280104T100000Z", ["UNTIL"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;UNTIL=20260104T100000", ["UNTIL"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2", ["DTSTART"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=HOURLY;BYSETPOS=1;COUNT=2", ["FREQ", "BYSETPOS"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=MONTHLY;BYDAY=1MO;BYMONTH=1;COUNT=2", ["BYDAY", "BYMONTH"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;BYHOUR=9,10;COUNT=2", ["BYHOUR"]),
        (
            "DTSTART:20270104T100000\nRRULE:FREQ=YEARLY;BYWEEKNO=20;INTERVAL=20000;COUNT=2",
            ["INTERVAL", "BYWEEKNO"],
        ),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;BYDAY=XX;COUNT=2", ["RRULE"]),
        ("DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;FREQ=DAILY;COUNT=2", ["FREQ"]),
        (
            "DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;X=1;COUNT=2\nRDATE:20270105T100000",
            ["line 3", "RRULE"],
        ),
        ("DTSTART:20270129T100000\nRRULE:RSCALE=CHINESE;FREQ=MONTHLY;SKIP=LATER;COUNT=2", ["RSCALE", "SKIP"]),
        ("DTSTART:20270130T100000\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=3", ["SKIP"]),
        ("DTSTART:20270129T080000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=32;COUNT=7", ["BYMONTHDAY"]),
        ("DTSTART:20270129T080000\nRRULE:FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=29;COUNT=7", ["BYMONTH"]),
    ],
)
def test_what_no_strategy_can_hold_is_listed_whole(text: str, fields: list[str]) -> None:
    with pytest.raises(InvalidRule) as caught:
        from_rrule(text)
    assert [problem.field for problem in caught.value.problems] == fields


def test_two_dates_left_out_are_one_too_many() -> None:
    lines = "DTSTART:20270104T100000\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20270111T100000,20270118T100000"
    with pytest.raises(InvalidRule, match="edits of a schedule"):
        from_rrule(lines)


def test_a_zone_and_an_end_in_utc_are_understood_together() -> None:
    found = from_rrule("DTSTART;TZID=Europe/Riga:20270104T100000\nRRULE:FREQ=DAILY;UNTIL=20270106T080000Z")
    assert (found.zone, found.window.till) == ("Europe/Riga", date(2027, 1, 6))
    earlier = from_rrule("DTSTART;TZID=Europe/Riga:20270104T100000\nRRULE:FREQ=DAILY;UNTIL=20270106T075959Z")
    assert earlier.window.till == date(2027, 1, 5)


def test_a_rule_without_an_end_takes_one_beside_it() -> None:
    assert from_rrule("DTSTART:20270104T100000\nRRULE:FREQ=DAILY", till=date(2027, 2, 1)).window.till == date(
        2027, 2, 1
    )
