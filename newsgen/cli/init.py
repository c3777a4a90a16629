"""The command ``init``.

In: a folder's name.  Out: a publication in it.  Never: replaces a file that is there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from newsgen.cli.usage import EXIT_DONE, Usage
from newsgen.init import new_publication

DESCRIPTION = "Put a first story and its settings into a folder."
EPILOG = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the publication begins."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the publication begins; made if it is not there")


def run(options: argparse.Namespace) -> int:
    """Write the starter."""
    try:
        written = new_publication(options.folder)
    except FileExistsError as error:
        raise Usage(str(error), "name another folder:  newsgen init my-newspaper") from None
    for path in written:
        print(path)
    print(f"\nNow:  cd {options.folder} && newsgen build  and open site/index.html")
    return EXIT_DONE
