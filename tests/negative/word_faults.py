"""Deliberate faults in the words, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

RUSSIAN = "tests/interop/test_russian.py::test_"
FACTS = "tests/interop/test_russian_facts.py::test_"

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
]
