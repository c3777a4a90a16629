# ruff: noqa: E501 -- the files of old sites stand here as they were typed
"""Whole Jekyll sites of shapes that the great ones have, brought over and built."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.migrate.sites import PICTURE, Brought, brought

PLUGIN = """\
module Jekyll
  class Archive < Page
  end
  class Archives < Generator
    def generate(site)
      site.posts.docs.group_by { |post| post.date.year }.each { |year, posts| site.pages << Archive.new(site, year) }
      site.tags.each { |tag, posts| site.pages << Archive.new(site, 'topic', tag) }
    end
  end
  class FallbackGenerator < Generator
  end
end
"""


def post(language: str, title: str, more: str = "") -> str:
    return f"---\nlayout: news\ntitle: {title}\nlang: {language}\n{more}---\n{title} is here.\n"


MANY = {
    "_config.yml": "permalink: pretty\nurl: https://kite.example\n",
    "_plugins/archive.rb": PLUGIN,
    "en/news/_posts/2013-06-13-spring.md": post("en", "Spring", "tags: [Winds]\n"),
    "en/news/_posts/2014-07-01-only.md": post("en", "Only"),
    "en/about/index.md": "---\ntitle: About\nlang: en\n---\nAbout us.\n",
    "ja/news/_posts/2013-06-13-spring.md": post("ja", "春"),
    "ja/news/_posts/2012-01-02-mine.md": post("ja", "凧"),
    "ja/about/index.md": "---\ntitle: 私\nlang: ja\n---\nここです。\n",
    "ja/index.html": "---\nlayout: homepage\ntitle: Kite\nlang: ja\n---\n",
    "zh_tw/news/_posts/2013-06-13-spring.md": post("zh_tw", "春天"),
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    with pytest.MonkeyPatch.context() as patch:
        return brought(tmp_path_factory.mktemp("many"), MANY, patch)


def test_languages_are_no_sections(many: Brought) -> None:
    site = yaml.safe_load(many.text("site.yaml"))
    assert site["language"] == "en"
    assert [section["slug"] for section in site["sections"]] == ["news"]


def test_editions_know_their_original(many: Brought) -> None:
    assert "translation_of: en/news/2013/06/13/spring.md" in many.text("articles/ja/news/2013/06/13/spring.md")
    assert "translation_of: en/about.md" in many.text("pages/ja/about.md")
    assert "translation_of" not in many.text("articles/en/news/2013/06/13/spring.md")
    assert "translation_of" not in many.text("articles/ja/news/2012/01/02/mine.md")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/en/news/2013/", "archive/2013/index.html"),
        ("/ja/news/2012/01/", "archive/2012/01/index.html"),
        ("/zh_tw/news/", "sections/news/index.html"),
        ("/topic/winds/", "tags/winds/index.html"),
        ("/ja/", "latest/index.html"),
        ("/ja/news/2014/07/01/only/", "en/news/2014/07/01/only/index.html"),
        ("/ja/news/2013/06/13/spring/", "ja/news/2013/06/13/spring/index.html"),
        ("/zh_tw/about/", "en/about/index.html"),
    ],
)
def test_what_plugins_made_leads_to_the_same(many: Brought, address: str, leads: str) -> None:
    assert many.page(address) == many.place / "site" / leads


def test_a_site_in_one_language_keeps_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": "url: https://a.example\n",
        "it/_posts/2020-01-01-servers.md": "---\ntitle: Servers\n---\nDown.\n",
        "sports/_posts/2020-01-01-match.md": "---\ntitle: Match\n---\nWon.\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert "section: it" in made.text("articles/2020/01/servers.md")
    assert "language" not in made.text("articles/2020/01/servers.md")


def test_polyglot_serves_languages_below_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": "url: https://a.example\npermalink: /:title/\nplugins: [jekyll-polyglot]\nlanguages: [en, de]\ndefault_lang: en\n",
        "_posts/2020-01-01-fair.md": "---\ntitle: Fair\nref: fair\n---\nIt began.\n",
        "_posts/2020-01-01-messe.md": "---\ntitle: Messe\nlang: de\nref: fair\n---\nEs begann.\n",
        "_posts/2020-02-01-rain.md": "---\ntitle: Rain\n---\nIt fell.\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert "translation_of: fair.md" in made.text("articles/de/messe.md")
    assert made.page("/de/messe/").read_text("utf-8").count("Es begann.") >= 1
    assert made.page("/de/rain/") == made.place / "site/rain/index.html"


def test_a_list_keeps_its_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": "title: T\nurl: https://a.example\n",
        "_posts/2020-01-01-fair.md": "---\ntitle: Fair\ntags: [markets]\n---\nIt began.\n",
        "about-tags.md": "---\ntitle: By topic\n---\n## Topics\n\nAll that we wrote, by what it is on.\n\n{% for tag in site.tags %}\n### {{ tag[0] }}\n{% endfor %}\n",
        "tags.md": "---\ntitle: Tags\npermalink: /tags/\n---\nPick one that you like to read of.\n{% for tag in site.tags %}{{ tag[0] }}{% endfor %}\n",
        "archive.html": "---\ntitle: Archive\n---\n<h1>Everything that was ever written here</h1>\n<p>Older posts</p>{% for post in site.posts %}<li>{{ post.title }}</li>{% endfor %}\n",
        "stories.html": "---\ntitle: Stories\n---\n<h1>Stories</h1>\n{% include all.html %}\n",
        "_includes/all.html": "<ul>{% for post in site.posts %}<li>{{ post.title }}</li>{% endfor %}</ul>",
        "中文.md": "---\ntitle: 全部\n---\n这里列出我们写过的全部文章。\n\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
        "team.md": "---\ntitle: Team\n---\nWho we are, all of us.\n{% for each in site.members %}\n* {{ each.title }}: {{ each.content | strip_html | strip }}\n{% endfor %}\n",
        "_members/ana.md": "---\ntitle: Ana\n---\nSails *every* day.\n",
    }
    files["_config.yml"] += "collections:\n  members:\n    output: false\n"
    made = brought(tmp_path, files, monkeypatch)
    page = made.page("/about-tags.html").read_text("utf-8")
    assert "All that we wrote, by what it is on." in page
    assert 'href="../tags/"' in page
    assert "Pick one that you like to read of." in made.page("/tags/").read_text("utf-8")
    assert made.page("/stories.html") == made.place / "site/latest/index.html"
    assert "这里列出我们写过的全部文章。" in made.page("/中文.html").read_text("utf-8")
    assert made.page("/archive.html") == made.place / "site/archive/index.html"
    assert "Ana: Sails every day." in made.page("/team.html").read_text("utf-8")


def test_what_is_not_yet_there_is_linked_and_needs_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": "title: T\nurl: https://a.example\nplugins: [jekyll-archives]\njekyll-archives: {enabled: all}\n",
        "_posts/2099-01-02-later.md": "---\ntitle: Later\ntags: [later]\n---\nLater.\n",
        "_posts/2020-01-03-hidden.md": "---\ntitle: Hidden\npublished: false\n---\nHidden.\n",
        "_posts/2020-01-02-now.md": "---\ntitle: Now\n---\nSee [a]({% post_url 2020-01-03-hidden %}) and [b](/2020/01/03/hidden.html).\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert "See [a](hidden.md) and [b](hidden.md)." in made.text("articles/2020/01/now.md")
    assert made.notes("_posts/2020-01-02-now.md") == []
    assert "2099" not in made.text("redirects.yaml")
    assert made.is_alive("/2020/01/02/")


def test_a_site_that_came_from_wordpress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": "title: T\nurl: https://a.example\npermalink: /:year/:month/:day/:title/\nplugins: [jemoji]\n",
        "_layouts/rss.xml": '<rss version="2.0">{% for post in site.posts %}{{ post.url }}{% endfor %}</rss>',
        "feed/index.xml": "---\nlayout: rss\npermalink: /feed/\n---\n",
        "README.md": "# Read me\n",
        "old.html": '---\n---\n<html><head><meta http-equiv="refresh" content="0; url=/2020/01/02/first/"></head><body>Moved.</body></html>\n',
        "_posts/2020/2020-01-02-first.md": "---\ntitle: First\nwordpress_id: 61\n---\nWe :heart: boats, at 10:30:15, `a :heart: b`.\n",
        "_posts/2020/2020-01-03-Second.Part-x.md": "---\ntitle: Second\n---\nAs [told](//a.example/?p=61#top) and [there](http://a.example/?p=62).\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert "We ❤️ boats, at 10:30:15, `a :heart: b`." in made.text("articles/2020/01/02/first.md")
    assert "[told](02/first.md#top)" in made.text("articles/2020/01/second-part-x.md")
    for address in ("/feed/index.xml", "/README.md", "/2020/01/03/Second.Part-x/"):
        assert made.is_alive(address)
    assert made.page("/old/") == made.place / "site/2020/01/02/first/index.html"
    assert b"<rss" in made.file("/feed/index.xml").read_bytes()


def test_stories_in_textile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = 'h2. Head\n\nA "story":/2020/01/03/other.html with *weight*[1].\n\n* one\n** two\n\nfn1. A note.\n'
    files = {
        "_config.yml": "title: T\n",
        "_posts/2020-01-02-old.textile": f"---\ntitle: Old\n---\n{story}",
        "_posts/2020-01-03-other.md": "---\ntitle: Other\n---\nMore.\n",
        "about.textile": "---\ntitle: About\n---\nWe are *here*.\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert "We are <strong>here</strong>." in made.page("/about.html").read_text("utf-8")
    text = made.text("articles/2020/01/old.md")
    assert "## Head\n\nA [story](other.md) with **weight**" in text
    assert "- one\n    - two" in text
    assert text == brought(tmp_path / "again", files, monkeypatch).text("articles/2020/01/old.md")


def test_a_theme_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = """---
title: Pictures
tags: [Old Town]
categories: [news]
gallery:
  - {url: /img/a.png, image_path: /img/a.png, alt: a quay, title: The quay}
