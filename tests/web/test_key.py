"""The key of the page's paths: one from start to start, its owner's alone, and never one that others may know."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from frontdesk.errors import StateRefused
from frontdesk.web.key import NAME, key_in


def test_it_is_the_same_at_the_next_start_and_another_on_demand(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    first = key_in(folder, fresh=False)
    assert len(first) == 22
    assert key_in(folder, fresh=False) == first
    assert key_in(folder, fresh=True) != first


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key_in(tmp_path / "state", fresh=False)
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state" / NAME).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == [NAME]


def test_many_who_start_at_once_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: key_in(tmp_path, fresh=False), range(40)))) == 1


def test_one_that_others_may_read_is_refused(tmp_path: Path) -> None:
    key_in(tmp_path, fresh=False)
    (tmp_path / NAME).chmod(0o640)
    with pytest.raises(StateRefused, match=NAME):
        key_in(tmp_path, fresh=False)


def test_a_link_and_a_folder_in_its_place_are_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("x" * 22)
    elsewhere.chmod(0o600)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / NAME).symlink_to(elsewhere)
    (tmp_path / "b" / NAME).mkdir(parents=True)
    for folder in ("a", "b"):
        with pytest.raises(StateRefused):
            key_in(tmp_path / folder, fresh=False)


@pytest.mark.parametrize("content", ["", "short", "x" * 21 + "/", "x" * 23, "../../../../etc/passwd"])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    (tmp_path / NAME).chmod(0o600)
    with pytest.raises(StateRefused):
        key_in(tmp_path, fresh=False)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(StateRefused):
        key_in(tmp_path / "state", fresh=False)
