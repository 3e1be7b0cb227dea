"""What a command line can get wrong: each is refused with exit code 2, by its option, in plain words, at once."""

import string

import pytest

from tests.frontdesk.running import recur

STRATEGY = "--mode weekly --days 1"
WINDOW = "--from 2027-01-04 --count 3 --at 10:00"
GOOD = f"preview {STRATEGY} {WINDOW}"

# What is added to a good command line (a later option replaces an earlier one), and what the answer must name.
REFUSED = [
    ("--mode=0", "--mode: 0 is not allowed; it takes 1 to 7, or daily"),
    ("--mode=8", "--mode: 8"),
    ("--mode=-1", "--mode: -1"),
    ("--mode=+5", "--mode: '+5'"),
    ("--mode=5.0", "--mode: '5.0'"),
    ("--mode=True", "--mode: 'True'"),
    ("--mode=５", r"--mode: '\uff15'"),
    ("--mode=٣", r"--mode: '\u0663'"),
    ("--mode= 5", "--mode: ' 5'"),
    ("--mode=5\n", r"--mode: '5\n'"),
    ("--mode=", "--mode: ''"),
    ("--mode=Weekly", "Did you mean weekly?"),
    ("--mode=mon_wed_fri", "mon-wed-fri"),
    (f"--mode={'9' * 5000}", "--mode"),
    ("--days=7", "--days: 7 is not allowed; it takes a list such as mon,thu or 1,4"),
    ("--days=7", "6 is Saturday and Sunday is 0"),
    ("--days=-1", "--days: -1"),
    ("--days=1,", "--days: ''"),
    ("--days=1;4", "--days: '1;4'"),
    ("--days=1, 4", "--days: ' 4'"),
    ("--days=monday", "Did you mean mon?"),
    ("--days=１", r"--days: '\uff11'"),
    ("--days=1.0", "--days: '1.0'"),
    ("--days=", "--days: ''"),
    ("--days=" + "1," * 50_000 + "1", "--days"),
    ("--interval=-1", "--interval: -1 is not allowed; it takes 0 to 10000"),
    ("--interval=10001", "--interval: 10001"),
    (f"--interval={2**63}", "--interval: 9223372036854775808"),
    ("--interval=1_000", "--interval: '1_000'"),
    ("--interval=nan", "--interval: 'nan'"),
    ("--interval=1e3", "--interval: '1e3'"),
    ("--content-type=0", "--content-type: 0"),
    ("--content-type=3", "--content-type: 3"),
    ("--content-type=yes", "--content-type: 'yes'"),
    ("--from=2025-W01-1", "--from: '2025-W01-1' is not allowed; it takes a day written YYYY-MM-DD"),
    ("--from=20250101", "--from: '20250101'"),
    ("--from=2025-1-1", "--from: '2025-1-1'"),
    ("--from=２０２５-01-01", "--from"),
    ("--from= 2025-01-01", "--from: ' 2025-01-01'"),
    ("--from=2025-01-01T10:00", "--from: '2025-01-01T10:00'"),
    ("--from=01/02/2025", "--from: '01/02/2025'"),
    ("--from=2026-02-29", "There is no such day in the calendar."),
    ("--from=0000-01-01", "There is no such day in the calendar."),
    ("--from=10000-01-01", "--from"),
    ("--from=today", "--from: 'today'"),
    (
        "--till=2027-01-03",
        "--till: '2027-01-03' is not allowed; it takes a day not before --from (2027-01-04)",
    ),
    ("--till=2027-13-01", "--till: '2027-13-01'"),
    ("--count=0", "--count: 0 is not allowed; it takes 1 to 1000000000"),
    ("--count=-1", "--count: -1"),
    (f"--count={10**30}", "--count: 1000000000000000000000000000000"),
    (f"--count={10**9}", "what is left until the year 9999"),
    ("--count=" + "9" * 5000, "--count"),
    ("--count=ten", "--count: 'ten'"),
    ("--at=24:00", "--at: '24:00' is not allowed; it takes a time of day from 00:00 to 23:59"),
    ("--at=10:60", "--at: '10:60'"),
    ("--at=9:30", "Write 09:30."),
    ("--at=10:30:00", "--at: '10:30:00'"),
    ("--at=1030", "--at: '1030'"),
    ("--at=1２:00", "--at"),
    ("--hours=9", "the place of --hours and --minutes"),
    ("--event=2020-09-21", "--event: '2020-09-21' is not allowed; it takes a local date and time"),
    ("--event=2020-09-21 10:30", "--event: '2020-09-21 10:30'"),
    ("--event=2020-09-21x10:30", "--event: '2020-09-21x10:30'"),
    ("--event=2020-09-21T10", "--event: '2020-09-21T10'"),
    ("--event=2020-09-21T24:30", "There is no such day or time."),
    ("--event=2020-09-21T10:30Z", "Leave the offset out"),
    ("--event=2020-09-21T10:30+03:00", "Leave the offset out"),
    ("--event=2020-09-21T10:30:15", "It has seconds."),
    (
        "--zone=../../etc/passwd",
        "--zone: '../../etc/passwd' is not allowed; it takes a zone of the tz database",
    ),
    ("--zone=/etc/localtime", "--zone"),
    ("--zone=Europe", "--zone: 'Europe'"),
    ("--zone=Riga", "Did you mean Europe/Riga?"),
    ("--zone=europe/riga", "Did you mean Europe/Riga?"),
    ("--zone=tzdata.zi", "--zone"),
    ("--zone=", "--zone: ''"),
    ("--zone=Europe/Riga\0", "--zone"),
    ("--zone=" + "A" * 100_000, "--zone"),
    ("--gap=shift", "--zone is missing"),
    ("--gap=move", "--gap: 'move' is not allowed; it takes keep, shift or drop"),
    ("--reading=week=friday", "--reading week: 'friday' is not allowed; it takes monday, sunday or rolling"),
    ("--reading=weeks=sunday", "axis among interval_means, anchor, week"),
    ("--reading=sunday", "--reading: 'sunday'"),
    ("--reading=week=Sunday", "--reading week: 'Sunday'"),
    ("--strategy-id=1", "--strategy-id"),
    (
        "--format=xml",
        "--format: 'xml' is not allowed; it takes table, year, json, dates, csv, ics, html, svg or md.",
    ),
    ("--rrule", "--format: 'table' is not allowed; it takes ics where --rrule is given."),
    ("--length=60", "--format: 'table' is not allowed; it takes ics where --length is given."),
    ("--form=json", "There is no option --form=json. Did you mean --format?"),
    ("--count", "recur preview: --count needs a value.\n"),
    ("extra", "The word extra belongs to no option."),
    ("\x1b[2Jextra", r"The word \u001b[2Jextra belongs to no option."),
    ("--reading=week", "--reading: 'week' is not allowed; it takes week=monday, sunday or rolling."),
]


