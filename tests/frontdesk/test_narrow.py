"""A narrow terminal: every view is drawn, no word is pulled apart, and a note has room to be read."""

import re

import pytest

from tests.frontdesk.running import WORKED, recur

VIEWS = [
    WORKED,
    "preview --mode daily --from 2027-03-27 --till 2027-03-29 --at 03:30 --zone Europe/Riga",
    "preview --mode daily --from 2027-03-27 --till 2027-03-29 --at 03:30 --zone Europe/Riga --gap drop",
    "preview --mode monthly --from 2027-01-31 --count 4 --at 18:30 --reading missing_day=clamp",
    "preview --mode daily --from 2027-01-01 --till 2027-04-20 --at 10:30 --days mon --interval 1",
    "preview --mode weekly --days mon --from 2027-01-05 --till 2027-01-06 --at 10:30",
]
LONGEST = 20
PULLED_APART = re.compile(r"(?:^ *[A-Za-z]{1,2}$\n){3}", re.MULTILINE)


@pytest.mark.parametrize("line", VIEWS)
def test_every_view_is_drawn_at_every_width(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    words = {word for word in recur(line).out.split() if len(word) <= LONGEST}
    words -= {"note"}  # the name of a column that is not there
    for columns in range(24, 81):
        monkeypatch.setenv("COLUMNS", str(columns))
        done = recur(line)
        assert (done.code, done.err) == (0, ""), columns
        assert not PULLED_APART.search(done.out), columns
        assert max(map(len, done.lines)) <= columns, columns
        assert words <= {*done.out.split()}, columns


def test_a_note_without_room_stands_below_its_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "45")
    lines = recur(VIEWS[1]).lines
    row = next(number for number, line in enumerate(lines) if "2027-03-28" in line)
    assert lines[row + 1] == "    the clock skips 03:30"
    assert [line.split() for line in lines if line.startswith("#")] == [
        ["#", "day", "date", "time", "offset"]
    ]
