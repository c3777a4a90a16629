"""What a good sub-editor would say of one story, as a step that is remembered and runs on all cores.

In: a story, its source, what the publication knows.  Out: findings, and what the other checks need of it.
Never: looks at another story; decides how grave a finding is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename
from typing import Any, NamedTuple
from urllib.parse import unquote

from newsgen.desk.manuscript import file_names, linked, lost_notes, run_in_lists, shown, unaddressed
from newsgen.desk.misspelt import mistaken
from newsgen.desk.own import own_links
from newsgen.desk.quotations import open_quotations
from newsgen.desk.raw import Copy, copy_of, texts_of
from newsgen.engine.runner import Blobs, Made
from newsgen.model.article import Article, Photo, Story
from newsgen.model.checks import LONG_HEADLINE
from newsgen.model.site import SiteConfig
from newsgen.model.url import is_elsewhere, tag_key
from newsgen.steps import story_of


class Finding(NamedTuple):
    """What a check found in a file, at a line and column."""

    check: str
    line: int
    column: int
    message: str
    hint: str = ""


class Named(NamedTuple):
    """A tag as a story spells it, and where."""

    name: str
    line: int
    column: int


class Own(NamedTuple):
    """A link of a story that names this site's host, or a photo that it shows so, and where."""

    address: str
    image: bool
    line: int
    column: int


class Notes(NamedTuple):
    """What came of one story: findings, its tags, the names of files that it speaks of, its links to this site by its host."""

    findings: tuple[Finding, ...]
    tags: tuple[Named, ...]
    files: tuple[str, ...]
    own: tuple[Own, ...]


@dataclass(frozen=True, slots=True)
class House:
    """What the publication knows that decides about a story: its address, its language, its topics.

    A topic is a key, the name to show and the short name.
    """

    base_url: str
    language: str
    topics: tuple[tuple[str, str, str], ...]


def house_of(config: SiteConfig) -> House:
    """The house rules of a publication; a topic without a name may be spelled in any way."""
    topics = [(key, topic.name, topic.slug) for key, topic in config.topics.items() if topic.name]
    return House(config.base_url, config.language, tuple(sorted(topics)))


Topics = Mapping[str, tuple[str, str]]
"""The name to show and the short name of each topic, by the key of any of its forms."""


def topics_of(house: House) -> Topics:
    """The topics by key."""
    return {key: (name, short) for key, name, short in house.topics}


Spec = tuple[str, str, str]
"""The path below ``content/``, the digests of the source and of the story."""


def needs(spec: Spec) -> Iterable[str]:
    """The source's bytes, and the story."""
    return spec[1:]


def advise(house: House, spec: Spec, blobs: Blobs) -> Made:
    """Read a story as a sub-editor; None for one of which ``read`` had to leave something out."""
    path, source, article = spec
    try:
        copy = copy_of(path, blobs[source])
    except ValueError:
        return Made(None)
    return Made(_plain(notes(house, copy, story_of(blobs[article]))))


def _plain(made: Notes) -> tuple[Any, ...]:
    return tuple(tuple(tuple(each) if isinstance(each, tuple) else each for each in part) for part in made)


def notes_of(value: tuple[Any, ...]) -> Notes:
    """The notes that the step gave as a plain tuple."""
    findings, tags, files, own = value
    return Notes(tuple(map(Finding._make, findings)), tuple(map(Named._make, tags)), files, tuple(map(Own._make, own)))


def notes(house: House, copy: Copy, story: Story) -> Notes:
    """All that is to be said of a story."""
    page = Reading(house, copy, story, topics_of(house))
    findings = [finding for check in FILE_CHECKS for finding in check(page)]
    files = file_names(copy.body) | {name for text in texts_of(story.extra) for name in file_names(text)}
    names = {unicodedata.normalize("NFC", unquote(basename(name))) for name in files}
    own = [Own(link.address, link.image, *copy.place(link.start)) for link in own_links(copy.body, house.base_url)]
    return Notes(tuple(findings), tuple(named_tags(page)), tuple(sorted(names)), tuple(own))


@dataclass(frozen=True, slots=True)
class Reading:
    """A story on the sub-editor's desk."""

    house: House
    copy: Copy
    story: Story
    topics: Topics

    def at(self, check: str, key: str, message: str, hint: str = "") -> Finding:
        """A finding at a key of the front matter."""
        return Finding(check, *self.story.marks.get(key, (1, 1)), message, hint)

    def within(self, check: str, offset: int, message: str, hint: str = "") -> Finding:
        """A finding in the body."""
        return Finding(check, *self.copy.place(offset), message, hint)


