"""Which form to send: by dates always; left to the server only where nothing can come out otherwise."""

from datetime import date, datetime

from recurrence import Strategy, Window
from recurrence.analysis import Reason, advise, where

EVENT = datetime(2026, 12, 28, 9, 30)
WINDOW = Window(date(2027, 1, 5), till=date(2027, 1, 16))
AGREED = [datetime(2027, 1, day, 9, 30) for day in (6, 8, 11, 13, 15)]


def test_where_all_readings_agree_any_form_will_do() -> None:
    found = advise(Strategy(3), WINDOW, EVENT)
    assert found.reason is Reason.AGREED
    assert found.forms == ("dates", "strategy", "parameters")


def test_where_readings_differ_only_dates_will_do() -> None:
    found = advise(Strategy(3), Window(date(2027, 1, 4), till=date(2027, 1, 16)), EVENT)
    assert (found.reason, found.forms, found.axes) == (Reason.DIFFER, ("dates",), ("from_included",))
    assert found.contested == (datetime(2027, 1, 4, 9, 30),)


def test_what_a_calibration_has_ruled_out_does_not_count() -> None:
    window = Window(date(2027, 1, 4), till=date(2027, 1, 16))
    assert advise(Strategy(3), window, EVENT, possible=where(from_included=("yes",))).by_server
    assert not advise(Strategy(3), window, EVENT, possible=where(week=("monday",))).by_server


def test_dates_that_a_person_has_edited_are_not_the_patterns() -> None:
    assert advise(Strategy(3), WINDOW, EVENT, wanted=AGREED).by_server
    assert advise(Strategy(3), WINDOW, EVENT, wanted=AGREED[::-1]).by_server
    assert advise(Strategy(3), WINDOW, EVENT, wanted=AGREED[1:]).reason is Reason.EDITED
    moved = [*AGREED[1:], datetime(2027, 1, 7, 9, 30)]
    assert advise(Strategy(3), WINDOW, EVENT, wanted=moved).forms == ("dates",)


def test_no_dates_are_nothing_to_leave_to_a_server() -> None:
    found = advise(Strategy(5, days=(1,)), Window(date(2027, 1, 5), till=date(2027, 1, 9)), EVENT)
    assert found.reason is Reason.NO_DATES


def test_readings_that_were_not_tried_are_no_agreement() -> None:
    every_other = Strategy(5, days=(3,), interval=1)
    window = Window(date(2027, 1, 5), till=date(2027, 1, 9), hours=9, minutes=30)
    assert advise(every_other, window, None).reason is Reason.NOT_COMPARED
    assert advise(every_other, window, datetime(2026, 12, 23, 9, 30)).by_server
    many = Window(date(2027, 1, 5), till=date(9999, 1, 1))
    assert advise(Strategy(1), many, EVENT).reason is Reason.NOT_COMPARED
    refused = Strategy(5)
    assert (
        advise(refused, WINDOW, EVENT, possible=where(empty_days=("refuse",))).reason is Reason.NOT_COMPARED
    )
