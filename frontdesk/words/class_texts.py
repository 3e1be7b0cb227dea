"""What is said of several classes together: what they clash with, where they could go, what they come to. English."""

TEXTS = {
    "clashing": "{clashing:n} of {number:classes} {clashing:clashes}{there}.",
    "clashing.none": "None of {number:classes} clashes{there}.",
    "there": "; {number:n} of them {number:are} there already",
    "planned": "{name}, {start:stamp}-{end}",
    "resource": "resource {id}",
    "staff": "team member {id}",
    "staff.named": "{name} ({id})",
    "no_work": "{who} does not work then",
    "away": "{who} is away {first} until {last}",
    "taken": "{who} is taken by {title} ({kind}), {until}",
    "something": "something",
    "kind.event": "event {id}",
    "kind.entry": "in a calendar",
    "kind.class": "planned too",
    "until.same": "{start:stamp} to {end:clock}",
    "until.other": "{start:stamp} to {end:stamp}",
    "way.stay": "stay: free once earlier proposals are taken",
    "way.time": "other time that day",
    "way.day": "other day that week",
    "way.append": "append at the end",
    "way.drop": "drop",
    "force.presumably": (
        "The API's force creates a class in spite of people and resources that are taken; presumably it "
        "covers all of these, work hours included. The documentation does not say so outright."
    ),
    "force.unknown_there": (
        "The service knows nothing of calendar entries: it would create those classes without force."
    ),
    "taken_first": (
        "With the first proposal (>) of each taken no clashes remain. As options of\n`recur plan`:"
    ),
    "figure.sessions": "sessions",
    "figure.seats": "seats",
    "figure.staff_hours": "staff hours",
    "figure.room_hours": "room hours",
    "figure.least": "least revenue{paid}",
    "figure.most": "most revenue{paid}",
    "figure.closed": "dates on closed days",
    "figure.away": "nobody to teach",
    "figure.clashes": "sessions that clash",
    "figure.gap": "longest gap, days",
    "figure.month": "in {month}",
    "figure.weekday": "on {day:weekday}s",
    "base": "as planned",
    "unpriced": "Without a price, counted as nothing: {names}.",
    "sessions_clash": "Sessions clash. What with, and what can be done:",
}
"""Every text by its name."""
