"""What `recur pull` saved is taken by the verbs that expand a strategy: strategies and events by their ids."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.frontdesk.running import recur
from tests.frontdesk_analysis.files import FIRST, MONDAYS, event, snapshot, there, write_snapshot

WINDOW = ("--from", "2027-01-04", "--till", "2027-01-31")


@pytest.fixture(autouse=True)
def pulled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strategy 7, Mondays of every third week, and four Mondays from 201 on, in the file `s.json`."""
    monkeypatch.chdir(tmp_path)
    write_snapshot("s.json", snapshot(*there(*MONDAYS)))


@pytest.mark.parametrize("verb", ["preview", "explain", "ambiguity"])
def test_strategy_and_event_are_found_by_their_ids(verb: str) -> None:
    days = ["2027-01-25"] if verb == "explain" else []
    told = recur(f"{verb} --snapshot s.json --strategy-id 7 --event 202", *days, *WINDOW)
    assert (told.code, told.err) == (0, "")
    assert "Every 3rd week on Monday at 10:30" in " ".join(told.out.split())


def test_the_dates_are_those_of_the_strategy_and_the_event() -> None:
    told = recur("preview --format dates --snapshot s.json --strategy-id 7 --event 202", *WINDOW)
    assert told.lines == ["2027-01-04T10:30:00", "2027-01-25T10:30:00"]


def test_an_event_may_still_be_a_date_time_and_the_strategy_given() -> None:
    told = recur(
        "preview --format dates --snapshot s.json --mode daily --event 2027-01-01T09:15 --from 2027-01-04 --count 1"
    )
    assert told.lines == ["2027-01-04T09:15:00"]


def test_the_event_that_was_pulled_to_be_copied_is_the_source_unless_another_is_named() -> None:
    found = snapshot(*there(*MONDAYS))
    source = event(FIRST.replace(hour=17), 300)
    write_snapshot("t.json", replace(found, source=source))
    told = recur("preview --format dates --snapshot t.json --mode daily --from 2027-01-10 --count 1")
    assert told.lines == ["2027-01-10T17:30:00"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--strategy-id 8 --event 202", "--strategy-id: 8 is not allowed; it takes one of the snapshot's"),
        ("--strategy-id 7 --event 9", "--event: '9' is not allowed; it takes the id of an event in the snap"),
        ("--strategy-id 7 --mode daily", "it takes the place of --mode: give one or the other"),
        ("--strategy-id 7 --strategy x.json", "it takes the place of --snapshot: give one or the other"),
        ("--strategy-id seven --event 202", "--strategy-id: 'seven'"),
    ],
)
def test_what_the_snapshot_does_not_have_is_told(words: str, said: str) -> None:
    told = recur(f"preview --snapshot s.json {words}", *WINDOW)
    assert (told.code, said in told.err) == (2, True), told.err


def test_ids_of_another_alphabet_are_no_ids() -> None:
    told = recur("preview --snapshot s.json --strategy-id 7 --event ２０２", *WINDOW)
    assert told.code == 2
    assert "--event" in told.err
