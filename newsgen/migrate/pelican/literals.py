"""The values that a settings file in Python assigns, as far as they can be read without running it.

In: Python source.  Out: values by name, and the names whose values cannot be read.  Never: runs any of it.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any


class Unreadable(Exception):  # noqa: N818 -- not an error of anybody's
    """A value that only running the program would tell."""


def values_of(text: str, known: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """What the assignments of a program give, on top of what is known; raises SyntaxError for what is no Python."""
    walk = _Walk(dict(known))
    walk.statements(ast.parse(text).body)
    return walk.values, walk.unread


class _Walk:
    """The values so far."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values
        self.unread: list[str] = []

    def statements(self, body: list[ast.stmt]) -> None:
        """Statements in order; of a branch that cannot be decided, the first is taken."""
        for each in body:
            if isinstance(each, ast.Assign | ast.AnnAssign | ast.AugAssign):
                self.assignment(each)
            elif isinstance(each, ast.If):
                self.statements(each.body if self.decided(each.test) else each.orelse)
            elif isinstance(each, ast.Try):
                self.statements(each.body)

    def decided(self, test: ast.expr) -> bool:
        """Whether a condition holds; one that cannot be read is taken to."""
        try:
            return bool(self.value(test))
        except Unreadable:
            return True

    def assignment(self, each: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        """One assignment."""
        targets = each.targets if isinstance(each, ast.Assign) else [each.target]
        if each.value is None:
            return
        try:
            value = self.value(each.value)
            if isinstance(each, ast.AugAssign):
                value = _added(self.value(each.target), value)
        except (Unreadable, TypeError, ValueError, KeyError, IndexError, ArithmeticError):
            self.unread += [ast.unparse(target) for target in targets if ast.unparse(target).isupper()]
            return
        for target in targets:
            self.assign(target, value)

    def assign(self, target: ast.expr, value: object) -> None:
        """A value for a name, a key, or several names."""
        if isinstance(target, ast.Name):
            self.values[target.id] = value
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            held = self.values.get(target.value.id)
            if isinstance(held, dict):
                held[self.value(target.slice)] = value
        elif isinstance(target, ast.Tuple) and isinstance(value, list | tuple) and len(target.elts) == len(value):
            for inner, part in zip(target.elts, value, strict=True):
                self.assign(inner, part)

    def value(self, node: ast.expr) -> object:
        """The value of an expression; raises Unreadable."""
        for kind, read in _READERS.items():
            if isinstance(node, kind):
                return read(self, node)
        raise Unreadable

    def constant(self, node: ast.Constant) -> object:
        return node.value

    def name(self, node: ast.Name) -> object:
        if node.id in self.values:
            return self.values[node.id]
        raise Unreadable

    def sequence(self, node: ast.List | ast.Tuple | ast.Set) -> object:
        found = [part for each in node.elts for part in self.spread(each)]
        return tuple(found) if isinstance(node, ast.Tuple) else found

    def spread(self, node: ast.expr) -> list[object]:
        """An item, or the items of what is spread with ``*``; an item that cannot be read is left out."""
        try:
            if isinstance(node, ast.Starred):
                found = self.value(node.value)
                return [*found] if isinstance(found, list | tuple) else []
            return [self.value(node)]
        except Unreadable:
            return []

    def mapping(self, node: ast.Dict) -> object:
        made: dict[object, object] = {}
        for key, each in zip(node.keys, node.values, strict=True):
            try:
                value = self.value(each)
                if key is not None:
                    made[self.value(key)] = value
                elif isinstance(value, dict):
                    made |= value
            except (Unreadable, TypeError):
                continue
        return made

    def joined(self, node: ast.JoinedStr) -> object:
        return "".join(str(self.value(each)) for each in node.values)

    def formatted(self, node: ast.FormattedValue) -> object:
        return str(self.value(node.value))

    def operation(self, node: ast.BinOp) -> object:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.Add):
            return _added(left, right)
        if isinstance(node.op, ast.Mod) and isinstance(left, str):
            return left % right
        if isinstance(left, int) and isinstance(right, int) and isinstance(node.op, ast.Sub | ast.Mult):
            return left - right if isinstance(node.op, ast.Sub) else left * right
        if isinstance(node.op, ast.BitOr) and isinstance(left, dict) and isinstance(right, dict):
            return left | right
        raise Unreadable

    def unary(self, node: ast.UnaryOp) -> object:
        value = self.value(node.operand)
        if isinstance(node.op, ast.Not):
            return not value
        if isinstance(node.op, ast.USub) and isinstance(value, int | float):
            return -value
        raise Unreadable

    def either(self, node: ast.BoolOp) -> object:
        value: object = None
        for each in node.values:
            value = self.value(each)
            if bool(value) is isinstance(node.op, ast.Or):
                return value
        return value

    def chosen(self, node: ast.IfExp) -> object:
        return self.value(node.body if self.decided(node.test) else node.orelse)

    def compared(self, node: ast.Compare) -> object:
        left, right = self.value(node.left), self.value(node.comparators[0])
        if isinstance(node.ops[0], ast.Eq | ast.NotEq):
            return (left == right) is isinstance(node.ops[0], ast.Eq)
        raise Unreadable

    def item(self, node: ast.Subscript) -> object:
        held, key = self.value(node.value), self.value(node.slice)
        if isinstance(held, dict):
            return held[key]
        if isinstance(held, list | tuple | str) and isinstance(key, int):
            return held[key]
        raise Unreadable

    def call(self, node: ast.Call) -> object:
        """The few calls that settings are made with."""
        name = ast.unparse(node.func)
        if re.fullmatch(r"(?:os\.)?(?:environ\.get|getenv)", name):
            return self.value(node.args[1]) if len(node.args) > 1 else None
        given = [self.value(each) for each in node.args]
        if name in {"os.path.join", "posixpath.join"}:
            return posixpath.join(*map(str, given))
        if name in {"str", "list", "tuple", "dict", "set"} and len(given) <= 1:
            return _made(name, given, {each.arg: self.value(each.value) for each in node.keywords if each.arg})
        if isinstance(node.func, ast.Attribute) and node.func.attr in _OF_TEXTS:
            held = self.value(node.func.value)
            if isinstance(held, str):
                return _OF_TEXTS[node.func.attr](held, given, {each.arg or "": self.value(each.value) for each in node.keywords})
        raise Unreadable


