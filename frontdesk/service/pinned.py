"""What a profile pins stands in for options that are not given, in verbs that ask no service.

Decides that the command line goes first, axis by axis, as `recur plan` has it. No token is used.
"""

from argparse import Namespace

from frontdesk.errors import UsageError
from frontdesk.service.calibrations import profile_named
from frontdesk.service.configuration import configured
from frontdesk.shell import arguments
from recurrence import Problem


def with_profile(options: Namespace) -> Namespace:
    """The options, and where they say nothing the reading of the profile's location and its time zone.

    Raises `UsageError`, `NoConnection` or `BadConfiguration`; without `--profile` nothing is read.
    """
    problems: list[Problem] = []
    location = options.location and arguments.whole_number(options.location, "location", problems)
    if options.location is not None and options.profile is None:
        problems.append(Problem("profile", None, "the profile that has the location"))
    if problems:
        raise UsageError(problems)
    if options.profile is None:
        return options
    profile = profile_named(options.profile)
    found = configured({}, profile, named=profile.name)
    said = {text.partition("=")[0] for text in options.reading}
    pinned = found.reading_at(location or found.location).changed()
    axes = [f"{axis}={value}" for axis, value in pinned.items() if axis not in said]
    return Namespace(
        **{**vars(options), "reading": [*options.reading, *axes], "zone": options.zone or found.zone}
    )
