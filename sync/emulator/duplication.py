"""Duplicating an event: which slots a request asks for, in all three forms, and the copies it creates.

Knows no HTTP shape. What the documentation leaves open is asked of the switches.
"""

from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from sync.emulator.conflicts import Wish, conflict
from sync.emulator.context import Context
from sync.emulator.entities import Appointment, Event, Strategy, Texts
from sync.emulator.exchange import Refused
from sync.emulator.expander import Pattern, Refusal, Span
from sync.emulator.fields import MAX_ID, Fields
from sync.emulator.moments import in_zone, slot
from sync.emulator.patterns import content_type, pattern_of

FORMS = {"dates": "dates", "duplication_strategy_id": "strategy", "repeat_mode_id": "parameters"}
MAX_COUNT = 10**9
V2_CAP = 100


def duplicate(context: Context, generation: int) -> list[Event]:
    """Create the copies that the request asks for and return them; raises `Refused`, 409 for a conflict."""
    source = context.event
    if source.deleted and context.switches.duplicate_deleted == "404":
        raise Refused(404, "not_found")
    fields = context.fields(422 if generation == 2 else None)
    form = _form(context, fields, generation)
    slots, content = (
        _by_dates(context, fields, generation) if form == "dates" else _by_pattern(context, fields, form)
    )
    forced = fields.flag("force", default=False)
    fields.refuse()
    _refuse_past(context, fields, slots)
    return create(context, source, _unrepeated(context, slots), content, forced=forced)


def _form(context: Context, fields: Fields, generation: int) -> str:
    sent = [form for name, form in FORMS.items() if fields.has(name)]
    if generation == 2:
        return "dates"
    if not sent:
        fields.wrong("dates", "It is required, or duplication_strategy_id, or repeat_mode_id.")
    wins = context.switches.form_precedence
    if len(sent) > 1 and wins == "refuse":
        fields.wrong("dates", "It excludes the other forms.")
    fields.refuse()
    return wins if wins in sent else sent[0]


def _by_dates(context: Context, fields: Fields, generation: int) -> tuple[list[datetime], int]:
    """Form 1: the slots in request order; one date that is wrong rejects all."""
    texts = fields.given.get("dates")
    cap = V2_CAP if generation == 2 else context.switches.dates_cap_v1
    content = content_type(context, fields, "refuse" if generation == 1 else "1")
    if not isinstance(texts, list) or not 1 <= len(texts) <= cap:
        fields.wrong("dates", f"It takes a list of 1 to {cap} dates.")
        return [], content
    zone, event = context.location.timezone_name, context.event.start
    slots = [slot(text, context.switches, generation, zone, event) for text in texts]
    for number, found in enumerate(slots):
        if found is None:
            fields.wrong(f"dates.{number}", "It takes a date and time YYYY-MM-DDTHH:MM:SS.")
    return [found for found in slots if found], content


def _by_pattern(context: Context, fields: Fields, form: str) -> tuple[list[datetime], int]:
    """Forms 2 and 3: the slots that the expander makes of a saved or an inline pattern."""
    if form == "strategy":
        saved = _saved(context, fields.whole("duplication_strategy_id", 1, MAX_ID))
        pattern, content = Pattern(saved.repeat_mode_id, saved.days, saved.interval), saved.content_type
    else:
        pattern = pattern_of(context, fields, generation=1)
        content = content_type(context, fields, context.switches.missing_content_type)
    span = _span(context, fields)
    fields.refuse()
    return _expanded(context, fields, pattern, span), content


def _saved(context: Context, identity: int) -> Strategy:
    found = context.world.strategies.get(identity)
    if found is None or found.location != context.location.id:
        wrong = {"duplication_strategy_id": ["There is no such strategy."]}
        raise Refused(int(context.switches.foreign_strategy), "invalid", wrong)
    return found


def _span(context: Context, fields: Fields) -> Span:
    start = fields.day("from")
    till: date | None = fields.day("till") if fields.has("till") else None
    count = fields.optional("count", 1, MAX_COUNT)
    if till is None and count is None:
        count = _unlimited(context, fields)
    if till is not None and till < start:
        fields.wrong("till", "It is before from.")
    return Span(start, till, count, fields.optional("hours", 0, 23), fields.optional("minutes", 0, 59))


