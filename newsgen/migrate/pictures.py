"""Pictures that front matter names, under any of the names that themes have given them.

In: keys with values.  Out: photos with alt, caption and credit; the keys that were used are gone.
Never: asks whether a file is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from newsgen.migrate.matter import Head, said

_KEYS = (
    "image images featured_image featured-image featuredimage feature_image featureimage feature cover cover_image coverimage "
    "hero hero_image heroimage lead_image photo picture banner thumbnail thumb thumbnail_image teaser_image img og_image header "
    "social_image share_image photos preview"
).split()
_SOURCES = (
    "src",
    "url",
    "path",
    "image",
    "overlay_image",
    "feature",
    "file",
    "filename",
    "href",
    "relative_path",
    "teaser",
    "thumb",
    "og_image",
)
_ALTS = ("alt", "image_alt", "alttext", "alt_text", "image_description", "description", "imagealt")
_CAPTIONS = ("caption", "image_caption", "cutline", "title")
_CREDITS = ("credit", "image_credit", "photographer", "attribution", "byline", "copyright", "author", "source")
_BESIDE = {
    "alt": ("{key}_alt", "{key}alt", "{key}-alt", "{key}_description", "image_alt", "alt"),
    "caption": ("{key}_caption", "{key}caption", "{key}-caption", "image_caption", "caption"),
    "credit": ("{key}_credit", "{key}credit", "{key}-credit", "image_credit", "{key}_source", "photo_credit", "credit"),
}
_PICTURE = re.compile(r"[^\n]+\.(jpe?g|png|gif|webp|svg|avif|bmp|tiff?)([?#].*)?", re.I)


def photos(left: Head) -> list[dict[str, object]]:
    """The photos of a story, each file once; what names no picture stays among the keys."""
    found: dict[str, dict[str, object]] = {}
    lower = {name.lower(): name for name in reversed(left)}
    for name in _KEYS:
        key = lower.get(name)
        if key is None:
            continue
        shown = [*_shown(left[key])]
        if not shown:
            continue
        del left[key]
        for photo in shown:
            found.setdefault(said(photo["src"]), photo)
        first = shown[0]
        for part, patterns in _BESIDE.items():
            beside = next(
                (lower[word] for each in patterns if (word := each.format(key=name)) in lower and lower[word] in left), None
            )
            if beside and not first.get(part) and isinstance(left[beside], str):
                first[part] = said(left.pop(beside))
    return [*found.values()]


def _shown(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _shown(each)
    elif isinstance(value, Mapping):
        details = {said(key).lower(): each for key, each in value.items()}
        src = next(
            (
                said(details[name])
                for name in _SOURCES
                if isinstance(details.get(name), str) and _PICTURE.fullmatch(said(details[name]))
            ),
            "",
        )
        if src:
            parts = {
                "src": src,
                "alt": _first(details, _ALTS),
                "caption": _first(details, _CAPTIONS),
                "credit": _first(details, _CREDITS),
            }
            yield {key: text for key, text in parts.items() if text}
    elif _PICTURE.fullmatch(said(value)):
        yield {"src": said(value)}


def _first(details: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((said(details[name]) for name in names if isinstance(details.get(name), str) and details[name]), "")
