"""A plan, and what exists, as files for others: the review as a page, the dates for a calendar."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from recurrence.interop.ics import read_calendar
from tests.frontdesk_plan.shop import STARTS, Shop

DAYS = "events list --from 2026-11-30 --till 2026-12-31 --service 1201"
TWENTY_SEVEN = date(2026, 1, 1), date(2027, 12, 31)


def shown(shop: Shop, line: str) -> str:
    done = shop.recur(line)
    assert done.code == 0, done.err
    return done.out


def starts(text: str) -> list[str]:
    return [event.start.isoformat() for event in read_calendar(text, *TWENTY_SEVEN)]


def said(page: str) -> str:
    """The words of a page, each element's end a blank."""
    body = page.split("<body>")[1]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def test_a_page_has_all_that_an_approver_needs_and_the_command_as_it_is_typed(shop: Shop) -> None:
    shop.planned("--drop", "2026-12-10", "--title", "Twice a week")
    page = shown(shop, "show plan.json --format html")
    for part in (
        "Event 101: Strength with Teacher 1",
        "location 4564. Twice a week. Every week on Monday and Thursday at 18:30",
        "5 to create · 1 left out",
        "emulator on 127.0.0.1",
        "left out: dropped",
        "1 request by dates; appointments stay; conflicts stop it:",
        f"Digest: {shop.document()['digest']}",
        "recur apply plan.json --digest",
    ):
        assert part in said(page), part
    assert page.count('<td class="class">') == 5
    assert page.count('<td class="closed">') == 1


def test_the_dates_to_create_are_tentative_and_stamped_when_they_were_seen(shop: Shop) -> None:
    shop.planned("--drop", "2026-12-10")
    text = shown(shop, "show plan.json --format ics")
    assert starts(text) == [start for start in STARTS if "12-10" not in start]
    assert text.count("STATUS:TENTATIVE") == text.count("DURATION:PT1H") == 5
    assert text.count("DTSTAMP:20261122T1630") == 5
    assert shown(shop, "show plan.json --format ics") == text


def test_what_exists_is_confirmed_and_is_the_same_entry_as_the_one_planned(shop: Shop) -> None:
    shop.planned()
    planned = shown(shop, "show plan.json --format ics")
    assert shop.applied().code == 0
    listed = shown(shop, f"{DAYS} --format ics")
    assert listed.count("STATUS:CONFIRMED") == listed.count("BEGIN:VEVENT") >= 6
    assert set(uids(planned)) < set(uids(listed))


def uids(text: str) -> list[str]:
    return re.findall(r"^UID:(.+)\r$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["svg", "md"])
def test_a_picture_and_a_text_have_the_same_dates(shop: Shop, name: str) -> None:
    shop.planned()
    text = shown(shop, f"show plan.json --format {name}")
    assert all(start[:10] in text for start in STARTS)


def test_an_undo_is_handed_on_too(shop: Shop) -> None:
    shop.planned()
    assert shop.applied().code == 0
    assert shop.recur("undo plan.json --out undo.json").code == 0
    assert "6 to delete" in shown(shop, "show undo.json --format md")
    assert Path("undo.json").exists()


def test_a_hostile_title_is_only_a_text_in_every_file(shop: Shop) -> None:
    service = shop.emulator.model.world.services[1201]
    title = "</title><script>x</script>\r\nEND:VEVENT"
    shop.emulator.model.world.services[1201] = type(service)(service.id, service.location, title)
    shop.planned()
    assert "<script" not in shown(shop, "show plan.json --format html") + shown(
        shop, "show plan.json --format svg"
    )
    assert shown(shop, "show plan.json --format ics").count("\r\nEND:VEVENT") == 6


def test_a_comparison_has_what_exists_confirmed_and_each_difference_told(shop: Shop) -> None:
    shop.planned()
    assert shop.applied().code == 0
    equal = shown(shop, "verify plan.json --format ics")
    assert starts(equal) == STARTS
    assert equal.count("STATUS:CONFIRMED") == 6
    assert set(uids(equal)) < set(uids(shown(shop, f"{DAYS} --format ics")))
    gone, moved = (shop.id_at(start) for start in STARTS[:2])
    shop.change(gone, deleted=True)
    shop.change(moved, start=shop.emulator.model.world.events[moved].start.replace(hour=20))
    shop.enter(STARTS[3])
    done = shop.recur("verify plan.json --format ics")
    assert done.code == 1
    later = STARTS[1].replace("T18:30", "T20:30")
    assert starts(done.out) == sorted([STARTS[0], later, *STARTS[2:], STARTS[3]])
    assert (done.out.count("STATUS:TENTATIVE"), done.out.count("STATUS:CONFIRMED")) == (1, 6)
    assert len(set(uids(done.out))) == 7
    told = shop.recur("verify plan.json --format md").out
    assert told.startswith("# Event 101: Strength")
    assert "As planned: 3 of 6 dates." in told
    assert [told.count(what) for what in ("missing: ", "moved: ", "extra: ")] == [1, 1, 1]


def test_a_comparison_as_a_page_marks_the_days(shop: Shop) -> None:
    shop.planned()
    assert shop.applied().code == 0
    shop.change(shop.id_at(STARTS[0]), deleted=True)
    assert shop.recur("verify plan.json --format html --out seen.html").code == 1
    page = Path("seen.html").read_text(encoding="utf-8")
    assert page.count('<td class="class">') == 5
    assert page.count('<td class="closed">') == 1
    assert "missing: Mon 2026-12-07 18:30: it was created, and is gone" in said(page)
    assert "Different. Nothing is created or deleted by itself." in said(page)


def test_a_review_goes_to_a_file_and_over_none(shop: Shop) -> None:
    shop.planned()
    done = shop.recur("show plan.json --format html --out review.html")
    assert (done.code, done.out, done.err) == (0, "", "Written: review.html\n")
    assert Path("review.html").read_text(encoding="utf-8") == shown(shop, "show plan.json --format html")
    again = shop.recur("show plan.json --out review.html")
    assert again.code == 73
    assert "--overwrite" in again.err
    assert shop.recur("show plan.json --out review.html --overwrite").code == 0
    assert max(map(len, Path("review.html").read_text(encoding="utf-8").splitlines())) <= 80
    assert shop.recur("show plan.json --overwrite").code == 2