def _unlimited(context: Context, fields: Fields) -> int:
    if context.switches.neither_limit == "400":
        fields.refuse()
        raise Refused(400, "invalid", {"till": ["It is required, or count."]})
    return 1 if context.switches.neither_limit == "one" else context.switches.expansion_cap


def _expanded(context: Context, fields: Fields, pattern: Pattern, span: Span) -> list[datetime]:
    found = context.expander(pattern, span, context.event.start, context.switches.reading)
    cap = context.switches.expansion_cap
    if isinstance(found, Refusal):
        fields.problems.update(found.problems)
        fields.refuse()
        return []
    slots = list(islice(found, cap + 1))
    if len(slots) > cap:
        fields.wrong("count", f"It makes more than {cap} dates.")
    if not slots and context.switches.nothing_to_copy == "422":
        fields.wrong("from", "No date fits.")
    placed = [in_zone(wall, context.switches, context.location.timezone_name) for wall in slots]
    if None in placed:
        fields.wrong("hours", "The clock skips this time.")
    fields.refuse()
    return [wall for wall in placed if wall]


def _refuse_past(context: Context, fields: Fields, slots: list[datetime]) -> None:
    if context.switches.past_dates == "refuse" and any(wall < context.here for wall in slots):
        fields.wrong("dates", "It is in the past.")
    fields.refuse()


def _unrepeated(context: Context, slots: list[datetime]) -> list[datetime]:
    return list(dict.fromkeys(slots)) if context.switches.repeated_dates == "once" else slots


def create(
    context: Context, source: Event, slots: list[datetime], content: int, *, forced: bool
) -> list[Event]:
    """Copy the source to each slot; a conflict leaves what `conflict_atomicity` says, and is raised as 409."""
    context.slots = list(slots)
    bent = context.bend(slots)
    ids = context.world.next_ids(len(bent), context.switches.ids)
    made: list[Event] = []
    refused: list[tuple[datetime, str]] = []
    for identity, start in zip(ids, bent, strict=True):
        if objection := _objection(context, source, start, made, forced=forced):
            refused.append((start, objection))
            if context.switches.conflict_atomicity != "others":
                break
        else:
            made.append(context.world.put(_copy(context, source, identity, start, content)))
    if refused:
        _end_in_conflict(context, made, refused)
    context.made += [event.id for event in made]
    return _ordered(made, context.switches.answer_order)


def _objection(
    context: Context, source: Event, start: datetime, made: list[Event], *, forced: bool
) -> str | None:
    if context.checks == "off":
        return None
    if context.switches.repeated_dates == "twice" and any(event.start == start for event in made):
        return None
    wish = Wish(source.location, source.service_id, source.staff_id, start, source.length, source.instances)
    return conflict(context.world, context.switches, wish, force=forced)


def _copy(context: Context, source: Event, identity: int, start: datetime, content: int) -> Event:
    return replace(
        source,
        id=identity,
        start=start,
        deleted=False,
        appointments=_copied_appointments(context, source) if content == 2 else (),
        visible_at=context.at + context.switches.search_lag + context.lag,
        texts=source.texts if context.switches.copied_fields == "all" else Texts(),
        origin="api",
    )


def _copied_appointments(context: Context, source: Event) -> tuple[Appointment, ...]:
    kept = [seat for seat in source.appointments if not seat.cancelled]
    ids = context.world.next_ids(len(kept), "increasing")
    return tuple(replace(seat, id=identity) for seat, identity in zip(kept, ids, strict=True))


def _end_in_conflict(context: Context, made: list[Event], refused: list[tuple[datetime, str]]) -> None:
    """Undo what a conflict undoes, and raise it: the first date, or all, in the words of the first."""
    if context.switches.conflict_atomicity == "all":
        for event in made:
            context.world.forget(event.id)
    else:
        context.made += [event.id for event in made]
    named = refused if context.switches.conflict_dates == "all" else refused[:1]
    dates = ", ".join(f"{start:%Y-%m-%d %H:%M}" for start, _ in named)
    raise Refused(409, refused[0][1], detail=dates)


def _ordered(made: list[Event], order: str) -> list[Event]:
    if order == "sorted":
        return sorted(made, key=lambda event: (event.start, event.id))
    return made[::-1] if order == "reversed" else made
