"""The pattern of a request: its date-times before closed days and clock changes, and how it goes on."""

from datetime import date

from frontdesk.dates.request import Request
from frontdesk.errors import ContentError
from recurrence import InvalidStrategy, Occurrences, Problem, Reading, RepeatMode, Strategy, Window, expand
from recurrence.rule import rule_of


def expanded(request: Request) -> Occurrences:
    """The pattern's date-times, before any clock change is looked at.

    Raises what `expand` raises; a refusal of a file's strategy is a `ContentError`, for no option can mend it.
    """
    try:
        return expand(request.strategy, request.window, request.event, request.reading)
    except InvalidStrategy as error:
        if request.origin.file is None:
            raise
        raise ContentError(request.origin.file, error.problems) from None


def continued(request: Request, occurrences: Occurrences, until: date) -> Occurrences:
    """The date-times with which the pattern goes on behind its window, up to a day, that one included.

    `occurrences`: those in the window, with which the longer pattern begins.
    """
    window = request.window
    longer = Window(window.start, max(until, window.start), None, window.hours, window.minutes)
    return expanded(request._replace(window=longer))[len(occurrences) :]


def dateless(strategy: Strategy, reading: Reading) -> tuple[Problem, ...]:
    """Why a strategy gives no date in any window, going by a reading (R5, R6); empty if it gives some.

    >>> [problem.field for problem in dateless(Strategy(5), Reading(empty_days="none"))]
    ['days']
    >>> dateless(Strategy(5), Reading(empty_days="anchor_weekday"))
    ()
    """
    nothing = strategy.repeat_mode is RepeatMode.WEEKLY and not strategy.days and reading.empty_days == "none"
    without = Problem("days", (), "at least one weekday in mode 5", "Reading empty_days (R5) is none")
    return rule_of(strategy, reading).refusals or ((without,) if nothing else ())
