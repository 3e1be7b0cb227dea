"""What the review of a plan and its comparison with what exists say. English."""

TEXTS = {
    "target": "{service} · location {location}",
    "target.location": "location {location}",
    "target.copy": "read-only copy on {name}",
    "target.profile": "profile {profile}",
    "target.not_used": "{variable} not used",
    "target.emulator": "emulator on {name}",
    "target.production": "PRODUCTION {name}",
    "target.unknown": "UNKNOWN HOST {name}",
    "source": ("Event {id}: {title} with {staff}, {start:brief_moment}, {minutes:n} min, {capacity:n} seats"),
    "service": "service {id}",
    "staff": "staff {id}",
    "undo": "Undo: {number:events} that a plan created and nobody has touched would be deleted.",
    "undo.none": "Undo: {number:events} that a plan created and nobody has touched; nothing to delete.",
    "more_actions": "… and {left:n} more until {last:stamp}: --format json has all.",
    "line.present": "already there: {events:event_ids}",
    "line.left_out": "left out: {why}",
    "line.keep": "keep: {why}",
    "line.about": "{told}, {events:event_ids}",
    "line.events": "{events:event_ids}",
    "why.untouched": "created by this plan and untouched",
    "why.unplanned": "made by a request of this plan, but not planned",
    "why.appointments": "has appointments",
    "why.moved": "moved",
    "why.changed": "changed",
    "why.gone": "gone",
    "level.refuse": "Cannot be applied:",
    "level.confirm": "To be confirmed by number:",
    "level.note": "To know:",
    "count.create": "{number:n} to create",
    "count.present": "{number:n} already there",
    "count.left_out": "{number:n} left out",
    "count.delete": "{number:n} to delete",
    "count.keep": "{number:n} kept",
    "verdict.past": "{number:dates} {number:are} in the past.",
    "verdict.many": "{number:dates} {number:are} to be created, more than the limit for one plan.",
    "verdict.far": "{number:dates} {number:are} further ahead than the limit.",
    "verdict.growth": (
        "{number:dates} {number:are} to be created: much more than these days hold of this service."
    ),
    "verdict.copies": "{number:n} appointments would be copied, with their clients.",
    "verdict.gap": "{number:dates} {number:are} at a time that the clock skips.",
    "verdict.fold": "{number:dates} {number:are} at a time that the clock shows twice.",
    "verdict.zone": (
        "By the event's own time and timestamp the location's clock is {number:n} min off that of the zone; "
        "make sure that it is the right one."
    ),
    "verdict.forced": (
        "{number:dates} {number:are} asked for with force: conflicts of staff and resources are ignored."
    ),
    "verdict.existing": "{number:dates} {number:are} there already, for the same service, staff and start.",
    "verdict.not_a_pattern": (
        "{number:dates} {number:are} not as the pattern has it, for edits or closed days, which no strategy can say."
    ),
    "verdict.no_recipe": "There is no strategy that this form could send.",
    "verdict.no_source": "The event to copy is deleted.",
    "verdict.unseen": "{number:dates} {number:are} outside the days that the snapshot shows.",
    "verdict.too_many": "There are {number:dates}, more than a plan can hold.",
    "verdict.listed": "{number:events} {number:are} not deleted; the list says why.",
    "way_out.existing": "--form dates leaves them out.",
    "way_out.not_a_pattern": "--form dates can send them.",
    "way_out.no_recipe": "--form dates needs none.",
    "way_out.no_source": "Choose another with --event.",
    "way_out.unseen": "Take a new snapshot with `recur pull`.",
    "way_out.too_many": "Ask for fewer with --till or --count.",
    "copies": "Appointments copied: {copies:n} ({records:n} of the event, at each of {number:dates}).",
    "seen": ("Seen {taken} UTC, {local} on the location's clock ({zone}, tz database {version}{here})."),
    "seen.here": "; offsets here by {version}",
    "seen.no_zone": "Seen {taken} UTC. No time zone is known, so clock changes were not looked at.",
    "holidays": "Public holidays: {provider}.",
    "limits": (
        "Limits, not the usual ones: {creations:dates}, {days_ahead:n} days ahead, "
        "{growth_percent:n} % more where there are {growth_from:n}."
    ),
    "fingerprint": "Fingerprint of the event: {fingerprint}…; made with recur {engine}.",
    "digest": "Digest: {digest}",
    "cannot": "This plan cannot be applied.",
    "nothing": "There is nothing to do.",
    "apply": "To apply it:",
    "requests": "{number:requests} {form}; {copied}; {force}:",
    "form.dates": "by dates",
    "form.strategy": "by strategy",
    "form.parameters": "by parameters",
    "copied.appointments": "appointments are copied too",
    "copied.none": "appointments stay",
    "force.yes": "conflicts are ignored (force)",
    "force.no": "conflicts stop it",
    "request": "{place}. {carried}{number:dates}, {ends}",
    "more_requests": "… and {left:n} more.",
    "carried.strategy": "strategy {id}, {limits}; the service works the dates out, expected: ",
    "carried.parameters": (
        "the strategy's parameters, {limits}; the service works the dates out, expected: "
    ),
    "carried.from": "from {start}",
    "carried.till": "till {till}",
    "carried.count": "count {count}",
    "journal.missing": (
        "The journal of this plan is missing here: an event at a planned time counts as the plan's."
    ),
    "journal.damaged": (
        "The journal of this plan is damaged here: an event at a planned time counts as the plan's."
    ),
    "as_planned": "As planned: {equal:n} of {number:dates}.",
    "equal": "Equal: every planned date exists exactly once.",
    "different": "Different. Nothing is created or deleted by itself.",
    "settle": "To settle what is not known:",
    "finding.missing": "missing: {start:stamp}: {why}",
    "finding.missing.event": "missing: {start:stamp}: {why} (event {event})",
    "finding.moved": "moved: {start:stamp}: event {event} is at {found:stamp} now",
    "finding.extra": (
        "extra: {start:stamp}: event {event} is there besides; delete it by hand if it is not wanted"
    ),
    "missing.there_before": "it was there when the plan was made",
    "missing.planned": "it was never asked for",
    "missing.unknown": "it was asked for, and may still come into being",
    "missing.created": "it was created, and is gone",
    "missing.rejected": "the service refused it",
    "missing.foreign": "somebody else had taken its place",
    "missing.no_journal": "it is not there",
    "readings.none": "The service's dates are those of no reading of the documentation.",
    "readings.documented": "The service's dates are those of the documented reading.",
    "readings.other": "The service reads the documentation in another way: {conditions}.",
    "readings.several": "in one of several ways",
}
"""Every text by its name."""
