"""Deliberate faults in `recur bulk`, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

RESUME = "tests/bulk/test_resume.py::"
FILES = "tests/bulk/test_files.py::"

FAULTS = [
    Fault(
        "partitions kept of another input are taken for this one's",
        "frontdesk/bulk/binding.py",
        '"input": [{"bytes": file.bytes, "sha256": file.sha256} for file in source.files],',
        '"input": [],',
        f"{RESUME}test_a_changed_input_starts_anew_and_that_is_said",
    ),
    Fault(
        "partitions kept under another reading are taken for this one's",
        "frontdesk/bulk/job.py",
        '"reading": self.reading.changed()}',
        '"reading": {}}',
        f"{RESUME}test_other_options_start_anew[other2]",
    ),
    Fault(
        "a part is believed though it is not as it was written",
        "frontdesk/bulk/binding.py",
        "if found.get(dates_name(mark.number)) == mark.dates",
        "if dates_name(mark.number) in found",
        f"{RESUME}test_a_part_that_is_not_as_it_was_written_is_done_again",
    ),
    Fault(
        "the output is made though the input changed meanwhile",
        "frontdesk/bulk/source.py",
        "if _stamp(file.path) != file.stamp:",
        "if not file.stamp:",
        f"{RESUME}test_an_input_that_changes_under_the_run_gives_no_output",
    ),
    Fault(
        "two runs work on one output",
        "frontdesk/bulk/parts.py",
        "fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)",
        f"{RESUME}test_two_runs_for_one_output_are_kept_apart",
    ),
    Fault(
        "pages of a joined file are looked for one byte too early",
        "frontdesk/bulk/joining.py",
        "footer_of(footer_data, place - len(MAGIC))",
        "footer_of(footer_data, place - len(MAGIC) - (place > len(MAGIC)))",
        f"{FILES}test_the_documented_example_is_in_the_parquet_file_that_three_libraries_read",
    ),
    Fault(
        "rows are numbered anew in each partition",
        "frontdesk/bulk/encoding.py",
        "first_row=partition.first_row,",
        "first_row=0,",
        f"{FILES}test_the_documented_example_is_in_the_parquet_file_that_three_libraries_read",
    ),
    Fault(
        "a key of a CSV is a formula to a spreadsheet",
        "frontdesk/bulk/lines.py",
        "return cell(value)\n    if isinstance(value, bool",
        "return f'\"{value}\"'\n    if isinstance(value, bool",
        f"{FILES}test_a_csv_for_a_spreadsheet_has_no_formulas",
    ),
    Fault(
        "a float that may have been rounded is taken for its number",
        "recurrence/interop/table/columns.py",
        "(np.abs(found) < EXACT) & (found == np.floor(found))",
        "np.isfinite(found)",
        "tests/table/test_columns.py::"
        "test_a_float_that_is_no_whole_number_for_certain_is_told_as_the_typed_api_tells_it[1.5]",
    ),
    Fault(
        "of a name that stands twice in a line the last value counts",
        "frontdesk/bulk/json_lines.py",
        "for name, times in Counter(name for name, _ in members).items() if times > 1",
        "for name, times in Counter(name for name, _ in members).items() if times > 9",
        "tests/bulk/test_files.py::test_a_line_of_json_with_a_name_twice_is_refused_and_nobody_chooses",
    ),
]
