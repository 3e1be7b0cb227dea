"""Every point that the documentation leaves open, as one value: the documented or likelier side is the default.

Decides nothing itself: the rules ask. Q and U numbers are those of the fact sheet's list of ambiguities and unknowns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_type_hints

from recurrence import InvalidReading, Reading
from sync.emulator.errors import EmulatorError

NO_CAP = 10**9


class Switch(NamedTuple):
    """One switch: its name, the texts that it takes (none: a number), its default and what it asks."""

    name: str
    values: tuple[str, ...]
    default: str | int | float
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """How the service behaves where nobody knows. Each field is one question; `reading` holds R1–R13 that differ.

    >>> Switches(conflict_atomicity="prefix", reading={"week": "sunday"}).changed()
    {'reading': {'week': 'sunday'}, 'conflict_atomicity': 'prefix'}
    """

    reading: Mapping[str, str] = field(default_factory=dict)

    # --- duplicating
    conflict_atomicity: Annotated[
        Literal["all", "prefix", "others"],
        "Q22 U1: a conflict leaves nothing, what came before it, or the rest",
    ] = "all"
    conflict_dates: Annotated[Literal["one", "all"], "Q22: how many dates the 409 names"] = "one"
    same_class: Annotated[
        Literal["conflict", "allow", "always"],
        "U4: the same service, staff and start again: a conflict, a second class, or a conflict even with force",
    ] = "conflict"
    force_covers: Annotated[Literal["all", "resources"], "Q23: what `force` overrides"] = "all"
    dates_cap_v1: Annotated[int, "U7: the most dates in one V1 request"] = NO_CAP
    expansion_cap: Annotated[int, "Q14: the most dates that forms 2 and 3 make"] = 1000
    neither_limit: Annotated[
        Literal["400", "one", "cap"], "Q14: neither till nor count: refused, one copy, or as many as the cap"
    ] = "400"
    form_precedence: Annotated[
        Literal["dates", "strategy", "parameters", "refuse"], "§2: which form wins when a body mixes them"
    ] = "dates"
    space_dates: Annotated[Literal["refuse", "accept"], "Q19: `YYYY-MM-DD HH:MM:SS` in V1 dates"] = "refuse"
    minute_dates: Annotated[Literal["refuse", "accept"], "Q19: V1 and V2 dates without seconds"] = "refuse"
    bare_dates: Annotated[Literal["refuse", "midnight", "event_time"], "Q19: V1 dates without a time"] = (
        "refuse"
    )
    offset_dates_v1: Annotated[Literal["refuse", "convert", "ignore"], "Q19 U7: an offset in V1 dates"] = (
        "refuse"
    )
    offset_dates_v2: Annotated[Literal["convert", "ignore"], "U7: the offset that V2 dates may have"] = (
        "convert"
    )
    repeated_dates: Annotated[
        Literal["conflict", "once", "twice"], "Q20: the same date twice in one request"
    ] = "conflict"
    past_dates: Annotated[Literal["accept", "refuse"], "Q21: dates before now"] = "accept"
    gap_time: Annotated[
        Literal["keep", "shift", "refuse"], "Q24 U7: a local time that the clock change skips"
    ] = "keep"
    answer_order: Annotated[
        Literal["request", "sorted", "reversed"], "Q20 U6: the order of the created events in the answer"
    ] = "request"
    ids: Annotated[Literal["increasing", "decreasing", "scattered"], "U6: how ids follow one another"] = (
        "increasing"
    )
    copied_fields: Annotated[
        Literal["core", "all"], "Q25: whether comment, colour, instructions and stream link are copied"
    ] = "core"
    nothing_to_copy: Annotated[
        Literal["200", "422"], "a pattern without dates: an empty list or a refusal"
    ] = "200"
    duplicate_deleted: Annotated[Literal["404", "copy"], "a deleted source event"] = "404"

    # --- fields and strategies
    missing_interval: Annotated[Literal["0", "1", "refuse"], "Q3: `interval` left out"] = "0"
    missing_content_type: Annotated[
        Literal["1", "2", "refuse"], "Q26: `content_type` left out, but in V1 form 1, where it is required"
    ] = "1"
    day_seven: Annotated[Literal["refuse", "sunday"], "§3.5: day 7 in V1"] = "refuse"
    untidy_days: Annotated[Literal["keep", "tidy", "refuse"], "Q5: repeated or unsorted days"] = "keep"
    other_mode_days: Annotated[Literal["ignore", "refuse"], "Q5: days with a mode other than weekly"] = (
        "ignore"
    )
    unique_titles: Annotated[Literal["no", "yes"], "Q27: two strategies of one title"] = "no"
    foreign_strategy: Annotated[
        Literal["404", "422"], "Q27: a strategy id of another location or of none"
    ] = "404"
    invalid_status: Annotated[Literal["422", "400"], "§1.9: V1's status for a field that is wrong"] = "422"

    # --- searching
    search_lag: Annotated[float, "U3: seconds until searches show a new event"] = 0.0
    future_only: Annotated[Literal["no", "yes"], "§1.4: whether V1 searches show future events only"] = "no"
    search_page_max: Annotated[int, "§1.4: the largest `count` of a V1 search"] = 300
    page_over_max: Annotated[Literal["clamp", "refuse"], "§1.4: a larger `count` or `limit`"] = "clamp"
    meta_count: Annotated[Literal["total", "page"], "§1.4: what `meta.count` of a search counts"] = "total"
    id_lists: Annotated[
        Literal["both", "brackets", "commas"],
        "§1.4: `ids[]=1&ids[]=2`, `ids=1,2`, or both; the other is ignored",
    ] = "both"
    search_dates_order: Annotated[Literal["sorted", "reversed"], "§1.4: the order of `search_dates`"] = (
        "sorted"
    )

    # --- shapes
    entity_shape: Annotated[
        Literal["altegio", "yclients", "old"],
        "§1.3: the fields of a V1 event: Altegio, YCLIENTS 2026, blueprint",
    ] = "altegio"
    duration_details: Annotated[Literal["array", "object"], "§1.3: samples and schemas disagree"] = "array"
    date_form: Annotated[
        Literal["text", "iso", "integer"],
        "§1.3 §2.4: `date` of V1 events; the last two stand in documents only",
    ] = "text"
    deleted_data: Annotated[Literal["null", "absent"], "§1.6: `data` of a V1 202"] = "null"
    errors_shape: Annotated[Literal["array", "object"], "§1.9: `meta.errors`"] = "array"
    error_body: Annotated[Literal["envelope", "errors"], "§1.9: the body of V1 refusals"] = "envelope"
    errors_v2: Annotated[Literal["jsonapi", "envelope"], "§1.9: the body of V2 refusals"] = "jsonapi"
    not_found_meta: Annotated[
        Literal["object", "array", "message"], "§1.9: `meta` of a V1 404 in English; in Russian a message"
    ] = "object"
    language: Annotated[Literal["en", "ru"], "§4.2: the language where Accept-Language names none"] = "en"

    # --- access and limits
    reading_needs: Annotated[
        Literal["user", "partner"], "§1.2: tokens for reading one event, services and strategies"
    ] = "user"
    strict_headers: Annotated[Literal["no", "yes"], "§4.2: 400 without Accept or Content-Type"] = "no"
    rate_limit: Annotated[Literal["on", "off"], "§4.4: 5 in any second, 200 in any minute"] = "on"
    rate_per: Annotated[Literal["address", "token"], "U5: who is counted"] = "address"
    refused_count: Annotated[Literal["no", "yes"], "U5: whether a 429 uses up the limit too"] = "no"
    retry_after: Annotated[Literal["none", "seconds", "date"], "U5: Retry-After on 429"] = "none"
    limit_body: Annotated[Literal["envelope", "empty", "html"], "§4.4: the body of 429"] = "envelope"

    def __post_init__(self) -> None:
        """Check every value."""
        for switch in switches():
            _check(switch, getattr(self, switch.name))
        try:
            Reading(**self.reading)
        except InvalidReading as error:
            raise EmulatorError("reading", dict(self.reading), str(error)) from None

    def changed(self) -> dict[str, object]:
        """What differs from the defaults, as it would stand in a switches file."""
        default = asdict(Switches())
        return {name: value for name, value in asdict(self).items() if value != default[name]}


@cache
def switches() -> tuple[Switch, ...]:
    """All switches but the reading, in order, with their values, the default first.

    >>> [switch.values for switch in switches() if switch.name == "rate_limit"]
    [('on', 'off')]
    """
    hints = get_type_hints(Switches, include_extras=True)
    defaults = {f.name: f.default for f in fields(Switches)}
    return tuple(
        Switch(name, get_args(get_args(hint)[0]), _plain(defaults[name]), hint.__metadata__[0])
        for name, hint in hints.items()
        if name != "reading"
    )


def read_switches(given: Mapping[str, object]) -> Switches:
    """Switches from a JSON object: names to values, `reading` to an object of axes. Raises `EmulatorError`.

    >>> read_switches({"search_lag": 3, "reading": {"week": "rolling"}}).search_lag
    3.0
    """
    known = {switch.name: switch for switch in switches()}
    chosen: dict[str, Any] = {}
    for name, value in given.items():
        if name == "reading" and isinstance(value, Mapping):
            chosen["reading"] = dict(value)
        elif name not in known:
            raise EmulatorError("switches", name, "one of reading, " + ", ".join(known))
        else:
            chosen[name] = _number(known[name], value) if not known[name].values else value
    return Switches(**chosen)


def parse_switches(texts: Iterable[str], base: Mapping[str, object] | None = None) -> Switches:
    """Switches from `name=value` and `reading.axis=value` texts, on top of a switches file's object.

    >>> parse_switches(["same_class=allow", "reading.week=sunday"]).changed()
    {'reading': {'week': 'sunday'}, 'same_class': 'allow'}
    """
    given = dict(base or {})
    inherited = given.get("reading")
    reading: dict[str, object] = dict(inherited) if isinstance(inherited, Mapping) else {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise EmulatorError("switches", text, "name=value")
        if name.startswith("reading."):
            reading[name.removeprefix("reading.")] = value
        else:
            given[name] = value
    return read_switches({**given, "reading": reading})


def _plain(default: object) -> str | int | float:
    assert isinstance(default, str | int | float)  # noqa: S101  every switch has a plain default
    return default


def _number(switch: Switch, value: object) -> float:
    try:
        return int(str(value)) if isinstance(switch.default, int) else float(str(value))
    except ValueError:
        raise EmulatorError(switch.name, value, "a number") from None


def _check(switch: Switch, value: object) -> None:
    if switch.values:
        if value not in switch.values:
            raise EmulatorError(switch.name, value, ", ".join(switch.values))
    elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= NO_CAP:
        raise EmulatorError(switch.name, value, f"a number from 0 to {NO_CAP}")
