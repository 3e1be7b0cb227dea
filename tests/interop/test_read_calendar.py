"""Other people's calendars: what is read from them, and what is refused before it costs anything."""

from datetime import date, datetime
from time import perf_counter

import pytest

from recurrence.errors import InvalidCalendar, InvalidZone
from recurrence.interop.ics import CalendarEvent, read_calendar

YEAR = date(2027, 1, 1), date(2027, 12, 31)
DAY = "DTSTART:20270104T080000"


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def event(*lines: str, uid: str = "1") -> tuple[str, ...]:
    return "BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"


def read(*lines: str, zone: str | None = None) -> tuple[CalendarEvent, ...]:
    return read_calendar(calendar(*lines), *YEAR, zone)


def starts(*lines: str, zone: str | None = None) -> list[str]:
    return [found.start.isoformat() for found in read(*lines, zone=zone)]


def refusal(text: str) -> str:
    with pytest.raises(InvalidCalendar) as caught:
        read_calendar(text, *YEAR, "Europe/Riga")
    return str(caught.value)


def test_a_plain_event_is_read_with_its_end_and_title() -> None:
    found = read(*event(DAY, "DTEND:20270104T090000", r"SUMMARY:Yoga\, slow"))
    assert found == (CalendarEvent(datetime(2027, 1, 4, 8), datetime(2027, 1, 4, 9), "Yoga, slow", "1"),)


def test_an_all_day_event_has_dates_and_ends_on_the_day_after() -> None:
    found = read(*event("DTSTART;VALUE=DATE:20270223", "SUMMARY:Holiday"))
    assert found == (CalendarEvent(date(2027, 2, 23), date(2027, 2, 24), "Holiday", "1"),)


def test_an_instant_is_shown_on_the_clock_of_the_zone_asked_for() -> None:
    assert starts(*event("DTSTART:20270704T220000Z"), zone="Europe/Riga") == ["2027-07-05T01:00:00"]


def test_another_zone_is_turned_into_the_one_asked_for() -> None:
    line = "DTSTART;TZID=America/New_York:20270704T220000"
    assert starts(*event(line), zone="Europe/Riga") == ["2027-07-05T05:00:00"]


def test_without_a_zone_each_time_keeps_its_own_clock() -> None:
    assert starts(*event("DTSTART;TZID=America/New_York:20270704T220000")) == ["2027-07-04T22:00:00"]


def test_a_time_without_a_zone_stays_as_it_is() -> None:
    assert starts(*event(DAY), zone="Europe/Riga") == ["2027-01-04T08:00:00"]


