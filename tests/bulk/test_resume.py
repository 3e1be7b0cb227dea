"""A run that was stopped, killed or torn is gone on with, and only where nothing has changed that matters."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.bulk.engines import threads
from frontdesk.bulk.job import Job
from frontdesk.bulk.running import Done, Progress, bulk
from frontdesk.errors import AnotherRun, FileError, OutputRefused
from recurrence import Reading
from tests.bulk.running import recur
from tests.bulk.tables import dates_by_row, lines, rows_of, write_table

ROWS = 40
JOB = Job("csv", rows=5)
KILLED = """\
import os, signal, sys
from frontdesk.bulk.engines import threads
from frontdesk.bulk.job import Job
from frontdesk.bulk.running import bulk

def watch(progress):
    if progress.tally.rows >= 15:
        os.kill(os.getpid(), signal.SIGKILL)

bulk(sys.argv[1], sys.argv[2], Job("csv", rows=5), engine=threads(1), watch=watch)
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A table of strategies, one of which means no dates."""
    rows = lines(ROWS)
    rows[7]["hours"] = 24
    return str(write_table(tmp_path / "in.csv", rows))


def stopping(rows: int) -> Callable[[Progress], None]:
    """What stops a run like the second Ctrl-C, when so many rows are done."""

    def watch(progress: Progress) -> None:
        if progress.tally.rows >= rows:
            raise KeyboardInterrupt

    return watch


def stopped(table: str, out: str, job: Job = JOB) -> Done:
    done = bulk(table, out, job, engine=threads(1), watch=stopping(15))
    assert not done.finished
    assert not Path(out).exists()
    return done


def test_a_killed_run_is_gone_on_with_and_ends_as_if_never_killed(table: str, tmp_path: Path) -> None:
    killed, whole = str(tmp_path / "killed.csv"), str(tmp_path / "whole.csv")
    ended = subprocess.run([sys.executable, "-c", KILLED, table, killed], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not Path(killed).exists()
    done = bulk(table, killed, JOB)
    assert 3 <= done.earlier.partitions < ROWS // 5
    bulk(table, whole, JOB)
    assert Path(killed).read_bytes() == Path(whole).read_bytes()
    assert [row["row"] for row in rows_of(str(tmp_path / "killed.errors.csv"))] == ["7"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.csv",
        "killed.csv",
        "killed.errors.csv",
        "whole.csv",
        "whole.errors.csv",
    ]


def test_a_changed_input_starts_anew_and_that_is_said(table: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    kept = stopped(table, out).kept
    text = Path(table).read_text()
    Path(table).write_text(text.replace("class 1,5,", "class 1,2,", 1).replace("class 2,", "other 2,", 1))
    done = recur(f"bulk {table} --out {out} --rows 5")
    assert (
        f"Begun anew: the input has changed, so {kept} partitions of an earlier run are not used." in done.err
    )
    names = {name for _, name in dates_by_row(out, lists=False)}
    assert "other 2" in names
    assert "class 2" not in names


@pytest.mark.parametrize(
    "other", [JOB._replace(rows=4), JOB._replace(shape="lists"), JOB._replace(reading=Reading(week="sunday"))]
)
def test_other_options_start_anew(other: Job, table: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    kept = stopped(table, out).kept
    assert bulk(table, out, other).earlier == (0, 0, 0, kept, ("the options are others",))


def test_another_version_starts_anew(table: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    binding = Path(stopped(table, out).parts) / "binding.json"
    document = json.loads(binding.read_text())
    document["versions"]["pyarrow"] = "1"
    binding.write_text(json.dumps(document))
    assert bulk(table, out, JOB).earlier.because == ("recur or a library was updated",)


def test_a_part_that_is_not_as_it_was_written_is_done_again(table: str, tmp_path: Path) -> None:
    out, whole = str(tmp_path / "out.csv"), str(tmp_path / "whole.csv")
    before = stopped(table, out)
    part = Path(before.parts) / "00000001.dates"
    part.write_bytes(part.read_bytes().replace(b"class 6", b"class 5", 1))
    done = bulk(table, out, JOB)
    assert (done.earlier.partitions, done.earlier.thrown) == (before.kept - 1, 1)
    bulk(table, whole, JOB)
    assert Path(out).read_bytes() == Path(whole).read_bytes()


def test_an_input_that_changes_under_the_run_gives_no_output(table: str, tmp_path: Path) -> None:
    def watch(_: Progress) -> None:
        os.utime(table, ns=(0, 0))

    with pytest.raises(FileError) as refused:
        bulk(table, str(tmp_path / "out.csv"), JOB, watch=watch)
    assert refused.value.fault == "changed"
    assert not (tmp_path / "out.csv").exists()


def test_ctrl_c_says_what_is_kept_and_the_command_that_goes_on(table: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    times = iter(range(1, 1_000))

    def clock() -> float:
        now = next(times)
        if now == 5:
            signal.raise_signal(signal.SIGINT)
        return float(now)

    line = f"bulk {table} --out {out} --rows 5 --workers 1"
    ended = recur(line, clock)
    kept = len(list(Path(f"{out}.parts").glob("*.dates")))
    assert (ended.code, ended.out, out.exists()) == (130, "", False)
    assert 3 <= kept < ROWS // 5
    assert "Stopping after the partitions that are under way; once more stops at once." in ended.err
    assert f"{kept} partitions with {4 * 5 * kept - 4} dates kept in {out}.parts.\n" in ended.err
    assert f"{out} was not written. To go on where it stopped:" in ended.err
    again = recur(ended.err.rpartition("recur ")[2].replace("\\\n", " "))
    assert again.code == 1
    assert f"Going on: {kept} partitions were done by an earlier run." in again.err
    assert again.out == f"156 dates of 39 rows: {out}\n1 row means no dates: {tmp_path}/out.errors.csv\n"


def test_two_runs_for_one_output_are_kept_apart(table: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    met: list[Exception] = []

    def watch(_: Progress) -> None:
        if not met:
            with pytest.raises(AnotherRun) as refused:
                bulk(table, out, JOB)
            met.append(refused.value)

    bulk(table, out, JOB, watch=watch)
    assert met[0].args == (out,)
    assert AnotherRun.exit_code == 75


def test_what_stands_in_the_way_at_the_end_costs_no_work(table: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    def watch(_: Progress) -> None:
        out.write_text("somebody else's")

    with pytest.raises(OutputRefused):
        bulk(table, str(out), JOB, watch=watch)
    assert out.read_text() == "somebody else's"
    out.unlink()
    assert bulk(table, str(out), JOB).earlier.partitions == ROWS // 5
    assert (tmp_path / "out.errors.csv").exists()


def test_no_folder_is_taken_that_is_not_of_a_run(table: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    folder = tmp_path / "out.csv.parts"
    folder.mkdir()
    (folder / "letters.txt").write_text("mine")
    with pytest.raises(OutputRefused) as refused:
        bulk(table, str(out), JOB)
    assert (refused.value.fault, (folder / "letters.txt").read_text()) == ("parts", "mine")
    (folder / "letters.txt").unlink()
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputRefused):
        bulk(table, str(out), JOB)
