"""What tags and shortcodes of other programs stand for: photos, videos, posts of social networks.

In: a name, its parameters, the text it encloses.  Out: Markdown or HTML that newsgen shows; None for a name that is not known.
Never: loads anything from the host that is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from newsgen.migrate.addresses import in_markdown
from newsgen.migrate.keys import without_tags
from newsgen.read.markdown import convert

Parameters = Mapping[str, str]
"""By name; those without one are named ``0``, ``1`` …"""


def embed(name: str, given: Parameters, inner: str = "") -> str | None:
    """The text in place of a tag; None where nobody knows what it stands for."""
    word = re.sub(r"[^a-z0-9]", "", name.lower().rpartition("/")[2].removesuffix(".html"))
    make = EMBEDS.get(word) or (_some_picture if re.search(r"image|img|figure|photo|picture", word) else None)
    return make(given, inner) if make else None


_PICTURE = re.compile(r"\S.*\.(?:jpe?g|png|gif|webp|svg|avif)", re.I)
_OPEN = re.compile(
    r"<(?P<slash>/?)(?:figure|div|section|aside|center|p|td|th|table|li|ul|ol|details|span|a|blockquote)(?=[\s>])", re.I
)


def in_its_place(made: str, text: str, at: int) -> str:
    """What stands for a tag, as HTML where the tag stands between tags of HTML, in which Markdown is not read."""
    above = text[text.rfind("\n\n", 0, at) + 1 : at]
    depth = sum(-1 if tag["slash"] else 1 for tag in _OPEN.finditer(above))
    if depth <= 0 or not made.strip():
        return made
    html = re.sub(r"\n\s*", " ", convert(made.strip()))
    return re.sub(r"^<p>(.*)</p>$", r"\1", html)


def _some_picture(given: Parameters, inner: str = "") -> str | None:
    """A photo of a tag whose parameters have no names: the file, and the last text, which describes it."""
    src = next((text.strip() for text in given.values() if _PICTURE.fullmatch(text.strip())), "")
    if not src:
        return None
    others = [text for key, text in given.items() if key.isdigit() and text.strip() != src and " " in text.strip()]
    alt = first(given, "alt", "alttext", "alt_text") or (others[-1] if others else "")
    return figure({**{key: text for key, text in given.items() if not key.isdigit()}, "src": src, "alt": alt}, inner)


def first(given: Parameters, *names: str) -> str:
    """The first parameter of some names that says something."""
    return next((given[name].strip() for name in names if given.get(name, "").strip()), "")


def figure(given: Parameters, inner: str = "") -> str | None:
    """A photo with what is said of it, alone in its paragraph."""
    src = first(given, "src", "url", "path", "image", "image_path", "file", "filename", "name", "img", "source", "imageurl", "0")
    if src and src == given.get("0"):
        return _some_picture(given, inner)
    if not src:
        return None
    alt = first(given, "alt", "alttext", "alt_text", "image_alt")
    credit = first(given, "attr", "credit", "attribution", "photographer", "copyright", "source_name")
    title, said = without_tags(first(given, "title")), without_tags(first(given, "caption", "cap", "description", "text", "1"))
    words = [title if title != said else "", without_tags(inner) or said, credit]
    caption = re.sub(r"[*_`]+|\[([^\[\]]*)\]\([^()]*\)", r"\1", " – ".join(word for word in words if word))
    return block(photo(src, alt or ("" if caption else first(given, "title")), caption))


def photo(src: str, alt: str, caption: str = "") -> str:
    """A photo in Markdown."""
    alt = re.sub(r"([\[\]\\])", r"\\\1", " ".join(alt.split()))
    title = " ".join(caption.split()).replace('"', "&quot;")
    return f"![{alt}]({in_markdown(src)}" + (f' "{title}")' if title else ")")


def block(text: str) -> str:
    """A text as a paragraph of its own."""
    return f"\n\n{text}\n\n"


def frame(src: str, title: str) -> str:
    """A frame that shows a page of another host."""
    return block(
        f'<iframe src="{escape(src)}" title="{escape(title)}" width="560" height="315" loading="lazy" allowfullscreen></iframe>'
    )


def _identifier(given: Parameters) -> str:
    return first(
        given, "id", "0", "video", "videoid", "video_id", "code", "url", "src", "link", "youtubeid", "youtube_id", "slug", "v"
    )


def youtube(given: Parameters, inner: str = "") -> str | None:
    """A video of YouTube."""
    said = _identifier(given) or inner.strip()
    found = re.search(r"(?:v=|youtu\.be/|embed/|shorts/|live/)([\w-]{6,})", said) or re.fullmatch(r"([\w-]{6,})", said)
    title = first(given, "title", "caption") or "YouTube"
    return frame(f"https://www.youtube-nocookie.com/embed/{found[1]}", title) if found else None


def vimeo(given: Parameters, inner: str = "") -> str | None:
    """A video of Vimeo."""
    found = re.search(r"(\d{5,})", _identifier(given) or inner)
    return frame(f"https://player.vimeo.com/video/{found[1]}", first(given, "title", "caption") or "Vimeo") if found else None


def video(given: Parameters, inner: str = "") -> str | None:
    """A video file, or a video of a host that is named."""
    provider = first(given, "provider", "type").lower()
    src = first(given, "src", "url", "file", "mp4", "webm", "0", "id")
    if provider in {"youtube", "vimeo"} or re.search(r"youtu\.?be|vimeo", src):
        return (vimeo if provider == "vimeo" or "vimeo" in src else youtube)({**given, "0": src}, inner)
    return block(f'<video src="{escape(src)}" controls></video>') if re.search(r"\.(mp4|webm|ogv|mov|m4v)\b", src) else None


def audio(given: Parameters, inner: str = "") -> str | None:
    """A sound file."""
    src = first(given, "src", "url", "file", "mp3", "0")
    return block(f'<audio src="{escape(src)}" controls></audio>') if src else None


def tweet(given: Parameters, inner: str = "") -> str | None:
    """A post of X, as a link."""
    said = _identifier(given) or inner.strip()
    user = first(given, "user", "username") or "i"
    url = said if said.startswith("http") else f"https://x.com/{quote(user)}/status/{quote(said)}"
    return block(f"<{url}>") if re.search(r"\d{5,}", said) and not re.search(r"[\s<>]", url) else None


def instagram(given: Parameters, inner: str = "") -> str | None:
    """A post of Instagram, as a link."""
    said = _identifier(given)
    url = said if said.startswith("http") else f"https://www.instagram.com/p/{quote(said)}/"
    return block(f"<{url}>") if said and not re.search(r"[\s<>]", url) else None


def gist(given: Parameters, inner: str = "") -> str | None:
    """A gist, as a link."""
    said = "/".join(part for part in (given.get("0", ""), given.get("1", "")) if part) or _identifier(given)
    url = said if said.startswith("http") else f"https://gist.github.com/{quote(said)}"
    return block(f"<{url}>") if said and not re.search(r"[\s<>]", url) else None


def iframe(given: Parameters, inner: str = "") -> str | None:
    """Any page in a frame."""
    src = first(given, "src", "url", "0", "link")
    return (
        frame(src, first(given, "title", "caption", "alt") or re.sub(r"^https?://(?:www\.)?([^/]+).*", r"\1", src))
        if src
        else None
    )


def link(given: Parameters, inner: str = "") -> str | None:
    """A link that looks like a button."""
    src = first(given, "href", "url", "link", "relref", "src")
    text = inner.strip() or first(given, "text", "title", "label")
    return f"[{text}]({in_markdown(src)})" if src and text and "\n" not in text else None


def quotation(given: Parameters, inner: str = "") -> str | None:
    """A quotation with who said it."""
    text = inner.strip() or first(given, "quote", "text", "content", "0")
    who = first(given, "author", "cite", "attribution", "source", "speaker", "name", "by", "1")
    lines = [*text.split("\n"), *(["", f"– {who}"] if who else [])]
    return block("\n".join(f"> {line}".rstrip() for line in lines)) if text else None


def details(given: Parameters, inner: str = "") -> str | None:
    """Text that was folded away stands open below its title."""
    title = first(given, "summary", "title", "0")
    return block(f"**{title}**\n\n{inner.strip()}" if title else inner.strip()) if inner.strip() else None


def tab(given: Parameters, inner: str = "") -> str | None:
    """One of several texts that were shown in turn stands below its name."""
    return details({"title": first(given, "name", "title", "header", "label", "tabname", "text", "0")}, inner)


Make = Callable[[Parameters, str], str | None]

EMBEDS: Mapping[str, Make] = {
    **dict.fromkeys(
        "figure fig img image picture photo responsiveimage imagecaption lightbox captionedimage figureimage imgproc".split(),
        figure,
    ),
    **dict.fromkeys("youtube youtubeplayer youtubevideo youtubeembed yt liteyoutube youtubelite embedyoutube".split(), youtube),
    **dict.fromkeys("vimeo vimeoplayer vimeosimple".split(), vimeo),
    **dict.fromkeys("video html5video videoplayer mp4".split(), video),
    **dict.fromkeys("audio audioplayer mp3 podcast".split(), audio),
    **dict.fromkeys("tweet twitter x xsimple twittersimple embedtweet".split(), tweet),
    **dict.fromkeys("instagram instagramsimple".split(), instagram),
    "gist": gist,
    **dict.fromkeys("iframe embed frame".split(), iframe),
    **dict.fromkeys("button btn".split(), link),
    **dict.fromkeys("quote blockquote pullquote".split(), quotation),
    **dict.fromkeys("tab tabitem tabcontent tabpane codetab".split(), tab),
    **dict.fromkeys("details expand collapse spoiler accordion".split(), details),
}
"""By their names in small letters, without signs."""
