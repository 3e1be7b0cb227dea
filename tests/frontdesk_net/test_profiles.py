"""Profiles hold tokens: 0600 in a folder 0700 whatever the umask, of one owner, never through a link, written whole."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.errors import ProfileRefused
from frontdesk.service.profile import Profile, read_profile, write_profile
from sync.emulator.running import Emulator
from tests.canaries.tokens import canary
from tests.frontdesk_net.running import CAREFUL, LOGIN, Terminal, environment
from tests.frontdesk_net.schemas import faults
from tests.frontdesk_net.secrets_seen import PARTNER, PASSWORD, USER

VALUES = {"base_url": "https://api.alteg.io/api", "partner_token": PARTNER, "location": 4564}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where profiles are."""
    return tmp_path / "settings" / "recur"


@pytest.fixture
def kept(folder: Path) -> Path:
    """A profile named default."""
    write_profile(folder, Profile("default", "", VALUES))
    return folder / "default.toml"


@pytest.fixture
def no_umask() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusal(folder: Path) -> str:
    with pytest.raises(ProfileRefused) as caught:
        read_profile(folder, "default")
    return caught.value.fault


@pytest.mark.usefixtures("no_umask")
def test_a_profile_is_0600_in_a_folder_0700_under_umask_000(kept: Path) -> None:
    assert (mode(kept), mode(kept.parent)) == (0o600, 0o700)
    write_profile(kept.parent, Profile("default", "", {**VALUES, "user_token": USER}))
    assert (mode(kept), [*kept.parent.iterdir()]) == (0o600, [kept])


@pytest.mark.usefixtures("no_umask")
def test_state_is_0700_under_umask_000(emulator: Emulator, shell: Terminal, tmp_path: Path) -> None:
    shell.environ |= environment(emulator)
    assert shell("services").code == 0
    state = tmp_path / "state" / "recur"
    modes = {path.relative_to(state).parts[0]: mode(path) for path in state.rglob("*")}
    assert (mode(state), modes) == (0o700, {"pace": modes["pace"]})
    assert all(mode(path) == (0o700 if path.is_dir() else 0o600) for path in state.rglob("*"))


def test_what_was_written_is_what_is_read(kept: Path) -> None:
    nested = {**VALUES, "zone": 'a"b\\c\nd\x7fé', "reading": {"week": "sunday"}, "limits": {"creations": 9}}
    write_profile(kept.parent, Profile("other", "", nested))
    found = read_profile(kept.parent, "other")
    assert found is not None
    assert found.values == nested
    assert PARTNER not in repr(found)


@pytest.mark.parametrize("wrong", [0o640, 0o604, 0o644, 0o660, 0o777, 0o601])
def test_a_profile_that_others_may_use_is_refused(kept: Path, wrong: int) -> None:
    kept.chmod(wrong)
    assert refusal(kept.parent) == "mode"


@pytest.mark.parametrize("wrong", [0o750, 0o705, 0o755, 0o777, 0o701])
def test_a_folder_that_others_may_enter_is_refused(kept: Path, wrong: int) -> None:
    kept.parent.chmod(wrong)
    assert refusal(kept.parent) == "mode"
    with pytest.raises(ProfileRefused):
        write_profile(kept.parent, Profile("new", "", VALUES))


def test_a_link_instead_of_a_profile_is_refused(kept: Path) -> None:
    elsewhere = kept.parent.parent / "elsewhere.toml"
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    assert refusal(kept.parent) == "symlink"
    with pytest.raises(ProfileRefused):
        write_profile(kept.parent, Profile("default", "", {}))
    assert PARTNER in elsewhere.read_text(encoding="utf-8")
    elsewhere.unlink()


def test_a_link_instead_of_the_folder_is_refused(kept: Path) -> None:
    elsewhere = kept.parent.parent / "elsewhere"
    kept.parent.rename(elsewhere)
    kept.parent.symlink_to(elsewhere)
    assert refusal(kept.parent) == "symlink"
    kept.parent.unlink()
    elsewhere.rename(kept.parent)


