from __future__ import annotations

import pytest

from newsgen.errors import Problem
from newsgen.render.proofs import template_problems
from newsgen.render.templates import templates

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
    found = template_problems(templates({"story.html": text}, theme))
    assert [problem.message for problem in found] == [said] * bool(said)


THEME = {
    "base.html": BASE,
    "listing.html": '{% extends "base.html" %}',
    "article.html": '{% extends "base.html" %}',
    "fragments/card.html": "card",
    "figure.html": "figure",
}
PAGES = ("article.html", "figure.html", "listing.html")


def proofs(**site: str) -> tuple[Problem, ...]:
    """What is wrong with a site's own templates, given by their names without ``.html``."""
    return template_problems(templates({f"{name}.html": text for name, text in site.items()}, THEME), PAGES)


def extends(name: str) -> str:
    return f'{{% extends "{name}" %}}{{% block main %}}{{% endblock %}}'


def test_a_template_that_extends_itself_is_told_what_was_meant() -> None:
    (problem,) = proofs(article="\n" + extends("article.html"))
    assert str(problem.where) == "templates/article.html:2"
    assert problem.message == "this template extends itself"
    assert problem.hint == 'write  {% extends "theme/article.html" %}'
    (problem,) = proofs(story=extends("story.html"))
    assert problem.hint == "take the line out"


def test_a_ring_of_one_s_own_and_ours_is_told_where_it_can_be_opened() -> None:
    (problem,) = proofs(base=extends("listing.html"))
    assert problem.message == "this template extends itself, by way of listing.html"
    assert (problem.where.path, problem.hint) == ("templates/base.html", 'write  {% extends "theme/base.html" %}')


def test_a_ring_of_one_s_own_is_told_at_each_of_them() -> None:
    found = proofs(article=extends("story.html"), story=extends("article.html"), other=extends("story.html"))
    hint = 'write  {% extends "theme/article.html" %}'
    assert [(problem.where.path, problem.hint) for problem in found] == [
        ("templates/article.html", hint),
        ("templates/story.html", hint),
    ]
    first, _ = proofs(a=extends("b.html"), b=extends("a.html"))
    assert first.message == "this template extends itself, by way of b.html"
    assert first.hint == "let one of them extend none of the others"


def test_what_extends_our_template_of_its_own_name_is_right() -> None:
    assert proofs(article=extends("theme/article.html"), base=extends("theme/base.html")) == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("articel.html", "article.html"),
        ("articles.html", "article.html"),
        ("article.htm", "article.html"),
        ("fragment/card.html", "fragments/card.html"),
        ("card.html", "fragments/card.html"),
        ("article-old.html", ""),
        ("newsletter.html", ""),
    ],
)
def test_a_template_that_nothing_uses_and_that_is_nearly_called_like_ours(name: str, meant: str) -> None:
    found = template_problems(templates({name: "mine"}, THEME), PAGES)
    assert [(problem.level, problem.hint) for problem in found] == [("warning", f"did you mean  {meant}")] * bool(meant)


def test_a_template_that_is_used_may_be_called_as_it_likes() -> None:
    assert proofs(articles="x", article='{% include "articles.html" %}') == ()
    assert proofs(articles="x", article="{% include page.layout %}") == ()


@pytest.mark.parametrize("name", ["article", "base"])
@pytest.mark.parametrize("text", ["", " \n", "{# nothing yet #}\n"])
def test_a_template_that_leaves_pages_blank_is_told(name: str, text: str) -> None:
    (problem,) = proofs(**{name: text})
    assert str(problem.where) == f"templates/{name}.html"
    assert problem.message == "nothing stands in this template, so its pages would be blank"


def test_what_is_shown_on_pages_may_be_emptied() -> None:
    assert proofs(figure="", **{"fragments/card": ""}) == ()
