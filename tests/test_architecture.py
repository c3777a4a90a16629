"""The rules of docs/ARCHITECTURE.md, read from the code itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
STAGES = ("read", "link", "plan", "render", "write")
BELOW: Mapping[str, set[str]] = {
    "newsgen": set(),
    "errors": set(),
    "model": {"errors"},
    **{stage: {"errors", "model"} for stage in STAGES},
    "engine": {"errors"},
    "steps": {"errors", "model", "engine", *STAGES},
    "memory": {"errors", "model", "engine", *STAGES},
    "pipeline": {"errors", "model", "engine", "steps", *STAGES},
    "reprint": {"errors", "model", "engine", "steps", "memory", *STAGES},
}
COMMANDS: Mapping[str, set[str]] = {
    "workshop": set(),
    "desk": {"workshop"},
    "migrate": {"desk"},
    "serve": {"workshop", "desk"},
    "cli": {"workshop", "desk", "migrate", "serve"},
    "__main__": {"cli"},
}
ONLINE = {"desk.links"}
DISK = {
    "desk.revisions",
    "desk.served",
    "desk.starter",
    "desk.writing",
    "migrate.folder",
    "pipeline",
    "memory",
    "workshop",
    "serve.app",
    "serve.runner",
    "serve.sources",
    "serve.watching",
    "read.snapshot",
    "write.disk",
    "engine.store",
    "engine.processes",  # no files: the pipe between two processes
}
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp"}
CHANCE = {"random", "secrets", "uuid", "locale"}
VAGUE = {"utils", "util", "helpers", "common", "base", "manager", "misc", "tools", "core"}
CHANGING = set("append add update setdefault pop popitem clear extend insert remove discard sort reverse".split())


def modules(package: Path = ROOT / "newsgen") -> dict[str, ast.Module]:
    """Every module below the package by its name, without the package's own."""
    found = {}
    for place in sorted(package.rglob("*.py")):
        parts = [*place.relative_to(package).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "newsgen"
        found[name] = ast.parse(place.read_text("utf-8"))
    return found


MODULES = modules()
each_module = pytest.mark.parametrize("name", MODULES)


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module that is imported anywhere, also inside functions and for types alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say the whole name"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(tree: ast.Module, known: Mapping[str, ast.Module]) -> set[str]:
    """The package's modules among them."""
    return {name for each in imports(tree) if (name := each.removeprefix("newsgen.")) in known and each.startswith("newsgen")}


def layer(name: str) -> str:
    return name.partition(".")[0]


def wrong_imports(known: Mapping[str, ast.Module]) -> list[str]:
    """Imports against the rule: errors, model, stages, pipeline, commands; stages import neither each other nor the engine."""
    return [
        f"{name} imports {other}"
        for name, tree in known.items()
        for other in sorted(own_imports(tree, known) - {"newsgen"})
        if layer(other) != layer(name) and layer(other) not in may_import(layer(name))
    ]


def may_import(mine: str) -> set[str]:
    """The layers below; commands know all that is no command, and few other commands."""
    return BELOW[mine] if mine in BELOW else {*BELOW} | COMMANDS[mine]


def circle(known: Mapping[str, ast.Module]) -> list[str]:
    """Modules that import each other in a ring; empty where there are none."""
    needs = {name: own_imports(tree, known) for name, tree in known.items()}
    while free := {name for name, needed in needs.items() if not needed & needs.keys() - {name}}:
        needs = {name: needed for name, needed in needs.items() if name not in free}
    return sorted(needs)


def test_imports_go_one_way() -> None:
    assert wrong_imports(MODULES) == []


def test_no_modules_import_each_other() -> None:
    assert circle(MODULES) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("errors", "from newsgen.model import url"),
        ("model.url", "import newsgen.read.fields"),
        ("plan.pages", "from newsgen.link.site import site"),
        ("read.article", "from newsgen.engine.runner import Runner"),
        ("engine.runner", "from newsgen.model.page import Page"),
        ("render.page", "def late():\n    from newsgen.plan import pages"),
        ("pipeline", "if TYPE_CHECKING:\n    from newsgen.cli import main"),
    ],
)
def test_the_rule_refuses(name: str, line: str) -> None:
    changed = {**MODULES, name: ast.parse(line)}
    assert {each.split()[0] for each in wrong_imports(changed)} == {name}


def test_a_circle_is_found() -> None:
    ring = {"a": ast.parse("import newsgen.b"), "b": ast.parse("from newsgen import c"), "c": ast.parse("import newsgen.a")}
    assert circle({**ring, "d": ast.parse("import newsgen.a"), "e": ast.parse("")}) == ["a", "b", "c", "d"]


