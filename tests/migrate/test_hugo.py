# ruff: noqa: E501 -- the files of old sites stand here as they were typed
from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.migrate.hugo.expressions import Scope
from newsgen.migrate.hugo.permalinks import Habits, Page, address, urlized
from newsgen.migrate.hugo.shortcodes import Site, without_shortcodes
from newsgen.migrate.hugo.template import expanded
from newsgen.migrate.moments import moment
from tests.migrate.paragraphs import lost
from tests.migrate.sites import PICTURE, Brought, brought

FILES = {
    "config/_default/hugo.toml": 'baseURL = "https://old.example/"\ntitle = "Harbour"\npaginate = 2\ntimeZone = "Asia/Tokyo"\n',
    "config/_default/languages.yaml": "en: {weight: 1}\nfr: {weight: 2, languageName: Français}\n",
    "config/_default/permalinks.toml": 'world = "/:year/:month/:slug/"\n',
    "config/_default/taxonomies.toml": 'tag = "tags"\ncategory = "categories"\nseries = "series"\nauthor = "authors"\n',
    "config/_default/params.yaml": "description: News from the coast\nhotline: 555\n",
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/world/_index.md": "---\ntitle: The World\ncascade: {region: far}\n---\n",
    "content/world/summit.md": """\
+++
title = "The Summit"
date = 2021-05-06T07:08:09Z
lastmod = 2021-05-07
draft = false
tags = ["One Two", "C++"]
categories = ["Diplomacy"]
series = ["Floods"]
authors = ["Ana Ruiz"]
aliases = ["/old/summit.html", "older"]
weight = 3
[cover]
image = "summit.png"
alt = "The table"
caption = "Before the talks"
+++
See [the bundle]({{< relref "bundle" >}}), [again](bundle/index.md#x) and https://example.org/a_b.

- one
  - inner
    ```
    code <b>
    ```
- two
1) first
2) second

{{< figure src="/img/a.png" title="T" caption="A *caption*" attr="Photo: Li" >}}

{{% notice tip %}}
Text **inside** a shortcode.
{{% /notice %}}

{{< own t="Title" >}}inner *words*{{< /own >}} {{< param hotline >}} {{</* shown */>}}

<div class="box">

Markdown **in** a box.

</div>

<details>
<summary>More</summary>

Hidden [text][ref].

</details>

| a | {b} |
|---|---|
| ~~struck~~ | `x` |

[ref]: /world/
""",
    "content/world/summit.fr.md": "---\ntitle: Le Sommet\ndate: 2021-05-06\ntags: [Un]\n---\nBonjour à tous.\n",
    "content/world/bundle/index.md": '---\ntitle: A Bundle\ndate: "2020-01-02"\nimage: photo.png\n---\n![inside](photo.png) and [file](data/sheet.csv)\n',
    "content/world/bundle/photo.png": PICTURE,
    "content/world/bundle/data/sheet.csv": "a,b\n",
    "content/world/json.md": '{\n"title": "From JSON",\n"date": "2019-02-03T04:05:06+09:00"\n}\nBody of JSON.\n',
    "content/world/page.html": "---\ntitle: A page of HTML\ndate: 2018-01-01\nurl: /special/page.html\n---\n<p>Some <em>HTML</em> text.</p><ul><li>item</li></ul>\n",
    "content/posts/Big Name.md": "---\ntitle: Capital\ndate: 2017-06-05\n---\nWords.\n",
    "content/posts/undated.md": "---\ntitle: Undated\n---\nNo date here.\n",
    "content/posts/future.md": "---\ntitle: Draft\ndate: 2022-01-01\ndraft: true\n---\nNot yet.\n",
    "content/about/index.md": "---\ntitle: About\nmenu: main\n---\nWho we are.\n",
    "content/about/team.png": PICTURE,
    "layouts/shortcodes/own.html": '<aside>{{ with .Get "t" }}<b>{{ . }}</b>{{ end }} {{ .Inner | markdownify }}</aside>',
    "layouts/_default/single.html": "{{ .Content }}",
    "static/img/a.png": PICTURE,
    "static/img/summit.png": PICTURE,
    "static/robots.txt": "User-agent: *\n",
    "README.md": "# for developers\n",
}

