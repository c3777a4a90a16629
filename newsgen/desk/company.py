"""What a good sub-editor would say of the stories together.

In: a site, the notes on each of its stories, a moment.  Out: findings by the path of a file below ``content/``.
Never: looks into a body; what of one it needs to know stands in the notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from posixpath import basename, splitext

from newsgen.desk.advice import Finding, Notes
from newsgen.desk.nearness import near
from newsgen.desk.own import Resolve
from newsgen.desk.signatures import UNSEEN, format_of
from newsgen.link.addresses import story_path
from newsgen.model.article import Article, Story
from newsgen.model.checks import HEAVY
from newsgen.model.entry import Entry
from newsgen.model.site import Media, Site
from newsgen.model.url import tag_key

Found = Iterator[tuple[str, Finding]]


@dataclass(frozen=True, slots=True)
class Company:
    """All stories, held ones too; ``load`` gives one by its digest, ``files`` are names that other sources speak of.

    ``resolve`` tells where an address with this site's host leads, ``head`` how a photo's file begins. ``whole`` is whether every
    story could be read, so that no file is called unused, and no address dead, for one that could not.
    """

    site: Site
    notes: Mapping[str, Notes]
    load: Callable[[str], Story]
    files: Set[str]
    resolve: Resolve
    head: Callable[[Media], bytes]
    whole: bool


def company_findings(company: Company) -> Found:
    """Everything that no single story shows."""
    for check in COMPANY_CHECKS:
        yield from check(company)


# Tags


def _near_tags(company: Company) -> Found:
    uses = Counter(tag.name for notes in company.notes.values() for tag in notes.tags)
    known = company.site.config.topics
    pairs = {rare: common for rare, common in near(uses).items() if tag_key(rare) not in known}
    for path, notes in company.notes.items():
        for tag in notes.tags:
            if tag.name in pairs:
                common = pairs[tag.name]
                message = f"the tag {tag.name} stands here alone, {common} in {uses[common]:,} stories"
                yield path, Finding("near_tag", tag.line, tag.column, message, f"if they are one, write  {common}")


# Headlines


FEW = 5  # stories; a headline that more share is that of a column


def _same_titles(company: Company) -> Found:
    groups: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in company.site.entries:
        if entry.kind == "article":
            groups[_folded(entry.title), entry.language].append(entry)
    for entries in groups.values():
        if 1 < len(entries) <= FEW and not _are_editions(entries):
            *others, last = sorted(entries, key=lambda entry: (entry.date, entry.path))
            message = f"{' and '.join(f'content/{other.path}' for other in others)} has this headline too"
            message = message.replace(" has ", " have ") if len(others) > 1 else message
            yield last.path, _at(company, last, "same_title", "title", message, "say what is new in this one, or delete a copy")


def _folded(title: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold())
    return " ".join(words) or title


def _are_editions(entries: Iterable[Entry]) -> bool:
    """Whether they are one story for several places."""
    listed = [*entries]
    paths = {entry.path for entry in listed}
    originals = {story_path(entry.translation_of, entry.path, paths) for entry in listed if entry.translation_of}
    return len(originals) == 1 and None not in originals and sum(not entry.translation_of for entry in listed) == 1


# Translations


def _same_languages(company: Company) -> Found:
    entries = {entry.path: entry for entry in company.site.entries}
    for entry in entries.values():
        original = story_path(entry.translation_of, entry.path, entries) if entry.translation_of else None
        if original and entries[original].language == entry.language:
            message = f"this story and the one that it translates are both in {entry.language}"
            hint = "say which language this one is in, such as  language: fr"
            yield entry.path, _at(company, entry, "same_language", "translation_of", message, hint)


# Dates


AHEAD = timedelta(days=366)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _far_dates(company: Company) -> Found:
    limit = company.site.as_of + AHEAD
    last = (limit - _EPOCH) // timedelta(microseconds=1)
    for entry in company.site.entries:
        if entry.date > last or entry.released > last or entry.updated[:4] >= str(limit.year) or entry.corrected:
            yield from ((entry.path, finding) for finding in _dates(company, entry, limit))


def _dates(company: Company, entry: Entry, limit: datetime) -> Iterator[Finding]:
    story = company.load(entry.article)
    moments = {"date": story.date, "updated": story.updated}
    if isinstance(story, Article):
        moments["embargo"] = story.embargo
        moments |= {f"corrections.{number}.date": each.date for number, each in enumerate(story.corrections)}
        if story.embargo and story.embargo.date() == story.date.date():  # so it is meant
            del moments["date"], moments["embargo"]
    for key, moment in moments.items():
        if moment and moment > limit:
            message = f"{moment.date()} is more than a year ahead"
            yield _at(
                company, entry, "far_date", key, message, "mend the year, if it is a slip; an embargo of that day says it is none"
            )


# Addresses


def _own_addresses(company: Company) -> Found:
    for path, notes in company.notes.items():
        for link in notes.own:
            kind = "photo" if link.image else "page"
            message = f"{link.address} is a {kind} of this site"
            hint = "write the path of its file, or run  newsgen check --fix"
            if company.whole and not company.resolve(link.address, link.image):
                message = f"{link.address} leads nowhere: this site has no such {kind}"
                hint = f"correct it, best to the path of the {kind}'s file"
            yield path, Finding("own_address", link.line, link.column, message, hint)


# Media


def _unused_media(company: Company) -> Found:
    if not company.whole:
        return
    site = company.site
    used = {meaning[5] for meanings in site.targets.values() for meaning in meanings}
    named = {name for notes in company.notes.values() for name in notes.files} | company.files
    for path in site.media:
        if path not in used and basename(path) not in named:
            yield path, Finding("unused_media", 0, 0, "no story, page or template uses this file", "delete it, or use it")


_SLOW = 1_600_000 / 8  # bytes in a second by a slow mobile connection, as Lighthouse takes it to be
_WIDE = 2_000  # pixels; no screen shows more of a photo of ours


def _shown(site: Site) -> Iterator[Media]:
    """The photos of stories and pages; a file that they only link to is for those who ask for it."""
    shown: set[str] = set()
    for entry in site.entries:
        photos = {address for address, _, _, _, image, _ in entry.references if image}
        shown.update(path for address, _, _, _, _, path in site.targets.get(entry.path, ()) if address in photos)
    yield from (site.media[path] for path in sorted(shown & site.media.keys()))


_JPEG = (".jpg", ".jpeg")
_MEASURED = (*_JPEG, ".png", ".gif", ".webp")  # whose size is known unless they are broken
_DRAWN = (*_MEASURED, ".svg", ".avif", ".ico", ".bmp", ".jfif", ".apng")  # by all browsers


def _photos(company: Company) -> Found:
    """Photos are published as they are, whether browsers can draw them or not, and however long that takes."""
    for photo in _shown(company.site):
        troubles = {"unseen_photo": _unseen(photo, format_of(company.head(photo))), "heavy_photo": _heavy(photo)}
        yield from ((photo.path, Finding(check, 0, 0, *trouble)) for check, trouble in troubles.items() if trouble)


def _unseen(photo: Media, format_: str) -> tuple[str, str] | None:
    """Why a browser shows nothing, and what to do. Its first bytes count more than its name, which phones and people change."""
    stem, ending = splitext(basename(photo.path))
    if not photo.size:
        return "this photo is an empty file", "copy it here again"
    if ending.lower() in _DRAWN and format_ in UNSEEN:
        renamed = "" if ending.lower() in _JPEG else f", and write  {stem}.jpg  where it is named"
        return f"this photo is {format_}, whatever its name says; most browsers cannot show it", f"save it anew as JPEG{renamed}"
    if ending.lower() not in _DRAWN:
        message = f"most browsers cannot show a photo that ends in {ending}" if ending else "the name of this photo has no ending"
        return message, f"save it as JPEG, and write  {stem}.jpg  where it is named"
    if not photo.width and ending.lower() in _MEASURED:
        return "this file is no photo, or a broken one", "save it anew as JPEG or PNG"
    return None


def _heavy(photo: Media) -> tuple[str, str] | None:
    """How long readers wait for a photo, and what to do."""
    if not photo.width or photo.size <= HEAVY:
        return None
    seconds = round(photo.size / _SLOW)
    message = f"this photo has {photo.size / 1e6:.1f} MB, which take a phone {seconds} seconds where the net is slow"
    less = f"{_WIDE:,} pixels wide in place of {photo.width:,}" if photo.width > _WIDE else "as JPEG or WebP of less quality"
    return message, f"save it {less}"


def _at(company: Company, entry: Entry, check: str, key: str, message: str, hint: str) -> Finding:
    return Finding(check, *company.load(entry.article).marks.get(key, (1, 1)), message, hint)


COMPANY_CHECKS: tuple[Callable[[Company], Found], ...] = (
    _near_tags,
    _same_titles,
    _same_languages,
    _far_dates,
    _own_addresses,
    _unused_media,
    _photos,
)
