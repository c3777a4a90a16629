"""The command ``schema``.

In: arguments.  Out: a schema on the terminal, or files for editors' programs.  Never: replaces a file that is not made here.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.cli.usage import EXIT_DONE, Usage, settings_of

if TYPE_CHECKING:
    from newsgen.model.site import SiteConfig

DESCRIPTION = "What may be written where, for programs that complete and check while one types."
EPILOG = """\
  newsgen schema                    the names of all schemas
  newsgen schema article            the JSON Schema of a story's front matter
  newsgen schema --output schemas   all JSON Schemas, as files
  newsgen schema vscode             settings, schemas and snippets for VS Code, in .vscode/
  newsgen schema cms --repo me/paper
                                    a content manager in the browser, in static/admin/: Sveltia CMS, or Decap CMS

In the folder of a publication they know its sections, people, topics and outlets. Run them again when those have changed.
"""
FILES = {"vscode": "settings, schemas and snippets for VS Code", "cms": "a content manager in the browser, for /admin/"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is wanted, and where it goes."""
    from newsgen.desk.cms import HOSTS, SCRIPTS, Repository

    usual = Repository()
    parser.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="a schema, or vscode, or cms; none: all that there are"
    )
    parser.add_argument("--output", type=Path, metavar="DIR", help="write files into a folder")
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="stories and settings (content)")
    group = parser.add_argument_group("cms")
    group.add_argument("--script", choices=SCRIPTS, default="sveltia", help="the content manager (sveltia)")
    group.add_argument("--repo", default=usual.name, metavar="OWNER/NAME", help="where the publication is kept")
    group.add_argument("--backend", choices=HOSTS, default=usual.host, help="the service that keeps it (github)")
    group.add_argument("--branch", default=usual.branch, help="the branch that is published (main)")
    group.add_argument("--force", action="store_true", help="make the collections of a config.yml anew; the rest of it stays")


def run(options: argparse.Namespace) -> int:
    """Show or write what is asked for."""
    from newsgen.desk.tables import TABLES
    from newsgen.errors import nearest

    known = _known(options.content)
    if options.name == "vscode":
        return _vscode(options.output or Path(), known)
    if options.name == "cms":
        return _cms(options, known)
    if options.name and options.name not in TABLES:
        raise Usage(f"there is no schema {options.name}", nearest(options.name, [*TABLES, *FILES]))
    return _schemas(options.name, options.output, known)


def _known(content: Path) -> SiteConfig:
    """What the publication knows; without one, or with one that cannot be read, what is true of all."""
    from newsgen.desk.schema import NOTHING_KNOWN

    if not (content / "site.yaml").is_file():
        return NOTHING_KNOWN
    known, _ = settings_of(content)
    if known is None:
        print(f"newsgen: {content} has problems, so its sections and people are left out; see  newsgen build", file=sys.stderr)
    return known or NOTHING_KNOWN


def _schemas(name: str, output: Path | None, known: SiteConfig) -> int:
    from newsgen.desk.schema import schemas
    from newsgen.desk.tables import TABLES
    from newsgen.desk.vscode import json_text, schema_file
    from newsgen.desk.writing import write_made

    wanted = {each: schema for each, schema in schemas(known).items() if name in {"", each}}
    if output:
        return _say(write_made(output, {schema_file(each, ""): json_text(schema) for each, schema in wanted.items()}))
    if name:
        print(json_text(wanted[name]), end="")
    else:
        rows = {each: f"{table.title} ({table.files})" for each, table in TABLES.items()} | FILES
        print("\n".join(f"{each:8} {what}" for each, what in rows.items()))
    return EXIT_DONE


def _vscode(folder: Path, known: SiteConfig) -> int:
    from newsgen.desk.vscode import OWN, vscode_files
    from newsgen.desk.writing import write_made

    files = vscode_files(known)
    kept = [path for path in OWN if (folder / path).is_file() and (folder / path).read_bytes() != files[path].encode()]
    _say(write_made(folder, {path: text for path, text in files.items() if path not in kept}))
    for path in kept:
        print(f"{folder / path} is yours and stays as it is; newsgen would write:\n{files[path]}")
    return EXIT_DONE


def _cms(options: argparse.Namespace, known: SiteConfig) -> int:
    import yaml

    from newsgen.desk.cms import Repository, cms_files
    from newsgen.desk.writing import write_made

    folder = options.output or Path("static") / "admin"
    place = folder / "config.yml"
    if place.is_file() and not options.force:
        raise Usage(f"{place} is there already", "make its collections anew with  --force")
    try:
        kept = place.read_text("utf-8") if place.is_file() else ""
        files = cms_files(known, Repository(options.backend, options.repo, options.branch), options.script, kept)
    except (yaml.YAMLError, UnicodeDecodeError):
        raise Usage(f"{place} cannot be read", "mend it, or move it away") from None
    own = {name: text for name, text in files.items() if name == "config.yml" or not (folder / name).exists()}
    _say(write_made(folder, own))
    if Repository().name in files["config.yml"]:
        print(f"\nNow write in {place} where the publication is kept, in place of {Repository().name}")
    return EXIT_DONE


def _say(written: list[Path]) -> int:
    """Name the files that changed."""
    print("\n".join(str(path) for path in written) or "nothing has changed")
    return EXIT_DONE
