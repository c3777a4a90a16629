"""The content manager gets forms for all fields, and newsgen builds what it saves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from lxml import html

from newsgen.cli import main
from newsgen.desk.cms import HOSTS, SCRIPTS, Repository, cms_config, cms_files
from newsgen.desk.schema import NOTHING_KNOWN
from newsgen.desk.tables import TABLES, fields_of, parts
from newsgen.model.site import SiteConfig
from newsgen.read.fields import Fields

from ..builders import PIXEL, built, problems, project, story, text_of
from .test_schema import KNOWN

FORMAT = json.loads((Path(__file__).parent / "schemas" / "sveltia-cms.json").read_text("utf-8"))


def known() -> SiteConfig:
    assert KNOWN
    return KNOWN


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("publication", [NOTHING_KNOWN, known()])
def test_the_configuration_is_one(publication: SiteConfig, host: str) -> None:
    made = cms_config(publication, Repository(host, "me/paper", "trunk"))
    assert [error.message for error in Draft7Validator(FORMAT).iter_errors(made)] == []
    assert made["backend"] == {"name": host, "repo": "me/paper", "branch": "trunk"}


def test_what_is_no_configuration_is_noticed() -> None:
    assert not Draft7Validator(FORMAT).is_valid(cms_config() | {"colections": []})


def collection(made: dict[str, Any], name: str) -> Any:
    return next(each for each in made["collections"] if each["name"] == name)


def names(settings: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["name"]: each for each in settings}


def same_keys(fields: Fields, settings: list[dict[str, Any]]) -> Iterator[str]:
    """The fields of a form that are not those of the table, or need not be filled in where the table says so."""
    shown = names(settings)
    yield from {field.name for field in fields} ^ shown.keys()
    for field in fields:
        setting = shown[field.name]
        if setting["widget"] in {"list", "object"} and parts(field.kind):
            yield from same_keys(parts(field.kind), setting["fields"])


def test_every_field_of_stories_and_settings_is_in_a_form() -> None:
    made = cms_config(known())
    body = {"body"}
    assert {*same_keys(fields_of(TABLES["article"]), collection(made, "articles")["fields"])} == body
    assert {*same_keys(fields_of(TABLES["page"]), collection(made, "pages")["fields"])} == body
    files = names(collection(made, "settings")["files"])
    assert [*same_keys(fields_of(TABLES["site"]), files["site"]["fields"])] == []
    for name, slug in {"people": "ana", "tags": "belt-and-road"}.items():
        (entry,) = files[name]["fields"]
        assert entry["name"] == slug
        assert [*same_keys(fields_of(TABLES[name]), entry["fields"])] == []


def test_fields_have_the_widgets_for_their_kinds() -> None:
    shown = names(collection(cms_config(known()), "articles")["fields"])
    widgets = {name: field["widget"] for name, field in shown.items()}
    assert widgets["date"] == "datetime"
    assert shown["date"]["default"] == "{{now}}"
    assert "required" not in shown["date"]
    assert widgets["summary"] == "text"
    assert (widgets["tags"], shown["tags"]["hint"]) == ("list", "topics, such as Belt and Road")
    assert shown["type"]["options"][0] == "report"
    assert shown["author"]["options"] == [{"label": "Ana Ruiz", "value": "ana"}]
    assert shown["section"]["value_field"] == "sections.*.slug"
    photo = names(shown["photos"]["fields"])
    assert photo["src"]["widget"] == "image"
    assert {"alt", "caption", "credit"} <= photo.keys()
    assert [*photo["source_url"]["pattern"]][1] == "write an address such as https://example.org/story"


def test_no_list_begins_with_an_entry_of_defaults() -> None:
    """Decap CMS makes one of the defaults within a list."""
    for field in collection(cms_config(), "articles")["fields"]:
        assert not [inner for inner in field.get("fields", []) if "default" in inner]


def test_without_people_there_is_a_line_for_the_author_and_no_form_of_people() -> None:
    made = cms_config()
    assert names(collection(made, "articles")["fields"])["author"]["widget"] == "string"
    assert [*names(collection(made, "settings")["files"])] == ["site"]


def test_the_text_stands_below_the_photos_and_photos_say_what_is_asked() -> None:
    for name in ("articles", "pages"):
        fields = collection(cms_config(), name)["fields"]
        names = [field["name"] for field in fields]
        photos = names.index("photos")
        assert names[photos + 1] == "body" and names.count("body") == 1
        assert [field["label"] for field in fields[photos]["fields"]][:4] == ["File", "Description", "Caption", "Credit"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_page_loads_one_script_whose_bytes_are_known_and_is_found_by_nobody(script: str) -> None:
    page = html.fromstring(cms_files(script=script)["index.html"])
    (loaded,) = page.xpath("//body//script")
    assert loaded.get("src") == SCRIPTS[script][0]
    assert loaded.get("integrity").startswith("sha384-")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_made_anew_it_keeps_what_is_said_beside_the_collections() -> None:
    first = cms_files(known(), Repository("gitlab", "me/paper"))["config.yml"]
    kept = first.replace("editorial_workflow", "simple") + "locale: de\n"
    again = yaml.safe_load(cms_files(NOTHING_KNOWN, kept=kept)["config.yml"])
    assert again["backend"]["name"] == "gitlab"
    assert (again["publish_mode"], again["locale"]) == ("simple", "de")
    assert again["collections"] == cms_config()["collections"]
    moved = yaml.safe_load(cms_files(repository=Repository(name="me/other"), kept=kept)["config.yml"])
    assert (moved["backend"], moved["locale"]) == ({"name": "github", "repo": "me/other", "branch": "main"}, "de")


# What Decap CMS 3.16 and Sveltia CMS 0.221 wrote for a story made and changed in their forms, and what older ones did.
SAVED = """\
---
title: 'Ferries: "back" again — 渡轮 #1'
date: 2024-05-24T08:48:00.000+08:00
updated: ""
summary: ""
section: world
tags:
  - harbour
  - Belt & Road
