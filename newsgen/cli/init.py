"""The command ``init``.

In: a folder's name, what the publication is called.  Out: a publication in it.  Never: replaces a file that is there.
"""

from __future__ import annotations

import argparse
import re
import shlex
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from newsgen.cli.usage import EXIT_DONE, Usage, now

DESCRIPTION = "Begin a publication: settings, policies, a first story, and what editors' programs need."
EPILOG = """\
  newsgen init my-newspaper --title "The Harbour Post" --language en-GB --timezone Europe/London

The folder may be there, and may hold other files such as a Git repository; none of them is touched. What is marked FILL IN
in content/ waits for you.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the publication begins, and what it is called."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the publication begins; made if it is not there")
    parser.add_argument("--title", default="", help="its name (My Newspaper)")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address that readers will type (https://example.org)")
    parser.add_argument("--language", default="", metavar="TAG", help="such as en-GB, es, zh-Hant (en)")
    parser.add_argument("--timezone", default="", metavar="ZONE", help="such as Europe/Berlin or Asia/Shanghai (UTC)")
    parser.add_argument("--cms", action="store_true", help="with a content manager in the browser; see  newsgen schema --help")


def run(options: argparse.Namespace) -> int:
    """Write the starter."""
    from newsgen.desk.writing import write_new

    if options.folder.exists() and not options.folder.is_dir():
        raise Usage(f"{options.folder} is no folder", "name another:  newsgen init my-newspaper")
    try:
        written = write_new(options.folder, _files(options))
    except FileExistsError as error:
        raise Usage(str(error), "name another folder:  newsgen init my-newspaper") from None
    print("\n".join(str(path) for path in written))
    go = "" if options.folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(options.folder))} && "
    print(f"\nNow:  {go}newsgen build    and open site/index.html")
    print("Then read README.md there, and fill in what is marked FILL IN in content/")
    if options.cms:
        print("In static/admin/config.yml write where the publication is kept, in place of OWNER/NAME")
    return EXIT_DONE


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
