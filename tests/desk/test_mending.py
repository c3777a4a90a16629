"""What is mended is mended, and each other byte stays."""

from __future__ import annotations

from functools import partial

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.advice import House
from newsgen.desk.mending import FIXABLE, Mender, mended
from newsgen.desk.own import own_path
from newsgen.desk.raw import copy_of, scalars
from newsgen.desk.splice import Refused, Sheet, text_of, with_items, written
from newsgen.model.url import tag_key

BASE = "https://own.example/news"
TOPICS = (
    ("belt-and-road", "Belt and Road", "belt-and-road"),
    ("bri", "Belt and Road", "belt-and-road"),
    ("defence", "Defence: all", "defence"),
    ("defense", "Defence: all", "defence"),
)


def resolve(address: str, image: bool) -> str:
    """A site in which there is everything but what is called missing."""
    return "" if "missing" in address else own_path(address, BASE)


MENDER = Mender(House(BASE, "en", TOPICS), frozenset(FIXABLE), resolve)


def mend(text: str) -> str:
    """A story's text mended; nothing is left."""
    found = mended(MENDER, "articles/a.md", text.encode())
    assert found.left == ()
    assert mended(MENDER, "articles/a.md", found.after).after == found.after
    return found.after.decode()


def story(front_matter: str, body: str = "Text.") -> str:
    return f"---\ntitle: A # comment\n{front_matter}\n---\n{body}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [AI, ai, defense, x]", 'tags: [AI, "Defence: all", x]'),
        ("tags: [AI, ai]   # two", "tags: [AI]   # two"),
        ("tags: [ x , X , x ]", "tags: [ x ]"),
        ("tags: ['x', \"X\", Y]", "tags: ['x', Y]"),
        ("tags: ['bri', \"bri\", Y]", "tags: ['Belt and Road', Y]"),
        ('tags: [bri, y, "Belt & Road"]', "tags: [Belt and Road, y]"),
        ("tags: [x, X,]", "tags: [x, ]"),
        ("tags: [x, # one\n  X,\n  y, Y\n]", "tags: [x, # one\n  y\n]"),
        ("tags: [\n  x,\n  y, # why\n  X\n  ]", "tags: [\n  x,\n  y, # why\n  ]"),
        ("tags:\n- x # one\n- X # two\n# three\n- y", "tags:\n- x # one\n# three\n- y"),
        ("tags:\n  - bri\n  -   'defense'\n", "tags:\n  - Belt and Road\n  -   'Defence: all'\n"),
        ("tags:\n  - x\n  - y\n  -\n  - ~\n  - X", "tags:\n  - x\n  - y\n  -\n  - ~"),
        ("author: Ana\nauthors: [Li, Ana, Li]", "author: Ana\nauthors: [Li, Ana]"),
        ("aliases: [/a/, /b/, /a/]", "aliases: [/a/, /b/]"),
        ("related:\n- a.md\n- a.md", "related:\n- a.md"),
        ("tags: [🎉, é, É, bri]", "tags: [🎉, é, Belt and Road]"),
        ("tags: [harbour, Harbour Town, HARBOUR]", "tags: [harbour, Harbour Town]"),
    ],
)
def test_lists(before: str, after: str) -> None:
    assert mend(story(before)) == story(after)


@pytest.mark.parametrize(
    "front_matter",
    [
        "tags: [defence, belt-and-road]",  # short names, and capitals, are as good
        "tags: [BELT AND ROAD]",
        "tags: [一带一路, y]",
        "tags: []",
        "tags:",
        "extra: {tags: [x, X]}",
        "summary: 'tags: [x, X]'",
    ],
)
def test_what_needs_nothing_stays(front_matter: str) -> None:
    before = story(front_matter)
    assert mend(before) == before