@each_module
def test_module_says_what_it_takes_gives_and_never_does(name: str) -> None:
    said = ast.get_docstring(MODULES[name]) or ""
    assert [word for word in ("In:", "Out:", "Never:") if word not in said] == []


@each_module
def test_name_says_something(name: str) -> None:
    assert not VAGUE & set(name.split("."))


def called(tree: ast.AST) -> Iterator[str]:
    """What is called, as it is written."""
    yield from (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize("name", sorted(name for name in MODULES if layer(name) != "cli"))
def test_only_the_command_line_prints(name: str) -> None:
    text = ast.unparse(MODULES[name])
    assert "print" not in [*called(MODULES[name])]
    assert not {"logging", "warnings"} & {*imports(MODULES[name])}
    assert [word for word in ("sys.stdout", "sys.stderr", "traceback.print") if word in text] == []


@pytest.mark.parametrize("name", sorted(name for name in MODULES if layer(name) != "cli"))
def test_nothing_below_the_command_line_looks_at_a_clock_or_its_surroundings(name: str) -> None:
    assert not CHANCE & {*imports(MODULES[name])}
    endings = (".now", ".today", ".utcnow", "time.time", "time.monotonic", "time.perf_counter", ".getenv", "input")
    assert [each for each in called(MODULES[name]) if each.endswith(endings)] == []
    assert "os.environ" not in ast.unparse(MODULES[name])


@pytest.mark.parametrize("name", sorted(name for name in MODULES.keys() - ONLINE if layer(name) != "serve"))
def test_the_network_is_never_touched(name: str) -> None:
    assert not NETWORK & {*imports(MODULES[name])}


@pytest.mark.parametrize("name", sorted(name for name in MODULES.keys() - DISK if layer(name) != "cli"))
def test_the_disk_is_touched_at_the_rim_only(name: str) -> None:
    assert not {"os", "shutil", "pathlib", "tempfile", "glob", "io"} & {*imports(MODULES[name])}
    assert "open" not in [*called(MODULES[name])]


def names_of_module(tree: ast.Module) -> set[str]:
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def changes_of_state(tree: ast.Module) -> list[str]:
    """Where a value that belongs to the module is changed."""
    own, found = names_of_module(tree), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            found.append(ast.unparse(node))
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found += [ast.unparse(node)] if node.target.id in own else []
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            found += [ast.unparse(node)] if root_name(node) in own else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            found += [ast.unparse(node.func)] if root_name(node.func) in own else []
    return found


def root_name(node: ast.AST) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


@each_module
def test_no_module_has_state(name: str) -> None:
    assert changes_of_state(MODULES[name]) == []


@pytest.mark.parametrize(
    "line", ["global SEEN", "SEEN.append(1)", "SEEN[0] = 1", "del SEEN[0]", "SEEN.last = 1", "SEEN[0].add(1)", "SEEN += [1]"]
)
def test_state_is_found(line: str) -> None:
    assert len(changes_of_state(ast.parse(f"SEEN = []\ndef see():\n    {line}"))) == 1


@pytest.mark.parametrize("options", [["--version"], ["--help"], ["build", "--help"]], ids=" ".join)
def test_help_needs_no_library(options: list[str]) -> None:
    """So that it answers at once."""
    heavy = {"jinja2", "markdown", "yaml", "babel", "regex", "slugify", "imagesize", "newsgen.pipeline"}
    code = f"import sys; from newsgen.cli import main; main({options}); print('loaded', *sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    shown, _, loaded = run.stdout.rpartition("loaded ")
    assert shown.startswith(("newsgen ", "usage: newsgen "))
    assert "newsgen.cli" in loaded.split()
    assert not heavy & {*loaded.split()}


def test_size(figure: Callable[[str], None]) -> None:
    places = {place.relative_to(ROOT).as_posix(): place for place in (ROOT / "newsgen").rglob("*.py")}
    files = {path: len(place.read_text("utf-8").splitlines()) for path, place in places.items()}
    functions = {
        f"{module}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    figure(f"code: {len(functions)} functions, median {median(functions.values()):.0f} lines; longest {largest(functions)}")
    figure(f"code: {len(MODULES)} modules; largest {largest(files)}")
    assert median(functions.values()) <= 8
    assert max(functions.values()) <= 60


def largest(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {sizes[name]}" for name in sorted(sizes, key=lambda name: -sizes[name])[:5])
