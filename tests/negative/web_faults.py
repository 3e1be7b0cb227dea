"""Deliberate holes in the local page, each with the one test that has to notice it."""

from tests.negative.noticing import Fault

GUARD = "tests/web/test_guard.py::"
TEXTS = "tests/web/test_texts.py::"
LIMITS = "tests/web/test_limits.py::"
KEY = "tests/web/test_key.py::"
SLOW = {
    TEXTS + "test_the_texts_of_a_plan_stay_texts",
    TEXTS + "test_what_stands_in_any_field_of_an_address_stays_a_text",
}
"""Seconds each; that they pass on the code as it is, they show where they are."""

FAULTS = [
    Fault(
        "the port of the host is not looked at",
        "frontdesk/web/guard.py",
        'if (given := asked.all("host")) not in [[host] for host in hosts]:',
        'if (given := asked.all("host")) and given[0].rpartition(":")[0] not in NAMES:',
        GUARD + "test_any_other_host_is_refused",
    ),
    Fault(
        "any method is answered",
        "frontdesk/web/guard.py",
        "if asked.method not in READING:",
        "if asked.method in ():",
        GUARD + "test_240_ways_of_asking_from_elsewhere",
    ),
    Fault(
        "other pages may ask",
        "frontdesk/web/guard.py",
        'site not in _FROM_HERE for site in asked.all("sec-fetch-site")',
        'site == "cross-site" for site in asked.all("sec-fetch-site")',
        GUARD + "test_240_ways_of_asking_from_elsewhere",
    ),
    Fault(
        "the key is not asked for",
        "frontdesk/web/guard.py",
        'return None if asked.path.startswith(f"/{key}/") else Refusal.NO_SUCH_PATH',
        "return None",
        GUARD + "test_the_decision_needs_no_more_than_the_request",
    ),
    Fault(
        "refusals go without the headers",
        "frontdesk/web/app.py",
        "await answer(scope, receive, sending)",
        "await answer(scope, receive, sending if refused is None else send)",
        GUARD + "test_every_answer_carries_the_headers",
    ),
    Fault(
        "the policy allows scripts in the page",
        "frontdesk/web/guard.py",
        "script-src 'self';",
        "script-src 'self' 'unsafe-inline';",
        GUARD + "test_the_policy_allows_only_its_own_files",
    ),
    Fault(
        "texts are not escaped",
        "frontdesk/web/app.py",
        "autoescape=True",
        "autoescape=False",
        TEXTS + "test_the_texts_of_scenarios_stay_texts",
    ),
    Fault(
        "one text of a plan is not escaped",
        "frontdesk/web/templates/plan.html",
        "<h2>{{ plan.title }}</h2>",
        "<h2>{{ plan.title | safe }}</h2>",
        TEXTS + "test_the_texts_of_a_plan_stay_texts",
    ),
    Fault(
        "an attribute goes without its quotes",
        "frontdesk/web/templates/planner.html",
        'name="title" value="{{ view.a.single.title }}"',
        'name="title" value={{ view.a.single.title }}',
        TEXTS + "test_what_stands_in_any_field_of_an_address_stays_a_text",
    ),
    Fault(
        "control characters go through",
        "frontdesk/web/app.py",
        'return "\\n".join(visible(line, _LONGEST_TEXT) for line in value.split("\\n"))',
        "return value",
        TEXTS + "test_control_characters_are_shown_as_their_numbers",
    ),
    Fault(
        "it listens to everybody",
        "frontdesk/web/serve.py",
        '(socket.AF_INET, "127.0.0.1")',
        '(socket.AF_INET, "0.0.0.0")',
        LIMITS + "test_it_listens_on_loopback_only",
    ),
    Fault(
        "nobody has to give way",
        "frontdesk/web/serve.py",
        "if len(waiting) > MOST_CONNECTIONS:",
        "if len(waiting) > 100_000:",
        LIMITS + "test_whoever_came_first_gives_way_when_there_are_too_many",
    ),
    Fault(
        "a key that others may read is used",
        "frontdesk/web/key.py",
        "if found.st_mode & 0o077:",
        "if found.st_mode & 0o007:",
        KEY + "test_one_that_others_may_read_is_refused",
    ),
]