def test_exceptions_additions_and_changed_dates_are_honoured() -> None:
    found = starts(
        *event(DAY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20270111T080000", "RDATE:20270120T080000"),
        *event("DTSTART:20270119T090000", "RECURRENCE-ID:20270118T080000"),
    )
    assert found == [
        "2027-01-04T08:00:00",
        "2027-01-19T09:00:00",
        "2027-01-20T08:00:00",
        "2027-01-25T08:00:00",
    ]


def test_a_repeating_event_keeps_its_clock_through_the_change_of_offset() -> None:
    rule = "RRULE:FREQ=MONTHLY;COUNT=2"
    found = starts(*event("DTSTART;TZID=Europe/Riga:20270315T100000", rule), zone="Europe/Riga")
    assert found == ["2027-03-15T10:00:00", "2027-04-15T10:00:00"]


def test_an_event_that_began_before_the_window_and_reaches_into_it_is_there() -> None:
    assert starts(*event("DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270102")) == ["2026-12-30"]


def test_an_event_that_ends_as_the_window_begins_is_not_there() -> None:
    assert starts(*event("DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270101")) == []


def test_a_cancelled_event_is_left_out() -> None:
    changed = event(DAY, "RECURRENCE-ID:20270104T080000", "STATUS:CANCELLED")
    assert starts(*event(DAY, "RRULE:FREQ=WEEKLY;COUNT=2"), *changed) == ["2027-01-11T08:00:00"]


def test_an_event_that_takes_up_no_time_says_so() -> None:
    (found,) = read(*event(DAY, "TRANSP:TRANSPARENT"))
    assert not found.busy


def test_a_zone_that_the_file_defines_is_its_own_and_not_that_of_the_file_before() -> None:
    def zoned(offset: str) -> list[str]:
        zone = ("BEGIN:VTIMEZONE", "TZID:Studio", "BEGIN:STANDARD", "DTSTART:19700101T000000")
        offsets = (f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE")
        return starts(*zone, *offsets, *event("DTSTART;TZID=Studio:20270104T080000"), zone="UTC")

    assert zoned("+0300") == ["2027-01-04T05:00:00"]
    assert zoned("+0100") == ["2027-01-04T07:00:00"]


def test_lines_that_say_nothing_about_dates_are_passed_over() -> None:
    foreign = ("ATTENDEE;CN=?:???", "BEGIN:VALARM", "TRIGGER:nonsense", "DTSTART:bad", "END:VALARM")
    assert starts(*event(DAY, *foreign)) == ["2027-01-04T08:00:00"]


def test_the_order_is_that_of_time() -> None:
    found = read(*event("DTSTART:20270105T080000"), *event("DTSTART;VALUE=DATE:20270105", uid="2"))
    assert [one.uid for one in found] == ["2", "1"]


SECONDLY = "RRULE:FREQ=SECONDLY;COUNT=1000000"
MINUTES = ",".join(map(str, range(60)))
HOURS = ",".join(map(str, range(24)))
ZONE = ("BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0200")
OLD = tuple(
    line for n in range(500) for line in event("DTSTART:19700101T080000", "RRULE:FREQ=DAILY", uid=str(n))
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (calendar(*event(DAY, SECONDLY)), "line 6, RRULE: 'FREQ=SECONDLY"),
        (calendar(*event(DAY, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")), "a rule that gives a date"),
        (calendar(*event(DAY, "RRULE:FREQ=DAILY;INTERVAL=0")), "line 6, RRULE"),
        (calendar(*event(DAY, "RRULE:FREQ=DAILY;COUNT=-1")), "COUNT, if any, from 1"),
        (calendar(*event(DAY, "RRULE:FREQ=WEEKLY;BYDAY=XX")), "a rule as RFC 5545 writes it"),
        (calendar(*event(DAY, "RRULE:FREQ=WEEKLY;BYEASTER=1")), "not BYEASTER"),
        (
            calendar(*event(DAY, f"RRULE:FREQ=DAILY;BYHOUR={HOURS};BYMINUTE={MINUTES};BYSECOND={MINUTES}")),
            "line 6",
        ),
        (calendar(*event(DAY, "RRULE:FREQ=DAILY;BYMONTH=" + "1," * 600)), "up to 1,000"),
        (calendar(*OLD), "expanded in a few seconds"),
        (
            calendar(*ZONE, "RRULE:FREQ=SECONDLY", "END:STANDARD", "END:VTIMEZONE"),
            "FREQ=YEARLY in a time zone",
        ),
        (calendar(*event(DAY, "RDATE:" + ",".join(["20270105T080000"] * 100_001))), "100,001 RDATE"),
        ("BEGIN:VCALENDAR\r\n" + "X" * 17_000_000, "characters"),
        ("BEGIN:VCALENDAR\r\n" + "BEGIN:X\r\n" * 1_000, "line 9: 'BEGIN:X'"),
        ("", "It is not a calendar file"),
        ("/etc/hostname", "It is not a calendar file"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270104", "The file is cut off"),
        (calendar("END:VEVENT"), "line 3: 'END:VEVENT' is not allowed; it takes END:VCALENDAR"),
        (calendar(*event("SUMMARY:x")), "line 3, VEVENT: a value is missing"),
        (calendar(*event(DAY), *event("DTSTART:20271304")), "line 9, DTSTART: '20271304'"),
        (calendar(*event("DTSTART;TZID=Moon/Base:20270104T080000")), "line 5, DTSTART: 'Moon/Base'"),
        (calendar(*event(DAY, "DURATION:P99999999D")), "line 6, DURATION"),
        (
            calendar(*event("DTSTART;TZID=Europe/Riga:20270104T0922337203685")),
            "line 5, DTSTART: '20270104T0922",
        ),
        (calendar(*event(DAY, "DURATION:PT1H\t")), "line 6, DURATION"),
        (
            calendar(*event("DTSTART:20270111T100000", "DTEND:20270110T100000")),
            "line 6, DTEND: '20270110T100000' is not allowed; it takes an end not before the start",
        ),
        (
            calendar(*event("DTSTART;VALUE=DATE:20270111", "DTEND;VALUE=DATE:20270110")),
            "an end not before the start",
        ),
    ],
)
def test_a_file_that_is_wrong_or_too_much_is_refused_at_once_with_its_line(text: str, said: str) -> None:
    begun = perf_counter()
    assert said in refusal(text)
    assert perf_counter() - begun < 5


def test_too_many_events_in_the_window_are_refused() -> None:
    rule = f"RRULE:FREQ=DAILY;BYHOUR={HOURS};BYMINUTE={','.join(map(str, range(0, 60, 5)))}"
    assert "over 100,000 events" in refusal(calendar(*event(DAY, rule)))


def test_all_problems_are_told_together() -> None:
    told = refusal(calendar(*event("DTSTART:2027"), *event("DTSTART:tomorrow")))
    assert "line 5" in told
    assert "line 9" in told


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidZone):
        read(*event(DAY), zone="Moon/Base")
