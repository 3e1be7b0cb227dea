"""The connection that every verb of the network shares: configuration, state folder, pace and client, in one value.

The target stands in the first line of every output, production marked (F45). Decides nothing about tokens and hosts;
that is `configuration.py`.
"""

import os
import stat
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from frontdesk.errors import NoConnection, StateRefused, UsageError
from frontdesk.service.configuration import Configuration, configured
from frontdesk.service.profile import DEFAULT, read_profile, settings_folder, state_folder
from frontdesk.shell.compose import Desk
from frontdesk.shell.stopping import Stop
from frontdesk.words.voices import voice
from recurrence import Problem, Reading
from recurrence.interop.tongue import Language
from recurrence.walltime import known_zone
from sync.endpoint import Endpoint
from sync.http_api import HttpApi, Settings
from sync.pace import Pace
from sync.plan import Limits
from sync.port import BookingApi
from sync.secret import Secret
from sync.target import id_from_text
from sync.wire.dialect import Generation

DATA_FORMATS = frozenset({"json", "csv", "ics", "html", "md"})
"""Formats that another program reads: the target then stands on standard error."""


class Connection(NamedTuple):
    """A service and all that a verb needs to talk to it.

    `host`: the base URL, as plans and snapshots name it; `state`: the folder for journals, locks and the rate log;
    `settle`: seconds; `title`: the target line; `reading`, `limits`: pinned in the profile, else the usual ones;
    `clock`, `now`: the desk's; `stop`: the wish to stop, which ends every wait for a request's turn.
    """

    api: BookingApi
    host: str
    generation: Generation
    location: int | None
    zone: str | None
    state: Path
    settle: float
    title: str
    clock: Callable[[], float]
    stop: Stop
    now: Callable[[], datetime]
    reading: Reading
    limits: Limits
    pace: Pace

    @property
    def is_loopback(self) -> bool:
        """Whether it is a service on this machine."""
        return Endpoint.parse(self.host).is_loopback

    def here(self) -> int:
        """The location. Raises `UsageError` where none is given."""
        if self.location is None:
            raise UsageError([Problem("location", None, "")])
        return self.location

    def wall_zone(self) -> str:
        """The location's time zone. Raises `UsageError` where none is given."""
        if self.zone is None:
            raise UsageError(
                [Problem("zone", None, "the location's zone, such as Europe/Riga (or RECUR_ZONE)")]
            )
        return self.zone


def add_connection_options(parser: ArgumentParser) -> None:
    """The options that every verb of the network has; `--zone` only where the parser has none yet."""
    group = parser.add_argument_group("the service")
    group.add_argument(
        "--profile", metavar="NAME", help="whose host and tokens, if not the profile `default`"
    )
    group.add_argument("--location", metavar="ID", help="the location, instead of RECUR_LOCATION")
    if any("--zone" in action.option_strings for action in parser._actions):  # noqa: SLF001  argparse has no other look
        return
    group.add_argument(
        "--zone", metavar="ZONE", help="its time zone, such as Europe/Riga, instead of RECUR_ZONE"
    )


def connect(desk: Desk, options: Namespace) -> Connection:
    """The connection that environment, profile and options describe; nothing is sent yet.

    Raises `UsageError` for options, a `ConfigurationError` for the rest.
    """
    return connected(desk, configuration_of(desk, options.profile), options)


def configuration_of(desk: Desk, named: str | None) -> Configuration:
    """The configuration of the environment and of the named profile, or else of the default one if it exists."""
    profile = read_profile(settings_folder(), named or DEFAULT)
    if named and profile is None:
        raise NoConnection("no profile", named)
    return configured(desk.environ, profile, named=named)


def connected(desk: Desk, found: Configuration, options: Namespace) -> Connection:
    """The connection of a configuration, place and zone as the options say. Raises as `connect`."""
    location, zone = _placed(found, options)
    if found.partner is None:
        raise NoConnection("no partner token", found.profile or "", found.set_aside)
    state = _private_state(Path(found.state_dir) if found.state_dir else state_folder())
    stop = Stop(desk.err, desk.clock, desk.sleep)
    pace = Pace(state, _name(found.endpoint), desk.clock, stop.turn)
    return Connection(
        api=_client(found, found.partner, pace, stop, desk.clock),
        host=found.endpoint.url,
        generation=found.generation,
        location=location,
        zone=zone,
        state=state,
        settle=found.settle,
        title=title(found, location, getattr(options, "language", "en")),
        clock=desk.clock,
        stop=stop,
        now=desk.now,
        reading=found.reading_at(location),
        limits=found.limits,
        pace=pace,
    )


def announce(desk: Desk, shown: str, wanted: str) -> None:
    """Write the target line: first of all, and beside the data where another program reads that."""
    if wanted in DATA_FORMATS:
        desk.err.write(f"{shown}\n")
        desk.err.flush()
    else:
        with suppress(BrokenPipeError):  # that nobody reads this changes nothing of what is to be done
            desk.tell(f"{shown}\n")


def title(found: Configuration, location: int | None, language: Language = "en") -> str:
    """The target in one line."""
    speak, kind = voice("plan", language), "emulator" if found.endpoint.is_loopback else "production"
    parts = [speak.say(f"target.{'copy' if found.read_only else kind}", name=_name(found.endpoint))]
    parts += [] if location is None else [speak.say("target.location", location=location)]
    parts += ["API v2"] if found.generation is Generation.V2 else []
    parts += [speak.say("target.profile", profile=found.profile)] if found.profile else []
    parts += [speak.say("target.not_used", variable=name) for name in found.set_aside]
    return " · ".join(parts)


def _client(
    found: Configuration, partner: Secret, pace: Pace, stop: Stop, clock: Callable[[], float]
) -> HttpApi:
    url = found.endpoint.url
    return HttpApi(
        url,
        found.generation,
        partner,
        found.user,
        pace=pace,
        sleep=stop.turn,
        clock=clock,
        settings=Settings(v1_url=url if found.read_only else None),
    )


def _placed(found: Configuration, options: Namespace) -> tuple[int | None, str | None]:
    """Location and zone: the options' before the configuration's. Raises `BadInput` or `InvalidZone`."""
    location, zone = options.location, options.zone
    return (
        found.location if location is None else id_from_text(location, "location"),
        found.zone if zone is None else known_zone(zone),
    )


def _name(endpoint: Endpoint) -> str:
    """The host, with its port where that is not the usual one."""
    usual = {"http": 80, "https": 443}[endpoint.scheme]
    return endpoint.host if endpoint.port == usual else f"{endpoint.host}:{endpoint.port}"


def _private_state(folder: Path) -> Path:
    """The state folder, made for its owner alone; one that somebody else owns or may write to is refused (S17)."""
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, ValueError) as error:
        raise StateRefused(str(folder), "cannot", getattr(error, "strerror", None) or str(error)) from None
    if not stat.S_ISDIR(found.st_mode):
        raise StateRefused(str(folder), "kind")
    if found.st_uid != os.geteuid():
        raise StateRefused(str(folder), "owner")
    if found.st_mode & 0o022:
        raise StateRefused(str(folder), "mode", f"{stat.S_IMODE(found.st_mode):03o}")
    return folder.absolute()
