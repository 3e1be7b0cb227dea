"""Which host, which tokens, which place: from the environment first, then from a profile. Pure.

THE RULE (F45): tokens of the environment go only to a base URL of the environment; a profile's tokens only to that
profile's host. Everything else may come from either.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from frontdesk.errors import BadConfiguration, NoConnection
from frontdesk.service.profile import Profile
from recurrence import DOCUMENTED, Problem, Reading, RecurrenceError
from recurrence.errors import whole
from recurrence.walltime import known_zone
from sync.endpoint import Endpoint
from sync.errors import BadInput
from sync.plan import Limits
from sync.secret import Secret, hidden, token_problems
from sync.target import id_from_text
from sync.wire.dialect import Generation

SETTLE, SHORTEST_SETTLE, LONGEST_SETTLE = 180.0, 60.0, 86_400.0
ADDRESSES = {"base_url": "RECUR_BASE_URL", "v1_url": "RECUR_V1_URL"}
TOKENS = {"partner_token": "ALTEGIO_PARTNER_TOKEN", "user_token": "ALTEGIO_USER_TOKEN"}
OTHERS = {
    "api": "RECUR_API",
    "location": "RECUR_LOCATION",
    "zone": "RECUR_ZONE",
    "state_dir": "RECUR_STATE_DIR",
    "settle": "RECUR_SETTLE",
}
"""Each setting under its key in a profile, and its variable."""
TABLES = ("reading", "limits", "calibration")
KEYS = (*ADDRESSES, *TOKENS, *OTHERS, *TABLES)
_SECONDS = re.compile(r"\A[0-9]{1,5}(\.[0-9]{1,3})?\Z")
_MOST_TEXT = 500
_MOST = 1_000_000

Made = TypeVar("Made")


class Given(NamedTuple):
    """One setting: its text, and how a person calls it: a variable, or a key of a profile."""

    text: str
    called: str


Settings = Mapping[str, Given]


class Configuration(NamedTuple):
    """Everything that a connection needs, checked.

    `read_only`: the address is a copy that takes no changes; `profile`: whose host it is, None where it is the
    environment's; `set_aside`: variables that hold tokens and are not used, since nothing there says for which host;
    `pinned`: the readings that calibrations have pinned, by location.
    """

    endpoint: Endpoint
    read_only: bool
    generation: Generation
    partner: Secret | None
    user: Secret | None
    location: int | None
    zone: str | None
    state_dir: str | None
    settle: float
    reading: Reading
    limits: Limits
    profile: str | None
    set_aside: tuple[str, ...]
    pinned: Mapping[int, Reading] = {}

    def reading_at(self, location: int | None) -> Reading:
        """The reading of a location: the one that a calibration pinned, or else the profile's own."""
        return self.reading if location is None else self.pinned.get(location, self.reading)


def configured(environ: Mapping[str, str], profile: Profile | None, *, named: str | None) -> Configuration:
    """The configuration of an environment and a profile; `named`: the profile that was asked for, if one was.

    Raises `BadConfiguration` with all problems, or `NoConnection` where no host is named or two are.
    """
    problems: list[Problem] = []
    ours, theirs = _of_environment(environ), _of_profile(profile, problems)
    own, known = _addresses(ours, problems), _addresses(theirs, problems)
    if problems:
        raise BadConfiguration(problems)
    if own and profile and not _hosts(own) <= _hosts(known):
        if named:
            raise NoConnection("conflict", named, tuple(ours[key].called for key in own))
        profile, theirs = None, {}
    tokens = tuple(name for key, name in TOKENS.items() if key in ours)
    if not own and not known:
        raise NoConnection("no host", named or "", tokens)
    used = ours if own else {key: given for key, given in ours.items() if key not in TOKENS}
    made = _made(own or known, {**theirs, **used}, problems)
    reading, limits = _tables(profile, problems)
    pinned = _pinned(profile, problems)
    if problems:
        raise BadConfiguration(problems)
    return made._replace(
        reading=reading,
        limits=limits,
        pinned=pinned,
        profile=profile.name if profile else None,
        set_aside=() if own else tokens,
    )


def checked_settle(seconds: float, endpoint: Endpoint, called: str) -> list[Problem]:
    """What is wrong with a settle time: 60 seconds to a day, and down to 0 for a service on this machine (D4)."""
    shortest = 0.0 if endpoint.is_loopback else SHORTEST_SETTLE
    if shortest <= seconds <= LONGEST_SETTLE:
        return []
    return [Problem(called, seconds, f"{shortest:g} to {LONGEST_SETTLE:g} seconds")]


def seconds_of(text: str, called: str, problems: list[Problem]) -> float:
    """A number of seconds as a person writes it."""
    if _SECONDS.match(text):
        return float(text)
    problems.append(Problem(called, text, "a number of seconds in plain digits, such as 180"))
    return SETTLE


def _of_environment(environ: Mapping[str, str]) -> Settings:
    """What the environment gives; an empty variable gives nothing."""
    names = {**ADDRESSES, **TOKENS, **OTHERS}
    return {key: Given(environ[name], name) for key, name in names.items() if environ.get(name)}