others:
  - {image_path: /img/a.png, title: A feature, excerpt: Text that says much., url: /about/, btn_label: Read on}
---
{% include toc icon="gears" %}

{% include gallery caption="All of them." %}

{% include feature_row id="others" %}

[Gone](/gone/){: .btn .btn--primary} stays a word.
"""
    files = {
        "_config.yml": "title: T\ntheme: minimal-mistakes-jekyll\nautopages: {enabled: true, tags: {permalink: '/topic/:tag'}, categories: {enabled: false}}\n",
        "_posts/2020-01-02-pictures.md": story,
        "img/a.png": PICTURE,
        "about.md": "---\ntitle: About\npermalink: /about/\n---\nUs.\n",
        "_posts/2020-01-03-chirpy.md": "---\ntitle: C\nmedia_subpath: /img\n---\n![x](a.png) [y](about/) ![z](/img/a.png)\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert "![x](/img/a.png) y ![z](/img/a.png)" in made.text("articles/2020/01/chirpy.md")
    text = made.text("articles/2020/01/pictures.md")
    assert '![a quay](/img/a.png "The quay")\n\nAll of them.' in text
    assert "**A feature**\n\nText that says much.\n\n[Read on](../../../pages/about.md)" in text
    assert "\nGone stays a word." in text
    assert made.page("/topic/old-town/") == made.place / "site/tags/old-town/index.html"
    assert not made.file("/category/news/").exists()


def test_octopress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = """---
layout: post
title: "Old times"
date: 2012-05-06 07:08
comments: true
categories: [Harbour, "Old Town"]
---
{% img left /images/a.png 300 200 "The quay" "a quay" %}