ADDRESSES = """\
/2021/05/the-summit/
/old/summit.html
/fr/2021/05/le-sommet/
/2020/01/a-bundle/
/2020/01/a-bundle/photo.png
/2020/01/a-bundle/data/sheet.csv
/2019/02/from-json/
/special/page.html
/posts/big-name/
/posts/undated/
/about/
/about/team.png
/img/a.png
/tags/one-two/
/tags/c++/
/categories/diplomacy/
/series/floods/
/authors/ana-ruiz/
/index.xml
/tags/one-two/index.xml
/categories/diplomacy/index.xml
/world/
/posts/
/page/2/
/tags/
/categories/
/""".splitlines()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    with pytest.MonkeyPatch.context() as patches:
        return brought(tmp_path_factory.mktemp("hugo"), FILES, patches)


@pytest.mark.parametrize("old", ADDRESSES)
def test_old_addresses_are_alive(site: Brought, old: str) -> None:
    assert site.is_alive(old)


@pytest.mark.parametrize(
    ("old", "paragraphs"),
    [
        (
            "/2021/05/the-summit/",
            "See the bundle, again and https://example.org/a_b.\n\none\n\ninner\n\n`code <b>`\n\ntwo\n\nfirst\n\nsecond",
        ),
        ("/2021/05/the-summit/", "A caption – Photo: Li\n\nText inside a shortcode.\n\nTitle inner words\n\n555 {{< shown >}}"),
        ("/2021/05/the-summit/", "Markdown in a box.\n\nMore\n\nHidden text.\n\n{b}\n\nstruck"),
        ("/fr/2021/05/le-sommet/", "Bonjour à tous."),
        ("/2019/02/from-json/", "Body of JSON."),
        ("/special/page.html", "Some HTML text.\n\nitem"),
        ("/posts/undated/", "No date here."),
        ("/about/", "Who we are."),
    ],
)
def test_no_paragraph_is_lost(site: Brought, old: str, paragraphs: str) -> None:
    assert lost(markdown.markdown(paragraphs), site.page(old)) == []


def test_every_file_has_a_line(site: Brought) -> None:
    assert site.origins() == set(FILES)


def test_front_matter_is_mapped(site: Brought) -> None:
    text = site.text("articles/2021/05/the-summit.md")
    for line in (
        "title: The Summit",
        "date: 2021-05-06T16:08:09+09:00",
        "updated: 2021-05-07T00:00:00+09:00",
        "section: diplomacy",
        "tags: [One Two, C++, Floods]",
        "authors: [Ana Ruiz]",
        "  - src: /img/summit.png\n    alt: The table\n    caption: Before the talks",
        "  region: far",
    ):
        assert line in text


def test_links_lead_to_files(site: Brought) -> None:
    text = site.text("articles/2021/05/the-summit.md")
    assert "[the bundle](../../2020/01/a-bundle.md), [again](../../2020/01/a-bundle.md)" in text
    assert "[ref]: /sections/the-world/" in text


def test_translations_know_their_original(site: Brought) -> None:
    text = site.text("articles/fr/2021/05/le-sommet.md")
    assert "language: fr" in text
    assert "translation_of: 2021/05/the-summit.md" in text


def test_pictures_have_their_sizes(site: Brought) -> None:
    assert 'width="2" height="1"' in site.page("/2020/01/a-bundle/").read_text("utf-8")


def test_drafts_are_nowhere(site: Brought) -> None:
    assert not site.file("/posts/future/").exists()
    assert "draft: true" in site.text("articles/2022/01/future.md")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:year/:month/:day/:slug/", "/2021/05/06/the-slug/"),
        ("/:section/:title", "/news/a-title/"),
        ("/:sections/:filename/", "/news/city/file-name/"),
        ("/:sections[1:]/:slugorfilename/", "/city/the-slug/"),
        ("/:yearday/:weekdayname/:monthname.html", "/126/thursday/may.html"),
    ],
)
def test_permalinks(pattern: str, expected: str) -> None:
    page = Page(("News", "City"), "File Name", "A Title!", "The Slug", moment("2021-05-06", UTC)[0], ("News", "City"))
    assert address(pattern, page, Habits()) == expected


