"""The command ``init``.

In: a folder's name, what the publication is called.  Out: a publication in it.  Never: replaces a file that is there.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from newsgen.cli.usage import EXIT_DONE, Usage, now

DESCRIPTION = "Begin a publication: settings, policies, a first story, and what editors' programs need."
EPILOG = """\
  newsgen init my-newspaper --title "The Harbour Post" --language en-GB --timezone Europe/London

The folder may be there, and may hold other files such as a Git repository; none of them is touched, and a README.md that is
there leaves the handbook the name HANDBOOK.md. What is marked FILL IN in content/ waits for you.

  newsgen init . --publish gitlab --publish rsync

gives a publication that is there already what publishes it at GitLab and on a server of your own, and nothing else.
"""
README, HANDBOOK = "README.md", "HANDBOOK.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the publication begins, and what it is called."""
    from newsgen.desk.hosts import HOSTS, NOWHERE

    parser.add_argument("folder", type=Path, metavar="DIR", help="where the publication begins; made if it is not there")
    parser.add_argument("--title", default="", help="its name (My Newspaper)")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address that readers will type (https://example.org)")
    parser.add_argument("--language", default="", metavar="TAG", help="such as en-GB, es, zh-Hant (en)")
    parser.add_argument("--timezone", default="", metavar="ZONE", help="such as Europe/Berlin or Asia/Shanghai (UTC)")
    parser.add_argument("--cms", action="store_true", help="with a content manager in the browser; see  newsgen schema --help")
    parser.add_argument(
        "--publish", action="append", choices=(*HOSTS, NOWHERE), help="what publishes it there; again for another (github)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the starter."""
    from newsgen.desk.hosts import REQUIREMENTS, host_files
    from newsgen.desk.writing import write_new

    if options.folder.exists() and not options.folder.is_dir():
        raise Usage(f"{options.folder} is no folder", "name another:  newsgen init my-newspaper")
    begun = bool(options.publish) and (options.folder / "content" / "site.yaml").is_file()
    hosts = host_files(options.publish or ["github"], _requirement())
    if not begun:
        _ask_for_room(options.folder)
    files = _missing(options.folder, hosts) if begun else _beside(options.folder, {**_files(options), **hosts})
    left = [] if begun else _there(options.folder, files)
    try:
        written = write_new(options.folder, {path: data for path, data in files.items() if path not in left})
    except FileExistsError as error:
        raise Usage(str(error), "move it away" if begun else "name another folder:  newsgen init my-newspaper") from None
    print("\n".join(str(path) for path in written) or "nothing is missing")
    if options.folder / REQUIREMENTS in written and b"FILL IN" in hosts[REQUIREMENTS]:
        print(f"\nIn {options.folder / REQUIREMENTS} say where those who publish get newsgen from")
    _say_what_is_left(options.folder, left, hosts.get(REQUIREMENTS, b""))
    return EXIT_DONE if begun else _say_what_follows(options, HANDBOOK if HANDBOOK in files else README)


def _ask_for_room(folder: Path) -> None:
    """Refuse a folder that has stories or settings; other files are no publication."""
    there = next((place for place in (folder / "content/site.yaml", folder / "content") if os.path.lexists(place)), None)
    if there:
        raise Usage(f"{there} is there already", "name another folder:  newsgen init my-newspaper")


def _beside(folder: Path, files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The files with the handbook under a name of its own where a README is there, such as hosts begin a repository with."""
    moves = (folder / README).is_file()
    return {HANDBOOK if moves and path == README else path: data for path, data in files.items()}


def _there(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    return [path for path in files if (folder / path).is_file()]


def _say_what_is_left(folder: Path, left: Sequence[str], requirements: bytes) -> None:
    """Which files were there, and what they need to hold for us."""
    for path in left:
        print(f"left as it is: {folder / path}")
    for path, wanted in ((".gitignore", ["/site/", "/.newsgen-cache/"]), ("requirements.txt", _installs(requirements))):
        lines = (folder / path).read_text("utf-8", "replace").splitlines() if path in left else wanted
        lacking = [line for line in wanted if _named(line) not in map(_named, lines)]
        if lacking:
            print(f"\nIn {folder / path} write these lines too:", *lacking, sep="\n  ")


def _installs(requirements: bytes) -> list[str]:
    """The line that installs newsgen, as far as it is known from where; none where nothing is published."""
    lines = [line for line in requirements.decode().splitlines() if not line.startswith("#")]
    return [line if line.startswith("newsgen") else "newsgen @ git+https://…" for line in lines]


def _named(line: str) -> str:
    """What a line ignores or installs, in whatever version."""
    return re.split("[ =<>~@]", line, maxsplit=1)[0]


def _say_what_follows(options: argparse.Namespace, handbook: str) -> int:
    go = "" if options.folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(options.folder))} && "
    print(f"\nNow:  {go}newsgen build    and open site/index.html")
    print(f"Then read {handbook} there, and fill in what is marked FILL IN in content/")
    if options.cms:
        print("In static/admin/config.yml write where the publication is kept, in place of OWNER/NAME")
    return EXIT_DONE


def _missing(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that a publication lacks: what it installs is its own, and a check of pull requests serves several hosts."""
    from newsgen.desk.hosts import REQUIREMENTS

    same = {path for path, data in files.items() if (folder / path).is_file() and (folder / path).read_bytes() == data}
    own = {REQUIREMENTS} if (folder / REQUIREMENTS).is_file() else set()
    return {path: data for path, data in files.items() if path not in same | own}


def _requirement() -> str:
    """What installs this newsgen elsewhere; a clone on this machine knows the repository that it came from."""
    from importlib.metadata import PackageNotFoundError, distribution

    from newsgen import __version__
    from newsgen.desk.hosts import from_repository, local_folder, requirement
    from newsgen.desk.revisions import NoRevision, repository

    try:
        origin = distribution("newsgen").read_text("direct_url.json")
    except PackageNotFoundError:  # run from its folder, without an installation
        origin = '{"url": "", "dir_info": {}}'
    folder = local_folder(origin)
    if not folder:
        return requirement(__version__, origin)
    try:
        where = repository(Path(folder), os.environ)
    except NoRevision:
        return ""
    address, commit = where.run("remote", "get-url", "origin"), where.run("rev-parse", "HEAD")
    if not address or not commit or where.top.resolve() != Path(folder).resolve():  # it may lie in another one's repository
        return ""
    return from_repository(address.decode().strip(), commit.decode().strip())


def _files(options: argparse.Namespace) -> dict[str, str | bytes]:
    """All files, if what was asked for makes a publication."""
    from newsgen.desk.cms import cms_files
    from newsgen.desk.starter import Beginning, known_of, starter_files
    from newsgen.desk.story import headline_of
    from newsgen.desk.vscode import vscode_files

    title = headline_of(options.title)
    beginning = Beginning(now(), title, options.language, options.timezone, options.base_url)
    known, problems = known_of(starter_files(beginning))
    if known is None:
        hint = re.sub(r"([a-z_]+): ", lambda key: f"--{key[1].replace('_', '-')} ", problems[0].hint)
        raise Usage(problems[0].message, hint)
    beginning = replace(beginning, moment=now().astimezone(ZoneInfo(known.timezone)))
    forms = {f"static/admin/{name}": text for name, text in cms_files(known).items()} if options.cms else {}
    return {**starter_files(beginning), **vscode_files(known), **forms}
