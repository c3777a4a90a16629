"""The files, pages and words of an old site that shortcodes ask for.

In: paths and names as templates and parameters give them.  Out: texts, resources, pages, rows of tables.
Never: reads what lies outside the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from posixpath import basename, join, normpath, splitext

from newsgen.migrate.data import parsed
from newsgen.migrate.hugo.values import Markup, Unknown, Value, Whole, held, known, text_of
from newsgen.migrate.matter import matter
from newsgen.read.markdown import convert

Page = Mapping[str, object]


def _no_page(_: str) -> Page | None:
    return None


@dataclass(frozen=True, slots=True)
class Shelf:
    """``paths`` are the source's; ``read`` gives the text of one, None of what is no text; ``beside`` is the folder of the page.

    ``order`` has the paths in order, ``named`` has them by their last parts.
    ``content`` is the folder of its language, ``page`` finds a page by its name, ``words`` are those that the look says.
    """

    paths: frozenset[str] = frozenset()
    read: Callable[[str], str | None] = lambda _: None
    beside: str = ""
    content: str = "content"
    page: Callable[[str], Page | None] = _no_page
    words: Mapping[str, str] = field(default_factory=dict)
    order: Sequence[str] = ()
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def file(self, name: str) -> str:
        """The path of the file that a parameter names: as it is, from the page, from a folder of Hugo's, or by its end alone."""
        name = name.strip().lstrip("/")
        if not name or name.startswith(".."):
            name = normpath(join(self.beside, name)) if name else ""
        folders = ("", self.beside, self.content, "static", "assets", "data", "layouts")
        found = next((path for folder in folders if (path := normpath(join(folder, name))) in self.paths), "")
        if found or not splitext(name)[1]:
            return found
        ends = [path for path in self.named.get(basename(name), ()) if path.endswith(f"/{name}")]
        own = [path for path in ends if path.startswith(f"{self.content}/")] or ends
        return own[0] if len(own) == 1 else ""

    def matching(self, folder: str, pattern: str) -> str:
        """The first path in a folder that has a pattern."""
        wanted = normpath(join(folder, pattern.lstrip("/")))
        if wanted in self.paths:
            return wanted
        begin, end = bisect_left(self.order, f"{folder}/"), bisect_left(self.order, f"{folder}0")  # 0 follows / in order
        return next((path for path in self.order[begin:end] if fnmatchcase(path, wanted)), "")


def _read(shelf: Shelf, path: Value) -> str:
    """A file from the site's folder, or from that of its content."""
    at = text_of(path).lstrip("/")
    found = next((way for way in (normpath(at), normpath(join(shelf.content, at))) if way in shelf.paths), "")
    text = shelf.read(found) if found else None
    if text is None:
        raise Unknown(at)
    return text


def _resource(shelf: Shelf, folder: str, pattern: Value) -> Value:
    """A file as templates take it; what it holds is read when it is asked for."""
    path = shelf.matching(folder, text_of(pattern))
    if not path:
        return ""
    address = (
        path.removeprefix(f"{shelf.beside}/") if folder == shelf.beside else path.removeprefix("assets").removeprefix("static")
    )
    named = {"name": basename(path), "title": basename(path), "relpermalink": address, "permalink": address}
    return {**named, "path": path, "content": lambda: _content(shelf, path)}


def _content(shelf: Shelf, path: str) -> str:
    text = shelf.read(path)
    if text is None:
        raise Unknown(path)
    return Markup(convert(matter(text).body)) if path.lower().endswith((".md", ".markdown")) else text


def _page(shelf: Shelf, *names: Value) -> Value:
    found = shelf.page(text_of(names[-1]))
    return Whole(found) if found else ""


def _rows(shelf: Shelf, sign: Value, *parts: Value) -> Value:
    """A local file of separated values."""
    return _parsed(".tsv" if sign == "\t" else f".csv{text_of(sign)}", _local(shelf, parts))


def _local(shelf: Shelf, parts: tuple[Value, ...]) -> str:
    name = "".join(text_of(part) for part in parts)
    path = shelf.file(name)
    text = shelf.read(path) if path else None
    if not text:
        raise Unknown(name)
    return text


def _unmarshalled(shelf: Shelf, *given: Value) -> Value:
    """What a resource, a text or a path of data holds."""
    of = given[-1]
    if isinstance(of, dict):
        return _parsed(splitext(text_of(known(held(of, "path"))))[1], text_of(known(held(of, "content"))))
    text = text_of(of)
    options = given[0] if len(given) > 1 else {}
    if isinstance(options, dict) and (sign := held(options, "delimiter")):
        return _parsed(f".csv{sign}", text)
    return _parsed(".json" if text.lstrip()[:1] in {"{", "["} else ".yaml", text)


def _parsed(ending: str, text: str) -> Value:
    found = parsed(ending, text)
    if found is None:
        raise Unknown
    return known(found)