def test_urlize_keeps_letters_of_every_script() -> None:
    assert urlized("C++ & Größe 東京") == "c++-größe-東京"
    assert urlized("50% off: it’s %41 — so") == "50-off-its-%41-so"
    assert urlized("Größe", Habits(accents=False)) == "große"
    assert urlized("Big Name", Habits(lower=False)) == "Big-Name"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{< a >}}x{{< /a >}}", "x"),
        ("{{<a b=c>}}", "<!-- a b=c -->"),
        ("{{% a %}}x{{< b />}}y{{% /a %}}", "x<!-- b -->y"),
        ("{{</* a */>}}", "{{< a >}}"),
        ('{{< highlight go "x=1" >}}\nf()\n{{< /highlight >}}', "\n\n```go\nf()\n```\n\n"),
        ("{{ not one }}", "{{ not one }}"),
        ('a {{< card text="So it was" alt="no" >}} b', "a So it was b"),
        ('{{< card "one two three four" id="a b c d" >}}', "one two three four"),
        ('{{< box title="Why?" >}}in{{< /box >}}', "Why? in"),
        ('{{< figure src="a.png" title="Top" caption="Below" >}}', '\n\n![](a.png "Top – Below")\n\n'),
    ],
)
def test_shortcodes(text: str, expected: str) -> None:
    assert without_shortcodes(text, Site({}, lambda _: "", {}), {})[0] == expected


def test_shortcodes_of_the_site_come_before_hugos_own() -> None:
    own = Site({"highlight": "<mark>{{ .Inner }}</mark>", "link": "{{ md5 1 }}"}, {"a.md": "/a/"}.get, {})  # type: ignore[arg-type]
    text = 'a {{< highlight >}}b{{< /highlight >}} [c]({{< link "a.md" >}})'
    assert without_shortcodes(text, own, {})[0] == "a <mark>b</mark> [c](/a/)"
    note = Site({"note": "<div>{{- .Inner -}}</div>"}, lambda _: "", {})
    assert without_shortcodes("{{% note %}}a [b](/c){{% /note %}}", note, {})[0] == '<div>a <a href="/c">b</a></div>'


