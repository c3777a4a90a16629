from __future__ import annotations

import pytest

from newsgen.render.templates import problems, templates

BASE = "{% block main %}{% endblock %}{% block foot %}{% block more %}{% endblock %}{% endblock %}"
MIDDLE = '{% extends "base.html" %}{% block main %}{% block inner %}{% endblock %}{% endblock %}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{% extends "base.html" %}{% block mian %}{% endblock %}', "base.html has no block mian, so this shows nowhere"),
        ('{% extends "middle.html" %}{% block iner %}{% endblock %}', "middle.html has no block iner, so this shows nowhere"),
        ('{% extends "base.html" %}{% block more %}{% endblock %}', ""),
        ('{% extends "middle.html" %}{% block inner %}{% endblock %}{% block foot %}{% endblock %}', ""),
        ('{% extends "base.html" %}{% block main %}{% block own %}{% endblock %}{% endblock %}', ""),
        ('{% extends "base.html" %}{% block own %}{% endblock %}{% block main %}{{ self.own() }}{% endblock %}', ""),
        ("{% extends page.layout %}{% block own %}{% endblock %}", ""),
        ('{% if page %}{% extends "base.html" %}{% endif %}{% block own %}{% endblock %}', ""),
        ('{% extends "computed.html" %}{% block own %}{% endblock %}', ""),
        ("{% block own %}{% endblock %}", ""),
    ],
)
def test_blocks_that_show_nowhere_are_told(text: str, said: str) -> None:
    theme = {"base.html": BASE, "middle.html": MIDDLE, "computed.html": "{% extends page.layout %}"}
    found = problems(templates({"story.html": text}, theme))
    assert [problem.message for problem in found] == [said] * bool(said)


def test_templates_that_extend_each_other_are_no_end() -> None:
    circle = {
        name: f'{{% extends "{other}" %}}{{% block a %}}{{% endblock %}}'
        for name, other in (("a.html", "b.html"), ("b.html", "a.html"))
    }
    assert problems(templates(circle, {})) == ()
