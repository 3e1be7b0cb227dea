"""What is wrong with an option, in a sentence that names it. Decides words only."""

from recurrence import AXES, Problem
from recurrence.errors import shown

OPTIONS = {
    "FILE": "FILE",
    "window": "the window",
    "repeat_mode": "--mode",
    "content_type": "--content-type",
    "strategy_id": "--strategy-id",
    "last": "--till",
    "if_closed": "--if-closed",
    "count_means": "--count-means",
    "ID": "ID",
    **{axis: f"--reading {axis}" for axis in AXES},
}
"""Fields whose option is not simply `--field`."""

ALLOWED = {
    "repeat_mode": "1 to 7, or daily, weekdays, mon-wed-fri, tue-thu, weekly, monthly or yearly",
    "days": "a list such as mon,thu or 1,4: sun … sat, or 0 (Sunday) … 6 (Saturday)",
}
"""What an option takes where the command line's words differ from the library's."""

MISSING = {
    "till": "--till or --count is missing: give a last day (--till 2027-12-31) or a number of dates (--count 10).",
    "days": "--days is missing: a weekly strategy needs weekdays, such as --days mon,thu.",
    "repeat_mode": "--mode is missing: give the repeat mode ({allowed}), or a file with {files}.",
    "location": "--location is missing: give the location's id, or set RECUR_LOCATION.",
    "time": "There is no time of day: give it with --at HH:MM, or the source event with --event YYYY-MM-DDTHH:MM.",
}

SAVED = {
    "saved.days": "--strategy-id: strategy {id} of the location is weekly without weekdays, and gives no dates. "
    "`recur strategies update {id} --days mon,thu` changes it; or give --mode weekly --days mon,thu and no --strategy-id "
    "(--form dates or parameters).",
    "saved.interval": "--strategy-id: strategy {id} of the location has an interval, and in its mode the reading allows none "
    "(fixed_interval, R6). `recur strategies update {id} --interval 0` changes it; or give --mode and no --strategy-id "
    "(--form dates or parameters).",
}
"""What keeps a strategy that is saved at the service from being planned, and the two ways on."""

FILES = {None: "--strategy or --snapshot", "strategies": "--strategy"}
"""Which options name a file with strategies, by verb."""

TOO_FEW = "{count} dates are to be left after closed days, and there are {allowed}. Close fewer days, or ask for fewer."

TOO_MANY = (
    "These are {count} dates, and a view or file takes {allowed}. "
    "--format dates prints any number; --till or --count asks for fewer."
)


def option_problem(problem: Problem, verb: str | None = None) -> str:
    """One problem of a command line, naming the option to change.

    >>> option_problem(Problem("days", 7, "weekdays from 0 to 6", "6 is Saturday and Sunday is 0"))
    '--days: 7 is not allowed; it takes a list such as mon,thu or 1,4: sun … sat, or 0 (Sunday) … 6 (Saturday). \
6 is Saturday and Sunday is 0.'
    """
    if problem.field in SAVED:
        return SAVED[problem.field].format(id=problem.value)
    if problem.field == "kept":
        return TOO_FEW.format(count=f"{problem.value:,}", allowed=problem.allowed)
    if problem.field == "dates":
        return TOO_MANY.format(count=f"{problem.value:,}", allowed=problem.allowed)
    option = OPTIONS.get(problem.field, f"--{problem.field}")
    allowed = ALLOWED.get(problem.field, problem.allowed.replace("before from", "before --from"))
    if is_missing(problem):
        key = "time" if problem.field == "event" and "hours" in problem.allowed else problem.field
        told = MISSING.get(key, "{option} is missing: give {allowed}.")
        return told.format(option=option, allowed=allowed, files=FILES.get(verb, FILES[None]))
    return f"{option}: {shown(problem.value)} is not allowed; it takes {allowed}.{hint_of(problem)}"


def is_missing(problem: Problem) -> bool:
    """Whether nothing was given."""
    return problem.value is None or problem.value == ()


def hint_of(problem: Problem) -> str:
    """A problem's hint as a sentence of its own, a space before it; empty without one."""
    hint = problem.hint[:1].upper() + problem.hint[1:]
    return f" {hint}" + ("" if hint.endswith("?") else ".") if hint else ""
