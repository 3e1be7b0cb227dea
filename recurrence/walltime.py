"""How often a zone's clock shows a local time: once (ordinary), never (it is in a gap) or twice (in a fold).

Zones are pendulum's, made from the tz database in the locked `tzdata` package and nowhere else, so that every
machine with the same lock reads the same rules. Knows nothing of strategies; pendulum is loaded at the first call.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from importlib import import_module
from typing import Literal, NamedTuple

from recurrence.errors import InvalidZone, Problem

GapPolicy = Literal["keep", "shift", "drop"]
GAP_POLICIES: tuple[GapPolicy, ...] = ("keep", "shift", "drop")
_MINUTE = timedelta(minutes=1)


class LocalTime(NamedTuple):
    """A planned local time as a zone's clock shows it.

    `wall` is the time to ask for: `planned`, a later one (gap policy `shift`) or None (dropped). `kind` is
    `ordinary`, `gap` or `fold`; `offsets` from UTC: one, or for a gap or fold two, before and after the change.
    """

    planned: datetime
    wall: datetime | None
    kind: Literal["ordinary", "gap", "fold"]
    offsets: tuple[timedelta, ...]


def locate(moments: Sequence[datetime], zone: str, gap: GapPolicy = "keep") -> list[LocalTime]:
    """Each moment's standing in a zone, gaps handled by policy: `keep` (send as is), `shift` (to the first minute
    after the gap, or dropped where another moment is already there) or `drop`. Raises `InvalidZone`.

    >>> clock_change = datetime(2027, 3, 28, 3, 30)
    >>> (found,) = locate([clock_change], "Europe/Riga", gap="shift")
    >>> found.kind, found.wall, [str(offset) for offset in found.offsets]
    ('gap', datetime.datetime(2027, 3, 28, 4, 0), ['2:00:00', '3:00:00'])
    """
    rules = _zone(zone)
    if gap not in GAP_POLICIES:
        raise InvalidZone([Problem("gap", gap, "keep, shift or drop")])
    located = [_located(moment, rules, gap) for moment in moments]
    return _apart(located, moments) if gap == "shift" else located


def wall_clock(instant: datetime, zone: str) -> datetime:
    """What a zone's clock shows at an instant, which has an offset; naive. Raises `InvalidZone`.

    >>> from datetime import UTC
    >>> wall_clock(datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "Europe/Riga")
    datetime.datetime(2027, 3, 28, 4, 0)
    """
    here = instant.astimezone(_zone(zone))
    return datetime(*here.timetuple()[:6])


def known_zone(zone: str) -> str:
    """The zone's name, if the tz database has it; else raises `InvalidZone`.

    >>> known_zone("Europe")
    Traceback (most recent call last):
    ...
    recurrence.errors.InvalidZone: zone: 'Europe' is not allowed; it takes a zone of the tz database such as \
Europe/Riga.
    """
    if not isinstance(zone, str) or zone not in _names():
        raise InvalidZone(
            [Problem("zone", zone, "a zone of the tz database such as Europe/Riga", _near(zone))]
        )
    return zone


def rules_of(zone: str) -> tzinfo:
    """A zone's rules, for arithmetic and for other people's formats. Raises `InvalidZone`.

    >>> print(rules_of("Europe/Riga").utcoffset(datetime(2027, 7, 1)))
    3:00:00
    """
    return _zone(zone)


def tz_version() -> str:
    """The release of the tz database in use, such as `2026f`."""
    return str(import_module("tzdata").IANA_VERSION)


def _apart(located: list[LocalTime], moments: Sequence[datetime]) -> list[LocalTime]:
    """Drops each shifted time that falls on another moment or on one shifted before it."""
    taken: set[datetime | None] = set()
    for number, local in enumerate(located):
        if local.kind == "gap":
            if local.wall in taken or local.wall in moments:
                located[number] = local._replace(wall=None)
            taken.add(local.wall)
    return located


def _located(moment: datetime, rules: tzinfo, gap: GapPolicy) -> LocalTime:
    early, late = _offsets(moment, rules)
    if early == late:
        return LocalTime(moment, moment, "ordinary", (early,))
    if early > late:
        return LocalTime(moment, moment, "fold", (early, late))
    if gap == "shift":
        return LocalTime(moment, _after_gap(moment, rules, late - early), "gap", (early, late))
    return LocalTime(moment, moment if gap == "keep" else None, "gap", (early, late))


def _offsets(moment: datetime, rules: tzinfo) -> tuple[timedelta, timedelta]:
    """The offsets of a wall time by the rules before and after a change beside it; equal where there is none."""
    early, late = rules.utcoffset(moment.replace(fold=0)), rules.utcoffset(moment.replace(fold=1))
    assert early is not None  # noqa: S101  a tz database zone has an offset at every time
    assert late is not None  # noqa: S101  likewise
    return early, late


def _after_gap(moment: datetime, rules: tzinfo, length: timedelta) -> datetime:
    """The first whole minute after the gap that holds `moment`: halving, since a gap has no holes."""
    low, high = 0, -(-length // _MINUTE)
    while low < high:
        middle = (low + high) // 2
        early, late = _offsets(moment + middle * _MINUTE, rules)
        low, high = (middle + 1, high) if early < late else (low, middle)
    return moment + low * _MINUTE


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    from importlib.resources import files
    from io import BytesIO

    from pendulum.tz.timezone import Timezone

    rules = files("tzdata").joinpath("zoneinfo", *known_zone(name).split("/")).read_bytes()
    return Timezone.from_file(BytesIO(rules), key=name)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    from importlib.resources import files

    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split()) - {"Factory"}


def _near(zone: object) -> str:
    """A hint: the zone of the same spelling in other letter case, or of that city."""
    if not isinstance(zone, str):
        return ""
    wanted = zone.strip().casefold().replace(" ", "_")
    found = sorted(
        name for name in _names() if wanted and wanted in {name.casefold(), name.casefold().split("/")[-1]}
    )
    return f"Did you mean {found[0]}?" if found else ""
