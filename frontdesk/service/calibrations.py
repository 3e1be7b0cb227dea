"""What a profile knows of how its service reads the documentation: for each location what is left, and the evidence.

    [calibration.4564]
    left = ["interval_means=break week=monday,sunday"]     cases; an axis that is not named may have any value
    evidence = ["2027-01-05 seen.json sha256 3f…: 4 dates from 2027-01-04"]
    [calibration.4564.reading]                             only where one reading is left, or all that are agree

Decides how it is written and read. What is left is worked out in `recurrence.analysis`.
"""

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontdesk.errors import BadConfiguration, NoConnection, UsageError
from frontdesk.service.profile import DEFAULT, Profile, read_profile, settings_folder, write_profile
from recurrence import AXES, Problem, Reading, RecurrenceError
from recurrence.analysis import EVERY, Calibration, Readings, where

KEY = "calibration"
_ID = re.compile(r"\A[1-9][0-9]{0,12}\Z")
MOST_CASES = 50
MOST_EVIDENCE = 100


class Known(NamedTuple):
    """What a profile knows of one location."""

    left: Readings = EVERY
    evidence: tuple[str, ...] = ()
    reading: Reading | None = None


def possible_of(options: Namespace) -> Readings:
    """The readings in question: of `--reading` every value given, and what `--profile` has left. Raises `UsageError`."""
    problems: list[Problem] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for text in options.reading:
        axis, _, value = text.partition("=")
        if value not in AXES.get(axis, ()):
            allowed = (
                f"{axis}={' or '.join(AXES[axis])}"
                if axis in AXES
                else "axis=value, axis one of " + ", ".join(AXES)
            )
            problems.append(Problem("reading", text, allowed))
        else:
            chosen[axis] = (*chosen.get(axis, ()), value)
    if options.profile is None and options.location is not None:
        problems.append(Problem("profile", None, "the profile that has the location"))
    if problems:
        raise UsageError(problems)
    known = known_of(options.profile, options.location) if options.profile else Known()
    possible = where(**chosen) & known.left
    if not possible:
        raise UsageError([Problem("reading", " ".join(options.reading), "values that the profile has left")])
    return possible


def known_of(name: str, location: str | None) -> Known:
    """What a profile knows of a location, or of its own one. Raises `NoConnection`, `BadConfiguration`, `UsageError`."""
    profile = profile_named(name)
    found = knowledge(profile)
    number = location or profile.values.get("location") or (next(iter(found)) if len(found) == 1 else None)
    if number is None:
        raise UsageError([Problem("location", None, "the location that is meant")])
    return found.get(str(number), Known())


def profile_named(name: str | None) -> Profile:
    """The profile of a name, or the default one. Raises `NoConnection` where there is none."""
    profile = read_profile(settings_folder(), name or DEFAULT)
    if profile is None:
        raise NoConnection("no profile", name or DEFAULT)
    return profile


def knowledge(profile: Profile) -> dict[str, Known]:
    """What a profile knows, by location. Raises `BadConfiguration` with all problems."""
    problems: list[Problem] = []
    table = profile.values.get(KEY, {})
    if not isinstance(table, dict) or not all(isinstance(found, dict) for found in table.values()):
        raise BadConfiguration(
            [Problem(f"profile {profile.name}: {KEY}", KEY, "tables [calibration.LOCATION]")]
        )
    problems += [
        Problem(f"profile {profile.name}: {KEY}.{location}", location, "the id of a location")
        for location in table
        if not _ID.match(location)
    ]
    found = {
        location: _known(f"profile {profile.name}: {KEY}.{location}", fields, problems)
        for location, fields in table.items()
    }
    if problems:
        raise BadConfiguration(problems)
    return found


def keep(name: str | None, location: str, found: Calibration, evidence: tuple[str, ...]) -> Profile:
    """Write what is left into the profile, beside the evidence for it; the profile as it is now.

    What an earlier calibration has left must be among what `found` began with. Raises `ProfileRefused`.
    """
    profile = profile_named(name)
    table = profile.values.get(KEY, {})
    before = knowledge(profile).get(location, Known()).evidence
    fields: dict[str, object] = {
        "left": list(cases_text(found.possible)),
        "evidence": [*dict.fromkeys((*before, *evidence))][-MOST_EVIDENCE:],
    }
    if found.reading is not None:
        fields["reading"] = found.reading._asdict()
    kept = profile._replace(
        values={**profile.values, KEY: {**(table if isinstance(table, dict) else {}), location: fields}}
    )
    write_profile(settings_folder(), kept)
    return kept


def cases_text(left: Readings) -> Iterator[str]:
    """A set of readings as cases in text; where these are too many, the one case that holds them all.

    >>> list(cases_text(where(interval_means=("break",), week=("monday", "sunday"))))
    ['interval_means=break week=monday,sunday']
    """
    cases = left.cases()
    if len(cases) > MOST_CASES:
        values = {axis: left.values(axis) for axis in AXES}
        cases = ({axis: found for axis, found in values.items() if found != AXES[axis]},)
    for case in cases:
        yield " ".join(f"{axis}={','.join(values)}" for axis, values in case.items())


def _known(called: str, fields: Mapping[str, object], problems: list[Problem]) -> Known:
    wrong = [
        Problem(f"{called}.{name}", name, "left, evidence or reading")
        for name in fields
        if name not in _FIELDS
    ]
    texts = {name: fields.get(name, []) for name in ("left", "evidence")}
    for name, value in texts.items():
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            wrong.append(Problem(f"{called}.{name}", value, "a list of texts"))
    reading = fields.get("reading")
    if reading is not None and not isinstance(reading, dict):
        wrong.append(Problem(f"{called}.reading", reading, "a table of axes"))
    problems += wrong
    if wrong:
        return Known()
    try:
        left = [where(**_case(text)) for text in _list(texts["left"])]
        pinned = (
            Reading(**{axis: str(value) for axis, value in reading.items()})
            if isinstance(reading, dict)
            else None
        )
    except RecurrenceError as error:
        problems += [problem._replace(field=f"{called}: {problem.field}") for problem in error.problems]
        return Known()
    together = EVERY if not left else left[0]
    for case in left[1:]:
        together |= case
    return Known(together, tuple(_list(texts["evidence"])), pinned)


_FIELDS = ("left", "evidence", "reading")


def _list(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _case(text: str) -> dict[str, tuple[str, ...]]:
    parts = (part.partition("=") for part in text.split())
    return {axis: tuple(values.split(",")) for axis, _, values in parts}
