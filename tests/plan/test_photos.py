"""Where the photos of the front matter go: into the body where it names them, to the top, or to the closing gallery."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsgen.engine.digest import decode, encode
from newsgen.link.site import site as link_site
from newsgen.model.options import When
from newsgen.model.page import ArticleView, Figure
from newsgen.model.site import Media, SiteConfig
from newsgen.model.url import of_media
from newsgen.plan.specs import Catalogue
from newsgen.plan.views import Shelf, card
from newsgen.plan.views import view as make_view
from newsgen.read.entry import face

from ..builders import NOON, PIXEL, built, line, project, read_story, story, text_of

MEDIA = {
    path: Media(path, of_media(path), "", "", 1, 320, 240)
    for path in ("media/a.jpg", "media/b.jpg", "media/c.jpg", "articles/2024/04/own.jpg")
}


def view(body: str, *photos: dict[str, object]) -> ArticleView:
    """The page of a story with these photos."""
    article = read_story(story(body=body, photos=list(photos)))
    entry = line(article)
    catalogue = Catalogue(link_site(SiteConfig("The Post"), When(NOON), [entry], MEDIA), [()], {}, {}, encode)
    ((name, data),) = catalogue.blobs.items()
    shown = make_view(
        catalogue.story(0), Shelf({name: card(decode(data, {}), face(article, "en", 300)), entry.article: article}, "en")
    )
    assert isinstance(shown, ArticleView)
    return shown


def names(figures: Sequence[Figure | None]) -> list[str]:
    return [str(getattr(figure.image.src, "path", figure.image.src)).rpartition("/")[2] for figure in figures if figure]


def caption(figure: Figure | None) -> str:
    assert figure
    return "".join(str(part) for part in figure.caption.html.parts)


A, B, C = ({"src": f"{name}.jpg", "alt": f"Photo {name}"} for name in "abc")


@pytest.mark.parametrize(
    ("photos", "lead", "gallery"),
    [
        ([], [], []),
        ([A], ["a.jpg"], []),
        ([A, B, C], ["a.jpg"], ["b.jpg", "c.jpg"]),
        ([A, {**B, "place": "lead"}, C], ["b.jpg"], ["a.jpg", "c.jpg"]),
        ([{**A, "place": "gallery"}, B], ["b.jpg"], ["a.jpg"]),
        ([{**A, "place": "gallery"}], [], ["a.jpg"]),
        ([{"src": "https://x.example/w.jpg"}], ["w.jpg"], []),
        ([{"src": "own.jpg"}], ["own.jpg"], []),
    ],
)
def test_lead_and_gallery(photos: list[dict[str, object]], lead: list[str], gallery: list[str]) -> None:
    page = view("Text.", *photos)
    assert names([page.lead]) == lead
    assert names(page.gallery) == gallery


@pytest.mark.parametrize("spelling", ["b.jpg", "media/b.jpg", "../../../media/b.jpg", "/media/b.jpg", "%62.jpg"])
def test_photo_that_the_body_places_is_not_shown_again(spelling: str) -> None:
    page = view(f"Text.\n\n![ ]({spelling})", A, {**B, "caption": "The *quay*.", "credit": "Ana"})
    assert names([page.lead]) == ["a.jpg"]
    assert page.gallery == ()
    (figure,) = page.body.figures.values()
    assert (figure.image.alt, caption(figure), figure.credit) == ("Photo b", "The <em>quay</em>.", "Ana")


def test_what_the_body_says_counts_where_the_entry_is_silent() -> None:
    page = view(
        '![In the body](a.jpg "A & caption")\n\n![In the body](b.jpg "Body")', {"src": "a.jpg"}, {**B, "caption": "Entry"}
    )
    one, other = page.body.figures.values()
    assert (one.image.alt, caption(one)) == ("In the body", "A &amp; caption")
    assert (other.image.alt, caption(other)) == ("Photo b", "Entry")


def test_decorative_photo_has_an_empty_alt_wherever_it_stands() -> None:
    page = view("![never read](a.jpg)", {"src": "a.jpg", "decorative": True}, {"src": "b.jpg", "decorative": True})
    (figure,) = page.body.figures.values()
    assert figure.image.alt == ""
    assert page.lead
    assert page.lead.image.alt == ""


def test_a_photo_that_stands_twice_has_each_time_its_own_words() -> None:
    page = view('![Left](c.jpg "One")\n\n![Right](c.jpg "Two")\n\n![](c.jpg)')
    figures = [page.body.figures[picture] for picture in page.body.figures]
    assert [(figure.image.alt, caption(figure)) for figure in figures] == [("Left", "One"), ("Right", "Two"), ("", "")]


def test_photo_of_the_body_alone_needs_no_entry() -> None:
    page = view("![Alt](c.jpg)")
    assert page.lead is None
    assert names(list(page.body.figures.values())) == ["c.jpg"]


# In the page


def html(root: Path, body: str, photos: str = "") -> str:
    source = f"---\ntitle: A\ndate: 2024-04-16\n{photos}\n---\n{body}\n"
    folders = project(root, {"content/articles/a.md": source, "content/media/a.png": PIXEL, "content/media/b.png": PIXEL})
    page = text_of(built(folders), "a/index.html")
    return page[page.index("<article") : page.index("</article>")]


def test_a_pair_stands_side_by_side(tmp_path: Path) -> None:
    page = html(tmp_path, "![One](a.png)\n![Two](b.png)")
    assert re.findall(r'alt="(\w+)"', page) == ["One", "Two"]
    pair = page[page.index("One") : page.index("Two")]
    assert "<p>" not in pair
    assert page.count("<figure") >= 2


def test_alt_caption_and_credit_are_three_things(tmp_path: Path) -> None:
    page = html(tmp_path, "![Alt *text*](a.png)", "photos: [{src: a.png, alt: 'Alt', caption: 'A *caption*', credit: 'A & B'}]")
    assert 'alt="Alt"' in page
    assert "A <em>caption</em>" in page
    assert "A &amp; B" in page
    assert page.count("<img") == 1


def test_every_photo_has_its_size(tmp_path: Path) -> None:
    page = html(tmp_path, "Text ![x](a.png) text.\n\n![y](b.png)", "photos: [{src: a.png, alt: z}]")
    images = re.findall(r"<img[^>]*>", page)
    assert len(images) == 3
    assert all('width="320" height="240"' in image for image in images)
