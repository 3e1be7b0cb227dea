"""Decides that English and Russian say the same things: every text and every place in it is there in both."""

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from frontdesk.web.words import WORDS
from frontdesk.words import clauses, clauses_ru, conditions, conditions_ru, forms, forms_ru, voices
from frontdesk.words.voices import SUBJECTS, SUFFIXES, voice
from recurrence import AXES, Why
from recurrence.analysis.compare import How
from recurrence.analysis.facts import Fact, Ignored
from recurrence.interop import english, reasons, russian, russian_forms
from recurrence.interop.languages import tongue
from recurrence.interop.tongue import LANGUAGES

PAIRS = {
    "dates": (english.TEXTS, russian.TEXTS),
    "page": (WORDS["en"], WORDS["ru"]),
    **{subject: tuple(voice(subject, language).texts for language in LANGUAGES) for subject in SUBJECTS},
}
FORMS = {"en": {**english.FORMS, **forms.FORMS}, "ru": {**russian_forms.FORMS, **forms_ru.FORMS}}


ASKED_BY_VIEWS = {
    "moment",
    "day_named",
    "brief_day",
    "weekday_short",
    "weekday_head",
    "month_name",
    "closure",
    "money",
    "hours",
}
"""The forms in which views show facts outside any text."""


def places(text: str) -> list[tuple[str, str]]:
    """The facts of a text, each with its form."""
    return [(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None]


@pytest.mark.parametrize("pair", PAIRS)
def test_both_languages_have_every_text(pair: str) -> None:
    first, second = PAIRS[pair]
    assert first, "no text was found"
    assert set(first) == set(second)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_text_has_the_same_facts_in_both_languages(pair: str) -> None:
    first, second = PAIRS[pair]
    differing = [
        name
        for name in first
        if {fact for fact, _ in places(first[name])} != {fact for fact, _ in places(second[name])}
    ]
    assert differing == []


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_that_a_text_asks_for_is_there(language: str, pair: str) -> None:
    texts, forms = PAIRS[pair][LANGUAGES.index(language)], FORMS[language]
    asked = {form for text in texts.values() for _, form in places(text) if form}
    assert asked - set(forms) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_is_kept_for_nobody(language: str) -> None:
    asked = {
        form
        for pair in PAIRS.values()
        for text in pair[LANGUAGES.index(language)].values()
        for _, form in places(text)
    }
    assert set(FORMS[language]) - asked - ASKED_BY_VIEWS == set()


def test_a_view_asks_for_forms_that_both_languages_have() -> None:
    assert set(FORMS["en"]) & set(FORMS["ru"]) >= ASKED_BY_VIEWS


def test_every_fact_is_put_into_words() -> None:
    assert set(reasons.PARTS) == set(get_args(Fact))


def test_every_reason_change_and_leaving_out_has_its_text() -> None:
    wanted = {
        *(f"reason.{why.name.lower()}" for why in Why),
        *(f"moved.{how.name.lower()}" for how in How),
        *(f"ignored.{field}" for field in get_args(Ignored.__annotations__["field"])),
        *(f"{what}.{value}" for what in ("missing", "leap_day") for value in AXES["missing_day"]),
        *(f"clock.{kind}" for kind in ("ordinary", "gap", "fold")),
        *(f"{which}.{unit}" for which in ("each", "nth") for unit in ("day", "week", "month", "year")),
    }
    for language in LANGUAGES:
        assert wanted - set(tongue(language).texts) == set()


def test_every_subject_is_a_module_of_each_language_and_no_other_is_there() -> None:
    there = {path.stem for path in Path(voices.__file__).parent.glob("*_texts*.py")}
    assert there == {f"{subject}_texts{suffix}" for subject in SUBJECTS for suffix in SUFFIXES.values()}


def test_the_documentation_is_told_alike() -> None:
    assert set(clauses.CLAUSES) == set(clauses_ru.CLAUSES)
    assert set(clauses.STATUSES) == set(clauses_ru.STATUSES)
    assert {axis: said[:2] for axis, said in clauses.AXES_SAID.items()} == {
        axis: said[:2] for axis, said in clauses_ru.AXES_SAID.items()
    }


def test_the_same_values_are_ruled_out_in_both_languages() -> None:
    first, second = conditions.NOT, conditions_ru.NOT
    assert {axis: tuple(values) for axis, values in first.items()} == {
        axis: tuple(values) for axis, values in second.items()
    }


@pytest.mark.parametrize("words", [conditions.WORDS, conditions_ru.WORDS], ids=LANGUAGES)
def test_every_value_of_every_axis_is_a_condition(words: dict[str, dict[str, str]]) -> None:
    assert {axis: tuple(values) for axis, values in words.items()} == AXES


def test_a_text_that_one_language_lacks_would_be_seen() -> None:
    assert places("{every} on {days:weekdays}") == [("every", ""), ("days", "weekdays")]


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="it takes en or ru"):
        tongue("de")


ROOT = Path(__file__).resolve().parents[2]
CHOSEN_BY_HAND = re.compile(r"""language\s*[!=]=\s*["']|["'](?:en|ru)["']\s*[!=]=""")


def choices_by_hand(text: str) -> list[str]:
    """The places where a text of ours asks which language it is, in place of looking into a table."""
    return CHOSEN_BY_HAND.findall(text)


def test_no_code_asks_which_language_it_is() -> None:
    places = [path for floor in ("recurrence", "frontdesk") for path in (ROOT / floor).rglob("*.py")]
    assert len(places) > 100
    asking = {path.name for path in places if choices_by_hand(path.read_text(encoding="utf-8"))}
    assert asking == {"languages.py"}  # where a language is loaded


def test_a_choice_by_hand_would_be_seen() -> None:
    assert choices_by_hand('told = russian if language == "ru" else english')
