"""The page about fleets is true: its commands, on the service of its example, print what it shows."""

import re
import shutil
import tomllib
from pathlib import Path

from sync.fleet import Standing
from tests.fleet.chain import EXAMPLE, ROOT, STUDIOS, Chain
from tests.frontdesk_plan.test_lifecycle import words
from tests.frontdesk_plan.test_views import steady

PAGE = (ROOT / "docs" / "how-to" / "many-locations.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```text\n\$ recur (.+)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
WRITTEN = re.findall(r"^```toml\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)


def test_the_commands_of_the_page_print_what_it_shows(chain: Chain) -> None:
    Path("examples").mkdir()
    for file in (EXAMPLE, STUDIOS):
        shutil.copy(file, "examples")
    for command, shown in EXAMPLES:
        made = Path("fleet-plan/fleet.json")
        done = chain.recur(command.replace("…", chain.digest(str(made)) if made.exists() else "…"))
        assert (done.code, steady(done.out)) == (0, shown), done.err
    assert len(EXAMPLES) == 3


def test_the_file_on_the_page_is_the_beginning_of_the_example() -> None:
    (beginning,) = WRITTEN
    shown, whole = tomllib.loads(beginning), tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert shown.pop("location") == whole.pop("location")[:1]
    assert shown == whole


def test_every_standing_is_defined_once() -> None:
    assert words("(`Standing`)") == [standing.value for standing in Standing]