author: ''
authors: []
type: ""
source:
photos:
  - src: /media/desk.png
    alt: A desk
    caption: ""
    credit: Me
    license: ""
    source_url: ""
    place: ""
    decorative: false
related: []
front: null
corrections: []
embargo: ""
expires: null
draft: false
aliases: []
language: ""
translation_of: ""
canonical: ""
extra: ''
---
![A desk](/media/desk.png "As it was")

Text.
"""


def test_what_a_form_saves_is_built(tmp_path: Path) -> None:
    folders = project(tmp_path, {"content/articles/2024/05/ferries-—-渡轮-1.md": SAVED, "content/media/desk.png": PIXEL})
    assert problems(folders) == []
    page = text_of(built(folders), "2024/05/ferries-渡轮-1/index.html")
    assert "<h1>Ferries:" in page
    assert 'src="../../../media/desk.png"' in page
    assert page.count("<img") == 1
    assert "Me" in page


def test_the_admin_page_is_published_and_in_no_sitemap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = project(tmp_path, {"content/articles/a.md": story()})
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "cms", "--repo", "me/paper"]) == 0
    assert main(["schema", "cms"]) == 2
    (tmp_path / "static/admin/index.html").write_text("my own")
    assert main(["schema", "cms", "--force"]) == 0
    made = built(folders)
    assert {"admin/index.html", "admin/config.yml"} <= made.tree.keys()
    assert (tmp_path / "static/admin/index.html").read_text() == "my own"
    assert yaml.safe_load((tmp_path / "static/admin/config.yml").read_text("utf-8"))["backend"]["repo"] == "me/paper"
    assert not [path for path in made.tree if path.endswith(".xml") and "/admin/" in text_of(made, path)]