{% img left /images/a.png 300 200 The quay at noon %}

{% blockquote Ana Ruiz, The Tides http://tides.example/1 On tides %}
It rises.

It falls.
{% endblockquote %}

{% codeblock Counting lang:ruby http://code.example/x count.rb %}
puts "{{ count }}"
{% endcodeblock %}

{% pullquote %}
Words before. {" The tide waits. "} Words after.
{% endpullquote %}
<!-- more -->
"""
    files = {
        "_config.yml": "title: T\nurl: http://t.example\nsource: source\nplugins: plugins\npermalink: /blog/:year/:month/:day/:title/\ncategory_dir: blog/categories\npaginate: 1\npaginate_path: posts/:num\n",
        "plugins/category_generator.rb": "module Jekyll\n  class CategoryIndex < Page\n  end\nend\n",
        "Rakefile": "task :new_post\n",
        "source/_includes/x.html": "x",
        "source/_posts/2012-05-06-old-times.markdown": story,
        "source/_posts/2012-05-07-new-times.markdown": "---\ntitle: New\ncategories: Harbour\n---\nNew.\n",
        "source/images/a.png": PICTURE,
        "source/atom.xml": "---\nlayout: nil\n---\n<feed></feed>\n",
        "source/about/index.markdown": "---\ntitle: About\n---\nUs.\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert made.origins() == set(files)
    text = made.text("articles/blog/2012/05/06/old-times.md")
    assert "![a quay](/images/a.png)\n" in text
    assert "![The quay at noon](/images/a.png)\n" in text
    assert "> It rises.\n>\n> It falls.\n>\n> – Ana Ruiz, The Tides [On tides](http://tides.example/1)" in text
    assert 'Counting [count.rb](http://code.example/x)\n\n```ruby\nputs "{{ count }}"\n```' in text
    assert "Words before. The tide waits. Words after." in text
    for address in (
        "/blog/2012/05/06/old-times/",
        "/images/a.png",
        "/atom.xml",
        "/about/",
        "/blog/categories/old-town/",
        "/posts/2/",
    ):
        assert made.is_alive(address)


def test_a_site_in_a_folder_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "README.md": "# A program\n",
        "src/main.c": "int main;",
        "docs/_config.yml": "title: The docs\nurl: https://a.example\n",
        "docs/_posts/2020-01-02-out.md": "---\ntitle: Out\n---\n![a](/a.png)\n",
        "docs/a.png": PICTURE,
    }
    made = brought(tmp_path, files, monkeypatch)
    assert made.origins() == set(files)
    assert made.is_alive("/2020/01/02/out.html")
    assert made.is_alive("/a.png")
    assert "title: The docs" in made.text("site.yaml")