SITE = {"params": {"CdnUrl": "https://cdn.example"}, "data": {"images": {"boat": {"format": "jpg", "width": 800}}}}
AIR = Scope({"x": "<1>"}, "*in*", SITE, {"title": "T"}, lambda page: {"a.md": "/a/"}.get(page, ""))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('<b>{{ .Get "x" }}</b>', "<b>&lt;1&gt;</b>"),
        ('{{ if .Get "no" }}a{{ else if .Get "x" }}b{{ else }}c{{ end }}', "b"),
        ('{{ with .Get "no" }}{{ . }}{{ else }}none{{ end }}', "none"),
        ('{{ $x := .Get "x" }}{{ $x | safeHTML }}', "<1>"),
        ('{{ .Get "no" | default "usual" }}', "usual"),
        ("{{ .Inner | markdownify }}", "<em>in</em>"),
        ("{{ range .Site.Pages }}{{ end }}", None),
        ("{{ range $i, $p := .Params }}{{ $i }}={{ $p }}{{ . }}{{ else }}-{{ end }}", "x=&lt;1&gt;&lt;1&gt;"),
        ('{{ if eq (substr (.Get "x") 0 1) "<" }}yes{{ else }}{{ .Site.Unknown }}{{ end }}', "yes"),
        ('{{ if and (not (.Get "no")) (ne (.Get "x") "") }}{{ printf "%s!" (upper "a") }}{{ end }}', "A!"),
        ('{{ if .Get "no" }}{{ partial "x" . }}{{ else if in (slice "a") "b" }}{{ else }}c{{ end }}', "c"),
        ('{{ highlight .Inner "go" "" }}', '<pre><code class="language-go">*in*\n</code></pre>'),
        ('{{ index .Params "x" | safeHTML }}{{ len .Params }}{{ cond (gt 2 1) "y" "n" }}', "<1>1y"),
        ("{{ md5 1 }}", None),
        ("{{ .Page.Resources }}", None),
        (
            '{{ $i := index $.Site.Data.images (lower "Boat") }}{{ site.Params.cdnurl }}/{{ $i.format }}{{ ge $i.width 600 }}',
            "https://cdn.example/jpgtrue",
        ),
        ('{{ .Site.Data.images.none }}{{ index .Site.Data.none "x" }}{{ .Page.Title }}', "T"),
        ('{{ $.Scratch.Set "a" (relref $.Page "a.md#b") }}{{ .Page.Scratch.Get "a" }}', "/a/#b"),
        ('{{ replaceRE "^(.)(.*)$" "$2$1" "abc" }}{{ replaceRE "(" "" "x" }}', None),
        (
            '<!-- a --><svg><path/></svg>{{ partial "icons/x" (dict "size" 1) }}b<svg><text>c</text></svg>',
            "b<svg><text>c</text></svg>",
        ),
        ('{{ range $k, $v := index .Site.Data.images "boat" }}{{ $k }}:{{ $v }} {{ end }}', "format:jpg width:800"),
        ('{{ with .Get "x" }}open', None),
        ('{{ $.Scratch.Add "n" 1 }}{{ $.Scratch.Add "n" 2 }}{{ $.Scratch.Get "n" }}{{ add 1.5 2 }}{{ sub 3 1 }}', "33.52"),
        ('{{ if ge "2020-01-02" "2019-12-31" }}later{{ end }}{{ .Inner | htmlEscape | safeHTML }}', "later*in*"),
        (
            '{{ delimit (slice "a" "b" "c") ", " " and " }}{{ (dict "a" "x").a }}{{ (index (where (slice (dict "k" 1)) "k" 1) 0).k }}',
            "a, b and cx1",
        ),
        ('{{ dateFormat "Mon, 2 Jan 06 15:04 PM -0700" "2019-12-13T01:02:03Z" }}', "Fri, 13 Dec 19 01:02 AM +0000"),
        ('{{ dateFormat ":date_long" "2019-12-13" }}', None),
        ('{{ errorf "no" }}', None),
        (
            '{{ slice "a" 1 true }}{{ printf "%v" (dict "k" "v") }}{{ .Inner | string }}{{ "<b>" | safeHTML | string }}',
            "[a 1 true]map[k:v]*in*&lt;b&gt;",
        ),
    ],
)
def test_templates_of_shortcodes(template: str, expected: str | None) -> None:
    assert expanded(template, replace(AIR, variables={})) == expected


def test_lists_of_pages_without_dates_are_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = brought(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://old.example/"\n',
            "content/news/_index.md": "---\naliases: [/all-news/, /cal]\n---\n",
            "content/news/a.md": "---\ndate: 2020-01-02\n---\nA.\n",
            "content/help/_index.md": "---\ntitle: Help\naliases: [/faq/]\n---\nHow to write to us.\n",
            "content/help/deep/b.md": "---\ntags: [rare]\n---\nB.\n",
            "content/empty/_index.md": "---\ntitle: Nothing yet\n---\n",
            "content/other/c.md": "---\nbuild: {render: never}\n---\nC.\n",
        },
        monkeypatch,
    )
    old = "/all-news/ /empty/ /cal/ /faq/ /help/ /help/deep/ /help/deep/index.xml /tags/rare/ /tags/rare/index.xml".split()
    assert [each for each in old if not site.is_alive(each)] == []
    assert "How to write to us." in site.page("/faq/").read_text("utf-8")
    assert not site.is_alive("/other/")


def test_folders_without_a_head_are_no_sections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "hugo.yaml": "permalinks: {news: /:sections/:slug/}\ndefaultContentLanguageInSubdir: true\n",
        "content/news/2020/a.md": "---\ndate: 2020-01-02\nslug: one\ntags: [C++ & Co]\n---\nA.\n",
        "content/news/city/_index.md": "---\ntitle: City\n---\n",
        "content/news/city/b.md": "---\ndate: 2020-01-02\nslug: two\n---\nB.\n",
    }
    site = brought(tmp_path, files, monkeypatch)
    old = "/en/news/one/ /en/news/city/two/ /en/tags/c++-co/ /en/tags/c++--co/".split()
    assert [each for each in old if not site.is_alive(each)] == []


