from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from newsgen.render import templates
from newsgen.render.templates import Templates, codes, environment, narrowed

from ..builders import ROOT

TEXTS = {"a.html": "{% extends 'b.html' %}{% block x %}{{ x }}{% endblock %}", "b.html": "<p>{% block x %}{% endblock %}</p>"}


def with_codes(texts: dict[str, str]) -> Templates:
    made = templates.templates(texts, {})
    return replace(made, codes=codes(made))


def test_what_is_compiled_already_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = with_codes(TEXTS)
    environment.cache_clear()

    def compiled(*args: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(templates, "compiled", compiled)
    assert environment(made).get_template("a.html").render(x="&") == "<p>&amp;</p>"
    with pytest.raises(AssertionError):
        environment(replace(made, codes=())).get_template("a.html")


def test_a_mistake_is_told_by_its_line_whoever_compiled_it() -> None:
    made = with_codes({"a.html": "\n\n{{ 1 // 0 }}"})
    with pytest.raises(ZeroDivisionError) as error:
        environment(made).get_template("a.html").render()
    entry = error.traceback[-1]
    assert (str(entry.path), entry.lineno + 1) == ("templates/a.html", 3)


def test_what_cannot_be_compiled_has_no_code_and_still_says_why() -> None:
    made = with_codes({**TEXTS, "wrong.html": "{% if %}"})
    assert {name for name, _ in made.codes} == {"a.html", "b.html"}
    with pytest.raises(templates.TemplateSyntaxError):
        environment(made).get_template("wrong.html")


def test_codes_are_narrowed_with_their_templates() -> None:
    assert narrowed(with_codes(TEXTS), {"b.html"}) == with_codes({"b.html": TEXTS["b.html"]})


def test_equal_templates_have_equal_codes_in_every_process() -> None:
    """Keys of pages hold them."""
    program = (
        "import hashlib, pathlib; from newsgen.render.templates import codes, templates;"
        "texts = {file.name: file.read_text('utf-8') for file in sorted(pathlib.Path('templates').glob('*.html'))};"
        "print(hashlib.sha256(repr(codes(templates({}, texts))).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
