"""Deliberate faults in the words, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

RUSSIAN = "tests/interop/test_russian.py::test_"
FACTS = "tests/interop/test_russian_facts.py::test_"

LANGUAGE = "tests/frontdesk/test_language.py::test_"

FAULTS = [
    Fault(
        "eleven sessions are said as one",
        "recurrence/interop/russian_forms.py",
        "if last == 1 and not teens:",
        "if last == 1:",
        f"{RUSSIAN}the_noun_beside_a_number[11]",
    ),
    Fault(
        "twelve sessions are said as two",
        "recurrence/interop/russian_forms.py",
        "if last in {2, 3, 4} and not teens",
        "if last in {2, 3, 4}",
        f"{RUSSIAN}the_noun_beside_a_number[112]",
    ),
    Fault(
        "every third week is said in the nominative",
        "recurrence/interop/russian.py",
        "Каждую {period:ordinal_f_acc} неделю",
        "Каждую {period:ordinal_f} неделю",
        f"{RUSSIAN}the_sentence_of_the_issue",
    ),
    Fault(
        "the third is declined as the second is",
        "recurrence/interop/russian_forms.py",
        '    if word == "третий":\n',
        '    if word == "":\n',
        f"{RUSSIAN}ordinals[3]",
    ),
    Fault(
        "at most 21 takes the plural",
        "recurrence/interop/russian_forms.py",
        '_with("занятия", "занятий", "занятий")',
        '_with("занятий", "занятий", "занятий")',
        f"{RUSSIAN}the_noun_after_at_most[21]",
    ),
    Fault(
        "since the second is said without its vowel",
        "recurrence/interop/russian_forms.py",
        'return "со" if day.day == 2 else "с"',
        'return "с"',
        f"{RUSSIAN}from_a_day_until_a_day[the second]",
    ),
    Fault(
        "on Tuesday is said without its vowel",
        "recurrence/interop/russian_forms.py",
        '"во вторник"',
        '"в вторник"',
        f"{FACTS}on_a_weekday[tue]",
    ),
    Fault(
        "a break week is called active",
        "recurrence/interop/reasons.py",
        "'active' if fact.holds else 'break'",
        "'active' if fact.unit else 'break'",
        f"{FACTS}an_explanation_is_said_fact_by_fact",
    ),
    Fault(
        "a year that both ends share is said twice",
        "recurrence/interop/russian_forms.py",
        "if first.year != last.year:",
        "if first != last:",
        f"{RUSSIAN}the_number_of_dates_stands_at_the_end",
    ),
    Fault(
        "data is in another language where a person wants to read it",
        "frontdesk/shell/options.py",
        'spoken = LANGUAGES[0] if vars(options).get("format") in MACHINE_FORMATS else wanted',
        "spoken = wanted",
        f"{LANGUAGE}what_programs_read_is_the_same_in_every_language[json]",
    ),
    Fault(
        "the columns of a Russian list are English",
        "frontdesk/render/listing.py",
        'speak = voice("view", language)',
        'speak = voice("view", "en")',
        f"{LANGUAGE}nothing_of_a_russian_view_is_english[a preview]",
    ),
    Fault(
        "days beside 21 dates are said in the plural",
        "frontdesk/words/forms_ru.py",
        '"dates_in": _with("дате", "датах", "датах")',
        '"dates_in": _with("датах", "датах", "датах")',
        f"{LANGUAGE}a_word_beside_a_number[dates_in]",
    ),
    Fault(
        "why a date is where it is stays English in the review of a plan",
        "frontdesk/words/plan_words.py",
        "    if said is None:\n",
        "    if said is not None:\n",
        f"{LANGUAGE}the_reasons_that_a_plan_carries_are_said_again_in_russian[closures1-Why.CLOSED]",
    ),
    Fault(
        "holidays are named in English whatever is asked",
        "frontdesk/dates/calendars.py",
        "found = english if spoken == _ENGLISH else",
        "found = english if spoken else",
        f"{LANGUAGE}holidays_have_their_russian_names_where_the_library_has_them",
    ),
]
