"""Closed days out of calendars: public holidays by country and region, and all-day events of a calendar file.

The only file that asks the library `holidays`, which is loaded at the first question. Decides what of a calendar
closes a day, and what must be said about how far the library knows; knows nothing of policies and options.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.errors import ContentError
from frontdesk.shell.files import text_of
from frontdesk.words.note_words import Told
from recurrence import Problem
from recurrence.errors import InvalidCalendar, MissingExtra

if TYPE_CHECKING:
    from recurrence.interop.tongue import Language

CODE_ALLOWED = "a country such as RU, or a country and region such as US-CA"
_MOST_NAMED = 12
_ENGLISH = "en_US"
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AMERICAN_DAY = re.compile(r"\b(\d\d)/(\d\d)/(\d{4})\b")
_ESTIMATED = re.compile(r"\([^)]*\bestimated\)")
_DAY = timedelta(days=1)


class Country(NamedTuple):
    """How far the library knows a country: the years it covers, and the last with a day off moved by decree, if any."""

    code: str
    first_year: int
    last_year: int
    moved_until: int | None


class PublicHolidays(NamedTuple):
    """Public holidays with their names, the library that gave them with its version, and how far it knows.

    `guessed`: the days that are estimates.
    """

    days: dict[date, str]
    provider: str
    countries: tuple[Country, ...]
    guessed: frozenset[date] = frozenset()

    def notes(self, first: date, last: date) -> Iterator[str]:
        """What must be known about the holidays of some days, both ends included; in English."""
        return (told.said() for told in self.told(first, last))

    def told(self, first: date, last: date) -> Iterator[Told]:
        """The same for any language."""
        for country in self.countries:
            yield from self._on(country, first, last)
        guessed = sum(first <= day <= last for day in self.guessed)
        if guessed:
            yield Told("holidays.estimated", {"provider": self.provider, "guessed": guessed})

    def _on(self, country: Country, first: date, last: date) -> Iterator[Told]:
        facts: dict[str, object] = {"provider": self.provider, **country._asdict()}
        moved = country.moved_until
        if first.year < country.first_year or last.year > country.last_year:
            yield Told("holidays.years", facts)
        if moved is not None and last.year > moved:
            yield Told("holidays.moved", {**facts, "since": (moved + 1, last.year)})


def public_holidays(
    codes: Sequence[str], first: date, last: date, language: "Language" = "en"
) -> PublicHolidays:
    """The public holidays of countries and regions from one day to another; `codes` as `code_problems` passed them.

    Their names are in the language where the library has them in it, else in English or as the country writes them.

    Raises `MissingExtra`.
    """
    library = _library()
    days: dict[date, str] = {}
    guessed: set[date] = set()
    countries = []
    for code in codes:
        years = range(first.year, last.year + 1)
        english = _asked(library, code, years, _ENGLISH)
        countries.append(Country(code, english.start_year, english.end_year, _moved_until(english)))
        guessed |= {day for day, name in english.items() if _ESTIMATED.search(name)}
        spoken = _spoken(english, language)
        found = english if spoken == _ENGLISH else _asked(library, code, years, spoken)
        for day, name in found.items():
            if first <= day <= last:
                names = [*days.get(day, "").split("; "), *_AMERICAN_DAY.sub(r"\3-\1-\2", name).split("; ")]
                days[day] = "; ".join(filter(None, dict.fromkeys(names)))
    known = frozenset(day for day in guessed if first <= day <= last)
    return PublicHolidays(days, f"holidays {library.__version__}", tuple(countries), known)


def code_problems(text: str, field: str) -> list[Problem]:
    """What is wrong with a country, or a country and region. Raises `MissingExtra`.

    >>> code_problems("US-CA", "holidays")
    []
    >>> code_problems("ru", "holidays")[0].hint
    'Did you mean RU?'
    """
    library = _library()
    known: dict[str, list[str]] = library.list_supported_countries()
    country, dash, region = text.partition("-")
    if country not in known:
        named = {name.lower(): code for code, name in countries()}
        near = named.get(text.strip().lower(), country.strip().upper())
        return [Problem(field, text, CODE_ALLOWED, f"Did you mean {near}?" if near in known else "")]
    regions = known[country]
    if not dash or region in regions:
        return []
    if not regions:
        return [Problem(field, text, f"{country} without a region: the library knows none of it")]
    some = ", ".join(regions[:_MOST_NAMED]) + (" …" if len(regions) > _MOST_NAMED else "")
    near = region.strip().upper()
    hint = f"Did you mean {country}-{near}?" if near in regions else ""
    return [Problem(field, text, f"{country} alone or with one of its regions: {some}", hint)]


def countries() -> list[tuple[str, str]]:
    """The codes of all countries whose holidays are known, each with its name. Raises `MissingExtra`.

    >>> dict(countries())["LV"]
    'Latvia'
    """
    _library()
    from holidays.registry import COUNTRIES

    return sorted((code, _CAPITAL.sub(" ", name)) for name, code, *_ in COUNTRIES.values())


def calendar_days(path: str, first: date, last: date, zone: str | None) -> tuple[dict[date, str], int]:
    """The days that events of a calendar file cover from midnight to midnight, and how many other events there are.

    Raises `FileError`, `ContentError` with each problem's line, and `MissingExtra`.
    """
    from recurrence.interop.ics import read_calendar

    text = text_of(path)
    try:
        events = read_calendar(text, first, last, zone)
    except InvalidCalendar as error:
        raise ContentError(path, error.problems) from None
    days: dict[date, str] = {}
    others = 0
    for event in events:
        covered = _whole_days(event.start, event.end)
        others += not covered
        for day in covered:
            if first <= day <= last:
                days.setdefault(day, event.title.strip() or path)
    return days, others


def _whole_days(start: date, end: date) -> list[date]:
    """The days between two moments that are covered whole; a date as an end is the day after the last."""
    if isinstance(start, datetime):
        start = start.date() + (_DAY if start.time() != datetime.min.time() else timedelta())
    if isinstance(end, datetime):
        end = end.date()
    return [start + _DAY * number for number in range((end - start).days)]


def _library() -> ModuleType:
    try:
        import holidays
    except ImportError as error:
        raise MissingExtra("calendars", error.name or "holidays") from None
    return holidays


def _spoken(found: Any, language: "Language") -> str:  # noqa: ANN401  the library's own kinds
    """The library's name for a language, such as `ru_KG`; its English where a country has no names in the language."""
    ours = [name for name in found.supported_languages if name.split("_")[0] == language]
    return ours[0] if ours and language != _ENGLISH[:2] else _ENGLISH


def _asked(library: Any, code: str, years: range, language: str) -> Any:  # noqa: ANN401  the library's own kinds
    country, _, region = code.partition("-")
    asked = {"subdiv": region or None, "years": years}
    found = library.country_holidays(country, **asked, language=language)
    return found if found.supported_languages else library.country_holidays(country, **asked)


def _moved_until(found: Any) -> int | None:  # noqa: ANN401  the library's own kinds
    """The last year in which the library has a day off moved from another day; None where a country has no such days.

    It says so in the table of a country's special holidays: an entry with the day that it was moved from.
    """
    if not found.has_substituted_holidays:
        return None
    years = [
        year
        for year, entries in getattr(found, "special_public_holidays", {}).items()
        if any(
            len(entry) > 3 for entry in (entries if entries and isinstance(entries[0], tuple) else (entries,))
        )
    ]
    return max(years, default=None)