def named_tags(page: Reading) -> Iterator[Named]:
    """The tags as they are spelled, those too that stand twice."""
    if isinstance(page.story, Article) and page.story.tags:
        for item in page.copy.items("tags"):
            yield Named(item.text, item.line, item.column)


# Photos


def _photos(page: Reading) -> Iterator[Finding]:
    for number, photo in enumerate(page.story.photos):
        key = f"photos.{number}"
        if not photo.credit and not photo.decorative:
            hint = "write  credit: Ana Ruiz / Harbour Post"
            yield page.at("photo_credit", f"{key}.src", f"the photo {photo.src} has no credit", hint)
        if not photo.alt and not photo.decorative:
            yield page.at("missing_alt", f"{key}.src", f"nothing describes the photo {photo.src}", _DESCRIBE)
        if _same(photo.alt, _caption(photo)):
            yield page.at("caption_is_alt", f"{key}.caption", "the caption is the description once more", _TELL)


_DESCRIBE = "write  alt: with what it shows, or  decorative: true  if it shows nothing that matters"
_TELL = "let alt say what the photo shows, and the caption who, what, where and when"


def _pictures(page: Reading) -> Iterator[Finding]:
    """Photos that the text places; what ``photos`` says of one of them counts."""
    known = {photo.src for photo in page.story.photos}
    local = {basename(src) for src in known}
    for picture in shown(page.copy.body):
        if picture.address in known or (not is_elsewhere(picture.address) and basename(picture.address) in local):
            continue
        if picture.alt is None or (not picture.alt and not picture.raw):
            hint = 'write  alt="…"' if picture.raw else f"write  ![what it shows]({picture.address})"
            yield page.within("missing_alt", picture.start, f"nothing describes the photo {picture.address}", hint)
        if picture.alt and _same(picture.alt, picture.caption):
            yield page.within("caption_is_alt", picture.start, "the caption is the description once more", _TELL)
        if not picture.raw and picture.caption:
            message = f"the photo {picture.address} has a caption, but no credit"
            yield page.within("photo_credit", picture.start, message, "name it under  photos:  with its credit")


def _caption(photo: Photo) -> str:
    return "".join(part for part in photo.caption.parts if isinstance(part, str))


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same in the same words."""
    return bool(_words(one)) and _words(one) == _words(other)


def _words(text: str) -> str:
    return "".join(re.findall(r"\w+", re.sub(r"<[^>]*>", "", unicodedata.normalize("NFKC", text).casefold())))


# Links


def _links(page: Reading) -> Iterator[Finding]:
    """Addresses that no reader's browser can follow; whether a good one leads to a page is not asked here."""
    for number, photo in enumerate(page.story.photos):
        if trouble := mistaken(photo.src):
            yield page.at("broken_link", f"photos.{number}.src", *trouble)
    for link in unaddressed(page.copy.body):
        what = "photo" if link.image else "link"
        yield page.within("broken_link", link.start, f"this {what} has no address", f"write one, or remove the {what}")
    for link in linked(page.copy.body):
        if trouble := mistaken(link.address):
            yield page.within("broken_link", link.start, *trouble)


# Words


def _headline(page: Reading) -> Iterator[Finding]:
    length = len(page.story.title)
    if length > LONG_HEADLINE:
        message = f"the headline has {length} characters, of which many readers see {LONG_HEADLINE}"
        yield page.at("long_headline", "title", message, "shorten it, or move a part of it to  summary:")


def _summary(page: Reading) -> Iterator[Finding]:
    if isinstance(page.story, Article) and not page.story.summary and not page.story.source:
        hint = 'write  summary: "One sentence that says why it matters."'
        yield page.at("no_summary", "title", "the story has no summary", hint)


def _text(page: Reading) -> Iterator[Finding]:
    """A story that was begun and let go unwritten. What a template comments on is no text."""
    story = page.story
    is_out = isinstance(story, Article) and not (story.draft or story.source or story.photos)
    if is_out and not re.sub(r"<!--.*?(-->|\Z)", "", page.copy.body, flags=re.DOTALL).strip():
        hint = "write it below the second line of dashes, or say  draft: true"
        yield page.at("no_text", "title", "the story has no text", hint)


def _lists(page: Reading) -> Iterator[Finding]:
    for at in run_in_lists(page.copy.body):
        message = "for want of a blank line above it this is no list: readers see the signs within the text"
        yield page.within("run_in_list", at, message, "put a blank line above it")


def _lost_notes(page: Reading) -> Iterator[Finding]:
    for at, name in lost_notes(page.copy.body):
        hint = f"write the note at the end of the text, on a line that begins with  [^{name}]:"
        yield page.within("lost_note", at, f"there is no note {name}: readers see [^{name}]", hint)


