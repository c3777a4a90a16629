"""What an address that an editor wrote leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.link.addresses import Directory, resolve, story_path
from newsgen.model.site import Media
from newsgen.model.url import of_media
from newsgen.read.entry import candidates, reference

from ..builders import PIXEL, built, line, problems, project, read_page, read_story, story, text_of

HERE = "articles/2024/04/here.md"
STORIES = {
    story.path: line(story)
    for story in (
        read_story(story(body="## Night {#night}\n\n## C++"), HERE),
        read_story(story(body="## Größe"), "articles/2024/03/other.md"),
        read_story(story(), "articles/2024/05/held.md"),
        read_story(story(), "articles/2024/06/bundle/index.md"),
        read_story(story(), "articles/旧城/洪水.md"),
        read_page(story(), "pages/about.md"),
    )
}
MEDIA = {
    path: Media(path, of_media(path), "", "", 1, 320, 240)
    for path in (
        "media/quay.jpg",
        "media/a/quay.jpg",
        "articles/2024/04/own photo.jpg",
        "articles/2024/04/quay.jpg",
        "articles/2024/06/bundle/left.jpg",
    )
}
DIRECTORY = Directory(
    STORIES,
    {each.url: each for each in STORIES.values()},
    MEDIA,
    {each.url.path: each for each in MEDIA.values()},
    frozenset({"articles/2024/05/held.md"}),
)


def leads(address: str, here: str = HERE) -> str | None:
    """The address and anchor as text, ``held`` for a story that waits, None for nothing."""
    found = resolve(reference(address, here), STORIES[here], DIRECTORY)
    if found is None:
        return None
    _, url, fragment, _, _, _ = found
    return "held" if url is None else url + (f"#{fragment}" if fragment else "")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../03/other.md", "/2024/03/other/"),
        ("../03/other.md#größe", "/2024/03/other/#größe"),
        ("../03/other.md#Größe", "/2024/03/other/#größe"),
        ("../03/./other.md?page=2", "/2024/03/other/"),
        ("../06/bundle/index.md", "/2024/06/bundle/"),
        ("../../../pages/about.md", "/about/"),
        ("../../%E6%97%A7%E5%9F%8E/洪水.md", "/旧城/洪水/"),
        ("../05/held.md", "held"),
        ("#night", "/2024/04/here/#night"),
        ("#c++", "/2024/04/here/#c-plus-plus"),
        ("#", "/2024/04/here/"),
        ("here.md", "/2024/04/here/"),
        ("/about/", "/about/"),
        ("/about/#x", "/about/#x"),
        ("/2024/05/held/", "held"),
        ("/nowhere/", "/nowhere/"),
        ("/media/quay.jpg", "/media/quay.jpg"),
        ("quay.jpg", "/2024/04/quay.jpg"),
        ("media/quay.jpg", "/media/quay.jpg"),
        ("a/quay.jpg", "/media/a/quay.jpg"),
        ("../../../media/a/quay.jpg", "/media/a/quay.jpg"),
        ("own%20photo.jpg", "/2024/04/own photo.jpg"),
        ("own photo.jpg", "/2024/04/own photo.jpg"),
        ("gone.md", None),
        ("../03/other", None),
        ("../../../../etc/passwd", None),
        ("/../etc/passwd", None),
        ("https://x.example/", None),
        ("//x.example/", None),
        ("mailto:x@y.example", None),
        ("https://[::1/", None),
    ],
)
def test_addresses(address: str, target: str | None) -> None:
    assert leads(address) == target


def test_photo_brings_its_size() -> None:
    found = resolve(reference("quay.jpg", HERE), STORIES[HERE], DIRECTORY)
    assert found == ("quay.jpg", "/2024/04/quay.jpg", "", 320, 240, "articles/2024/04/quay.jpg")


def test_photo_of_a_bundle_lies_beside_its_page() -> None:
    assert leads("left.jpg", "articles/2024/06/bundle/index.md") == "/2024/06/bundle/left.jpg"


@given(st.text(max_size=40))
def test_no_address_crashes_or_leaves(address: str) -> None:
    found = leads(address)
    assert found is None or found == "held" or found.startswith("/")
    assert not any(path.startswith(("..", "/")) for path in candidates(address.lstrip("/"), HERE))


@pytest.mark.parametrize(
    "reference",
    [
        "2024/03/other.md",
        "2024/03/other",
        "../03/other.md",
        "articles/2024/03/other.md",
        "/2024/03/other/",
        " 2024/03/other.md ",
        "2024/03/../03/other.md",
    ],
)
def test_story_of_a_key_may_be_named_in_many_ways(reference: str) -> None:
    assert story_path(reference, HERE, STORIES) == "articles/2024/03/other.md"


def test_story_of_a_key() -> None:
    assert story_path("2024/06/bundle", HERE, STORIES) == "articles/2024/06/bundle/index.md"
    assert story_path("about.md", HERE, STORIES) == "pages/about.md"
    assert story_path("旧城/洪水", HERE, STORIES) == "articles/旧城/洪水.md"
    assert story_path("../../../../etc/passwd", HERE, STORIES) is None
    assert story_path("", HERE, STORIES) is None


# In the page


FILES: dict[str, str | bytes] = {
    "content/articles/2024/03/other.md": story("Other", body="## Night {#night}"),
    "content/articles/2024/05/held.md": story("Held", "2030-01-01"),
    "content/media/quay.png": PIXEL,
    "content/media/paper.pdf": "pdf",
}


def page(root: Path, body: str) -> str:
    folders = project(root, {**FILES, "content/articles/2024/04/here.md": story("Here", body=body)})
    return text_of(built(folders), "2024/04/here/index.html")


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[x](../03/other.md)", '<a href="../../03/other/">x</a>'),
        ("[x](../03/other.md#night)", '<a href="../../03/other/#night">x</a>'),
        ("<a class=c href='../03/other.md'>x</a>", '<a class=c href="../../03/other/">x</a>'),
        ("[x](/2024/03/other/)", '<a href="../../03/other/">x</a>'),
        ("[x](paper.pdf)", '<a href="../../../media/paper.pdf">x</a>'),
        ("[x](https://x.example/?a&b)", '<a href="https://x.example/?a&amp;b">x</a>'),
        ("## Y {#y}\n\n[x](#y)", '<a href="#y">x</a>'),
        ("a ![x](quay.png)", '<img alt="x" src="../../../media/quay.png" width="320" height="240"'),
        ('<img src="quay.png" width="5" alt="x"> a', '<img src="../../../media/quay.png" width="5" alt="x"'),
        (
            '<source srcset="quay.png 1x, quay.png 2x">',
            '<source srcset="../../../media/quay.png 1x, ../../../media/quay.png 2x">',
        ),
        (
            '<video poster="quay.png" src="paper.pdf"></video>',
            '<video poster="../../../media/quay.png" src="../../../media/paper.pdf">',
        ),
    ],
)
def test_links_are_rewritten_in_the_page(tmp_path: Path, body: str, html: str) -> None:
    assert html in page(tmp_path, body)


@pytest.mark.parametrize("address", ["../05/held.md", "/2024/05/held/"])
def test_link_to_a_story_that_waits_is_text_and_a_warning(tmp_path: Path, address: str) -> None:
    html = page(tmp_path, f"See [the next one]({address}).")
    assert "See <a>the next one</a>." in html
    assert "held" not in html
    (warning,) = problems(project(tmp_path))
    assert (warning.level, warning.where.line, warning.where.column) == ("warning", 5, 20)
    assert warning.message == f"{address} is not published yet; its link is left out until it is"


def test_an_anchor_that_a_story_lacks_is_told_before_it_appears(tmp_path: Path) -> None:
    """Else the very build at which it appears would fail."""
    page(tmp_path, "See [the next one](../05/held.md#nowhere).")
    (warning,) = problems(project(tmp_path))
    assert warning.level == "warning"
    assert "is not published yet, and there is no anchor #nowhere in it" in warning.message


@pytest.mark.parametrize("address", ["gone.md", "/2024/04/gone/"])
def test_link_to_a_story_that_has_expired_is_text_and_a_warning(tmp_path: Path, address: str) -> None:
    project(tmp_path, {"content/articles/2024/04/gone.md": story(expires="2024-05-01")})
    assert "See <a>it</a>." in page(tmp_path, f"See [it]({address}).")
    (warning,) = problems(project(tmp_path))
    assert (warning.level, warning.message) == ("warning", f"{address} has expired; its link is left out")