def _word(shelf: Shelf, key: Value, *_: Value) -> str:
    found = shelf.words.get(text_of(key).lower())
    if found is None or "{{" in found:
        raise Unknown(key)
    return found


OF_SHELF: Mapping[str, Callable[..., Value]] = {
    **dict.fromkeys(("readFile", "os.ReadFile"), _read),
    **dict.fromkeys(("fileExists", "os.FileExists"), lambda shelf, path: normpath(text_of(path).lstrip("/")) in shelf.paths),
    **dict.fromkeys(
        (".Page.Resources.Get", ".Page.Resources.GetMatch", "page.Resources.Get", "page.Resources.GetMatch"),
        lambda shelf, pattern: _resource(shelf, shelf.beside, pattern),
    ),
    **dict.fromkeys(("resources.Get", "resources.GetMatch"), lambda shelf, pattern: _resource(shelf, "assets", pattern)),
    **dict.fromkeys((".Page.GetPage", ".Site.GetPage", ".Page.Site.GetPage", "site.GetPage", "page.GetPage"), _page),
    **dict.fromkeys(("getCSV", "data.GetCSV"), _rows),
    **dict.fromkeys(("getJSON", "data.GetJSON"), lambda shelf, *parts: _parsed(".json", _local(shelf, parts))),
    **dict.fromkeys(("unmarshal", "transform.Unmarshal"), _unmarshalled),
    **dict.fromkeys(("i18n", "T", "lang.Translate"), _word),
}


def of_folder(shelf: Shelf, owner: Value, pattern: Value) -> Value:
    """A resource of a page that is held in a variable."""
    if not isinstance(owner, dict) or "folder" not in owner:
        raise Unknown
    return _resource(shelf, text_of(known(owner["folder"])), pattern)


# What is shown where a template does more than is known

READS = re.compile(
    r"readFile|os\.ReadFile|Resources\.Get|resources\.Get|GetPage|getCSV|data\.GetCSV|getJSON|[Uu]nmarshal|[Ss]ite\.Data|hugo\.Data"
)
NAMED = re.compile(r"(?i)read|includ|import|insert|embed|partial|snippet|code|csv|table|markdown|fragment|literal|sample|example")
_NO_TEXT = re.compile(r"(?i).*\.(?:svg|html?|js|css|scss|xml|pdf|map)")


def shown(shelf: Shelf, given: Mapping[str, str]) -> tuple[str, str]:
    """The first file that parameters name, and its text as it may stand in a body; empty where there is none."""
    for value in given.values():
        path = shelf.file(value) or next((at for end in DATA if (at := normpath(f"data/{value}{end}")) in shelf.paths), "")
        text = shelf.read(path) if path and not _NO_TEXT.fullmatch(path) else None
        if text and text.strip():
            return path, _in_a_body(path, text, given)
    return "", ""


DATA = (".yaml", ".yml", ".json", ".toml", ".csv", ".tsv")


def _in_a_body(path: str, text: str, given: Mapping[str, str]) -> str:
    ending = splitext(path)[1].lower()
    as_code = given.get("code", "").lower() == "true" or "lang" in given
    if ending in {".md", ".markdown", ".mdown"} and not as_code:
        return matter(text).body.strip("\n")
    rows = rows_of(parsed(ending, text)) if ending in DATA and (ending in {".csv", ".tsv"} or path.startswith("data/")) else []
    if rows and not as_code:
        return _table(rows)
    fence = "`" * max([2, *(len(ticks) for ticks in re.findall(r"`{3,}", text))]) + "`"
    language = given.get("lang") or given.get("language") or ending.removeprefix(".").replace("txt", "")
    named = re.sub(r"[^\w#.+-]", "", language)
    return "\n".join([f"{fence}{named}", text.strip("\n"), fence])


def rows_of(found: object) -> list[list[str]]:
    """A table's rows, the names of its columns first; empty where it is none."""
    if not isinstance(found, list) or not found:
        return []
    if all(isinstance(each, list) for each in found):
        return [[_cell(cell) for cell in each] for each in found]
    if not all(isinstance(each, Mapping) for each in found):
        return []
    names = list(dict.fromkeys(key for each in found for key in each))
    return [[str(name) for name in names], *([_cell(each.get(name)) for name in names] for each in found)]


def _cell(found: object) -> str:
    if isinstance(found, list | tuple):
        return ", ".join(_cell(each) for each in found)
    if isinstance(found, Mapping):
        return ", ".join(f"{key}: {_cell(each)}" for key, each in found.items())
    return "" if found is None else str(found)


def _table(rows: list[list[str]]) -> str:
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(_plain(cell) for cell in [*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _plain(cell: str) -> str:
    return "<br>".join(cell.split("\n")).replace("|", "\\|").strip()
