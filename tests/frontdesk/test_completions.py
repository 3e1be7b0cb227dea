"""Completions, tried in the shells themselves: bash always, zsh and fish where this machine has them."""

import os
import pty
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from frontdesk.cli import VERBS
from frontdesk.shell.verb_parsers import ACTIONS, VALUES, option_of, parser_of
from recurrence import AXES, RepeatMode
from recurrence.closures import COUNT_MEANS, IF_CLOSED
from recurrence.walltime import GAP_POLICIES
from sync.plan import Form
from tests.frontdesk.running import recur

BASH = """
source "./$1"
COMP_LINE="$2" COMP_POINT=${#2} COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
_recur
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = """
compdef() { : }
source "./$1"
compadd() { shift; for word; do [[ "$word" == "$now"* ]] && print -r -- "$word"; done }
compset() { now="${now#*=}" }
_files() { : }
words=(${=2}) CURRENT=$#words
[[ "$2" == *' ' ]] && { words+=(''); CURRENT=$#words }
now="$words[CURRENT]"
_recur
true
"""
FISH = """
source $argv[1]
complete -C $argv[2] | string replace -r '\\t.*' ''
true
"""
DRIVERS = {
    "bash": (("--norc",), BASH),
    "zsh": (("-f",), ZSH),
    "fish": (("--no-config",), FISH),
}
LINES: list[tuple[str, list[str]]] = [
    ("recur prev", ["preview"]),
    ("recur --debug expl", ["explain"]),
    ("recur preview --inter", ["--interval"]),
    ("recur preview --mode w", ["weekdays", "weekly"]),
    ("recur preview --mode=month", ["monthly"]),
    ("recur preview --from 2027-01-04 --format d", ["dates"]),
    ("recur show plan.json --format ", ["table", "year", "json", "ics", "html", "svg", "md"]),
    ("recur services --format c", ["csv"]),
    ("recur bulk --engine ", ["local", "dask"]),
    ("recur plan --form ", ["dates", "strategy", "parameters"]),
    ("recur preview --if-closed n", ["next-day", "next-week"]),
    ("recur strategies ", ["list", "create", "update", "delete"]),
    ("recur strategies upd", ["update"]),
    ("recur events show --format ", ["table", "json"]),
    ("recur completions ", ["bash", "zsh", "fish"]),
    ("recur preview --strategy exam", []),
    ("recur nothing --mode ", []),
]


HERE = [shell for shell in DRIVERS if shell == "bash" or shutil.which(shell)]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts for all shells, in a folder."""
    folder = tmp_path_factory.mktemp("completions")
    for shell in DRIVERS:
        (folder / f"recur.{shell}").write_text(recur(f"completions {shell}").out, encoding="utf-8")
    return folder


def completed(line: str, scripts: Path, shell: str = "bash") -> list[str]:
    """What a shell would offer for a line."""
    options, driver = DRIVERS[shell]
    done = subprocess.run(
        [shell, *options, "-c", driver, *([] if shell == "fish" else [shell]), f"recur.{shell}", line],
        cwd=scripts,
        env={**os.environ, "HOME": str(scripts), "ZDOTDIR": str(scripts)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    found = [word for word in done.stdout.splitlines() if word]
    # Fish offers the whole word where an option is joined to its value.
    return [re.sub("^--[a-z-]+=", "", word) for word in found if not (scripts / word).exists()]


@pytest.mark.parametrize("shell", HERE)
@pytest.mark.parametrize(("line", "words"), LINES)
def test_the_shells_offer(line: str, words: list[str], shell: str, scripts: Path) -> None:
    assert sorted(completed(line, scripts, shell)) == sorted(words)


def test_bash_offers_every_verb(scripts: Path) -> None:
    assert set(completed("recur ", scripts)) == {*VERBS, "--help", "--version", "--debug"}


def test_a_reading_is_completed_behind_its_equals_sign(scripts: Path) -> None:
    assert completed("recur preview --reading week=s", scripts) == ["sunday"]
    assert completed("recur preview --reading we", scripts) == ["week=monday", "week=sunday", "week=rolling"]


@pytest.mark.parametrize(
    "verb", [verb for verb in VERBS if verb not in {"demo", "strategies", "events", "completions"}]
)
def test_every_option_of_every_verb_is_offered(verb: str, scripts: Path) -> None:
    parser = parser_of(verb)
    assert parser is not None
    wanted = {f"--{option_of(action)}" for action in parser._actions if option_of(action)}
    assert set(completed(f"recur {verb} --", scripts)) == wanted


def test_the_values_are_those_that_the_engine_takes() -> None:
    assert set(VALUES["form"]) == {form.value for form in Form}
    assert set(VALUES["gap"]) == set(GAP_POLICIES)
    assert set(VALUES["if-closed"]) == set(IF_CLOSED)
    assert set(VALUES["count-means"]) == set(COUNT_MEANS)
    assert len(VALUES["mode"]) == len(RepeatMode)
    assert len(VALUES["reading"]) == sum(map(len, AXES.values()))


@pytest.mark.parametrize("verb", ACTIONS)
def test_every_action_that_is_offered_exists(verb: str) -> None:
    for action in ACTIONS[verb]:
        assert recur(f"{verb} {action} --help").code == 0


def test_in_a_terminal_the_tab_key_completes(scripts: Path) -> None:
    terminal, shell_s_end = pty.openpty()
    shell = subprocess.Popen(
        ["bash", "--norc", "--noprofile", "-i"],
        stdin=shell_s_end, stdout=shell_s_end, stderr=shell_s_end, start_new_session=True,
    )  # fmt: skip
    try:
        keys = f"source {scripts}/recur.bash\nrecur prev\t--inter\t"
        assert "recur preview --interval " in _typed(terminal, keys, "recur preview --interval ")
    finally:
        shell.kill()
        shell.wait()
        os.close(terminal)
        os.close(shell_s_end)


def _typed(terminal: int, keys: str, wanted: str) -> str:
    """What the terminal shows after the keys, as soon as it shows what is wanted."""
    os.set_blocking(terminal, False)
    os.write(terminal, keys.encode())
    shown, end = "", time.monotonic() + 10
    while wanted not in shown and time.monotonic() < end:
        time.sleep(0.02)
        try:
            shown += os.read(terminal, 65536).decode(errors="replace")
        except BlockingIOError:
            continue
    return shown


def test_no_other_shell_is_known() -> None:
    done = recur("completions tcsh")
    assert done.code == 2
    assert "bash, zsh, fish" in done.err
