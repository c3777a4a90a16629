"""Every page and stylesheet of the demo edition before the Nu HTML checker (the one of validator.w3.org)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Demo
from .tools import nu_checker

pytestmark = pytest.mark.pages

FALSE_ALARMS = {
    "Property “scroll-initial-target” doesn't exist": "CSS Scroll Snap 2 has it; a browser that does not know it leaves it out",
}


def found_in(folder: Path) -> list[str]:
    """The checker's errors, as ``file:line: what it says: where``."""
    files = [str(place) for place in sorted(folder.rglob("*")) if place.suffix in {".html", ".css", ".svg"}]
    command = [*nu_checker(), "--errors-only", "--format", "json", "--also-check-css", "--also-check-svg", *files]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(run.stderr)["messages"]
    real = [each for each in said if not any(alarm in each["message"] for alarm in FALSE_ALARMS)]
    return [f"{_place(each['url'], folder)}:{each.get('lastLine')}: {each['message']}: {each.get('extract')}" for each in real]


def _place(url: str, folder: Path) -> str:
    return url.rpartition(folder.name)[2]


def test_every_page_and_stylesheet_is_without_an_error(demo: Demo, figure: Callable[[str], None]) -> None:
    errors = found_in(demo.folder)
    assert errors == []
    figure(f"Nu HTML checker: 0 errors in {len(demo.html)} pages and {len([*demo.folder.rglob('*.css')])} stylesheets")


def test_the_checker_finds_errors(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=en><title>x</title><p><img src=x.png>")
    (tmp_path / "site.css").write_text("p { colour: red }")
    (tmp_path / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle bar="x"/></svg>')
    found = found_in(tmp_path)
    assert {each.split(":")[0] for each in found} == {"/index.html", "/site.css", "/mark.svg"}
