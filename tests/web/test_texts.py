"""Foreign text stays text: the page of a hostile title has the elements of a harmless one's (S07)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest

from frontdesk.web.plan_page import plan_page
from frontdesk.web.scenario_page import scenario_page
from frontdesk.web.shelf import Opened, Shelf
from frontdesk.words.note_words import Told
from recurrence import Window, arrange
from recurrence.analysis.whatif import Course, Range, Scenario, whatif
from recurrence.interop.tongue import Language
from sync.plan import Recipe
from tests.plan import builders
from tests.web.asking import KEY, app, ask, studio
from tests.web.payloads import HARMLESS, PAYLOADS, Node, addresses, tree

PLANNER = app()
COPIED = "mode=daily&from=2027-01-04&count=200&at=10:00&copy=1"


def first_of(texts: Iterator[str]) -> str | None:
    """The first, without looking for others."""
    return next(texts, None)


def test_there_are_200_different_payloads() -> None:
    assert len(set(PAYLOADS)) == 200


@pytest.mark.parametrize("language", ["en", "ru"])
def test_titles_of_events_strategies_and_team_members_stay_texts(language: str) -> None:
    query = f"{COPIED}&lang={language}"
    hostile = ask(app(Shelf({"s": studio(PAYLOADS, PAYLOADS[5])})), f"/{KEY}/", query=query)
    harmless = ask(app(Shelf({"s": studio([HARMLESS] * 200)})), f"/{KEY}/", query=query)
    assert hostile.status == 200
    assert hostile.body.count("<option") > 200
    assert tree(hostile.body) == tree(harmless.body)
    assert addresses(hostile.body) == {"", "data"}


def test_what_a_clash_is_with_stays_a_text() -> None:
    hostile, harmless = (
        ask(app(Shelf({"s": studio(titles)})), f"/{KEY}/view", query=COPIED).body
        for titles in (PAYLOADS, [HARMLESS] * 200)
    )
    assert hostile.count("alert(1)") >= 20
    assert tree(hostile) == tree(harmless)


FIELDS = (
    "days",
    "interval",
    "from",
    "till",
    "count",
    "at",
    "event",
    "zone",
    "closed",
    "holidays",
    "week",
    "b-at",
)


def test_what_stands_in_any_field_of_an_address_stays_a_text() -> None:
    def planner(text: str) -> list[Node]:
        fields = {"mode": "daily", "title": text, **dict.fromkeys(FIELDS, text)}
        return tree(ask(PLANNER, f"/{KEY}/", query=urlencode(fields)).body)

    expected = planner("harmless")
    assert first_of(text for text in PAYLOADS if planner(text.replace(",", "").strip()) != expected) is None


def test_a_title_in_an_address_stays_a_text() -> None:
    def result(text: str) -> list[Node]:
        fields = {"mode": "daily", "from": "9999-12-27", "count": "1", "at": "10:00", "title": text}
        closed = {"closed": f"9999-12-27={text.replace(',', '')}", "if-closed": "next-day"}
        return tree(ask(PLANNER, f"/{KEY}/view", query=urlencode({**fields, **closed})).body)

    expected = result("harmless")
    assert first_of(text for text in PAYLOADS if result(text) != expected) is None


FILES: dict[str, Opened] = {}
WITH_FILES = app(Shelf(opened=FILES))


def opened(kind: str, content: Callable[[Language], Mapping[str, Any]], title: str) -> str:
    """The page of a file."""
    FILES["file"] = Opened(title, kind, content)
    answer = ask(WITH_FILES, f"/{KEY}/open/file")
    assert answer.status == 200
    return answer.body


ONE = Window(date(2027, 1, 4), count=1)
PLAN = builders.plan(schedule=arrange(builders.occurrences(ONE)))


def plan_body(text: str) -> str:
    """The page of a plan that has a text wherever it has foreign text."""
    plan = PLAN
    strategy = builders.STRATEGY.replace(title=text)
    made = replace(
        plan,
        source=replace(plan.source, title=text, staff_name=text),
        recipe=Recipe(strategy, ONE, builders.RECIPE.reading),
        actions=tuple(action._replace(why=text) for action in plan.actions),
        fingerprint=text,
        versions=plan.versions._replace(engine=text, tz=text, holidays=text),
    )
    return opened("plan", plan_page(made, f"{text}.json"), text)


def test_the_texts_of_a_plan_stay_texts() -> None:
    expected = tree(plan_body(HARMLESS))
    assert first_of(text for text in PAYLOADS if tree(plan_body(text)) != expected) is None


def scenario_body(texts: list[str]) -> str:
    """The page of scenarios with these names, notes and classes without a price."""
    start = datetime(2027, 1, 4, 10)
    courses = [Course(text, (start,), timedelta(hours=1)) for text in texts]
    priced = Range(Decimal(1), Decimal(1))
    scenarios = [
        Scenario(text, (course,), fill=priced, currency=text[:8])
        for text, course in zip(texts, courses, strict=True)
    ]
    notes = [Told("holidays", {"countries": text, "provider": text}) for text in texts]
    return opened("scenario", scenario_page(whatif(scenarios), notes, f"{texts[0]}.toml"), texts[0])


def test_the_texts_of_scenarios_stay_texts() -> None:
    assert tree(scenario_body(PAYLOADS)) == tree(scenario_body([HARMLESS] * 200))


def test_control_characters_are_shown_as_their_numbers() -> None:
    shelf = Shelf({"s": studio(["Yoga\x1b[2J\u202e"])})
    body = ask(app(shelf), f"/{KEY}/", query=COPIED).body
    assert "\x1b" not in body
    assert "\u202e" not in body
    assert "Yoga\\u001b[2J\\u202e" in body