@pytest.mark.parametrize(
    ("added", "named"), REFUSED, ids=[added[:32] + f"~{n}" for n, (added, _) in enumerate(REFUSED)]
)
@pytest.mark.timeout(30)  # it must not hang
def test_it_is_refused(added: str, named: str) -> None:
    done = recur(GOOD, added)
    assert (done.code, done.out) == (2, "")
    assert named in done.err
    assert "Traceback" not in done.err
    assert max(map(len, done.err.splitlines())) < 400


@pytest.mark.parametrize("added", [added for added, _ in REFUSED])
def test_the_answer_cannot_steer_a_terminal(added: str) -> None:
    err = recur(GOOD, added).err
    assert set(err) <= {*string.printable, "…"} - {"\x0b", "\x0c", "\r", "\t"}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (f"preview {WINDOW}", "--mode is missing"),
        (f"preview --mode weekly {WINDOW}", "--days is missing: a weekly strategy needs weekdays"),
        (f"preview {STRATEGY} --count 3 --at 10:00", "--from is missing"),
        (f"preview {STRATEGY} --from 2027-01-04 --at 10:00", "--till or --count is missing"),
        (
            f"preview {STRATEGY} --from 2027-01-04 --count 3",
            "give it with --at HH:MM, or the source event with --event",
        ),
        (
            f"preview {STRATEGY} --from 2027-01-04 --count 3 --hours 9",
            "--at HH:MM, or the source event with --event",
        ),
        (f"{GOOD} --reading anchor=event --mode monthly", "--event is missing"),
        (
            f"{GOOD} --mode tue-thu --interval 1 --reading fixed_interval=refuse",
            "--interval: 1 is not allowed",
        ),
        (f"{GOOD} --till 2027-02-01 --reading both_limits=refuse", "till or count, not both"),
        (f"preview {STRATEGY} --from 2027-01-04 --count 3 --hours 24 --minutes 60", "--hours: 24"),
        (f"preview {STRATEGY} --from 2027-01-04 --count 3 --hours 24 --minutes 60", "--minutes: 60"),
        (f"{GOOD} --reading week=sunday --reading week=monday", "one value for week"),
        (f"{GOOD} --strategy some.json", "the place of --mode, --days"),
        ("preview --strategy some.json --strategy-id x", "--strategy-id: 'x'"),
    ],
)
def test_what_is_missing_or_at_odds_is_named(line: str, named: str) -> None:
    done = recur(line)
    assert (done.code, done.out) == (2, "")
    assert named in done.err


def test_a_value_that_begins_with_a_minus_is_joined_on() -> None:
    assert (
        "--title needs a value. One that begins with a minus is joined on: --title=-x."
        in recur(f"{GOOD} --title -x").err
    )
    assert "joined" not in recur(f"{GOOD} --title --count 3").err
    assert "joined" not in recur(f"{GOOD} --till").err


def test_every_problem_is_told_at_once() -> None:
    done = recur(
        "preview --mode 8 --days 7,x --interval -1 --from 2025-W01-1 --count 0 --hours 24 --zone Mars --reading a=b"
    )
    for option in (
        "--mode",
        "--days: 7",
        "--days: 'x'",
        "--interval",
        "--from",
        "--count",
        "--hours",
        "--zone",
        "--reading",
    ):
        assert option in done.err
    assert done.err.splitlines()[-1] == "recur preview: See `recur preview --help`."
