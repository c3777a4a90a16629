# ruff: noqa: E501 -- the files of old sites stand here as they were typed
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import markdown
import pytest

from newsgen.migrate.pelican.addresses import filled, served
from newsgen.migrate.pelican.literals import values_of
from newsgen.migrate.pelican.metadata import of_html, of_markdown, of_rst
from tests.migrate.paragraphs import lost
from tests.migrate.sites import PICTURE, Brought, brought

SETTINGS = """\
import os
from datetime import date

AUTHOR = u'The Editors'
SITENAME = 'The ' + 'Weekly'
SITEURL = os.environ.get('SITE_URL', 'https://old.example')
PATH = 'content'
TIMEZONE = 'America/New_York'
STATIC_PATHS = ['images', 'extra']
EXTRA_PATH_METADATA = {'extra/CNAME': {'path': 'CNAME'}}
ARTICLE_URL = 'blog/{date:%Y}/{date:%m}/{slug}/'
ARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'
CATEGORY_URL = 'categories/{slug}/'
CATEGORY_SAVE_AS = CATEGORY_URL + 'index.html'
FEED_ALL_RSS = 'rss.xml'
CATEGORY_FEED_ATOM = 'categories/{slug}/atom.xml'
DEFAULT_PAGINATION = 2
COPYRIGHT = date.today().year
if os.environ.get('DRAFTS'):
    THEME = 'other'
"""

FILES = {
    "pelicanconf.py": SETTINGS,
    "publishconf.py": "from pelicanconf import *\nFEED_DOMAIN = SITEURL\n",
    "content/2013-06-29-weekly-4.markdown": """\
Title: Weekly: issue 4
Date: 2013-06-29 12:26
Category: Weekly
Tags: harbour, ferries
Number: 4
Summary: A summary
    that goes on.

Hello, see [issue 5]({filename}/2013/five.md#news), [the list](|filename|/deep/list.rst), ![pic]({static}/images/a.png),
the [paper]({attach}/deep/paper.pdf), [tag]({tag}harbour) and [home]({index}).

# The *big* story

    :::python
    print("{filename}")

- one
\t- inner

{% blockquote %}
What he said.
{% endblockquote %}

<div markdown="1">
Text **in** a box.
</div>

[TOC]
""",
    "content/2013/five.md": "Title: Weekly five\nDate: 2013-07-06\nAuthors: Ana Ruiz; Li Wei\nModified: 2013-07-07\nStatus: published\n\n## News\n\nText five.\n",
    "content/deep/list.rst": "A list\n######\n\n:date: 2014-01-02 03:04\n:tags: a, b\n:authors: Ana Ruiz\n\nHello *there*, `five <{filename}/2013/five.md>`_.\n\n* one\n\n  * inner\n\n.. code-block:: python\n\n   x = 1 < 2\n\n.. image:: {static}/images/a.png\n   :alt: A quay\n",
    "content/deep/paper.pdf": b"%PDF",
    "content/page.html": '<html><head><title>HTML page</title><meta name="date" content="2015-01-01"/><meta name="tags" content="x"/></head><body><p>Of HTML.</p></body></html>',
    "content/hidden.md": "Title: Hidden\nDate: 2016-01-01\nStatus: hidden\n\nSeen by few.\n",
    "content/draft.md": "Title: Draft\nDate: 2016-01-01\nStatus: draft\n\nNot yet.\n",
    "content/five-fr.md": "Title: Cinq\nSlug: weekly-five\nDate: 2013-07-06\nLang: fr\nTranslation: true\n\nTexte cinq.\n",
    "content/undated.md": "Title: Undated\n\nNo date.\n",
    "content/own.md": "Title: Own\nDate: 2017-01-01\nSave_as: own/place.html\nUrl: own/place.html\n\nAt its own place.\n",
    "content/pages/about.md": "Title: About\n\nWho we are.\n",
    "content/images/a.png": PICTURE,
    "content/extra/CNAME": "old.example\n",
    "README.md": "# for developers\n",
    "themes/x/base.html": "<html>",
}

ADDRESSES = """\
/blog/2013/06/weekly-issue-4/
/blog/2013/06/weekly-issue-4/paper.pdf
/blog/2013/07/weekly-five/
/blog/2014/01/a-list/
/blog/2015/01/html-page/
/blog/2016/01/hidden/
/weekly-five-fr.html
/own/place.html
/pages/about.html
/images/a.png
/CNAME
/categories/weekly/
/categories/weekly/atom.xml
/tag/harbour.html
/author/ana-ruiz.html
/archives.html
/tags.html
/index2.html
/rss.xml
/feeds/all.atom.xml
/""".splitlines()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    with pytest.MonkeyPatch.context() as patches:
        return brought(tmp_path_factory.mktemp("pelican"), FILES, patches)


@pytest.mark.parametrize("old", ADDRESSES)
def test_old_addresses_are_alive(site: Brought, old: str) -> None:
    assert site.is_alive(old)


@pytest.mark.parametrize(
    ("old", "paragraphs"),
    [
        (
            "/blog/2013/06/weekly-issue-4/",
            "Hello, see issue 5, the list, ,\nthe paper, tag and home.\n\nThe big story\n\none\n\ninner",
        ),
        ("/blog/2013/06/weekly-issue-4/", "print('{filename}')\n\nWhat he said.\n\nText in a box."),
        ("/blog/2013/07/weekly-five/", "News\n\nText five."),
        ("/blog/2014/01/a-list/", "Hello there, five.\n\none\n\ninner\n\nx = 1 < 2\n\nA quay"),
        ("/blog/2015/01/html-page/", "Of HTML."),
        ("/weekly-five-fr.html", "Texte cinq."),
        ("/own/place.html", "At its own place."),
        ("/pages/about.html", "Who we are."),
    ],
)
def test_no_paragraph_is_lost(site: Brought, old: str, paragraphs: str) -> None:
    assert lost(markdown.markdown(paragraphs), site.page(old)) == []


