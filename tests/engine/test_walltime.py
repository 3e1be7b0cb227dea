"""Wall times against a zone: gaps and folds found by asking UTC minute by minute, which the engine does not do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from recurrence import InvalidZone, Strategy, Window, expand
from recurrence.walltime import GAP_POLICIES, known_zone, locate, tz_version

MINUTE = timedelta(minutes=1)
CHANGES = [
    ("Europe/Riga", datetime(2027, 3, 28)),
    ("Europe/Riga", datetime(2027, 10, 31)),
    ("America/New_York", datetime(2027, 3, 14)),
    ("America/New_York", datetime(2027, 11, 7)),
    ("Australia/Lord_Howe", datetime(2026, 10, 4)),
    ("Australia/Lord_Howe", datetime(2027, 4, 4)),
    ("America/Sao_Paulo", datetime(2018, 11, 4)),
    ("Asia/Kathmandu", datetime(2027, 3, 28)),
]


def readings_of_the_clock(zone: str, day: datetime) -> dict[datetime, int]:
    """How often the zone's clock shows each minute of a day, by walking UTC through it."""
    shown: dict[datetime, int] = {}
    start = day.replace(tzinfo=UTC) - timedelta(hours=30)
    for minute in range(84 * 60):
        wall = (start + minute * MINUTE).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        shown[wall] = shown.get(wall, 0) + 1
    return shown


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_each_minute_is_classed_as_the_clock_shows_it(zone: str, day: datetime) -> None:
    shown = readings_of_the_clock(zone, day)
    minutes = [day + number * MINUTE for number in range(24 * 60)]
    kinds = {0: "gap", 1: "ordinary", 2: "fold"}

    assert [found.kind for found in locate(minutes, zone)] == [
        kinds[shown.get(minute, 0)] for minute in minutes
    ]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_a_shifted_time_is_the_first_that_the_clock_shows_afterwards(zone: str, day: datetime) -> None:
    shown = readings_of_the_clock(zone, day)
    for minute in (day + number * MINUTE for number in range(24 * 60)):
        later = next(minute + wait * MINUTE for wait in range(24 * 60) if minute + wait * MINUTE in shown)
        assert locate([minute], zone, gap="shift")[0].wall == later


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_the_offsets_lead_to_the_instant_that_the_zone_names(zone: str, day: datetime) -> None:
    for found in locate([day + number * 30 * MINUTE for number in range(48)], zone):
        folds = [
            found.planned.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in range(len(found.offsets))
        ]
        assert [moment.utcoffset() for moment in folds] == list(found.offsets)


def test_a_dropped_time_has_no_wall_time_but_is_still_listed() -> None:
    (found,) = locate([datetime(2027, 3, 28, 3, 30)], "Europe/Riga", gap="drop")

    assert (found.planned, found.wall) == (datetime(2027, 3, 28, 3, 30), None)


def test_a_shifted_time_gives_way_to_a_class_that_is_already_there() -> None:
    skipped, next_day = locate([datetime(2011, 12, 30), datetime(2011, 12, 31)], "Pacific/Apia", gap="shift")

    assert (skipped.wall, next_day.wall) == (None, datetime(2011, 12, 31))


def test_two_times_in_one_gap_are_not_shifted_to_the_same_minute() -> None:
    both = locate([datetime(2027, 3, 28, 3, 15), datetime(2027, 3, 28, 3, 30)], "Europe/Riga", gap="shift")

    assert [found.wall for found in both] == [datetime(2027, 3, 28, 4), None]


def test_the_ends_of_the_calendar_are_located_too() -> None:
    ends = [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)]

    assert [found.wall for found in locate(ends, "Pacific/Kiritimati")] == ends


def test_every_occurrence_is_located() -> None:
    daily = expand(Strategy(1), Window(datetime(2027, 3, 1).date(), count=60, hours=3, minutes=30))

    assert [found.kind for found in locate(daily, "Europe/Riga")].count("gap") == 1


@pytest.mark.parametrize(
    "zone",
    [
        "../../etc/passwd",
        "Europe",
        "/etc/passwd",
        "",
        "Europe/Riga\x00",
        "x" * 100_000,
        "tzdata.zi",
        "Factory",
        "localtime",
        "Europe/Riga ",
        "ＵＴＣ",
        5,
        None,
    ],
)
def test_what_is_not_a_zone_is_refused(zone: str) -> None:
    with pytest.raises(InvalidZone) as caught:
        locate([], zone)

    assert len(str(caught.value)) < 300


def test_a_zone_in_the_wrong_letter_case_gets_a_hint() -> None:
    with pytest.raises(InvalidZone, match=r"Did you mean Europe/Riga\?"):
        known_zone("riga")


def test_an_unknown_gap_policy_is_refused() -> None:
    with pytest.raises(InvalidZone, match="keep, shift or drop"):
        locate([], "Europe/Riga", gap="skip")  # type: ignore[arg-type]  # what a program might pass

    assert set(GAP_POLICIES) == {"keep", "shift", "drop"}


def test_the_release_of_the_tz_database_is_known() -> None:
    assert tz_version()[:4].isdigit()
