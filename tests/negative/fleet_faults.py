"""Deliberate faults in fleets, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

BOOK = "tests/fleet/test_book.py::"
FOLDER = "tests/fleet/test_folder.py::"
RUNNING = "tests/fleet/test_running.py::"

FAULTS = [
    Fault(
        "a fleet is applied without the number of its dates",
        "frontdesk/fleet/running.py",
        "agreed = creates == totals.creates and",
        "agreed = creates in {None, totals.creates} and",
        RUNNING + "test_without_its_digest_and_exact_numbers_nothing_is_asked",
    ),
    Fault(
        "a resume takes one plan's agreement for the fleet's",
        "frontdesk/fleet/running.py",
        "Journal.open(connection.state, review.fleet.digest) as record,\n    ):\n        if not any(",
        "fresh_journal(connection.state, review.fleet.digest) as record,\n    ):\n        if record is None and any(",
        RUNNING + "test_a_resume_begins_nothing_that_nobody_agreed_to_as_a_fleet",
    ),
    Fault(
        "a plan of the folder is not held to the fleet's digest",
        "frontdesk/fleet/folder.py",
        "if found != sealed:",
        "if found[:2] != sealed[:2]:",
        FOLDER + "test_a_plan_that_is_not_the_sealed_one_is_refused_before_anything_is_sent",
    ),
    Fault(
        "a target that is done is taken up again",
        "sync/fleet.py",
        "return stand.standing is not Standing.DONE",
        "return True",
        BOOK + "test_a_run_never_takes_up_what_is_done_and_only_on_order_what_needs_a_look",
    ),
    Fault(
        "a conflict is taken up again unasked",
        "sync/fleet.py",
        "return stand.ending is Ending.CONFLICT and mode.on_conflict is not OnConflict.STOP",
        "return stand.ending is Ending.CONFLICT",
        BOOK + "test_a_run_never_takes_up_what_is_done_and_only_on_order_what_needs_a_look",
    ),
    Fault(
        "a target that was killed counts as never begun",
        "sync/fleet.py",
        "return Stand(Standing.BEGUN)\n    ending",
        "return Stand(Standing.NOT_BEGUN)\n    ending",
        BOOK + "test_every_ending_of_a_run_has_its_place_in_the_ledger",
    ),
    Fault(
        "what was answered counts as seen",
        "sync/progress.py",
        "(fate.event, start) in (self.shown or ())",
        "fate.event is not None",
        RUNNING + "test_what_a_location_answered_and_nobody_saw_is_not_called_sure",
    ),
    Fault(
        "a zone is taken on trust",
        "sync/plan.py",
        "            *_zone_doubted(plan),\n",
        "",
        RUNNING + "test_a_zone_that_the_services_clock_contradicts_is_said_before_anybody_agrees",
    ),
]
