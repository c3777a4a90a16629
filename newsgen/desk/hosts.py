"""What publishes a site where it is kept: workflows, and what they install.

In: names of hosts, where newsgen itself was installed from.  Out: files by path.  Never: asks a host.

The files lie in the folders of ``hosts``; their names are as in ``starter``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from newsgen.desk.starter import PACKAGE, Files, files_below

HOSTS: Mapping[str, tuple[str, ...]] = {
    "github": ("actions", "github-pages"),
    "gitlab": ("gitlab",),
    "forgejo": ("forgejo",),
    "rsync": ("actions", "server"),
}
"""Where a site may be published, and the folders that have what it needs; a check of pull requests serves two of them."""

NOWHERE = "none"
REQUIREMENTS = "requirements.txt"


def host_files(names: Iterable[str], requirement: str) -> Files:
    """All that the hosts of these names need; none for NOWHERE."""
    folders = dict.fromkeys(folder for name in names if name != NOWHERE for folder in HOSTS[name])
    files = {path: data for folder in folders for path, data in files_below(PACKAGE / "hosts" / folder).items()}
    return {**files, REQUIREMENTS: _requirements(requirement)} if files else {}


def _requirements(requirement: str) -> bytes:
    said = "# What publishes this site: newsgen, in the version that everybody here uses.\n"
    return (said + (requirement or _UNKNOWN) + "\n").encode()


_UNKNOWN = """\
# The newsgen that began this publication was installed from a folder that only its own machine can reach. Others can get it as
#   newsgen @ git+https://HOST/OWNER/newsgen@COMMIT
#   ./newsgen-VERSION-py3-none-any.whl        a file that you put beside this one
FILL IN: write one line such as those above, without the sign, in place of this one"""


def requirement(version: str, origin: str | None) -> str:
    """What pip takes to install the same newsgen elsewhere; empty where nobody else can.

    ``origin`` is the ``direct_url.json`` of its installation (packaging.python.org, "Direct URL"); there is none for an index.
    """
    if origin is None:
        return f"newsgen=={version}"
    found = json.loads(origin)
    if vcs := found.get("vcs_info"):
        return from_repository(found["url"], vcs["commit_id"], vcs["vcs"])
    return f"newsgen @ {found['url']}" if found["url"].startswith("https://") else ""


def local_folder(origin: str | None) -> str:
    """The folder that newsgen was installed from; empty where it was none."""
    found = json.loads(origin) if origin else {}
    path = unquote(urlsplit(found["url"]).path) if "dir_info" in found else ""
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path


def from_repository(address: str, commit: str, vcs: str = "git") -> str:
    """What installs a commit from a repository that others can read; names and passwords in its address are left out."""
    shell = re.fullmatch(r"(?:ssh://)?git@([\w.-]+)[:/](.+)", address)
    whole = urlsplit(f"https://{shell[1]}/{shell[2]}" if shell else address)
    if whole.scheme != "https" or not whole.hostname:
        return ""
    port = f":{whole.port}" if whole.port else ""
    return f"newsgen @ {vcs}+https://{whole.hostname}{port}{whole.path}@{commit}"
