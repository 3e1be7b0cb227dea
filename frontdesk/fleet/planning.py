"""`recur plan --fleet`: from a fleet file to a folder with its plans, reviewed as one. Sends no change.

Decides which options go with a fleet, who is looked at (files where snapshots are named, else the service), and what
is told meanwhile.
"""

from argparse import Namespace
from collections.abc import Callable

from frontdesk.errors import DONE, PLAN_REFUSED, UsageError
from frontdesk.fleet.book import Book, Location, read_book
from frontdesk.fleet.folder import check_new, new_folder
from frontdesk.fleet.making import Ground, ground_of_file, ground_of_service, make_fleet
from frontdesk.render import fleet_review
from frontdesk.render.layout import screen
from frontdesk.service.connection import announce, configuration_of, connected, title
from frontdesk.service.lookups import write
from frontdesk.shell.compose import Desk
from frontdesk.shell.safe import visible
from frontdesk.words.fleet_words import FILE_SAYS, effort, fleet_line, locations
from recurrence import Problem
from sync.fleet import minutes_of

WITH_FLEET = ("fleet", "snapshots", "out", "format", "language", "profile", "debug")
"""The options that go with `--fleet`; the file says the rest."""
_EVERY = 5.0


def check_options(options: Namespace, usual: Namespace) -> None:
    """Raise `UsageError` for options beside `--fleet` that one plan would take, `usual` being nobody's."""
    given = {name: value for name, value in vars(options).items() if value != getattr(usual, name)}
    problems = [
        Problem("from" if name == "start" else name, _shown(value), FILE_SAYS)
        for name, value in given.items()
        if name not in WITH_FLEET
    ]
    if options.out is None:
        problems.append(Problem("out", None, "the folder to make, such as fleet-plan"))
    if problems:
        raise UsageError(problems)


def run(options: Namespace, desk: Desk) -> int:
    """Make the fleet's folder and print its review; 65 if it can never be applied."""
    check_new(options.out)
    book = read_book(options.fleet, options.snapshots)
    if any(location.snapshot is None for location in book.locations):
        book.check()  # the service is not asked for the sake of a file that is wrong anyway
    ground_of = _eyes(book, options, desk)
    with new_folder(options.out) as folder:
        fleet, lines = make_fleet(book, ground_of, folder, _teller(desk), _watch(book, desk))
    desk.err.write(f"Written: {visible(options.out)}\n")
    review = fleet_review.FleetReview(fleet, tuple(lines), options.out.rstrip("/") or options.out)
    if options.format == "json":
        write(desk, fleet_review.as_json(review))
    else:
        seen = any(location.snapshot is None for location in book.locations)  # then it has been announced
        write(desk, [] if seen else [f"{fleet_line(fleet)}\n"])
        write(desk, fleet_review.as_text(review, screen(desk.out, None)))
    return PLAN_REFUSED if review.is_refused else DONE


def _eyes(book: Book, options: Namespace, desk: Desk) -> Callable[[Location, list[Problem]], Ground | None]:
    """How each location is looked at; connected only where one has no snapshot."""
    live = [location for location in book.locations if location.snapshot is None]
    if not live:
        return ground_of_file
    found = configuration_of(desk, options.profile)
    connection = connected(desk, found, Namespace(location=str(live[0].id), zone=live[0].zone))
    announce(desk, f"{title(found, None)} · {locations(len(book.locations))}", options.format)
    requests = sum(map(_reads, live))
    desk.err.write(f"Looking at {locations(len(live))}. {effort(requests, minutes_of(requests))}\n")

    def ground_of(location: Location, problems: list[Problem]) -> Ground | None:
        if location.snapshot is not None:
            return ground_of_file(location, problems)
        return ground_of_service(connection, found.reading_at(location.id), location)

    return ground_of


def _reads(location: Location) -> int:
    """The requests that looking at a location takes: its strategies once if one is saved, each event, the days once."""
    saved = any(target.wish.saved is not None for target in location.targets)
    return saved + len(location.targets) + 1


def _teller(desk: Desk) -> Callable[[str], None]:
    """Says each sentence about closed days once where words go."""
    told: set[str] = set()

    def tell(sentence: str) -> None:
        if sentence not in told:
            told.add(sentence)
            desk.err.write(f"{visible(sentence, len(sentence))}\n")

    return tell


def _watch(book: Book, desk: Desk) -> Callable[[int], None]:
    """Says now and then how far the planning is."""
    spoken = desk.clock()

    def watch(number: int) -> None:
        nonlocal spoken
        if desk.clock() - spoken >= _EVERY:
            spoken = desk.clock()
            desk.err.write(f"Planned {number:,} of {locations(len(book.locations))}.\n")
            desk.err.flush()

    return watch


def _shown(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
