"""What the page says of days: marks with words, counts, lists, both languages, sides and readings; by hand."""

import re

import pytest

from frontdesk.web.months import SIGNS
from frontdesk.web.page import merged
from frontdesk.web.scenario_page import scenario_page
from frontdesk.web.shelf import Shelf
from frontdesk.web.state import view_of
from frontdesk.web.words import WORDS
from recurrence.analysis.whatif import Scenario, whatif
from recurrence.interop.tongue import LANGUAGES
from tests.web.asking import KEY, app, ask, studio, view

WEEKLY = "mode=weekly&days=mon&days=thu&from=2027-01-04&till=2027-01-31&at=10:00"
DAY = re.compile(
    r'<a (?:aria-current="date" )?href="\?[^"]*" data-day="([0-9-]+)"(?: class="is-(\w+)" data-sign="[^"]+")? '
    r'aria-label="([^"]+)">\d+</a>'
)


def marked(body: str) -> dict[str, str]:
    """The mark that gives each marked day its colour."""
    return {day: mark for day, mark, _ in DAY.findall(body) if mark}


def words_of(body: str, day: str) -> str:
    """What a screen reader hears of a day."""
    return next(str(said) for found, _, said in DAY.findall(body) if found == day)


def legend(body: str) -> str:
    return re.sub(r"<[^>]+>", " ", body.partition('class="legend"')[2].partition("</ul>")[0])


def test_the_months_from_the_first_date_to_the_last_stand_there_with_every_day() -> None:
    body = view(f"{WEEKLY}&event=2026-09-07T10:00&closed=2027-06-01")
    assert re.findall(r'<section class="month"><h4>([^<]*)', body) == ["January 2027"]
    assert len(DAY.findall(body)) == 31
    assert view(WEEKLY.replace("2027-01-31", "2027-03-01")).count('<section class="month">') == 3


def test_the_days_of_a_plain_strategy() -> None:
    days = ("04", "07", "11", "14", "18", "21", "25", "28")
    found = marked(view(WEEKLY))
    assert found == {f"2027-01-{day}": "contested" if day == "04" else "class" for day in days}


def test_a_closed_day_and_where_its_class_went() -> None:
    body = view(f"{WEEKLY}&closed=2027-01-07=Repairs&if-closed=next-day")
    assert marked(body)["2027-01-07"] == "closed"
    assert marked(body)["2027-01-08"] == "moved"
    assert "moved from Thu 2027-01-07, closed: Repairs" in body
    assert ">moved: 1<" in body
    assert words_of(body, "2027-01-08") == "Friday 8 January: class that was moved here"


def test_a_class_that_is_left_out_is_counted_and_listed() -> None:
    body = view(f"{WEEKLY}&closed=2027-01-07=Repairs")
    assert marked(body)["2027-01-07"] == "left"
    assert words_of(body, "2027-01-07") == "Thursday 7 January: left out, closed"
    assert "left out: 1" in body


def test_a_clash_and_what_is_there_already() -> None:
    shelf = Shelf({"s": studio(["Yoga", "Boxing", "Dance"])})
    body = view("mode=daily&from=2027-01-05&count=3&copy=1", shelf)
    assert marked(body)["2027-01-05"] == "clash"
    assert "clash" in words_of(body, "2027-01-05")
    assert words_of(body, "2027-01-26") == "Tuesday 26 January"
    assert "Tu 2027-01-05 10:00: the team member is taken: Boxing, 10:00–11:00" in body
    assert marked(body)["2027-01-07"] != "clash"
    assert "with a clash: 2" in body


def test_the_source_event_is_marked() -> None:
    assert marked(view(f"{WEEKLY}&event=2027-01-02T10:00"))["2027-01-02"] == "source"


def test_dates_that_only_some_readings_have() -> None:
    body = view(f"{WEEKLY}&interval=2")
    found = marked(body)
    assert found["2027-01-25"] == "contested"
    assert found["2027-01-18"] == "elsewhere"
    assert "only if the interval is a break (R1)" in body


def test_another_reading_says_what_it_adds_and_takes_away() -> None:
    body = view(f"{WEEKLY}&interval=2&interval_means=step")
    found = marked(body)
    assert found["2027-01-18"] == "added"
    assert found["2027-01-28"] == "gone"
    assert "added 2, gone 2, moved 0, as before 2" in body


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_mark_is_in_the_legend_with_its_words(language: str) -> None:
    shelf = Shelf({"s": studio(["Yoga", "Boxing"])})
    queries = [
        f"{WEEKLY}&closed=2027-01-07=Repairs,2027-01-11,2027-01-12&if-closed=next-day&interval=1&event=2027-01-02T10:00",
        f"{WEEKLY}&closed=2027-01-07&interval=2&interval_means=step",
        f"{WEEKLY}&b-days=tue&b-days=thu&b-till=2027-02-28",
        f"{WEEKLY}&b-days=mon",
        "mode=daily&from=2027-01-04&count=3&copy=1",
    ]
    for query in queries:
        body = view(f"{query}&lang={language}", shelf)
        told = legend(body)
        for mark in set(marked(body).values()):
            words = WORDS[language]
            assert SIGNS[mark] in told
            assert (words.get(f"{mark}_mark") or words[mark]) in told


