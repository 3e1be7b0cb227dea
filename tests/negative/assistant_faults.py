"""Deliberate faults in what keeps assistants in bounds, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

BOUNDS = "tests/frontdesk_mcp/test_bounds.py::"

FAULTS = [
    Fault(
        "every folder is allowed",
        "frontdesk/mcp/folders.py",
        "return any(path.is_relative_to(root) for root in self.roots)",
        "return True",
        BOUNDS + "test_a_file_outside_is_refused_whether_it_exists_or_not",
    ),
    Fault(
        "links are not followed before the check",
        "frontdesk/mcp/folders.py",
        "found = (self.roots[0] / name).resolve()",
        "found = self.roots[0] / name",
        BOUNDS + "test_a_file_outside_is_refused_whether_it_exists_or_not",
    ),
    Fault(
        "an assistant may replace any file",
        "frontdesk/mcp/asking.py",
        "if there and not is_plan(found):",
        "if not there and is_plan(found):",
        BOUNDS + "test_no_file_but_a_plan_is_replaced_and_none_behind_a_link",
    ),
    Fault(
        "errors stand before the fence",
        "frontdesk/mcp/answering.py",
        'Answer("\\n".join([head, *fenced("\\n".join(kept))]), data',
        'Answer("\\n".join([head, *kept, *fenced("")]), data',
        BOUNDS + "test_an_error_that_quotes_a_file_is_fenced_too",
    ),
    Fault(
        "the mark of the fence can be foreseen",
        "frontdesk/mcp/answering.py",
        "mark = secrets.token_hex(8)",
        'mark = "0123456789abcdef"',
        BOUNDS + "test_each_answer_has_a_mark_of_its_own",
    ),
    Fault(
        "a count has no bound",
        "frontdesk/mcp/tools.py",
        '"count": (1, MOST_DATES)',
        '"count": (1, MAX_ID)',
        BOUNDS + "test_arguments_out_of_bounds_are_refused_by_name",
    ),
    Fault(
        "the schema of a number and its error differ",
        "frontdesk/mcp/asking.py",
        "least, most = argument.bounds",
        "least, most = 0, argument.bounds[1]",
        BOUNDS + "test_every_number_has_the_same_bounds_in_the_schema_and_in_the_error",
    ),
]
