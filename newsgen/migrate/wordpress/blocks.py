"""The blocks of WordPress's editor: HTML between comments that say what it is.

In: content with such comments.  Out: HTML without them, and the blocks that held no HTML.  Never: shows what a plugin would have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wordpress.autop import paragraphs

_COMMENT = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(?P<given>\{(?:(?!-->).)*\}\s+)?(?P<alone>/)?-->",
    re.DOTALL,
)
_LOOSE = frozenset(("freeform", "shortcode", "classic"))  # whose text has no tags of paragraphs
_EMPTY = frozenset("spacer separator more nextpage nextpage column columns group paragraph html".split())
_DEEPEST = 8  # blocks that are used in blocks


@dataclass(slots=True)
class Blocks:
    """The contents of blocks that are used again, by their numbers, and what was found without HTML."""

    reusable: Mapping[str, str]
    lost: list[str] = field(default_factory=list)

    def notes(self) -> list[Note]:
        """What was taken away."""
        return [needs_hand(f"a block without text was taken away: {text}") for text in dict.fromkeys(self.lost)]


def has_blocks(content: str) -> bool:
    """Whether a content was written with the editor of blocks."""
    return "<!-- wp:" in content


def unblocked(content: str, blocks: Blocks, depth: int = 0) -> str:
    """The HTML of all blocks; what stands between them is the classic editor's."""
    out: list[str] = []
    names: list[str] = []
    at = 0
    for match in _COMMENT.finditer(content):
        out.append(_text(content[at : match.start()], names))
        at = match.end()
        name = match["name"].removeprefix("core/")
        if match["alone"]:
            out.append(_alone(name, match["given"] or "", blocks, depth))
        elif match["end"]:
            _close(name, names)
        else:
            names.append(name)
    return "".join([*out, _text(content[at:], names)])


def _text(text: str, names: list[str]) -> str:
    """What stands in the innermost block that is open, or in none."""
    return paragraphs(text) if text.strip() and (not names or names[-1] in _LOOSE) else text


def _close(name: str, names: list[str]) -> None:
    while name in names:
        if names.pop() == name:
            break


def _alone(name: str, given: str, blocks: Blocks, depth: int) -> str:
    """A block that is a comment and nothing more: one that is used again, or one that a program fills."""
    values = _given(given)
    content = blocks.reusable.get(str(values.get("ref", ""))) if name == "block" else None
    if content is not None and depth < _DEEPEST:
        return f"\n\n{unblocked(content, blocks, depth + 1)}\n\n"
    if name not in _EMPTY:
        blocks.lost.append(f"{name} {given.strip()}".strip())
    return ""


def _given(text: str) -> dict[str, object]:
    try:
        values = json.loads(text) if text else {}
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}