def test_every_file_has_a_line(site: Brought) -> None:
    assert site.origins() == set(FILES)


def test_front_matter_is_mapped(site: Brought) -> None:
    text = site.text("articles/blog/2013/06/weekly-issue-4.md")
    for line in (
        "title: 'Weekly: issue 4'",
        "date: 2013-06-29T12:26:00-04:00",
        "summary: A summary that goes on.",
        "section: weekly",
        "tags: [harbour, ferries]",
        "authors: [The Editors]",
        "  number: '4'",
    ):
        assert line in text
    five = site.text("articles/blog/2013/07/weekly-five.md")
    assert "authors: [Ana Ruiz, Li Wei]" in five
    assert "updated: 2013-07-07" in five


def test_links_lead_to_files(site: Brought) -> None:
    text = site.text("articles/blog/2013/06/weekly-issue-4.md")
    assert "[issue 5](../07/weekly-five.md#news), [the list](../../2014/01/a-list.md), ![pic](/images/a.png)," in text
    assert "[paper](/blog/2013/06/weekly-issue-4/paper.pdf), [tag](/tags/harbour/) and [home](/)" in text
    assert '```python\nprint("{filename}")\n```' in text
    assert "[TOC]" not in text


def test_translations_know_their_original(site: Brought) -> None:
    (path,) = [path for path in (site.place / "content/articles").rglob("*.md") if "Texte cinq." in path.read_text("utf-8")]
    text = path.read_text("utf-8")
    assert "language: fr" in text
    assert "translation_of: blog/2013/07/weekly-five.md" in text


def test_what_needs_a_hand_is_told(site: Brought) -> None:
    assert any("hidden" in note for note in site.notes("content/hidden.md"))
    assert any("no date" in note for note in site.notes("content/undated.md"))
    assert any("COPYRIGHT" in note for note in site.notes("pelicanconf.py"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A = 'x' + 'y'", {"A": "xy"}),
        ("A = ['a']\nA += ['b']", {"A": ["a", "b"]}),
        ("A = {'a': 1}\nA['b'] = 2", {"A": {"a": 1, "b": 2}}),
        ("A = 'x'\nB = f'{A}/{{slug}}'", {"A": "x", "B": "x/{slug}"}),
        ("import os\nA = os.environ.get('X', 'usual')", {"A": "usual"}),
        ("A = 1 if 'a' == 'a' else 2", {"A": 1}),
        ("A, B = 'a', 'b'", {"A": "a", "B": "b"}),
        ("A = '%s.html' % 'x'", {"A": "x.html"}),
        ("if False:\n    A = 1\nelse:\n    A = 2", {"A": 2}),
        ("A = (('a', '/a'), *[('b', '/b')])", {"A": (("a", "/a"), ("b", "/b"))}),
    ],
)
def test_settings_are_read_without_running_them(text: str, expected: dict[str, object]) -> None:
    assert values_of(text, {}) == (expected, [])


def test_what_cannot_be_read_is_named() -> None:
    values, unread = values_of("import glob\nA = glob.glob('*')\nB = open('x').read()\nc = A\nD = [1, A]", {})
    assert values == {"D": [1]}
    assert unread == ["A", "B"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{slug}.html", "/x.html"),
        ("blog/{date:%Y}/{date:%b}/{slug}/index.html", "/blog/2024/Apr/x/"),
        ("{category}/{slug}/", "/world/x/"),
        ("%s.html", "/x.html"),
        ("{nobody}/{slug}", "/x"),
        ("{slug", ""),
        ("", ""),
    ],
)
def test_patterns(pattern: str, expected: str) -> None:
    found = filled(pattern, {"slug": "x", "category": "world"}, datetime(2024, 4, 5, tzinfo=UTC))
    assert (served(found) if found else "") == expected


def test_metadata_of_markdown() -> None:
    read = of_markdown("Title: A: b\nTAGS: x\n    y\nDate: 2020-01-01\nText: that looks like a key\n\nBody: here\n")
    assert read.head == {"title": "A: b", "tags": ["x", "y"], "date": "2020-01-01", "text": "that looks like a key"}
    assert read.body == "Body: here\n"
    assert of_markdown("No keys here\n\nText").body == "No keys here\n\nText"
    twice = of_markdown("Tags: one, two\n    three\nAuthors: Li, Ann; Bo\nAuthors: Cy\nSlug: a\nSlug: b\n\nT\n").head
    assert twice == {"tags": ["one", "two", "three"], "authors": ["Li, Ann", "Bo", "Cy"], "slug": "a"}


def test_feeds_of_languages_are_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"pelicanconf.py": "SITEURL = 'https://old.example'\n", "content/a.md": "Title: A\nDate: 2020-01-02\nLang: fr\n\nT\n"}
    assert brought(tmp_path, files, monkeypatch).is_alive("/feeds/all-fr.atom.xml")


def test_metadata_of_rst() -> None:
    read = of_rst("=====\nTitle\n=====\n\n:date: 2020-01-01\n:summary: a\n   b\n\nBody\n----\n")
    assert read.head == {"title": "Title", "date": "2020-01-01", "summary": "a b"}
    assert read.body.strip() == "Body\n----"


def test_metadata_of_html() -> None:
    read = of_html("<html><head><title>T</title><meta name='keywords' content='a'></head><body><p>B &amp; c</p></body></html>")
    assert read.head == {"title": "T", "tags": "a"}
    assert read.body == "<p>B &amp; c</p>"