def test_a_profile_of_somebody_else_is_refused(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert refusal(kept.parent) == "owner"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_file_that_was_given_away_is_refused(kept: Path) -> None:
    os.chown(kept, 12345, 12345)
    assert refusal(kept.parent) == "owner"
    os.chown(kept, 0, 0)


def test_what_is_no_file_is_refused_at_once(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    os.mkfifo(folder / "default.toml", 0o600)
    assert refusal(folder) == "kind"
    (folder / "default.toml").unlink()
    (folder / "default.toml").mkdir(mode=0o700)
    assert refusal(folder) == "kind"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"user_token = canary", "syntax"),
        (b'user_token = "' + USER.encode(), "syntax"),
        (b'a = "1"\na = "' + USER.encode() + b'"', "syntax"),
        (b"\xff", "syntax"),
        (b"a = " + b"[" * 5000, "syntax"),
        (b"#" * (64 * 1024 + 1), "large"),
    ],
    ids=["bare", "open", "twice", "no text", "deep", "large"],
)
def test_a_profile_that_cannot_be_read_is_refused_without_quoting_it(
    shell: Terminal, kept: Path, content: bytes, fault: str
) -> None:
    kept.write_bytes(content)
    assert refusal(kept.parent) == fault
    done = shell("services --debug")
    assert (done.code, done.out) == (78, "")
    assert "canary" not in done.err


@pytest.mark.parametrize(
    "name", ["", "..", "../default", "a/b", "a.b", ".hidden", "x" * 41, "é", "a\nb", "-a", "a\0"]
)
def test_a_name_that_is_no_name_is_refused(shell: Terminal, folder: Path, name: str) -> None:
    with pytest.raises(ProfileRefused):
        read_profile(folder, name)
    assert shell("services", f"--profile={name}").code == 78


def test_a_profile_that_is_not_there_is_named(shell: Terminal) -> None:
    done = shell("services --profile studio")
    assert (done.code, done.out) == (78, "")
    assert "There is no profile studio. `recur login --profile studio` makes it." in done.err


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"base_url": "https://x.example/api", "user_tokn": USER},
            "profile default: user_tokn: *** is not allowed",
        ),
        (
            {"base_url": "https://x.example/api", "partner_token": "a b"},
            "profile default: partner_token: ***",
        ),
        (
            {"base_url": "https://x.example/api", "partner_token": 5.5, "location": "x"},
            "profile default: location:",
        ),
        ({"base_url": "ftp://x.example"}, "profile default: base_url:"),
        (
            {"base_url": "https://x.example/api", "reading": {"week": "friday"}},
            "profile default: reading.week:",
        ),
        ({"base_url": "https://x.example/api", "reading": "sunday"}, "profile default: reading:"),
        (
            {"base_url": "https://x.example/api", "limits": {"creations": "many"}},
            "profile default: limits.creations:",
        ),
        ({"base_url": "https://x.example/api", "limits": {"wishes": 3}}, "profile default: limits.wishes:"),
        ({"base_url": "https://x.example/api", "settle": 10}, "profile default: settle:"),
        ({"partner_token": PARTNER}, "No service is named."),
    ],
)
def test_a_setting_that_means_nothing_is_named(
    shell: Terminal, folder: Path, values: dict[str, object], said: str
) -> None:
    write_profile(folder, Profile("default", "", values))
    done = shell("services")
    assert (done.code, done.out) == (78, "")
    assert said in done.err


def login(shell: Terminal, line: str, *answers: str) -> tuple[int, str, str]:
    done = shell(line, answers=answers)
    assert done.asked
    return done.code, done.out, done.err


def test_login_makes_a_profile_that_the_next_command_uses(
    emulator: Emulator, shell: Terminal, folder: Path
) -> None:
    code, out, err = login(shell, "login --profile studio", emulator.base_url, PARTNER, LOGIN, PASSWORD)
    assert (code, out) == (0, f"emulator on 127.0.0.1:{emulator.port} · profile studio\n")
    assert "Kept: the user token" in err
    path = folder / "studio.toml"
    assert (mode(path), mode(folder)) == (0o600, 0o700)
    assert USER in path.read_text(encoding="utf-8")
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert shell("services --profile studio --location 4564").code == 0


def test_login_renews_the_token_of_a_profile_and_keeps_the_rest(
    emulator: Emulator, shell: Terminal, folder: Path
) -> None:
    before = {
        "base_url": emulator.base_url, "partner_token": PARTNER, "user_token": canary("old"), "location": 4564,
        "zone": "Europe/Riga", "reading": {"week": "sunday"},
    }  # fmt: skip
    write_profile(folder, Profile("default", "", before))
    assert shell("services").code == 77
    assert login(shell, "login", LOGIN, PASSWORD)[0] == 0
    after = read_profile(folder, "default")
    assert after is not None
    assert after.values == {**before, "user_token": USER}
    assert shell("services").code == 0


