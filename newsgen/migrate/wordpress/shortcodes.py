"""Shortcodes: what they stand for, as HTML.

In: content, the attachments of the site.  Out: content without shortcodes, and what became of those that are not known.
Never: takes brackets in a sentence, such as [sic], for a shortcode; loses what a shortcode encloses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wordpress.embeds import audio, embed, figure, video
from newsgen.migrate.wordpress.media import Attachment

_NAME = r"[A-Za-z][\w-]*"
_ATTRIBUTES = r"[^\[\]]*?"  # to WordPress too, the first bracket ends them, in quotes or not
_OPENING = re.compile(rf"\[(?P<escaped>\[)?(?P<name>{_NAME})(?P<rest>(?:[\s=:]{_ATTRIBUTES})?)(?P<closed>/?)\](?(escaped)\])")
_CLOSING = re.compile(rf"\[/({_NAME})\]")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”|([^\s\"'\]]+))|\"([^\"]*)\"|([^\s\"'\]]+)")
_KEPT = re.compile(r"(<(pre|code|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)

Given = Mapping[str, str]
"""By name; those without one are named 0, 1 …"""


@dataclass(slots=True)
class Story:
    """What a shortcode may ask of its story, and what was found on the way: unknown names, photos that were shown."""

    attachments: Mapping[str, Attachment]
    children: tuple[str, ...] = ()
    unknown: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    def attachment(self, number: str) -> Attachment | None:
        """The attachment of a number."""
        return self.attachments.get(number.strip())

    def notes(self) -> list[Note]:
        """What became of shortcodes that are not known."""
        kept = [f"{name} ({count})" for name, count in self.unknown.items()]
        said = [Note(f"shortcodes were taken away, and the text within them stays: {', '.join(kept)}")] if kept else []
        return [*said, *(needs_hand(f"a shortcode was taken away: {text}") for text in self.lost)]


def expanded(html: str, story: Story) -> str:
    """The content with the meaning of each shortcode in its place."""
    if "[" not in html:
        return html
    pieces = _KEPT.split(html)
    return "".join(_expanded(text, story) + kept for text, kept in zip(pieces[0::3], [*pieces[1::3], ""], strict=True))


def _expanded(text: str, story: Story) -> str:
    out: list[str] = []
    at = 0
    while match := _OPENING.search(text, at):
        out.append(text[at : match.start()])
        written, at = (match[0][1:-1], match.end()) if match["escaped"] else _meaning(match, text, story)
        out.append(written)
    return _CLOSING.sub(lambda each: _stray(each, story), "".join([*out, text[at:]]))


def _stray(match: re.Match[str], story: Story) -> str:
    """The end of a shortcode whose beginning is not there."""
    return "" if match[1] in story.unknown else match[0]


def _meaning(match: re.Match[str], text: str, story: Story) -> tuple[str, int]:
    """What stands in place of a shortcode, and where it ends."""
    name = match["name"].lower()
    given = attributes(match["rest"])
    close = None if match["closed"] else _end(match["name"], text, match.end())
    inner = text[match.end() : close.start()] if close else ""
    end = close.end() if close else match.end()
    make = SHORTCODES.get(name)
    if make:
        made = make(given, inner if make is _code else _expanded(inner, story), story)
        if made is not None:
            return made, end
    if not (make or close or _is_shortcode(name, match["rest"])):
        return match[0], match.end()
    if close:
        story.unknown[name] += 1
        return _expanded(inner, story), end
    if name.startswith(_BUILDERS):
        story.unknown[name] += 1
    else:
        story.lost.append(match[0])
    return "", end


_BUILDERS = ("vc_", "et_pb_", "fusion_", "av_", "mk_", "cs_", "tatsu_")  # page builders, whose shortcodes only arrange


def _is_shortcode(name: str, rest: str) -> bool:
    """Whether brackets that close nothing look like a program's rather than a writer's."""
    return bool(re.search(r"=\s*[\"'\w“]", rest)) or bool(re.search(r"[_-]", name) and not rest.strip())


def _end(name: str, text: str, at: int) -> re.Match[str] | None:
    """The end of a shortcode, past those of its own name within it."""
    depth = 1
    for match in re.compile(rf"\[(/?){re.escape(name)}(?=[\s\]=/])[^\[\]]*\]", re.IGNORECASE).finditer(text, at):
        depth += -1 if match[1] else 1 if not match[0].endswith("/]") else 0
        if depth == 0:
            return match
        if depth > 1 and name.lower() not in _NESTED:
            return None
    return None


_NESTED = frozenset("div column row box section tab vc_row vc_column vc_row_inner vc_column_inner".split())


def attributes(text: str) -> dict[str, str]:
    """The attributes of a shortcode, as they are written in the many ways that WordPress takes."""
    found: dict[str, str] = {}
    text = unescape(text).replace("\u201d", '"').replace("\u201c", '"').replace("\u2033", '"').lstrip("=: ")
    for match in _ATTRIBUTE.finditer(text):
        name, *values = match.groups()
        value = next((each for each in values if each is not None), "")
        found[name.lower() if name else str(sum(key.isdigit() for key in found))] = value
    return found


# What is known


def _caption(given: Given, inner: str, _: Story) -> str | None:
    """A picture, perhaps with a link around it, and below it what is said of it."""
    image = re.match(r"\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)", inner, re.IGNORECASE)
    if not image:
        return None
    words = inner[image.end() :].strip() or given.get("caption", "")
    return f"\n\n<figure>{image[1]}<figcaption>{words}</figcaption></figure>\n\n" if words else f"\n\n{image[1]}\n\n"


def _gallery(given: Given, _: str, story: Story) -> str | None:
    """The pictures by their numbers, or all that were uploaded to the story."""
    numbers = [each for each in re.split(r"[,\s]+", given.get("ids", given.get("include", ""))) if each] or list(story.children)
    found = [attachment for number in numbers if (attachment := story.attachment(number)) and attachment.is_picture]
    missing = [number for number in numbers if not story.attachment(number)]
    if missing:
        story.lost.append(f"[gallery] names pictures that are not in the export: {', '.join(missing)}")
    return "".join(figure(each.url, each.alt, each.caption) for each in found) if found else None


def _embed(given: Given, inner: str, _: Story) -> str | None:
    url = re.sub(r"<[^>]*>", "", inner).strip() or given.get("src") or given.get("url") or given.get("0", "")
    return embed(unescape(url)) or None


def _of_host(pattern: str) -> Callable[[Given, str, Story], str | None]:
    """A video of one host, by its whole address or its number there."""

    def make(given: Given, inner: str, _: Story) -> str | None:
        said = given.get("id") or given.get("url") or given.get("src") or given.get("0", "") or inner.strip()
        return embed(said if "//" in said else pattern.format(said)) or None if said else None

    return make


def _sound(given: Given, _: str, story: Story) -> str | None:
    src = next((given[key] for key in ("src", "mp3", "m4a", "ogg", "wav", "flac", "0") if given.get(key)), "")
    own = next((each.url for number in story.children if (each := story.attachment(number)) and each.kind == "audio"), "")
    return audio(src or own) if src or own else None


def _video(given: Given, _: str, story: Story) -> str | None:
    src = next((given[key] for key in ("src", "mp4", "m4v", "webm", "ogv", "flv", "mov", "0") if given.get(key)), "")
    own = next((each.url for number in story.children if (each := story.attachment(number)) and each.kind == "video"), "")
    return (embed(src) if re.search(r"youtu|vimeo", src) else video(src or own, given.get("poster", ""))) if src or own else None


def _playlist(given: Given, _: str, story: Story) -> str | None:
    """The sounds or videos below each other."""
    found = [each for number in re.split(r"[,\s]+", given.get("ids", "")) if (each := story.attachment(number))]
    return "".join(video(each.url, "") if each.kind == "video" else audio(each.url) for each in found) or None


def _code(given: Given, inner: str, _: Story) -> str | None:
    language = given.get("language") or given.get("lang") or given.get("0", "")
    name = f' class="language-{escape(language)}"' if re.fullmatch(r"[\w+#-]+", language) else ""
    return f"\n\n<pre><code{name}>{escape(unescape(inner.strip(chr(10))), quote=False)}</code></pre>\n\n" if inner else None


def _quote(given: Given, inner: str, _: Story) -> str | None:
    who = given.get("author") or given.get("cite") or given.get("source", "")
    return (
        f"\n\n<blockquote>\n\n{inner.strip()}\n\n{f'<p>– {escape(who)}</p>' if who else ''}</blockquote>\n\n"
        if inner.strip()
        else None
    )


def _button(given: Given, inner: str, _: Story) -> str | None:
    src = next((given[key] for key in ("url", "link", "href") if given.get(key)), "")
    words = inner.strip() or escape(given.get("text") or given.get("title", ""))
    return f'<a href="{escape(src)}">{words}</a>' if src and words else None


def _nothing(given: Given, inner: str, _: Story) -> str | None:
    """What only parts or arranges."""
    return None if inner else ""


Make = Callable[[Given, str, Story], str | None]
SHORTCODES: Mapping[str, Make] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "embed": _embed,
    "iframe": _embed,
    "youtube": _of_host("https://www.youtube.com/watch?v={}"),
    "youtube_sc": _of_host("https://www.youtube.com/watch?v={}"),
    "vimeo": _of_host("https://vimeo.com/{}"),
    "dailymotion": _of_host("https://www.dailymotion.com/video/{}"),
    "tweet": _of_host("https://twitter.com/i/status/{}"),
    "twitter": _of_host("https://twitter.com/i/status/{}"),
    "instagram": _of_host("https://www.instagram.com/p/{}/"),
    "soundcloud": _embed,
    "facebook": _embed,
    "ted": _of_host("https://www.ted.com/talks/{}"),
    "audio": _sound,
    "video": _video,
    "wpvideo": lambda given, inner, story: None,
    "playlist": _playlist,
    **dict.fromkeys(("code", "sourcecode", "source", "highlight", "python", "php", "css", "html", "javascript"), _code),
    **dict.fromkeys(("quote", "blockquote", "pullquote"), _quote),
    **dict.fromkeys(("button", "btn"), _button),
    **dict.fromkeys(("vc_empty_space", "divider", "spacer", "clear", "hr", "toc"), _nothing),
}
"""By their names; None where the given attributes make no sense, and then the shortcode is treated as one that is not known."""
