"""The functions that shortcodes' templates use most (https://gohugo.io/functions/).

In: texts, numbers, truths, lists.  Out: the same.
Never: guesses what a function that is not known here would have given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from posixpath import basename, dirname, normpath, splitext

from newsgen.migrate.hugo.dates import dated
from newsgen.migrate.hugo.values import Markup, Unknown, Value, held, known, listed, printed, text_of
from newsgen.model.url import slug
from newsgen.read.markdown import convert


def markdown(text: Value, *_: Value) -> Markup:
    """Markdown as HTML; a single paragraph without its tags."""
    said = text_of(text)
    made = convert(said)
    return Markup(made.removeprefix("<p>").removesuffix("</p>") if said.count("\n\n") == 0 else made)


def _compared(test: Callable[[int], bool]) -> Callable[[Value, Value], bool]:
    """A comparison of two numbers, or of two texts, as days in figures are."""

    def compare(one: Value, other: Value) -> bool:
        if isinstance(one, str) and isinstance(other, str):
            return test((one > other) - (one < other))
        apart = float(text_of(one)) - float(text_of(other))
        return test((apart > 0) - (apart < 0))

    return compare


def _counted(count: Callable[[float, float], float]) -> Callable[..., Value]:
    """A sum or the like of numbers; whole where it is."""

    def counted(*given: Value) -> Value:
        made, *others = (float(text_of(each)) for each in given)
        for number in others:
            made = count(made, number)
        return int(made) if made == int(made) else made

    return counted


def added(*given: Value) -> Value:
    """A sum of numbers, or texts one behind the other."""
    if all(isinstance(each, str) for each in given):
        return "".join(text_of(each) for each in given)
    return _counted(lambda one, other: one + other)(*given)


def _dictionary(*given: Value) -> dict[str, object]:
    return {text_of(key): each for key, each in zip(given[::2], given[1::2], strict=True)}


def _sorted(of: Value, by: Value = "", order: Value = "asc") -> Value:
    pairs = [(text_of(known(held(each, text_of(by)))) if by and by != "value" else text_of(each), each) for each in listed(of)]
    return [each for _, each in sorted(pairs, key=lambda pair: pair[0], reverse=order == "desc")]


def _where(of: Value, key: Value, *given: Value) -> Value:
    """The mappings of a list that have a value, or another one, at a key."""
    sign, wanted = ("=", given[0]) if len(given) == 1 else given
    if sign not in {"=", "==", "eq", "!=", "<>", "ne"}:
        raise Unknown
    same = sign in {"=", "==", "eq"}
    return [each for each in listed(of) if (text_of(known(held(each, text_of(key)))) == text_of(wanted)) == same]


def _path_split(path: Value) -> dict[str, object]:
    folder, _, name = text_of(path).rpartition("/")
    return {"dir": f"{folder}/" if folder else "", "file": name}


def _delimited(names: Value, sign: Value, *last: Value) -> str:
    said = [text_of(each) for each in listed(names)]
    if last and len(said) > 1:
        return f"{text_of(sign).join(said[:-1])}{text_of(last[0])}{said[-1]}"
    return text_of(sign).join(said)


def _untold(*_: Value) -> Value:
    raise Unknown


def _substr(text: Value, start: Value, length: Value | None = None) -> str:
    said, begin = text_of(text), int(text_of(start))
    begin = begin if begin >= 0 else max(len(said) + begin, 0)
    return said[begin:] if length is None else said[begin : begin + int(text_of(length))]


def _slicestr(text: Value, start: Value = 0, end: Value | None = None) -> str:
    return text_of(text)[int(text_of(start)) : None if end is None else int(text_of(end))]


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
    return re.sub("%v", "%s", text_of(form)).replace("%d", "%s") % tuple(printed(each) for each in given)


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


def _found(pattern: Value, text: Value, *_: Value) -> list[Value]:
    return [match[0] for match in re.finditer(text_of(pattern), text_of(text))]


def _same(text: Value, *_: Value) -> Value:
    return text


def _html(text: Value) -> Markup:
    return Markup(text_of(text))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    **dict.fromkeys(("safeHTML", "htmlUnescape", "transform.HTMLUnescape"), _html),
    **dict.fromkeys(("htmlEscape", "transform.HTMLEscape"), lambda text: escape(text_of(text), quote=True)),
    **dict.fromkeys("safeURL safeCSS safeJS safeHTMLAttr relURL absURL relLangURL absLangURL".split(), _same),
    **dict.fromkeys(("markdownify", "transform.Markdownify"), markdown),
    **dict.fromkeys((".Page.RenderString", "page.RenderString"), lambda *given: markdown(given[-1])),
    **dict.fromkeys(("highlight", "transform.Highlight"), _code),
    "string": text_of,
    "plainify": lambda text: re.sub(r"<[^<>]*>", "", text_of(text)),
    **dict.fromkeys(("default", "compare.Default"), lambda usual, given="": given or usual),
    **dict.fromkeys(("print", "fmt.Print"), lambda *given: "".join(printed(each) for each in given)),
    **dict.fromkeys(("printf", "fmt.Printf"), _printf),
    **dict.fromkeys(("lower", "strings.ToLower"), lambda text: text_of(text).lower()),
    **dict.fromkeys(("upper", "strings.ToUpper"), lambda text: text_of(text).upper()),
    **dict.fromkeys(("title", "strings.Title"), lambda text: re.sub(r"(?<!\w)\w", lambda one: one[0].upper(), text_of(text))),
    **dict.fromkeys(("trim", "strings.Trim"), lambda text, signs: text_of(text).strip(text_of(signs))),
    **dict.fromkeys(("chomp", "strings.Chomp"), lambda text: text_of(text).rstrip("\r\n")),
    "strings.TrimSpace": lambda text: text_of(text).strip(),
    **dict.fromkeys(("replace", "strings.Replace"), lambda text, old, new: text_of(text).replace(text_of(old), text_of(new))),
    **dict.fromkeys(("substr", "strings.Substr"), _substr),
    **dict.fromkeys(("slicestr", "strings.SliceString"), _slicestr),
    **dict.fromkeys(("hasPrefix", "strings.HasPrefix"), lambda text, start: text_of(text).startswith(text_of(start))),
    **dict.fromkeys(("hasSuffix", "strings.HasSuffix"), lambda text, end: text_of(text).endswith(text_of(end))),
    **dict.fromkeys(("in", "strings.Contains"), _is_in),
    **dict.fromkeys(("replaceRE", "strings.ReplaceRE"), _replaced),
    **dict.fromkeys(("findRE", "strings.FindRE"), _found),
    **dict.fromkeys(("split", "strings.Split"), lambda text, sign: [*text_of(text).split(text_of(sign))]),
    **dict.fromkeys(("delimit", "collections.Delimit"), _delimited),
    "strings.TrimPrefix": lambda start, text: text_of(text).removeprefix(text_of(start)),
    "strings.TrimSuffix": lambda end, text: text_of(text).removesuffix(text_of(end)),
    **dict.fromkeys(("urlize", "anchorize", "urls.Anchorize"), lambda text: slug(text_of(text))),
    **dict.fromkeys(("slice", "collections.Slice"), lambda *given: [*given]),
    **dict.fromkeys(("dict", "collections.Dictionary"), _dictionary),
    **dict.fromkeys(("warnf", "warnidf", "fmt.Warnf"), lambda *_: ""),
    # The old site was built: what leads to an error here is not as it was there.
    **dict.fromkeys(("errorf", "erroridf", "fmt.Errorf"), _untold),
    "int": lambda text: int(float(text_of(text) or 0)),
    **dict.fromkeys(("add", "math.Add"), added),
    **dict.fromkeys(("sub", "math.Sub"), _counted(lambda one, other: one - other)),
    **dict.fromkeys(("mul", "math.Mul"), _counted(lambda one, other: one * other)),
    **dict.fromkeys(("first", "collections.First"), lambda count, of: listed(of)[: int(text_of(count))]),
    **dict.fromkeys(("after", "collections.After"), lambda count, of: listed(of)[int(text_of(count)) :]),
    **dict.fromkeys(("append", "collections.Append"), lambda *given: [*listed(given[-1]), *given[:-1]]),
    **dict.fromkeys(("sort", "collections.Sort"), _sorted),
    **dict.fromkeys(("where", "collections.Where"), _where),
    **dict.fromkeys(("dateFormat", "time.Format"), dated),
    "path.Ext": lambda path: splitext(text_of(path))[1],
    "path.Base": lambda path: basename(text_of(path)),
    "path.Dir": lambda path: dirname(text_of(path)) or ".",
    "path.Join": lambda *parts: normpath("/".join(text_of(part) for part in parts if part)),
    "path.Split": _path_split,
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
