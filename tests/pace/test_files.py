"""The files of the pace: where they are, who may touch them, and what happens when they can't be used."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sync import pace as module
from sync.errors import SyncError
from sync.pace import InvalidPace, Pace, PaceFault, PaceUnavailable, boot_id, encode, unknown_past

HOST = "api.example.org"
ROOT = Path(__file__).resolve().parents[2]


class Time:
    """A clock that only sleeping moves."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now, self.slept = now, list[float]()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def a_pace(directory: Path, host: str = HOST, time: Time | None = None) -> Pace:
    time = time or Time()
    return Pace(directory, host, clock=time.clock, sleep=time.sleep)


def file_of(directory: Path, suffix: str = ".log") -> Path:
    (found,) = (directory / "pace").glob(f"*{suffix}")
    return found


def fault_of(action: Callable[[], object]) -> PaceFault:
    with pytest.raises(PaceUnavailable) as raised:
        action()
    assert isinstance(raised.value, SyncError)
    assert "send log" in str(raised.value)
    return raised.value.fault


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_for_the_owner_only_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        a_pace(tmp_path / "new" / "state").wait()
    finally:
        os.umask(before)
    made = sorted((tmp_path / "new").rglob("*"))
    assert [path.suffix for path in made] == ["", "", ".lock", ".log"]
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_nothing_is_made_before_the_first_send(tmp_path: Path) -> None:
    a_pace(tmp_path / "state").estimate(10)
    assert not (tmp_path / "state").exists()


def test_the_file_stays_small_however_many_requests_leave(tmp_path: Path) -> None:
    pace = a_pace(tmp_path)
    sizes = set()
    for _ in range(250):
        pace.wait()
        sizes.add(file_of(tmp_path).stat().st_size)
    assert max(sizes) < 5000
    assert len(list((tmp_path / "pace").iterdir())) == 2


def test_two_hosts_do_not_share(tmp_path: Path) -> None:
    time = Time()
    a_pace(tmp_path, "one.example.org", time).wait()
    a_pace(tmp_path, "two.example.org", time).wait()
    assert time.slept == [1.0, 1.0]
    assert a_pace(tmp_path, "one.example.org", time).take() == 0.0
    assert a_pace(tmp_path, "two.example.org", time).take() == pytest.approx(0.32)


@pytest.mark.parametrize("other", ["API.Example.ORG", "api.example.org."])
def test_one_host_in_two_spellings_shares(tmp_path: Path, other: str) -> None:
    time = Time()
    a_pace(tmp_path, HOST, time).wait()
    assert a_pace(tmp_path, other, time).take() == pytest.approx(0.32)


@pytest.mark.parametrize("host", ["../../etc/x", "a/b", "..", "[::1]:80", "x" * 255])
def test_no_host_leads_out_of_the_directory(tmp_path: Path, host: str) -> None:
    a_pace(tmp_path / "state", host).wait()
    assert file_of(tmp_path / "state").parent == tmp_path / "state" / "pace"
    assert list(tmp_path.iterdir()) == [tmp_path / "state"]


def test_a_restart_remembers(tmp_path: Path) -> None:
    time = Time()
    for _ in range(4):
        a_pace(tmp_path, time=time).wait()
    assert time.slept == [1.0] + [pytest.approx(0.32)] * 3


@pytest.mark.parametrize("damage", [b"", b"recur-pace/1", b"\0" * 2000, b"x" * 3_000_000])
def test_a_damaged_log_costs_a_full_second(tmp_path: Path, damage: bytes) -> None:
    time = Time()
    a_pace(tmp_path, time=time).wait()
    file_of(tmp_path).write_bytes(damage)
    a_pace(tmp_path, time=time).wait()
    assert time.slept == [1.0, 1.0]


def test_a_log_of_another_boot_costs_a_full_second_and_no_more(tmp_path: Path) -> None:
    time = Time(now=5.0)
    a_pace(tmp_path, time=time).wait()
    file_of(tmp_path).write_bytes(encode(unknown_past(90_000.0), "another boot"))
    a_pace(tmp_path, time=time).wait()
    assert time.slept == [1.0, 1.0]


def test_a_clock_that_began_anew_costs_a_full_second_and_no_more(tmp_path: Path) -> None:
    a_pace(tmp_path, time=Time(now=90_000.0)).wait()
    time = Time(now=5.0)
    a_pace(tmp_path, time=time).wait()
    assert time.slept == [1.0]


def test_a_sleep_that_returns_early_is_slept_again(tmp_path: Path) -> None:
    time = Time()
    pace = Pace(tmp_path, HOST, clock=time.clock, sleep=lambda seconds: time.sleep(seconds / 2 + 1e-3))
    pace.wait()
    assert time.now >= 1001.0


def test_the_wall_clock_is_never_asked() -> None:
    assert not {"time", "datetime"} & set(vars(module))
    assert boot_id() == boot_id()


def test_a_429_holds_every_process_and_outlives_them(tmp_path: Path) -> None:
    time = Time()
    a_pace(tmp_path, time=time).penalise(60)
    a_pace(tmp_path, time=time).penalise(5)
    assert a_pace(tmp_path, time=time).take() == 60.0


@pytest.mark.parametrize("seconds", [-1, 301, 1e9, float("nan"), float("inf"), "5", True, None])
def test_a_penalty_that_means_nothing_is_refused(tmp_path: Path, seconds: float) -> None:
    with pytest.raises(InvalidPace, match="seconds"):
        a_pace(tmp_path).penalise(seconds)


