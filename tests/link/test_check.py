"""What is wrong only in company. The words are in ``transcripts/``; here is when they are said, and when not."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.errors import BuildFailed

from ..builders import PIXEL, SITE, built, problems, project, story


def said(root: Path, files: dict[str, str | bytes]) -> list[str]:
    return [f"{each.where.path.rpartition('/')[2]}: {each.message}" for each in problems(project(root, files))]


def here(**front_matter: object) -> dict[str, str | bytes]:
    return {
        "content/articles/here.md": story("Here", **front_matter),
        "content/articles/other.md": story("Other", body="## Night {#night}"),
    }


@pytest.mark.parametrize(
    "front_matter",
    [
        {"body": "[x](other.md#night) [y](#top) [z](/other/) [w](/feed.xml) [v](/tags/) [u](/) [t](/sitemap.xml)"},
        {"body": "[x](/archive/2024/04/) [y](/sections/city/) [z](/latest/)"},
        {"section": "city", "author": "Anybody At All", "source": {"name": "Wire"}},
        {"related": ["other.md", "/other/"], "aliases": ["/old/", "/old/x.html", "/ältere/"]},
        {"photos": [{"src": "https://x.example/a.jpg", "alt": "A"}, {"src": "//x.example/b.jpg"}]},
        {"translation_of": "other.md", "language": "zh"},
    ],
)
def test_nothing_is_said_of_what_is_right(tmp_path: Path, front_matter: dict[str, object]) -> None:
    assert said(tmp_path, here(**front_matter)) == []


def test_anchor_of_a_footnote_is_there(tmp_path: Path) -> None:
    assert said(tmp_path, here(body="x[^1]\n\n[^1]: Note.")) == []


def test_stories_that_wait_are_checked_too(tmp_path: Path) -> None:
    assert said(tmp_path, here(date="2030-01-01", body="[x](gone.md)")) == ["here.md: there is no file gone.md"]
    assert said(tmp_path, here(draft=True, section="wrold")) == ["here.md: there is no section wrold in site.yaml"]


def test_outlet_of_a_slug_must_be_known_whether_published_or_not(tmp_path: Path) -> None:
    message = "here.md: there is no outlet wire in sources.yaml"
    assert said(tmp_path, here(source="wire")) == [message]
    assert said(tmp_path, here(source="wire", draft=True)) == [message]
    assert said(tmp_path, here(source={"name": "wire"})) == []


@pytest.mark.parametrize(
    ("author", "wrong"),
    [("ana-ruiz", False), ("Ana Ruiz", False), ("ana-ruis", True), ("staff", False), ("Staff Writer", False), ("li-wei", True)],
)
def test_people_written_as_slugs_must_be_known(tmp_path: Path, author: str, wrong: bool) -> None:
    files = {**here(author=author), "content/people.yaml": "ana-ruiz: {name: Ana Ruiz}"}
    assert bool(said(tmp_path, files)) == wrong


def test_address_of_a_story_that_waits_is_taken(tmp_path: Path) -> None:
    files = {**here(date="2030-01-01"), "content/articles/here/index.md": story()}
    assert said(tmp_path, files) == ["index.md: its address /here/ is also the address of content/articles/here.md"]


def test_a_link_to_a_story_with_errors_of_its_own_is_not_called_broken(tmp_path: Path) -> None:
    files = {**here(body="[x](other.md)", related=["other.md"]), "content/articles/other.md": "---\ntitle: Other\n---\n"}
    assert said(tmp_path, files) == ["other.md: date is missing"]


def test_file_where_another_page_needs_a_folder(tmp_path: Path) -> None:
    files = {**here(aliases=["/other/index.html/x/"])}
    assert len(said(tmp_path, files)) == 1


def test_photo_under_a_page_s_address(tmp_path: Path) -> None:
    assert said(tmp_path, here(body="![x](other.md)")) == ["here.md: other.md is a story, not a photo"]
    assert said(tmp_path, here(photos=[{"src": "other.md"}])) == ["here.md: other.md is a story, not a photo"]
    assert said(tmp_path, here(body='<iframe src="other.md"></iframe>')) == []


def test_hint_names_a_file_as_it_must_be_typed(tmp_path: Path) -> None:
    files = {**here(body="[x](what%3F now.md)"), "content/articles/what? now.md": story()}
    files["content/articles/here.md"] = story("Here", body="[x](<what now.md>)")
    (problem,) = problems(project(tmp_path, files))
    assert problem.hint == "did you mean  what%3F%20now.md"
    files["content/articles/here.md"] = story("Here", body="[x](what%3F%20now.md)")
    assert said(tmp_path, files) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("![x](<harbour skyline.jpg>)", "media/Harbour%20Skyline.JPG"),
        ("![x](quay.jpeg)", "../03/quay.jpg"),
        ("[x](who-pays)", "who-pays/index.md"),
        ("[x](who-pays.md)", "who-pays/index.md"),
        ("[x](../03/hte-fair.md)", "../03/the-fair.md"),
        ("[x](https//harbour.example/fair)", "https://harbour.example/fair"),
    ],
)
def test_what_a_hint_names_can_be_typed(tmp_path: Path, written: str, meant: str) -> None:
    """Case is no difference, a folder stands for its story, and of two names that are alike the nearer is meant."""
    place = "content/articles/2024/04/here.md"
    others = {f"content/articles/2024/{path}": story(path) for path in ("04/who-pays/index.md", "03/the-fair.md")}
    photos = ("media/Harbour Skyline.JPG", "articles/2024/04/who-pays/harbour-skyline.jpg", "articles/2024/03/quay.jpg")
    files = others | {f"content/{path}": PIXEL for path in photos}
    (problem,) = problems(project(tmp_path, files | {place: story("Here", body=written)}))
    assert problem.hint.split("  ") in (["did you mean", meant], ["write", meant])
    mended = re.sub(r"\(.*\)", f"({meant})", written)
    assert problems(project(tmp_path, files | {place: story("Here", body=mended)})) == []


# Every planned address is unique and safe

SEGMENT = st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1, max_size=30)
FILE = st.lists(SEGMENT.filter(lambda text: text not in {".", ".."}), min_size=1, max_size=3).map("/".join)
TAGS = st.lists(
    st.text(max_size=20) | st.sampled_from(["..", "/", "index", "page", "feed.xml", "CON", "C++", "c", "C", "😀", "x" * 300]),
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(FILE, TAGS, min_size=1, max_size=5))
def test_every_planned_address_is_unique_and_safe(tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[str]]) -> None:
    root = tmp_path_factory.mktemp("site")
    for number, (name, tags) in enumerate(files.items()):
        place = f"content/articles/{name}.md"
        if len(place.rpartition("/")[2].encode()) < 250:
            try:
                project(root, {place: story(f"Story {number}", tags=tags)})
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                continue
    try:
        made = built(project(root))
    except BuildFailed as failure:
        assert all(re.search("address|cannot be shown|a story needs|control", each.message) for each in failure.problems)
        return
    paths = list(made.tree)
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert not re.search(r"[\\\x00-\x1f]", path)
        for segment in path.split("/"):
            assert segment not in {"", ".", ".."}
            assert len(segment.encode()) <= 255
            assert unquote(segment) == segment or "%" in segment


def test_logo_under_either_folder(tmp_path: Path) -> None:
    site = "title: A\nbase_url: https://a.example\npublisher: {name: P, logo: LOGO}\n"
    for name, place in (
        ("logo.png", "content/media/logo.png"),
        ("media/logo.png", "content/media/logo.png"),
        ("logo.png", "static/logo.png"),
    ):
        root = tmp_path / place.replace("/", "-") / name.replace("/", "-")
        assert said(root, {"content/site.yaml": site.replace("LOGO", name), place: PIXEL, "content/articles/x.md": story()}) == []


@pytest.mark.parametrize("url", ["/about", "/about.md", "/pages/about.md", "/content/pages/about.md", "/about/index.md"])
def test_the_file_of_a_page_is_named_by_its_address(tmp_path: Path, url: str) -> None:
    site = f"{SITE}navigation: [{{title: About, url: {url}}}]\n"
    files = {"content/site.yaml": site, "content/pages/about.md": story(), "content/articles/a.md": story()}
    (problem,) = problems(project(tmp_path, files))
    assert problem.hint == "write  /about/"


def test_a_photo_with_a_number_in_its_name_gets_the_address_that_works(tmp_path: Path) -> None:
    body, picture = "![A quay](<quay #1.png>)", {"content/articles/quay #1.png": PIXEL}
    (problem,) = problems(project(tmp_path, {"content/articles/a.md": story(body=body), **picture}))
    assert problem.hint == "did you mean  quay%20%231.png"
    mended = story(body="![A quay](quay%20%231.png)", photos=[{"src": "quay%20%231.png", "alt": "A quay"}])
    assert problems(project(tmp_path, {"content/articles/a.md": mended})) == []
    (tmp_path / "content/articles/quay #1.png").unlink()
    (problem,) = problems(project(tmp_path, {"content/articles/a.md": story(photos=[{"src": "quay #1.png", "alt": "A quay"}])}))
    assert problem.hint == "put the file at  content/articles/quay #1.png  or mend the name"