def _of_profile(profile: Profile | None, problems: list[Problem]) -> Settings:
    """What a profile gives: texts and whole numbers under known keys."""
    found = {}
    for key, value in profile.values.items() if profile else ():
        called = f"profile {profile.name}: {key}" if profile else key
        if key not in KEYS:
            problems.append(Problem(called, _UNSAID, "no such setting; there are " + ", ".join(KEYS)))
        elif key in TABLES:
            continue
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            found[key] = Given(str(value), called)
        else:
            problems.append(hidden(called, "a text in quotes, or a number"))
    return found


_UNSAID = Secret("a value that may be a token under a mistyped key")


def _addresses(given: Settings, problems: list[Problem]) -> dict[str, Endpoint]:
    """The addresses of one source, checked."""
    texts = {key: given[key] for key in ADDRESSES if key in given}
    found = {key: _checked(Endpoint.parse, at, problems) for key, at in texts.items()}
    return {key: endpoint for key, endpoint in found.items() if endpoint}


def _hosts(addresses: Mapping[str, Endpoint]) -> set[str]:
    return {endpoint.origin for endpoint in addresses.values()}


def _made(addresses: Mapping[str, Endpoint], given: Settings, problems: list[Problem]) -> Configuration:
    """The configuration of addresses and settings that may go together."""
    endpoint = addresses.get("v1_url") or addresses["base_url"]
    read_only = "v1_url" in addresses
    generation = _optional(_generation, given.get("api"), problems) or Generation.V1
    if read_only and generation is not Generation.V1:
        called = given["api"].called
        problems.append(Problem(called, generation.value, "v1 where a V1 address is given"))
    return Configuration(
        endpoint=endpoint,
        read_only=read_only,
        generation=generation,
        partner=_token(given.get("partner_token"), problems),
        user=_token(given.get("user_token"), problems),
        location=_optional(id_from_text, given.get("location"), problems),
        zone=_optional(lambda text, _: known_zone(text), given.get("zone"), problems),
        state_dir=_optional(_folder, given.get("state_dir"), problems),
        settle=_settle(given.get("settle"), endpoint, problems),
        reading=DOCUMENTED,
        limits=Limits(),
        profile=None,
        set_aside=(),
    )


def _optional(make: Callable[[str, str], Made], given: Given | None, problems: list[Problem]) -> Made | None:
    return None if given is None else _checked(make, given, problems)


def _checked(make: Callable[[str, str], Made], given: Given, problems: list[Problem]) -> Made | None:
    """What a text makes; where it is refused, that is noted under the name that the person knows."""
    try:
        return make(given.text, given.called)
    except (BadInput, RecurrenceError) as error:
        problems += [problem._replace(field=given.called) for problem in error.problems]
        return None


def _generation(text: str, called: str) -> Generation:
    for generation in Generation:
        if text == generation.value:
            return generation
    raise BadInput([Problem(called, text, "v1 or v2")])


def _folder(text: str, called: str) -> str:
    if len(text) > _MOST_TEXT or not text.isprintable():
        raise BadInput([Problem(called, text, "a folder")])
    return text


def _token(given: Given | None, problems: list[Problem]) -> Secret | None:
    """A token, whose text is never shown, not even a wrong one's."""
    if given is None:
        return None
    try:
        secret = Secret(given.text)
    except BadInput as error:
        problems += [problem._replace(field=given.called) for problem in error.problems]
        return None
    problems += token_problems(secret, given.called)
    return secret


def _settle(given: Given | None, endpoint: Endpoint, problems: list[Problem]) -> float:
    if given is None:
        return SETTLE
    seconds = seconds_of(given.text, given.called, problems)
    problems += checked_settle(seconds, endpoint, given.called)
    return seconds


def _tables(profile: Profile | None, problems: list[Problem]) -> tuple[Reading, Limits]:
    """The reading and the limits that a profile pins."""
    if profile is None:
        return DOCUMENTED, Limits()
    axes, most = (_table(profile, name, problems) for name in ("reading", "limits"))
    try:
        reading = Reading(**{axis: str(value) for axis, value in axes.items()})
    except RecurrenceError as error:
        reading = DOCUMENTED
        problems += [
            problem._replace(field=f"profile {profile.name}: reading.{problem.field}")
            for problem in error.problems
        ]
    return reading, _limits(most, f"profile {profile.name}: limits", problems)


def _pinned(profile: Profile | None, problems: list[Problem]) -> dict[int, Reading]:
    """The readings that calibrations have pinned, by location."""
    if profile is None or "calibration" not in profile.values:
        return {}
    from frontdesk.service.calibrations import knowledge

    try:
        known = knowledge(profile)
    except BadConfiguration as error:
        problems += error.problems
        return {}
    return {int(location): found.reading for location, found in known.items() if found.reading}


def _limits(most: Mapping[str, object], called: str, problems: list[Problem]) -> Limits:
    """The usual limits with some of them changed."""
    usual = Limits()._asdict()
    for name, value in most.items():
        if name in usual:
            usual[name] = whole(value, f"{called}.{name}", 0, _MOST, problems)
        else:
            problems.append(Problem(f"{called}.{name}", value, "one of " + ", ".join(usual)))
    return Limits(**usual)


def _table(profile: Profile, name: str, problems: list[Problem]) -> Mapping[str, object]:
    found = profile.values.get(name, {})
    if isinstance(found, dict):
        return found
    problems.append(hidden(f"profile {profile.name}: {name}", f"a table [{name}]"))
    return {}
