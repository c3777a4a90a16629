"""Every command and every example of the documents, done as it stands there.

Blocks are known by their language. ``sh`` is run line by line in a publication made for the document, ``markdown`` with front
matter is built as a story, ``yaml`` is a file if its first line names one and front matter or settings otherwise, ``jinja`` and
``css`` likewise.
What cannot be done is said in the document, in a comment above the block: ``<!-- not run: it asks another host -->``.
``<!-- wrong -->`` stands above a story with a mistake; the block after it is what newsgen says of it.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import pytest
import yaml

from newsgen.cli import COMMANDS, main
from newsgen.desk.tables import TABLES, fields_of
from newsgen.errors import BuildFailed, show_human
from newsgen.model.options import Options, When
from newsgen.pipeline import build
from newsgen.read.snapshot import Folders

from .builders import PIXEL, ROOT, story

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN: Mapping[str, str] = {
    "make": "a Makefile's; CI runs `make test`, and `make site` is the build",
    "newsgen serve": "it runs until it is stopped",
    "newsgen check --links": "it asks other hosts",
    "newsgen import": "it needs the site of another program; tests/migrate has some",
    "python -m tests.bench": "it takes an hour",
    "pip": "the tests run in what it installs",
}
"""Commands that no document's test runs, by how they begin."""
SHOWN = {"", "text", "nginx", "console", "diff", "html", "ini", "json", "toml"}
"""Languages of blocks that are there to look at."""
TAGS = ["Harbour", "Belt & Road", "ferry", "boats", "ferry boats"]  # those that documents speak of
LATER = datetime(2032, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, the comment above it, and the block that follows in its document."""

    path: str
    line: int
    language: str
    text: str
    mark: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


_FENCE = re.compile(r"^(?:<!-- (?P<mark>[^\n]*?) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(place: Path) -> list[Block]:
    text, path = place.read_text("utf-8"), place.relative_to(ROOT).as_posix()
    found = [*_FENCE.finditer(text)]
    texts = [*(each["text"] for each in found[1:]), ""]
    return [
        Block(path, text.count("\n", 0, each.start("text")), each["language"], each["text"], each["mark"] or "", after)
        for each, after in zip(found, texts, strict=False)
    ]


ALL = [block for place in DOCUMENTS for block in blocks(place)]


def of(*languages: str) -> Any:
    wanted = [block for block in ALL if block.language in languages and not block.mark.startswith("not run:")]
    return pytest.mark.parametrize("block", wanted, ids=str)


def test_every_block_is_of_a_known_kind() -> None:
    known = {"sh", "markdown", "yaml", "jinja", "css", *SHOWN}
    assert [str(block) for block in ALL if block.language not in known] == [], f"name a language that {__file__} knows"
    assert [f"{block}: {block.mark}" for block in ALL if not re.fullmatch(r"|wrong|not run: .+|fields: .+", block.mark)] == []
    assert {"sh", "markdown", "yaml", "jinja", "css"} <= {block.language for block in ALL}


# Commands


def commands(block: Block) -> Iterator[str]:
    yield from (line for line in block.text.replace("\\\n", " ").splitlines() if shlex.split(line, comments=True))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_git: None) -> Path:
    """A publication in a repository, with a branch ``main``, tags, two sites, and a server that is a folder."""
    for name, value in {"SOURCE_DATE_EPOCH": "1900000000", "EDITOR": "true"}.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "paper").mkdir()
    monkeypatch.chdir(tmp_path / "paper")
    assert main(["init", ".", "--publish", "none"]) == 0
    git("init", "--quiet", "--initial-branch", "main")
    Path(".git/info/exclude").write_text("*-site/\n")
    for tag, site in (("v1", "old-site"), ("v2", "new-site")):
        Path("content/articles/2026/01").mkdir(parents=True, exist_ok=True)
        Path("content/articles/2026/01/quay.md").write_text(story("The old quay", "2026-01-02", tags=TAGS, body=tag))
        git("add", "--all")
        git("commit", "--quiet", "--message", tag)
        git("tag", tag)
        assert main(["build", "--output", site, "--no-cache"]) == 0
    return tmp_path / "paper"


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


def run(line: str, block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(line, comments=True)
    if next((start for start in NOT_RUN if line.startswith(start)), ""):
        return
    if words[0] == "cd":
        monkeypatch.chdir(words[1])
    elif words[0] == "newsgen":
        assert main(words[1:]) == 0, f"{block}: {line}"
    elif " sh publish.sh" in line:
        local = line.replace("deploy@example.org:", "").replace("/srv/www/paper", str(Path("www").resolve()))
        done = subprocess.run(["bash", "-e", "-c", local], capture_output=True, text=True, check=False)
        assert done.returncode == 0 or not shutil.which("rsync"), done.stdout + done.stderr
    else:
        pytest.fail(f"{block}: {line}\nSay above the block why it is not run:  <!-- not run: … -->  or add it to NOT_RUN")


@pytest.mark.parametrize("place", DOCUMENTS, ids=lambda place: place.name)
def test_commands_do_what_they_say(place: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for block in blocks(place):
        if block.language == "sh" and not block.mark.startswith("not run:"):
            for line in commands(block):
                run(line, block, monkeypatch)


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    assert main([command, "--help"]) == 0
    return set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))


def test_every_command_and_option_that_is_named_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    known = {command: options_of(command, capsys) for command in COMMANDS}
    for place in DOCUMENTS:
        text = place.read_text("utf-8")
        lines = [line for block in blocks(place) if block.language == "sh" for line in commands(block)]
        for said in [*re.findall(r"`(newsgen [a-z][^`\n]*)`", text), *(line for line in lines if line.startswith("newsgen "))]:
            command, *rest = said.removeprefix("newsgen ").split()
            assert command in COMMANDS, f"{place.name}: {said}"
            asked = {word.partition("=")[0] for word in rest if re.match(r"--[a-z]", word)}
            assert asked <= known[command], f"{place.name}: {said}"


# Stories, settings, templates, styles


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


def company(head: Mapping[str, Any], body: str, place: str) -> dict[str, str | bytes]:
    """The files that an example speaks of: its photos, and the stories that it links."""
    files: dict[str, str | bytes] = {}
    sources = [each["src"] for each in head.get("photos") or [] if isinstance(each, dict)] + re.findall(
        r"!\[[^\]]*\]\((\S+?)[ )]", body
    )
    for source in sources:
        if "://" not in source:
            files[source if source.startswith("media/") else normpath(join(dirname(place), source))] = PIXEL
    named = [head.get("translation_of"), *(head.get("related") or [])]
    links = [normpath(join(dirname(place), each)) for each in re.findall(r"\]\(([^):#]+\.md)", body)]
    for path in [*links, *(f"articles/{each}" for each in named if each)]:
        files[path] = story("Another story", "2026-01-02", body="## The last day\n\nText.\n\n## The bridge\n\nText.")
    return files


SETTINGS = """\
title: The Harbour Post
base_url: https://harbour.example
publisher: {name: The Harbour Press}
sections: [{slug: news, title: News}, {slug: city, title: City}, {slug: world, title: World}]
extra: {phone: 555 0142}
"""


def written(root: Path, files: Mapping[str, str | bytes]) -> Folders:
    """A publication that has an example in it; paths are those of ``content/`` unless they begin with another folder."""
    own = {"site.yaml": SETTINGS, "pages/about.md": "---\ntitle: About\n---\nWe are people of the harbour.\n"}
    outlets = {"sources.yaml": "outlets: {harbour-post: {name: Harbour Post}, coast: {name: The Coast}}\n"}
    for path, text in {**own, **outlets, "articles/2026/01/first.md": story("First", "2026-01-01"), **files}.items():
        place = root / (path if path.startswith(("templates/", "static/")) else f"content/{path}")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Folders(root / "content", root / "templates", root / "static", ROOT)


def builds(root: Path, files: Mapping[str, str | bytes], block: Block) -> Mapping[str, Any]:
    try:
        made = build(written(root, files), Options(When(LATER, drafts=True)))
    except BuildFailed as failure:
        pytest.fail(f"{block}\n{show_human(failure.problems)}", pytrace=False)
    assert show_human(made.warnings) == "", str(block)
    return made.tree


PLACE = "articles/2026/04/example.md"


@of("markdown")
def test_stories_build(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not block.text.startswith("---\n"):
        return  # a piece of text, which any is
    if block.mark == "wrong":
        told(block, tmp_path, monkeypatch)
        return
    head, body = front_matter(block.text)
    lasting = re.sub(r"^expires:.*\n", "", block.text, flags=re.MULTILINE)  # at LATER it would be gone
    tree = builds(tmp_path, {**company(head, body, PLACE), PLACE: lasting}, block)
    assert "2026/04/example/index.html" in tree


def told(block: Block, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What newsgen says of a story with a mistake."""
    written(root, {PLACE: block.text})
    monkeypatch.chdir(root)
    with pytest.raises(BuildFailed) as failure:
        build(Folders(Path("content"), Path("templates"), Path("static"), ROOT), Options(When(LATER)))
    assert show_human(failure.value.problems) == block.after.rstrip("\n"), str(block)


KEYS = {name: {field.name for field in fields_of(table)} for name, table in TABLES.items()}


@of("yaml")
def test_settings_and_front_matter_build(block: Block, tmp_path: Path) -> None:
    values = yaml.safe_load(block.text)
    name = re.match(r"# (?:content/)?(\S+\.ya?ml)\n", block.text)
    if name and name[1].startswith("templates/labels/"):
        builds(tmp_path, {name[1]: block.text, "site.yaml": SETTINGS + f"language: {Path(name[1]).stem}\n"}, block)
    elif name:
        builds(tmp_path, {name[1]: with_title(block.text, values) if name[1] == "site.yaml" else block.text}, block)
    elif values.keys() <= KEYS["article"]:
        head = "".join(
            f"{key}: {value}\n" for key, value in {"title": "Example", "date": "2026-04-16"}.items() if key not in values
        )
        builds(tmp_path, {**company(values, "", PLACE), PLACE: f"---\n{head}{block.text}---\nText.\n"}, block)
    elif values.keys() <= KEYS["site"]:
        builds(tmp_path, {"site.yaml": with_title(block.text, values)}, block)
    else:
        pytest.fail(f"{block}: say in a first line which file it is, as in  # content/tags.yaml")


def with_title(text: str, values: Mapping[str, Any]) -> str:
    given = yaml.safe_load(SETTINGS)
    rest = {key: value for key, value in given.items() if key not in values and key != "sections"}
    return text + yaml.safe_dump(rest)


@of("jinja")
def test_templates_build(block: Block, tmp_path: Path) -> None:
    name = re.match(r"\{# (\S+) #\}\n", block.text)
    example = {PLACE: story("Example", "2026-04-16", type="opinion", author="Ana", extra={"phone": "555"}, body="Text.")}
    tree = builds(tmp_path, {**example, name[1] if name else "templates/fragments/example.html": block.text}, block)
    without = build(written(tmp_path / "plain", example), Options(When(LATER, drafts=True))).tree
    page = "2026/04/example/index.html"
    assert (tree[page] != without[page]) == bool(name), f"{block}: a template that is named changes the page"


@of("css")
def test_styles_are_published(block: Block, tmp_path: Path) -> None:
    tree = builds(tmp_path, {"static/assets/site.css": block.text}, block)
    page = tree["2026/01/first/index.html"]
    assert b"assets/site." in page
    used = set(re.findall(r"(--[\w-]+):", block.text))
    assert [name for name in used if f"{name}:" not in (ROOT / "static/assets/newsgen.css").read_text("utf-8")] == []


# The documents themselves


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    assert [place.name for place in DOCUMENTS[1:] if place.name != "README.md" and f"]({place.name})" not in index] == []


@pytest.mark.parametrize("place", DOCUMENTS, ids=lambda place: place.name)
def test_links_lead_somewhere(place: Path) -> None:
    text = _FENCE.sub("", place.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (place.parent / path).resolve() if path else place
        assert there.exists(), f"{place.name}: {target}"
        assert not anchor or anchor in anchors(there), f"{place.name}: {target}"


def anchors(place: Path) -> set[str]:
    """As hosts of repositories make them of headings."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", place.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```sh\nnewsgen build\n```\n", [("sh", "")]),
        ("<!-- not run: why -->\n```sh\nx\n```\n", [("sh", "not run: why")]),
        ("```\na\n```\n\n```yaml\nb: 1\n```\n", [("", ""), ("yaml", "")]),
    ],
)
def test_blocks_are_found(text: str, found: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_examples.ROOT", tmp_path)
    (tmp_path / "a.md").write_text(text)
    assert [(block.language, block.mark) for block in blocks(tmp_path / "a.md")] == found


@pytest.mark.parametrize("line", ["newsgen build --nothing", "newsgen diff nowhere", "frobnicate"])
def test_a_command_that_does_not_work_is_found(line: str, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run(line, Block("a.md", 1, "sh", line, "", ""), monkeypatch)


Run = Callable[[Block, Path], None]


@pytest.mark.parametrize(
    ("run_", "text"),
    [
        (test_settings_and_front_matter_build, "sectoin: x\n"),
        (test_settings_and_front_matter_build, "section: nowhere\n"),
        (test_settings_and_front_matter_build, "page_size: many\n"),
        (test_templates_build, "{{ page|hrf }}\n"),
        (test_styles_are_published, ":root { --acent: red }\n"),
    ],
)
def test_an_example_that_is_wrong_is_found(run_: Run, text: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run_(Block("a.md", 1, "", text, "", ""), tmp_path)
