"""Photos of wire text: files that it names, with the captions next to them; and captions without a file.

In: blocks of a story.  Out: photos, the blocks that stay, notes.  Never: asks whether a file is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wire import captions
from newsgen.migrate.wire.stories import Block

Photo = dict[str, object]


def photos(blocks: Sequence[Block]) -> tuple[list[Photo], list[Block], list[Note]]:
    """Each picture that is named takes the caption below it, or else the one above; other captions stay in the text."""
    pairs = _pairs(blocks)
    taken = {caption.number for caption in pairs.values() if caption}
    found = {number: _photo(blocks[number], caption) for number, caption in pairs.items()}
    rest = [
        Block("picture", shown(found[number]), block.number) if number in found else block
        for number, block in enumerate(blocks)
        if block.number not in taken
    ]
    notes = [_needs_alt(blocks[number], photo) for number, photo in found.items() if not photo.get("alt")]
    notes += [_is_caption(caption, str(found[number]["src"])) for number, caption in pairs.items() if caption]
    notes += [_without_photo(block) for block in rest if block.kind == "caption"]
    return list(found.values()), rest, notes


def _pairs(blocks: Sequence[Block]) -> dict[int, Block | None]:
    """The caption of each picture, by the picture's place among the blocks."""
    found: dict[int, Block | None] = {}
    taken: set[int] = set()
    for number, block in enumerate(blocks):
        if block.kind == "picture":
            near = [at for at in (number + 1, number - 1) if 0 <= at < len(blocks) and at not in taken]
            at = next((at for at in near if blocks[at].kind == "caption"), -1)
            taken.add(at)
            found[number] = blocks[at] if at >= 0 else None
    return found


def _photo(picture: Block, caption: Block | None) -> Photo:
    alt, title = captions.words_of_picture(picture.text)
    values = {
        "src": captions.picture(picture.text),
        "alt": alt,
        "caption": caption.caption if caption else title,
        "credit": caption.credit if caption else "",
    }
    return {key: value for key, value in values.items() if value}


def shown(photo: Photo) -> str:
    """A photo in the text."""
    src = str(photo["src"])
    return f"![](<{src}>)" if re.search(r"[\s()]", src) else f"![]({src})"


def _needs_alt(picture: Block, photo: Photo) -> Note:
    return needs_hand(f"line {picture.number}: the photo {photo['src']} needs an alt text, for those who cannot see it")


def _is_caption(block: Block, src: str) -> Note:
    return Note(f"line {block.number}, “{' / '.join(block.text.splitlines())}”: caption of {src}")


def _without_photo(block: Block) -> Note:
    """A caption, as it may be written when the photo is there; JSON is YAML too."""
    keys = {"caption": block.caption, "credit": block.credit}
    entry = ", ".join(
        ["src: FILE", 'alt: "…"', *(f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in keys.items() if text)]
    )
    said = f"line {block.number}: a caption without its photo, kept in the text"
    return needs_hand(f"{said}; when you have the photo, write  photos: [{{{entry}}}]")
