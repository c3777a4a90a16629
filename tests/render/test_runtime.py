"""Compiled templates run on our own escaping and calling of macros, and must say what Jinja says, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, Template, TemplateError, Undefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from newsgen.render.proofs import template_problems
from newsgen.render.runtime import shown
from newsgen.render.templates import closure, environment, templates

VALUES = st.one_of(
    st.text(),
    st.text("<>&'\"a"),
    st.builds(Markup, st.text()),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.none(),
    st.lists(st.text()),
)


@given(VALUES)
def test_a_value_is_shown_as_jinja_escapes_it(value: object) -> None:
    assert shown(value) == str(escape(value))


def test_undefined_is_empty_or_an_error_as_in_jinja() -> None:
    assert shown(Undefined()) == ""
    with pytest.raises(TemplateError):
        shown(StrictUndefined(name="x"))


MACROS = """
{%- macro plain(a, b="<b>", c=a) -%}[{{ a }}|{{ b }}|{{ c }}]{%- endmacro -%}
{%- macro rest(a) -%}[{{ a }}|{{ varargs|join(",") }}|{{ kwargs|dictsort }}]{%- endmacro -%}
{%- macro around(a) -%}[{{ a }}{{ caller() }}]{%- endmacro -%}
"""
CALLS = (
    "{{ plain('<') }}",
    "{{ plain(1, c=2) }}",
    "{{ plain(b=1, a='&'|safe) }}",
    "{{ plain('x', 'y', 'z') }}",
    "{% for n in [1, 2] %}{{ plain(n, plain(n)) }}{% endfor %}",
    "{% autoescape false %}{{ plain('<') }}{{ plain(plain('<')) }}{% endautoescape %}",
    "{{ rest(1, 2, '<', d='>') }}",
    "{% call around('<') %}&{% endcall %}",
    "{% set kept %}<{{ '<' }}>{% endset %}{{ kept }}{{ plain(kept) ~ '<' }}",
    "{{ 'a' if false }}{{ '<' ~ ('<'|safe) }}{{ plain('<')|upper|length }}",
    "{{ plain() }}",
    "{{ plain(1, d=2) }}",
    "{{ plain(1, 2, 3, 4) }}",
    "{{ plain(1, a=2) }}",
    "{% call plain(1) %}x{% endcall %}",
    "{{ around(1) }}",
)


def _said(env: Environment, text: str) -> str:
    try:
        return env.from_string(text).render()
    except (TemplateError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("call", CALLS)
def test_a_macro_is_called_as_jinja_calls_it(call: str) -> None:
    ours, jinjas = environment(templates({}, {})).overlay(), environment(templates({}, {})).overlay()
    jinjas.context_class, jinjas.template_class = Context, Template
    assert _said(ours, MACROS + call) == _said(jinjas, MACROS + call)


def test_each_template_is_compiled_for_its_own_name() -> None:
    made = templates(
        {"a.html": '{% extends "theme/a.html" %}'},
        {"a.html": '{% include "b.html" %}', "b.html": "{{ self._TemplateReference__context.name }}"},
    )
    assert not template_problems(made)
    assert environment(made).get_template("a.html").render() == "b.html"
    assert closure(made, "a.html") == ("a.html", "theme/a.html", "b.html")
