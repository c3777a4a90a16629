"""The redirects that the host of an old site made, by a file of rules (https://docs.netlify.com/routing/redirects/).

In: what an old site holds, its files.  Out: the same with an old address for each rule that leads to something of it.
Never: drops a rule without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import splitext
from urllib.parse import unquote, urlsplit

from newsgen.migrate.imported import Imported, Note, Source, needs_hand
from newsgen.migrate.lists import FRONT
from newsgen.migrate.matter import decoded, said, toml_head
from newsgen.migrate.places import key

FILES = ("/_redirects",)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


@dataclass(frozen=True, slots=True)
class Rule:
    """An old address and where it leads; ``*`` and names after a colon stand for parts of addresses."""

    old: str
    new: str
    status: str = ""


def with_rules(imported: Imported, source: Source) -> Imported:
    """What the old site holds, with the old addresses that only the host knew."""
    found = [path for address in FILES if (path := imported.files.get(address))]
    found += [path for path in ("netlify.toml",) if path in source.paths]
    for path in found:
        imported = _with_rules(imported, path, [*_rules(path, decoded(source.read(path))[0])])
    return imported


def _rules(path: str, text: str) -> Iterator[Rule]:
    if path.endswith(".toml"):
        found = toml_head(text)[0].get("redirects")
        for each in found if isinstance(found, list) else []:
            if isinstance(each, Mapping):
                yield Rule(said(each.get("from")), said(each.get("to")), said(each.get("status")))
        return
    for line in text.splitlines():
        old, *rest = re.sub(r"(?:^|\s)#.*", "", line).split() or [""]
        targets = [word for word in rest if word.startswith("/") or _ELSEWHERE.match(word)]
        if old and targets:
            yield Rule(old, targets[0], next((word.rstrip("!") for word in rest if re.fullmatch(r"\d{3}!?", word)), ""))


def _with_rules(imported: Imported, path: str, rules: list[Rule]) -> Imported:
    known = _known(imported)
    aliases: dict[str, list[str]] = {}
    redirects: dict[str, str] = {}
    lost: list[str] = []
    for rule in rules:
        pairs = [*_pairs(rule, known)] if rule.status not in {"200", "404"} else []
        for old, new in pairs:
            if new in known.pieces:
                aliases.setdefault(known.pieces[new], []).append(old)
            else:
                redirects[old] = known.others[new]
        if not pairs:
            why = (
                "a page stands there"
                if key(_inside(rule.old, known.base_url)) in known.pieces
                else "it leads to nothing of this site"
            )
            lost.append(f"the redirect from {rule.old} to {rule.new} was not carried over: {why}")
    pieces = tuple(
        replace(each, aliases=(*each.aliases, *aliases[each.address])) if each.address and each.address in aliases else each
        for each in imported.pieces
    )
    notes = [Note(f"{len(rules) - len(lost)} of its {len(rules)} redirects were carried over")] if rules else []
    notes += [needs_hand(each) for each in lost]
    files = {address: each for address, each in imported.files.items() if each != path}
    told = {**imported.notes, path: tuple(notes)} if rules else imported.notes
    return replace(imported, pieces=pieces, redirects={**redirects, **imported.redirects}, files=files, notes=told)


@dataclass(frozen=True, slots=True)
class _Known:
    """Addresses of pieces by the keys of all that they had, and what stands at other addresses, by their keys."""

    pieces: Mapping[str, str]
    others: Mapping[str, str]
    base_url: str


def _known(imported: Imported) -> _Known:
    pieces = {
        key(address): each.address
        for each in imported.pieces
        if each.address
        for address in (*each.aliases, each.address)
        if address
    }
    others = {key(address): address for address in imported.files} | {key(old): new for old, new in imported.redirects.items()}
    return _Known(pieces, {**others, "/": FRONT}, said(imported.settings.get("base_url")).rstrip("/"))


def _pairs(rule: Rule, known: _Known) -> Iterator[tuple[str, str]]:
    """Old addresses with the keys of what they lead to; a rule for many addresses has one for each that is known."""
    old, new = (_inside(each, known.base_url) for each in (rule.old, rule.new))
    if not old or not new:
        return
    if not re.search(r"\*|/:", old):
        target = key(unquote(re.sub(r"[?#].*", "", new)))
        if (target in known.pieces or target in known.others) and key(old) != target and key(old) not in known.pieces:
            yield old, target
        return
    shape = _shape(new)
    lists = [each for each, stands in known.others.items() if not splitext(stands)[1]]
    for target in (*known.pieces, *lists) if shape else ():
        match = shape.fullmatch(target) if shape else None
        made = _filled(old, match.groupdict()) if match else ""
        if made and key(made) != target and key(made) not in known.pieces:
            yield made, target


def _inside(address: str, base_url: str) -> str:
    """An address from the site's root; empty where it is another site's."""
    if base_url and urlsplit(address).netloc.removeprefix("www.") == urlsplit(base_url).netloc.removeprefix("www."):
        return urlsplit(address).path or "/"
    return "" if _ELSEWHERE.match(address) or not address.startswith("/") else address


def _shape(new: str) -> re.Pattern[str] | None:
    """What addresses have to look like to be led to; None where the parts cannot be told apart."""
    if len(re.findall(r":\w+", new)) != len(set(re.findall(r":\w+", new))) or not re.search(r":\w+", new):
        return None
    parts = re.split(r"(:\w+)", new.rstrip("/"))
    made = "".join(
        (rf"(?P<{part[1:]}>.+)" if part == ":splat" else rf"(?P<{part[1:]}>[^/]+)") if part.startswith(":") else re.escape(part)
        for part in parts
    )
    return re.compile(made, re.I)


def _filled(old: str, parts: Mapping[str, str]) -> str:
    """An old address with the parts of a new one; empty where one is missing."""
    named = re.sub(r":(\w+)", lambda match: parts.get(match[1], "*"), old.replace("*", ":splat"))
    return "" if "*" in named else named if named.endswith("/") or "." in named.rpartition("/")[2] else f"{named}/"
