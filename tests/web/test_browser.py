"""The page as somebody uses it: typed into, clicked, walked over with keys, read aloud, and without its script."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.conftest import PATIENCE
from tests.web.serving import STATE

expect.set_options(timeout=PATIENCE)


def base(address: str) -> str:
    """The planner's address without a state."""
    return address.partition("?")[0]


def heading(tab: Page) -> str:
    """The sentence above the dates."""
    return tab.locator("#headline h2").first.inner_text()


def test_what_is_typed_is_shown_and_stands_in_the_address(tab: Page, address: str) -> None:
    tab.goto(address)
    expect(tab.locator("#headline")).to_contain_text("Dates: 51")
    tab.get_by_label("Interval").first.fill("2")
    expect(tab.locator("#headline")).to_contain_text("Every 3rd week on Monday and Thursday")
    expect(tab.locator("#headline")).to_contain_text("Dates: 18")
    expect(tab).to_have_url(re.compile("interval=2"))
    tab.reload()
    expect(tab.get_by_label("Interval").first).to_have_value("2")
    expect(tab.locator("#headline")).to_contain_text("Dates: 18")
    expect(tab.locator("#said")).to_have_text("")


def test_an_edit_is_told_to_a_screen_reader(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_label("Tuesday").first.check()
    expect(tab.locator("#said")).to_contain_text("Every week on Monday, Tuesday and Thursday")
    assert tab.locator("#said").get_attribute("role") == "status"


def test_public_holidays_are_kept_free_and_the_calendar_says_so(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_label("Public holidays of").first.fill("LV")
    expect(tab.get_by_role("link", name="Tuesday 4 May: closed")).to_be_visible()
    expect(tab.locator(".legend").first).to_contain_text("closed")
    tab.get_by_label("A date on a closed day").first.select_option("next-week")
    expect(tab).to_have_url(re.compile("holidays=LV&if-closed=next-week"))


def test_the_page_says_why_a_day_is_in_and_why_another_is_out(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.locator('[data-day="2027-01-07"]').click()
    expect(tab.locator("#why")).to_contain_text("Thursday is a day of the strategy")
    expect(tab.locator("#why")).to_be_focused()
    tab.locator('[data-day="2027-01-06"]').click()
    expect(tab.locator("#why")).to_contain_text("Wednesday is not a day of the strategy")
    tab.go_back()
    expect(tab.locator("#why")).to_contain_text("Thursday is a day of the strategy")
    tab.locator("#why").get_by_text("Close").click()
    expect(tab.locator("#why")).to_have_count(0)


def test_arrows_walk_over_the_days_and_enter_asks_why(tab: Page, address: str) -> None:
    tab.goto(address)
    assert tab.locator('.month a[tabindex="0"]').count() == 1
    tab.locator('[data-day="2027-01-04"]').focus()
    for key in ("ArrowRight", "ArrowDown", "PageDown", "ArrowLeft", "ArrowUp", "PageDown"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement.dataset.day") == "2027-03-01"
    tab.keyboard.press("Enter")
    expect(tab.locator("#why")).to_contain_text("2027-03-01")


def test_the_keyboard_reaches_the_dates_before_the_form(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('#result').contains(document.activeElement)")


def test_two_strategies_are_compared_with_what_moved(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.locator("summary", has_text="Compare with").click()
    tab.locator('[name="b-days"][value="tue"]').check()
    tab.locator('[name="b-days"][value="thu"]').check()
    expect(tab.locator("#headline")).to_contain_text("A: 51 B: 51 only in A: 0 only in B: 0 moved: 26")
    expect(tab.locator(".legend").first).to_contain_text("moved here, in B only")
    for day, mark in (("05", "moved_b"), ("04", "moved_a"), ("07", "both")):
        assert tab.locator(f'[data-day="2027-01-{day}"]').get_attribute("class") == f"is-{mark}"
    colours = [
        tab.locator(f".days .is-{mark}").first.evaluate("(each) => getComputedStyle(each).backgroundColor")
        for mark in ("moved_a", "moved_b", "both")
    ]
    assert len(set(colours)) == 3


def test_another_reading_shows_which_days_move(tab: Page, address: str) -> None:
    tab.goto(f"{base(address)}?{STATE}&interval=2")
    tab.locator("summary", has_text="Reading of the documentation").first.click()
    tab.get_by_label("R1 interval_means").first.select_option("step")
    expect(tab.locator("#headline")).to_contain_text("Against the documented reading:")
    assert tab.locator(".month .is-added").count() > 0


def test_problems_stand_beside_their_fields(tab: Page, address: str) -> None:
    tab.goto(address)
    field = tab.get_by_label("Interval").first
    field.fill("20000")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(tab.locator("#interval-problem")).to_contain_text("it takes 0 to 10000")
    assert "interval-problem" in (field.get_attribute("aria-describedby") or "")
    expect(tab.locator("#said")).to_contain_text("This has to be changed first")
    field.fill("1")
    expect(tab.locator("#interval-problem")).to_have_count(0)
    assert field.get_attribute("aria-invalid") is None


def test_a_strategy_and_a_class_of_the_studio_fill_the_form(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_role("link", name="Strength, every 3rd week").click()
    expect(tab.get_by_label("Interval").first).to_have_value("2")
    expect(tab.get_by_label("Till").first).to_have_value("2027-06-30")
    tab.locator("summary", has_text="Class to copy").click()
    tab.get_by_label("Class to copy").select_option("101")
    expect(tab.locator("#headline")).to_contain_text("at 18:30")
    expect(tab.get_by_role("heading", name="Clashes")).to_be_visible()


def test_the_language_changes_and_keeps_the_state(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_label("Interval").first.fill("1")
    expect(tab).to_have_url(re.compile("interval=1"))
    tab.get_by_role("link", name="Русский").click()
    expect(tab.get_by_label("Интервал").first).to_have_value("1")
    assert tab.locator("html").get_attribute("lang") == "ru"
    expect(tab.locator(".legend").first).to_contain_text("занятие")
    tab.get_by_label("Интервал").first.fill("x")
    expect(tab.locator("#interval-problem")).to_contain_text("не подходит")


def test_the_dates_are_saved_as_a_calendar(tab: Page, address: str) -> None:
    tab.goto(address)
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name="Save for a calendar").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert waiting.value.suggested_filename == "dates.ics"
    assert text.count("BEGIN:VEVENT") == 51
    assert "20270104T100000" in text
    tab.get_by_text("Other formats").click()
    expect(tab.locator(".exports").get_by_role("link", name="Table (csv)")).to_be_visible()


def test_on_paper_the_year_is_there_and_the_form_is_not(tab: Page, address: str) -> None:
    tab.goto(address)
    expect(tab.locator(".desk > form")).to_be_visible()
    tab.emulate_media(media="print")
    for gone in (".desk > form", ".top", ".save", ".jump"):
        expect(tab.locator(gone)).to_be_hidden()
    for there in ("#headline h2", ".year", ".list"):
        expect(tab.locator(there)).to_be_visible()


def test_weekdays_are_asked_for_in_the_weekly_mode_only(tab: Page, address: str) -> None:
    tab.goto(address)
    expect(tab.locator("#days")).to_be_visible()
    tab.get_by_label("Repeats").first.select_option("daily")
    expect(tab.locator("#days")).to_be_hidden()
    expect(tab.locator("#headline")).to_contain_text("Every day")


def test_what_is_open_is_switched_and_the_state_stays(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_label("Interval").first.fill("2")
    expect(tab.locator("#headline")).to_contain_text("Dates: 18")
    tab.get_by_role("link", name="Scenario scenario.toml").click()
    expect(tab.get_by_role("heading", name="Scenario: scenario.toml")).to_be_visible()
    tab.get_by_role("link", name="Planner").click()
    expect(tab.locator("#headline")).to_contain_text("Dates: 18")


def test_commands_are_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(address)
    tab.get_by_text("The same on the command line").click()
    tab.get_by_role("button", name="Copy").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("recur preview --mode weekly --days mon,thu")
    context.close()


def test_a_plan_opens_as_its_review(tab: Page, address: str) -> None:
    tab.goto(base(address))
    tab.get_by_role("link", name="plan.json").click()
    for told in ("PRODUCTION api.alteg.io", "to create", "Digest", "What it stands on"):
        expect(tab.locator("main")).to_contain_text(told)
    command = tab.locator("#command").inner_text()
    assert re.match(r"recur apply plan\.json --digest [0-9a-f]{12}", command)
    assert tab.locator(".month .is-create").count() > 0
    assert tab.get_by_role("button", name="Apply").count() == 0


def test_a_scenario_opens_as_its_figures(tab: Page, address: str) -> None:
    tab.goto(f"{base(address)}open/scenario.toml")
    expect(tab.get_by_role("columnheader", name="as planned")).to_be_visible()
    expect(tab.get_by_role("row", name="sessions 65")).to_contain_text("58 (-7)")


def test_without_its_script_the_form_and_the_links_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    tab.get_by_label("Interval").first.fill("2")
    tab.get_by_role("button", name="Show").click()
    expect(tab.locator("#headline")).to_contain_text("Dates: 18")
    tab.locator('[data-day="2027-01-07"]').click()
    expect(tab.locator("#why")).to_contain_text("Thursday is a day of the strategy")
    tab.get_by_label("Interval").first.fill("20000")
    tab.get_by_role("button", name="Show").click()
    expect(tab.locator("#interval-problem")).to_contain_text("it takes 0 to 10000")
    context.close()


def test_a_server_that_has_gone_is_told(context: BrowserContext, address: str) -> None:
    tab = context.new_page()
    tab.goto(address)
    tab.route("**/view?*", lambda route: route.abort())
    tab.get_by_label("Interval").first.fill("2")
    expect(tab.locator("#result")).to_contain_text("`recur web` has ended")


LATE = "mode=weekly&days=mon&days=thu&interval=1&from=9999-10-01&till=9999-12-30&at=10:00&closed=9999-10-04,9999-10-11"
"""The last months that there are: three in place of twelve, since each day is looked at."""

PAGES = {
    "planner": f"?{LATE}&if-closed=next-day&event=9999-12-20T10:00&interval_means=step",
    "compared": f"?{LATE}&copy=101&b-days=tue&b-days=thu&day=9999-10-07",
    "wrong": "?mode=weekly&interval=x&zone=Mars/X",
    "plan": "open/plan.json?",
    "scenario": "open/scenario.toml?",
    "missing": "open/none?",
}


LOOKS = [("en", "light", 1280), ("ru", "dark", 390)]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_hinders_anybody(context: BrowserContext, address: str, name: str) -> None:
    tab = context.new_page()
    # The planner in both looks, its neighbours in one each: what they share has been looked at then.
    looks = LOOKS if name == "planner" else [LOOKS[len(name) % 2]]
    for language, scheme, width in looks:
        tab.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(f"{base(address)}{PAGES[name]}&lang={language}")
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found = Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
        serious = [each for each in found if each["impact"] in {"serious", "critical"}]
        assert serious == [], json.dumps(serious, indent=1, ensure_ascii=False)[:3_000]
        for narrow in (width, 820, 320):
            tab.set_viewport_size({"width": narrow, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= narrow
