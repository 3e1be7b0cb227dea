"""All pages of a list, or none: when the last page is reached, and whether anything is missing. Pure.

What the count in an answer counts is not documented (the page, or all), nor whether the service caps the page below
what was asked. So the end is a page that can only be the last one, and a count that fits neither reading is refused.
"""

from collections.abc import Callable

from recurrence.errors import Problem
from sync.errors import WireError
from sync.events import Event
from sync.wire.v1_events import Page

MOST_PAGES = 400
SURELY_FITS = 25
"""The default size of a page in every document: a service that caps pages does not cap them lower."""


def all_pages(fetch: Callable[[int], Page], size: int) -> tuple[Event, ...]:
    """The events of all pages, each id once, in the order of the pages. Raises `WireError` if some may be missing.

    >>> all_pages(lambda number: Page((), 0), 250)
    ()
    """
    found: dict[int, Event] = {}
    pages: list[Page] = []
    for number in range(1, MOST_PAGES + 1):
        page = fetch(number)
        new = {event.id: event for event in page.events} | found
        repeated = bool(page.events) and len(new) == len(found)
        pages.append(page)
        if repeated and pages[0].count != len(found):
            raise WireError([Problem(f"page {number}", "events of earlier pages", "further events, or none")])
        found |= {identity: event for identity, event in new.items() if identity not in found}
        if repeated or len(page.events) < min(size, SURELY_FITS):
            _check_counts(pages, len(found))
            return tuple(found.values())
    raise WireError([Problem("pages", f"more than {MOST_PAGES}", f"at most {MOST_PAGES} pages")])


def _check_counts(pages: list[Page], distinct: int) -> None:
    """Every page's count must be that of its rows or that of all rows, with or without repeated ones."""
    rows = sum(len(page.events) for page in pages)
    for number, page in enumerate(pages, start=1):
        own = {len(page.events), len({event.id for event in page.events})}
        if page.count is not None and page.count not in own | {rows, distinct}:
            allowed = f"{len(page.events)}, the events of this page, or {distinct}, those of all pages"
            raise WireError([Problem(f"page {number}: meta.count", page.count, allowed)])


def pages_of(events: int, size: int) -> int:
    """How many pages are read of so many events, `size` a page: one more where the last might not be the last.

    >>> pages_of(0, 250), pages_of(24, 250), pages_of(25, 250), pages_of(260, 250)
    (1, 1, 2, 2)
    """
    return 1 + events // size + (events % size >= min(size, SURELY_FITS))
