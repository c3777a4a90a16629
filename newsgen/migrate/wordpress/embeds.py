"""What WordPress would have shown for an address of another host, and for files of sound and moving pictures.

In: an address.  Out: HTML that needs no script of ours.  Never: loads anything from there.
"""

from __future__ import annotations

import re
from html import escape

_PLAYERS = (
    (
        r"https?://(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|embed/|shorts/|live/|v/)([\w-]{6,})",
        "https://www.youtube-nocookie.com/embed/{}",
        "YouTube",
    ),
    (r"https?://youtu\.be/([\w-]{6,})", "https://www.youtube-nocookie.com/embed/{}", "YouTube"),
    (
        r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?(\d{5,})",
        "https://player.vimeo.com/video/{}",
        "Vimeo",
    ),
    (
        r"https?://(?:(?:www\.)?dailymotion\.com/(?:embed/)?video|dai\.ly)/([a-z0-9]+)",
        "https://www.dailymotion.com/embed/video/{}",
        "Dailymotion",
    ),
    (r"https?://(?:www\.)?ted\.com/talks/([\w]+)", "https://embed.ted.com/talks/{}", "TED"),
    (r"https?://open\.spotify\.com/((?:track|episode|show|album|playlist)/\w+)", "https://open.spotify.com/embed/{}", "Spotify"),
)
"""Hosts whose players stand in a frame of their own: address, the player's address, title."""

_LONE = re.compile(r"https?://[^\s<>\"]+")
_SOUNDS = (".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".opus")
_VIDEOS = (".mp4", ".m4v", ".webm", ".ogv", ".mov")


def embed(url: str) -> str:
    """A player in a frame, a player of a file, or a link; empty for what is no address."""
    url = url.strip()
    if not _LONE.fullmatch(url):
        return ""
    for pattern, player, title in _PLAYERS:
        found = re.match(pattern, url)
        if found:
            return frame(player.format(found[1]), title)
    path = url.split("?", maxsplit=1)[0].lower()
    if path.endswith(_SOUNDS):
        return audio(url)
    return video(url, "") if path.endswith(_VIDEOS) else f'\n\n<p><a href="{escape(url)}">{escape(url)}</a></p>\n\n'


def lone_address(text: str) -> str:
    """The address that a line consists of, which WordPress takes for an embed; empty for other lines."""
    return text.strip() if _LONE.fullmatch(text.strip()) else ""


def frame(src: str, title: str) -> str:
    """A frame that shows a page of another host."""
    size = 'width="560" height="315" loading="lazy" allowfullscreen'
    return f'\n\n<iframe src="{escape(src)}" title="{escape(title)}" {size}></iframe>\n\n'


def audio(src: str) -> str:
    """A sound."""
    return f'\n\n<audio src="{escape(src)}" controls></audio>\n\n'


def video(src: str, poster: str) -> str:
    """A video file."""
    shown = f' poster="{escape(poster)}"' if poster else ""
    return f'\n\n<video src="{escape(src)}"{shown} controls></video>\n\n'


def figure(src: str, alt: str, caption: str) -> str:
    """A photo, and what is said of it."""
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'\n\n<figure><img src="{escape(src)}" alt="{escape(alt)}">{words}</figure>\n\n'