def test_bundles_whose_addresses_are_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "hugo.yaml": "uglyURLs: true\n",
        "content/news/a/index.md": "---\ndate: 2020-01-02\naliases: [/old/a]\n---\n![A boat](boat.png)\n",
        "content/news/a/boat.png": PICTURE,
    }
    site = brought(tmp_path, files, monkeypatch)
    old = "/news/a.html /news/a/boat.png /old/a.html".split()
    assert [each for each in old if not site.is_alive(each)] == []
    assert "![A boat](/news/a/boat.png)" in site.text("articles/2020/01/a.md")


def test_the_text_of_the_front_page_is_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"hugo.yaml": "title: T\n", "content/_index.md": "---\ntitle: Welcome\n---\nHow we began.\n"}
    site = brought(tmp_path, files, monkeypatch)
    assert "How we began." in site.text("pages/welcome.md")
    assert "front page" in site.notes("content/_index.md")[0]


READERS = {
    "hugo.toml": 'baseURL = "https://old.example/"\n',
    "layouts/shortcodes/sample.html": '{{ $f := .Get "file" }}{{ with readFile (printf "/content/samples/%s" $f) }}<code>{{ $f }}</code>{{ highlight . (path.Ext $f | strings.TrimPrefix ".") "" }}{{ end }}',
    "layouts/shortcodes/include.html": '{{ $all := site.GetPage "includes" }}{{ with $all.Resources.GetMatch (printf "%s*" (.Get 0)) }}{{ .Content }}{{ else }}{{ with $.Page.GetPage ($.Get 0) }}{{ .Content }}{{ else }}{{ errorf "gone" }}{{ end }}{{ end }}',
    "layouts/shortcodes/sheet.html": "<table>{{ range (.Page.Resources.Get (.Get 0)) | unmarshal }}<tr>{{ range . }}<td>{{ . }}</td>{{ end }}</tr>{{ end }}</table>",
    "layouts/shortcodes/crew.html": '<ul>{{ range sort .Site.Data.crew "name" }}<li>{{ .name }}, {{ .role | default "hand" }}, since {{ dateFormat "January 2006" .since }}</li>{{ end }}</ul>',
    "layouts/shortcodes/note.html": '{{ partial "parts/box" (dict "head" (i18n "note") "text" .Inner) }}',
    "layouts/partials/parts/box.html": "<div><b>{{ .head }}</b> {{ .text | markdownify }}</div>",
    "layouts/shortcodes/odd.html": "{{ $x := md5 1 }}{{ range $.Site.Data.prices }}{{ $x }}{{ end }}",
    "layouts/shortcodes/tabs.html": "<div>{{ .Inner }}</div>",
    "layouts/shortcodes/tab.html": "{{ .Parent.Unknown }}",
    "i18n/en.yaml": "note: {other: Mind}\n",
    "data/crew.json": '[{"name": "Zoe", "since": "2020-02-03"}, {"name": "Ana", "role": "mate", "since": "2019-12-13"}]',
    "data/prices.csv": "Fish,Price\nCod|ling,7\n",
    "content/samples/net.yaml": "kind: Net\nwidth: <3>\n",
    "content/includes/index.md": "---\nheadless: true\n---\n",
    "content/includes/tide.md": "The tide waits for *nobody*.\n",
    "content/news/quay/index.md": """\
---
date: 2020-01-02
---
{{< sample file="net.yaml" >}}

{{< include "tide.md" >}}

{{< include "/news/bell" >}}

{{< sheet "catch.csv" >}}

{{< crew >}}

{{< note >}}The *swell*.{{< /note >}}

{{< odd data="prices" >}}

{{< readfile "knots.md" >}}

{{< tabs >}}
{{% tab name="By boat" %}}
Take the *ferry*.
{{% /tab %}}
{{< /tabs >}}
""",
    "content/news/quay/catch.csv": "Day,Boxes\nMonday,12\n",
    "content/news/quay/knots.md": '---\ntitle: x\n---\nBowline and {{< readfile "knots.md" >}} hitch.\n',
    "content/news/bell.md": "---\ndate: 2020-01-03\ntitle: The Bell\n---\nIt rang {{< note >}}twice{{< /note >}} in fog.\n",
    "content/news/page.html": '+++\ndate = 2020-01-04\n+++\n<p>Seen</p>\n{{< figure src="/boat.png" caption="Off the mole" >}}\n',
    "static/boat.png": PICTURE,
}


