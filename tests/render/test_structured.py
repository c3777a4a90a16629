"""JSON-LD: the fields that search engines ask for, and a script element that no text can leave."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import Html, Target
from newsgen.model.page import BodyText, CorrectionNote, Edition, Image, Link, RichText
from newsgen.model.site import Outlet, Person, Publisher
from newsgen.model.url import Url
from newsgen.render.structured import article, breadcrumbs, listing, to_script, website

from .builders import DATE, GATHERED, UPDATED, card, figure, frame, list_page, story

NO_SURROGATES = st.characters(codec="utf-8")
texts = st.one_of(st.text(NO_SURROGATES), st.text("<>&!-/scriptSCRIPT\u2028\u2029\"'\\ "))


class Scripts(HTMLParser):
    """Collects the elements of a page and the text of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read_back(data: Any) -> Any:
    page = Scripts()
    page.feed(f'<script type="application/ld+json">{to_script(data)}</script>')
    page.close()
    assert page.tags == ["script"]
    return json.loads(page.text)


def node(**changes: Any) -> Any:
    return json.loads(to_script(article(story(**changes), frame())))


class TestArticle:
    def test_whole_story(self) -> None:
        assert node() == {
            "@context": "https://schema.org",
            "@type": "ReportageNewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://daily.example/2024/04/summit/"},
            "url": "https://daily.example/2024/04/summit/",
            "headline": "Summit ends",
            "description": "Ministers left without a text.",
            "datePublished": "2024-04-03T09:30:00+08:00",
            "dateModified": "2024-04-03T09:30:00+08:00",
            "author": [{"@type": "Person", "name": "Ana Reyes", "url": "https://daily.example/authors/ana-reyes/"}],
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": "Daily Trust",
                "url": "https://daily.example/",
                "logo": {
                    "@type": "ImageObject",
                    "url": "https://daily.example/media/logo.png",
                    "contentUrl": "https://daily.example/media/logo.png",
                    "width": 120,
                    "height": 40,
                },
            },
            "articleSection": "World",
            "keywords": ["Trade"],
            "inLanguage": "en",
            "isAccessibleForFree": True,
        }

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("", "NewsArticle"),
            ("interview", "NewsArticle"),
            ("report", "ReportageNewsArticle"),
            ("analysis", "AnalysisNewsArticle"),
            ("opinion", "OpinionNewsArticle"),
            ("background", "BackgroundNewsArticle"),
            ("review", "ReviewNewsArticle"),
        ],
    )
    def test_type(self, kind: str, expected: str) -> None:
        assert node(card=card(type=kind))["@type"] == expected

    def test_an_update_changes_the_date_of_modification_only(self) -> None:
        found = node(card=card(updated=UPDATED), words=512)
        assert (found["datePublished"], found["dateModified"]) == ("2024-04-03T09:30:00+08:00", "2024-04-04T18:00:00+08:00")
        assert found["wordCount"] == 512

    def test_one_object_a_person(self) -> None:
        authors = (Link("Ana Reyes", Url("/authors/ana-reyes/")), Link("Bo Chen", Url("/authors/bo-chen/")))
        bo = Person("bo-chen", "Bo Chen", "Editor", url="https://bo.example", same_as=("https://social.example/@bo",))
        found = node(card=card(authors=authors), people=(Person("ana-reyes", "Ana Reyes"), bo))["author"]
        assert [person["name"] for person in found] == ["Ana Reyes", "Bo Chen"]
        assert found[1] == {
            "@type": "Person",
            "name": "Bo Chen",
            "url": "https://daily.example/authors/bo-chen/",
            "jobTitle": "Editor",
            "sameAs": ["https://bo.example", "https://social.example/@bo"],
        }

    def test_a_story_without_byline_is_the_publishers(self) -> None:
        found = node(card=card(authors=()), people=())["author"]
        assert found == [{"@type": "NewsMediaOrganization", "name": "Daily Trust", "url": "https://daily.example/"}]

    def test_gathered_story(self) -> None:
        outlet = Outlet("harbour-wire", "Harbour Wire", "https://wire.example")
        organization = {"@type": "NewsMediaOrganization", "name": "Harbour Wire", "url": "https://wire.example"}
        found = node(card=card(**GATHERED), people=(), outlet=outlet, published_there=DATE, canonical="https://wire.example/a/1")
        assert found["author"] == [organization]
        assert found["sourceOrganization"] == organization
        assert found["isBasedOn"] == {
            "@type": "NewsArticle",
            "url": "https://wire.example/a/1",
            "datePublished": "2024-04-03T09:30:00+08:00",
            "publisher": organization,
        }
        assert found["publisher"]["name"] == "Daily Trust"
        assert found["mainEntityOfPage"]["@id"] == "https://wire.example/a/1"

    def test_corrections(self) -> None:
        note = CorrectionNote(UPDATED, "The summit lasted two days, not three.")
        assert node(corrections=(note,))["correction"] == [
            {
                "@type": "CorrectionComment",
                "text": "The summit lasted two days, not three.",
                "datePublished": "2024-04-04T18:00:00+08:00",
            }
        ]

    def test_dates_before_standard_time(self) -> None:
        old = datetime(1851, 9, 18, 12, tzinfo=timezone(timedelta(hours=-4, minutes=-56, seconds=-2)))
        assert node(card=card(date=old))["datePublished"] == "1851-09-18T16:56:02+00:00"


