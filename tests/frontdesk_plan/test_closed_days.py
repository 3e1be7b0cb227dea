"""Plans with closed days: what is left out and moved, why, and what no strategy can say."""

import json

from tests.frontdesk_net.schemas import faults
from tests.frontdesk_plan.shop import SIX, STARTS, Shop

# The six dates are Mondays and Thursdays from 7 to 24 December 2026.
CHRISTMAS = ("--closed", "2026-12-24=Christmas Eve")


def actions(shop: Shop) -> list[tuple[str, str, str]]:
    return [(action["start"], action["do"], action["why"]) for action in shop.document()["actions"]]


def test_a_closed_date_is_left_out_with_the_name_of_the_closure(shop: Shop) -> None:
    shop.planned(*CHRISTMAS)
    assert actions(shop)[-1] == ("2026-12-24T18:30:00", "left out", "closed: Christmas Eve")
    assert "left out: closed: Christmas Eve" in shop.recur("show plan.json").out


def test_a_moved_date_says_where_from_and_why(shop: Shop) -> None:
    shop.planned(*CHRISTMAS, "--if-closed", "previous-day")
    why = "moved from 2026-12-24 18:30, closed: Christmas Eve"
    assert actions(shop)[-1] == ("2026-12-23T18:30:00", "create", why)
    assert "moved from 2026-12-24 18:30" in shop.recur("show plan.json").out


def test_a_date_at_the_end_makes_up_for_a_closed_one(shop: Shop) -> None:
    shop.planned(*CHRISTMAS, "--if-closed", "append")
    assert actions(shop)[-1] == ("2026-12-28T18:30:00", "create", "appended at the end")
    assert shop.applied().code == 0
    assert shop.made() == [*STARTS[:-1], "2026-12-28T18:30:00"]
    assert shop.recur("verify plan.json").code == 0


def test_a_closed_date_that_an_edit_decides_is_the_edit_s(shop: Shop) -> None:
    shop.planned(*CHRISTMAS, "--if-closed", "refuse", "--move", "2026-12-24=2026-12-23")
    assert actions(shop)[-1][2] == "moved by hand from 2026-12-24 18:30, closed: Christmas Eve"


def test_a_date_added_on_a_closed_day_says_so(shop: Shop) -> None:
    shop.planned("--closed", "2026-12-25=Christmas", "--add", "2026-12-25")
    assert actions(shop)[-1] == ("2026-12-25T18:30:00", "create", "added, although closed: Christmas")


def test_a_date_that_stands_in_can_be_edited(shop: Shop) -> None:
    shop.planned(*CHRISTMAS, "--if-closed", "append", "--move", "2026-12-28=2026-12-29")
    assert actions(shop)[-1][0] == "2026-12-29T18:30:00"


def test_the_plan_records_the_library_of_the_holidays_and_tells_of_it(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, "--holidays", "LV", "--out", "plan.json")
    library = shop.document()["versions"]["holidays"]
    assert library.startswith("holidays 0.")
    assert f"Public holidays of LV: {library}." in done.err
    assert f"Public holidays: {library}." in shop.recur("show plan.json").out
    assert faults(shop.document(), "plan") == []


def test_without_holidays_the_plan_says_nothing_of_them(shop: Shop) -> None:
    shop.planned(*CHRISTMAS)
    assert "holidays" not in shop.document()["versions"]
    assert faults(shop.document(), "plan") == []


def test_a_form_in_which_the_service_works_the_dates_out_cannot_say_closed_days(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, *CHRISTMAS, "--form", "parameters", "--out", "plan.json")
    assert done.code == 65
    said = "not as the pattern has it, for edits or closed days, which no strategy can say. --form dates can send them."
    assert said in " ".join(done.out.split())


def test_closed_days_that_no_date_meets_leave_every_form_open(shop: Shop) -> None:
    shop.planned("--closed", "2026-12-25", "--form", "parameters")
    assert shop.applied().code == 0
    assert shop.made() == STARTS


def test_refusing_writes_no_plan(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, *CHRISTMAS, "--if-closed", "refuse", "--out", "plan.json")
    assert done.code == 2
    assert "2026-12-24 18:30 is on a closed day: Christmas Eve" in done.err


def test_an_edit_onto_the_place_of_a_moved_date_is_told_who_has_it(shop: Shop) -> None:
    words = (*CHRISTMAS, "--if-closed", "previous-day", "--add", "2026-12-23", "--out", "plan.json")
    done = shop.recur("plan", *SIX, *words)
    assert done.code == 2
    assert "The date of 2026-12-24 18:30:00 was moved there off a closed day." in done.err


def test_json_of_a_plan_stays_data_alone(shop: Shop) -> None:
    done = shop.recur("plan", *SIX, "--holidays", "LV", "--format", "json")
    assert json.loads(done.out)["versions"]["holidays"]