def _added(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return [*left, *right] if isinstance(left, list) else (*left, *right)
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left + right
    raise Unreadable


def _made(name: str, given: list[object], named: Mapping[str, object]) -> object:
    if name == "dict":
        return {**(given[0] if given and isinstance(given[0], dict) else {}), **named}
    if name == "str":
        return str(given[0]) if given else ""
    found = given[0] if given else ()
    if not isinstance(found, list | tuple | str):
        raise Unreadable
    return tuple(found) if name == "tuple" else list(found)


_OF_TEXTS: Mapping[str, Callable[[str, list[object], Mapping[str, object]], object]] = {
    "format": lambda text, given, named: text.format(*given, **named),
    "join": lambda text, given, named: text.join(map(str, given[0] if isinstance(given[0], list | tuple) else [])),
    "lower": lambda text, given, named: text.lower(),
    "upper": lambda text, given, named: text.upper(),
    "strip": lambda text, given, named: text.strip(*(str(each) for each in given)),
    "rstrip": lambda text, given, named: text.rstrip(*(str(each) for each in given)),
    "replace": lambda text, given, named: text.replace(str(given[0]), str(given[1])),
    "split": lambda text, given, named: text.split(str(given[0]) if given else None),
}

_READERS: Mapping[type[ast.expr], Callable[[_Walk, Any], object]] = {
    ast.Constant: _Walk.constant,
    ast.Name: _Walk.name,
    ast.List: _Walk.sequence,
    ast.Tuple: _Walk.sequence,
    ast.Set: _Walk.sequence,
    ast.Dict: _Walk.mapping,
    ast.JoinedStr: _Walk.joined,
    ast.FormattedValue: _Walk.formatted,
    ast.BinOp: _Walk.operation,
    ast.UnaryOp: _Walk.unary,
    ast.BoolOp: _Walk.either,
    ast.IfExp: _Walk.chosen,
    ast.Compare: _Walk.compared,
    ast.Subscript: _Walk.item,
    ast.Call: _Walk.call,
}
"""How the value of each kind of expression is read."""
