"""Changes as text: for people, and for a comment that fits and shows what it says."""

from __future__ import annotations

import json
import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsgen.desk.changes import Broken, Changed, Changes, File, Listed, Moved, Passage
from newsgen.desk.telling import COMMENT, MARK, Compared, show_human, show_json, show_markdown

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("`|<>*_[]()#@!&;\\~$:-.", max_size=30)
address = any_text.map(lambda text: f"/{text}/")


def compared(changes: Changes) -> Compared:
    return Compared("main", "HEAD", "2024-06-01T12:00+08:00", changes)


def rendered(markdown: str) -> str:
    """What GitHub's dialect shows, as text."""
    return unescape(re.sub("<[^>]*>", "", MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)))


def shown(text: str) -> str:
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


@given(address, any_text)
def test_a_comment_shows_every_sign_as_it_is(at: str, title: str) -> None:
    text = rendered(show_markdown(compared(Changes(added=(Listed(at, title, "story"),)))))
    assert shown(title).replace("@", "@\u2060") in shown(text).replace("@ \u2060", "@\u2060")
    assert "1 story appears" in text


def test_a_comment_calls_nobody() -> None:
    text = show_markdown(compared(Changes(added=(Listed("/a/", "For @everyone, see #12 and https://a.example | <b>", "story"),))))
    assert "@everyone" not in text
    html = MarkdownIt("commonmark").render(text)
    assert "<b>" not in html
    assert "<a " not in html


def test_a_comment_fits() -> None:
    passages = tuple(Passage("x" * 260, "`" * 260) for _ in range(9))
    changed = tuple(
        Changed(f"/{number}/{'a' * 250}/", "|" * 400, "story", ("text",), "|" * 400, passages) for number in range(3000)
    )
    broken = tuple(Broken(f"/{number}/{'b' * 250}/", "@" * 400, "story", "/b" * 200) for number in range(3000))
    everything = Changes(broken, tuple(Moved(each.address, each.title, each.now) for each in broken), (), changed)
    for limit in (0, 1, 20, 5000):
        text = show_markdown(compared(everything), limit)
        assert len(text) <= COMMENT
        assert text.startswith(MARK)
        assert "3,000 addresses would break" in text


def test_people_read_all_that_matters() -> None:
    changes = Changes(
        (Broken("/a/", "A", "story", "/b/"), Broken("/old/", "O", "redirect")),
        (Moved("/m/", "M", "/n/"),),
        (Listed("/b/", "B", "story"), Listed("/tags/b/", "B", "list")),
        (
            Changed("/c/", "C", "story", ("title", "text"), "Sea", (Passage("old", "new"),)),
            Changed("/", "Front", "list", ("text",)),
            *(Changed(f"/{number}/", "X", "story", ("head", "around"), names=("robots",)) for number in range(5)),
        ),
        (File("/p.jpg", "picture", "added"), File("/feed.xml", "feed", "changed"), File("/x.zip", "document", "changed")),
    )
    assert (
        show_human(compared(changes), 2)
        == """\
from main to HEAD, as of 2024-06-01T12:00+08:00

2 addresses would break
  /a/  A
      the same text is now at /b/; write there  aliases: [/a/]
  /old/  O
      was a redirect

1 address will lead elsewhere
  /m/  M
      leads to /n/

1 story appears
  /b/  B

1 story changes
  /c/  C
      headline, text
      the headline was: Sea
      - old
      + new

1 other page appears
  /tags/b/  B

1 list changes
  /  Front

5 pages on which nothing but what search engines and shares see changes
  /0/  X
      robots
  /1/  X
      robots
  and 3 more

5 pages on which nothing but the menu, related stories or the foot changes
  /0/  X
  /1/  X
  and 3 more

3 kinds of other files
  pictures  1 added
      /p.jpg
  feeds  1 changed
  documents  1 changed
      /x.zip"""
    )


def test_a_terminal_obeys_no_title() -> None:
    assert "\x1b" not in show_human(compared(Changes(added=(Listed("/a/", "\x1b[2J", "story"),))))


def test_nothing_is_said_to_be_nothing() -> None:
    assert "nothing changes for readers" in show_human(compared(Changes()))
    assert "Nothing changes for readers." in show_markdown(compared(Changes()))


def test_programs_read_everything() -> None:
    found = json.loads(show_json(compared(Changes(broken=(Broken("/a/", "A", "story"),)))))
    assert found["broken"] == [{"address": "/a/", "title": "A", "kind": "story", "now": ""}]
    assert {"old", "new", "as_of", "moved", "added", "changed", "files", "later", "no_longer"} <= found.keys()
