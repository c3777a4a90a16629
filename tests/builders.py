"""Small projects, stories and builds for tests: complete, and short to vary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from newsgen import pipeline
from newsgen.errors import BuildFailed, Problem
from newsgen.model.article import Article, StandingPage, Story
from newsgen.model.entry import Entry
from newsgen.model.options import Options, When
from newsgen.pipeline import Build
from newsgen.read.article import Reading, Settings, article, page
from newsgen.read.entry import Names, entry
from newsgen.read.snapshot import Folders, SourceFile

ROOT = Path(__file__).parents[1]
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
SITE = """\
title: The Harbour Post
base_url: https://harbour.example
timezone: Asia/Singapore
sections: [{slug: world, title: World}, {slug: city, title: City}]
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000140000000f00803000000ee0fa0120000000049454e44ae426082"
)  # the head of a PNG of 320 by 240, which is all that a build reads of it


def story(
    title: object = "Harbour reopens", date: object = "2024-04-16T09:00", body: str = "Text.", **front_matter: object
) -> str:
    """A source; None leaves a key out."""
    keys = {"title": title, "date": date, **front_matter}
    lines = [_line(key, value) for key, value in keys.items() if value is not None]
    return "---\n" + "".join(lines) + f"---\n{body}\n"


def _line(key: str, value: object) -> str:
    return str(yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=10_000))


def raw(front_matter: str, body: str = "Text.") -> bytes:
    """A source with its front matter as an editor typed it, below a title and a date."""
    return f"---\ntitle: Harbour reopens\ndate: 2024-04-16\n{front_matter}\n---\n{body}\n".encode()


def project(root: Path, files: Mapping[str, str | bytes] | None = None) -> Folders:
    """Write files below a folder and give the project's folders; the theme is the repository's own."""
    for path, text in {"content/site.yaml": SITE, **(files or {})}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return Folders(root / "content", root / "templates", root / "static", ROOT)


def built(folders: Folders, as_of: datetime = NOON, drafts: bool = False) -> Build:
    """The site in memory; raises BuildFailed."""
    return pipeline.build(folders, Options(When(as_of, drafts)))


def problems(folders: Folders, as_of: datetime = NOON) -> list[Problem]:
    """All that is wrong with a project, warnings included."""
    try:
        return list(built(folders, as_of).warnings)
    except BuildFailed as failure:
        return list(failure.problems)


def text_of(build: Build, path: str) -> str:
    """A file of the output."""
    content = build.tree[path]
    assert isinstance(content, bytes)
    return content.decode()


def reading(source: str | bytes, path: str = "articles/2024/04/harbour.md", zone: str = "Asia/Singapore") -> Reading:
    """What comes of one source alone."""
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    read = article if path.startswith("articles/") else page
    return read(Settings(zone), SourceFile(path, data))


def read_story(source: str | bytes, path: str = "articles/2024/04/harbour.md", zone: str = "Asia/Singapore") -> Article:
    """The story of a source without problems."""
    found = reading(source, path, zone)
    assert found.problems == ()
    assert isinstance(found.story, Article)
    return found.story


def read_page(source: str | bytes, path: str = "pages/about.md") -> StandingPage:
    """The standing page of a source without problems."""
    found = reading(source, path)
    assert found.problems == ()
    assert isinstance(found.story, StandingPage)
    return found.story


def line(story: Story, language: str = "en") -> Entry:
    """A story's line in the register."""
    return entry(story, Names(f"article of {story.path}", f"face of {story.path}", f"body of {story.path}"), language)


def said(source: str | bytes, path: str = "articles/2024/04/harbour.md") -> list[str]:
    """The problems of one source alone, as ``line:column message``."""
    return [f"{each.where.line}:{each.where.column} {each.message}" for each in reading(source, path).problems]
