"""A whole site of WordPress: what becomes of its posts, terms, people, uploads and addresses, and that the result builds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from newsgen.cli import main
from newsgen.migrate.imported import Imported
from newsgen.read.snapshot import Folders

from ...builders import PIXEL, ROOT, built, text_of
from .exports import CATEGORY, TAG, item, site, upload, wxr

HARBOUR = CATEGORY.format("harbour", "Harbour & quay")
QUAY = upload(
    20, "https://post.example/wp-content/uploads/2024/04/quay.jpg", alt="The old quay", caption="In winter", credit="Li Wei"
)


def notes(found: Imported) -> str:
    return "\n".join(
        note.said for all_of_one in (*found.notes.values(), *(each.notes for each in found.pieces)) for note in all_of_one
    )


def test_what_the_site_is() -> None:
    found = site(item())
    assert found.settings == {
        "title": "The Harbour Post",
        "tagline": "News from the coast & beyond",
        "base_url": "https://post.example",
        "language": "en-GB",
        "timezone": "Europe/London",
    }
    assert found.people == {"ana-ruiz": {"name": "Ana Ruiz"}}


def test_a_post() -> None:
    (found,) = site(
        item(
            terms=HARBOUR + TAG.format("fish", "Fish"), excerpt="In <b>short</b>.", meta={"_thumbnail_id": "20", "mood": "calm"}
        ),
        QUAY,
    ).pieces
    assert (found.kind, found.address, found.name) == ("article", "/2024/04/16/ferries-return/", "ferries-return")
    assert found.head == {
        "title": "Ferries return",
        "date": datetime.fromisoformat("2024-04-16T18:05:00+01:00"),
        "summary": "In short.",
        "section": "News",
        "tags": ["Harbour & quay", "Fish"],
        "authors": ["Ana Ruiz"],
        "photos": [
            {
                "src": "https://post.example/wp-content/uploads/2024/04/quay.jpg",
                "alt": "The old quay",
                "caption": "In winter",
                "credit": "Li Wei",
            }
        ],
        "extra": {"mood": "calm"},
    }


@pytest.mark.parametrize(
    ("status", "is_draft"),
    [
        ("publish", False),
        ("future", False),
        ("draft", True),
        ("pending", True),
        ("private", True),
        ("dp-rewrite-republish", True),
    ],
)
def test_only_what_was_published_is(status: str, is_draft: bool) -> None:
    (found,) = site(item(status=status)).pieces
    assert found.head.get("draft", False) is is_draft
    assert bool(found.address) is not is_draft
    assert bool(found.notes) is is_draft


def test_a_password_holds_a_post_back() -> None:
    text = wxr(item()).replace("<wp:post_password><![CDATA[]]>", "<wp:post_password><![CDATA[secret]]>")
    (found,) = site(text=text).pieces
    assert found.head["draft"] is True
    assert "secret" not in repr(found)


def test_the_bin_is_left_out_and_told() -> None:
    found = site(item(1), item(2, "Gone", status="trash"), item(3, "", "", name=""))
    assert [each.head["title"] for each in found.pieces] == ["Ferries return"]
    assert found.notes["export.xml: post 2 “Gone”"][0].said == "left out: it lay in the bin"
    assert found.notes["export.xml: post 3"][0].said == "left out: it is empty"


@pytest.mark.parametrize(
    ("date", "gmt", "rss", "wanted"),
    [
        ("2024-04-16 18:05:00", "2024-04-16 17:05:00", "", "2024-04-16T18:05:00+01:00"),
        ("2024-04-16 18:05:00", "0000-00-00 00:00:00", "", "2024-04-16T18:05:00+01:00"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", "Tue, 16 Apr 2024 17:05:00 +0000", "2024-04-16T18:05:00+01:00"),
        ("", "", "", "2024-06-01T00:00:00+00:00"),
    ],
)
def test_when(date: str, gmt: str, rss: str, wanted: str) -> None:
    other = item(9, date="2024-07-16 12:00:00", gmt="2024-07-16 11:00:00", name="other")
    text = wxr(other, item(date=date, gmt=gmt)).replace("Tue, 16 Apr 2024 17:05:00 +0000", rss)
    assert site(text=text).pieces[1].head["date"] == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("offset_winter", "offset_summer", "name"),
    [
        (0, 0, "UTC"),
        (0, 1, "Europe/London"),
        (1, 2, "Europe/Berlin"),
        (-5, -4, "America/New_York"),
        (8, 8, "Asia/Shanghai"),
        (9, 9, "Asia/Tokyo"),
    ],
)
def test_the_zone_is_told_by_the_times(offset_winter: int, offset_summer: int, name: str) -> None:
    posts = [
        item(1, date=f"2024-01-16 {12 + offset_winter:02}:00:00", gmt="2024-01-16 12:00:00", name="a"),
        item(2, date=f"2024-07-16 {12 + offset_summer:02}:00:00", gmt="2024-07-16 12:00:00", name="b"),
    ]
    text = wxr(*posts).replace("<language>en-GB", "<language>xx" if name != "Europe/London" else "<language>en-GB")
    assert site(text=text).settings["timezone"] == name


def test_the_main_category_and_translations() -> None:
    terms = (
        CATEGORY.format("sport", "Sport") + HARBOUR + '<category domain="language" nicename="de"><![CDATA[Deutsch]]></category>'
    )
    group = '<category domain="post_translations" nicename="pll_1"><![CDATA[pll_1]]></category>'
    english = '<category domain="language" nicename="en"><![CDATA[English]]></category>'
    german, original = site(
        item(1, name="a", terms=terms + group, meta={"_yoast_wpseo_primary_category": "6"}),
        item(2, name="b", terms=english + group),
    ).pieces
    assert (german.head["section"], german.head["tags"], german.head["language"]) == ("News", ["Sport", "Harbour & quay"], "de")
    assert (german.translates, original.translates) == ("/2024/04/16/b/", "")


def test_other_taxonomies_and_other_authors() -> None:
    terms = '<category domain="places" nicename="x"><![CDATA[Halcyon]]></category>'
    terms += '<category domain="author" nicename="cap-b"><![CDATA[Bo Lind]]></category>'
    (found,) = site(
        item(terms=terms + '<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>')
    ).pieces
    assert (found.head["tags"], found.head["authors"]) == (["Halcyon"], ["Bo Lind"])
    assert "section" not in found.head
    assert "terms of places are topics now" in found.notes[0].said


def test_addresses_and_lists() -> None:
    found = site(
        item(1, content="One<!--nextpage-->Two", terms=HARBOUR + TAG.format("fish", "Fish"), meta={"_wp_old_slug": "ferries"}),
        item(2, name="other", link="https://post.example/?p=2"),
        item(3, "About", "Us", kind="page", link="https://post.example/about/", terms=""),
    )
    assert found.pieces[0].aliases == ("/2024/04/16/ferries-return/2/", "/2024/04/16/ferries/")
    assert found.pieces[1].address == ""
    assert "https://post.example/?p=2 is told by its query" in notes(found)
    assert found.pieces[2].kind == "page"
    wanted = {
        "/tag/fish/": "/tags/fish/",
        "/category/news/": "/sections/news/",
        "/category/news/harbour/": "/tags/harbour-and-quay/",
        "/author/ana/": "/authors/ana-ruiz/",
        "/2024/": "/archive/2024/",
        "/2024/04/": "/archive/2024/04/",
        "/feed/": "/feed.xml",
        "/feed/atom/": "/atom.xml",
    }
    assert found.redirects == wanted


def test_a_site_below_a_path() -> None:
    text = wxr(item(link="https://post.example/blog/2024/a/")).replace(
        "https://post.example</wp:base_blog", "https://post.example/blog</wp:base_blog"
    )
    assert site(text=text).pieces[0].address == "/2024/a/"


@pytest.mark.parametrize("folder", ["", "uploads/", "wp-content/uploads/", "backup of 2024/uploads/"])
def test_uploads_wherever_they_lie(folder: str) -> None:
    names = ("2024/04/quay.jpg", "2024/04/quay-300x200.jpg", "2023/01/report.pdf", "2023/01/only-10x10.jpg")
    found = site(item(), QUAY, files=[f"{folder}{name}" for name in names])
    kept = ("2024/04/quay.jpg", "2023/01/report.pdf", "2023/01/only-10x10.jpg")
    assert found.files == {f"/wp-content/uploads/{name}": f"{folder}{name}" for name in kept}


def test_uploads_that_are_not_there_are_told() -> None:
    assert "uploads that are not here: 1" in notes(site(item(), QUAY))


def test_another_caption_of_the_uploads_does_not_take_the_place_of_the_storys() -> None:
    picture = (
        '<figure><img src="https://post.example/wp-content/uploads/2024/04/quay.jpg"><figcaption>At dusk</figcaption></figure>'
    )
    (found,) = site(item(content=picture, meta={"_thumbnail_id": "20"}), QUAY).pieces
    assert found.head["photos"][0]["caption"] == "At dusk"  # type: ignore[index]
    assert "another caption" in found.notes[0].said and "In winter" in found.notes[0].said


def test_two_posts_of_one_number_are_both_kept_and_one_that_two_files_have_once() -> None:
    assert len(site(item(1, "A"), item(1, "B"), item(1, "A")).pieces) == 2


CONTENT = """\
<!-- wp:paragraph --><p>Block with a <a href="https://post.example/?p=11">link</a>,
<a href="/2024/04/16/other/#comments">another</a>,
<a href="/nowhere/">one to nothing</a> and <a href="#lost">one to no anchor</a>.</p><!-- /wp:paragraph -->
<!-- wp:image {"id":20} -->
<figure class="wp-block-image"><img src="https://post.example/wp-content/uploads/2024/04/quay-300x200.jpg"/></figure>
<!-- /wp:image -->
<div><p>Left open
"""


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    old = tmp_path / "old"
    for name in ("quay.jpg", "quay-300x200.jpg", "büro ä.pdf"):
        place = old / "uploads" / "2024" / "04" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(PIXEL)
    text = wxr(
        item(10, content=CONTENT, meta={"_thumbnail_id": "20"}, terms=HARBOUR),
        item(11, "Other", "Text.\n\nMore.", name="other"),
        item(12, "港口", "中文。", name="%e6%b8%af%e5%8f%a3", link="https://post.example/2024/04/17/%e6%b8%af%e5%8f%a3/"),
        item(13, "Same", "x", name="same", link="https://post.example/same/", kind="page", terms=""),
        item(14, "Same", "y", name="same", link="https://post.example/same/"),
        item(15, "Held", "z", name="", status="draft", gmt="0000-00-00 00:00:00", link="https://post.example/?p=15"),
        QUAY,
    )
    (old / "export.xml").write_text(text, "utf-8")
    (old / "second.xml").write_text(wxr(item(16, "Second file", "w", name="second")), "utf-8")
    return old


def test_the_result_builds_and_old_addresses_answer(tmp_path: Path, imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new"
    assert main(["import", str(imported), "--into", str(new)]) == 0
    assert "6  stories" in capsys.readouterr().out
    made = built(Folders(new / "content", new / "templates", new / "static", ROOT), datetime(2024, 6, 1, tzinfo=UTC))
    old = [
        "2024/04/16/ferries-return",
        "2024/04/16/other",
        "2024/04/17/港口",
        "same",
        "2024/04/16/second",
        "tag",
        "category/news",
        "author/ana",
    ]
    assert {f"{path}/index.html" for path in old if path != "tag"} <= made.tree.keys()
    page = text_of(made, "2024/04/16/ferries-return/index.html")
    assert "../other/" in page and "Left open" in page and "one to nothing" in page
    assert "quay.jpg" in page and "quay-300x200" not in page
    assert "wp-content/uploads/2024/04/büro ä.pdf" in made.tree
    assert yaml.safe_load((new / "content/site.yaml").read_text("utf-8"))["timezone"] == "Europe/London"
    assert not any("held" in path.lower() for path in made.tree)


def test_the_uploads_may_lie_elsewhere(tmp_path: Path, imported: Path) -> None:
    (imported / "uploads").rename(tmp_path / "media")
    assert (
        main(
            [
                "import",
                "wordpress",
                str(imported / "export.xml"),
                "--media",
                str(tmp_path / "media"),
                "--into",
                str(tmp_path / "new"),
            ]
        )
        == 0
    )
    assert (tmp_path / "new/static/wp-content/uploads/2024/04/quay.jpg").read_bytes() == PIXEL


def test_no_folder_of_uploads(tmp_path: Path, imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(imported), "--media", str(tmp_path / "none"), "--into", str(tmp_path / "new")]) == 2
    assert "--media DIR" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
