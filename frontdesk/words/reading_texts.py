"""What is said about readings: where they agree, under which conditions, which form to send, what is left of them. English."""

TEXTS = {
    "same": "All {tried:n} readings give the same {agreed:dates}.",
    "same.one": "The one reading left gives the same {agreed:dates}.",
    "differ": "All {tried:n} readings together give {results:n} different results.",
    "untried": (
        "{number:n} more need the source event ({clauses:listed}) and are not compared: give --event."
    ),
    "heading.results": "Results",
    "heading.contested": "Contested",
    "heading.agreed": "In all of them",
    "heading.dates": "The dates",
    "heading.documentation": "What the documentation says",
    "column.result": "result",
    "column.dates": "dates",
    "column.when": "when",
    "column.in": "in",
    "refused": "refused",
    "documented": "the documented reading; {when}",
    "more_results": "{left:n} more: --format json has all",
    "no_date": "no date",
    "more_agreed": "… and {left:n} more, until {last}",
    "in_results": "{number:n} results",
    "always": "always",
    "only_if": "only if {cases}",
    "unless": "unless {cases}",
    "or": "; or ",
    "more_cases": "in {left:n} more cases",
    "behind": "{clause} {axis} ({status}; {clauses}): {sentence}",
    "advice.any": "Send it in any form: every reading still possible gives these dates.",
    "advice.dates": "Send it by dates (--form dates): {why}.",
    "advice.differ": "the readings still possible differ ({clauses:listed}), on {contested:dates}",
    "advice.edited": "these dates are not just what the strategy gives",
    "advice.no_dates": "the strategy gives no dates here",
    "advice.not_compared": "not all readings could be compared",
    "seen": "{seen:observations}: {left:n} of {number:n} readings {left:are} left.",
    "column.seen_in": "seen in",
    "column.created": "created",
    "column.leaves": "by itself leaves",
    "created": "{number:dates} from {start}",
    "created.refused": "refused from {start}",
    "conflict.one": "No reading gives what observation {which:listed} saw.",
    "conflict": "Observations {which:listed} together fit no reading; any fewer of them do.",
    "conflict.means": (
        "Either one of them is not what the service made of just this strategy, window and event, or the service "
        "reads the documentation in a way that is not among the readings. Send dates (--form dates)."
    ),
    "heading.settled": "Settled",
    "heading.open": "Open",
    "settled": "{condition}: {axis}={value}",
    "open": "{clause} {axis}: {values:either}",
    "open.no_difference": "What is open makes no difference beside what is settled.",
    "kept.pinned": "Profile {profile}, location {location}: the reading is pinned.",
    "kept.open": "Profile {profile}, location {location}: what is left is kept, no reading is pinned yet.",
    "next.none": "No window tells what is left apart.",
    "next": (
        "Next: copy an event that starts {start:stamp}; at most {most:events} come into being, and tell "
        "{groups:n} groups of readings apart:"
    ),
    "next.event": (
        "Next: copy event {event}, which starts {start:stamp}; at most {most:events} come into being, and tell "
        "{groups:n} groups of readings apart:"
    ),
    "next.then": (
        "Apply it as `recur show {file}` says. Dates that the service did not make stay unresolved: "
        "`recur resume {file}` settles them. Then give --plan {file} here."
    ),
}
"""Every text by its name."""
