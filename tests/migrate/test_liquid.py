# ruff: noqa: E501 -- templates stand here as they were typed
"""Liquid is worked out as Jekyll does, and loops over posts become links."""

from __future__ import annotations

import pytest

from newsgen.migrate.jekyll.filters import environment
from newsgen.migrate.jekyll.liquid import Site, without_liquid
from newsgen.migrate.jekyll.loops import of_stories

DATA = [{"v": 3.4, "day": "2024-01-01", "by": {"name": "Ana"}}, {"v": "3.3", "day": "2023-01-01", "kinds": ["old"]}, {"v": 1}]
INCLUDES = {
    "card.html": "<b>{{ include.who.name }}</b>{% if include.small %} small{% endif %} {{ item.v }}",
    "docs/parts/a.md": "Part {{ page.title }}.",
    "say.html": "<i>{{ include.text }}</i>",
    "list.html": "<ul>{% for post in site.categories[page.lang] %}<li>{{ post.title }}</li>{% endfor %}</ul>",
}
SITE = Site({}, {}, INCLUDES.get, {"data": {"rows": DATA}, "team": [{"name": "Bo"}]}, of_stories(["news"]))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{% assign x = site.data.rows | where: 'v', '3.4' | first %}{{ x.day }}", "2024-01-01"),
        ("{{ site.data.rows | where: 'kinds', 'old' | size }}", "1"),
        ("{% assign x = site.data.rows | where_exp: 'row', 'row.v == page.v' %}{{ x[0].day }}", "2023-01-01"),
        ("{% assign x = site.data.rows | find: 'v', 1 %}{{ x.v }}", "1"),
        ("{% assign x = site.data.rows | find_exp: 'row', 'row.day contains \"2023\"' %}{{ x.v }}", "3.3"),
        ("{{ site.data.rows | sort: 'day' | map: 'v' | join: ' ' }}", "1 3.3 3.4"),
        ("{{ site.data.rows | sort: 'day', 'last' | map: 'v' | join: ' ' }}", "3.3 3.4 1"),
        (
            "{% assign g = site.data.rows | group_by: 'by.name' %}{% for each in g %}[{{ each.name }} {{ each.size }}]{% endfor %}",
            "[Ana 1][ 2]",
        ),
        (
            "{% assign g = site.data.rows | group_by_exp: 'row', 'row.day | slice: 0, 4' %}{{ g | map: 'name' | join: ' ' }}",
            "2024 2023 ",
        ),
        ("{{ 'a b c' | split: ' ' | array_to_sentence_string }}", "a, b, and c"),
        ("{{ 'a b' | split: ' ' | array_to_sentence_string: 'or' }}", "a or b"),
        ("{{ 'a b' | split: ' ' | push: 'c' | shift | join: '+' }}", "b+c"),
        ("{{ '7.9' | to_integer }}", "7"),
        ("{% capture c %}a\n\n* b{% endcapture %}{{ c | markdownify }}", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"),
        ("{{ 'a b&c' | cgi_escape }} {{ 'ü b?c' | uri_escape }}", "a+b%26c %C3%BC%20b?c"),
    ],
)
def test_filters_are_those_of_jekyll(template: str, shown: str) -> None:
    values = {"site": SITE.values, "page": {"v": "3.3"}}
    assert environment().from_string(template).render(**values) == shown


@pytest.mark.parametrize("filter_", ["of_a_plugin: 1, page.x", "divided_by: 0", "round: 'x', 1, 2, 3", "to_integer"])
def test_a_filter_that_fails_takes_nothing_along(filter_: str) -> None:
    body, _ = without_liquid(f"{{% for i in (1..2) %}}<a>{{{{ 'w' | {filter_} }}}}</a> after {{% endfor %}}end", SITE, {})
    assert body.count("<a>w</a> after") == 2
    assert body.endswith("end")


@pytest.mark.parametrize(
    ("template", "left", "target"),
    [
        ("Say.\n{% for p in site.posts %}{{ p.title }}{% endfor %}\nEnd.", ["Say.", "End."], "/latest/"),
        ("{% for p in site.posts %}{{ p.date | date: '%Y' }}{% endfor %}", [], "/archive/"),
        (
            "<ul>{% for t in site.tags %}<li>{{ t[0] }}{% for p in t[1] %}{{ p.url }}{% endfor %}</li>{% endfor %}</ul>",
            ["<ul><li>"],
            "/tags/",
        ),
        (
            "{% assign mine = site.posts | where: 'a', 1 %}{% assign some = mine | slice: 0, 3 %}{% for p in some %}x{% endfor %}",
            [],
            "/latest/",
        ),
        (
            "{% capture all %}{% for t in site.tags %}{{ t[0] }},{% endfor %}{% endcapture %}{% assign s = all | split: ',' %}{% for t in s %}{{ t }}{% endfor %}",
            [],
            "/tags/",
        ),
        ("{% for p in paginator.posts %}* {{ p.title }}\n{% endfor %}", ["* <a"], "/latest/"),
        ("{% for p in site.news %}{{ p.title }}{% endfor %}", [], "/latest/"),
        ("Now {% include list.html %} then", ["Now", "then"], "/"),
    ],
)
def test_a_loop_over_posts_becomes_a_link(template: str, left: list[str], target: str) -> None:
    body, notes = without_liquid(template, SITE, {"title": "All & sundry", "url": "/all/"})
    assert f'<a href="{target}">All &amp; sundry</a>' in body
    assert body.count("<a ") == 1
    assert all(word in body for word in left)
    assert any(target in note.said for note in notes)


def test_a_page_at_the_address_of_our_list_needs_no_link_to_it() -> None:
    assert without_liquid("{% for t in site.tags %}x{% endfor %}", SITE, {"title": "T", "url": "/tags/"}) == ("", ())


def test_loops_over_data_and_collections_are_worked_out_with_their_includes() -> None:
    template = "{% for item in site.data.rows %}{% include card.html who=item.by small=true %};{% endfor %}{% for who in site.team %}{{ who.name }}{% endfor %}"
    body, notes = without_liquid(template, SITE, {})
    assert body == "<b>Ana</b> small 3.4;<b></b> small 3.3;<b></b> small 1;Bo"
    assert notes == ()
    caught = "{% capture who %}{{ 'x' }}{% endcapture %}{% include say.html text=who %}"
    assert without_liquid(caught, SITE, {})[0] == "<i>x</i>"
    page = {"title": "T", "path": "docs/x.md"}
    assert without_liquid("{% include_relative parts/a.md %}", SITE, page)[0] == "Part T."
    looped = "{% for who in site.team %}{% include say.html text='{{ who.name }}!' %}{% endfor %}"
    assert without_liquid(looped, SITE, {})[0] == "<i>Bo!</i>"
    assert without_liquid("{% include card.html who=page.by %}", SITE, {"by": {"name": "Cy"}})[0].startswith("<b>Cy</b>")
