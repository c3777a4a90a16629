"""The photos of a post: its lead photo, and pictures of its text of which the uploads know who made them.

In: the number of the lead photo, the pictures of the text, the uploads.  Out: photos of front matter, notes.
Never: puts a caption of the uploads in the place of one that the text has.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.keys import without_tags
from newsgen.migrate.wordpress.bodies import Picture
from newsgen.migrate.wordpress.media import Attachment, Library

Photo = dict[str, object]


def photos(number: str, pictures: Sequence[Picture], library: Library) -> tuple[list[Photo], list[Note]]:
    """The lead photo first."""
    lead = library.attachments.get(number)
    found: dict[str, Photo] = {}
    notes: list[Note] = []
    if lead is None and number not in {"", "0", "-1"}:
        notes.append(needs_hand(f"its lead photo, number {number}, is not in the export"))
    for each in dict.fromkeys([*([lead] if lead and lead.is_picture else []), *_credited(pictures, library)]):
        src = library.address(each.url)
        shown = [picture for picture in pictures if picture.src == src]
        if len({picture.caption for picture in shown}) > 1:
            notes += [
                needs_hand(f"{src} is shown more than once with other captions, so its credit is left out: {each.credit}")
            ] * bool(each.credit)
            continue
        found[src], said = _photo(each, src, shown[0] if shown else None)
        notes += said
    return list(found.values()), notes


def _credited(pictures: Sequence[Picture], library: Library) -> list[Attachment]:
    return [found for picture in pictures if (found := library.find(picture.src)) and found.credit]


def _photo(found: Attachment, src: str, shown: Picture | None) -> tuple[Photo, list[Note]]:
    """A photo of front matter, whose words newsgen shows wherever the text shows the picture; so those of the text come first."""
    caption = without_tags(found.caption)
    values = {"src": src, "alt": found.alt, "caption": caption, "credit": found.credit}
    notes: list[Note] = []
    if shown:
        values |= {key: text for key, text in (("alt", shown.alt), ("caption", shown.caption)) if text}
        if caption and shown.caption and caption != shown.caption:
            notes.append(Note(f"the uploads have another caption for {src}: {caption}"))
    return {key: value for key, value in values.items() if value}, notes
