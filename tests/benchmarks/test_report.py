"""Decides that the page says what was measured, also what fell short and what is missing, and nothing else."""

from pathlib import Path

from benchmarks.__main__ import main
from benchmarks.figures import AtLeast, AtMost, Figure, Memory
from benchmarks.groups import groups
from benchmarks.pairs import Paired
from benchmarks.report import document, table
from benchmarks.results import ROOT, Result, keep, kept, of_text

THRICE = Paired(ours=1e-6, theirs=3e-6, ratios=(2.0, 3.0, 4.0))
MEASURED = [Figure("G9", "W1", "a peer", THRICE, 0, AtLeast(aim)) for aim in (2, 3, 4)]
ABSENT = Figure("G9", "W1", "a peer", "not measured here: command missing", 0, AtLeast(1))


def result(group: str, *figures: Figure, day: str = "2027-01-01") -> Result:
    return Result(group, day, ("a processor",), ("a peer 1.0",), (0.25, 0.5), 3.0, "c0de", figures)


def last_line(figure: Figure) -> str:
    return table([figure]).splitlines()[-1]


def test_a_figure_that_falls_short_says_so() -> None:
    line = last_line(Figure("G9", "some work", "a peer", THRICE, 35, AtLeast(12)))
    assert line == (
        "| G9 | some work | 35 | 1 µs (28.6 ns a date) | a peer | 3 µs (85.7 ns a date) | 3 | 2.5 – 3.5 | ≥ 12 | **no** |"
    )


def test_a_figure_that_is_missing_says_why() -> None:
    assert last_line(ABSENT).endswith("| not measured here: command missing |")


def test_memory_is_held_against_its_bound() -> None:
    line = last_line(Figure("G14", "a file", "–", Memory(1100), 0, AtMost(1024)))
    assert line == "| G14 | a file | – | 1,100 MiB | – | – | – | – | ≤ 1,024 MiB | **no** |"


def test_the_page_counts_what_was_reached_missed_and_not_measured() -> None:
    page = document([result("lists", *MEASURED, ABSENT)])
    assert "2 aims reached, 1 missed, 1 not measured." in page


def test_the_page_names_every_peer_that_is_faster() -> None:
    faster = Figure("G13", "W3", "a hare", Paired(1.0, 0.5, (0.5, 0.5)), 0, AtLeast(1))
    page = document([result("a hare", faster), result("lists", *MEASURED)], {"a hare"})
    assert "Beside peers in 1 contests: slower in W3 a hare." in page
    assert "| a hare | – | – | 0.5 | – |" in page


def test_a_peer_whose_dates_differ_is_in_the_overview_as_such() -> None:
    liar = Figure("", "W8 of 10", "a liar", "refused: date number 2 is none here, 1970-01-02 there")
    page = document([result("a liar", liar)], {"a liar"})
    assert "| a liar | – | – | – | – | – | – | – | – | dates differ |" in page


def test_the_page_tells_day_load_and_versions_of_each_group() -> None:
    page = document([result("lists", *MEASURED), result("texts", ABSENT, day="2027-02-03")])
    assert "Taken on 2027-01-01 and 2027-02-03" in page
    assert "from 0.25 to 0.50" in page
    assert "* a peer 1.0" in page
    assert "| texts | 2027-02-03 | 0.25 | 0.50 | 3 | `c0de` |" in page


def test_what_is_kept_comes_back_as_it_was() -> None:
    memory = Figure("G14", "a file", "–", Memory(700), 0, AtMost(1024))
    whole = result("lists", *MEASURED, ABSENT, memory)
    assert of_text(whole.text()) == whole


def test_a_run_of_one_group_keeps_the_figures_of_the_others(tmp_path: Path) -> None:
    keep(result("texts", *MEASURED), tmp_path)
    keep(result("large", ABSENT), tmp_path)
    keep(result("large", *MEASURED), tmp_path)
    assert [(one.group, len(one.figures)) for one in kept(["texts", "large", "lists"], tmp_path)] == [
        ("texts", 3), ("large", 3),
    ]  # fmt: skip


def test_what_was_measured_today_of_this_code_is_left_out_of_a_resumed_run(tmp_path: Path) -> None:
    page, arguments = tmp_path / "page.md", ["texts", "--date", "2027-01-01", "--results", str(tmp_path)]
    from benchmarks.results import code_now

    keep(result("texts", *MEASURED)._replace(code=code_now()), tmp_path)
    assert main([*arguments, "--resume", "--out", str(page)]) == 0
    assert kept(["texts"], tmp_path)[0].figures == tuple(MEASURED)
    assert "2 aims reached, 1 missed" in page.read_text(encoding="utf-8")


def test_the_page_of_this_repository_holds_what_was_kept_and_no_other_figure() -> None:
    every = groups()
    written = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    of_peers = {group.name for group in every if group.of_peers}
    assert written == document(kept([group.name for group in every]), of_peers), "python -m benchmarks --page"
