from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from newsgen.engine.digest import registry
from newsgen.engine.notes import PROGRAM, Note, Notes, Why
from newsgen.engine.store import Store


@dataclass(frozen=True, slots=True)
class Spec:
    name: str
    text: str
    tags: tuple[str, ...] = ()


NOTE = Note(
    lambda spec: spec.name,
    lambda shared: {f"the site's {name}": value for name, value in shared.items()},
    lambda spec: {"its text": spec.text, "its tags": spec.tags},
    registry([Spec]),
)
OLD, NEW = {"title": "Post", "language": "en"}, {"title": "Paper", "language": "en"}
FAIR = Spec("fair", "Opens.", ("quay",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_was_written_down_is_there_for_the_next_build(store: Store) -> None:
    Notes(store, 1).take("render", OLD, [FAIR, Spec("tram", "Halts.")], NOTE)
    assert Notes(store, 1).of("render", "fair", NOTE) == (OLD, FAIR)
    assert Notes(store, 1).of("render", "none", NOTE) is None
    assert Notes(store, 1).of("read", "fair", NOTE) is None


def test_another_program_may_not_be_able_to_read_it(store: Store) -> None:
    Notes(store, 1).take("render", OLD, [FAIR], NOTE)
    later = Notes(store, 2)
    assert later.of("render", "fair", NOTE) is None
    assert later.why("render", OLD, FAIR, NOTE, is_known=False) == Why((), (PROGRAM,))


@pytest.mark.parametrize(
    ("shared", "spec", "new"),
    [
        (OLD, FAIR, ()),
        (NEW, FAIR, ("the site's title",)),
        ({**OLD, "tagline": "Daily"}, FAIR, ("the site's tagline",)),
        ({"title": "Post"}, FAIR, ("the site's language",)),
        (OLD, Spec("fair", "Closes.", ("quay",)), ("its text",)),
        (NEW, Spec("fair", "Closes."), ("the site's title", "its text", "its tags")),
    ],
)
def test_what_is_new_is_told_by_the_names_of_its_ingredients(
    store: Store, shared: dict[str, str], spec: Spec, new: tuple[str, ...]
) -> None:
    Notes(store, 1).take("render", OLD, [FAIR], NOTE)
    notes = Notes(store, 1)
    assert notes.why("render", shared, spec, NOTE, is_known=False) == Why((), new)
    assert notes.why("render", shared, spec, NOTE, is_known=True) == Why((), ())
    notes.take("render", shared, [spec], NOTE)
    assert Notes(store, 1).why("render", shared, spec, NOTE, is_known=True) == Why(new, ())


def test_why_of_what_was_never_computed(store: Store) -> None:
    assert Notes(store, 1).why("render", OLD, FAIR, NOTE, is_known=False) == Why(None, ())


def test_a_sweep_leaves_the_notes_of_what_there_is(store: Store) -> None:
    Notes(store, 1).take("render", OLD, [FAIR, Spec("gone", "")], NOTE)
    notes = Notes(store, 1)
    notes.take("render", NEW, [FAIR], NOTE)
    notes.sweep({"render": ["fair"]})
    assert store.names("render notes") == {b"fair"}
    assert len(store.names("shared notes")) == 1
    assert Notes(store, 1).of("render", "fair", NOTE) == (NEW, FAIR)


def test_a_note_whose_shared_value_is_gone_is_none(store: Store) -> None:
    notes = Notes(store, 1)
    notes.take("render", OLD, [FAIR], NOTE)
    store.remove("shared notes", store.names("shared notes"))
    assert Notes(store, 1).of("render", "fair", NOTE) is None
    assert Notes(store, 1).why("render", NEW, FAIR, NOTE, is_known=False).now == ("the site's title", "the site's language")
