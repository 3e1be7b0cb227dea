"""A calibration as a person meets it: evidence of one location, what it leaves, what to try next, what is kept.

Decides which evidence goes together. What it means is worked out in `recurrence.analysis`.
"""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from frontdesk.analysis.observations import Evidence
from frontdesk.errors import UsageError
from frontdesk.service.calibrations import Known, keep, knowledge, profile_named
from frontdesk.service.profile import Profile
from frontdesk.service.snapshots import snapshot_of_file
from frontdesk.shell import arguments
from frontdesk.shell.asking import question_words
from recurrence import Problem
from recurrence.analysis import Calibration, Probe, Readings, calibrate, probe
from sync.endpoint import Endpoint
from sync.errors import BadInput
from sync.events import Deleted


class Calibrated(NamedTuple):
    """What was found. `before`: what was in question at first; `event`: the id of the event to copy next, if known;
    `profile`: the one that keeps the result, if one does.
    """

    calibration: Calibration
    evidence: tuple[Evidence, ...]
    before: Readings
    location: str | None
    next: Probe | None
    event: int | None = None
    profile: str | None = None

    @property
    def next_file(self) -> str:
        """The plan file of what to try next: a new one each time, since each keeps its own record."""
        return f"probe-{len(self.evidence) + 1}.json"

    @property
    def next_command(self) -> list[str]:
        """The command that plans what to try next."""
        assert self.next is not None  # noqa: S101  asked for only where there is one
        event = "EVENT" if self.event is None else str(self.event)
        place = ["--location", self.location] if self.location else []
        words = question_words(self.next.strategy, self.next.window)
        guess = [f"{axis}={value}" for axis, value in self.next.guess.changed().items()]
        read = [word for choice in guess for word in ("--reading", choice)]
        asked = ["--event", event, "--form", "parameters", *words, *read]
        return ["recur", "plan", *place, *asked, "--out", self.next_file]


def calibrated(options: Namespace, evidence: Sequence[Evidence], first: date) -> Calibrated:
    """Hold evidence against readings. Raises `UsageError` for evidence of several places, and what reading files raises."""
    place = _place(options, evidence)
    profile = profile_named(options.profile) if options.profile else None
    if profile is not None:
        _check_host(profile, evidence)
        place = place or _text(profile.values.get("location"))
    before = _known(profile, place).left
    found = calibrate([each.observation for each in evidence], before)
    if not found.possible:
        return Calibrated(found, tuple(evidence), before, place, None)
    starts = dict(_copyable(options, first))
    following = probe(found.possible, first, tuple(starts)) if starts else None
    following = following or probe(found.possible, first)
    number = starts.get(following.event) if following else None
    return Calibrated(found, tuple(evidence), before, place, following, number)


def kept(found: Calibrated, options: Namespace, today: date) -> Calibrated:
    """The same, written into the profile. Raises `UsageError` where there is nothing to keep, or no place for it."""
    problems: list[Problem] = []
    if found.calibration.conflict or not found.evidence:
        allowed = "observations that a reading fits"
        problems.append(Problem("pin", "no reading" if found.evidence else "no observation", allowed))
    profile = profile_named(options.profile)
    place = found.location or _text(profile.values.get("location"))
    if place is None:
        problems.append(Problem("location", None, "the location that was observed"))
    if problems or place is None:
        raise UsageError(problems)
    _check_host(profile, found.evidence)
    told = tuple(f"{today} {each.path} sha256 {each.digest}: {each.told}" for each in found.evidence)
    calibration = found.calibration
    if options.profile is None:  # what the default profile had left was not asked about yet
        calibration = calibrate(calibration.observations, _known(profile, place).left)
        if calibration.conflict:
            raise UsageError(
                [
                    Problem(
                        "pin", "no reading", f"what profile {profile.name} has left: name it with --profile"
                    )
                ]
            )
    keep(profile.name, place, calibration, told)
    return found._replace(calibration=calibration, location=place, profile=profile.name)


def _place(options: Namespace, evidence: Sequence[Evidence]) -> str | None:
    """The location that all evidence is about. Raises `UsageError` where it is about several."""
    hosts = {each.host for each in evidence if each.host}
    places = {str(each.location) for each in evidence if each.location}
    problems: list[Problem] = []
    if options.location is not None:
        arguments.whole_number(options.location, "location", problems)
        places.add(options.location)
    if len(hosts) > 1:
        problems.append(Problem("observation", ", ".join(sorted(hosts)), "what one service was seen to do"))
    if len(places) > 1:
        problems.append(Problem("location", ", ".join(sorted(places)), "what was seen at one location"))
    if problems:
        raise UsageError(problems)
    return next(iter(places), None)


def _check_host(profile: Profile, evidence: Sequence[Evidence]) -> None:
    """Raise `UsageError` if something was seen at another host than the profile's."""
    own = _origin(_text(profile.values.get("base_url")) or _text(profile.values.get("v1_url")) or "")
    others = sorted({each.host for each in evidence if each.host and _origin(each.host) != own})
    if others:
        raise UsageError(
            [Problem("profile", profile.name, f"a profile of {', '.join(others)}, where this was seen")]
        )


def _origin(address: str) -> str:
    try:
        return Endpoint.parse(address).origin
    except BadInput:
        return address


def _known(profile: Profile | None, place: str | None) -> Known:
    return knowledge(profile).get(place or "", Known()) if profile else Known()


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _copyable(options: Namespace, first: date) -> Iterator[tuple[datetime, int | None]]:
    """The starts of the events that can be copied, with their ids where a snapshot knows them."""
    problems: list[Problem] = []
    given = [arguments.moment(text, "copy", problems) for text in options.copy]
    if problems:
        raise UsageError(problems)
    yield from ((moment, None) for moment in given if moment is not None)
    if options.snapshot is not None:
        for event in snapshot_of_file(options.snapshot).events:
            if event.deleted is not Deleted.YES and event.start.date() >= first and not event.start.second:
                yield event.start, event.id
