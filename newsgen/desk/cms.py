"""The configuration of a content manager in the browser, made from the tables: Decap CMS and Sveltia CMS read the same file.

In: tables of fields, what a publication knows, where its repository lies.  Out: the files of ``/admin/``.
Never: touches the network; the editors' browsers load the content manager, readers' never do.

Formats: https://decapcms.org/docs/configuration-options/ and the JSON Schema of the npm package @sveltia/cms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from newsgen.desk.matter import yaml_text
from newsgen.desk.schema import NOTHING_KNOWN, example, shape, topic_names
from newsgen.desk.tables import TABLES, Table, fields_of
from newsgen.model.site import SiteConfig
from newsgen.read.config import DEFAULT_BASE_URL, Extension, Zone
from newsgen.read.fields import Entry, Field, Fields, Free, Many, Vocabulary
from newsgen.read.scalars import Address, Choice, Flag, Language, Moment, PhotoFile, Slug, Text, Whole

Setting = dict[str, Any]

# A version whose bytes are known: what a network between says is something else, a browser does not run.
SCRIPTS: Mapping[str, tuple[str, str]] = {
    "sveltia": (
        "https://unpkg.com/@sveltia/cms@0.221.1/dist/sveltia-cms.js",
        "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6",
    ),
    "decap": (
        "https://unpkg.com/decap-cms@3.16.3/dist/decap-cms.js",
        "sha384-A/Gdn928CNLufmnGWGs9RM4Q9o8bSNLeJERqBFrBjwzL7FRpoLT3MPF8Tl0+Wd2p",
    ),
}
HOSTS = ("github", "gitlab", "gitea")

_HEAD = """\
# Made by  newsgen schema cms  from the fields that newsgen knows; the same with --force makes the collections anew and
# keeps the rest. Read by Sveltia CMS and Decap CMS.
"""
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Newsroom</title>
</head>
<body>
<script src="{address}" integrity="{digest}" crossorigin="anonymous"></script>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a content manager saves: a service, ``owner/name`` there, and the branch."""

    host: str = "github"
    name: str = "OWNER/NAME"
    branch: str = "main"


def cms_files(
    known: SiteConfig = NOTHING_KNOWN, repository: Repository = Repository(), script: str = "sveltia", kept: str = ""
) -> dict[str, str]:
    """The files of the folder ``admin``; of ``kept``, a configuration that is there, all but its collections stays.

    A repository that is named replaces the one there. Raises yaml.YAMLError where that is no YAML.
    """
    made = cms_config(known, repository)
    old = yaml.safe_load(kept) if kept else None
    if isinstance(old, dict):
        anew = {"collections"} if repository == Repository() else {"collections", "backend"}
        made = made | {key: value for key, value in old.items() if key not in anew}
    address, digest = SCRIPTS[script]
    return {"index.html": _PAGE.format(address=address, digest=digest), "config.yml": _HEAD + yaml_text(made)}


def cms_config(
    known: SiteConfig = NOTHING_KNOWN, repository: Repository = Repository(), tables: Mapping[str, Table] = TABLES
) -> Setting:
    """The configuration: stories and standing pages in folders, and the settings in files."""
    return {
        "backend": {"name": repository.host, "repo": repository.name, "branch": repository.branch},
        "publish_mode": "simple" if repository.host == "gitea" else "editorial_workflow",  # neither program reviews on Gitea
        "media_folder": "content/media",
        "public_folder": "/media",
        **({"site_url": known.base_url} if known.base_url not in {"", DEFAULT_BASE_URL} else {}),
        "slug": {"encoding": "unicode", "clean_accents": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            _folder("articles", "Stories", "Story", tables["article"], known, "{{year}}/{{month}}/{{slug}}"),
            _folder("pages", "Standing pages", "Standing page", tables["page"], known, "{{slug}}"),
            _settings({name: tables[name] for name in ("site", "tags", "people", "sources")}, known),
        ],
    }


# Said of each collection too: Decap CMS would put the photos of one that has a path beside its stories, out of its library.
_MEDIA = {"media_folder": "/content/media", "public_folder": "/media"}


def _folder(name: str, label: str, singular: str, table: Table, known: SiteConfig, path: str) -> Setting:
    return {
        "name": name,
        "label": label,
        "label_singular": singular,
        "folder": f"content/{name}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{slug}}",
        "path": path,
        **_MEDIA,
        "sortable_fields": [each.name for each in fields_of(table) if each.name in {"title", "date"}],
        "editor": {"preview": False},
        "fields": _with_text(_fields(fields_of(table), known)),
    }


# The other mode writes anew what it does not know of our Markdown (footnotes, attribute lists), if the text is changed in it.
_BODY: Setting = {"name": "body", "label": "Text", "widget": "markdown", "modes": ["raw", "rich_text"], "required": False}


def _with_text(fields: Sequence[Setting]) -> list[Setting]:
    """The text stands below the photos: what is seldom said of a story comes after it."""
    place = next(number for number, field in enumerate(fields, 1) if field["name"] == "photos")
    return [*fields[:place], _BODY, *fields[place:]]


def _settings(tables: Mapping[str, Table], known: SiteConfig) -> Setting:
    """The settings' files, of which a form can show just the names that are there already."""
    files = [(name, table, _holds(name, table, known)) for name, table in tables.items()]
    return {
        "name": "settings",
        "label": "Settings",
        "editor": {"preview": False},
        "files": [
            {"name": name, "label": table.title, "file": table.files, "fields": fields} for name, table, fields in files if fields
        ],
    }


