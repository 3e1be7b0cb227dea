"""What a preview says beside its dates is true: notes, the close, and the commands that it advises."""

import json
import re

import pytest

from tests.frontdesk.running import dates, recur

LONE = "--mode weekly --days 1,4 --interval 2 --from 2027-01-04 --till 2027-03-01 --hours 10 --reading lone_time=zero"
ADVICE = re.compile(r"--reading (\w+=\w+) adds \w{3} (\d{4}-\d\d-\d\d)")


def flat(line: str) -> str:
    """What a preview prints, in one line."""
    done = recur(f"preview {line}")
    assert (done.code, done.err) == (0, "")
    return " ".join(done.out.split())


def test_a_chosen_reading_that_the_comparison_does_not_vary_still_has_its_single_changes_told() -> None:
    told = flat(LONE)
    assert "not under every reading" not in told
    assert "only if the interval is a break (R1)" in told
    assert "--reading interval_means=step adds Mon 2027-01-18" in told


@pytest.mark.parametrize(
    "line",
    [
        LONE,
        "--mode weekly --days 1,4 --interval 2 --from 2027-01-04 --till 2027-03-01 --at 10:00",
        "--mode 3 --interval 1 --from 2027-01-04 --till 2027-03-01 --at 10:00 --reading anchor=event",
        "--mode 3 --interval 1 --from 2027-01-04 --till 2027-03-01 --at 10:00 --reading anchor=event_day",
        "--mode 3 --interval 1 --from 2027-01-04 --count 9 --at 10:00 --reading anchor=event",
        "--mode 3 --interval 1 --from 2027-01-04 --count 9 --at 10:00",
        "--mode weekly --interval 1 --from 2027-01-04 --till 2027-03-01 --at 10:00 --reading empty_days=none",
        "--mode weekly --from 2027-01-04 --till 2027-02-01 --at 10:00 --reading empty_days=none --reading anchor=event",
        "--mode monthly --from 2027-01-31 --count 4 --hours 0 --reading lone_time=zero",
        "--mode monthly --from 2027-01-31 --count 4 --at 10:00 --reading missing_day=clamp",
        "--mode daily --from 2027-01-31 --count 4 --till 2027-02-20 --at 00:00 --reading both_limits=till",
        "--mode daily --interval 1 --from 2027-01-31 --count 4 --at 10:30 --event 2027-01-30T10:30",
    ],
)
def test_every_reading_that_is_advised_can_be_run_and_adds_what_it_says(line: str) -> None:
    for change, day in ADVICE.findall(flat(line)):
        chosen = re.sub(rf"--reading {change.partition('=')[0]}=\w+", "", line)
        assert day in {text[:10] for text in dates(f"{chosen} --reading {change}")}, change


WED = "--mode weekly --days wed --interval 1 --from 2027-01-04 --till 2027-01-10 --at 09:00"
NOT_COMPARED = "Readings that need the source event ({}) are not compared: give --event."
AXIS = {"R2": "anchor", "R12": "lone_time", "R13": "zero_time"}


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        (WED.replace("09:00", "09:30"), ["R2"]),
        (f"{WED} --event 2026-12-30T09:00", []),
        ("--mode weekly --days wed --from 2027-01-04 --till 2027-01-10 --at 10:30", []),
        ("--mode weekly --days wed --from 2027-01-04 --till 2027-01-10 --at 10:00", ["R12", "R13"]),
        ("--mode weekly --days wed --from 2027-01-04 --till 2027-01-10 --at 00:00", ["R13"]),
        ("--mode daily --from 2027-01-04 --count 2 --hours 9 --reading lone_time=zero", ["R12"]),
        ("--mode monthly --from 2027-01-04 --till 2027-03-10 --at 10:30", ["R2"]),
        ("--mode monthly --from 2027-01-04 --till 2027-03-10 --at 00:00", ["R2", "R13"]),
        ("--mode yearly --from 2027-01-04 --count 2 --at 10:30 --event 2027-01-03T10:30", []),
        ("--mode daily --interval 1 --from 2027-01-04 --count 2 --at 10:30", ["R2"]),
        ("--mode daily --from 2027-01-04 --count 2 --at 10:30", []),
        ("--mode tue-thu --interval 1 --from 2027-01-05 --till 2027-01-05 --at 10:30", ["R2"]),
    ],
)
def test_readings_that_lack_the_source_event_are_told_not_passed_over(line: str, lacking: list[str]) -> None:
    numbers = " and ".join(lacking)
    assert ("are not compared" in flat(line)) == bool(lacking)
    notes = json.loads(recur(f"preview {line} --format json").out)["notes"]
    assert [(note["text"], note["axes"]) for note in notes if note["kind"] == "not_compared"] == [
        (NOT_COMPARED.format(numbers), [AXIS[number] for number in lacking])
    ] * bool(lacking)


def test_it_does_not_speak_for_readings_that_were_not_compared() -> None:
    assert "Every reading of the documentation" not in flat(WED)
    assert "Every reading that was compared gives these dates." in flat(WED)
    assert "2 readings differ on 1 date;" in flat(f"{WED} --event 2026-12-30T09:00")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "--mode monthly --from 2027-01-31 --count 4 --at 18:00 --reading missing_day=clamp_drift",
            "2027-03-28 18:00 in place of day 31: a missing day shortens the ones after it (R4)",
        ),
        (
            "--mode monthly --from 2027-01-31 --count 4 --at 18:00 --reading missing_day=clamp",
            "2027-02-28 18:00 in place of day 31: short months use their last day (R4)",
        ),
        (
            "--mode yearly --from 2028-02-29 --count 2 --at 18:00 --reading missing_day=overflow",
            "2029-03-01 18:00 in place of 29 February: a missing day runs into the next month (R4)",
        ),
    ],
)
def test_a_date_on_another_day_names_the_day_that_it_stands_for(line: str, said: str) -> None:
    assert said in flat(line)
    assert "missing here" not in flat(line)


@pytest.mark.parametrize("more", ["", " --reading anchor=event"])
def test_a_weekday_that_stands_in_is_not_said_to_come_from_the_first_day(more: str) -> None:
    told = flat(
        "--mode weekly --from 2027-01-04 --count 3 --at 10:30 --event 2027-01-06T10:30"
        f" --reading empty_days=anchor_weekday{more}"
    )
    assert "a weekday stands in for the missing days (R5)" in told
    assert "the first day gives the weekday" not in told


def test_readings_that_refuse_are_named_where_no_date_is_in_all() -> None:
    both = "--mode daily --from 2027-01-04 --count 3 --till 2027-01-20 --at 10:30"
    assert re.search(r"differ on \d+ dates \(1 refuses\); 0 dates are in all of them:", flat(both))
    assert "refuse" not in flat("--mode daily --from 2027-01-01 --till 2027-01-01 --at 10:30")
    two = "--mode weekdays --interval 2 --from 2027-01-04 --count 3 --till 2027-01-20 --at 10:30"
    assert re.search(r"differ on \d+ dates \(\d refuse\); 0 dates are in all of them:", flat(two))


NO_DAYS = "--mode weekly --from 2027-01-04 --till 2027-02-04 --at 10:30 --reading empty_days=none"


def test_where_there_are_no_dates_no_dates_are_spoken_of() -> None:
    told = flat("--mode weekly --days mon --from 2027-01-05 --till 2027-01-06 --at 10:30")
    assert "Every reading of the documentation gives no dates." in told
    assert "these dates" not in told


def test_a_week_without_weekdays_is_told_in_plain_words() -> None:
    told = flat(NO_DAYS)
    assert told.startswith("No dates, since no weekday is given. Read with empty_days=none")
