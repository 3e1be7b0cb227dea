"""What `--out` writes, and what it leaves alone."""

import os
import threading
from pathlib import Path

import pytest

from frontdesk.errors import OutputFailed, OutputRefused
from frontdesk.shell.output import write_file
from tests.frontdesk.running import WORKED, WORKED_DATES, Done, recur


def written(path: Path, *more: str) -> Done:
    return recur(f"{WORKED} --format dates --out", str(path), *more)


def test_the_data_goes_to_the_file_and_a_word_to_standard_error(tmp_path: Path) -> None:
    done = written(tmp_path / "dates.txt")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Written: {tmp_path / 'dates.txt'}\n"
    assert (tmp_path / "dates.txt").read_text().splitlines() == WORKED_DATES


@pytest.mark.parametrize("name", ["table", "json", "dates", "csv", "html", "svg", "md"])
def test_a_file_holds_what_a_pipe_gets(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = recur(f"{WORKED} --format {name}").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "140")
    assert recur(f"{WORKED} --format {name} --out", str(tmp_path / "file")).code == 0
    assert (tmp_path / "file").read_text(encoding="utf-8") == piped


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    written(tmp_path / "dates.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["dates.txt"]


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "dates.txt"
    file.write_text("mine")
    refused = written(file)
    assert refused.code == 73
    assert "--overwrite replaces it" in refused.err
    assert file.read_text() == "mine"
    assert written(file, "--overwrite").code == 0
    assert file.read_text().splitlines() == WORKED_DATES


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target, link, dangling = tmp_path / "target", tmp_path / "link", tmp_path / "dangling"
    target.write_text("mine")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "nowhere")
    for path in (link, dangling):
        for more in ((), ("--overwrite",)):
            assert written(path, *more).code == 73
    assert target.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("path", ["/dev/null", "/", "/proc/none/file", "none/file", "", "x" * 5000, "a\0b"])
def test_what_is_no_place_for_a_file_is_73(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = recur(f"{WORKED} --overwrite --out", path)
    assert (done.code, done.out) == (73, "")
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_bad_input_leaves_no_file(tmp_path: Path) -> None:
    assert recur("preview --mode 9 --out", str(tmp_path / "file")).code == 2
    assert (
        recur(f"{WORKED} --till 9999-12-31 --mode daily --from 1000-01-01 --out", str(tmp_path / "file")).code
        == 2
    )
    assert list(tmp_path.iterdir()) == []


def test_work_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")

    def parts() -> object:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(str(file), parts(), overwrite=True)  # type: ignore[arg-type]
    assert file.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_disk_error_during_the_work_is_74(tmp_path: Path) -> None:
    def parts() -> object:
        yield "half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputFailed) as caught:
        write_file(str(tmp_path / "file"), parts(), overwrite=False)  # type: ignore[arg-type]
    assert caught.value.exit_code == 74
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_comes_meanwhile_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"

    def parts() -> object:
        file.write_text("theirs")
        yield "ours"

    with pytest.raises(OutputRefused):
        write_file(str(file), parts(), overwrite=False)  # type: ignore[arg-type]
    assert file.read_text() == "theirs"


def test_of_many_writers_one_wins_and_the_file_is_whole(tmp_path: Path) -> None:
    file, outcomes = tmp_path / "file", []

    def write(letter: str) -> None:
        try:
            write_file(str(file), [letter] * 10_000, overwrite=False)
            outcomes.append(letter)
        except OutputRefused:
            outcomes.append("")

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "abcdefgh"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(outcomes) == 8
    (winner,) = [letter for letter in outcomes if letter]
    assert file.read_text() == winner * 10_000


def test_a_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        written(tmp_path / "file")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640