@pytest.mark.parametrize(
    "front_matter",
    [
        "tags: &t [x, X]\nrelated: *t",
        "tags: [&x x, X, *x]",
        "tags:\n- x\n- >\n  bri\n",
        "tags: [x, !!str X]",
        "tags: [y, x, X # or\n , z]",
    ],
)
def test_what_cannot_be_changed_safely_is_left_and_told(front_matter: str) -> None:
    before = story(front_matter).encode()
    found = mended(MENDER, "articles/a.md", before)
    assert found.after == before
    assert [problem.message.split(":")[0] for problem in found.left] == ["this is left for you to mend"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[a]({BASE}/x/#y) [b](<{BASE}/z/>)", "[a](/x/#y) [b](</z/>)"),
        (f"![a]({BASE}/p.jpg 'T') [![c](c.jpg)]({BASE}/c/)", "![a](/p.jpg 'T') [![c](c.jpg)](/c/)"),
        (f"[a][r]\n\n[r]: {BASE}/x/ 'T'", "[a][r]\n\n[r]: /x/ 'T'"),
        (f"<a class=x href='{BASE}/x/'>a</a>", "<a class=x href='/x/'>a</a>"),
        ("[a](HTTP://OWN.example/news/x/) [b](https://own.example/news)", "[a](/x/) [b](/)"),
    ],
)
def test_own_addresses(before: str, after: str) -> None:
    for end in ("\n", "\r\n", ""):
        assert mend(story("tags: [y]", before + end)) == story("tags: [y]", after + end)


@pytest.mark.parametrize(
    "body",
    [
        f"`[a]({BASE}/x/)`",
        f"```\n[a]({BASE}/x/)\n```",
        f"<{BASE}/x/> and {BASE}/x/",
        f"[a]({BASE}/x/?q=1)",
        f"[a]({BASE}/missing/)",
        "[a](https://own.example/newspaper/) [b](https://own.example.org/news/) [c](https://other.example/own.example/news/)",
        "[a](other.md)",
        f'[a]({BASE}/x/)\n\n```{{.python linenums="1"}}\nx\n```',
    ],
)
def test_addresses_that_stay(body: str) -> None:
    assert mend(story("tags: [y]", body)) == story("tags: [y]", body)


def test_what_is_no_link_but_text_stays() -> None:
    before = f"[a]({BASE}/a/)\n\n<div>[b]({BASE}/b/)</div>\n\n[c]({BASE}/c/ and [d]({BASE}/d/)\n\n1. e\n\n    [e]({BASE}/e/)\n"
    after = before.replace(f"{BASE}/a/", "/a/").replace(f"{BASE}/d/", "/d/")
    assert mend(story("tags: [y]", before)) == story("tags: [y]", after)


def test_only_what_is_wanted_is_mended() -> None:
    text = story("tags: [bri, x, X]", f"[a]({BASE}/x/)").encode()
    for wanted in FIXABLE:
        after = mended(Mender(MENDER.house, frozenset({wanted}), resolve), "articles/a.md", text).after.decode()
        assert ("Belt" in after, "X" not in after, BASE not in after) == tuple(name == wanted for name in FIXABLE)


def test_what_cannot_be_read_stays() -> None:
    for data in (b"", b"---\n", b"no front matter", b"---\ntags: [x, X\n---\n", b"\xff\xfe-", b"---\ntags: [x, X]\n---\n\xff"):
        assert mended(MENDER, "articles/a.md", data).after == data


WRONG = {
    "another key": lambda text, *_: text.replace("title: A", "title: B").replace(", X", ""),
    "the body": lambda text, *_: text.replace("Text.", "Text!").replace(", X", ""),
    "too much": lambda text, *_: text.replace("[x, X]", "[]"),
    "too little": lambda text, *_: text.replace("# comment", "# remark"),
    "no YAML": lambda text, *_: text.replace("]", ""),
    "a type": lambda text, *_: text.replace("x: 1", "x: '1'").replace(", X", ""),
}