@pytest.mark.parametrize("requests", [-1, 1.5, True, "9"])
def test_an_estimate_of_no_number_of_requests_is_refused(tmp_path: Path, requests: int) -> None:
    with pytest.raises(InvalidPace, match="requests"):
        a_pace(tmp_path).estimate(requests)


@pytest.mark.parametrize("requests", [0, 1, 189, 190, 191, 400])
def test_the_estimate_is_enough_and_at_most_a_spacing_or_two_too_long(tmp_path: Path, requests: int) -> None:
    time = Time()
    pace = a_pace(tmp_path, time=time)
    for _ in range(requests):
        pace.wait()
    taken = time.now - 1000.0
    assert taken - 1.0 <= pace.estimate(requests) <= taken + 1.0


def test_all_settings_that_mean_nothing_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidPace) as raised:
        Pace(tmp_path, "", clock=float, sleep=print, spacing=-1, most=0, per=float("nan"))
    assert [problem.field for problem in raised.value.problems] == ["host", "spacing", "most", "per"]
    assert "most: 0 is not allowed" in str(raised.value)


@pytest.mark.parametrize("host", ["a b", "a\nb", "ä", "x" * 256])
def test_a_host_that_is_none_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(InvalidPace, match="host"):
        a_pace(tmp_path, host)


# --- files that can't be used ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o707, 0o777])
def test_a_folder_that_others_may_enter_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "pace").mkdir()
    (tmp_path / "pace").chmod(mode)
    assert fault_of(a_pace(tmp_path).wait) is PaceFault.OPEN_TO_OTHERS


@pytest.mark.parametrize("suffix", [".log", ".lock"])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, suffix: str) -> None:
    a_pace(tmp_path).wait()
    file_of(tmp_path, suffix).chmod(0o644)
    assert fault_of(a_pace(tmp_path).wait) is PaceFault.OPEN_TO_OTHERS


def test_files_of_somebody_else_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_pace(tmp_path).wait()
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert fault_of(a_pace(tmp_path).wait) is PaceFault.WRONG_OWNER


@pytest.mark.parametrize("suffix", [".log", ".lock", ".new"])
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_ordinary_file_is_refused_and_not_followed(tmp_path: Path, suffix: str, kind: str) -> None:
    a_pace(tmp_path).wait()
    target = tmp_path / "target"
    target.write_text("untouched")
    path = file_of(tmp_path).with_suffix(suffix)
    path.unlink(missing_ok=True)
    make: dict[str, Callable[[], None]] = {
        "link": lambda: path.symlink_to(target),
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path, 0o600),
    }
    make[kind]()
    assert fault_of(a_pace(tmp_path).wait) is PaceFault.WRONG_KIND
    assert target.read_text() == "untouched"


def test_a_file_where_the_folder_belongs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pace").touch(mode=0o600)
    assert fault_of(a_pace(tmp_path).wait) is PaceFault.WRONG_KIND
    (tmp_path / "file").touch()
    assert fault_of(a_pace(tmp_path / "file" / "state").wait) is PaceFault.WRONG_KIND


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOLCK, PaceFault.NO_LOCKS),
        (errno.EOPNOTSUPP, PaceFault.NO_LOCKS),
        (errno.EROFS, PaceFault.READ_ONLY),
        (errno.EIO, PaceFault.FAILED),
    ],
)
def test_a_file_system_that_refuses_to_lock_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: PaceFault
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert fault_of(a_pace(tmp_path).wait) is fault


READ_ONLY = """
import os, sys
from pathlib import Path
from sync.pace import Pace, PaceUnavailable

pace = Pace(Path(sys.argv[1]), "h", clock=float, sleep=print)
if os.geteuid() == 0:  # for root every directory can be written
    os.seteuid(65534)
try:
    pace.wait()
except PaceUnavailable as error:
    print(error.fault.name)
"""


def test_a_directory_that_can_only_be_read_is_refused() -> None:
    with TemporaryDirectory() as directory:
        Path(directory).chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, directory]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "NOT_ALLOWED\n"


def test_a_full_disk_is_refused_and_the_log_from_before_stays(tmp_path: Path) -> None:
    time = Time()
    pace = a_pace(tmp_path, time=time)
    pace.wait()
    before = file_of(tmp_path).read_bytes()
    time.now += 10
    for size in (0, 1, 512, len(before) - 1):
        with largest_file(size):
            fault = fault_of(pace.wait)
        assert fault is PaceFault.FULL
        assert file_of(tmp_path).read_bytes() == before
    assert pace.take() == 0.0


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_lock_that_stays_taken_is_reported_after_five_seconds(tmp_path: Path) -> None:
    time = Time()
    pace = a_pace(tmp_path, time=time)
    pace.wait()
    with file_of(tmp_path, ".lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        began = time.now
        assert fault_of(pace.wait) is PaceFault.BUSY
        assert 4.9 < time.now - began < 6
    pace.wait()


def test_a_lock_file_that_was_cleaned_away_is_made_anew(tmp_path: Path) -> None:
    time = Time()
    pace = a_pace(tmp_path, time=time)
    pace.wait()
    lock = file_of(tmp_path, ".lock")
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        lock.unlink()
        pace.wait()
    assert time.slept == [1.0, pytest.approx(0.32)]


def test_the_lock_is_free_while_the_pace_sleeps(tmp_path: Path) -> None:
    time = Time()

    def sleep(seconds: float) -> None:
        with file_of(tmp_path, ".lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(seconds)

    pace = Pace(tmp_path, HOST, clock=time.clock, sleep=sleep)
    for _ in range(3):
        pace.wait()
    assert len(time.slept) == 3
