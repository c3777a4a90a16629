"""The functions that shortcodes' templates use most (https://gohugo.io/functions/).

In: texts, numbers, truths, lists.  Out: the same.
Never: guesses what a function that is not known here would have given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from newsgen.model.url import slug
from newsgen.read.markdown import convert

Value = str | int | bool | list[str] | dict[str, object]


class Unknown(Exception):  # noqa: N818 -- not an error of anybody's
    """The template does something that is not known here."""


class Markup(str):
    """HTML, which is shown as it is; any other text is escaped."""

    __slots__ = ()


def shown(found: Value) -> str:
    """A value in a page: escaped, as Hugo does, unless it is HTML."""
    if isinstance(found, list | dict):
        raise Unknown
    return found if isinstance(found, Markup) else escape(text_of(found), quote=True)


def held(found: object, name: str) -> object:
    """What a mapping has by a name, however it writes capitals."""
    if not isinstance(found, Mapping):
        return ""
    return found[name] if name in found else next((each for one, each in found.items() if str(one).lower() == name.lower()), "")


def known(found: object) -> Value:
    """A value of settings or data as templates take it."""
    if isinstance(found, Mapping):
        return {str(key): each for key, each in found.items()}
    if isinstance(found, list | tuple):
        return [text_of(known(each)) for each in found]
    return found if isinstance(found, str | int) else "" if found is None else str(found)


def text_of(found: Value) -> str:
    """A value as a text; a list is none."""
    if isinstance(found, list | dict):
        raise Unknown
    return str(found).lower() if isinstance(found, bool) else str(found)


def markdown(text: Value, *_: Value) -> Markup:
    """Markdown as HTML; a single paragraph without its tags."""
    said = text_of(text)
    made = convert(said)
    return Markup(made.removeprefix("<p>").removesuffix("</p>") if said.count("\n\n") == 0 else made)


def _compared(test: Callable[[int], bool]) -> Callable[[Value, Value], bool]:
    def compare(one: Value, other: Value) -> bool:
        return test(int(text_of(one)) - int(text_of(other)))

    return compare


def _substr(text: Value, start: Value, length: Value | None = None) -> str:
    said, begin = text_of(text), int(text_of(start))
    begin = begin if begin >= 0 else max(len(said) + begin, 0)
    return said[begin:] if length is None else said[begin : begin + int(text_of(length))]


def _index(of: Value, key: Value) -> Value:
    if isinstance(of, Mapping) or of == "":
        return known(held(of, text_of(key)))
    if isinstance(of, list):
        return of[int(text_of(key))] if int(text_of(key)) < len(of) else ""
    raise Unknown


def _code(text: Value, language: Value = "", *_: Value) -> Markup:
    kind = f' class="language-{escape(text_of(language))}"' if language else ""
    return Markup(f"<pre><code{kind}>{escape(text_of(text).strip(chr(10)), quote=False)}\n</code></pre>")


def _printf(form: Value, *given: Value) -> str:
    if re.search(r"%[^sdv%]", text_of(form)):
        raise Unknown
    return re.sub("%v", "%s", text_of(form)).replace("%d", "%s") % tuple(text_of(each) for each in given)


def _last_true(*given: Value) -> Value:
    return next((each for each in given if not each), given[-1])


def _first_true(*given: Value) -> Value:
    return next((each for each in given if each), given[-1])


def _is_in(group: Value, one: Value) -> bool:
    return one in group if isinstance(group, list) else text_of(one) in text_of(group)


def _length(of: Value) -> int:
    return len(of) if isinstance(of, Sequence | Mapping) else 0


def _replaced(pattern: Value, new: Value, text: Value, *_: Value) -> str:
    return re.sub(text_of(pattern), re.sub(r"\$\{?(\d)\}?", r"\\\1", text_of(new)), text_of(text))


def _found(pattern: Value, text: Value, *_: Value) -> list[str]:
    return [match[0] for match in re.finditer(text_of(pattern), text_of(text))]


def _partial(name: Value, *_: Value) -> str:
    """Icons are part of the old look; any other part of a page is not known."""
    if re.search(r"svg|icon", text_of(name)):
        return ""
    raise Unknown(name)


def _same(text: Value, *_: Value) -> Value:
    return text


def _html(text: Value) -> Markup:
    return Markup(text_of(text))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    **dict.fromkeys(("safeHTML", "transform.HTMLUnescape"), _html),
    **dict.fromkeys("safeURL safeCSS safeJS safeHTMLAttr htmlEscape string relURL absURL relLangURL absLangURL".split(), _same),
    **dict.fromkeys(("markdownify", "transform.Markdownify"), markdown),
    **dict.fromkeys((".Page.RenderString", "page.RenderString"), lambda *given: markdown(given[-1])),
    **dict.fromkeys(("highlight", "transform.Highlight"), _code),
    "plainify": lambda text: re.sub(r"<[^<>]*>", "", text_of(text)),
    **dict.fromkeys(("default", "compare.Default"), lambda usual, given="": given or usual),
    **dict.fromkeys(("print", "fmt.Print"), lambda *given: "".join(text_of(each) for each in given)),
    **dict.fromkeys(("printf", "fmt.Printf"), _printf),
    **dict.fromkeys(("lower", "strings.ToLower"), lambda text: text_of(text).lower()),
    **dict.fromkeys(("upper", "strings.ToUpper"), lambda text: text_of(text).upper()),
    **dict.fromkeys(("title", "strings.Title"), lambda text: re.sub(r"(?<!\w)\w", lambda one: one[0].upper(), text_of(text))),
    **dict.fromkeys(("trim", "strings.Trim"), lambda text, signs: text_of(text).strip(text_of(signs))),
    **dict.fromkeys(("replace", "strings.Replace"), lambda text, old, new: text_of(text).replace(text_of(old), text_of(new))),
    **dict.fromkeys(("substr", "strings.Substr"), _substr),
    **dict.fromkeys(("hasPrefix", "strings.HasPrefix"), lambda text, start: text_of(text).startswith(text_of(start))),
    **dict.fromkeys(("hasSuffix", "strings.HasSuffix"), lambda text, end: text_of(text).endswith(text_of(end))),
    **dict.fromkeys(("in", "strings.Contains"), _is_in),
    **dict.fromkeys(("replaceRE", "strings.ReplaceRE"), _replaced),
    **dict.fromkeys(("findRE", "strings.FindRE"), _found),
    **dict.fromkeys(("split", "strings.Split"), lambda text, sign: text_of(text).split(text_of(sign))),
    **dict.fromkeys(("delimit", "collections.Delimit"), lambda names, sign, *_: text_of(sign).join(names)),
    "strings.TrimPrefix": lambda start, text: text_of(text).removeprefix(text_of(start)),
    "strings.TrimSuffix": lambda end, text: text_of(text).removesuffix(text_of(end)),
    **dict.fromkeys(("urlize", "anchorize", "urls.Anchorize"), lambda text: slug(text_of(text))),
    **dict.fromkeys(("slice", "collections.Slice"), lambda *given: [text_of(each) for each in given]),
    **dict.fromkeys(("dict", "errorf", "warnf"), lambda *_: ""),
    **dict.fromkeys(("partial", "partialCached"), _partial),
    "int": lambda text: int(text_of(text) or 0),
    "index": _index,
    "isset": lambda of, key: bool(_index(of, key)),
    "len": _length,
    "eq": lambda one, *others: any(text_of(one) == text_of(other) for other in others),
    "ne": lambda one, other: text_of(one) != text_of(other),
    "gt": _compared(lambda apart: apart > 0),
    "ge": _compared(lambda apart: apart >= 0),
    "lt": _compared(lambda apart: apart < 0),
    "le": _compared(lambda apart: apart <= 0),
    "not": lambda one: not one,
    "and": _last_true,
    "or": _first_true,
    "cond": lambda test, yes, no: yes if test else no,
}
