# ruff: noqa: E501 -- the files of old sites stand here as they were typed
from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from tests.migrate.paragraphs import lost
from tests.migrate.sites import PICTURE, Brought, brought

CONFIG = """\
title: The Harbour Post
description: News from the coast
url: https://old.example
baseurl: /news
timezone: Europe/Berlin
lang: en
paginate: 2
plugins: [jekyll-feed, jekyll-redirect-from]
collections:
  reports: {output: true, permalink: /reports/:name/}
  notes: {}
defaults:
  - scope: {path: "", type: posts}
    values: {author: ana}
  - scope: {path: _posts/sports}
    values: {permalink: /sport/:title/}
"""

PLAIN = """\
---
title: Plain
tags: harbour ferries
categories: [City, "Old Town"]
image: {path: /img/a.png, alt: The quay, credit: Ana Ruiz}
subtitle: What it is about
odd_key: {a: [1, two]}
---
The **first** paragraph with [a story]({{ site.baseurl }}{% post_url 2019-03-05-second %}) and [its note]({% link about.md %}).

1. one
   - inner
2. two

{% highlight ruby %}
puts "{{ not_liquid }}"
{% endhighlight %}

![The quay]({{ "/img/a.png" | relative_url }}){: width="300"}
{: .centred #quay}

{% include figure.html src="/img/a.png" caption="A *caption*" %}

<div markdown="1">
Text **within** a box.
</div>

* toc
{:toc}

Costs \\$5 and {braces} stay.[^1]

[^1]: A note.
"""

FILES = {
    "_config.yml": CONFIG,
    "_data/authors.yml": "ana: {name: Ana Ruiz, bio: Writes., web: 'https://ana.example/'}\n",
    "_includes/figure.html": '<figure><img src="{{ include.src }}" alt=""><figcaption>{{ include.caption | markdownify }}</figcaption></figure>',
    "_layouts/post.html": "{{ content }}",
    "_posts/2019-03-04-plain.md": PLAIN,
    "_posts/2019-03-05-second.markdown": "---\ndate: 2019-03-05 23:30:00 -0500\ntitle: Second: a colon\n---\nSee [first](/news/city/old town/2019/03/04/plain.html#nowhere), [gone](/gone/) and [x](https://www.old.example/news/about.html).\n",
    "_posts/sports/2020-01-31-Match Day.md": "---\r\ntitle: 'Match'\r\nredirect_from: [/old/match, /match.php]\r\n---\r\nA line.\r\n\r\nAnother line.\r\n",
    "_posts/2021-02-30-broken.md": '---\ntitle: "Broken\nfoo: @x\n\tbar: [a, b\n---\nText that must stay.\n',
    "_posts/2021-05-05-kein-titel.md": "\ufeff---\nlayout: post\n---\n\nÜber Größe.\n",
    "world/_posts/2018-07-08-latin.md": "---\ntitle: Latin\n---\nSe\xf1or caf\xe9 \x93quoted\x94.\n".encode("latin-1"),
    "_posts/2022-01-01-raw.html": "---\ntitle: Raw <em>HTML</em>\n---\n<p>Some <b>bold</b> 5 &lt; 6 text</p>\n<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>\n<iframe src='https://v.example/1'></iframe>\n",
    "_posts/2022-01-02-unknown.md": "---\ntitle: Unknown tags\n---\nBefore.\n\n{% gallery a b %}\n\n{% youtube dQw4w9WgXcQ %}\n\n{% include nothing.html x=1 %}\n\nAfter {{ page.title }}.\n",
    "_drafts/idea.md": "---\ntitle: An idea\n---\nNot yet.\n",
    "_reports/harbour.md": "---\ntitle: Report\n---\nOn the harbour.\n",
    "_notes/hidden.md": "---\ntitle: Hidden\n---\nNobody saw it.\n",
    "about.md": "---\ntitle: About\npermalink: /about.html\n---\nWho we are.\n",
    "tags.html": "---\nlayout: page\n---\n{% for tag in site.tags %}{{ tag[0] }}{% endfor %}\n",
    "tag/harbour.md": "---\nlayout: tag\ntag: harbour\n---\n",
    "blog/index.html": "---\nlayout: default\n---\n{% for post in paginator.posts %}{{ post.title }}{% endfor %}\n",
    "old-feed.xml": "---\n---\n<feed xmlns='http://www.w3.org/2005/Atom'>{{ site.title }}</feed>\n",
    "index.html": "---\nlayout: home\n---\n",
    "img/a.png": PICTURE,
    "files/paper (1).pdf": b"%PDF",
    "README.md": "# For developers\n",
}

