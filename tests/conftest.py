"""How Hypothesis searches; and figures that tests measure, told at the end of a run, whichever worker measured them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# CI says the same of the same code each time; new examples are for the machines of those who can look into them.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("own", deadline=None)
settings.load_profile("ci" if os.environ.get("NEWSGEN_CI") else "own")


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tell a measured figure with the results."""
    return lambda text: record_property("figure", text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for each worker: Playwright runs in a thread once, so pages and preview share it."""
    from playwright.sync_api import sync_playwright

    from .pages import tools

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=tools.chromium(), args=tools.QUIET)
        yield opened
        opened.close()


@pytest.fixture
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a new machine, with somebody's name."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    who = {f"GIT_{role}_{what}": "ana@paper.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for name, value in {**who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    figures = [text for report in reports if report.when == "call" for name, text in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for text in sorted(figures):
            terminalreporter.line(text)
