"""What a preview says beside its dates, in Russian as a native reader wrote it down."""

import re
from datetime import date, datetime

import pytest

from frontdesk.dates.gathering import request_from
from frontdesk.dates.preview import Preview
from frontdesk.dates.previewing import preview_of
from frontdesk.render import closing
from frontdesk.render.as_table import headline
from frontdesk.render.words import remarks
from frontdesk.shell.options import preview_parser
from frontdesk.words.conditions import condition, words_in
from frontdesk.words.note_texts import TEXTS
from frontdesk.words.note_words import Told
from tests.frontdesk.running import WORKED
from tests.frontdesk.test_startup import loaded

AT = datetime(2027, 3, 2, 3, 30)
ONE_CHOICE = {"choices": [("from_included", "yes")]}
TWO_CHOICES = {"choices": [("interval_means", "break"), ("week", "sunday")]}
COUNTRY = {
    "provider": "holidays 1.0",
    "code": "RU",
    "first_year": 1991,
    "last_year": 2100,
    "moved_until": 2026,
}

TOLD = [
    ("gap.kept", {"planned": AT}, "часы пропускают 03:30"),
    ("gap.moved", {"planned": AT}, "сдвинуто, часы пропускают 03:30"),
    ("gap.left_out", {"planned": AT}, "пропущено, часы пропускают 03:30"),
    ("gap.taken", {"planned": AT}, "пропущено, часы пропускают 03:30, а время после перевода занято"),
    ("fold", {"planned": AT}, "часы показывают 03:30 дважды"),
    ("moved.day", {"day": 31, "choices": []}, "вместо 31-го числа"),
    ("moved.day.if", {"day": 31, **ONE_CHOICE}, "вместо 31-го числа: первый день входит (R7)"),
    ("moved.leap_day", {"day": 29, "choices": []}, "вместо 29 февраля"),
    ("moved.leap_day.if", {"day": 29, **ONE_CHOICE}, "вместо 29 февраля: первый день входит (R7)"),
    (
        "contested",
        TWO_CHOICES,
        "только если интервал — это перерыв (R1) и неделя начинается с воскресенья (R3)",
    ),
    ("contested.together", {}, "не при всех прочтениях"),
    ("contested.all", ONE_CHOICE, "Все эти даты верны, только если первый день входит (R7)."),
    (
        "source_slot",
        {"slot": AT},
        "Само исходное событие, 2 марта 2027 г. (вт), 03:30, второй раз не создаётся (R10).",
    ),
    ("empty", {}, "В этот срок не попадает ни одна дата шаблона."),
    (
        "not_compared",
        {"clauses": ["R2", "R12", "R13"]},
        "Прочтения, которым нужно исходное событие (R2, R12 и R13), не сравниваются: укажите его (--event).",
    ),
    (
        "days_tidied",
        {"given": (4, 1, 1), "kept": (1, 4)},
        "Дни повторялись или шли не по порядку: чт, пн, пн прочитано как пн, чт.",
    ),
    ("unknown_fields", {"names": "a, b", "more": 0}, "Неизвестные поля файла не используются: a, b."),
    (
        "unknown_fields.more",
        {"names": "a, b", "more": 2},
        "Неизвестные поля файла не используются: a, b и ещё 2.",
    ),
    (
        "days_ignored",
        {"days": (0, 6)},
        "Дни недели (вс, сб) важны только в еженедельном режиме, здесь они не учитываются.",
    ),
    (
        "interval_ignored",
        {"interval": 3},
        "Интервал 3 не учитывается: в этом режиме нет единицы, которую можно пропускать (R6).",
    ),
    ("closed", {"closure": "Ремонт"}, "закрыто: Ремонт"),
    ("closed.closed", {"closure": "Sundays"}, "пропущено, закрыто: воскресенье"),
    (
        "closed.no_place",
        {"closure": "Ремонт"},
        "пропущено, закрыто: Ремонт; рядом нет открытого и свободного дня",
    ),
    ("closed.taken", {}, "пропущено, место занято"),
    ("closed.appended", {}, "добавлено в конце"),
    (
        "closed.off_closure",
        {"closure": "Ремонт", "pattern": AT},
        "перенесено со 2 марта 2027 г. (вт), закрыто: Ремонт",
    ),
    (
        "closures",
        {"numbers": {"left": 2, "moved": 11, "appended": 21}},
        "Из-за закрытых дней: 2 пропущены, 11 перенесено, 21 добавлено.",
    ),
    ("closures.none", {}, "На закрытые дни не приходится ни одной даты."),
    ("closures.readings", {}, "Прочтения сравниваются по шаблону, без учёта закрытых дней."),
    (
        "calendar",
        {"path": "a\x1b.ics", "others": 22},
        "a\\u001b.ics: 22 события — не на весь день, такие ничего не закрывают.",
    ),
    (
        "holidays",
        {"countries": "RU, KZ", "provider": "holidays 1.0"},
        "Праздники (RU, KZ): holidays 1.0.",
    ),
    (
        "holidays.estimated",
        {"provider": "holidays 1.0", "guessed": 2},
        "holidays 1.0 даёт 2 праздника с примерной датой: точную определяет луна.",
    ),
    ("holidays.years", COUNTRY, "holidays 1.0 знает праздники RU только с 1991 по 2100 год."),
    (
        "holidays.moved",
        {**COUNTRY, "since": (2027, 2027)},
        (
            "holidays 1.0 знает переносы выходных RU только до 2026 года включительно. "
            "Переносы за 2027 год, если они есть, укажите в --closed и --open."
        ),
    ),
    (
        "open",
        {"day": date(2027, 3, 4)},
        "4 марта 2027 г. (чт) указан открытым, но его и так ничто не закрывает.",
    ),
    (
        "unseen",
        {"days": (date(2027, 1, 4), date(2027, 6, 30))},
        (
            "Снимок показывает дни с 4 января по 30 июня 2027 г.: что есть в другие дни, неизвестно "
            "и не сравнивается."
        ),
    ),
    (
        "offsets",
        {"zone": "Europe/Riga", "version": "2026f"},
        "Смещения: Europe/Riga, база часовых поясов 2026f.",
    ),
    (
        "compare.kinds",
        {"path": "a.json", "kinds": 2},
        "Сравниваются все события из a.json, занятий разных видов — 2: выбирают --event, --service и --staff.",
    ),
    (
        "compare.outside",
        {"path": "a.json", "number": 21},
        "Не сравниваются даты из a.json вне этих дней: 21.",
    ),
    ("too_many", {}, "Дат слишком много, чтобы сравнить их с датами других прочтений."),
    ("readings.documented", {}, "Все прочтения документации дают эти даты."),
    ("readings.documented.none", {}, "Ни одно прочтение документации не даёт дат."),
    ("readings.compared", {}, "Все сравнённые прочтения дают эти даты."),
    ("readings.compared.none", {}, "Ни одно из сравнённых прочтений не даёт дат."),
    (
        "readings.differ",
        {"readings": 22, "contested": 21, "agreed": 1},
        "22 прочтения расходятся в 21 дате; общих для всех — 1 дата:",
    ),
    (
        "readings.refuse",
        {"readings": 11, "contested": 5, "agreed": 2, "refusing": 1},
        "11 прочтений расходятся в 5 датах (1 отказывает); общих для всех — 2 даты:",
    ),
    (
        "readings.differ",
        {"readings": 21, "contested": 11, "agreed": 0},
        "21 прочтение расходится в 11 датах; общих для всех — 0 дат:",
    ),
    (
        "adds",
        {"change": "week=sunday", "moments": "пн 2027-01-18"},
        "--reading week=sunday добавляет пн 2027-01-18.",
    ),
    (
        "adds.more",
        {"change": "week=sunday", "moments": "пн 2027-01-18", "more": 3},
        "--reading week=sunday добавляет пн 2027-01-18 и ещё 3.",
    ),
]