ADDRESSES = """\
/city/old town/2019/03/04/plain.html
/2019/03/06/second.html
/sport/Match-Day/
/old/match/
/reports/harbour/
/about.html
/2021/05/05/kein-titel.html
/world/2018/07/08/latin.html
/2022/01/01/raw.html
/2022/01/02/unknown.html
/tags.html
/tag/harbour.html
/blog/
/old-feed.xml
/page2/
/img/a.png
/files/paper (1).pdf
/feed.xml
/
""".splitlines()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    with pytest.MonkeyPatch.context() as patches:
        return brought(tmp_path_factory.mktemp("jekyll"), FILES, patches)


@pytest.mark.parametrize("address", ADDRESSES)
def test_old_addresses_are_alive(site: Brought, address: str) -> None:
    assert site.is_alive(address)


@pytest.mark.parametrize(
    ("address", "paragraphs"),
    [
        (
            "/city/old town/2019/03/04/plain.html",
            "The **first** paragraph with a story and its note.\n\none\n\ninner\n\nText within a box.",
        ),
        ("/city/old town/2019/03/04/plain.html", "Costs $5 and {braces} stay.\n\nA note.\n\nA caption"),
        ("/2019/03/06/second.html", "See first, gone and x."),
        ("/sport/Match-Day/", "A line.\n\nAnother line."),
        ("/2021/05/05/kein-titel.html", "Über Größe."),
        ("/world/2018/07/08/latin.html", "Señor café “quoted”."),
        ("/2022/01/01/raw.html", "Some bold 5 &lt; 6 text\n\na\n\nb\n\nc"),
        ("/2022/01/02/unknown.html", "Before.\n\nAfter Unknown tags."),
        ("/about.html", "Who we are."),
    ],
)
def test_no_paragraph_is_lost(site: Brought, address: str, paragraphs: str) -> None:
    assert lost(markdown.markdown(paragraphs), site.page(address)) == []


def test_every_file_has_a_line(site: Brought) -> None:
    assert site.origins() == set(FILES)


def test_front_matter_is_mapped(site: Brought) -> None:
    text = site.text("articles/2019/03/plain.md")
    for line in (
        "title: Plain",
        "section: city",
        "tags: [Old Town, harbour, ferries]",
        "authors: [ana]",
        "summary: What it is about",
    ):
        assert line in text
    assert "  - src: /img/a.png\n    alt: The quay\n    credit: Ana Ruiz\n" in text
    assert "extra:\n  odd_key:\n    a: [1, two]\n" in text
    assert "date: 2019-03-04T00:00:00+01:00" in text


def test_a_story_keeps_its_address_where_a_path_has_it(site: Brought) -> None:
    assert (site.place / "content/pages/reports/harbour.md").is_file()


def test_links_lead_to_files(site: Brought) -> None:
    text = site.text("articles/2019/03/plain.md")
    assert "[a story](second.md)" in text
    assert "[its note](../../../pages/about.md)" in text
    second = site.text("articles/2019/03/second.md")
    assert "[first](plain.md)" in second, "the anchor is not there"
    assert "[gone](https://old.example/news/gone/)" in second
    assert "[x](../../../pages/about.md)" in second


def test_what_liquid_hid_is_shown(site: Brought) -> None:
    text = site.text("articles/2019/03/plain.md")
    assert '```ruby\nputs "{{ not_liquid }}"\n```' in text
    assert "toc" not in text


def test_broken_front_matter_loses_no_story(site: Brought) -> None:
    (path,) = (site.place / "content/articles").rglob("broken.md")
    assert "Text that must stay." in path.read_text("utf-8")
    assert any("date in its name does not exist" in note for note in site.notes("_posts/2021-02-30-broken.md"))


