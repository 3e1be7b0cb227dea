"""Nothing that this suite writes holds a secret: `conftest.py` looks after every test; here is proof that it sees."""

import base64
import json
import logging
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.frontdesk_net.conftest import Start
from tests.frontdesk_net.running import CAREFUL, LOGIN, Terminal, environment
from tests.frontdesk_net.secrets_seen import CANARIES, PARTNER, PASSWORD, USER, files_with_secrets, found

DISGUISES: dict[str, Callable[[str], str]] = {
    "raw": str,
    "reversed": lambda text: text[::-1],
    "half": lambda text: text[: len(text) // 2],
    "other half": lambda text: text[-(len(text) // 2) :],
    "upper case": str.upper,
    "JSON": json.dumps,
    "JSON in JSON": lambda text: json.dumps({"token": text}),
    "repr": repr,
    "URL": lambda text: f"https://x.example/?token={quote(text, safe='')}",
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 after one letter": lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    "base64 after two letters": lambda text: base64.b64encode(b"xy" + text.encode()).decode(),
    "a header in base64": lambda text: base64.b64encode(f"Bearer a, User {text}".encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "broken over lines": lambda text: f"{text[:9]}\n  {text[9:]}",
}


@pytest.mark.parametrize("secret", CANARIES, ids=["partner", "user", "password"])
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_secret_in_this_disguise_is_seen(secret: str, disguise: str, tmp_path: Path) -> None:
    text = f"before {DISGUISES[disguise](secret)} after"
    assert found(text)
    planted = tmp_path / "here" / "log.txt"
    planted.write_text(text, encoding="utf-8")
    assert [path for path, _ in files_with_secrets(tmp_path)] == [planted]
    planted.unlink()


def test_ordinary_text_is_no_secret() -> None:
    assert found("a canary sings; Bearer ***, User ***; recur login") == []


WORK = [
    "strategies list",
    "strategies list --format json",
    "strategies create --title Evening --mode daily --yes",
    "strategies update 1 --interval 1 --yes --format json",
    "strategies delete 1 --yes",
    "events list --from 2026-11-01 --till 2026-12-31 --format csv",
    "events show 101",
    "events show 999 --debug",
    "services --format json",
    "pull --from 2026-11-01 --till 2026-12-31 --event 101 --out s.json",
    "services --location x --debug",
    "services --api x",
]


@pytest.mark.parametrize("api", ["v1", "v2"])
@pytest.mark.parametrize(
    "faults",
    [
        [],
        ["401"],
        ["500-html"] * 3,
        ["rst"] * 3,
        ["302:http://127.0.0.1:9/"],
        ["invalid-json"] * 3,
        ["wrong-types"] * 3,
        ["429"],
    ],
    ids=lambda value: value[0] if value else "well",
)
def test_a_whole_day_of_work_writes_no_secret(
    start: Start, shell: Terminal, api: str, faults: list[str]
) -> None:
    lists = {name: faults for name in ("strategies", "search", "event", "services") if faults}
    emulator = start(faults=lists, leftovers="allow")
    shell.environ |= environment(emulator, RECUR_API=api)
    for line in WORK:
        shell(f"{line} --debug" if "debug" not in line else line)
    shell("login --debug", answers=[LOGIN, PASSWORD])
    shell("login --debug --format json", answers=[CAREFUL, PASSWORD])
    shell("login --profile other --debug", answers=[LOGIN, PASSWORD + "x"])
    shell.environ = {}
    shell("services --debug", ALTEGIO_PARTNER_TOKEN=PARTNER, ALTEGIO_USER_TOKEN=USER)
    shell("services --debug", RECUR_BASE_URL="http://x.example/api", ALTEGIO_PARTNER_TOKEN=PARTNER)
    shell("services --debug", RECUR_BASE_URL=emulator.base_url, ALTEGIO_PARTNER_TOKEN=f"{PARTNER}\r\n{USER}")
    shell(
        "services --debug",
        RECUR_BASE_URL=f"https://{USER}:{PARTNER}@x.example/api",
        ALTEGIO_PARTNER_TOKEN=PARTNER,
    )
    assert len(shell.written) > 30


def test_the_look_at_the_log_sees_what_was_logged(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("anything").debug("sent with %s", "a header")
    assert "sent with a header" in [record.getMessage() for record in caplog.get_records("call")]
