"""A site in a folder and the same site from its sources are served alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen import pipeline
from newsgen.desk.served import address, of_folder, of_tree, ways
from newsgen.model.tree import Stored
from newsgen.write.diff import digest

from ..builders import PIXEL, built, project, story

FILES = {
    "content/articles/Größe/harbour.md": story(
        "Harbour", aliases=["/old/", "/feed.php"], photos=[{"src": "q.png", "alt": "Quay"}]
    ),
    "content/articles/Größe/q.png": PIXEL,
    "static/.htaccess": "Options -Indexes",
    "static/.well-known/security.txt": "Contact: mailto:a@harbour.example",
    "static/a b.pdf": b"%PDF",
}


def test_a_folder_and_its_sources(tmp_path: Path) -> None:
    made = built(project(tmp_path, FILES))
    pipeline.write(tmp_path / "site", made.tree)
    generated, shown = of_tree(made.tree, made.runner.load), of_folder(tmp_path / "site")
    assert generated.files == shown.files
    assert {".well-known/security.txt", "a b.pdf"} <= shown.files.keys()
    assert not {".htaccess", ".newsgen.json"} & shown.files.keys()
    assert [path for path in shown.files if generated.load(path) != shown.load(path)] == []


def test_what_lies_in_a_store_comes_from_it() -> None:
    tree = {"a.html": Stored(digest(b"x"), 1), "b.html": b"y"}
    served = of_tree(tree, {digest(b"x"): b"x"}.__getitem__)
    assert {path: served.load(path) for path in served.files} == {"a.html": b"x", "b.html": b"y"}
    assert served.files == {path: digest(content) for path, content in tree.items()}


def test_old_addresses_lead_where_the_theme_says(tmp_path: Path) -> None:
    made = built(project(tmp_path, FILES))
    found = ways(of_tree(made.tree, made.runner.load))
    assert found.base == "harbour.example"
    assert {found.end(old) for old in ("/old/", "/old", "/feed.php", "/größe/harbour/", "/größe/harbour")} >= {"/größe/harbour/"}
    assert found.end("/feed.php") == "/größe/harbour/"
    assert found.end("/nowhere/") is None


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("index.html", "/"),
        ("a/index.html", "/a/"),
        ("a/b.html", "/a/b.html"),
        ("myindex.html", "/myindex.html"),
        ("f.xml", "/f.xml"),
    ],
)
def test_addresses(path: str, at: str) -> None:
    assert address(path) == at
