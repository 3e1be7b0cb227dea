"""What `recur web` is started with: files that are checked before anything is served, a state, a port."""

import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.errors import UsageError
from frontdesk.web.shelf import shelf_of
from sync.planfile import plan_text
from tests.frontdesk_net.running import Terminal
from tests.plan.builders import plan
from tests.web.asking import KEY, app, ask
from tests.web.serving import SAMPLES, served
from tests.web.wire import Site

STUDIO, SCENARIO = SAMPLES


@pytest.fixture
def shell(tmp_path: Path) -> Terminal:
    """A shell whose state is in a folder of the test."""
    return Terminal({"RECUR_STATE_DIR": str(tmp_path / "state")})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["none.json"], "none.json: there is no such file."),
        (["--language", "de"], "--language: 'de' is not allowed; it takes en or ru."),
        (["--port", "x"], "--port: 'x' is not allowed"),
        (["--port", "65536"], "--port: 65536 is not allowed"),
        (["--state", "nothing"], "--state: 'nothing' is not allowed"),
        (["--host", "0.0.0.0"], "There is no option --host"),  # noqa: S104  there is no way to say so
    ],
)
def test_what_it_cannot_be_started_with_is_told(shell: Terminal, words: list[str], told: str) -> None:
    done = shell("web", *words)
    assert done.code == 2
    assert done.out == ""
    assert told in done.err


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bad.json", "{", "it is not JSON"),
        ("bad.json", "[]", "a snapshot or a studio"),
        ("bad.json", '{"location": {}}', "location"),
        ("bad.json", '{"schema": "recurrence.plan/1"}', "digest"),
        ("bad.toml", "x = ", "it is not TOML"),
        ("dates.csv", "a,b\n1,2\n", "it is no plan, snapshot, studio or scenario"),
        ("bad.toml", "x = 1", "line 1, x"),
        ("empty.toml", "", "class"),
    ],
)
def test_a_file_that_is_wrong_is_told_before_anything_is_served(
    shell: Terminal, tmp_path: Path, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content)
    done = shell("web", str(tmp_path / name))
    assert done.code in {2, 65}
    assert done.out == ""
    assert told in done.err
    assert "Traceback" not in done.err


def test_an_edited_plan_is_refused(shell: Terminal, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(plan_text(plan()).replace("Mon & Thu", "Mon & Fri"))
    done = shell("web", str(tmp_path / "plan.json"))
    assert done.code == 65
    assert done.out == ""


def test_a_port_that_is_taken_is_told(shell: Terminal) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        done = shell("web", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "a free port" in done.err


def test_the_address_is_the_same_from_start_to_start(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = str(free.getsockname()[1])
    seen = []
    for _ in range(2):
        with served(
            tmp_path, "--port", port, "--state", "http://localhost:1/other/?mode=daily&count=2"
        ) as address:
            seen.append(address)
            assert Site.of(address).ask(f"/{Site.of(address).key}/view?mode=daily").status == 200
    assert seen[0] == seen[1]
    assert seen[0].endswith("/?mode=daily&count=2")


def test_an_address_without_a_state_leads_to_one() -> None:
    answer = ask(app(), f"/{KEY}/", query="lang=ru")
    assert answer.status == 303
    assert (
        answer.header("location") == "?mode=weekly&days=mon&days=thu&from=2027-01-04&count=6&at=10:00&lang=ru"
    )


def test_files_have_names_of_their_own(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan <1>.json").write_text(plan_text(plan()))
    paths = [str(tmp_path / folder / "plan <1>.json") for folder in ("a", "b")]
    shelf = shelf_of([*paths, STUDIO, SCENARIO, STUDIO])
    assert list(shelf.opened) == ["plan-1-.json", "2-plan-1-.json", "scenario.toml"]
    assert list(shelf.studios) == ["studio.json", "2-studio.json"]
    assert shelf.studios["2-studio.json"].title == "studio.json"
    assert shelf.key("gone.json") == "studio.json"
    with pytest.raises(UsageError):
        shelf_of(paths * 20)


@pytest.mark.parametrize("library", ["jinja2", "starlette", "uvicorn"])
def test_without_its_libraries_the_extra_is_named(library: str) -> None:
    script = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from frontdesk.cli import main; sys.exit(main(['web', '--port', '0']))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'recur[web]'" in done.stderr
    assert "Traceback" not in done.stderr
