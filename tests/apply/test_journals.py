"""The record on a real disk: F34 to F36 of the fault table, and who may read it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from sync.apply import World, apply, resume
from sync.errors import JournalRefused, JournalUnwritable
from sync.journal import Journal, target_lock
from sync.planfile import digest_of
from sync.rows import Began, Ended, Intended, Row
from sync.steps import Ending, Mode
from tests.apply.worlds import RESEND, STRICT, times_made, world
from tests.simulation.server import HOST
from tests.simulation.world import Simulation

PLAN = world().plan
DIGEST = digest_of(PLAN)
ROWS: tuple[Row, ...] = tuple(Ended(f"number {number}") for number in range(12))
FLIPS = 1000


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where records lie."""
    return tmp_path / "home" / "state"


@pytest.fixture
def path(state: Path) -> Path:
    """A record with a dozen rows."""
    with Journal.create(state, DIGEST) as journal:
        for row in ROWS:
            journal.append(row)
    return state / "journals" / f"{DIGEST}.journal"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Another umask for a while."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def on(journal: Journal, simulation: Simulation) -> World:
    """The simulated world with a record on the real disk."""
    return simulation.world()._replace(record=Watched(journal, simulation))


class Watched:
    """A record whose rows the checker is told of."""

    def __init__(self, journal: Journal, simulation: Simulation) -> None:
        self._journal, self._simulation = journal, simulation

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._journal.rows

    def append(self, row: Row) -> None:
        self._journal.append(row)
        self._simulation.kept(row)


def test_rows_come_back_as_they_were_kept(state: Path, path: Path) -> None:
    assert path.exists()
    with Journal.open(state, DIGEST) as journal:
        assert journal.rows == ROWS