def test_what_needs_a_hand_is_told(site: Brought) -> None:
    notes = " ".join(site.notes("_posts/2022-01-02-unknown.md"))
    assert "gallery a b" in notes
    assert "nothing.html" in notes
    assert "youtube-nocookie.com/embed/dQw4w9WgXcQ" in site.text("articles/2022/01/unknown.md")
    assert any("collection notes" in note for note in site.notes("_notes/hidden.md"))
    assert any("Windows-1252" in note for note in site.notes("world/_posts/2018-07-08-latin.md"))


def test_drafts_stay_drafts(site: Brought) -> None:
    (path,) = (site.place / "content/articles").rglob("idea.md")
    assert "draft: true" in path.read_text("utf-8")


def test_people_have_their_pages(site: Brought) -> None:
    assert "name: Ana Ruiz" in site.text("people.yaml")
    assert site.is_alive("/authors/ana/")


def test_settings(site: Brought) -> None:
    text = site.text("site.yaml")
    for line in (
        "title: The Harbour Post",
        "tagline: News from the coast",
        "base_url: https://old.example/news",
        "timezone: Europe/Berlin",
    ):
        assert line in text


def test_feeds_stand_where_they_stood(site: Brought) -> None:
    assert site.file("/old-feed.xml").read_bytes() == site.file("/atom.xml").read_bytes()


def test_is_found_out(site: Brought, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = brought(tmp_path, {"_posts/2020-01-01-x.md": "---\ntitle: X\n---\nText.\n"}, monkeypatch)
    assert made.is_alive("/2020/01/01/x.html")


def test_liquid_knows_what_only_the_name_of_a_file_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "{{ page.date | date: '%B %-d, %Y' }}, {{ page.date | date_to_string }}: {{ page.slug }} in {{ page.categories | first }}."
    made = brought(tmp_path, {"sport/_posts/2020-03-04-cup.md": f"---\ntitle: X\n---\n{text}\n"}, monkeypatch)
    assert "March 4, 2020, 04 Mar 2020: cup in sport." in made.text("articles/2020/03/cup.md")


def test_stories_in_the_languages_of_plugins_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_posts/2020-03-04-a.adoc": "---\nauthor: Ann\n---\n\n= The guide\n:toc: left\n\n.Side\n****\nWords of it.\n****\n",
        "_posts/2020-03-05-b.org": "---\ntitle: B\n---\n* Head\n\nIts *words*.\n",
        "_posts/2020-03-06-c.rst": "---\ntitle: C\n---\nIts ``words``.\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    page = made.page("/2020/03/04/a.html").read_text("utf-8")
    assert "The guide</h1>" in page
    assert "Words of it." in page
    assert "Its <em>words</em>." in made.page("/2020/03/05/b.html").read_text("utf-8")
    assert "Its <code>words</code>." in made.page("/2020/03/06/c.html").read_text("utf-8")
    assert made.notes("_posts/2020-03-05-b.org") == ["its text is org, and was taken over as it is"]


def test_collections_may_lie_in_a_folder_that_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = "pagination: {enabled: true, per_page: 1, permalink: '/:num/'}\n"
    files = {
        "_config.yml": f"collections_dir: all\ncollections: {{wire: {{output: true}}}}\npermalink: pretty\n{rules}",
        "all/_posts/2020-03-04-a.md": "---\nredirect_from: /old/a\n---\nA.\n",
        "all/_wire/c.md": "---\ndate: 2020-03-06\n---\nC.\n",
        "blog/index.html": "---\npagination: {enabled: true}\n---\n{% for post in paginator.posts %}{% endfor %}\n",
    }
    made = brought(tmp_path, files, monkeypatch)
    old = "/2020/03/04/a/ /wire/c/ /old/a/ /old/a.html /blog/2/".split()
    assert [each for each in old if not made.is_alive(each)] == []


def test_without_a_zone_both_days_lead_to_a_post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = "---\ntitle: X\ndate: 2020-01-02 00:30:00 +0100\n---\nText.\n"
    made = brought(tmp_path, {"_config.yml": "title: T\n", "_posts/2020-01-02-x.md": post}, monkeypatch)
    assert made.is_alive("/2020/01/01/x.html")
    assert made.is_alive("/2020/01/02/x.html")
