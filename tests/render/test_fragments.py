"""Fragments: made once, linked from each page in its own way, and blind to the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from newsgen.model.url import Url
from newsgen.render import fragments
from newsgen.render.body import Links
from newsgen.render.fragments import _Cut
from newsgen.render.runtime import rendered
from newsgen.render.templates import closure, templates

from ..builders import built, problems, project, story, text_of

MARK = re.compile(r"<hr>(.*?)<hr>", re.DOTALL)
PAGES = ["index.html", "latest/index.html", "2024/04/fair/index.html", "tags/quay/index.html"]


def site(root: Path, call: str, **fragments: str) -> list[str]:
    """What a call in the footer gives on pages of several depths."""
    files = {f"templates/fragments/{name}.html": text for name, text in fragments.items()}
    files["templates/base.html"] = '{% extends "theme/base.html" %}{% block footer %}<hr>{{ ' + call + " }}<hr>{% endblock %}"
    made = built(project(root, {**files, "content/articles/2024/04/fair.md": story("The fair", tags=["Quay"])}))
    return [found[1] for page in PAGES if (found := MARK.search(text_of(made, page)))]


def test_each_page_links_it_in_its_own_way(tmp_path: Path) -> None:
    call = 'fragment("fragments/way.html", to=site.pages.tags)'
    shown = site(tmp_path, call, way='{{ to|href }} {{ "https://a.example/?a&b"|href }} {{ site.title }}\n')
    rest = " https://a.example/?a&amp;b The Harbour Post\n"
    assert shown == [f"tags/{rest}", f"../tags/{rest}", f"../../../tags/{rest}", f"../{rest}"]


addresses = st.lists(st.sampled_from(["a", "b", "a b", "ü", "a.html"]), max_size=3).flatmap(
    lambda parts: st.sampled_from([Url("/" + "/".join(parts)), Url("/" + "".join(f"{part}/" for part in parts))])
)


@given(st.lists(addresses, min_size=1, max_size=3), st.lists(addresses, min_size=2, max_size=6))
def test_what_is_filled_for_one_page_holds_for_all_that_share_it(targets: list[Url], pages: list[Url]) -> None:
    cut = _Cut.of([part for target in targets for part in ("-", (target, ""))])
    for page in pages:
        links = Links("https://a.example", page)
        assert cut.fill(links) == "".join(f"-{links.to(target)}" for target in targets)


def test_an_anchor_on_the_page_itself_stays_short() -> None:
    cut = _Cut.of([(Url("/x.html"), "notes")])
    shown = [cut.fill(Links("https://a.example", Url(path))) for path in ("/y.html", "/x.html", "/z.html")]
    assert shown == ["x.html#notes", "#notes", "x.html#notes"]


def test_fragments_hold_fragments_and_macros(tmp_path: Path) -> None:
    outer = '{% import "macros.html" as m with context %}{{ m.tint(site.sections[0]) }} {{ fragment("fragments/b.html", to=to) }}'
    shown = site(tmp_path, 'fragment("fragments/a.html", to=site.pages.tags)', a=outer, b="<{{ to|href }}>")
    assert shown[:2] == ["s1 <tags/>", "s1 <../tags/>"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ("n=1", "1"),
        ("n=true", "True"),
        ("n=1.0", "1.0"),
        ('n="<b>"', "&lt;b&gt;"),
        ('n="<b>"|safe', "<b>"),
        ("n=[1, 2]", "[1, 2]"),
        ("n={1: 2}", "{1: 2}"),
        ("n=([1],)", "([1],)"),
    ],
)
def test_values_of_all_kinds(tmp_path: Path, values: str, text: str) -> None:
    """Also after one that Python takes for the same, and those that cannot be looked up."""
    call = f'fragment("fragments/n.html", n=1) ~ fragment("fragments/n.html", n=true) ~ fragment("fragments/n.html", {values})'
    assert site(tmp_path, call, n="{{ n }}")[0] == f"1True{text}"


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        ('fragment("fragments/a.html", x=1)', "there is no page here", "did you mean"),
        ('fragment("fragments/b.html")', "there is no x here", "site"),
        ('fragment("fragments/c.html")', "there is no template fragments/c.html", "did you mean"),
        ('fragment("fragments/b.html", links=1)', "a fragment has a name of its own that is links", "docs/templates.md"),
    ],
)
def test_problems_are_located(tmp_path: Path, call: str, message: str, hint: str) -> None:
    files = {
        "templates/fragments/a.html": "\n{{ page.title }}",
        "templates/fragments/b.html": "{{ x }}",
        "templates/404.html": "{{ " + call + " }}",
        "content/articles/fair.md": story(),
    }
    (found,) = problems(project(tmp_path, files))
    assert message in found.message
    assert found.where.path.endswith(".html")
    assert found.where.line > 0


def test_a_card_is_made_once_for_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, ...]] = []

    def counted(template: Template, values: dict[str, Any]) -> str:
        card = values.get("card")
        if card:
            made.append((card.title, *(str(value) for name, value in values.items() if isinstance(value, bool | int | str))))
        return rendered(template, values)

    monkeypatch.setattr(fragments, "rendered", counted)
    files = {f"content/articles/2024/04/s{number}.md": story(f"Story {number}", tags=["Quay"]) for number in range(9)}
    built(project(tmp_path, files))
    assert len(made) == len({*made}) >= 9


def test_what_a_fragment_is_made_of_counts_for_pages_that_show_it() -> None:
    page = '{% set x = 1 %}{{ fragment("fragments/a.html", x=x) }}'
    parts = {"fragments/a.html": '{{ fragment("fragments/b.html") }}', "fragments/b.html": "b", "other.html": "o"}
    assert set(closure(templates({"page.html": page, **parts}, {}), "page.html")) == {
        "page.html",
        "fragments/a.html",
        "fragments/b.html",
    }


@pytest.mark.parametrize(
    "page", ['{{ fragment("fragments/" ~ page.kind ~ ".html") }}', "{% set f = fragment %}{{ f(page.kind) }}"]
)
def test_a_computed_fragment_may_be_any(page: str) -> None:
    made = templates({"page.html": page, "fragments/a.html": "a", "other.html": "o"}, {})
    assert set(closure(made, "page.html")) == {"page.html", "fragments/a.html", "other.html"}
