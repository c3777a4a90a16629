# ruff: noqa: E501 -- messages as they are
"""Old addresses of redirects.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.link import check
from newsgen.model.url import of_alias

from ..builders import PIXEL, built, problems, project, story

STORY = {"content/articles/2024/04/a.md": story(tags=["harbour"], aliases=["/old/a/"])}


def tree(root: Path, redirects: str) -> dict[str, bytes]:
    return dict(built(project(root, {**STORY, "content/redirects.yaml": redirects})).tree)  # type: ignore[arg-type]


def test_a_page_leads_on_and_a_feed_stands_where_it_stood(tmp_path: Path) -> None:
    text = """\
redirects:
  - {old: /category/harbour.html, new: /tags/harbour/}
  - {old: /tag/harbour, new: /tags/harbour/}
  - {old: /feeds/all.atom.xml, new: /atom.xml}
  - {old: /tag/harbour.xml, new: /tags/harbour/feed.xml}
  - {old: /leaflet.pdf, new: /2024/04/a/}
"""
    made = tree(tmp_path, text)
    assert b'url=../tags/harbour/"' in made["category/harbour.html"]
    assert b'url=../../tags/harbour/"' in made["tag/harbour/index.html"]
    assert made["feeds/all.atom.xml"] == made["atom.xml"]
    assert made["tag/harbour.xml"] == made["tags/harbour/feed.xml"]
    assert "leaflet.pdf" not in made
    assert made["_redirects"].decode().splitlines() == [
        "/category/harbour.html /tags/harbour/ 301",
        "/feeds/all.atom.xml /atom.xml 301",
        "/leaflet.pdf /2024/04/a/ 301",
        "/old/a/ /2024/04/a/ 301",
        "/tag/harbour.xml /tags/harbour/feed.xml 301",
        "/tag/harbour/ /tags/harbour/ 301",
    ]


def test_what_moved_twice_leads_to_where_it_is(tmp_path: Path) -> None:
    """A tag that is renamed again must not take along the feed of its first name."""
    pairs = [
        (f"/tags/{old}/{file}", f"/tags/{new}/{file}") for file in ("", "feed.xml") for old, new in (("a", "b"), ("b", "harbour"))
    ]
    made = tree(tmp_path, "redirects:\n" + "".join(f"  - {{old: {old}, new: {new}}}\n" for old, new in pairs))
    for name in "ab":
        assert made[f"tags/{name}/feed.xml"] == made["tags/harbour/feed.xml"]
        assert b'url=../harbour/"' in made[f"tags/{name}/index.html"]
    assert "/tags/a/ /tags/harbour/ 301" in made["_redirects"].decode().splitlines()


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{old: /2024/04/a/, new: /tags/}", "content/redirects.yaml:1:19 the old address /2024/04/a/ is the address of content/articles/2024/04/a.md"),
        ("{old: /old/a/, new: /tags/}", "content/redirects.yaml:1:19 the old address /old/a/ is the address of an alias of content/articles/2024/04/a.md"),
        ("{old: /tags/, new: /latest/}", "content/redirects.yaml:1:19 the old address /tags/ is the address of the tag index"),
        ("{old: /, new: /latest/}", "content/redirects.yaml:1:19 / is no address of this site"),
        ("{old: /x/, new: /nowhere/}", "content/redirects.yaml:1:29 there is no page or feed /nowhere/"),
        ("{old: /x/, new: /tags/}, {old: /x, new: /latest/}", "content/redirects.yaml:1:44 the old address /x/ stands here twice"),
        ("{old: /x/, new: /y/}, {old: /y/, new: /x/}", "content/redirects.yaml:1:29 /y/ leads back, and nowhere else"),
        ("{old: x, new: /tags/}", "content/redirects.yaml:1:19 old must be a web address, or a path that begins with /, not x"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, entry: str, expected: str) -> None:
    found = problems(project(tmp_path, {**STORY, "content/redirects.yaml": f"redirects: [{entry}]"}))
    places = [f"{each.where.path.rpartition('/content/')[2]}:{each.where.line}:{each.where.column}" for each in found]
    assert expected in [f"content/{place} {each.message}" for place, each in zip(places, found, strict=True)]


def test_a_list_that_was_pasted_twice_is_told_at_each_second_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these lines was looked for among all: 1,000 took 5 s of processor time, 2,000 took 19 s."""
    read: list[str] = []
    monkeypatch.setattr(check, "of_alias", lambda text: read.append(text) or of_alias(text))  # type: ignore[func-returns-value]
    lines = "".join(f"  - {{old: /x/{number}/, new: /tags/}}\n" for number in range(40))
    found = problems(project(tmp_path, {**STORY, "content/redirects.yaml": f"redirects:\n{lines}{lines}"}))
    assert [(each.where.line, each.message) for each in found] == [
        (number + 42, f"the old address /x/{number}/ stands here twice") for number in range(40)
    ]
    assert len(read) < 80 * 3


def test_a_picture_of_static_has_its_size(tmp_path: Path) -> None:
    photos = [{"src": "/img/quay.png", "alt": "A quay"}]
    files = {
        "content/articles/2024/04/a.md": story(photos=photos, body="![Boat](/img/boat.png)"),
        "static/img/quay.png": PIXEL,
        "static/img/boat.png": PIXEL,
    }
    made = built(project(tmp_path, files))
    page = made.tree["2024/04/a/index.html"]
    assert isinstance(page, bytes)
    assert b'src="../../../img/quay.png" alt="A quay" width="320" height="240"' in page
    assert b'src="../../../img/boat.png" alt="Boat" width="320" height="240"' in page
    assert made.warnings == ()
