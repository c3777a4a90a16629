"""Files of wire text to what they hold, and to a publication that has stories already.

In: a source, which of its files are texts, what an editor says, the paths of the stories that are there.  Out: Imported, notes.
Never: names a story as one that is there is named, without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from newsgen.migrate.imported import Imported, Piece, Source, needs_hand
from newsgen.migrate.publication import Made, Publication
from newsgen.migrate.wire.moments import Clock
from newsgen.migrate.wire.photos import Photo, shown
from newsgen.migrate.wire.pieces import Asked, pieces
from newsgen.migrate.wire.prose import literal
from newsgen.model.url import is_elsewhere, of_story
from newsgen.read.scalars import in_zone

_NUMBER = re.compile(r"-\d+$")


def imported(source: Source, texts: Sequence[str], asked: Asked, settings: Mapping[str, object]) -> Imported:
    """The stories of some files, and the pictures beside them that they name. What has no time has that of its file."""
    zone = ZoneInfo(asked.known.timezone)
    found: list[Piece] = []
    files: dict[str, str] = {}
    for path in texts:
        clock = Clock(zone, asked.known.language, in_zone(source.changed(path), zone))
        for piece in pieces(path, source.read(path), clock, asked):
            named = _pictures(piece, path, source)
            files |= {address: origin for address, origin in named.items() if origin}
            missing = [address[1:] for address, origin in named.items() if not origin]
            found.append(_without(piece, missing))
    return Imported(settings, tuple(found), files=files)


def _photos(piece: Piece) -> list[Photo]:
    photos = piece.head.get("photos")
    return photos if isinstance(photos, list) else []


def _pictures(piece: Piece, path: str, source: Source) -> dict[str, str]:
    """The file beside a text for each picture that a story names, by its address; empty where there is none."""
    folder = path.rpartition("/")[0]
    names = [str(photo["src"]) for photo in _photos(piece) if not is_elsewhere(str(photo["src"]))]
    places = {name: f"{folder}/{name}" if folder else name for name in names}
    return {f"/{name}": place if place in source.paths else "" for name, place in places.items()}


def _without(piece: Piece, missing: Sequence[str]) -> Piece:
    """A story without the photos whose files are not there; what it says of them stays in its text."""
    gone = [photo for photo in _photos(piece) if photo["src"] in missing]
    body = piece.body
    for photo in gone:
        words = " ".join(str(photo[key]) for key in ("caption", "credit") if key in photo)
        body = body.replace(shown(photo), f"*{literal(words)}*" if words else "").replace("\n\n\n\n", "\n\n")
    notes = [needs_hand(f"the photo {photo['src']} is not beside the text; put it there and import again") for photo in gone]
    head = {**piece.head, "photos": [photo for photo in _photos(piece) if photo not in gone]}
    return replace(piece, head=head, body=body, notes=(*notes, *piece.notes)) if gone else piece


def in_media(made: Publication) -> Publication:
    """The publication with its pictures where editors look for them, below ``content/media/``."""
    names = {f"/{path.removeprefix('static/')}": path.removeprefix("static/") for path in made.copies}
    copies = {path.replace("static/", "content/media/", 1): origin for path, origin in made.copies.items()}
    return replace(made, made=tuple(_with_names(each, names) for each in made.made), copies=copies)


def _with_names(made: Made, names: Mapping[str, str]) -> Made:
    """A story that names its pictures by their files; in an address blanks are written as signs of per cent."""
    body = made.body
    for address, name in names.items():
        body = body.replace(f"]({quote(address)})", f"]({quote(name)})").replace(f"]({address})", f"]({name})")
    photos = made.head.get("photos")
    if not isinstance(photos, list):
        return made
    shown = [{**photo, "src": names.get(unquote(photo["src"]), photo["src"])} for photo in photos]
    return replace(made, body=body, head={**made.head, "photos": shown})


def outputs(paths: Iterable[str]) -> list[str]:
    """The files that stories and pages of a publication become, by their paths below ``content/``."""
    return [of_story(path).file for path in paths]


def with_doubles(made: Sequence[Made], there: Iterable[str]) -> tuple[Made, ...]:
    """The stories; one that is called as another says which, whether that was there already or came along."""
    names = {_name(path): path for path in there}
    told: list[Made] = []
    for each in made:
        other = names.setdefault(_name(each.path), each.path)
        said = f"content/{other} is called so too; if it is the same story, delete one of them"
        told.append(each if other == each.path else each.with_note(needs_hand(said)))
    return tuple(told)


def _name(path: str) -> str:
    """Year and name of a story, without the number that tells it apart."""
    parts = path.removesuffix("/index.md").removesuffix(".md").split("/")
    return f"{parts[1]}/{_NUMBER.sub('', parts[-1])}"
