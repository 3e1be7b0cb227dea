"""Deliberate faults in the engine, each with the one test that has to notice it.

A fault replaces a snippet that stands exactly once in its module, so that none can silently become no fault when
the engine is rewritten. Say what a studio would see, then where, what, and who notices.
"""

from dataclasses import dataclass

ROW = "tests/spec/test_vectors.py::test_the_engine_gives_the_dates_of_the_row"
REFUSAL = "tests/spec/test_vectors.py::test_the_engine_refuses_with_the_class_of_the_row"
LAW = "property_tests/test_laws_"


@dataclass(frozen=True)
class Fault:
    """`snippet` of `module`, replaced by `replacement`, is noticed by the test `caught_by`."""

    name: str
    module: str
    snippet: str
    replacement: str
    caught_by: str

    def applied_to(self, text: str) -> str:
        """The module's text with the fault; an error unless the snippet stands there exactly once."""
        found = text.count(self.snippet)
        assert found == 1, f"{self.name}: the snippet stands {found} times in {self.module}"
        assert self.replacement != self.snippet
        return text.replace(self.snippet, self.replacement)


FAULTS = [
    Fault(
        "every break is one unit too long",
        "rule.py",
        "strategy.interval + 1 if",
        "strategy.interval + 2 if",
        f"{ROW}[every third week on Monday and Thursday]",
    ),
    Fault(
        "weeks begin on Sunday where Monday is read",
        "rule.py",
        "anchor -= (anchor - 1) % _WEEK",
        "anchor -= anchor % _WEEK",
        f"{ROW}[every other Sunday and Wednesday, weeks from Monday]",
    ),
    Fault(
        "short months are clamped where they are skipped",
        "rule.py",
        "return month_cycle(month % period, period, day, missing)",
        'return month_cycle(month % period, period, day, missing.replace("skip", "clamp"))',
        f"{ROW}[monthly on the 31st, short months left out]",
    ),
    Fault(
        "short months are clamped where they overflow",
        "cycle.py",
        'kept = min(day, length) if missing == "clamp" else day',
        "kept = min(day, length)",
        f"{ROW}[monthly on the 31st, overflowing from the base day]",
    ),
    Fault(
        "the till is never a date",
        "occurrences.py",
        "till.toordinal() + rule.closes",
        "till.toordinal()",
        f"{ROW}[the end of the window is a date]",
    ),
    Fault(
        "the start is never a date",
        "occurrences.py",
        "window.start.toordinal() + rule.opens",
        "window.start.toordinal() + 1",
        f"{ROW}[the start of the window is a date]",
    ),
    Fault(
        "days are counted from the day after the anchor",
        "rule.py",
        "day_cycle(counted_from.toordinal() % period",
        "day_cycle((counted_from.toordinal() + 1) % period",
        f"{ROW}[every third day counted from the event]",
    ),
    Fault(
        "a skipped source slot uses up one of the count",
        "occurrences.py",
        'if counted and reading.count_source == "yes":',
        "if counted:",
        f"{ROW}[a skipped slot uses up none of the count]",
    ),
    Fault(
        "the source slot is generated again",
        "occurrences.py",
        'if event is not None and reading.source_slot == "skip" and event.time() == clock:',
        'if event is not None and reading.source_slot == "skipped" and event.time() == clock:',
        f"{ROW}[the slot of the event itself is skipped]",
    ),
    Fault(
        "another time on the event's day is taken for its slot",
        "occurrences.py",
        'reading.source_slot == "skip" and event.time() == clock:',
        'reading.source_slot == "skip":',
        f"{ROW}[another time on the event's day is not its slot]",
    ),
    Fault(
        "hours that are not given are midnight",
        "rule.py",
        "event.hour if hours is None else hours",
        "0 if hours is None else hours",
        f"{ROW}[hours and minutes default to the source event's]",
    ),
    Fault(
        "no time at all is taken for a lone one",
        "rule.py",
        'if reading.lone_time == "zero" and (hours is not None or minutes is not None):',
        'if reading.lone_time == "zero":',
        f"{ROW}[no time at all is the event's even where a lone one takes 0]",
    ),
    Fault(
        "every fourth year is a leap year",
        "cycle.py",
        "year % 4 == 0 and (year % 100 != 0 or year == 0)",
        "year % 4 == 0",
        f"{ROW}[29 February is skipped in the century year 2100]",
    ),
    Fault(
        "no century is a leap year",
        "cycle.py",
        "year % 4 == 0 and (year % 100 != 0 or year == 0)",
        "year % 4 == 0 and year % 100 != 0",
        f"{LAW}oracle.py::test_leap_days_are_found_in_the_years_that_have_one",
    ),
    Fault(
        "a day that drifts comes back",
        "rule.py",
        "return drift(month, period, day, missing)",
        'return month_cycle(month % period, period, day, missing.removesuffix("_drift"))',
        f"{ROW}[monthly on the 31st, clamped from the previous date]",
    ),
    Fault(
        "a drifting rule repeats the last date of its head",
        "cycle.py",
        "self._shift = first - len(head)",
        "self._shift = first - len(head) - 1",
        f"{LAW}oracle.py::test_short_months_land_where_the_walk_lands_them[clamp_drift]",
    ),
    Fault(
        "the event's day counts from the event as well",
        "rule.py",
        'event if self._anchor == "event" else start',
        "event",
        f"{ROW}[every other month on the event's day, counted from the start]",
    ),
    Fault(
        "months reach back before their anchor no more",
        "rule.py",
        "return month_cycle(month % period, period, day, missing)",
        "return month_cycle(month, period, day, missing)",
        f"{ROW}[every third month reaches back before a later event]",
    ),
    Fault(
        "the weekday of the anchor is taken for the one before",
        "rule.py",
        "day_from.isoweekday() % _WEEK",
        "day_from.weekday()",
        f"{ROW}[empty days take the weekday of the start]",
    ),
    Fault(
        "a count cuts off where only the till is read",
        "occurrences.py",
        '(window.till is None or reading.both_limits != "till")',
        "True",
        f"{ROW}[the till goes on beyond the count]",
    ),
    Fault(
        "a count beyond the calendar is cut short in silence",
        "occurrences.py",
        "if must_fit:",
        "if not must_fit:",
        f"{REFUSAL}[a count beyond the calendar says how many leap days fit]",
    ),
    Fault(
        "after gives the moment itself",
        "occurrences.py",
        "clock >= self._clock if strictly else",
        "clock > self._clock if strictly else",
        f"{LAW}indexing.py::test_after_and_before_step_from_date_to_date",
    ),
    Fault(
        "a date beyond the source slot is found one place too far",
        "occurrences.py",
        "return k if self._hole is None or k <= self._hole else k - 1",
        "return k",
        f"{LAW}indexing.py::test_every_date_is_found_where_it_is",
    ),
    Fault(
        "any time on the right day is a member",
        "occurrences.py",
        "or moment.tzinfo or moment.time() != self._clock:",
        "or moment.tzinfo:",
        f"{LAW}indexing.py::test_membership_is_membership_of_the_list",
    ),
    Fault(
        "the length is found by listing every place",
        "occurrences.py",
        "return len(self._positions)",
        "return len([*self._positions])",
        f"{LAW}laziness.py::test_questions_about_any_place_of_ten_thousand_years_take_little_memory[6-clamp]",
    ),
    Fault(
        "Saturday is closed where Sunday should be",
        "closures.py",
        "self.weekdays.get(day.isoweekday() % 7)",
        "self.weekdays.get(day.isoweekday() % 7 + 1)",
        f"{LAW}closing.py::test_every_date_is_where_a_walk_day_by_day_finds_its_place",
    ),
    Fault(
        "a date is moved onto another",
        "closing.py",
        "at not in self.starts and self._closures",
        "self._closures",
        f"{LAW}closing.py::test_starts_strictly_increase",
    ),
    Fault(
        "a long closure is jumped over too far",
        "closing.py",
        "self._beyond |= dict.fromkeys(passed, at)",
        "self._beyond |= dict.fromkeys(passed, at + 2 * self._step)",
        f"{LAW}closing.py::test_every_date_is_where_a_walk_day_by_day_finds_its_place",
    ),
    Fault(
        "closed dates that might stand in disappear",
        "closing.py",
        "for slot in standing_in)",
        "for slot in standing_in if slot.start)",
        f"{LAW}closing.py::test_every_date_of_the_pattern_has_exactly_one_slot",
    ),
    Fault(
        "a date that cannot stand in is counted all the same",
        "closing.py",
        "missing -= _starts(standing_in)",
        "missing -= len(standing_in)",
        f"{LAW}closing.py::test_appending_and_keeping_give_exactly_as_many_as_the_pattern_and_the_edits_say",
    ),
    Fault(
        "the clock moves a class onto a closed day",
        "closing.py",
        "None if closed or wall in taken.starts else wall",
        "None if wall in taken.starts else wall",
        f"{LAW}closing.py::test_no_start_is_on_a_closed_day_unless_an_edit_says_so",
    ),
    Fault(
        "a closed date that was moved by hand is made up for as well",
        "closing.py",
        "if moment not in decided and (reason",
        "if (reason",
        f"{LAW}closing.py::test_every_date_is_where_a_walk_day_by_day_finds_its_place",
    ),
    Fault(
        "what ends when a class begins is in its way",
        "analysis/clashes.py",
        "while there and there[0][0] <= start:",
        "while there and there[0][0] < start:",
        f"{LAW}clashes.py::test_clashes_are_those_of_the_quadratic_check",
    ),
    Fault(
        "of what is there only what begins before a class is in its way",
        "analysis/clashes.py",
        "            yield from ((slot, number, 0) for _, slot in planned)\n",
        "",
        f"{LAW}clashes.py::test_clashes_are_those_of_the_quadratic_check",
    ),
    Fault(
        "a class that is there already clashes with itself",
        "analysis/clashes.py",
        "if number not in there]",
        "if number not in ()]",
        f"{LAW}clashes.py::test_clashes_are_those_of_the_quadratic_check",
    ),
    Fault(
        "proposals forget each other",
        "analysis/proposals.py",
        "            self._planned.add(moved(slot, start), owner)\n",
        "",
        f"{LAW}clashes.py::test_after_the_first_proposals_are_taken_no_clashes_remain",
    ),
    Fault(
        "the last event that began is taken for the one that ends last",
        "analysis/proposals.py",
        "key: list(accumulate((end for _, end in sorted(pairs)), max))",
        "key: [end for _, end in sorted(pairs)]",
        f"{LAW}clashes.py::test_every_proposal_is_free_of_clashes_and_on_an_open_day",
    ),
    Fault(
        "a session that nobody can lead is neither held nor told",
        "analysis/whatif.py",
        "                lost.append(Missed(course.name, start, why, None))\n",
        "                lost += []\n",
        f"{LAW}whatif.py::test_every_date_of_a_pattern_is_a_session_or_is_told",
    ),
    Fault(
        "a session counts as often as it clashes",
        "analysis/whatif.py",
        "int(place in clashing)",
        "[clash.slot for clash in found].count(place)",
        f"{LAW}whatif.py::test_the_sessions_that_clash_are_those_that_clashes_finds",
    ),
    Fault(
        "readings of the last day are not told apart",
        "analysis/results.py",
        '"till_included": rule.closes,',
        '"till_included": False,',
        f"{LAW}ambiguity.py::test_where_several_axes_meet_the_groups_are_those_of_brute_force[daily]",
    ),
    Fault(
        "readings of the source event's slot are not told apart",
        "analysis/results.py",
        '"source_slot": source,',
        '"source_slot": False,',
        f"{LAW}ambiguity.py::test_where_several_axes_meet_the_groups_are_those_of_brute_force[no days]",
    ),
    Fault(
        "patterns that begin alike are taken for equal",
        "analysis/results.py",
        "reach = numbers[: max(until, wanted and wanted + _SPARE, 1)]",
        "reach = numbers[:1]",
        f"{LAW}ambiguity.py::test_where_several_axes_meet_the_groups_are_those_of_brute_force[monthly]",
    ),
    Fault(
        "a reading that gives more than was seen is left",
        "analysis/calibrate.py",
        "return len(occurrences) == len(dates) and all(",
        "return all(",
        f"{LAW}calibration.py::test_what_fits_an_observation_is_what_brute_force_says",
    ),
    Fault(
        "an observation that contradicts is passed over",
        "analysis/calibrate.py",
        "        left &= members\n",
        "        left = left & members or left\n",
        f"{LAW}calibration.py::test_observations_leave_the_same_in_any_order",
    ),
    Fault(
        "a proposed window creates more than ten events",
        "analysis/probing.py",
        "or most > MOST_EVENTS:",
        "or most > 99:",
        f"{LAW}calibration.py::test_a_proposed_window_never_creates_more_than_ten_events",
    ),
    Fault(
        "of the cases of a set one is left out",
        "analysis/readings.py",
        "yield from _cases(bits & _any(axis, tuple(part)))",
        "yield from _cases(bits & _any(axis, tuple(part[:1])))",
        f"{LAW}reading_sets.py::test_the_cases_of_a_set_do_not_overlap_and_say_all_of_it",
    ),
]
