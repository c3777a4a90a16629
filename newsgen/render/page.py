"""One page to its bytes.

In: the look (templates and frame), a page with the bodies it shows.  Out: bytes, or the template's problems.
Never: knows another page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import TracebackType
from typing import Any

from jinja2 import TemplateError

from newsgen.errors import Location, Problem, nearest
from newsgen.model.article import Html
from newsgen.model.page import (
    FeedView,
    Frame,
    NewsSitemapView,
    NotFoundView,
    Page,
    RedirectsView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    TemplateView,
)
from newsgen.render import feeds
from newsgen.render.body import Links, feed_html
from newsgen.render.head import head
from newsgen.render.runtime import rendered
from newsgen.render.templates import Templates, environment


@dataclass(frozen=True, slots=True)
class Look:
    """What all pages share."""

    templates: Templates
    frame: Frame


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's bytes; empty where there are problems."""

    content: bytes
    problems: tuple[Problem, ...] = ()


Bodies = Mapping[str, Html]
Item = tuple[Page, Bodies]


def page(look: Look, item: Item) -> Rendered:
    """Render a page; ``item`` brings the bodies that it shows, by digest."""
    shown, bodies = item
    view = shown.view
    if not isinstance(view, TemplateView):
        return Rendered(WRITERS[type(view)](view, look.frame, bodies))
    return _from_template(look, view, bodies)


def _feed(view: FeedView, site: Frame, bodies: Bodies) -> bytes:
    return feeds.write_feed(view, site, lambda item: feed_html(item, site.base_url, bodies))


WRITERS: Mapping[type, Callable[[Any, Frame, Bodies], bytes]] = {
    FeedView: _feed,
    SitemapView: lambda view, site, bodies: feeds.write_sitemap(view, site),
    SitemapIndexView: lambda view, site, bodies: feeds.write_sitemap_index(view, site),
    NewsSitemapView: lambda view, site, bodies: feeds.write_news_sitemap(view, site),
    RobotsView: lambda view, site, bodies: feeds.write_robots(view, site),
    RedirectsView: lambda view, site, bodies: feeds.write_redirects(view, site),
}


def _from_template(look: Look, view: TemplateView, bodies: Bodies) -> Rendered:
    env = environment(look.templates)
    links = Links(look.frame.base_url, view.url, rooted=isinstance(view, NotFoundView))
    try:
        shared = {"site": look.frame, "links": links, "bodies": bodies, "fragments": env.fragments(look.frame)}
        text = rendered(env.get_template(view.template), {"page": view, "head": head(view, look.frame), **shared})
    except Exception as error:  # a template can raise anything, and all of it is the template's
        place = _place(error.__traceback__)
        if place is None and not isinstance(error, TemplateError):
            raise
        return Rendered(b"", (_problem(error, place or Location(f"templates/{view.template}"), view, look.frame),))
    return Rendered(text.encode("utf-8", "replace"))


def _place(trace: TracebackType | None) -> Location | None:
    """The innermost template line of a traceback, which Jinja has rewritten to speak of templates."""
    found = None
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(("templates/", "theme/templates/")):
            found = Location(name, trace.tb_lineno)
        trace = trace.tb_next
    return found


_ATTRIBUTE = re.compile(r"'(?:[\w.]+\.)?(\w+) object' has no attribute '(\w+)'")
_NAME = re.compile(r"'(\w+)' is undefined")


def _problem(error: Exception, place: Location, view: TemplateView, frame: Frame) -> Problem:
    """Jinja's words in ours, with the nearest name that there is; the page is left out, so that one mistake is told once."""
    if isinstance(error, RecursionError):
        return Problem(
            place, "templates or macros use each other without end", "take one of the uses out, or put it in an {% if %}"
        )
    said = str(error)
    attribute, name = _ATTRIBUTE.search(said), _NAME.search(said)
    if attribute:
        owner = "page" if attribute[1].endswith("View") else "site" if attribute[1] == "Frame" else attribute[1].lower()
        return Problem(place, f"{owner} has no {attribute[2]}", nearest(attribute[2], _names((view, frame), attribute[1])))
    if name:
        return Problem(place, f"there is no {name[1]} here", nearest(name[1], ("site", "page", "head")))
    kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
    return Problem(place, f"{kind}{said}" or type(error).__name__, "docs/templates.md says what each template gets")


def _names(value: object, wanted: str) -> list[str]:
    """The fields of the first value of a type within a view."""
    todo = [value]
    while todo:
        each = todo.pop()
        if is_dataclass(each):
            own = [field.name for field in fields(each)]
            if type(each).__name__ == wanted:
                return own
            todo.extend(getattr(each, name) for name in own)
        elif isinstance(each, tuple):
            todo.extend(each)
    return []