def _holds(name: str, table: Table, known: SiteConfig) -> list[Setting]:
    if isinstance(table.holds, Vocabulary):
        return _names(table.holds, _slugs(name, known), known)
    fields = _fields(table.holds, known)
    return [field for field in fields if field.get("fields") != []]


def _slugs(name: str, known: SiteConfig) -> list[str]:
    """The short names that stand in a vocabulary's file."""
    if name == "tags":
        return list(dict.fromkeys(topic.slug for topic in known.topics.values()))
    return [*{"people": known.people, "sources": known.outlets, "outlets": known.outlets}[name]]


def _names(kind: Vocabulary, slugs: Iterable[str], known: SiteConfig) -> list[Setting]:
    return [
        {
            "name": slug,
            "label": slug,
            "widget": "object",
            "collapsed": True,
            "required": False,
            "fields": [*map(_optional, _inner(kind.fields, known))],
        }
        for slug in slugs
    ]


def _fields(fields: Fields, known: SiteConfig) -> list[Setting]:
    return [_field(field, known) for field in fields]


def _inner(fields: Fields, known: SiteConfig) -> list[Setting]:
    """Fields within a field. They have no default: Decap CMS would begin each story with an entry that holds nothing else."""
    return [{key: value for key, value in field.items() if key != "default"} for field in _fields(fields, known)]


def _field(field: Field, known: SiteConfig) -> Setting:
    """A field of a form: what is said of every field, and the widget for its kind."""
    said = {"name": field.name, "label": _label(field.name)}
    widget = WIDGETS[type(field.kind)](field.kind, field, known)
    if widget["widget"] == "hidden":
        return said | widget
    return said | {"hint": field.meaning} | ({} if field.required else {"required": False}) | widget


_LABELS = {"src": "File", "alt": "Description", "front": "Front page"}


def _label(name: str) -> str:
    if name in _LABELS:
        return _LABELS[name]
    words = " ".join("URL" if word == "url" else word for word in name.split("_"))
    return words[0].upper() + words[1:]


def _text(kind: Text, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "text" if kind.long else "string"}


def _line(kind: Extension | Zone, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "string"}


def _photo(kind: PhotoFile, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "image"}


def _moment(kind: Moment, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "datetime", "format": "YYYY-MM-DDTHH:mm:ssZ"} | ({"default": "{{now}}"} if field.required else {})


def _flag(kind: Flag, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "boolean", "default": False}


def _choice(kind: Choice, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "select", "options": [*kind.words]}


def _patterned(kind: Slug | Language | Address, field: Field, known: SiteConfig) -> Setting:
    """A text that must look like something; what the schema says of it holds here too."""
    schema = shape(kind, required=True)
    return {"widget": "string", "pattern": [schema["pattern"], schema["errorMessage"]]}


def _slug(kind: Slug, field: Field, known: SiteConfig) -> Setting:
    """A section is one of site.yaml's, in whose own table it is named."""
    if field.name != "section":
        return _patterned(kind, field, known)
    shown = ["sections.*.title"]
    place = {"collection": "settings", "file": "site", "value_field": "sections.*.slug"}
    return {"widget": "relation", **place, "search_fields": shown, "display_fields": shown}


def _whole(kind: Whole, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "number", "value_type": "int", "min": kind.least, "max": kind.most}


_MANY = 30  # topics that a line below a field can name


def _many(kind: Many, field: Field, known: SiteConfig) -> Setting:
    if isinstance(kind.item, Entry):
        summary, singular = f"{{{{fields.{kind.item.fields[0].name}}}}}", kind.item.what.removeprefix("a ")
        return {"widget": "list", "label_singular": singular, "summary": summary, "fields": _inner(kind.item.fields, known)}
    if field.name == "tags" and known.topics:
        # Neither program has a list that offers words and takes others too.
        return {"widget": "list", "hint": f"{field.meaning}, such as {', '.join(topic_names(known)[:_MANY])}"}
    if isinstance(example(field), list):
        return {"widget": "list"}
    if field.name == "author" and known.people:
        options = [{"label": person.name, "value": slug} for slug, person in known.people.items()]
        return {"widget": "select", "options": options}
    return {"widget": "string"}


def _entry(kind: Entry, field: Field, known: SiteConfig) -> Setting:
    """An object. Where it may be left out, nothing in it is required: Decap CMS would ask for it all the same.

    One that may also be a single text has no form that can show both, and that Decap CMS would save.
    """
    if kind.short:
        return {"widget": "hidden"}
    inner = _inner(kind.fields, known)
    return {"widget": "object", "collapsed": True, "fields": inner if field.required else [*map(_optional, inner)]}


def _optional(setting: Setting) -> Setting:
    return setting if setting["widget"] == "hidden" else setting | {"required": False}


def _vocabulary(kind: Vocabulary, field: Field, known: SiteConfig) -> Setting:
    return {"widget": "object", "fields": _names(kind, _slugs(field.name, known), known)}


def _free(kind: Free, field: Field, known: SiteConfig) -> Setting:
    """What no form can show is kept as it is."""
    return {"widget": "hidden"}


WIDGETS: Mapping[type, Callable[[Any, Field, SiteConfig], Setting]] = {
    Text: _text,
    PhotoFile: _photo,
    Extension: _line,
    Moment: _moment,
    Flag: _flag,
    Choice: _choice,
    Slug: _slug,
    Language: _patterned,
    Address: _patterned,
    Whole: _whole,
    Zone: _line,
    Many: _many,
    Entry: _entry,
    Free: _free,
    Vocabulary: _vocabulary,
}
"""How each kind of the tables is filled in."""
