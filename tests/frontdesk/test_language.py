"""`--language` and `RECUR_LANGUAGE`: every view of a verb that has them is Russian from end to end, data stays as it is."""

import io
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from frontdesk.cli import VERBS, main
from frontdesk.dates.calendars import public_holidays
from frontdesk.shell.compose import Desk
from frontdesk.shell.verb_parsers import option_of, parser_of
from frontdesk.web.plan_page import plan_page
from frontdesk.words.forms_ru import FORMS
from frontdesk.words.plan_words import why_text
from recurrence import Slot, Why
from recurrence.interop.slots import reason
from sync.undo import TOUCHED, UNPLANNED, UNTOUCHED
from tests.frontdesk.running import TODAY, WORKED, Done, recur
from tests.plan.builders import plan

ROOT = Path(__file__).resolve().parents[2]
EVENT = "--event 2020-09-21T10:30"
LONG = "--mode monthly --from 2027-01-31 --count 40 --at 18:00 --zone Europe/Riga"
CLOSED = "--mode weekly --days mon,sun --from 2027-02-15 --count 8 --at 10:30 --closed sun,2027-02-22=Ремонт"
VIEWS: list[Any] = [
    pytest.param(WORKED, id="a preview"),
    f"{WORKED} {EVENT} --reading week=sunday --title Йога",
    f"{WORKED} --format year",
    f"preview {LONG}",
    f"preview {LONG} --format year",
    *(
        f"preview {CLOSED} --if-closed append --format {name}"
        for name in ("table", "html", "md", "svg", "ics")
    ),
    f"preview {LONG} --format svg",
    f"preview {WORKED.removeprefix('preview')} --format ics --rrule",
    "preview --mode weekly --days mon --from 2027-01-04 --till 2027-06-30 --at 10:00 --holidays RU --open 2027-02-23",
    f"explain {WORKED.removeprefix('preview')} 2020-10-08 2020-09-30 2020-10-01",
    f"explain {CLOSED} --if-closed next-day 2027-02-22 2027-02-21 2027-02-24",
    f"ambiguity {WORKED.removeprefix('preview')} {EVENT}",
    f"ambiguity {LONG.replace('--zone Europe/Riga', '')}",
    "ambiguity --mode weekly --days mon --from 2027-01-04 --count 3 --at 10:00 --reading from_included=yes",
    "lint --strategy examples/studio.json",
    "lint --mode weekly --days mon,thu --interval 2 --title Йога,_каждые_2_недели",
    "lint --mode 3 --days mon --interval 1",
    "compare examples/dates-before.txt examples/dates-after.txt --all",
    "compare examples/dates-before.txt examples/dates-after.txt --from 2027-01-08",
    "infer examples/classes.csv",
    "infer examples/classes.csv --till 2027-02-01 --reading week=sunday",
    "whatif examples/scenario.toml",
    "clashes examples/scenario.toml",
    "clashes examples/scenario.toml --take-first",
    "calibrate --observation examples/seen.json --next 2027-01-18",
]
SPEAKING = {
    *("preview", "explain", "compare", "lint", "infer", "clashes", "whatif", "ambiguity", "calibrate"),
    *("plan", "show", "verify", "web"),
}

LATIN = re.compile(r"[A-Za-z]{2,}")
TYPED = re.compile(
    r"`[^`]*`|--[a-z-]+( (table|json|dates))?\b|\w+=[\w|]+|\b[a-z]+_[a-z_]+\b|probe-\d+\.json|\b[RC]\d+\b|UTC|Europe/Riga|\b20\d\d[a-z]\b|holidays \d\S+|examples/\S+"
)
"""What a person types, clauses, zones, versions and files: alike in every language."""

