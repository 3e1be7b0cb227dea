"""What views say beside dates and of the whole: remarks on clock changes, readings, closed days and sources. English."""

TEXTS = {
    "gap.kept": "the clock skips {planned:clock}",
    "gap.moved": "moved, the clock skips {planned:clock}",
    "gap.left_out": "left out, the clock skips {planned:clock}",
    "gap.taken": "left out, the clock skips {planned:clock}, and the time after the gap is taken",
    "fold": "the clock shows {planned:clock} twice",
    "moved.day": "in place of day {day}",
    "moved.day.if": "in place of day {day}: {choices:conditions}",
    "moved.leap_day": "in place of {day} February",
    "moved.leap_day.if": "in place of {day} February: {choices:conditions}",
    "contested": "only if {choices:conditions}",
    "contested.together": "not under every reading",
    "contested.all": "All these dates hold only if {choices:conditions}.",
    "source_slot": "The source event's own slot, {slot:iso}, is not made again (R10).",
    "empty": "No date of this pattern lies in the window.",
    "not_compared": "Readings that need the source event ({clauses:listed}) are not compared: give --event.",
    "days_tidied": "Days were repeated or unsorted: {given:codes} was read as {kept:codes}.",
    "unknown_fields": "Fields of the file that recur does not know are kept aside: {names}.",
    "unknown_fields.more": (
        "Fields of the file that recur does not know are kept aside: {names} and {more} more."
    ),
    "days_ignored": "Days ({days:codes}) count in weekly mode only and are ignored here.",
    "interval_ignored": "The interval {interval} is ignored: this mode has no unit to leave out (R6).",
    "closed": "closed: {closure:closure}",
    "closed.closed": "left out, closed: {closure:closure}",
    "closed.no_place": "left out, closed: {closure:closure}; no day near is open and free",
    "closed.taken": "left out, its place is taken",
    "closed.appended": "appended at the end",
    "closed.off_closure": "moved from {pattern:day_named}, closed: {closure:closure}",
    "closures": "For closed days: {numbers:closed_counts}.",
    "closures.none": "No date is on a closed day.",
    "closures.readings": "Readings are compared as the pattern has it, before closed days.",
    "calendar": "{path:visible}: {others:n} of its events do not cover a whole day, and close none.",
    "holidays": "Public holidays of {countries}: {provider}.",
    "holidays.estimated": "{provider} estimates the day of {guessed:holidays}, which the moon decides.",
    "holidays.years": "{provider} knows holidays of {code} from {first_year} to {last_year} only.",
    "holidays.moved": (
        "{provider} knows transferred days of {code} up to {moved_until}; those of {since:years}, if there are any, "
        "are not in it. Give them with --closed and --open."
    ),
    "open": "{day} is given as open, and nothing closes it.",
    "unseen": (
        "The snapshot covers {days:days}: what is there on other days is not known, and not compared."
    ),
    "compare.kinds": (
        "All events of {path} are compared, of {kinds:n} classes: --event, --service and --staff choose."
    ),
    "compare.outside": "{number:dates} of {path} outside these days {number:are} not compared.",
    "offsets": "Offsets: {zone}, tz database {version}.",
    "too_many": "These are too many dates to compare with those of other readings.",
    "readings.documented": "Every reading of the documentation gives these dates.",
    "readings.documented.none": "Every reading of the documentation gives no dates.",
    "readings.compared": "Every reading that was compared gives these dates.",
    "readings.compared.none": "Every reading that was compared gives no dates.",
    "readings.differ": "{readings} readings differ on {contested:dates}; {agreed:are_in_all} in all of them:",
    "readings.refuse": (
        "{readings} readings differ on {contested:dates} ({refusing:refuse}); {agreed:are_in_all} in all of them:"
    ),
    "adds": "--reading {change} adds {moments}.",
    "adds.more": "--reading {change} adds {moments} and {more:n} more.",
}
"""Every remark by its name."""
