"""What one operation has at hand: the world, the switches, the call, the moment. Decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sync.emulator.access import Access, Need
from sync.emulator.entities import Event, Location
from sync.emulator.exchange import Call, Refused
from sync.emulator.expander import Expander
from sync.emulator.fields import Fields, Query, json_object
from sync.emulator.switches import Switches
from sync.emulator.walls import local
from sync.emulator.world import World

Bend = Callable[[list[datetime]], list[datetime]]


def straight(slots: list[datetime]) -> list[datetime]:
    """What a duplication creates when no fault bends it: what was asked."""
    return slots


@dataclass(slots=True, kw_only=True)
class Context:
    """One operation. `at`: the clock's seconds; `now`: the moment in UTC; `ids`: numbers of the path by name.

    `bend` alters the slots of a duplication before they are created, `lag` keeps its events from searches for so
    many seconds, `checks` off creates them whatever is in the way; `slots` and `made` note what was asked and created.
    """

    world: World
    switches: Switches
    access: Access
    expander: Expander
    call: Call
    now: datetime
    at: float = 0.0
    ids: Mapping[str, int] = field(default_factory=dict)
    generation: int = 1
    bend: Bend = straight
    lag: float = 0.0
    checks: Literal["on", "off"] = "on"
    slots: list[datetime] = field(default_factory=list)
    made: list[int] = field(default_factory=list)

    @property
    def language(self) -> str:
        """`en` or `ru`: the first of the two in Accept-Language, else the switch's."""
        for part in self.call.headers.get("accept-language", "").split(","):
            if (code := part.strip()[:2].lower()) in {"en", "ru"}:
                return code
        return self.switches.language

    @property
    def location(self) -> Location:
        """The location of the path; raises `Refused` 404."""
        found = self.world.locations.get(self.ids["location"])
        if found is None:
            raise Refused(404, "no_location")
        return found

    @property
    def event(self) -> Event:
        """The event of the path, deleted or not; raises `Refused` 404."""
        found = self.world.events.get(self.ids["event"])
        if found is None or found.location != self.ids["location"]:
            raise Refused(404, "not_found")
        return found

    @property
    def here(self) -> datetime:
        """The location's wall clock now."""
        return local(self.now, self.location.timezone_name)

    def allow(self, need: Need) -> None:
        """Raise `Refused` 401, 404 or 403 unless the call may do this at the path's location."""
        header = self.call.headers.get("authorization", "")
        partner = self.access.partner(header)
        if self.generation == 2 and partner.v2 == "closed":
            raise Refused(400, "invalid")
        if need is not Need.PARTNER:
            self.access.user(header)
        self.access.check(header, self.location.id, need)

    def reading(self) -> Need:
        """What reading one entity needs: the documents disagree."""
        return Need.PARTNER if self.switches.reading_needs == "partner" else Need.READER

    def fields(self, status: int | None = None) -> Fields:
        """The JSON body; `status` is that of a refusal, V1's by default."""
        return Fields(json_object(self.call), status or int(self.switches.invalid_status))

    def query(self) -> Query:
        """The query string."""
        return Query(self.call.query, self.switches.id_lists)