class TestImages:
    def test_lead_body_and_gallery_each_once(self) -> None:
        lead, inside, last = figure(), figure(Url("/a.jpg")), figure("https://cdn.example/b.jpg")
        body = BodyText("d", figures={"x.jpg": inside, "hall.jpg": figure(caption="Again")})
        found = node(lead=lead, body=body, gallery=(last, inside))["image"]
        assert [image["url"] for image in found] == [
            "https://daily.example/2024/04/hall.jpg",
            "https://daily.example/a.jpg",
            "https://cdn.example/b.jpg",
        ]
        assert found[0]["caption"] == "The hall"

    def test_all_that_is_known_of_a_photo(self) -> None:
        photo = figure(license="https://creativecommons.org/licenses/by/4.0/", source_url="https://photos.example/1")
        assert node(lead=photo)["image"] == [
            {
                "@type": "ImageObject",
                "url": "https://daily.example/2024/04/hall.jpg",
                "contentUrl": "https://daily.example/2024/04/hall.jpg",
                "width": 1200,
                "height": 800,
                "caption": "The hall",
                "creditText": "Ana Reyes / AP",
                "creator": {"@type": "Person", "name": "Ana Reyes"},
                "copyrightNotice": "Ana Reyes / AP",
                "license": "https://creativecommons.org/licenses/by/4.0/",
                "acquireLicensePage": "https://photos.example/1",
            }
        ]

    def test_a_photo_of_which_little_is_known(self) -> None:
        photo = replace(figure("https://cdn.example/b.jpg", "", credit=""), image=Image("https://cdn.example/b.jpg"))
        url = "https://cdn.example/b.jpg"
        assert node(lead=photo)["image"] == [{"@type": "ImageObject", "url": url, "contentUrl": url}]

    def test_licence_with_a_name_only(self) -> None:
        assert node(lead=figure(license="CC BY 4.0"))["image"][0]["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}

    def test_the_cards_picture_stands_in(self) -> None:
        image = Image(Url("/a.jpg"), "", 10, 20)
        assert node(card=card(image=image))["image"][0]["url"] == "https://daily.example/a.jpg"

    @pytest.mark.parametrize(
        ("parts", "expected"),
        [
            (("The <em>old</em> hall",), "The old hall"),
            (("AT&amp;T &lt;b&gt; caf&eacute;",), "AT&T <b> café"),
            (("See <a ", Target("href", "../03/x.md"), ">this</a>, too",), "See this, too"),
            (("<p>One<br>two</p>\n<p>three</p>",), "One two three"),
        ],
    )  # fmt: skip
    def test_caption_is_plain_text(self, parts: tuple[Any, ...], expected: str) -> None:
        photo = replace(figure(), caption=RichText(Html(parts)))
        assert node(lead=photo)["image"][0]["caption"] == expected


class TestTranslations:
    english = Edition(Url("/2024/04/summit/"), "Summit ends", "en", "ltr")
    japanese = Edition(Url("/ja/summit/"), "サミット", "ja", "ltr")

    def test_the_original_names_its_translations(self) -> None:
        found = node(editions=(self.english, self.japanese), original_edition=self.english.url)
        assert found["workTranslation"] == [
            {
                "@type": "NewsArticle",
                "url": "https://daily.example/ja/summit/",
                "headline": "サミット",
                "inLanguage": "ja",
            }
        ]
        assert "translationOfWork" not in found

    def test_a_translation_names_the_original(self) -> None:
        found = node(editions=(self.english, self.japanese), original_edition=self.japanese.url)
        assert found["translationOfWork"]["url"] == "https://daily.example/ja/summit/"
        assert "workTranslation" not in found


class TestPublisher:
    def test_policies_are_absolute(self) -> None:
        publisher = Publisher(
            name="Daily Trust",
            url="https://trust.example",
            same_as=("https://social.example/@daily",),
            founded="1887",
            ethics_policy="/ethics/",
            corrections_policy="https://trust.example/corrections",
            ownership="/ownership/#länder",
            masthead="/about/",
        )
        site = frame(publisher=publisher, base_url="https://x.example/news/", logo=None)
        assert article(story(), site)["publisher"] == {
            "@type": "NewsMediaOrganization",
            "name": "Daily Trust",
            "url": "https://trust.example",
            "sameAs": ["https://social.example/@daily"],
            "foundingDate": "1887",
            "ethicsPolicy": "https://x.example/news/ethics/",
            "correctionsPolicy": "https://trust.example/corrections",
            "ownershipFundingInfo": "https://x.example/news/ownership/#l%C3%A4nder",
            "masthead": "https://x.example/news/about/",
        }

    def test_website(self) -> None:
        found = read_back(website(frame()))
        page, organization = found["@graph"]
        assert (page["@type"], page["url"], page["name"]) == ("WebSite", "https://daily.example/", "The Daily")
        assert page["publisher"]["@id"] == organization["@id"]
        assert (organization["@type"], organization["name"]) == ("NewsMediaOrganization", "Daily Trust")

    def test_the_title_stands_in_for_the_publishers_name(self) -> None:
        found: Any = article(story(), frame(publisher=Publisher()))
        assert found["publisher"]["name"] == "The Daily"


class TestBreadcrumbs:
    def test_steps_are_numbered(self) -> None:
        found: Any = breadcrumbs([("Home", Url("/")), ("World", Url("/world/"))], frame())
        assert found["@type"] == "BreadcrumbList"
        assert [(step["position"], step["name"], step["item"]) for step in found["itemListElement"]] == [
            (1, "Home", "https://daily.example/"),
            (2, "World", "https://daily.example/world/"),
        ]

    @pytest.mark.parametrize(
        "trail",
        [
            (Link("Tags", Url("/tags/")),),
            (Link("Tags", Url("/tags/")), Link("Trade", Url("/tags/trade/"))),
        ],
    )
    def test_a_listing_ends_its_own_trail(self, trail: tuple[Link, ...]) -> None:
        found: Any = listing(list_page(trail=trail), frame())
        assert (found["@type"], found["url"]) == ("CollectionPage", "https://daily.example/tags/trade/")
        assert [step["name"] for step in found["breadcrumb"]["itemListElement"]] == ["Tags", "Trade"]

    def test_a_listing_without_trail(self) -> None:
        assert "breadcrumb" not in listing(list_page(), frame())


class TestScript:
    def test_escapes(self) -> None:
        assert to_script({"a": "</script>&\u2028é"}) == '{"a":"\\u003c/script\\u003e\\u0026\\u2028é"}'

    def test_lone_surrogates_are_dropped(self) -> None:
        assert to_script(["a\ud800b"]) == '["ab"]'

    @given(texts, texts)
    def test_no_text_can_leave_the_script(self, title: str, caption: str) -> None:
        view = story(title=title, description=caption, lead=figure(caption=caption, credit=title))
        data = article(view, frame(title=title))
        found = read_back(data)
        assert found.get("headline", "") == "".join(c for c in title if c not in "\ufffe\uffff")

    @given(st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)))
    def test_any_json_comes_back(self, data: Any) -> None:
        if not any(char in json.dumps(data, ensure_ascii=False) for char in "\ufffe\uffff"):
            assert read_back([data]) == [data]
