"""The copy that faults are put into, made once for a worker, and the process that runs its tests."""

from collections.abc import Iterator

import pytest

from tests.negative.noticing import Copy, Zygote

PARTS = (
    "recurrence", "sync", "frontdesk", "examples", "property_tests", "tests/spec", "tests/interop", "tests/apply",
    "tests/simulation", "tests/canaries", "tests/frontdesk", "tests/frontdesk_mcp/test_bounds.py", "tests/plan",
    "tests/web", "tests/bulk", "tests/table/test_columns.py", "tests/fleet", "tests/frontdesk_net", "tests/frontdesk_plan",
)  # fmt: skip


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    zygote = Zygote()
    yield Copy(tmp_path_factory.mktemp("copy"), zygote, PARTS)
    zygote.close()
