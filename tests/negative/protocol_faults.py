"""Deliberate faults in the protocol of apply, each with the one test that has to notice it for certain.

Random schedules alone would miss some of them; each is met by a scenario that is the same every time.
"""

from tests.negative.noticing import Fault

UNKNOWN = "tests/apply/test_unknown_outcomes.py::test_"
ANSWERS = "tests/apply/test_answers.py::test_"
OTHERS = "tests/apply/test_looks_and_others.py::test_"
KILLS = "tests/apply/test_kills.py::test_"
FILES = "tests/apply/test_plan_files.py::test_"
RECORDS = "tests/apply/test_journals.py::test_"
PROCESSES = "tests/apply/test_processes.py::test_"
OTHER_PLANS = "tests/apply/test_others.py::test_"
HELD = "tests/apply/test_held_back.py::test_"

PROTOCOL_FAULTS = [
    Fault(
        "M1 nobody waits for what may come late",
        "sync/steps.py",
        "deadline = max(map(progress.ended_at, attempts)) + mode.settle",
        "deadline = max(map(progress.ended_at, attempts))",
        f"{UNKNOWN}a_commit_within_the_settle_time_is_found_and_the_run_goes_on[resend-at the last moment]",
    ),
    Fault(
        "M2 a timeout counts as not sent",
        "sync/outcome.py",
        "if not exchange.sent:",
        "if not exchange.sent or exchange.failure is not None:",
        f"{UNKNOWN}what_was_made_unheard_is_found_and_not_sent_again[timeout after-strict]",
    ),
    Fault(
        "M3 the intent is written after the request",
        "sync/apply.py",
        """\
    _note(world, progress, Intended(number, step.starts, _request_digest(step)))
    try:
        answer = world.api.duplicate(plan.target, request, expected=step.starts, known_ids=progress.met)
    except SyncError:
        _note(world, progress, Answered(number, Outcome.NOT_SENT, Reason.HELD_BACK))
        raise
""",
        """\
    answer = world.api.duplicate(plan.target, request, expected=step.starts, known_ids=progress.met)
    _note(world, progress, Intended(number, step.starts, _request_digest(step)))
""",
        f"{KILLS}killed_anywhere_resend_makes_every_date_exactly_once[clean]",
    ),
    Fault(
        "M4 a 200 is trusted without comparing the dates",
        "sync/outcome.py",
        "reason = _difference(events, count, expected)",
        "reason = Reason.AS_ASKED",
        f"{ANSWERS}an_answer_that_shows_something_else_stops_the_run[twice]",
    ),
    Fault(
        "M5 the whole request is sent again, not what is missing",
        "sync/steps.py",
        """\
    if not mode.resend or not starts or _tries(progress, starts) >= MOST_TRIES:
        return End(Ending.UNRESOLVED)
    return Send(starts[: plan.manner.chunk], Form.DATES)
""",
        """\
    if not mode.resend or not starts or _tries(progress, starts) >= MOST_TRIES:
        return End(Ending.UNRESOLVED)
    return Send(progress.chunk_of(starts[0]), Form.DATES)
""",
        f"{UNKNOWN}of_a_part_that_was_made_only_the_rest_is_asked_for_again[500 partly]",
    ),
    Fault(
        "M6 a 5xx counts as not created",
        "sync/outcome.py",
        "        return Answer(Outcome.UNKNOWN, _kind_of_status(status), status=status)",
        "        return Answer(Outcome.NOT_SENT, _kind_of_status(status), status=status)",
        f"{UNKNOWN}what_was_made_unheard_is_found_and_not_sent_again[500 after-strict]",
    ),
    Fault(
        "M7 the lock keeps nobody out",
        "sync/journal.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
        f"{PROCESSES}of_several_simultaneous_resumes_one_proceeds",
    ),
    Fault(
        "nobody looks before the first request",
        "sync/steps.py",
        "if not progress.looks and progress.last_of_run is None:",
        "if not progress.looks and progress.run_from:",
        f"{OTHERS}a_class_that_somebody_added_since_the_review_makes_the_plan_stale",
    ),
    Fault(
        "any digest will do",
        "sync/planfile.py",
        "if given != digest(document):",
        "if not given:",
        f"{FILES}a_plan_in_which_any_byte_was_changed_is_refused[0]",
    ),
    Fault(
        "an emptied record is a new one",
        "sync/journal.py",
        """\
        if path.exists():
            raise JournalRefused("exists", str(path))
        if _head(path)[0]:  # rows were kept, and where they were is nothing
            raise JournalRefused("missing", str(path))
""",
        """\
        if path.exists() and path.stat().st_size:
            raise JournalRefused("exists", str(path))
        path.unlink(missing_ok=True)
""",
        f"{RECORDS}an_emptied_record_is_neither_opened_nor_made_anew",
    ),
    Fault(
        "an older copy of a record is as good as the last",
        "sync/journal.py",
        "            _check_head(path, hashes)\n",
        "",
        f"{RECORDS}an_older_copy_is_refused",
    ),
    Fault(
        "one look is proof enough",
        "sync/steps.py",
        "if len(late) < 2 or late[-1].row != late[-2].row:",
        "if not late:",
        f"{UNKNOWN}a_lost_request_is_sent_again_only_by_resend_and_once[timeout]",
    ),
    Fault(
        "two looks at once are as good as two apart",
        "sync/steps.py",
        "return (_pause_until(late[-1].at + _rest(mode), now) if late else None) or Look()",
        "return Look()",
        f"{UNKNOWN}a_search_that_lags_does_not_prove_absence",
    ),
    Fault(
        "a conflict is final, and nobody looks what it made",
        "sync/steps.py",
        "    if rest or not progress.looks:\n        return rest or Look()\n",
        "    if rest:\n        return rest\n",
        f"{ANSWERS}what_was_made_before_a_conflict_is_recorded",
    ),
    Fault(
        "the settle time of an earlier process is over already",
        "sync/progress.py",
        "return self.began_at if attempt.ended_at is None else attempt.ended_at",
        "return 0.0 if attempt.ended_at is None else attempt.ended_at",
        f"{UNKNOWN}a_lost_request_is_sent_again_only_by_resend_and_once[timeout]",
    ),
    Fault(
        "a strict run asks again",
        "sync/steps.py",
        "if not mode.resend or not starts or",
        "if not starts or",
        f"{UNKNOWN}a_lost_request_is_held_by_a_strict_run[timeout]",
    ),
    Fault(
        "a look counts from its end",
        "sync/apply.py",
        "Looked(len(events), tuple(sorted(seen))), began)",
        "Looked(len(events), tuple(sorted(seen))))",
        f"{UNKNOWN}a_look_that_began_before_the_settle_time_was_over_proves_nothing",
    ),
    Fault(
        "a resend that did not leave proves the date absent",
        "sync/progress.py",
        "if fate.status is not Status.PLANNED or not unproved:",
        "if fate is not None:",
        f"{UNKNOWN}a_resend_that_does_not_leave_does_not_make_an_unknown_date_a_planned_one",
    ),
    Fault(
        "what a search hides as past is absent",
        "sync/steps.py",
        "_unknown_of(progress, one) if start > hidden)",
        "_unknown_of(progress, one))",
        f"{UNKNOWN}a_date_that_the_search_hides_as_past_is_never_asked_for_twice",
    ),
    Fault(
        "an edited source is as good as the reviewed one",
        "sync/planfile.py",
        "elif fingerprint(source, plan.manner.content_type) != plan.fingerprint:",
        "elif not plan.fingerprint:",
        f"{OTHERS}a_source_that_was_edited_stops_a_resume_too",
    ),
    Fault(
        "an empty timetable is just empty",
        "sync/steps.py",
        "not progress.looks[-1].row.total and _expects_some(plan, progress, now)",
        "progress.looks[-1].row.total < 0",
        f"{OTHERS}an_empty_answer_after_one_that_was_not_is_suspicious",
    ),
    Fault(
        "nobody knows that a request was held back",
        "sync/apply.py",
        "        _note(world, progress, Answered(number, Outcome.NOT_SENT, Reason.HELD_BACK))\n        raise\n",
        "        raise\n",
        f"{HELD}a_strict_resume_asks_for_what_was_held_back_and_waits_for_nothing[full log]",
    ),
    Fault(
        "429s are waited out for ever",
        "sync/steps.py",
        "if _in_vain(progress) >= MOST_LIMITED:",
        "if _in_vain(progress) >= MOST_LIMITED**9:",
        f"{ANSWERS}a_429_for_ever_ends_after_five",
    ),
    Fault(
        "nobody looks whether the saved strategy is still the reviewed one",
        "sync/apply.py",
        "            _refuse_if_changed(plan, world, step.form)\n",
        "",
        f"{ANSWERS}a_saved_strategy_that_is_gone_makes_the_plan_stale",
    ),
    Fault(
        "a plan does not look at what others have asked for",
        "sync/others.py",
        "            if both := sorted(wanted & starts):\n                yield Unsettled(digest, tuple(both))\n",
        "            pass\n",
        f"{OTHER_PLANS}another_plan_of_the_class_is_found_with_the_dates_that_both_want",
    ),
    Fault(
        "a class is its source event",
        "sync/planfile.py",
        "{plan.location} {plan.source.service_id} {plan.source.staff_id}",
        "{plan.location} {plan.source.id}",
        f"{OTHER_PLANS}another_event_of_the_same_class_makes_no_difference",
    ),
    Fault(
        "the location's clock is UTC where no zone is known",
        "sync/progress.py",
        "timedelta(hours=2 if zone else 16)",
        "timedelta(hours=2)",
        f"{UNKNOWN}a_date_that_has_passed_where_no_zone_tells_so_is_never_asked_for_twice",
    ),
    Fault(
        "no time passes while the machine sleeps",
        "sync/apply.py",
        "        progress.watch(world.now(), world.clock())\n",
        "",
        f"{UNKNOWN}a_date_that_passes_while_the_machine_sleeps_is_never_asked_for_twice",
    ),
]
