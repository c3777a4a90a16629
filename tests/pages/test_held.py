"""A held story leaves no trace: not one word that only it has is in a byte or a file name of the site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen import pipeline
from tests.builders import PIXEL, SITE, built, project, story

BEFORE, AFTER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
SECRETS = (
    "aardwolf bandicoot capybara dormouse echidna gerenuk hyrax ibex jerboa kinkajou lemur markhor numbat okapi "
    "pangolin quokka rhebok saiga tamandua vault"
).split()
HELD = {
    "future": {"date": "2027-01-01T00:00"},
    "embargo": {"embargo": "2027-01-01T00:00"},
    "expired": {"expires": "2025-01-01T00:00"},
    "draft": {"draft": True},
}


def secret_story(**why: object) -> str:
    """A story with a word of its own in each of its keys; they are lower case, since names are shown in several cases."""
    return story(
        **{
            "title": "The aardwolf returns",
            "summary": "All about the bandicoot.",
            "section": "city",
            "tags": ["capybara", "harbour"],
            "authors": ["Dormouse Okoro"],
            "source": {"name": "The Echidna Times", "url": "https://echidna.example", "published": "2024-01-01"},
            "photos": [
                {"src": "media/gerenuk.png", "alt": "a hyrax", "caption": "an ibex", "credit": "jerboa", "license": "kinkajou"},
                {"src": "media/lemur.png", "decorative": True},
            ],
            "corrections": [{"date": "2024-05-01", "text": "It was a markhor."}],
            "aliases": ["/numbat/"],
            "canonical": "https://okapi.example/",
            "extra": {"pangolin": "quokka"},
            "related": ["../open.md"],
            **why,
        },
        body='Nobody saw the rhebok. {#saiga}\n\nThe end of [the open one](../open.md).\n\n<video src="tamandua.mp4"></video>',
    )


def sources(**why: object) -> dict[str, str | bytes]:
    """A site with an open story that names the held one in every way that it can."""
    return {
        "content/site.yaml": SITE,
        "content/articles/open.md": story(tags=["harbour"], related=["kept/vault.md"], body="See [what is next](kept/vault.md)."),
        "content/articles/open-de.md": story(title="Der Hafen", language="de", translation_of="kept/vault.md"),
        "content/articles/kept/vault.md": secret_story(**why),
        "content/pages/about.md": story("About us"),
        "content/media/gerenuk.png": PIXEL,
        "content/media/lemur.png": PIXEL,
        "content/articles/kept/tamandua.mp4": b"x",
    }


def traces(folder: Path) -> set[str]:
    """The secret words that a site gives away."""
    files = [place for place in folder.rglob("*") if place.is_file()]
    everything = "\n".join(f"{place.relative_to(folder)}\n{place.read_bytes().decode(errors='replace')}" for place in files)
    return {word for word in SECRETS if word in everything.lower()}


def site(root: Path, as_of: datetime, drafts: bool = False, **why: object) -> Path:
    pipeline.write(root / "site", built(project(root, sources(**why)), as_of, drafts).tree)
    return root / "site"


@pytest.mark.parametrize("why", HELD.values(), ids=HELD)
def test_held_story_leaves_no_trace(tmp_path: Path, why: dict[str, object]) -> None:
    assert traces(site(tmp_path, BEFORE, **why)) == set()


@pytest.mark.parametrize(
    ("why", "drafts", "as_of"),
    [(HELD["future"], False, AFTER), (HELD["embargo"], False, AFTER), (HELD["draft"], True, BEFORE)],
    ids=["future", "embargo", "draft"],
)
def test_released_story_shows_its_words(tmp_path: Path, why: dict[str, object], drafts: bool, as_of: datetime) -> None:
    in_extra = {"pangolin", "quokka"}  # which is for templates of one's own
    assert traces(site(tmp_path, as_of, drafts, **why)) == set(SECRETS) - in_extra


def test_a_story_that_is_withdrawn_takes_its_files_along(tmp_path: Path) -> None:
    expires = {"expires": "2026-06-01T00:00"}
    assert traces(site(tmp_path, BEFORE, **expires))
    assert traces(site(tmp_path, AFTER, **expires)) == set()
