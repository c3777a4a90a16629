"""The link checker must find what is broken before its silence means anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from .links import broken

BASE = "https://daily.example/news"
GOOD = {
    "index.html": '<a href="a/#top">A</a><a href="./">self</a><a href="mailto:x@y.example">m</a>'
    '<img src="b%20c.png" srcset="b%20c.png 1x, x.css 2x">',
    "a/index.html": '<h1 id="top">A</h1><a href="../">up</a><a href="https://daily.example/news/x.css">css</a>'
    '<a href="https://other.example/z">z</a>',
    "b c.png": "",
    "x.css": "@import 'y.css'; p { background: url(b%20c.png) } /* url(old.png) */",
    "y.css": "",
    "feed.xml": '<rss><channel><link>https://daily.example/news/</link><item><guid isPermaLink="false">tag:x</guid>'
    "<description>&lt;a href='https://daily.example/news/a/#top'&gt;A&lt;/a&gt;</description></item></channel></rss>",
    "feed.json": '{"home_page_url": "https://daily.example/news/", '
    '"items": [{"content_html": "<a href=https://daily.example/news/a/>A</a>"}]}',
    "sitemap.xml": "<urlset><url><loc>https://daily.example/news/a/</loc></url></urlset>",
    "robots.txt": "Sitemap: https://daily.example/news/sitemap.xml\n",
    "_redirects": "/old/ /news/a/ 301\n",
}


def site(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    for path, text in {**GOOD, **(changes or {})}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return root


def test_a_sound_site_has_nothing_broken(tmp_path: Path) -> None:
    assert broken(site(tmp_path), BASE) == []
    assert broken(tmp_path, BASE + "/") == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("index.html", '<a href="b/">b</a>', "b/ (no such file)"),
        ("index.html", '<a href="a">no slash</a>', "a (no such file)"),
        ("index.html", '<a href="A/">case</a>', "A/ (no such file)"),
        ("index.html", '<a href="a/#middle">a</a>', "a/#middle (no such id)"),
        ("index.html", '<a href="#middle">a</a>', "#middle (no such id)"),
        ("index.html", '<a href="/a/">root</a>', "/a/ (leads out of the site)"),
        ("index.html", '<a href="https://daily.example/a/">a</a>', "https://daily.example/a/ (leads out of the site)"),
        ("index.html", '<a href="http://[::1">a</a>', "http://[::1 (is no address)"),
        ("index.html", '<img src="d.png" alt="">', "d.png (no such file)"),
        ("index.html", '<img src="b%20c.png" srcset="b%20c.png 1x, d.png 2x">', "d.png (no such file)"),
        ("index.html", '<video poster="d.png"></video>', "d.png (no such file)"),
        ("index.html", '<p style="background: url(d.png)">', "d.png (no such file)"),
        ("index.html", "<style>@import url('d.css');</style>", "d.css (no such file)"),
        ("index.html", '<meta http-equiv="refresh" content="0; url=b/">', "b/ (no such file)"),
        ("index.html", f'<meta property="og:image" content="{BASE}/d.png">', f"{BASE}/d.png (no such file)"),
        ("index.html", f'<script type="application/ld+json">{{"x": ["{BASE}/b/#p"]}}</script>', f"{BASE}/b/ (no such file)"),
        ("x.css", "p { background: url('d.png') }", "d.png (no such file)"),
        ("feed.xml", f"<rss><channel><link>{BASE}/b/</link></channel></rss>", f"{BASE}/b/ (no such file)"),
        ("feed.xml", f"<rss><guid>{BASE}/b/</guid></rss>", f"{BASE}/b/ (no such file)"),
        ("feed.xml", "<feed><link href='a/'/></feed>", "a/ (is not absolute)"),
        ("feed.xml", "<rss><description>&lt;a href='a/'&gt;A&lt;/a&gt;</description></rss>", "a/ (is not absolute)"),
        ("feed.json", f'{{"items": [{{"url": "{BASE}/b/"}}]}}', f"{BASE}/b/ (no such file)"),
        ("feed.json", '{"items": [{"content_html": "<img src=d.png>"}]}', "d.png (is not absolute)"),
        ("sitemap.xml", f"<urlset><url><loc>{BASE}/b/</loc></url></urlset>", f"{BASE}/b/ (no such file)"),
        ("robots.txt", f"Sitemap: {BASE}/s.xml\n", f"{BASE}/s.xml (no such file)"),
        ("_redirects", "/old/ /news/b/ 301\n", "/news/b/ (no such file)"),
    ],
)
def test_each_kind_of_break_is_found(tmp_path: Path, path: str, text: str, expected: str) -> None:
    assert broken(site(tmp_path, {path: text}), BASE) == [f"{path}: {expected}"]