@pytest.mark.parametrize("how", WRONG)
def test_a_change_that_goes_wrong_is_noticed(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.desk.mending.with_items", WRONG[how])
    before = story("tags: [x, X]\nextra: {x: 1}").encode()
    found = mended(MENDER, "articles/a.md", before)
    assert found.after == before
    assert len(found.left) == 1


# Any file

WORDS = st.sampled_from(
    ["x", "X", "bri", "BRI", "defense", "Defence: all", "Belt & Road", "é", "É", "🎉", "港", "no", "2024", "y z", "it's", 'a "b"']
)


@st.composite
def sources(draw: st.DrawFn) -> tuple[str, str]:
    """A story as a person would type it, and the same with its lists away."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    comment = draw(st.sampled_from(["", " # bri, x", "  #"]))
    lines = [f"title: 'A: x'{comment}", "", "# tags: [x, X]", f"extra: {{a: [x, x, X], b: {draw(WORDS.map(written))}}}"]
    tags = draw(st.lists(WORDS, max_size=5))
    style = draw(st.sampled_from(["", "'", '"']))
    items = [written(tag, style, flow=True) for tag in tags]
    if draw(st.booleans()):
        gap = draw(st.sampled_from([", ", " , ", f",{end}  "]))
        lines.append(f"tags: [{gap.join(items)}]{comment if items else ''}")
    else:
        indent = " " * draw(st.integers(0, 4))
        lines += [f"tags:{comment}", *(f"{indent}-  {item}{comment}" for item in items)]
    lines.append("section: world")
    body = draw(st.sampled_from([f"[a]({BASE}/x/)", f"`{BASE}` [a]({BASE}/x/?y)", "bri x X", ""]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + end.join(["---", *lines, "---", body]), end


def rest(text: str) -> str:
    """A story without its tags."""
    head, _, below = text.partition("\ntags:")
    return head + below[below.index("section:") :]


@given(sources())
def test_nothing_else_changes_and_a_second_time_nothing(source: tuple[str, str]) -> None:
    text, _ = source
    data = text.encode()
    first = mended(MENDER, "articles/a.md", data)
    again = mended(MENDER, "articles/a.md", first.after)
    assert again.after == first.after
    assert first.left == ()
    assert rest(first.after.decode()).replace("(/x/)", f"({BASE}/x/)") == rest(text)
    keys = [tag_key(item.text) for item in copy_of("a.md", first.after).items("tags")]
    assert len(keys) == len(set(keys))
    assert not {"bri", "defense"} & set(keys)
    if not keys and "(" not in text:
        assert first.after == data


LISTS = st.lists(st.text(min_size=1, max_size=8).map(lambda word: " ".join(word.split())).filter(bool), max_size=5)


def parse(text: str) -> tuple[Sheet, yaml.Node]:
    root = yaml.compose(text, yaml.SafeLoader)
    return Sheet(text, root), root.value[0][1]


@given(LISTS, st.data(), st.booleans())
def test_any_words_in_any_list(words: list[str], data: st.DataObject, flow: bool) -> None:
    items = [written(word, flow=flow) for word in words]
    text = f"a: [{', '.join(items)}]\nb: 1\n" if flow else "a:\n" + "".join(f"  - {item}\n" for item in items) + "b: 1\n"
    try:
        nodes = [text_of(node) for node in scalars(parse(text)[1])]
    except yaml.YAMLError:  # signs that no YAML can hold
        return
    wanted = data.draw(
        st.lists(st.none() | st.sampled_from(["n", "m o", "#x", "it's: [no]"]), min_size=len(nodes), max_size=len(nodes))
    )
    after = with_items(text, parse, wanted)
    assert [text_of(node) for node in scalars(parse(after)[1])] == [word for word in wanted if word is not None]
    assert after.endswith("b: 1\n")


def test_shared_lists_are_refused() -> None:
    with pytest.raises(Refused):
        with_items("a: &x [b, c]\nd: *x\n", parse, ["b", None])


@pytest.mark.parametrize(
    "word", ["yes", "2024", "1e3", "~", "null", "a: b", "#a", "a #b", "- a", "[a", "a, b", "'a", "2024-01-01", "*a", "é 港"]
)
def test_a_written_word_is_that_text_to_every_reader(word: str) -> None:
    for flow in (True, False):
        text = written(word, flow=flow)
        assert yaml.safe_load(f"[{text}, x]" if flow else f"- {text}\n- x") == [word, "x"]
        assert partial(written, word, "'")() == "'" + word.replace("'", "''") + "'"
