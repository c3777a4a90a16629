"""What others made and these tests judge pages with. A missing tool skips the test and says so; in CI it fails it."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
).split()


def chromium() -> str:
    """The browser's program."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    return next((path for path in found if path), None) or missing("Chromium")


def axe() -> str:
    """The script of axe-core, as a package of PyPI carries it."""
    package = find_spec("axe_playwright_python")
    if not package or not package.origin:
        missing("axe-core")
    return (Path(package.origin).parent / "axe.min.js").read_text("utf-8")


def nu_checker() -> list[str]:
    """The command of the Nu HTML checker."""
    java, jars = shutil.which("java"), [*(ROOT / ".ci" / "tools").glob("node_modules/vnu-jar/build/dist/vnu.jar")]
    return [java or missing("Java"), "-Xss16m", "-jar", str(jars[0] if jars else missing("the Nu HTML checker"))]


def missing(tool: str) -> NoReturn:
    """Skip on a machine of somebody's own; fail where everything was to be checked."""
    said = f"{tool} is missing: this was not checked (`make tools` gets it)"
    if os.environ.get("NEWSGEN_CI"):
        pytest.fail(said, pytrace=False)
    pytest.skip(said)
