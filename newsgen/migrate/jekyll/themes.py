"""Includes that come with themes, and so are not among a site's sources, though the words and pictures for them are.

In: the name of an include, its parameters, the page's front matter.  Out: Markdown; None where no theme is known to have it.
Never: drops a word that readers saw.

(https://mmistakes.github.io/minimal-mistakes/docs/helpers/)
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename, splitext

from newsgen.migrate.embeds import block, first, photo
from newsgen.migrate.matter import said

_LISTS = {"gallery": "gallery", "feature_row": "feature_row"}
_OF_THE_LOOK = frozenset({"toc", "nav_list", "group-by-array", "breadcrumbs.html", "head/custom.html"})


def of_theme(name: str, given: Mapping[str, str], page: Mapping[str, object]) -> str | None:
    """What an include of Minimal Mistakes shows."""
    word = splitext(name)[0]
    if name in _OF_THE_LOOK or word in _OF_THE_LOOK:
        return ""
    rows = page.get(given.get("id") or _LISTS[word]) if word in _LISTS else None
    if not isinstance(rows, list):
        return None
    shown = "\n\n".join(_shown(row) for row in rows if isinstance(row, Mapping))
    return block("\n\n".join(part for part in (shown, first(given, "caption")) if part))


def _shown(row: Mapping[str, object]) -> str:
    """A picture of a list, with its heading, text and link."""
    texts = {str(key): said(value) for key, value in row.items()}
    src = first(texts, "image_path", "url", "src")
    has_text = bool(first(texts, "excerpt", "btn_label"))
    parts = [photo(src, first(texts, "alt"), "" if has_text else first(texts, "title"))] if src else []
    if has_text:
        parts += [f"**{texts['title']}**" if texts.get("title") else "", first(texts, "excerpt")]
        parts.append(f"[{first(texts, 'btn_label') or basename(texts['url'])}]({texts['url']})" if texts.get("url") else "")
    return "\n\n".join(part for part in parts if part)