@pytest.mark.parametrize(("name", "facts", "told"), TOLD, ids=[name for name, *_ in TOLD])
def test_a_remark_in_russian(name: str, facts: dict[str, object], told: str) -> None:
    assert Told(name, facts).said("ru") == told


def test_every_remark_was_written_down() -> None:
    assert {name for name, *_ in TOLD} == set(TEXTS)


def test_several_years_are_a_span() -> None:
    told = Told("holidays.moved", {**COUNTRY, "since": (2027, 2029)})
    assert "Переносы за 2027–2029 годы, если" in told.said("ru")
    assert "those of 2027 to 2029, if" in told.said("en")


# --- whole previews -----------------------------------------------------------------------------------------------


def preview(line: str) -> Preview:
    return preview_of(request_from(preview_parser().parse_args(line.split())))


def closing_lines(shown: Preview) -> list[str]:
    return [text.plain for text in closing.remarks(shown, "", "ru")]


def test_a_preview_with_closed_days() -> None:
    shown = preview(
        "--mode=weekly --days=mon --at=10:30 --from=2027-02-15 --count=3 --closed=2027-02-22=Праздник "
        "--if-closed=next-day"
    )
    assert headline(shown, "ru") == (
        "Каждую неделю по понедельникам в 10:30, с 15 февраля 2027 г., 3 занятия."
    )
    assert [remarks(line, "ru") for line in shown.lines] == [
        "только если первый день входит (R7)",
        "перенесено с 22 февраля 2027 г. (пн), закрыто: Праздник",
        "",
    ]
    assert closing_lines(shown) == [
        "Из-за закрытых дней: 1 перенесено.",
        "Прочтения сравниваются по шаблону, без учёта закрытых дней.",
        "2 прочтения расходятся в 2 датах; общих для всех — 2 даты:",
        "  recur ambiguity --mode weekly --days mon --from 2027-02-15 --count 3 \\",
        "    --at 10:30 --language ru",
        "  --reading from_included=no добавляет пн 2027-03-08.",
    ]


