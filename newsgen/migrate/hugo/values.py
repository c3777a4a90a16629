"""What the actions of templates stand for: texts, numbers, truths, lists and mappings.

In: what settings, data and front matter hold.  Out: the same as templates take it, and as they show it.
Never: guesses what is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

Value = str | int | float | bool | list["Value"] | dict[str, object]


class Unknown(Exception):  # noqa: N818 -- not an error of anybody's
    """The template does something that is not known here."""


class Markup(str):
    """HTML, which is shown as it is; any other text is escaped."""

    __slots__ = ()


class Whole(dict[str, object]):
    """A page: what is not known of it is unknown, not empty."""


def shown(found: Value) -> str:
    """A value in a page: escaped, as Hugo does, unless it is HTML."""
    return found if isinstance(found, Markup) else escape(printed(found), quote=True)


def printed(found: object) -> str:
    """A value as Go prints it: ``[a b]``, ``map[a:1 b:2]``."""
    if isinstance(found, Whole):
        raise Unknown
    if isinstance(found, list):
        return f"[{' '.join(printed(each) for each in found)}]"
    if isinstance(found, Mapping):
        return f"map[{' '.join(f'{key}:{printed(found[key])}' for key in sorted(found))}]"
    return text_of(known(found))


def held(found: object, name: str) -> object:
    """What a mapping has by a name, however it writes capitals; what is worked out when it is asked for is worked out."""
    if not isinstance(found, Mapping):
        return ""
    if isinstance(found, Whole) and name.lower() not in found:
        raise Unknown(name)
    one = found[name] if name in found else next((each for key, each in found.items() if str(key).lower() == name.lower()), "")
    return one() if callable(one) else one


def known(found: object) -> Value:
    """A value of settings or data as templates take it."""
    if isinstance(found, Whole):
        return found
    if isinstance(found, Mapping):
        return {str(key): each for key, each in found.items()}
    if isinstance(found, list | tuple):
        return [known(each) for each in found]
    return found if isinstance(found, str | int | float) else "" if found is None else str(found)


def text_of(found: Value) -> str:
    """A value as a text; a list is none."""
    if isinstance(found, list | dict):
        raise Unknown
    return str(found).lower() if isinstance(found, bool) else str(found)


def listed(of: Value) -> list[Value]:
    """A value that is a list."""
    if not isinstance(of, list):
        raise Unknown
    return of
