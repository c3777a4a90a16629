# ruff: noqa: E501 -- the files of old sites stand here as they were typed
from __future__ import annotations

from pathlib import Path

import pytest

from tests.migrate.sites import PICTURE, brought

RULES = """\
# the host's own
/latest-issue            /news/autumn/    302!
/paper.pdf               /files/paper.pdf
/feed                    /index.xml       # readers still ask
/home                    /
/archive/*               /news/:splat     301
/people/:name            /about/#:name
/shop/*                  https://shop.example/:splat
/app/*                   /index.html      200
/about/                  /news/winter/    301!
https://harbour.netlify.app/*   https://old.example/:splat  301!
"""


def test_redirects_of_the_host_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://old.example/"\n',
        "content/news/autumn.md": "---\ndate: 2020-10-02\n---\nLeaves fall.\n",
        "content/news/winter.md": "---\ndate: 2020-12-02\n---\nSnow falls.\n",
        "content/about.md": "---\ntitle: About\n---\nWho we are.\n",
        "static/_redirects": RULES,
        "static/files/paper.pdf": b"%PDF",
        "static/boat.png": PICTURE,
        "netlify.toml": '[[redirects]]\nfrom = "/us"\nto = "https://www.old.example/about/"\n[[redirects]]\nfrom = "/x"\nto = "/gone/"\n',
    }
    site = brought(tmp_path, files, monkeypatch)
    for old in ("/latest-issue/", "/archive/autumn/"):
        assert "Leaves fall." in site.page(old).read_text("utf-8")
    assert "Snow falls." in site.page("/archive/winter/").read_text("utf-8")
    assert "Who we are." in site.page("/us/").read_text("utf-8")
    assert site.is_alive("/home/")
    served = site.file("/_redirects").read_text("utf-8")
    assert "/paper.pdf /files/paper.pdf" in served
    assert "boat" not in served
    told = site.notes("static/_redirects")
    assert told[0] == "5 of its 10 redirects were carried over"
    assert [each.split(" to ")[0] for each in told[1:]] == [
        f"the redirect from {old}" for old in ("/people/:name", "/shop/*", "/app/*", "/about/", "https://harbour.netlify.app/*")
    ]
    assert site.notes("netlify.toml")[0] == "1 of its 2 redirects were carried over"


@pytest.mark.parametrize("rules", ["", "# nothing\n", "/a\n", "/a/:x/:x /b/:x/:x\n", "* *\n", "/a /a\n", "\0\n", "/* /:splat\n"])
def test_rules_that_lead_nowhere_stop_nothing(rules: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"hugo.toml": 'title = "T"\n', "content/a.md": "---\ntitle: A\n---\nText.\n", "static/_redirects": rules}
    assert brought(tmp_path, files, monkeypatch).is_alive("/a/")
