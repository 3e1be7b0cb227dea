"""How the command as a whole behaves: verbs, help, exit codes, streams, interruptions."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.cli import VERBS
from tests.frontdesk.running import WORKED, WORKED_DATES, recur

COMMAND = [sys.executable, "-c", "import sys; from frontdesk.cli import main; sys.exit(main())"]
ROOT = Path(__file__).resolve().parents[2]
ENDLESS = [
    "preview",
    "--mode=daily",
    "--from=0001-01-01",
    "--till=9999-12-31",
    "--at=10:30",
    "--format=dates",
]


def process(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], cwd=ROOT, text=True, check=False, timeout=60, **options)  # type: ignore[call-overload, no-any-return]


def test_alone_it_shows_its_help() -> None:
    assert recur("") == recur("--help") == recur("-h")
    assert recur("").code == 0
    assert all(verb in recur("").out for verb in VERBS)


def test_it_tells_its_version() -> None:
    done = recur("--version")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("recur ")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_within_80_columns(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    done, caught = recur(f"{verb} --help"), capsys.readouterr()
    shown = done.out or caught.out  # verbs with several actions say it themselves, argparse past the desk
    assert done.code == 0
    assert shown.startswith(f"usage: recur {verb}")
    assert max(map(len, shown.splitlines())) < 80
    assert caught.err == ""


def test_an_unknown_verb_is_answered_with_those_there_are() -> None:
    done = recur("prevew")
    assert (done.code, done.out) == (2, "")
    assert "plan, show, apply" in done.err
    assert "Did you mean preview?" in done.err


def test_data_goes_to_standard_output_and_words_to_standard_error() -> None:
    good, bad = recur(f"{WORKED} --format dates"), recur("preview")
    assert (good.code, good.lines, good.err) == (0, WORKED_DATES, "")
    assert (bad.code, bad.out) == (2, "")
    assert bad.err


class Broken(io.StringIO):
    """A stream with a fault that nobody foresaw."""

    def write(self, text: str) -> int:
        raise RuntimeError(text)


def test_an_unforeseen_error_is_one_sentence_and_no_traceback() -> None:
    done = recur(WORKED, streams={"out": Broken()})
    assert done.code == 70
    assert done.err.count("\n") == 1
    assert "--debug" in done.err


def test_debug_shows_the_traceback() -> None:
    assert "Traceback" in recur(f"{WORKED} --debug", streams={"out": Broken()}).err
    assert "Traceback" in recur("--debug preview --mode 9").err
    assert "Traceback" not in recur("preview --mode 9").err


def test_the_command_works_as_a_process() -> None:
    done = process(*WORKED.split(), "--format", "dates", capture_output=True)
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (0, WORKED_DATES, "")


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [*COMMAND, *ENDLESS], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"0001-01-01T10:30:00\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 0


def _mind_interruptions() -> None:
    """What runs as a job in the background of a shell ignores them, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interruption_ends_quietly_with_130() -> None:
    with subprocess.Popen(
        [*COMMAND, *ENDLESS],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_mind_interruptions,  # noqa: PLW1509  there is one thread here
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
        assert running.returncode == 130
        assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_74_in_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = process(*WORKED.split(), stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 74
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


def test_a_closed_standard_output_is_74() -> None:
    done = process(*WORKED.split(), stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
    assert done.returncode == 74
    assert "closed" in done.stderr


def test_a_terminal_without_unicode_gets_the_table_too() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = process(*WORKED.split(), "--title", "Йога", capture_output=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert r"\u0419" in done.stdout
