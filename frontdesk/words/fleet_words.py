"""The words for what fleets say: how many, how long, which command comes next. Each state is defined in docs/lifecycle.md."""

from collections.abc import Iterator

from frontdesk.shell.safe import visible
from frontdesk.words.plan_words import dates, service_line
from sync.fleet import A_MINUTE, Fleet, Sealed
from sync.fleet_totals import Totals
from sync.planfile import SHORTEST_PREFIX

FILE_SAYS = "nothing beside a fleet: its file says it"
"""What an option can be that one plan would take."""


def plans(number: int) -> str:
    """So many plans."""
    return f"{number:,} plan{'' if number == 1 else 's'}"


def locations(number: int) -> str:
    """So many locations."""
    return f"{number:,} location{'' if number == 1 else 's'}"


def headline(fleet: Fleet) -> str:
    """What a fleet is called, and how large it is."""
    size = f"{plans(len(fleet.plans))} at {locations(len(fleet.studios))}"
    return f"{visible(fleet.name).strip() or 'Fleet'}: {size}"


def fleet_line(fleet: Fleet) -> str:
    """Whom a fleet is for, in one line; production is marked."""
    return f"{service_line(fleet.host)} · {locations(len(fleet.studios))}"


def named(sealed: Sealed, name: str = "") -> str:
    """A target by its ids, and the name of its location."""
    place = f"location {sealed.location}" + (f" ({visible(name)})" if name else "")
    return f"{place}, event {sealed.event}"


def counts(totals: Totals) -> str:
    """How many dates of each kind, and appointments."""
    parts = [f"{dates(totals.creates)} to create"]
    parts += [f"{totals.present:,} already there"] if totals.present else []
    parts += [f"{totals.left_out:,} left out"] if totals.left_out else []
    parts += [f"{totals.copies:,} appointments copied"] if totals.copies else []
    return " · ".join(parts)


def effort(requests: int, minutes: int) -> str:
    """How long so many requests take at the pace of one address.

    >>> effort(2_600, 14)
    'About 2,600 requests, 14 min at 187 a minute.'
    """
    number = f"{requests:,} request{'' if requests == 1 else 's'}"
    return f"About {number}, {span(minutes)} at {A_MINUTE} a minute."


def span(minutes: int) -> str:
    """A number of minutes, in hours too where there are many.

    >>> span(14), span(125)
    ('14 min', '2 h 5 min')
    """
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60:,} h {minutes % 60} min"


def apply_words(fleet: Fleet, totals: Totals, path: str) -> Iterator[str]:
    """The command that applies a fleet as it was reviewed: always with the exact number of dates."""
    yield from ("recur", "apply", path, "--digest", fleet.digest[:SHORTEST_PREFIX])
    yield from ("--expect-creates", str(totals.creates))
    if totals.copies:
        yield from ("--expect-copies", str(totals.copies))
