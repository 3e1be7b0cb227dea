"""The fields of a repeating pattern, as they come in a strategy or in form 3, and the rules for saved strategies.

Knows no HTTP shape and makes no dates.
"""

from sync.emulator.access import Need
from sync.emulator.context import Context
from sync.emulator.entities import Strategy
from sync.emulator.exchange import Refused
from sync.emulator.expander import Pattern
from sync.emulator.fields import Fields

WEEKLY = 5
MAX_INTERVAL = 10_000
LONGEST_TITLE = {1: 255, 2: 50}


def pattern_of(context: Context, fields: Fields, generation: int) -> Pattern:
    """Mode, days and interval of a body; what is wrong is noted in the fields."""
    mode = fields.whole("repeat_mode_id", 1, 7)
    days = _days(context, fields, generation)
    if days and mode != WEEKLY:
        if context.switches.other_mode_days == "refuse":
            fields.wrong("days", "It goes with repeat_mode_id 5 only.")
    elif not days and mode == WEEKLY and generation == 2:
        fields.wrong("days", "A weekly pattern needs at least one weekday.")
    return Pattern(mode, days, _interval(context, fields))


def content_type(context: Context, fields: Fields, missing: str) -> int:
    """1 (appointments not copied) or 2; `missing` is `1`, `2` or `refuse`."""
    del context
    if missing == "refuse":
        return fields.whole("content_type", 1, 2)
    return fields.whole("content_type", 1, 2, default=int(missing))


def strategies(context: Context) -> list[Strategy]:
    """The strategies of the path's location, by id."""
    kept = context.world.strategies.values()
    return sorted((s for s in kept if s.location == context.location.id), key=lambda s: s.id)


def strategy(context: Context) -> Strategy:
    """The strategy of the path; raises `Refused` 404."""
    found = context.world.strategies.get(context.ids["strategy"])
    if found is None or found.location != context.location.id:
        raise Refused(404, "not_found")
    return found


def save_strategy(context: Context, generation: int, old: Strategy | None) -> Strategy:
    """Store what the body says, as a new strategy or in place of the old one."""
    context.allow(Need.WRITER)
    fields = context.fields(422 if generation == 2 else None)
    if old is not None and generation == 2:
        changed = {name: value for name, value in fields.given.items() if value is not None}
        fields.given = {**_attributes(old), **changed}
    title = fields.text("title", LONGEST_TITLE[generation])
    pattern = pattern_of(context, fields, generation)
    content = content_type(context, fields, context.switches.missing_content_type)
    if context.switches.unique_titles == "yes" and _is_taken(context, title, old):
        fields.wrong("title", "It is taken.")
    fields.refuse()
    identity = old.id if old else context.world.next_ids(1, "increasing")[0]
    saved = Strategy(identity, context.location.id, title, *pattern, content)
    context.world.strategies[identity] = saved
    return saved


def delete_strategy(context: Context) -> None:
    """Remove the strategy of the path; events that it created stay."""
    context.allow(Need.WRITER)
    del context.world.strategies[strategy(context).id]


def _attributes(old: Strategy) -> dict[str, object]:
    return {
        "title": old.title,
        "repeat_mode_id": old.repeat_mode_id,
        "days": list(old.days),
        "interval": old.interval,
        "content_type": old.content_type,
    }


def _is_taken(context: Context, title: str, old: Strategy | None) -> bool:
    return any(s.title == title and s is not old for s in strategies(context))


def _days(context: Context, fields: Fields, generation: int) -> tuple[int, ...]:
    seven = generation == 1 and context.switches.day_seven == "sunday"
    days = tuple(day % 7 for day in fields.wholes("days", 0, 7 if seven else 6))
    tidy = tuple(sorted(set(days)))
    if days != tidy and context.switches.untidy_days == "refuse":
        fields.wrong("days", "It takes sorted weekdays, each once.")
    return days if context.switches.untidy_days == "keep" else tidy


def _interval(context: Context, fields: Fields) -> int:
    if context.switches.missing_interval == "refuse":
        return fields.whole("interval", 0, MAX_INTERVAL)
    return fields.whole("interval", 0, MAX_INTERVAL, default=int(context.switches.missing_interval))