def test_shortcodes_that_read_files_show_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = brought(tmp_path, READERS, monkeypatch)
    wanted = (
        "net.yaml\n\nkind: Net\n\nwidth: `<3>`\n\nThe tide waits for nobody.\n\nIt rang Mind twice in fog.\n\nMonday\n\n12\n\n"
        "Ana, mate, since December 2019\n\nZoe, hand, since February 2020\n\nMind The swell.\n\nCod|ling\n\n7\n\nBowline and hitch.\n\n"
        "By boat\n\nTake the ferry."
    )
    assert lost(markdown.markdown(wanted), site.page("/news/quay/")) == []
    text = site.text("articles/news/quay.md")
    assert "| Cod\\|ling | 7 |" in text
    assert text.index("Ana, mate") < text.index("Zoe, hand")
    assert any(
        "data/prices.csv stands in the place of the shortcode odd" in note for note in site.notes("content/news/quay/index.md")
    )
    assert '![](/boat.png "Off the mole")' in site.text("articles/news/page.md")


def test_a_part_that_names_itself_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "hugo.toml": "title = 'T'\n",
        "layouts/shortcodes/loop.html": '{{ partial "loop.html" (dict "a" 1) }}',
        "layouts/partials/loop.html": '{{ partial "loop.html" (dict "a" 1) }}',
        "layouts/shortcodes/self.html": "{{ with .Site.GetPage (.Get 0) }}{{ .Content }}{{ end }}",
        "content/a.md": '---\ntitle: A\n---\nText {{< loop >}} and {{< self "/a" >}} more.\n',
    }
    site = brought(tmp_path, files, monkeypatch)
    assert lost("<p>more.</p>", site.page("/a/")) == []


@pytest.mark.parametrize(
    ("settings", "old"),
    [
        ('[outputFormats.RSS]\nbaseName = "rss"\n', "/rss.xml /news/rss.xml /tags/x/rss.xml"),
        ('[outputs]\nhome = ["HTML", "JSON"]\n', "/index.json /index.xml /news/index.json"),
        ("[pagination]\npagerSize = 1\n", "/news/page/2/ /page/3/ /tags/page/1/ /tags/x/page/2/"),
        ("[languages.en]\n[languages.fr]\n", "/en/ /fr/"),
        ("defaultContentLanguageInSubdir = true\n", "/en/ /en/index.xml /en/news/page/1/"),
    ],
)
def test_lists_and_feeds_are_where_settings_put_them(
    settings: str, old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "hugo.toml": f"title = 'T'\n{settings}",
        **{f"content/news/{each}/{each}.md": "---\ndate: 2020-01-02\ntags: [x]\n---\nA.\n" for each in "abc"},
        "content/news/a/b.fr.md": "---\ndate: 2020-01-02\naliases: [../z]\n---\nA.\n",
    }
    site = brought(tmp_path, files, monkeypatch)
    assert [each for each in old.split() if not site.is_alive(each)] == []


def test_an_alias_is_found_from_the_folder_of_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"hugo.toml": "title = 'T'\n", "content/news/a/b.md": "---\ndate: 2020-01-02\naliases: [../z, y/]\n---\nA.\n"}
    site = brought(tmp_path, files, monkeypatch)
    assert site.is_alive("/news/z/")
    assert site.is_alive("/news/a/y/")


def test_each_language_may_have_files_of_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "config/_default/hugo.toml": 'baseURL = "https://old.example/"\n',
        "config/_default/languages.en.toml": 'title = "Harbour"\ncontentDir = "content/english"\nweight = 1\n',
        "config/_default/languages.pt-br.toml": 'title = "Porto"\ncontentDir = "content/portuguese"\nweight = 2\n',
        "config/_default/menus.pt-br.toml": '[[main]]\nname = "Casa"\n',
        "content/english/about.md": "---\ntitle: About\n---\nWho we are.\n",
        "content/portuguese/about.md": "---\ntitle: Sobre\n---\nQuem somos.\n",
    }
    site = brought(tmp_path, files, monkeypatch)
    assert "Quem somos." in site.page("/pt-br/about/").read_text("utf-8")
    assert "translation_of: /pages/about.md" in site.text("pages/pt-br/about.md")
    assert "title: Harbour" in site.text("site.yaml")