def _quotations(page: Reading) -> Iterator[Finding]:
    language = page.story.language or page.house.language
    hint = "close it where the speaker ends"
    texts = {"title": page.story.title, "summary": page.story.summary}
    texts |= {f"photos.{number}.caption": _caption(photo) for number, photo in enumerate(page.story.photos)}
    for key, text in texts.items():
        if open_quotations(text, language) and not _is_cut(page, text):
            yield page.at("open_quotation", key, f"a quotation in the {key.rpartition('.')[2]} is left open", hint)
    for at in open_quotations(page.copy.body, language):
        if not _is_cut(page, page.copy.body[at:]):
            yield page.within("open_quotation", at, "the quotation that begins here is left open", hint)


def _is_cut(page: Reading, text: str) -> bool:
    """Whether the end of a gathered story is only that of what its outlet lets others show."""
    gathered = isinstance(page.story, Article) and page.story.source
    return bool(gathered) and "\n" not in text.strip() and not re.search(r"(?<!\.\.)[.!?。！？؟।][\"'”’»)\]]*\Z", text.strip())


# Names


def _spelling(page: Reading) -> Iterator[Finding]:
    for tag in named_tags(page) if page.topics else ():
        wanted = respelled(tag.name, page.topics)
        if wanted:
            yield Finding("tag_spelling", tag.line, tag.column, f"tags.yaml spells {tag.name} as {wanted}", f"write  {wanted}")


def respelled(name: str, topics: Topics) -> str:
    """How tags.yaml spells a tag, if in another way; empty for its short name and for one that differs in case alone.

    Empty for a synonym in another script too, which readers of that script need.
    """
    wanted, short = topics.get(tag_key(name), ("", ""))
    if name == short or name.casefold() == wanted.casefold() or _script(wanted) != _script(name):
        return ""
    return wanted


def _script(text: str) -> str:
    """The first word of the name of its first letter: LATIN, CJK, ARABIC …"""
    return next((unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha()), "")


def _doubled(page: Reading) -> Iterator[Finding]:
    """What stands twice in a list; aliases are told by the build."""
    for key, meaning in DOUBLES.items():
        items = page.copy.items(key) if key in page.story.marks and key != "aliases" else ()
        first: dict[str, str] = {}
        for item in items:
            name = meaning(item.text, page.topics)
            known = first.get(name)
            first.setdefault(name, item.text)
            if known is not None:
                twice = "stands here twice" if known == item.text else f"is {known} once more"
                yield Finding("doubled", item.line, item.column, f"the {_ONE[key]} {item.text} {twice}", "keep one of them")


def _topic(text: str, topics: Topics) -> str:
    return tag_key(topics.get(tag_key(text), (text, ""))[0])


def _as_it_is(text: str, topics: Topics) -> str:
    return text


DOUBLES: Mapping[str, Callable[[str, Topics], str]] = {
    "tags": _topic,
    "author": _as_it_is,
    "authors": _as_it_is,
    "related": _as_it_is,
    "aliases": _as_it_is,
}
"""Lists in which nothing should stand twice, and what makes two of their items one."""
_ONE = {"tags": "tag", "author": "author", "authors": "author", "related": "story"}


def _joined(page: Reading) -> Iterator[Finding]:
    """``Ana Ruiz, Li Wei`` is one person to a build, with a page of that name."""
    for key in ("author", "authors"):
        for item in page.copy.items(key) if key in page.story.marks else ():
            names = people_in(item.text)
            if len(names) > 1:
                hint = f"write  {key}: [{', '.join(names)}]"
                yield Finding("joined_authors", item.line, item.column, f"the author {item.text} is one person here", hint)


def people_in(text: str) -> Sequence[str]:
    """The names that a text joins; the text itself where a part of it would be no full name (``Li Wei, Jr.``, ``Wei, Li``)."""
    names = [name.strip() for name in _JOINT.split(re.sub(r"^by\s+", "", text, flags=re.IGNORECASE))]
    return names if all(map(_FULL_NAME.fullmatch, names)) else [text]


_JOINT = re.compile(r"\s*[,;&、，；/+]\s*(?:and |und |y |et |e )?|\s+(?:and|und|et)\s+")
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
_FULL_NAME = re.compile(
    rf"{_NAME}(?: (?:{_NAME}|(?:de|del|da|di|do|dos|du|la|le|van|von|der|den|ter|bin|al|el)))* {_NAME}|[\u4e00-\u9fff]{{2,4}}"
)


FILE_CHECKS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    _photos,
    _pictures,
    _links,
    _headline,
    _summary,
    _text,
    _lists,
    _lost_notes,
    _quotations,
    _spelling,
    _doubled,
    _joined,
)
