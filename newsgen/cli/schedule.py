"""The command ``schedule``.

In: arguments.  Out: what will appear or vanish, and when; or what is wrong with the sources.  Never: builds a page.
"""

from __future__ import annotations

import argparse

from newsgen.cli.usage import EXIT_DONE, add_folders, add_moment, add_store, asked_of, folders_of, moment_asked, store_of

DESCRIPTION = (
    "Say what will appear or vanish by itself, and when: embargoes that lift, stories that expire; and which drafts wait."
)
EPILOG = """\
  newsgen schedule                        all that is to come
  newsgen schedule --until 2026-12-24     until a moment, in the site's zone
  newsgen schedule --format json          for programs

A site changes when it is built, so something must build it at these moments: a scheduled run of your CI does.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which project, from when, until when."""
    add_store(add_folders(parser))
    what = add_moment(parser)
    what.add_argument("--until", metavar="TIME", help="leave out what happens later")
    what.add_argument("--all", action="store_true", help="tell also what leaves the news sitemap, which no reader sees")
    parser.add_argument("--format", choices=("human", "json"), default="human", help="for people or for programs (human)")


def run(options: argparse.Namespace) -> int:
    """Show the schedule."""
    from newsgen.cli.show import show_failure
    from newsgen.desk.schedule import schedule, show_human, show_json
    from newsgen.errors import BuildFailed
    from newsgen.workshop import linked

    folders, asked = folders_of(options), asked_of(options)
    until = moment_asked("--until", options.until, options.content) if options.until else None
    with store_of(options) as store:
        try:
            site = linked(folders, asked, store)
        except BuildFailed as failure:
            return show_failure(failure, options.format)
    found, content = schedule(site, until, options.all, options.drafts), options.content.as_posix()
    print(show_json(found, content) if options.format == "json" else show_human(found, content, site.config.timezone))
    return EXIT_DONE