def test_whatever_the_umask_nobody_else_can_read(tmp_path: Path) -> None:
    state = tmp_path / "made" / "on the way"
    with umask(0), Journal.create(state, DIGEST) as journal, target_lock(state, "target"):
        journal.append(ROWS[0])
        modes = {one.stat().st_mode & 0o777 for one in (tmp_path / "made").rglob("*") if one.is_file()}
        folders = {one.stat().st_mode & 0o777 for one in (tmp_path / "made").rglob("*") if one.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o700


def test_a_record_is_not_made_twice(state: Path, path: Path) -> None:
    assert path.exists()
    with pytest.raises(JournalRefused) as refusal:
        Journal.create(state, DIGEST)
    assert refusal.value.why == "exists"


def test_of_two_that_make_the_same_record_at_once_the_later_is_refused(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_another(source: Path, name: Path, link: Callable[[Path, Path], None] = os.link) -> None:
        name.touch(mode=0o600)
        link(source, name)

    monkeypatch.setattr(os, "link", after_another)
    with pytest.raises(JournalRefused, match="exists"):
        Journal.create(state, DIGEST)


def test_a_record_that_no_row_was_kept_in_can_be_made_anew(state: Path) -> None:
    Journal.create(state, DIGEST).close()
    (state / "journals" / f"{DIGEST}.journal").unlink()  # as if killed before it had its name
    with Journal.create(state, DIGEST) as journal:
        assert journal.rows == ()


def test_a_new_record_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_used(
    state: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed = list[os.stat_result]()
    monkeypatch.setattr(os, "fsync", lambda descriptor: flushed.append(os.fstat(descriptor)))
    Journal.create(state, other := "0" * 64).close()
    record, folder = path.with_name(f"{other}.journal").stat(), path.parent.stat()
    links = [(one.st_ino, one.st_nlink) for one in flushed]
    assert links == [(record.st_ino, 1), (folder.st_ino, folder.st_nlink)]


def test_a_row_outlasts_a_power_cut_whatever_mode_another_program_has_left(state: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    with Journal.open(state, DIGEST) as journal:
        pragmas = ("PRAGMA journal_mode", "PRAGMA synchronous")
        modes = [journal._connection.execute(one).fetchone() for one in pragmas]
    assert modes == [("delete",), (3,)]  # 3: the journal's own deletion is flushed, too


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_is_refused_or_changes_no_row(state: Path, path: Path, seed: int) -> None:
    whole, rng, refusals = path.read_bytes(), Random(seed), set[str]()
    for _ in range(FLIPS // 4):
        changed = bytearray(whole)
        changed[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        try:
            with Journal.open(state, DIGEST) as journal:
                assert journal.rows == ROWS
        except JournalRefused as refusal:
            refusals.add(refusal.why)
    assert refusals == {"damaged"}


def test_a_flipped_bit_in_any_row_is_refused(state: Path, path: Path) -> None:
    whole = path.read_bytes()
    content = [number for row in ROWS for number in _bytes_of(whole, row)]
    assert len(content) > 100
    for number in content[:: len(content) // 100]:
        changed = bytearray(whole)
        changed[number] ^= 1
        path.write_bytes(changed)
        with pytest.raises(JournalRefused):
            Journal.open(state, DIGEST)


def _bytes_of(whole: bytes, row: Row) -> range:
    assert isinstance(row, Ended)
    text = f'{{"ending":"{row.ending}","kind":"ended"}}'.encode()
    assert whole.count(text) == 1
    return range(whole.index(text), whole.index(text) + len(text))


@pytest.mark.parametrize("kept", [0, 1, 99, 100, 1024, 4096, 8191])
def test_a_truncated_record_is_refused(state: Path, path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(JournalRefused):
        Journal.open(state, DIGEST)


def test_an_emptied_record_is_neither_opened_nor_made_anew(state: Path, path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(JournalRefused) as opened:
        Journal.open(state, DIGEST)
    with pytest.raises(JournalRefused) as made:
        Journal.create(state, DIGEST)
    assert (opened.value.why, made.value.why) == ("damaged", "exists")


def test_a_record_without_its_rows_is_refused(state: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM entry")
    with pytest.raises(JournalRefused):
        Journal.open(state, DIGEST)


def test_a_deleted_record_is_neither_opened_nor_made_anew(state: Path, path: Path) -> None:
    path.unlink()
    with pytest.raises(JournalRefused) as opened:
        Journal.open(state, DIGEST)
    with pytest.raises(JournalRefused) as made:
        Journal.create(state, DIGEST)
    assert (opened.value.why, made.value.why) == ("missing", "missing")


def test_the_record_of_another_plan_is_refused(state: Path, path: Path) -> None:
    other = "0" * 64
    Journal.create(state, other).close()
    shutil.copy(path, path.with_name(f"{other}.journal"))
    with pytest.raises(JournalRefused):
        Journal.open(state, other)


def test_nothing_is_made_beside_a_head_that_nobody_can_read(state: Path, path: Path) -> None:
    path.unlink()
    path.with_suffix(".head").write_bytes(b"damaged")
    with pytest.raises(JournalRefused, match="damaged"):
        Journal.create(state, DIGEST)


def test_a_record_that_is_refused_is_not_left_open(state: Path, path: Path) -> None:
    path.write_bytes(b"damaged")
    unused = os.open(os.devnull, os.O_RDONLY)
    os.close(unused)
    with pytest.raises(JournalRefused) as refusal:
        Journal.open(state, DIGEST)
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    assert (refusal.value.why, descriptor) == ("damaged", unused)


def test_an_older_copy_is_refused(state: Path, path: Path) -> None:
    older = path.read_bytes()
    with Journal.open(state, DIGEST) as journal:
        journal.append(ROWS[0])
    path.write_bytes(older)
    with pytest.raises(JournalRefused):
        Journal.open(state, DIGEST)


@pytest.mark.parametrize("head", [b"", b"12", b"x y", b"-1 " + b"0" * 64, b"999 " + b"0" * 64])
def test_a_head_that_is_damaged_is_refused(state: Path, path: Path, head: bytes) -> None:
    path.with_suffix(".head").write_bytes(head)
    with pytest.raises(JournalRefused):
        Journal.open(state, DIGEST)


def test_a_row_that_was_added_by_hand_is_refused(state: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO entry VALUES (13, CAST('{}' AS BLOB), 'x')")
    with pytest.raises(JournalRefused):
        Journal.open(state, DIGEST)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET number = 99 WHERE number = 12",
        "UPDATE entry SET hash = 'x' WHERE number = 5",
        "UPDATE entry SET document = CAST(document AS TEXT)",
        "PRAGMA application_id = 1",
    ],
)
def test_a_record_whose_last_row_is_right_is_refused_for_any_other(
    state: Path, path: Path, change: str
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    with pytest.raises(JournalRefused, match="damaged"):
        Journal.open(state, DIGEST)


@pytest.mark.parametrize(
    "header", [f'{{"digest":"{DIGEST}","schema":"another"}}', f'{{"digest":"{DIGEST}"}}']
)
def test_a_record_of_another_schema_is_refused_though_each_row_follows_from_the_last(
    state: Path, path: Path, header: str
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM entry WHERE number > 0")
        first = sha256(f"{DIGEST}\n{header}".encode()).hexdigest()
        connection.execute("UPDATE entry SET document = CAST(? AS BLOB), hash = ?", (header, first))
    path.with_suffix(".head").write_text(f"0 {first}", encoding="ascii")
    with pytest.raises(JournalRefused, match="damaged"):
        Journal.open(state, DIGEST)


def test_a_death_between_row_and_head_is_no_damage(state: Path, path: Path) -> None:
    head = path.with_suffix(".head").read_bytes()
    with Journal.open(state, DIGEST) as journal:
        journal.append(ROWS[0])
    path.with_suffix(".head").write_bytes(head)
    with Journal.open(state, DIGEST) as journal:
        assert journal.rows == (*ROWS, ROWS[0])


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o606])
def test_a_record_that_others_can_read_or_write_is_refused(state: Path, path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(JournalRefused) as refusal:
        Journal.open(state, DIGEST)
    assert refusal.value.why == "unsafe"


def test_a_record_behind_a_link_is_refused(state: Path, path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))
    with pytest.raises(JournalRefused) as refusal:
        Journal.open(state, DIGEST)
    assert refusal.value.why == "unsafe"


@pytest.mark.parametrize("use", [Journal.create, Journal.open])
def test_a_folder_that_others_can_write_is_refused(
    state: Path, path: Path, use: Callable[[Path, str], Journal]
) -> None:
    path.parent.chmod(0o777)
    with pytest.raises(JournalRefused) as refusal:
        use(state, DIGEST)
    assert refusal.value.why == "unsafe"


def test_a_folder_that_others_can_only_look_into_is_used(state: Path, path: Path) -> None:
    path.parent.chmod(0o755)
    with Journal.open(state, DIGEST) as journal:
        assert journal.rows == ROWS


def test_a_record_that_another_connection_holds_takes_no_row(
    state: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.journal._BUSY", 0.05)
    with Journal.open(state, DIGEST) as journal, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnwritable) as error:
            journal.append(ROWS[0])
    assert error.value.document == {"kind": "ended", "ending": "number 0"}


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalUnwritable):
        Journal.create(tmp_path / "file", DIGEST)


def test_a_record_that_cannot_be_made_is_an_error_of_ours(state: Path) -> None:
    (state / "journals" / f"{DIGEST}.new-{os.getpid()}").mkdir(parents=True)
    with pytest.raises(JournalUnwritable):
        Journal.create(state, DIGEST)


def _limited(journal: Journal, pages: int) -> Journal:
    """The same record on a disk with room for so many pages more."""
    (count,) = journal._connection.execute("PRAGMA page_count").fetchone()
    journal._connection.execute(f"PRAGMA max_page_count={count + pages}")
    return journal


@pytest.mark.parametrize("mode", [STRICT, RESEND], ids=["strict", "resend"])
@pytest.mark.parametrize("pages", range(4))
def test_a_disk_that_fills_up_never_lets_a_request_leave_without_its_intent(
    state: Path, pages: int, mode: Mode
) -> None:
    large = world(plan=PLAN)
    with _limited(Journal.create(state, DIGEST), pages) as journal:
        filler = Ended("x" * 300)
        with pytest.raises(JournalUnwritable):  # the rows of this run, or those that take the room after it
            _apply_and_fill(on(journal, large), filler, mode)
    with Journal.open(state, DIGEST) as journal:
        intents = [row for row in journal.rows if isinstance(row, Intended)]
        assert len(intents) >= len(large.checker.posts)
        assert resume(PLAN, on(journal, large.again(mode)), RESEND).ending is Ending.DONE
    assert times_made(large) == [1] * 6


def _apply_and_fill(full: World, filler: Row, mode: Mode) -> None:
    full.record.append(filler)
    apply(PLAN, full, mode)
    for _ in range(200):
        full.record.append(filler)


def test_a_plan_that_was_begun_is_not_applied_again(state: Path) -> None:
    first = world(plan=PLAN)
    with Journal.create(state, DIGEST) as journal:
        assert apply(PLAN, on(journal, first), STRICT).ending is Ending.DONE
    with Journal.open(state, DIGEST) as journal:
        assert sum(isinstance(row, Began) for row in journal.rows) == 1
        with pytest.raises(JournalRefused):
            apply(PLAN, on(journal, first.again(STRICT)), STRICT)
    assert (first.plan.host, times_made(first)) == (HOST, [1] * 6)


def test_a_plan_that_was_applied_with_another_record_finds_its_dates_taken(tmp_path: Path) -> None:
    both = world(plan=PLAN)
    endings = []
    for name in ("one", "two"):
        with Journal.create(tmp_path / name, DIGEST) as journal:
            endings.append(apply(PLAN, on(journal, both.again(STRICT)), STRICT).ending)
    assert (endings, times_made(both)) == ([Ending.DONE, Ending.STALE], [1] * 6)
