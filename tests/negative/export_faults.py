"""Deliberate faults in what is handed on, or in reading it, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

RULES = "tests/interop/test_rrule.py::"
LAWS = "property_tests/test_laws_exports.py::"
FILES = "tests/frontdesk/test_shared_formats.py::"
READING = "tests/interop/test_read_calendar.py::"

FAULTS = [
    Fault(
        "UNTIL leaves the last date out",
        "recurrence/interop/rrule_writing.py",
        'terms["UNTIL"] = _stamp(dates[-1])',
        'terms["UNTIL"] = _stamp(dates[-1].replace(hour=0, minute=0))',
        RULES + "test_until_is_the_last_date_itself_on_the_local_clock",
    ),
    Fault(
        "no word on where weeks begin",
        "recurrence/interop/rrule_writing.py",
        "    if asked.period > 1:\n",
        "    if asked.period > 10_001:\n",
        RULES + "test_days_and_weeks_as_rules",
    ),
    Fault(
        "the source event stays in",
        "recurrence/interop/rrule_writing.py",
        "return (event,) if event in created else ()",
        "return ()",
        RULES + "test_a_source_event_in_the_pattern_is_left_out_and_counted",
    ),
    Fault(
        "weeks of other people begin on Monday",
        "recurrence/interop/rrule_patterns.py",
        'WEEKDAYS.index(rule.terms.get("WKST", "MO")))\n',
        "1)\n",
        RULES + "test_a_rule_becomes_a_strategy_with_its_dates",
    ),
    Fault(
        "the local end is called UTC",
        "recurrence/interop/ics_writing.py",
        "until = datetime.min + _instant(local, zone)",
        "until = local",
        FILES + "test_a_zone_is_defined_and_an_end_is_in_utc",
    ),
    Fault(
        "an exception for a skipped time takes away the class after it",
        "recurrence/interop/ics_writing.py",
        "    if zone is None:\n        return [*repeat.left_out]",
        "    if zone:\n        return [*repeat.left_out]",
        FILES + "test_a_class_after_a_skipped_time_is_not_taken_away_by_the_exception_for_it",
    ),
    Fault(
        "titles keep their line ends",
        "recurrence/interop/ics_writing.py",
        'return _UNSAFE.sub("", _LINE_ENDS.sub(" ", text))',
        "return text",
        LAWS + "test_no_text_is_more_than_a_text_in_a_calendar_file",
    ),
    Fault(
        "nothing is escaped in a page",
        "frontdesk/render/markup.py",
        "return escape(shown, quote=True)",
        "return shown",
        LAWS + "test_no_text_is_more_than_a_text_in_a_page_or_a_picture",
    ),
    Fault(
        "closed days stay in what repeats",
        "frontdesk/render/as_ics.py",
        "{*rule.left_out, *(pattern - set(kept))}",
        "{*rule.left_out}",
        FILES + "test_closed_days_are_left_out_of_a_repeating_event",
    ),
    Fault(
        "zones of the file before are remembered",
        "recurrence/interop/ics.py",
        "    icalendar.use_zoneinfo()",
        "    icalendar.use_zoneinfo",
        READING + "test_a_zone_that_the_file_defines_is_its_own_and_not_that_of_the_file_before",
    ),
]