def test_two_sides_and_what_moved() -> None:
    body = view(f"{WEEKLY}&b-days=tue&b-days=thu")
    found = marked(body)
    assert [found[f"2027-01-{day}"] for day in ("04", "05", "07")] == ["moved_a", "moved_b", "both"]
    counts = re.sub(r"<[^>]+>", "", body.partition('<p class="counts">')[2].partition("</p>")[0])
    assert counts == "A: 8 B: 8 only in A: 0 only in B: 0 moved: 4 in A and in B: 4"
    assert "moved, in B Tu 2027-01-05 10:00" in body


def test_the_second_side_takes_over_what_it_does_not_say() -> None:
    query = "mode=weekly&days=mon&interval=2&from=2027-01-04&count=5&at=10:00&holidays=LV"
    first = view_of(f"{query}&b-till=2027-12-31&b-mode=daily")
    assert first.b is not None
    both = merged(first.a, first.b)
    assert both.single == {"mode": "daily", "from": "2027-01-04", "till": "2027-12-31", "at": "10:00"}
    assert both.days == ()
    assert both.repeated == {"holidays": ("LV",)}


def test_the_second_side_goes_without_what_it_is_told_to() -> None:
    closed = "&holidays=LV&closed=2027-01-11=Repairs&event=2027-01-02T10:00"
    plain = view_of(f"{WEEKLY}{closed}&b-without=holidays&b-without=closed&b-without=nonsense")
    assert plain.b is not None
    both = merged(plain.a, plain.b)
    assert (plain.b.without, both.repeated, both.single["event"]) == (
        ("holidays", "closed"),
        {},
        "2027-01-02T10:00",
    )
    assert view_of(plain.query()) == plain
    found = marked(view(f"{WEEKLY}&closed=2027-01-11=Repairs&b-without=closed"))
    assert (found["2027-01-11"], found["2027-01-07"]) == ("only_b", "both")


def test_one_studio_after_the_other_is_looked_at() -> None:
    shelf = Shelf({"a.json": studio(["Yoga"]), "b.json": studio(["Boxing", "Dance"])})
    for query, here, offered in (("", "a.json", ["Yoga"]), ("&studio=b.json", "b.json", ["Boxing", "Dance"])):
        body = ask(app(shelf), f"/{KEY}/", query=f"{WEEKLY}{query}").body
        offers = body.partition('class="offers"')[2].partition("</nav>")[0]
        assert re.findall(r">([^<>]+)</a>", offers) == offered
        tabs = re.findall(r'<a href="([^"]+)" data-state="studio=([^"]*)"( aria-current="page")?>', body)
        assert [(key, bool(current)) for _, key, current in tabs] == [
            (key, key == here) for key in ("a.json", "b.json")
        ]
        assert all("?mode=weekly&amp;" in href and href.endswith(f"studio={key}") for href, key, _ in tabs)


def test_what_is_said_about_an_option_names_the_field() -> None:
    said = view(f"{WEEKLY}&holidays=LV").partition('id="to-know"')[2].partition("<details>")[0]
    assert "give “Source event”" in said
    assert "Give them with “Closed” and “Open all the same”." in said
    assert "--reading" in said or "recur ambiguity" in said


def test_a_country_is_known_by_its_name_too() -> None:
    assert marked(view(f"{WEEKLY}&holidays=latvia"))["2027-01-01"] == "closed"


@pytest.mark.parametrize(
    "query",
    [
        WEEKLY,
        f"{WEEKLY}&holidays=LV&closed=2027-01-07%3DRepairs%2Csun&lang=ru&day=2027-01-07",
        f"{WEEKLY}&b-days=tue&b-interval=2&b-week=sunday&week=rolling&copy=101",
    ],
)
def test_an_address_says_all_that_there_is_to_say(query: str) -> None:
    once = view_of(query)
    assert view_of(once.query()) == once
    body = ask(app(), f"/{KEY}/", query=once.query()).body
    for name, value in once.a.fields():
        shown = value.replace(",", ", ") if name == "closed" else value
        assert f'value="{shown}"' in body or name == "copy", name


@pytest.mark.parametrize(("language", "told"), [("en", "Thursday is a day"), ("ru", "четверг")])
def test_why_in_the_language_of_the_page(language: str, told: str) -> None:
    body = view(f"{WEEKLY}&day=2027-01-07&lang={language}")
    assert told in body.partition('id="why"')[2].partition("</section>")[0].replace("Четверг", "четверг")


def test_the_command_below_says_the_same() -> None:
    body = view(f"{WEEKLY}&holidays=LV&week=sunday")
    assert "recur preview --mode weekly --days mon,thu --from 2027-01-04" in body
    assert "--holidays LV --reading week=sunday" in body


def test_the_commands_of_a_page_go_on_in_its_language() -> None:
    page = scenario_page(whatif([Scenario("base", ())]), [], "a.toml")
    for language in LANGUAGES:
        more = " --language ru" if language == "ru" else ""
        assert (" --language ru</pre>" in view(f"{WEEKLY}&lang={language}")) == bool(more)
        assert page(language)["scenario"]["again"] == f"recur whatif a.toml{more}"


def test_both_languages_have_a_word_for_everything() -> None:
    assert WORDS["en"].keys() == WORDS["ru"].keys()
    assert all(WORDS[language][name] for language in WORDS for name in WORDS["en"])


def test_a_long_pattern_is_cut_with_a_word_about_it() -> None:
    body = view("mode=daily&from=2027-01-01&count=1000&at=10:00")
    assert body.count('<section class="month">') == 24
    assert "… and 500 more; a saved file has all." in body
    assert "Months after December 2028 are in the list." in body
