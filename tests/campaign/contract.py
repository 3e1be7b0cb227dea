"""C19: whatever the emulator's description allows, and much that it does not, is asked: no answer may be undescribed.

python -m tests.campaign.contract asked SEED CASES     so many cases of each operation, as schemathesis makes and judges them
python -m tests.campaign.contract linked SEED CASES    so many walks from answers to further operations, by schemathesis
python -m tests.campaign.contract walked SEED CASES    operations with nothing but ids, of which it tries too few: any ids
python -m tests.campaign.contract control SEED CASES   as `asked`, with a description that lacks some answers

The cases of `asked` are generated, and no more: schemathesis' own runner also searches for slow answers, which takes most of
its time and asks nothing new. What deletes comes last, or there would soon be nothing to ask for.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis

from sync.emulator.routes import OPERATIONS
from tests.campaign.runner import ROOT
from tests.campaign.said import say
from tests.emulator.schema import complaints
from tests.frontdesk_plan.service import PARTNER, USER

DESCRIPTION = ROOT / "docs" / "emulator-openapi.json"
STUDIO = ROOT / "examples" / "studio.json"
TOKENS = (*[f"Bearer {PARTNER}, User {USER}"] * 2, f"Bearer {PARTNER}", "Bearer x", "", "Basic eDp4")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def described(studio: dict[str, Any]) -> dict[str, Any]:
    """The description with the studio's ids, and no others, for those that are asked for, or nearly all would be a 404."""
    document: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    known = ids_of(studio)
    for path in document["paths"].values():
        for page in path.values():
            for parameter in page.get("parameters", ()):
                if parameter["in"] == "path" and parameter["name"] in known:
                    parameter["schema"] = {"enum": known[parameter["name"]]}
                    parameter.pop("example", None)
    for body in document["components"]["schemas"].values():
        for name, field in body.get("properties", {}).items():
            if name in known and "minimum" in field:  # an answer's have none
                body["properties"][name] = {"enum": known[name]}
    return document


def ids_of(studio: dict[str, Any]) -> dict[str, list[int]]:
    """The studio's ids, by what asks for them."""
    events = studio["events"]["data"]
    strategies = [one["id"] for one in studio["strategies"]["data"]]
    return {
        "location": [studio["location"]["id"]],
        "event": [one["id"] for one in events],
        "strategy": strategies,
        "duplication_strategy_id": strategies,
        **{name: sorted({one[name] for one in events}) for name in ("service_id", "staff_id")},
    }