COMMAND = re.compile(r"--[a-z]+|\w+=\w+|R\d+|Europe/Riga|\b20\d\d[a-z]\b")
"""What a person types, clauses and names: alike in every language."""

IN_COMMAND = re.compile(r" {2,}(recur |--(?!reading))")
"""A line of a command: how many it has depends on its words."""

LATIN = re.compile(r"[A-Za-z]{2,}")
PREVIEWS = [
    "--mode=weekly --days=mon,thu,mon --interval=2 --at=10:00 --from=2027-01-04 --till=2027-03-01",
    "--mode=monthly --from=2027-01-31 --count=4 --at=10:00 --reading=missing_day=clamp",
    "--mode=monthly --from=2027-01-31 --count=4 --at=10:00 --reading=missing_day=overflow_drift",
    "--mode=yearly --from=2028-02-29 --count=4 --at=10:00 --reading=missing_day=overflow",
    "--mode=weekly --days=sun --at=03:30 --from=2027-03-22 --till=2027-11-09 --zone=Europe/Riga --gap=shift",
    "--mode=daily --event=2027-01-31T10:30 --from=2027-01-30 --count=4 --days=mon",
    "--mode=2 --interval=3 --at=10:30 --from=2027-01-30 --count=4",
    "--mode=weekly --days=mon,tue --at=10:30 --from=2027-02-15 --count=6 --closed=mon --if-closed=append",
    "--mode=weekly --at=10:30 --from=2027-02-15 --till=2027-03-15 --reading=empty_days=none",
    "--mode=monthly --from=2027-01-31 --till=2027-02-20 --at=10:00 --reading=from_included=no",
]


@pytest.mark.parametrize("line", PREVIEWS)
def test_nothing_of_a_russian_preview_is_english_but_commands(line: str) -> None:
    shown = preview(line)
    told = [headline(shown, "ru"), *(remarks(each, "ru") for each in shown.lines), *closing_lines(shown)]
    prose = [COMMAND.sub("", text) for text in told if not IN_COMMAND.match(text)]
    assert [text for text in prose if LATIN.search(text) or "{" in text] == []


@pytest.mark.parametrize("line", PREVIEWS)
def test_the_languages_have_the_same_notes(line: str) -> None:
    shown = preview(line)
    english = [text.plain for text in closing.remarks(shown, "") if not IN_COMMAND.match(text.plain)]
    russian = [text for text in closing_lines(shown) if not IN_COMMAND.match(text)]
    assert len(english) == len(russian)
    for each in shown.lines:
        assert [note.text for note in each.notes] == [note.said("en") for note in each.notes]
        assert bool(remarks(each)) == bool(remarks(each, "ru"))


def test_a_condition_has_its_number_in_both_languages() -> None:
    assert condition("week", "rolling") == "weeks start where counting does (R3)"
    assert condition("week", "rolling", "ru") == "неделя начинается там, откуда идёт отсчёт (R3)"
    assert not LATIN.search(" ".join(said for values in words_in("ru").values() for said in values.values()))


# --- start-up -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", ["--format dates", ""])
def test_russian_is_loaded_only_where_it_is_asked_for(more: str) -> None:
    russian = {
        name for name in loaded(*f"{WORKED} {more}".split()) if name.endswith("_ru") or "russian" in name
    }
    assert russian == set()


def test_bare_dates_load_no_words_at_all() -> None:
    assert not {name for name in loaded(*WORKED.split(), "--format", "dates") if "interop" in name}