def test_login_with_an_environment_keeps_the_user_token_only(
    emulator: Emulator, shell: Terminal, folder: Path
) -> None:
    shell.environ |= environment(emulator, ALTEGIO_USER_TOKEN="")
    assert shell("services").code == 77
    assert login(shell, "login", LOGIN, PASSWORD)[0] == 0
    assert PARTNER not in (folder / "default.toml").read_text(encoding="utf-8")
    assert shell("services").code == 0


def test_login_never_puts_a_token_into_another_hosts_profile(
    emulator: Emulator, shell: Terminal, kept: Path
) -> None:
    before = kept.read_bytes()
    shell.environ |= environment(emulator)
    done = shell("login", answers=[LOGIN, PASSWORD])
    assert (done.code, done.asked) == (78, ())
    assert "RECUR_BASE_URL and the profile default name different hosts" in done.err
    assert kept.read_bytes() == before
    assert not emulator.requests()


def test_a_wrong_password_changes_nothing(emulator: Emulator, shell: Terminal, folder: Path) -> None:
    code, _, err = login(shell, "login", emulator.base_url, PARTNER, LOGIN, "wrong")
    assert code == 77
    assert "does not accept this login and password" in err
    assert not folder.exists()


def test_a_needed_code_is_explained_and_the_new_profile_kept_without_a_user_token(
    emulator: Emulator, shell: Terminal, folder: Path
) -> None:
    code, _, err = login(shell, "login", emulator.base_url, PARTNER, CAREFUL, PASSWORD)
    assert code == 77
    assert "wants a code besides the password" in err
    assert str(folder / "default.toml") in err
    found = read_profile(folder, "default")
    assert found is not None
    assert set(found.values) == {"base_url", "partner_token"}


@pytest.mark.parametrize(("who", "result"), [(LOGIN, "stored"), (CAREFUL, "code needed")])
def test_login_as_json_holds_no_token(emulator: Emulator, shell: Terminal, who: str, result: str) -> None:
    done = shell("login --format json", answers=[emulator.base_url, PARTNER, who, PASSWORD])
    found = json.loads(done.out)
    assert (faults(found, "login"), found["result"]) == ([], result)


@pytest.mark.parametrize("answers", [[], ["{url}"], ["{url}", PARTNER], ["{url}", PARTNER, LOGIN]])
def test_where_nobody_types_login_gives_up(emulator: Emulator, shell: Terminal, answers: list[str]) -> None:
    done = shell("login", answers=[answer.format(url=emulator.base_url) for answer in answers])
    assert done.code == 2
    assert "There is no terminal here." in done.err
    assert not emulator.requests()


@pytest.mark.parametrize("option", ["--password", "--token", "--login", "--user-token"])
def test_no_secret_is_taken_as_an_option(shell: Terminal, option: str) -> None:
    assert shell("login", option, "sample").code == 2


def test_a_profile_is_written_whole_or_not_at_all(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.read_bytes()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProfileRefused):
        write_profile(kept.parent, Profile("default", "", {**VALUES, "user_token": USER}))
    assert kept.read_bytes() == before
    assert [*kept.parent.iterdir()] == [kept]


def test_a_state_folder_that_others_may_write_to_is_refused(
    shell: Terminal, emulator: Emulator, tmp_path: Path
) -> None:
    shell.environ |= environment(emulator, RECUR_STATE_DIR=str(tmp_path / "shared"))
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    done = shell("services")
    assert (done.code, done.out) == (78, "")
    assert "others may write to the folder for state (mode 777)" in done.err
    assert not emulator.requests()


@pytest.mark.parametrize("what", ["file", "link to nothing", "below a file"])
def test_a_state_folder_that_is_none_is_refused(
    shell: Terminal, emulator: Emulator, tmp_path: Path, what: str
) -> None:
    place = tmp_path / "place"
    if what == "link to nothing":
        place.symlink_to(tmp_path / "nothing")
    else:
        place.write_text("", encoding="utf-8")
    state = place / "below" if what == "below a file" else place
    shell.environ |= environment(emulator, RECUR_STATE_DIR=str(state))
    assert shell("services").code == 78
    assert not emulator.requests()