@contextmanager
def emulator() -> Iterator[str]:
    """The emulator with the studio of the examples, in a process of its own: its address without a path."""
    command = [sys.executable, "-m", "tests.frontdesk_plan.service", str(STUDIO)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().removesuffix("/api")
        finally:
            process.terminate()


def names() -> dict[str, str]:
    """The operation of each line of the description."""
    return {
        f"{operation.method} {template}": f"{operation.name} V{operation.generation}"
        for operation in OPERATIONS
        for template in operation.templates
    }


def asked(
    seed: int, cases: int, spoil: Callable[[dict[str, Any]], None] = lambda _: None
) -> tuple[dict[str, object], list[str]]:
    """Cases that are as described, and cases that are not, of every operation; of each address that it has, its part."""
    schemathesis: Any = import_module("schemathesis")  # in the environment of the campaign only
    document = described(json.loads(STUDIO.read_text(encoding="utf-8")))
    spoil(document)
    schema, known = schemathesis.openapi.from_dict(document), names()
    found, counts = list[str](), dict.fromkeys(known.values(), 0)
    addresses = Counter(known.values())
    operations = [one.ok() for one in schema.get_all_operations()]
    with emulator() as url:
        for place, operation in enumerate(sorted(operations, key=lambda one: one.method == "delete")):
            name = known[f"{operation.method.upper()} {operation.path}"]
            count, faults = judged(operation, url, seed * 100 + place, -(-cases // addresses[name]))
            counts[name] += count
            found += [f"{name}: {fault}" for fault in faults]
    return {"cases": counts}, found


def judged(operation: Any, url: str, number: int, most: int) -> tuple[int, list[str]]:  # noqa: ANN401  has no types here
    """At most so many cases of one operation at one address: how many there were, and what is said against the answers."""
    modes, checks = import_module("schemathesis").GenerationMode, import_module("schemathesis.checks")
    checks.load_all_checks()
    wanted = [checks.CHECKS.get_one(name) for name in CHECKS.split(",")]
    found, done = list[str](), 0

    @hypothesis.seed(number)
    @hypothesis.settings(
        max_examples=most, phases=[hypothesis.Phase.generate], database=None, deadline=None, suppress_health_check=[*hypothesis.HealthCheck]
    )  # fmt: skip
    @hypothesis.given(operation.as_strategy(modes.POSITIVE) | operation.as_strategy(modes.NEGATIVE))
    def one(case: Any) -> None:  # noqa: ANN401  has no types here
        nonlocal done
        done += 1
        try:
            answer = case.call(base_url=url, headers={"Authorization": TOKENS[0]})
            case.validate_response(answer, checks=wanted)
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001  failures or a broken connection: findings
            found.append(f"{type(error).__name__}: {error!s:.500}")

    one()
    return done, found


def linked(seed: int, cases: int) -> tuple[dict[str, object], list[str]]:
    """Walks against an emulator of its own."""
    with TemporaryDirectory() as folder:
        events = events_of(seed, cases, Path(folder))
    known = names()
    counts, found = dict.fromkeys(known.values(), 0), list[str]()
    for record in (event["ScenarioFinished"]["recorder"] for event in events if "ScenarioFinished" in event):
        for case, checks in record.get("checks", {}).items():
            value = record["cases"][case]["value"]
            line = f"{value['method']} {value['path']}"
            if line in known:
                counts[known[line]] += 1
            found += [
                f"{line}: {check['name']}: {json.dumps(check.get('failure_info', check))[:500]}"
                for check in checks
                if check["status"] == "failure"
            ]
    return {"cases": counts}, found


def events_of(seed: int, cases: int, folder: Path) -> list[dict[str, Any]]:
    """What schemathesis did, event by event."""
    document = described(json.loads(STUDIO.read_text(encoding="utf-8")))
    (folder / "description.json").write_text(json.dumps(document), encoding="utf-8")
    with emulator() as url:
        command = [
            str(Path(sys.executable).parent / "schemathesis"), "run", str(folder / "description.json"),
            "--url", url, "-n", str(cases), "--seed", str(seed), "--phases", "stateful", "-c", CHECKS,
            "-H", f"Authorization: {TOKENS[0]}", "--no-shrink", "--continue-on-failure",
            "--suppress-health-check", "all", "--report", "ndjson", "--report-ndjson-path", str(folder / "events.ndjson"),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    file = folder / "events.ndjson"
    assert file.exists(), done.stdout[-500:] + done.stderr[-500:]
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


IDS = (
    *["{known}"] * 3, "1", "0", "-1", "999999999999", "1000000000001", "x", "%D9%A5", "4564.0", "%00", "1e3", "9" * 400,
)  # fmt: skip
KNOWN = {"location": [4564], "event": range(101, 112), "strategy": range(1, 5)}


def walked(seed: int, cases: int) -> tuple[dict[str, object], list[str]]:
    """So many requests to each operation that takes nothing but ids; what is answered is held against the description."""
    rng, found, counts = Random(seed), list[str](), dict[str, int]()
    document = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    with emulator() as url:
        for line, name in names().items():
            method, _, template = line.partition(" ")
            page = document["paths"][template][method.lower()]
            if "requestBody" in page or any(one["in"] != "path" for one in page.get("parameters", ())):
                continue
            for _ in range(cases):
                path = re.sub(
                    r"{(\w+)}",
                    lambda found: rng.choice(IDS).format(known=rng.choice(KNOWN[found[1]])),
                    template,
                )
                wrong = faults_of(url, (method, path, rng.choice(TOKENS)), page["responses"], document)
                found += [f"{method} {path}: {fault}" for fault in wrong]
                counts[name] = counts.get(name, 0) + 1
    return {"cases": counts}, found


def faults_of(
    url: str, call: tuple[str, str, str], responses: dict[str, Any], document: dict[str, Any]
) -> list[str]:
    """What the description does not say of the answer to one request."""
    method, path, token = call
    connection = HTTPConnection(url.removeprefix("http://"), timeout=30)
    with closing(connection):
        connection.request(
            method, path, None, {"Authorization": token, "Accept": "application/vnd.api.v2+json"}
        )
        answer = connection.getresponse()
        body = answer.read()
    if str(answer.status) not in responses:
        return [f"status {answer.status}: {body[:200]!r}"]
    content = responses[str(answer.status)].get("content")
    if content is None:
        return [f"a body: {body[:200]!r}"] if body else []
    return [str(one) for one in complaints(json.loads(body), content["application/json"]["schema"], document)]


def undescribed(document: dict[str, Any]) -> None:
    """A description that keeps quiet about refusals: the control, which must be noticed."""
    for path in document["paths"].values():
        for page in path.values():
            page["responses"].pop("404", None)
            page["responses"].pop("422", None)


if __name__ == "__main__":
    kind, first, many = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if kind == "control":
        say(
            {"mutants": 1},
            [] if asked(first, many, undescribed)[1] else ["an answer that is not described is not noticed"],
        )
    else:
        say(*{"asked": asked, "linked": linked, "walked": walked}[kind](first, many))
