"""What editors' programs and tired editors do to files."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.serve import watching
from newsgen.serve.session import Session

from ..builders import SITE, story
from .conftest import FILES, HARBOUR, Preview, previewed

PAGE = "/2024/04/harbour/"
OTHER = story(body="Saved otherwise.")


def in_place(place: Path) -> None:
    place.write_text(OTHER)


def by_rename(place: Path) -> None:
    """Most editors."""
    new = place.with_name(".goutputstream-AB12CD")
    new.write_text(OTHER)
    new.replace(place)


def by_vim(place: Path) -> None:
    """A file to try the folder, a backup by renaming, a new file, the backup deleted; a swap file all the while."""
    swap, trial, backup = place.with_name(".harbour.md.swp"), place.with_name("4913"), place.with_name("harbour.md~")
    swap.write_bytes(b"swap")
    trial.write_bytes(b"")
    trial.unlink()
    place.rename(backup)
    place.write_text(OTHER)
    backup.unlink()
    swap.unlink()


def by_emacs(place: Path) -> None:
    lock, auto = place.with_name(".#harbour.md"), place.with_name("#harbour.md#")
    lock.symlink_to("someone@nowhere.1:1")
    auto.write_text("half")
    shutil.copy(place, place.with_name("harbour.md~"))
    place.write_text(OTHER)
    auto.unlink()
    lock.unlink()


def by_jetbrains(place: Path) -> None:
    new, old = place.with_name("harbour.md___jb_tmp___"), place.with_name("harbour.md___jb_old___")
    new.write_text(OTHER)
    place.rename(old)
    new.rename(place)
    old.unlink()


def in_halves(place: Path) -> None:
    data = OTHER.encode()
    with place.open("wb") as stream:
        stream.write(data[:20])
        stream.flush()
        time.sleep(0.1)
        stream.write(data[20:])


def by_delete_and_write(place: Path) -> None:
    place.unlink()
    time.sleep(0.1)
    place.write_text(OTHER)


@pytest.mark.parametrize(
    "save", [in_place, by_rename, by_vim, by_emacs, by_jetbrains, in_halves, by_delete_and_write], ids=lambda save: save.__name__
)
def test_however_a_story_is_saved(preview: Preview, save: Callable[[Path], None]) -> None:
    save(preview.root / HARBOUR)
    preview.until(lambda: "Saved otherwise." in preview.text(PAGE))
    preview.until(lambda: preview.session.showing.problems == ())


def test_swap_files_change_nothing(preview: Preview) -> None:
    before = preview.session.showing
    for name in (".harbour.md.swp", "harbour.md~", "#harbour.md#", ".#harbour.md", ".goutputstream-X", "harbour.md.tmp", "4913"):
        preview.write(f"content/articles/2024/04/{name}", "---\ntitle: [\n---\n")
    preview.write(HARBOUR, OTHER)
    preview.until(lambda: "Saved otherwise." in preview.text(PAGE))
    assert preview.session.showing.problems == ()
    assert before.edition
    assert preview.session.showing.edition
    assert before.edition.outputs.keys() == preview.session.showing.edition.outputs.keys()


def test_many_files_at_once(preview: Preview) -> None:
    for number in range(200):
        preview.write(f"content/articles/2023/05/story-{number}.md", story(f"Story {number}", "2023-05-01T09:00"))
    preview.until(lambda: all(preview.get(f"/2023/05/story-{number}/").status == 200 for number in (0, 99, 199)))
    shutil.rmtree(preview.root / "content/articles/2023")
    preview.until(lambda: preview.get("/2023/05/story-0/").status == 404)
    assert preview.session.showing.problems == ()


def test_a_folder_that_is_moved_away_and_back(preview: Preview) -> None:
    month = preview.root / "content/articles/2024/04"
    month.rename(preview.root / "away")
    preview.until(lambda: preview.get(PAGE).status == 404)
    (preview.root / "away").rename(month)
    preview.until(lambda: preview.get(PAGE).status == 200)


def test_the_content_goes_and_comes_back(preview: Preview) -> None:
    """As a branch of a repository does."""
    (preview.root / "content").rename(preview.root / "away")
    preview.until(lambda: preview.session.showing.is_wrong)
    assert preview.get(PAGE).status == 200
    (preview.root / "away").rename(preview.root / "content")
    preview.until(lambda: not preview.session.showing.is_wrong)
    preview.write(HARBOUR, OTHER)
    preview.until(lambda: "Saved otherwise." in preview.text(PAGE))


def test_folders_that_come_later_are_watched(preview: Preview) -> None:
    preview.write("templates/page.html", "<p>First</p>")
    preview.until(lambda: "First" in preview.text("/about/"))
    preview.write("templates/page.html", "<p>Second</p>")
    preview.until(lambda: "Second" in preview.text("/about/"))


def test_what_no_watcher_tells_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Network drives say nothing, and a system has only so many watches."""

    def none_left(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(watching, "watch", none_left)
    with previewed(tmp_path, dict(FILES)) as preview:
        preview.write(HARBOUR, OTHER)
        preview.until(lambda: "Saved otherwise." in preview.text(PAGE))


def test_a_fault_of_ours_is_told_and_ends_nothing(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*arguments: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Session, "_edition", failing)
        preview.write(HARBOUR, OTHER)
        preview.until(lambda: preview.faults)
        assert "newsgen itself has failed" in preview.text(PAGE)
    preview.faults.clear()
    preview.write(HARBOUR, story(body="Well again."))
    preview.until(lambda: "Well again." in preview.text(PAGE))
    assert preview.session.showing.problems == ()


def test_a_file_with_bom_crlf_and_a_name_of_its_own(preview: Preview) -> None:
    path = "content/articles/2024/04/Übung macht’s.md"
    preview.write(path, b"\xef\xbb\xbf" + story("Übung").replace("\n", "\r\n").encode())
    preview.until(lambda: preview.get("/2024/04/%C3%BCbung-macht-s/").status == 200)
    preview.write(path, b"\xef\xbb\xbf" + story("Übung", body="Noch einmal.").replace("\n", "\r\n").encode())
    preview.until(lambda: "Noch einmal." in preview.text("/2024/04/%C3%BCbung-macht-s/"))


def test_a_site_that_lies_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with previewed(tmp_path / "link", {"content/site.yaml": SITE, HARBOUR: story()}) as preview:
        preview.write(HARBOUR, OTHER)
        preview.until(lambda: "Saved otherwise." in preview.text(PAGE))