COMMAND = re.compile(r"^ *(\$ )?recur (.*\\\n)*.*$|^ *--(?!reading).*$", re.MULTILINE)
AXIS = re.compile(r"^ +R\d+ \w+ \(", re.MULTILINE)
OPEN_VALUES = re.compile(r"^  R\d+ \w+: .*$", re.MULTILINE)
MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>|&#?\w+;", re.DOTALL)
CALENDAR = re.compile(r"^(?!SUMMARY|DESCRIPTION).*$|^(SUMMARY|DESCRIPTION):", re.MULTILINE)
NAMED = re.compile(r'"?(?:title|name)"?\s*[:=]\s*"([^"]+)"')
API_WORDS = {"from", "till", "count", "force", "EUR", "API", "recur", "json", "RU"}


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples are found."""
    monkeypatch.chdir(ROOT)


def spoken(line: str, language: str = "ru") -> Done:
    """A command line in a language; blanks inside a word are written as underscores."""
    words = [word.replace("_каждые_2_недели", " каждые 2 недели") for word in line.split()]
    return recur("", *words, "--language", language)


def foreign(text: str) -> list[str]:
    """The Latin words of a view that are neither typed by people nor names from the example files."""
    if text.startswith("BEGIN:VCALENDAR"):
        text = CALENDAR.sub("", text.replace("\r\n ", "").replace("\r\n", "\n"))
    texts = (path.read_text("utf-8") for path in ROOT.glob("examples/*"))
    named = {word for text in texts for name in NAMED.findall(text) for word in LATIN.findall(name)}
    prose = AXIS.sub(" (", MARKUP.sub(" ", text))
    for pattern in (COMMAND, OPEN_VALUES, TYPED):
        prose = pattern.sub(" ", prose)
    return [word for word in LATIN.findall(prose) if word not in named | API_WORDS]


@pytest.mark.parametrize("line", VIEWS)
def test_nothing_of_a_russian_view_is_english(line: str) -> None:
    done = spoken(line)
    assert done.err == ""
    assert re.search("[а-я]{3}", done.out)
    assert foreign(done.out) == []
    assert re.search("--format (html|md|svg|ics)", line) or max(map(len, done.lines)) <= 80


NEXT = re.compile(r"^ +(?:\$ )?recur ((\w+) (?:.*\\\n)*.*)$", re.MULTILINE)


@pytest.mark.parametrize(
    ("line", "verbs"),
    [
        (f"{WORKED} --format md", {"ambiguity"}),
        ("infer examples/classes.csv", {"preview", "plan"}),
        ("whatif examples/scenario.toml", {"clashes"}),
        ("lint --strategy examples/studio.json", {"strategies"}),
    ],
)
def test_the_next_command_goes_on_in_the_language_of_the_view_if_it_speaks_it(
    line: str, verbs: set[str]
) -> None:
    russian, english = spoken(line).out, spoken(line, "en").out
    assert {verb for _, verb in NEXT.findall(russian)} == verbs
    for command, verb in NEXT.findall(russian):
        assert command.endswith(" --language ru") == (verb in SPEAKING)
    assert "--language" not in english


def test_english_is_noticed() -> None:
    assert foreign(spoken(WORKED, "en").out)
    assert foreign("Каждую неделю, 3 dates") == ["dates"]
    assert foreign("Каждую неделю, with the event") == ["with", "event"]


# --- which language -----------------------------------------------------------------------------------------------


def wished(line: str, environment: str) -> Done:
    """A command line where `RECUR_LANGUAGE` is set."""
    out, err = io.StringIO(), io.StringIO()
    code = main(line.split(), Desk(out, err, lambda: TODAY, {"RECUR_LANGUAGE": environment}))
    return Done(code, out.getvalue(), err.getvalue())


def test_the_environment_is_asked_where_the_option_is_silent() -> None:
    assert wished(WORKED, "ru").out == spoken(WORKED).out
    assert wished(f"{WORKED} --language en", "ru").out == wished(WORKED, "").out == recur(WORKED).out


def test_a_language_that_is_none_is_refused_by_name() -> None:
    option, variable = recur(f"{WORKED} --language de"), wished(WORKED, "de")
    assert (option.code, variable.code) == (2, 78)
    assert "--language: 'de' is not allowed; it takes en or ru." in option.err
    assert "RECUR_LANGUAGE: 'de' is not allowed; it takes en or ru." in variable.err


@pytest.mark.parametrize("wanted", ["json", "csv", "dates"])
def test_what_programs_read_is_the_same_in_every_language(wanted: str) -> None:
    line = f"preview {CLOSED} --holidays RU --format {wanted}"
    assert spoken(line).out == wished(line, "ru").out == recur(line).out


OF_EACH_VERB = {line.split()[0]: line for line in VIEWS[1:] if not line.startswith(("preview", "calibrate"))}


@pytest.mark.parametrize("line", OF_EACH_VERB.values(), ids=OF_EACH_VERB)
def test_the_data_of_every_other_verb_is_the_same_too(line: str) -> None:
    assert spoken(f"{line} --format json").out == spoken(f"{line} --format json", "en").out


def test_the_verbs_that_speak_are_those_and_no_others() -> None:
    parsers = {verb: parser_of(verb) for verb in VERBS if verb not in {"demo", "strategies", "events"}}
    speaking = {
        verb
        for verb, parser in parsers.items()
        if parser is not None and "language" in map(option_of, parser._actions)
    }
    assert speaking == SPEAKING


@pytest.mark.parametrize(
    "line", ["apply plan.json", "events list", "pull", "undo plan.json", "plan --fleet examples/fleet.toml"]
)
@pytest.mark.parametrize("option", ["--language ru", "--language=ru"])
def test_what_is_english_only_says_so(line: str, option: str) -> None:
    done = recur(f"{line} {option}")
    assert done.code == 2
    assert "in English only; --language is not for it" in done.err


# --- numbers ------------------------------------------------------------------------------------------------------

ONE, FEW, MANY = (1, 21, 101), (2, 3, 24), (0, 5, 11, 12, 111)
COUNTED = {
    "dates": ("дата", "даты", "дат"),
    "dates_acc": ("дату", "даты", "дат"),
    "dates_of": ("даты", "дат", "дат"),
    "dates_in": ("дате", "датах", "датах"),
    "events": ("событие", "события", "событий"),
    "events_of": ("события", "событий", "событий"),
    "requests": ("запрос", "запроса", "запросов"),
    "minutes": ("минута", "минуты", "минут"),
    "seats": ("место", "места", "мест"),
    "months_in": ("месяце", "месяцах", "месяцах"),
    "traps": ("ловушка", "ловушки", "ловушек"),
    "strategies_in": ("стратегии", "стратегиях", "стратегиях"),
    "observations": ("наблюдение", "наблюдения", "наблюдений"),
    "readings_of": ("прочтения", "прочтений", "прочтений"),
    "readings_groups": ("группу", "группы", "групп"),
    "readings_differ": ("прочтение расходится", "прочтения расходятся", "прочтений расходятся"),
    "results": ("разный результат", "разных результата", "разных результатов"),
    "results_in": ("результате", "результатах", "результатах"),
    "cases_in": ("случае", "случаях", "случаях"),
    "classes_of": ("занятия", "занятий", "занятий"),
    "kept": ("остаётся", "остаются", "остаётся"),
    "refuse": ("отказывает", "отказывают", "отказывают"),
    "holidays": ("праздник", "праздника", "праздников"),
}


@pytest.mark.parametrize("form", COUNTED)
def test_a_word_beside_a_number(form: str) -> None:
    for numbers, word in zip((ONE, FEW, MANY), COUNTED[form], strict=True):
        assert [FORMS[form](number) for number in numbers] == [f"{number} {word}" for number in numbers]


def test_every_word_that_is_counted_was_written_down() -> None:
    counting = {
        form for form, said in FORMS.items() if getattr(said, "__qualname__", "").startswith("_with.")
    }
    assert counting == set(COUNTED)


def test_money_and_hours_are_written_as_russians_do() -> None:
    assert FORMS["money"](Decimal("1234567.50")) == "1\u00a0234\u00a0567,50"
    assert FORMS["hours"](timedelta(hours=1234, minutes=5)) == "1\u00a0234:05"


# --- public holidays ----------------------------------------------------------------------------------------------


def test_holidays_have_their_russian_names_where_the_library_has_them() -> None:
    days = date(2027, 1, 1), date(2027, 12, 31)
    russian, english = (public_holidays(["RU"], *days, language) for language in ("ru", "en"))
    assert (english.days[date(2027, 5, 9)], russian.days[date(2027, 5, 9)]) == ("Victory Day", "День Победы")
    assert russian.days.keys() == english.days.keys()
    assert public_holidays(["BY", "KG"], *days, "ru").days[date(2027, 7, 3)].startswith("День Независимости")


def test_a_country_without_russian_names_keeps_its_own_and_its_guesses_are_still_told() -> None:
    days = date(2027, 1, 1), date(2027, 12, 31)
    russian, english = (public_holidays(["KZ"], *days, language) for language in ("ru", "en"))
    assert russian == english
    assert english.guessed
    assert all("estimated" in english.days[day] for day in english.guessed)
    assert any(told.name == "holidays.estimated" for told in russian.told(days[0], days[1]))


# --- the page of a plan -------------------------------------------------------------------------------------------


def test_nothing_of_a_plan_s_russian_page_is_english() -> None:
    made = plan()
    shown = plan_page(made, "plan.json")("ru")["plan"]
    told = [shown.target, shown.title, shown.sentence, shown.counts, *shown.ground.lines, shown.ground.title]
    told += [text for _, title, texts in shown.verdicts for text in (title, *texts)]
    told += [row.note for row in shown.rows]
    names = {made.source.title, made.source.staff_name, made.recipe.strategy.title if made.recipe else ""}
    text = "\n".join(told)
    for name in filter(None, names):
        text = text.replace(name, "")
    assert foreign(re.sub(r"api\.alteg\.io|[0-9a-f]{12}…", "", text)) == []
    assert foreign("\n".join(plan_page(made, "plan.json")("en")["plan"].ground.lines))


# --- what a plan carries ------------------------------------------------------------------------------------------

PLANNED = datetime(2027, 1, 2, 9)
CLOSURES: tuple[tuple[str | None, str | None], ...] = (
    (None, None),
    ("Ремонт", None),
    (None, "Ремонт, и надолго"),
    ("День, closed: x", "Ремонт"),
)


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("closures", CLOSURES)
def test_the_reasons_that_a_plan_carries_are_said_again_in_russian(
    why: Why, closures: tuple[str | None, str | None]
) -> None:
    slot = Slot(PLANNED, why, PLANNED, closure=closures[0], despite=closures[1])
    assert why_text(slot.reason, "ru") == reason(slot, language="ru")
    assert why_text(slot.reason) == slot.reason


@pytest.mark.parametrize("why", [UNTOUCHED, UNPLANNED, *TOUCHED, "gone"])
def test_the_reasons_of_an_undo_plan_are_said_again_in_russian(why: str) -> None:
    assert not LATIN.search(why_text(why, "ru"))
    assert why_text(why) == why
