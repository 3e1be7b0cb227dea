"""A run that ends with differences names each date once, before the next command."""

from tests.frontdesk_plan.shop import NAMES, Shop


def test_what_somebody_else_deleted_is_named_once_and_before_the_next_command(shop: Shop) -> None:
    gone, moved, twice = shop.disturb()
    done = shop.recur("resume plan.json")
    assert done.code == 1
    assert [done.out.count(name) for name in NAMES] == [1, 1, 1, 0, 0, 0]
    assert f"  missing: {NAMES[0]}: it was created, and is gone (event {gone})" in done.lines
    assert f"  moved: {NAMES[1]}: event {moved} is at Thu 2026-12-10 20:30 now" in done.lines
    assert any(f"event {twice.id} is there besides" in line for line in done.lines)
    assert done.lines[-2:] == ["To compare again, today or next week:", "  recur verify plan.json"]


def test_where_the_service_cannot_be_read_any_more_the_dates_are_named_all_the_same(shop: Shop) -> None:
    shop.planned()
    shop.emulator.faults.add({"duplicate": ["lie"]})
    shop.applied()
    looks = len(shop.emulator.requests("search"))
    shop.recur("resume plan.json")
    looks = len(shop.emulator.requests("search")) - looks
    shop.emulator.faults.add({"search": ["ok"] * (looks - 1) + ["500"] * 3})
    done = shop.recur("resume plan.json")
    assert done.code == 1
    assert [done.out.count(name) for name in NAMES] == [1] * 6
    assert "missing:" not in done.out
