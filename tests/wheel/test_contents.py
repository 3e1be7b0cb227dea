"""Decides what is in the wheel and what an ordinary install brings along."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]

PACKAGES = {"recurrence", "sync", "frontdesk"}
DISTRIBUTIONS = 16
INSTALLERS = {"pip", "setuptools"}


def names(wheel: Path) -> list[str]:
    """The files in the wheel."""
    with ZipFile(wheel) as archive:
        return archive.namelist()


def metadata(wheel: Path) -> str:
    """The folder that describes the distribution, named for its version."""
    name, version, *_ = wheel.name.split("-")
    return f"{name}-{version}.dist-info"


def test_the_wheel_holds_the_three_packages_and_nothing_else(wheel: Path) -> None:
    assert {name.split("/", 1)[0] for name in names(wheel)} == {*PACKAGES, metadata(wheel)}


def test_the_schemas_that_tools_list_are_in_it(wheel: Path) -> None:
    schemas = (Path(__file__).resolve().parents[2] / "docs" / "schemas").glob("*.schema.json")
    assert {f"frontdesk/schemas/{schema.name}" for schema in schemas} <= set(names(wheel))


def test_the_samples_of_the_demo_are_in_it(wheel: Path) -> None:
    samples = {path.name for path in (ROOT / "examples").iterdir()}
    assert {f"frontdesk/examples/{name}" for name in samples} <= set(names(wheel))


def test_every_package_says_that_it_is_typed(wheel: Path) -> None:
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names(wheel))


def test_the_licence_comes_along(wheel: Path) -> None:
    assert f"{metadata(wheel)}/licenses/LICENSE" in names(wheel)


def test_an_ordinary_install_is_small(run: Run) -> None:
    script = "from importlib.metadata import distributions as d; print(*(x.name for x in d()))"
    installed = set(run("python", "-c", script).stdout.split()) - INSTALLERS
    assert "recur" in installed
    assert len(installed) <= DISTRIBUTIONS


def test_the_local_page_has_its_templates_style_and_script(wheel: Path) -> None:
    files = {name for name in names(wheel) if name.startswith("frontdesk/web/")}
    assert {f"frontdesk/web/static/{name}" for name in ("page.js", "style.css")} <= files
    templates = {path.name for path in (ROOT / "frontdesk" / "web" / "templates").iterdir()}
    assert {f"frontdesk/web/templates/{name}" for name in templates} <= files
