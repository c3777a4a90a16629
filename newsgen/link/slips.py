"""What an editor probably meant by a name or an address that leads nowhere.

In: what was written, the names that there are.  Out: what to type.  Never: decides whether something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from posixpath import basename, dirname, normpath, relpath, splitext
from urllib.parse import quote, unquote, urlsplit

from newsgen.model.article import Story

_KEPT = 131_072  # names that are folded once rather than for each address that leads nowhere


def dangling(address: str, kind: str, story: Story, stories: Iterable[str], media: Iterable[str]) -> tuple[str, str]:
    """What is wrong with an address of a story that leads nowhere, and what to type."""
    # Cameras and editors number photos as "quay #1.jpg", where an address has its fragment.
    path = unquote(urlsplit(address).path) if "[" not in address and not re.search(r"[#?].*\.\w+\Z", address) else address
    if path.startswith("/") or _leaves(path, story):
        return f"{address} points outside the site", "name a file below content/"
    if re.match(r"(www\.|[\w-]+\.(com|org|net|edu|gov|io|info)\b)", address):
        return f"there is no file {address}", f"write  https://{address}"
    if re.match(r"https?//\w", address):
        return f"there is no file {address}", f"write  {address.replace('//', '://', 1)}"
    if re.fullmatch(r"[^@/]+@[^@/]+\.[^@/]+", address):
        return f"there is no file {address}", f"write  mailto:{address}"
    if kind in {"image", "file"}:
        what = "photo" if kind == "image" else "file"
        return f"there is no {what} {address} beside the story or under content/media/", _near_photo(path, story, media)
    near = near_story(path, story, stories)
    return f"there is no file {address}", near or "write the path of a file, from this story's folder"


def _leaves(path: str, story: Story) -> bool:
    return relpath(f"/{dirname(story.path)}/{path}", "/").startswith("..") or path.count("../") > story.path.count("/")


def near_name(path: str, known: Iterable[str]) -> str:
    """The known file whose name is closest."""
    close = _near_file(path, {basename(each): each for each in known})
    return f"did you mean  {close}" if close else "put the file there, or mend the name"


def _near_photo(path: str, story: Story, media: Iterable[str]) -> str:
    """The known photo whose name is closest, as it is typed in this story."""
    here = dirname(story.path)
    near = sorted(media, key=lambda each: each.startswith(("media/", f"{here}/")))
    name = path.rpartition("\\")[2]  # of a path on a disk
    close = _near_file(name, {basename(each): each for each in near})
    if close or name != path:
        typed = close if close.startswith("media/") else relpath(close or ".", here)
        return f"did you mean  {_typed(typed)}" if close else f"put the file beside the story and write  {_typed(name)}"
    there = path if path.startswith("media/") else normpath(f"{here}/{path}")
    return f"put the file at  content/{there}  or mend the name"


def _near_file(path: str, meant: Mapping[str, str]) -> str:
    """What the file means that is called the same but for case, or nearly the same but for the ending; short names are alike."""
    stems = {splitext(name)[0]: value for name, value in meant.items()}
    return _closest(basename(path), meant, 1.0) or _closest(splitext(basename(path))[0], stems, 0.8)


def near_story(path: str, story: Story, stories: Iterable[str]) -> str:
    """The story whose file is called most alike, as it is typed in this one; empty where none is near."""
    here, name = dirname(story.path), _called(path.rstrip("/"))
    like = [each for each in stories if _may_be(name, _called(each), 0.75)]
    like.sort(key=lambda each: dirname(each).startswith(here))
    close = _closest(name, {_called(each): each for each in like}, 0.75)
    return f"did you mean  {_typed(relpath(close, here))}" if close else ""


@lru_cache(_KEPT)
def _called(path: str) -> str:
    """The name of a story's file, which a folder may stand for; case is no difference."""
    return f"{basename(path.removesuffix('/index.md')).removesuffix('.md')}.md".casefold()


def _closest(name: str, meant: Mapping[str, str], cutoff: float) -> str:
    """What the closest of some names means; case is no difference. Of names that are one, the last counts."""
    names = {each.casefold(): value for each, value in meant.items()}
    close = _close(name.casefold(), names, cutoff)
    return names[close] if close else ""


def _close(word: str, known: Iterable[str], cutoff: float) -> str:
    """What difflib finds closest; it is asked only about what it could find, since an archive has names by the thousand."""
    return next(iter(get_close_matches(word, [each for each in known if _may_be(word, each, cutoff)], n=1, cutoff=cutoff)), "")


def _may_be(word: str, other: str, cutoff: float) -> bool:
    """False only where difflib's ratio is below the cutoff: a letter that the other lacks has no match in it."""
    mine, theirs = _letters(word), _letters(other)
    matches = min(len(word) - (mine & ~theirs).bit_count(), len(other) - (theirs & ~mine).bit_count())
    return 2 * matches >= cutoff * (len(word) + len(other)) - 1e-6  # as difflib computes it, but for what floats lose


@lru_cache(_KEPT)
def _letters(word: str) -> int:
    """The letters of a word as bits; two that share a bit only make fewer differences."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _typed(path: str) -> str:
    """A path as it must be typed in a link, where some characters mean something else."""
    return re.sub(r"[%#?\s()<>]", lambda found: quote(found[0]), path)


def near_address(path: str, served: frozenset[str]) -> str:
    """The address of the site that is closest; that of a page whose file was named."""
    file = re.sub("^(/content)?(/articles|/pages)?(?=/)", "", path)
    page = f"{file.removesuffix('.md').removesuffix('/index')}/"
    for meant in (f"{path}/", page):
        if meant in served:
            return f"write  {meant}"
    close = _closest_of(served)(path)
    return f"did you mean  {close}" if close else "mend the address, or remove the link"


@lru_cache(1)
def _closest_of(served: frozenset[str]) -> Callable[[str], str]:
    """Finds the closest address of a site, and an address once: a page that went is missed by all stories that linked it."""
    addresses = sorted(served)[:20_000]
    return lru_cache(_KEPT)(lambda path: _close(path, addresses, 0.8))