RULED = {
    "hugo.yaml": """\
baseURL: https://old.example/
permalinks:
  page: {news: "/:year/:month/:slug", docs: "/manual/:sections[1:]/:contentbasename/"}
  section: {news: /latest-news/, docs: "/manual/:sections[1:]"}
  taxonomy: {tags: /topics/}
  term: {tags: "/topic/:slug/"}
pagination: {pagerSize: 1}
module:
  mounts:
    - {source: content, target: content}
    - {source: handbook, target: content/handbook}
    - {source: shared/pictures, target: static/files}
""",
    "content/news/a.md": "---\ntitle: Tide turns\ndate: 2020-01-02\ntags: [Big Ships]\n---\nA.\n",
    "content/news/b.md": "---\ntitle: Undated\n---\nB has no day.\n",
    "content/news/2021-02-03-c.md": "---\ntitle: Named\n---\nC.\n",
    "content/docs/_index.md": "---\ntitle: Docs\n---\nAll of the manual.\n",
    "content/docs/knots/_index.md": "---\ntitle: Knots\n---\nPart one.\n",
    "content/docs/knots/bowline.md": "---\ndate: 2020-02-02\n---\n![A knot](knot.png) and [the hitch](hitch), [again](hitch.md).\n",
    "content/docs/knots/hitch.md": "---\ndate: 2020-02-02\n---\nHitch.\n",
    "content/docs/knots/knot.png": PICTURE,
    "content/own/_index.md": "---\nurl: /elsewhere/\n---\nMoved.\n",
    "content/slugged/_index.md": "---\nslug: renamed\n---\nRenamed.\n",
    "handbook/_index.md": "---\ntitle: Handbook\n---\nBy hand.\n",
    "handbook/ethics.md": "---\ntitle: Ethics\n---\nBe fair. ![A quay](/files/quay.png)\n",
    "shared/pictures/quay.png": PICTURE,
}  # fmt: skip
RULED_ADDRESSES = """\
/2020/01/tide-turns/ /1/01/undated/ /1/01/named/ /latest-news/ /latest-news/index.xml /latest-news/page/2/ /manual/ /manual/knots/
/manual/knots/bowline/ /manual/knots/knot.png /manual/knots/index.xml /topics/ /topic/big-ships/ /topic/big-ships/index.xml
/elsewhere/ /renamed/ /handbook/ /handbook/ethics/ /files/quay.png""".split()


def test_addresses_of_every_kind_follow_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = brought(tmp_path, RULED, monkeypatch)
    assert [each for each in RULED_ADDRESSES if not site.is_alive(each)] == []
    for old, words in {
        "/manual/": "All of the manual.",
        "/1/01/undated/": "B has no day.",
        "/handbook/ethics/": "Be fair.",
    }.items():
        assert words in site.page(old).read_text("utf-8")
    text = site.text("articles/manual/knots/bowline.md")
    assert "![A knot](/manual/knots/knot.png) and [the hitch](hitch.md), [again](hitch.md)." in text


def test_days_in_names_count_where_settings_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "hugo.toml": '[permalinks]\nnews = "/:year/:slug/"\n[frontmatter]\ndate = [":filename", ":default"]\n',
        "content/news/2021-02-03-quay.md": "---\ntitle: Named\n---\nC.\n",
    }
    assert brought(tmp_path, files, monkeypatch).is_alive("/2021/quay/")


