"""A publication as it was at a revision of its Git repository.

In: a revision, the publication's folders.  Out: the same folders of that time, elsewhere.
Never: touches the user's files, their index or the list of worktrees; runs a hook.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsgen.errors import closest
from newsgen.read.snapshot import Folders


class NoRevision(Exception):  # noqa: N818 -- a refusal, told as wrong usage
    """There is no such state of the publication; ``hint`` says what to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


# Paths are no patterns; no daemon is started, and a sparse checkout is not the measure of what a revision holds.
_PLAINLY = ("--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.sparseCheckout=false")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by its top folder; ``surroundings`` are the variables that Git may see."""

    top: Path
    surroundings: Mapping[str, str]

    def run(self, *words: str, given: bytes = b"", index: str = "") -> bytes | None:
        """What Git prints, None where it refuses; ``index`` is a file to use in place of the user's own."""
        done = self.ask(*words, given=given, index=index)
        return done.stdout if done.returncode == 0 else None

    def ask(self, *words: str, given: bytes = b"", index: str = "") -> subprocess.CompletedProcess[bytes]:
        """The same, with what Git says when it refuses."""
        variables = {**self.surroundings, **({"GIT_INDEX_FILE": index} if index else {})}
        command = ["git", *_PLAINLY, "-C", str(self.top), *words]
        return subprocess.run(command, input=given, env=variables, capture_output=True, check=False)  # noqa: S603


def repository(folder: Path, surroundings: Mapping[str, str]) -> Repository:
    """The repository that a folder lies in; raises NoRevision."""
    try:
        top = Repository(folder, surroundings).ask("rev-parse", "--show-toplevel")
    except FileNotFoundError:
        raise NoRevision("there is no program git here", "install Git, or compare two output folders") from None
    if top.returncode:
        raise NoRevision(f"{folder} lies in no Git repository that may be read", _way_out(top.stderr.decode("utf-8", "replace")))
    return Repository(Path(os.fsdecode(top.stdout).rstrip("\n")), surroundings)


def _way_out(said: str) -> str:
    """The command that Git gives where a repository belongs to somebody else, as in many containers."""
    commands = [line.strip() for line in said.splitlines() if line.startswith("\t")]
    return f"run  {commands[0]}" if commands else "compare two output folders:  newsgen diff OLD NEW"


def commit(where: Repository, revision: str) -> str:
    """The commit that a revision means; ``main...`` is where HEAD left main, and ``A...B`` where B left A. Raises NoRevision."""
    one, dots, other = revision.partition("...")
    names = [_commit(where, name) for name in ((one or "HEAD", other or "HEAD") if dots else (revision,))]
    if not dots:
        return names[0]
    found = where.run("merge-base", *names)
    if found is None:
        raise NoRevision(
            f"{one or 'HEAD'} and {other or 'HEAD'} have no common past here", "get all of it:  git fetch --unshallow"
        )
    return found.decode().strip()


def _commit(where: Repository, name: str) -> str:
    # A name that begins like an option must not become one.
    found = where.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        raise NoRevision(f"{name} is neither a folder nor a revision of the Git repository {where.top}", _near(where, name))
    return found.decode().split()[-1]


def _near(where: Repository, name: str) -> str:
    names = (where.run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags") or b"").decode()
    near = closest(name, names.split())
    if near:
        return f"did you mean  {near}"
    if where.run("rev-parse", "--is-shallow-repository") == b"true\n":
        return "get all of its past first:  git fetch --unshallow"
    branch = re.fullmatch(r"(?:origin/)?([\w./-]+)", name)
    known = branch and names and branch[1] != "HEAD"
    return f"get it first:  git fetch origin {branch[1]}" if branch and known else "git log  names the revisions"


def checked_out(where: Repository, revision: str, folders: Folders, place: Path) -> Folders:
    """The folders at a commit, written below a place; those outside of the repository are as they are. Raises NoRevision."""
    inside = {name: _inside(where, getattr(folders, name)) for name in ("content", "templates", "static")}
    index, tree = str(place / "index"), place / "tree"
    wanted = [path for path in inside.values() if path is not None]
    where.run("read-tree", revision, index=index)
    files = where.run("ls-files", "-z", "--", *wanted, index=index) or b""
    # Unlike `git worktree add`, this runs no hook and leaves no mark; unlike `git archive`, it leaves nothing out.
    if where.run("checkout-index", "-z", "--stdin", f"--prefix={tree}/", given=files, index=index) is None or not files:
        raise NoRevision(f"at {revision[:12]} there is no folder {inside['content']}", "compare with a later revision")
    return replace(folders, **{name: tree / path for name, path in inside.items() if path is not None})


def _inside(where: Repository, folder: Path) -> str | None:
    """A folder's path in the repository."""
    top, real = where.top.resolve(), folder.resolve()
    return real.relative_to(top).as_posix() if real.is_relative_to(top) else None
