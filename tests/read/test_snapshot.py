"""The project's folders, walked once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from newsgen.errors import BuildFailed
from newsgen.read.snapshot import Snapshot, snapshot

from ..builders import PIXEL, SITE, project, story


def take(root: Path, **files: str | bytes) -> Snapshot:
    return snapshot(project(root, files))


def test_each_file_has_its_place(tmp_path: Path) -> None:
    files = {
        "content/articles/2024/x.md": story(),
        "content/articles/2024/quay.png": PIXEL,
        "content/articles/y/index.md": story(),
        "content/articles/y/left.png": PIXEL,
        "content/pages/about.md": story(),
        "content/media/a/b.pdf": "pdf",
        "content/tags.yaml": "",
        "content/notes.txt": "not for the site",
        "templates/page.html": "<p>",
        "static/robots.txt": "x",
    }
    found = snapshot(project(tmp_path, files))
    assert [file.path for file in found.articles] == ["articles/2024/x.md", "articles/y/index.md"]
    assert [file.path for file in found.pages] == ["pages/about.md"]
    assert {path: media.url.path for path, media in found.media.items()} == {
        "articles/2024/quay.png": "/2024/quay.png",
        "articles/y/left.png": "/y/left.png",
        "media/a/b.pdf": "/media/a/b.pdf",
    }
    assert set(found.config) == {"site.yaml", "tags.yaml"}
    assert "page.html" in found.templates
    assert "base.html" in found.theme
    assert "robots.txt" in found.static
    assert found.problems == ()


def test_size_of_pictures(tmp_path: Path) -> None:
    files = {
        "content/media/a.png": PIXEL,
        "content/media/b.png": b"\x89PNG\r\n\x1a\nbroken",
        "content/media/c.jpg": b"",
        "content/media/d.svg": b"<svg width='x'",
    }
    media = snapshot(project(tmp_path, files)).media
    assert (media["media/a.png"].width, media["media/a.png"].height, media["media/a.png"].size) == (320, 240, len(PIXEL))
    assert all(media[f"media/{name}"].width == 0 for name in ("b.png", "c.jpg", "d.svg"))


def test_litter_is_passed_over(tmp_path: Path) -> None:
    names = [".DS_Store", ".x.md.swp", "x.md~", "#x.md#", "~$x.md", ".git/config", "x.md.bak", "Thumbs.db", ".hidden.md"]
    files = {f"content/articles/{name}": "litter" for name in names} | {
        "static/.nojekyll": "",
        "static/.well-known/x": "",
        "static/.DS_Store": "",
    }
    found = snapshot(project(tmp_path, files))
    assert found.articles == ()
    assert found.media == {}
    assert {name for name in found.static if name.startswith(".")} == {".nojekyll", ".well-known/x"}


def test_names_that_are_not_utf8_are_told_all_at_once(tmp_path: Path) -> None:
    folders = project(tmp_path, {"content/articles/é.md": story(), "static/a.txt": "x", "templates/page.html": "<p>"})
    places = [b"content/articles/\xe9.md", b"content/media/\xff/p.png", b"static/b\xff.txt", b"templates/\xfe.html"]
    for place in places:
        path = os.fsencode(tmp_path) + b"/" + place
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 -- bytes
            open(path, "wb").close()  # noqa: PTH123
        except OSError:
            pytest.skip("names are UTF-8 here")
    (tmp_path / "static/link\udcff").symlink_to(tmp_path / "static/a.txt")
    found = snapshot(folders)
    assert [problem.where.path for problem in sorted(found.problems)] == [
        r"content/articles/\xe9.md",
        r"content/media/\xff",
        r"static/b\xff.txt",
        r"static/link\xff",
        r"templates/\xfe.html",
    ]
    assert {problem.message for problem in found.problems} == {"this file's name is not UTF-8"}
    assert all(problem.is_error for problem in found.problems)
    assert [file.path for file in found.articles] == ["articles/é.md"]
    assert "a.txt" in found.static
    assert all(path.isascii() for path in found.static)


@pytest.mark.parametrize("name", ["x.markdown", "x.mdown", "x.MKD", "x.mdx", "x.md.txt"])
def test_other_endings_of_markdown_are_told(tmp_path: Path, name: str) -> None:
    (problem,) = snapshot(project(tmp_path, {f"content/articles/{name}": story()})).problems
    assert (problem.where.path, problem.hint) == (f"content/articles/{name}", "rename it to  x.md")


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.HTM", "x", "x.2.txt", "x.md.html"])
def test_a_story_under_a_wrong_name_is_told(tmp_path: Path, name: str) -> None:
    """Published as a file, with its front matter, it would help nobody."""
    text, meant = story(), "x.2.md" if "2" in name else "x.md"
    stories = (text, f"\ufeff{text}", text.replace("\n", "\r\n"), f"\n{text}", text.replace("---", "--- ", 1))
    for data in (*(each.encode() for each in stories), text.encode("utf-16")):
        assert [each.hint for each in snapshot(project(tmp_path, {f"content/articles/{name}": data})).problems] == [
            f"rename it to  {meant}"
        ]
    for other in ("--- a list", "", "title: A"):
        found = snapshot(project(tmp_path, {f"content/articles/{name}": other}))
        assert (found.problems, f"articles/{name}" in found.media) == ((), True)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("article/2024/04/x.MD", "articles/2024/04/x.md"),
        ("x.md", "articles/x.md"),
        ("media/x.md", "articles/x.md"),
        ("Pages/x.md", "pages/x.md"),
    ],
)
def test_a_story_in_another_folder_is_told(tmp_path: Path, path: str, meant: str) -> None:
    (problem,) = snapshot(project(tmp_path, {f"content/{path}": story()})).problems
    assert (problem.level, problem.hint) == ("warning", f"move it to  content/{meant}")


def test_settings_with_the_other_ending_are_told_and_read(tmp_path: Path) -> None:
    found = snapshot(project(tmp_path, {"content/people.yml": "ana: {name: Ana}"}))
    assert [problem.hint for problem in found.problems] == ["rename it to  people.yaml"]
    assert found.config["people.yaml"].path == "people.yml"


def test_names_are_composed(tmp_path: Path) -> None:
    found = snapshot(project(tmp_path, {"content/articles/Cafe\u0301.md": story()}))
    assert [file.path for file in found.articles] == ["articles/Caf\u00e9.md"]


def link(root: Path, path: str, target: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(target)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("content/articles/x.md", "/etc/passwd"),
        ("content/articles/x.md", "../../outside.md"),
        ("content/articles/folder", "../../elsewhere"),
        ("content/articles/loop", "."),
        ("content/articles/x.md", "nothing.md"),
        ("content/media/a.png", "../../content-of-others/a.png"),
        ("static/secret", "../outside.md"),
        ("templates/page.html", "../outside.md"),
    ],
)
def test_links_out_of_a_folder_are_refused(tmp_path: Path, path: str, target: str) -> None:
    folders = project(tmp_path, {"outside.md": story(), "elsewhere/y.md": story(), "content-of-others/a.png": PIXEL})
    link(tmp_path, path, target)
    found = snapshot(folders)
    assert [problem.where.path for problem in found.problems] == [path]
    assert found.articles == ()
    assert found.media == {}
    assert "secret" not in found.static


def test_link_within_its_folder_is_the_file(tmp_path: Path) -> None:
    folders = project(tmp_path, {"content/media/a.png": PIXEL})
    link(tmp_path, "content/media/b.png", "a.png")
    found = snapshot(folders)
    assert found.problems == ()
    assert found.media["media/b.png"].digest == found.media["media/a.png"].digest


def test_project_behind_a_link_is_read(tmp_path: Path) -> None:
    project(tmp_path / "real", {"content/articles/x.md": story()})
    (tmp_path / "alias").symlink_to("real")
    assert len(snapshot(project(tmp_path / "alias")).articles) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are of Unix")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    folders = project(tmp_path, {"content/site.yaml": SITE})
    (tmp_path / "content/articles").mkdir()
    os.mkfifo(tmp_path / "content/articles/x.md")
    assert snapshot(folders).articles == ()


def test_folders_may_be_missing(tmp_path: Path) -> None:
    assert snapshot(project(tmp_path)).templates == {}


# Stamps

LATE = 1 << 62
PATH = "content/articles/x.md"


def reads(root: Path, known: Snapshot) -> bool:
    """Whether the story is read again, though it was known."""
    (file,) = snapshot(project(root), known.stamps, LATE).articles
    return file.kept is not None


def first(root: Path, before: int = LATE) -> Snapshot:
    return snapshot(project(root, {PATH: "---\ntitle: A\n---\n"}), {}, before)


def test_what_is_as_it_was_is_not_read(tmp_path: Path) -> None:
    known = first(tmp_path)
    assert not reads(tmp_path, known)
    again = snapshot(project(tmp_path), known.stamps, LATE)
    assert [file.digest for file in again.articles] == [file.digest for file in known.articles]
    assert [file.data for file in again.articles] == [file.data for file in known.articles]
    assert again.stamps == known.stamps


def test_what_has_another_size_is_read(tmp_path: Path) -> None:
    known = first(tmp_path)
    (tmp_path / PATH).write_text("---\ntitle: Longer\n---\n")
    assert reads(tmp_path, known)


def test_what_was_changed_under_its_old_time_and_size_is_read(tmp_path: Path) -> None:
    known = first(tmp_path)
    seen = (tmp_path / PATH).stat()
    sleep(0.02)  # the clock of a file system has ticks, of up to 10 ms
    (tmp_path / PATH).write_text("---\ntitle: B\n---\n")
    os.utime(tmp_path / PATH, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert (tmp_path / PATH).stat().st_mtime_ns == seen.st_mtime_ns
    assert reads(tmp_path, known)


@pytest.mark.parametrize("part", ["size", "modified", "changed", "node"])
def test_each_part_of_a_stamp_tells(tmp_path: Path, part: str) -> None:
    known = first(tmp_path)
    stamp = known.stamps[PATH]
    other = replace(known, stamps={PATH: stamp._replace(**{part: getattr(stamp, part) + 1})})
    assert reads(tmp_path, other)


def test_what_changed_within_the_last_tick_gets_no_stamp(tmp_path: Path) -> None:
    project(tmp_path, {PATH: "---\ntitle: A\n---\n"})
    changed = (tmp_path / PATH).stat().st_ctime_ns
    assert snapshot(project(tmp_path), {}, changed).stamps.get(PATH) is None
    assert PATH in snapshot(project(tmp_path), {}, changed + 1).stamps


def test_a_file_of_tomorrow_gets_no_stamp(tmp_path: Path) -> None:
    first(tmp_path)
    now = (tmp_path / PATH).stat().st_ctime_ns
    os.utime(tmp_path / PATH, ns=(now, now + 10**14))
    assert PATH not in snapshot(project(tmp_path), {}, now + 10**12).stamps


def test_a_known_file_that_changes_before_it_is_read_is_a_problem(tmp_path: Path) -> None:
    known = first(tmp_path)
    (file,) = snapshot(project(tmp_path), known.stamps, LATE).articles
    (tmp_path / PATH).write_text("---\ntitle: B\n---\n")
    with pytest.raises(BuildFailed, match="changed while the site was built"):
        _ = file.data


def test_a_picture_is_known_with_its_size(tmp_path: Path) -> None:
    folders = project(tmp_path, {"content/media/a.png": PIXEL})
    known = snapshot(folders, {}, LATE)
    media = snapshot(folders, known.stamps, LATE).media["media/a.png"]
    assert media == known.media["media/a.png"]
    assert (media.width, media.height) == (320, 240)