GATHERED = {
    "hugo.toml": '[params]\nversion = "v1.3"\n',
    "layouts/shortcodes/tabs.html": '{{ $all := .Scratch.Get "tabs" }}{{ if .Inner }}{{ end }}<ul>{{ range $all }}<li>{{ .name }}</li>{{ end }}</ul>',
    "layouts/shortcodes/tab.html": '{{ $.Parent.Scratch.Add "tabs" (dict "name" (.Get "name")) }}{{ if .Inner }}{{ end }}',
    "layouts/shortcodes/hide.html": "{{ if .Inner }}{{ end }}",
    "layouts/shortcodes/text.html": '{{ $t := partial "stripped.html" (dict "content" .Inner) }}<pre>{{ $t }}</pre>',
    "layouts/partials/stripped.html": "{{ return .content }}",
    "layouts/shortcodes/state.html": '{{ $v := .Get "v" }}{{ if true }}{{ $v := "inner" }}{{ end }}<b>{{ $v | default (.Page.Param "version") }} {{ .Page.File.Ext }}</b>',
    "content/a.md": """\
---
title: A
---
{{< tabs >}}
{{% tab name="By sea" %}}
Past the *lighthouse*.

Then north.
{{% /tab %}}
{{< /tabs >}}

{{% hide %}}For editors alone.{{% /hide %}} {{% comment %}}For nobody.{{% /comment %}}

{{< text bash >}}
$ row *home*
{{< /text >}}

Since {{< state >}} and {{< state v="v2" >}}.
""",
}


def test_what_shortcodes_enclose_is_not_lost_where_others_gather_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = brought(tmp_path, GATHERED, monkeypatch)
    wanted = "By sea\n\nPast the lighthouse.\n\nThen north.\n\n`$ row *home*`\n\nSince v1.3 md and v2 md."
    assert lost(markdown.markdown(wanted), site.page("/a/")) == []
    text = site.text("pages/a.md")
    assert "```bash\n$ row *home*\n```" in text
    assert "editors" not in text
    assert "nobody" not in text
    assert sum("the old site did not show it" in note for note in site.notes("content/a.md")) == 2


PIECES = (
    ".Get 0", ".Inner", ".Page", ".Params", ".Site.Data.boats", "$x", "$x :=", "=", "(", ")", ").a", "|", '"a"', "`(`", "1", "2.5", ".", "$",
    "{{", "}}", "{{ if", "{{ with", "{{ range", "{{ range $i, $x :=", "{{ else }}", "{{ end }}", "<p>", "index", "where", "sort", "printf",
    "dateFormat", "delimit", "partial", "readFile", ".Page.GetPage", "unmarshal", ".Scratch.Add", "slice", "dict", "sub", "replaceRE",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_template_gives_a_text_or_is_not_known(pieces: list[str]) -> None:
    scope = Scope({"0": "a"}, "inner", {"data": {"boats": [{"a": 1}, {"a": None}]}}, partials={"a": "{{ .a }}"}, render=expanded)
    assert isinstance(expanded(" ".join(pieces), scope), str | None)


def test_references_stay_in_their_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "hugo.toml": "title = 'T'\n[languages.en]\n[languages.fr]\n",
        "layouts/shortcodes/show.html": "{{ with .Site.GetPage (.Get 0) }}{{ .Title }}: {{ .Content }}{{ end }}",
        "content/quay.md": "---\ntitle: Quay\n---\nStone.\n",
        "content/quay.fr.md": "---\ntitle: Quai\n---\nPierre.\n",
        "content/later.md": "---\ntitle: Later\ndraft: true\n---\nSecret plans.\n",
        "content/way.fr.md": '---\ntitle: Chemin\n---\n[au quai]({{< ref "quay" >}}) {{< show "/quay" >}} fin {{< show "/later" >}}\n',
    }
    site = brought(tmp_path, files, monkeypatch)
    text = site.text("pages/fr/way.md")
    assert "[au quai](quay.md)" in text
    assert "Pierre." in text
    assert "Secret" not in text


def test_stories_beside_an_index_are_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "config.toml": "title = 'T'\n",
        "content/blog/ana/index.md": "---\ntitle: Ana's blog\n---\n",
        "content/blog/ana/first.md": "---\ntitle: First\ndate: 2012-03-04\n---\nHow it began.\n",
        "content/blog/ana/part.md": "---\ntitle: A part\n---\nA part of the page.\n",
        "content/closed/index.md": "---\nheadless: true\n---\n",
        "content/closed/card.md": "---\ntitle: Card\ndate: 2012-03-04\n---\nShown elsewhere.\n",
    }
    site = brought(tmp_path, files, monkeypatch)
    assert lost("<p>How it began.</p>", site.page("/blog/ana/first/")) == []
    assert "one of its own" in " ".join(site.notes("content/blog/ana/first.md"))
    assert not site.is_alive("/blog/ana/part/")
    assert not site.is_alive("/closed/card/")
