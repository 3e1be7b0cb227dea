"""What a snapshot of `recur pull` gives to verbs that expand a strategy: the strategy, the source event, the zone.

Decides what an option means where a snapshot is named: `--strategy-id` and `--event` are ids there.
"""

from argparse import Namespace

from frontdesk.service.snapshots import snapshot_of_file
from frontdesk.shell import arguments
from frontdesk.shell.options import INLINE
from recurrence import Problem, RepeatMode, Strategy
from sync.snapshot import Snapshot

_STAND_IN = Strategy(RepeatMode.DAILY)


def taken(options: Namespace, problems: list[Problem]) -> tuple[Namespace, Strategy | None]:
    """The options with event and zone of the snapshot that they name, and its strategy; None where they give one.

    Raises `FileError` or `ContentError`.
    """
    snapshot = snapshot_of_file(options.pulled)
    event = _event(options.event, snapshot, problems)
    filled = Namespace(**{**vars(options), "event": event, "zone": options.zone or snapshot.zone})
    return filled, _strategy(options, snapshot, problems)


def _event(text: str | None, snapshot: Snapshot, problems: list[Problem]) -> str | None:
    """The start of the event that is meant: by its id, or the one that was pulled to be copied; or a date-time as it is."""
    if text is None:
        return f"{snapshot.source.start:%Y-%m-%dT%H:%M}" if snapshot.source else None
    if not text.isdigit():
        return text
    number = arguments.whole_number(text, "event", problems)
    known = {event.id: event for event in (*snapshot.events, snapshot.source) if event is not None}
    if number in known:
        return f"{known[number].start:%Y-%m-%dT%H:%M}"
    problems.append(Problem("event", text, "the id of an event in the snapshot, or a date-time"))
    return None


def _strategy(options: Namespace, snapshot: Snapshot, problems: list[Problem]) -> Strategy | None:
    if options.strategy is not None:
        problems.append(
            Problem("strategy", options.strategy, "the place of --snapshot: give one or the other")
        )
        return _STAND_IN
    if options.strategy_id is None:
        return None
    if doubled := [f"--{name.replace('_', '-')}" for name in INLINE if getattr(options, name) is not None]:
        allowed = f"the place of {', '.join(doubled)}: give one or the other"
        problems.append(Problem("strategy_id", options.strategy_id, allowed))
    number = arguments.whole_number(options.strategy_id, "strategy_id", problems)
    found = {strategy.id: strategy for strategy in snapshot.strategies}
    if number is not None and number not in found:
        known = ", ".join(map(str, found)) or "none, as it seems"
        problems.append(Problem("strategy_id", number, f"one of the snapshot's strategies: {known}"))
    return found.get(number, _STAND_IN)
