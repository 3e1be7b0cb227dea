"""THE WIRE MATRIX (C6): the real client over real HTTP against the real emulator, a cell at a time.

A POST arrives once and is never sent again; a read is tried three times at most. Every instruction is used, or the
emulator fails the test. Redirects point to a second listener that nobody ever visits.
"""

from __future__ import annotations

import socket

import pytest

from sync.emulator.fault_table import ALIASES, FAULTS
from sync.emulator.faults import Instruction, parse
from sync.errors import ApiUnavailable
from sync.outcome import Outcome, Reason
from sync.wire.dialect import Generation
from tests.matrix.canaries import FORMS, Told, leaks
from tests.matrix.cells import Post, Read, all_reads, instructions, play_post, play_read, posts
from tests.matrix.studio import PARTNER, REQUEST, SOURCE, USER, Client, studio
from tests.sync.faulty import Faulty

POSTS, READS = posts(), all_reads()


@pytest.mark.parametrize("cell", POSTS, ids=lambda cell: cell.name)
def test_a_post_that_meets_a_fault_is_judged_as_specified_and_sent_once(
    cell: Post, elsewhere: Faulty, told: Told
) -> None:
    seen = play_post(cell, elsewhere.url)
    told.add(*seen.told)
    assert (seen.outcome, seen.stored, seen.more) == (cell.outcome, cell.stored, cell.more)
    assert seen.connections == 1
    assert elsewhere.connections == 0


@pytest.mark.parametrize("cell", READS, ids=lambda cell: cell.name)
def test_a_read_that_meets_faults_gives_the_whole_truth_or_an_error(
    cell: Read, elsewhere: Faulty, told: Told
) -> None:
    seen = play_read(cell, elsewhere.url)
    told.add(*seen.told)
    assert (seen.outcome, seen.more) == (cell.result, cell.more)
    assert (seen.arrivals, seen.connections) == (cell.arrivals, cell.arrivals)
    assert elsewhere.connections == 0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_f01_a_closed_port_proves_that_nothing_was_sent(told: Told) -> None:
    client = Client(f"http://127.0.0.1:{_free_port()}/api")
    answer = client.api.duplicate(SOURCE, REQUEST)
    with pytest.raises(ApiUnavailable) as caught:
        client.api.event(SOURCE)
    told.add(answer, caught.value)
    assert (answer.kind, answer.reason) == (Outcome.NOT_SENT, Reason.UNREACHABLE)
    assert (caught.value.tries, client.slept) == (3, [0.5, 1.0])


def test_f03_a_plain_port_gets_no_request_that_was_meant_for_tls(told: Told) -> None:
    with studio({}) as emulator:
        client = Client(emulator.base_url.replace("http:", "https:"))
        answer = client.api.duplicate(SOURCE, REQUEST)
        told.add(answer)
        assert (answer.kind, emulator.requests()) == (Outcome.NOT_SENT, [])


def test_f08_a_reset_right_after_accept_is_never_a_creation(told: Told) -> None:
    with studio({"connect": ["rst"]}) as emulator:
        answer = Client(emulator.base_url).api.duplicate(SOURCE, REQUEST)
        told.add(answer)
        assert emulator.requests() == []
    found = (answer.kind, answer.reason)
    assert found in {(Outcome.UNKNOWN, Reason.BROKEN), (Outcome.NOT_SENT, Reason.UNREACHABLE)}, "it is a race"


# --- the tables themselves -----------------------------------------------------------------------------------------


def _parsed(written: str) -> list[Instruction]:
    text = written.rpartition(": ")[2].replace("{elsewhere}", "http://127.0.0.1:9")
    return [parse(one) for one in instructions(text)]


def _faults(written: str) -> set[str]:
    return {part.fault.name for one in _parsed(written) for part in one.parts}


def test_every_instruction_of_the_emulator_is_a_cell() -> None:
    posted = {name for cell in POSTS if cell.generation is Generation.V1 for name in _faults(cell.fault)}
    assert posted == set(FAULTS)
    assert set(ALIASES) - {cell.fault for cell in POSTS} == set()
    read = {name for cell in READS for name in _faults(cell.faults)}
    making = {name for name, fault in FAULTS.items() if fault.kind == "create"}
    assert read == set(FAULTS) - making, "only a POST makes something"


def test_every_row_of_the_fault_model_has_cells() -> None:
    rows = {cell.row for cell in POSTS} | {cell.row for cell in READS}
    assert rows >= {f"F{number:02}" for number in range(5, 29)}


def test_every_way_to_break_an_answer_meets_work_undone_done_and_half_done() -> None:
    stages: dict[str, set[str]] = {name: set() for name in FAULTS}
    for cell in POSTS:
        work = _parsed(cell.fault)[0].work
        stages[work.fault.name].add(work.stage)
    for name, fault in FAULTS.items():
        if fault.kind in {"wire", "body", "status"}:
            assert stages[name] == {"before", "after", "partial"}, name


def test_no_cell_stands_twice_and_there_are_enough() -> None:
    names = [*(cell.name for cell in POSTS), *(cell.name for cell in READS)]
    assert len(set(names)) == len(names)
    assert len(names) >= 500


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("token", [PARTNER, USER], ids=["partner", "user"])
def test_a_token_would_be_found_however_it_is_spelt(form: str, token: str) -> None:
    for spelt in FORMS[form](token):
        assert leaks(f"before{spelt}after") == [form]
        half = spelt[: len(spelt) // 2 + 2]
        assert leaks(f"x{half}x"), half
