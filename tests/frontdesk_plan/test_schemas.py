"""What the verbs of a plan print as data keeps the JSON Schemas in docs/schemas."""

import json
from pathlib import Path

import pytest

from tests.frontdesk_net.schemas import faults
from tests.frontdesk_plan.shop import STARTS, Shop


@pytest.fixture(autouse=True)
def a_state_folder(shop: Shop, tmp_path: Path) -> None:
    shop.recur.environ["RECUR_STATE_DIR"] = str(tmp_path / "kept")


@pytest.mark.parametrize("more", [(), ("--form", "parameters"), ("--drop", "2026-12-07", "--force")])
def test_a_plan_keeps_its_schema(shop: Shop, more: tuple[str, ...]) -> None:
    shop.enter("2026-12-26T18:30:00")
    shop.planned(*more)
    assert faults(shop.document(), "plan") == []


@pytest.mark.parametrize("fault", ["ok", "rst", "422"])
def test_a_result_keeps_its_schema(shop: Shop, fault: str) -> None:
    shop.planned("--chunk", "2")
    shop.emulator.faults.add({"duplicate": [fault]})
    assert faults(json.loads(shop.applied("--format", "json").out), "result") == []
    assert faults(json.loads(shop.recur("resume plan.json --format json").out), "result") == []


def test_nothing_to_do_keeps_the_schema_of_a_result(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    again = json.loads(shop.applied("--format", "json").out)
    assert faults(again, "result") == []
    assert again["counts"]["created"] == 6


@pytest.mark.parametrize("form", ["dates", "parameters"])
def test_a_verification_keeps_its_schema(shop: Shop, form: str) -> None:
    shop.planned("--form", form)
    shop.applied()
    assert faults(json.loads(shop.recur("verify plan.json --format json").out), "verification") == []
    shop.change(shop.id_at(STARTS[0]), deleted=True)
    assert faults(json.loads(shop.recur("verify plan.json --format json").out), "verification") == []


def test_an_undo_keeps_its_schemas(shop: Shop) -> None:
    shop.planned()
    shop.applied()
    shop.recur("undo plan.json --out undo.json")
    assert faults(shop.document("undo.json"), "plan") == []
    done = shop.applied("--expect-deletes", "6", "--format", "json", path="undo.json")
    assert faults(json.loads(done.out), "undone") == []


def test_a_value_that_breaks_a_schema_is_found(shop: Shop) -> None:
    shop.planned()
    document = shop.document()
    assert faults({**document, "extra": 1}, "plan")
    assert faults({**document, "location": "4564"}, "plan")
    assert faults({name: value for name, value in document.items() if name != "digest"}, "plan")
