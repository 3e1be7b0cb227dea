"""C19: whatever the emulator's description allows, and much that it does not, is asked: no answer may be undescribed.

python -m tests.campaign.contract asked SEED CASES     schemathesis, so many cases for each operation
python -m tests.campaign.contract walked SEED CASES    operations with nothing but ids, of which it tries too few: any ids
python -m tests.campaign.contract control SEED CASES   as `asked`, with a description that lacks some answers
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sync.emulator.routes import OPERATIONS
from tests.campaign.runner import ROOT
from tests.campaign.said import say
from tests.emulator.schema import complaints
from tests.frontdesk_plan.service import PARTNER, USER

DESCRIPTION = ROOT / "docs" / "emulator-openapi.json"
STUDIO = ROOT / "examples" / "studio.json"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def described(studio: dict[str, Any]) -> dict[str, Any]:
    """The description with the studio's ids for those in paths, or nearly every answer would be a 404."""
    document: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    known = {
        "location": [studio["location"]["id"]],
        "event": [one["id"] for one in studio["events"]["data"]],
        "strategy": [one["id"] for one in studio["strategies"]["data"]],
    }
    for path in document["paths"].values():
        for page in path.values():
            for parameter in page.get("parameters", ()):
                if parameter["in"] == "path" and parameter["name"] in known:
                    parameter["schema"] = {"anyOf": [{"enum": known[parameter["name"]]}, parameter["schema"]]}
                    parameter.pop("example", None)
    return document


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


def events_of(seed: int, cases: int, folder: Path, document: dict[str, Any]) -> list[dict[str, Any]]:
    """What schemathesis did, event by event."""
    (folder / "description.json").write_text(json.dumps(document), encoding="utf-8")
    with emulator() as url:
        command = [
            str(Path(sys.executable).parent / "schemathesis"), "run", str(folder / "description.json"),
            "--url", url, "-n", str(cases), "--seed", str(seed), "--phases", "fuzzing,stateful", "-c", CHECKS,
            "-H", f"Authorization: Bearer {PARTNER}, User {USER}", "--no-shrink", "--continue-on-failure",
            "--suppress-health-check", "all", "--report", "ndjson", "--report-ndjson-path", str(folder / "events.ndjson"),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    file = folder / "events.ndjson"
    assert file.exists(), done.stdout[-500:] + done.stderr[-500:]
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


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
    """One run against an emulator of its own."""
    document = described(json.loads(STUDIO.read_text(encoding="utf-8")))
    spoil(document)
    with TemporaryDirectory() as folder:
        events = events_of(seed, cases, Path(folder), document)
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


IDS = (
    "{known}",
    "{known}",
    "{known}",
    "1",
    "0",
    "-1",
    "999999999999",
    "1000000000001",
    "x",
    "%D9%A5",
    "4564.0",
    "%00",
    "1e3",
    "9" * 400,
)
TOKENS = (
    f"Bearer {PARTNER}, User {USER}",
    f"Bearer {PARTNER}, User {USER}",
    f"Bearer {PARTNER}",
    "Bearer x",
    "",
    "Basic eDp4",
)
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
        say(*(asked if kind == "asked" else walked)(first, many))
