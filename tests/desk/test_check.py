"""What ``newsgen check`` finds, how grave it is, and what is mended."""

from __future__ import annotations

import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from newsgen.cli import main
from newsgen.desk.advice import FILE_CHECKS
from newsgen.desk.company import COMPANY_CHECKS
from newsgen.desk.mending import FIXABLE
from newsgen.engine.store import Store
from newsgen.model.checks import CHECKS, HEAVY, LEVELS

from ..builders import PIXEL, ROOT, SITE, project, story

Say = pytest.CaptureFixture[str]
AT = ["--as-of", "2024-06-01"]
SUMMARY = "What it is about."
TAGS = "belt-and-road: {name: Belt and Road, synonyms: [BRI, 一带一路]}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication of which nothing is to be said, as the current folder."""
    sources = {
        "content/articles/fair.md": story(
            "The fair", summary=SUMMARY, tags=["Belt and Road"], body="“Come,” he said. ![A quay](quay.png)"
        ),
        "content/media/quay.png": PIXEL,
        "content/tags.yaml": TAGS,
    }
    project(tmp_path, sources)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def found(capsys: Say, *options: str) -> list[str]:
    """Each finding as ``path:line:column check``."""
    capsys.readouterr()
    main(["check", *AT, "--format", "json", *options])
    rows = json.loads(capsys.readouterr().out)["problems"]
    return [
        f"{row['path'].removeprefix('content/')}:{row['line']}:{row['column']} {row.get('check', row['level'])}" for row in rows
    ]


def article(root: Path, name: str = "x", body: str = "Text.", **keys: object) -> None:
    """A story of which nothing else is to be said."""
    project(root, {f"content/articles/{name}.md": story(f"About {name}", body=body, **{"summary": SUMMARY, **keys})})  # type: ignore[arg-type]


def test_of_a_good_publication_nothing_is_said(root: Path, capsys: Say) -> None:
    assert main(["check", *AT]) == 0
    assert capsys.readouterr().out == "1 file: nothing to say\n"
    assert not (root / "site").exists()


def photo(**keys: object) -> dict[str, object]:
    return {"photos": [{"src": "quay.png", "alt": "A quay", "credit": "Ana", **keys}]}


CASES = {
    "photo_credit": (photo(credit=""), "", "6:8"),
    "photo_credit in the text": ({}, 'Text.\n\n![A quay](quay.png "The fish quay on Monday")', "8:1"),
    "missing_alt": (photo(alt=""), "", "6:8"),
    "missing_alt in the text": ({}, "Text ![](quay.png) more", "6:6"),
    "missing_alt in HTML": ({}, 'Text <img src="quay.png"> more', "6:6"),
    "caption_is_alt": (photo(caption="a *quay*."), "", "9:12"),
    "caption_is_alt in the text": ({**photo(src="https://x.example/y.jpg")}, '![A quay!](quay.png "A quay")', "10:1"),
    "no_summary": ({"summary": None}, "", "2:8"),
    "no_text": ({}, "\n", "2:8"),
    "no_text but a remark": ({}, "<!-- to be written -->", "2:8"),
    "lost_note": ({}, "One.[^1] Two.[^b]\n\n[^1]: There.", "6:14"),
    "run_in_list": ({}, "He named reasons:\n- cost\n- time", "7:1"),
    "open_quotation": ({}, "He said “no.", "6:9"),
    "open_quotation in a summary": ({"summary": "He said “no."}, "", "4:10"),
    "open_quotation in a gathered story": ({"source": {"name": "X"}}, "He said “no.", "8:9"),
    "open_quotation in a caption": (photo(caption="She said: “Yes, it *is*."), "", "9:12"),
    "tag_spelling": ({"tags": ["fog", "Belt & Road"]}, "", "7:3"),
    "doubled": ({"tags": ["fog", "FOG"]}, "", "7:3"),
    "doubled letters": ({"tags": ["x", "x"]}, "", "7:3"),
    "doubled authors": ({"authors": ["Ana", "Li", "Ana"]}, "", "8:3"),
    "joined_authors": ({"author": "Ana Ruiz, Li Wei"}, "", "5:9"),
    "joined_authors in a list": ({"authors": ["Jo Field", "Ana Ruiz and Li Wei"]}, "", "7:3"),
    "joined_authors in Chinese": ({"author": "李伟、王小芳"}, "", "5:9"),
    "doubled topics": ({"tags": ["Belt and Road", "一带一路"]}, "", "7:3"),
    "broken_link": ({}, "[a]()", "6:5"),
    "broken_link with a title": ({}, 'One [a [b]](<> "A title")', "6:13"),
    "broken_link without a host": ({}, "[a](http://)", "6:5"),
    "broken_link of a misspelt scheme": ({}, "[a](htp://example.org)", "6:5"),
    "broken_link in HTML": ({}, 'Text <a class="x" href="">a</a>', "6:25"),
    "broken_link of a photo": ({}, "![A quay](htps://example.org/x.jpg)", "6:11"),
    "broken_link of a photo without an address": ({}, "![A quay]()", "6:11"),
    "broken_link of a lead": (photo(src="htp://example.org/x.jpg"), "", "6:8"),
    "own_address": ({}, "[a](https://harbour.example/fair/)", "6:5"),
    "far_date": ({"date": "2042-04-16"}, "", "3:7"),
    "far_date of an embargo": ({"embargo": "2042-04-16"}, "", "5:10"),
    "far_date of a correction": ({"corrections": [{"date": "2042-04-16", "text": "x"}]}, "", "6:9"),
    "far_date of an update": ({"updated": "2042-04-16"}, "", "5:10"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_found_where_it_stands(name: str, root: Path, capsys: Say) -> None:
    keys, body, place = CASES[name]
    article(root, body=body or "Text.", **keys)
    told = [each for each in found(capsys) if not (name == "caption_is_alt in the text" and "photo_credit" in each)]
    assert told == [f"articles/x.md:{place} {name.split(maxsplit=1)[0]}"]


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        (photo(alt="", credit="", decorative=True), ""),
        (photo(caption="The fish quay on Monday"), "![](quay.png)"),
        ({}, '<img src="quay.png" alt="">'),
        ({}, "`![](quay.png)` `“`"),
        ({}, "`[^2]` \\[^3] [^4](https://x.example/)\n\n    [^5]"),
        ({"draft": True}, "\n"),
        ({"author": "Li Wei, Jr."}, ""),
        ({"author": "Ruiz, Ana"}, ""),
        ({"author": "Ministry of Trade and Industry"}, ""),
        ({"authors": ["Staff and agencies", "Johannes van der Berg", "Ortega y Gasset"]}, ""),
        ({"source": {"name": "X"}}, "\n"),
        (photo(), "\n"),
        ({}, "<audio src='https://x.example/x.mp3'></audio>"),
        ({"date": "2042-04-16", "embargo": "2042-04-16"}, ""),
        ({"tags": ["belt-and-road", "fog"]}, ""),
        ({"tags": ["belt and road"]}, ""),
        ({"source": {"name": "X"}, "summary": None}, "He said: “This is cut off in mid"),
        ({"source": {"name": "X"}, "summary": "He said: “This is …"}, "She said: “So is this..."),
        ({}, "`[a]()` \\[a]() a]() [a](#) [a](mailto:a@b.example) [a](tel:1) [a](sms:1) [a](ftp://x.example/)"),
        ({}, "[a](https://harbour.example.org/) <https://harbour.example/fair/> [b](https://harbour.example/?s=fog)"),
    ],
)
def test_what_is_meant_so_is_left(keys: dict[str, object], body: str, root: Path, capsys: Say) -> None:
    article(root, body=body or "Text.", **keys)
    assert found(capsys) == []


def test_an_own_address_that_leads_nowhere_is_told_as_such(root: Path, capsys: Say) -> None:
    links = [f"[{name}](https://harbour.example/{name})" for name in ("x/", "gone/", "x/#gone", "tags/", "held/")]
    article(root, body=" ".join([*links, "![a](https://harbour.example/x/)"]))
    article(root, "held", draft=True)
    main(["check", *AT])
    said = [line.split(": ", 1)[1] for line in capsys.readouterr().out.splitlines() if "own_address" in line]
    where = "https://harbour.example/"
    assert [line.removeprefix("advice: ").split(" [")[0] for line in said] == [
        f"{where}x/ is a page of this site",
        f"{where}gone/ leads nowhere: this site has no such page",
        f"{where}x/#gone leads nowhere: this site has no such page",
        f"{where}tags/ is a page of this site",
        f"{where}held/ is a page of this site",
        f"{where}x/ leads nowhere: this site has no such photo",
    ]


SLIPS = {
    "a colon": "summary: Vents : suivi",
    "a bracket": "tags: [a, b",
    "a tab": "photos:\n\t- src: quay.png",
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    "command", [["check", "--format", "github"], ["check", "--fix"], ["tags"], ["tags", "rename", "fog", "mist"]]
)
def test_what_can_be_read_of_a_broken_story_breaks_no_command(slip: str, command: list[str], root: Path, capsys: Say) -> None:
    source = f'---\ntitle: "X"\ndate: 2024-04-02\n{SLIPS[slip]}\n---\nText, “open.\n'
    project(root, {"content/articles/broken.md": source})
    article(root, tags=["fog"])
    assert main([*command, *(AT if command[0] == "check" else [])]) == 1
    said = "".join(capsys.readouterr())
    assert "broken.md" in said if command[0] == "check" else "1 file could not be read" in said
    assert "open_quotation" not in said
    assert (root / "content/articles/broken.md").read_text("utf-8") == source


def test_nothing_is_said_to_lead_nowhere_while_a_story_cannot_be_read(root: Path, capsys: Say) -> None:
    article(root, body="[a](https://harbour.example/broken/)")
    project(root, {"content/articles/broken.md": "---\ntitle: [\n---\n"})
    main(["check", *AT])
    assert "https://harbour.example/broken/ is a page of this site" in capsys.readouterr().out


def test_a_translation_into_the_language_of_its_original(root: Path, capsys: Say) -> None:
    article(root, "a")
    article(root, "fr", translation_of="a.md", language="fr")
    assert found(capsys) == []
    article(root, "forgotten", translation_of="a.md")
    article(root, "fr-two", translation_of="fr.md", language="fr")
    assert found(capsys) == ["articles/forgotten.md:5:17 same_language", "articles/fr-two.md:5:17 same_language"]


def test_a_long_headline(root: Path, capsys: Say) -> None:
    for length in (110, 111):
        project(root, {"content/articles/x.md": story("é" * length, summary=SUMMARY)})
        assert found(capsys) == (["articles/x.md:2:8 long_headline"] if length > 110 else [])


def test_a_tag_used_once_beside_a_common_one(root: Path, capsys: Say) -> None:
    for number in range(3):
        article(root, f"a{number}", tags=["Ferries", "harbour"])
    article(root, "x", tags=["harbour", "ferry"])
    assert found(capsys) == ["articles/x.md:7:3 near_tag"]
    article(root, "y", tags=["ferry"])
    assert found(capsys) == []


def test_two_stories_with_one_headline(root: Path, capsys: Say) -> None:
    project(root, {f"content/articles/{name}.md": story("“Letters”", summary=SUMMARY, date=f"2024-04-0{name}") for name in "12"})
    project(root, {"content/articles/0.md": story("Letters!", summary=SUMMARY, language="fr")})
    assert found(capsys) == ["articles/2.md:2:8 same_title"]
    project(root, {f"content/articles/{name}.md": story("Letters", summary=SUMMARY) for name in "3456"})
    assert found(capsys) == []  # a column


def test_editions_share_a_headline(root: Path, capsys: Say) -> None:
    article(root, "en")
    project(root, {"content/articles/us.md": story("About en", summary=SUMMARY, translation_of="en.md", language="en-US")})
    assert found(capsys) == []


def test_media_that_nothing_uses(root: Path, capsys: Say) -> None:
    image = "<img data-src='/media/lazy.jpg' src='s%C3%B6t.jpg' alt=''>"
    body = f"[a](linked.pdf) [b](https://harbour.example/media/by-host.jpg) {image}"
    names = (
        "linked.pdf",
        "in-css.png",
        "in-template.svg",
        "in-settings.jpg",
        "in-extra.jpg",
        "by-host.jpg",
        "lazy.jpg",
        "söt.jpg",
        "lost.jpg",
    )
    article(root, body=body, extra={"gallery": [{"file": "in-extra.jpg"}]})
    project(
        root,
        {
            **{f"content/media/{name}": PIXEL for name in names},
            "content/site.yaml": SITE + "extra: {badge: in-settings.jpg}\n",
            "static/own.css": "a { background: url(/media/in-css.png) }",
            "templates/footer.html": "<img src='/media/in-template.svg' alt=''>",
        },
    )
    assert found(capsys, "--only", "unused_media") == ["media/lost.jpg:0:0 unused_media"]
    project(root, {"content/articles/y.md": "no front matter"})
    assert found(capsys, "--only", "unused_media") == []  # who knows what that one uses


def test_photos_that_are_heavy_where_they_are_shown(root: Path, capsys: Say) -> None:
    heavy, names = PIXEL + bytes(HEAVY), ("lead", "text", "linked", "idle")
    project(root, {f"content/media/{name}.png": heavy for name in names} | {"content/media/light.png": PIXEL})
    article(
        root, "a", body="![A ferry](text.png)\n\n[the map](linked.png)", photos=[{"src": "lead.png", "alt": "a", "credit": "b"}]
    )
    article(root, "b", body="![A ferry](text.png) ![A quay](light.png)")
    assert found(capsys, "--only", "heavy_photo") == [f"media/{name}.png:0:0 heavy_photo" for name in ("lead", "text")]


def test_photos_that_browsers_cannot_show(root: Path, capsys: Say) -> None:
    tiff = bytes.fromhex("49492a000800000002000001030001000000400100000101030001000000f000000000000000")
    files = {
        "empty.jpg": b"",
        "broken.JPG": b"<html>404",
        "paper.pdf": b"%PDF",
        "scan.TIF": tiff,
        "sign.svg": b"<svg/>",
        "new.avif": b"x",
        "good.png": PIXEL,
    }
    project(root, {f"content/media/{name}": data for name, data in {**files, "linked.heic": b"x"}.items()})
    body = "[the map](linked.heic)\n\n" + "\n\n".join(f"![A ferry]({name})" for name in files)
    article(root, "a", body=body)
    wrong = ("broken.JPG", "empty.jpg", "paper.pdf", "scan.TIF")
    assert found(capsys, "--only", "unseen_photo") == [f"media/{name}:0:0 unseen_photo" for name in wrong]
    main(["check", *AT, "--only", "unseen_photo"])
    assert "hint: save it as JPEG, and write  scan.jpg  where it is named" in capsys.readouterr().out


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def test_photos_go_by_their_first_bytes(root: Path, capsys: Say) -> None:
    files = {
        "phone.jpg": HEIC,
        "scan.png": b"MM\x00*\x00\x00\x00\x08" + bytes(40),
        "page.JPEG": b"%PDF-1.7",
        "new.avif": HEIC.replace(b"heic", b"mif1", 1).replace(b"heic", b"avif"),
        "other.jpg": PIXEL,
    }
    project(root, {f"content/media/{name}": data for name, data in files.items()})
    article(root, "a", body="\n\n".join(f"![A ferry]({name})" for name in files))
    main(["check", *AT, "--only", "unseen_photo"])
    told = [line.partition(": warning: ")[2] or line for line in capsys.readouterr().out.splitlines()]
    what = "this photo is {}, whatever its name says; most browsers cannot show it [unseen_photo]"
    assert told[:6] == [
        what.format("PDF"),
        "  hint: save it anew as JPEG",
        what.format("HEIC"),
        "  hint: save it anew as JPEG",
        what.format("TIFF"),
        "  hint: save it anew as JPEG, and write  scan.jpg  where it is named",
    ]
    assert len(found(capsys, "--only", "unseen_photo")) == 3


def test_every_check_can_be_found_and_every_finding_is_a_check() -> None:
    tried = {name.split()[0] for name in CASES} | {
        "long_headline",
        "near_tag",
        "same_title",
        "same_language",
        "unseen_photo",
        "heavy_photo",
        "unused_media",
        "outside_link",
    }
    assert tried == {*CHECKS}
    assert set(FIXABLE) < {*CHECKS}
    assert {check.level for check in CHECKS.values()} <= {*LEVELS}
    assert len(FILE_CHECKS) + len(COMPANY_CHECKS) <= len(CHECKS)


# Levels


def test_levels_are_set_in_site_yaml(root: Path, capsys: Say) -> None:
    article(root, summary=None, body="He said “no.")
    for level, code, shown in (("off", 0, 1), ("advice", 0, 2), ("warning", 0, 2), ("error", 1, 2)):
        project(root, {"content/site.yaml": f"{SITE}checks: {{no_summary: {level}}}\n"})
        assert main(["check", *AT, "--format", "json"]) == code
        rows = json.loads(capsys.readouterr().out)["problems"]
        assert len(rows) == shown
        assert [row["level"] for row in rows if row["check"] == "no_summary"] == ([level] if level != "off" else [])
        assert main(["build", *AT, "--format", "json"]) == 0  # house rules never stop a build
        assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_level_or_a_name_that_is_none_is_told(root: Path, capsys: Say) -> None:
    project(root, {"content/site.yaml": f"{SITE}checks: {{no_sumary: off, photo_credit: fatal}}\n"})
    assert main(["check", *AT]) == 1
    said = capsys.readouterr().out
    assert "did you mean  no_summary" in said
    assert "photo_credit must be one of off, advice, warning, error, not fatal" in said


def test_errors_and_advice_are_told_together(root: Path, capsys: Say) -> None:
    article(root, summary=None, body="[a](nowhere.md)")
    project(root, {"content/articles/y.md": "no front matter"})
    assert found(capsys) == ["articles/x.md:2:8 no_summary", "articles/x.md:5:5 error", "articles/y.md:1:1 error"]
    assert main(["check", *AT]) == 1
    assert capsys.readouterr().out.endswith("\n\n3 files: 2 errors, 1 piece of advice\n")


def test_each_format_knows_advice(root: Path, capsys: Say) -> None:
    article(root, summary=None)
    main(["check", *AT])
    human = capsys.readouterr().out
    assert human.startswith("content/articles/x.md:2:8: advice: the story has no summary [no_summary]\n    2 | title: About x\n")
    main(["check", *AT, "--format", "github"])
    assert capsys.readouterr().out.startswith("::notice file=content/articles/x.md,line=2,col=8::the story has no summary")


def test_of_frequent_advice_the_first_places_are_shown(root: Path, capsys: Say) -> None:
    for number in range(12):
        article(root, f"a{number:02}", summary=None)
    main(["check", *AT])
    said = capsys.readouterr().out
    assert said.count("[no_summary]\n") == 10
    assert "… and 2 more [no_summary]; to see them:  newsgen check --only no_summary --all\n" in said
    assert said.endswith("13 files: 12 pieces of advice\n")
    main(["check", *AT, "--all"])
    assert capsys.readouterr().out.count("[no_summary]\n") == 12


def test_a_terminal_that_knows_few_signs_shows_the_rest_by_number(root: Path) -> None:
    article(root, body="He said “no.")
    command = [sys.executable, "-c", "import sys; from newsgen.cli import main; sys.exit(main())", "check", *AT]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"He said \u201cno." in done.stdout


def test_some_files_or_some_checks(root: Path, capsys: Say) -> None:
    for name in ("one/a", "one/b", "two/c"):
        article(root, name, summary=None, body="He said “no.")
    assert Counter(found(capsys, "content/articles/one")).total() == 4
    assert Counter(found(capsys, "content/articles/one/a.md", "content/articles/two")).total() == 4
    assert Counter(found(capsys, "--only", "open_quotation", "content/articles/two/c.md")).total() == 1


def test_messages_are_one_clause(root: Path, capsys: Say) -> None:
    for number, (keys, body, _) in enumerate(CASES.values()):
        article(root, f"x{number}", body=body or "Text.", **keys)
    main(["check", *AT, "--all", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["problems"]
    assert len(rows) > len(CASES)
    for row in rows:
        assert not re.search(r"\binvalid\b|\.$|\. [A-Z]|^[A-Z](?![A-Z])", row["message"]), row["message"]
        assert row["hint"]


# Mending


def test_fix_mends_what_is_safe_and_tells_the_rest(root: Path, capsys: Say) -> None:
    text = "\ufeff---\r\ntitle: 'About x'\r\ndate: 2024-04-16 # a date\r\ntags: [BRI, fog, 'FOG']\r\n---\r\n[a](https://harbour.example/fair)\r\n“Open"
    project(root, {"content/articles/x.md": text.encode()})
    (root / "content/articles/x.md").chmod(0o640)
    others = {place: (place.read_bytes(), place.stat().st_mtime_ns) for place in (root / "content").rglob("*") if place.is_file()}
    assert main(["check", *AT, "--fix"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("mended content/articles/x.md\n")
    assert "[open_quotation]" in said
    assert "[own_address]" not in said
    mended = text.replace("BRI", "Belt and Road").replace(", 'FOG'", "").replace("https://harbour.example/fair", "/fair/")
    place = root / "content/articles/x.md"
    assert place.read_bytes().decode() == mended
    assert place.stat().st_mode & 0o777 == 0o640
    del others[place]
    assert {place: (place.read_bytes(), place.stat().st_mtime_ns) for place in others} == others
    assert main(["check", *AT, "--fix"]) == 0
    assert not capsys.readouterr().out.startswith("mended")
    assert not [*place.parent.glob(".*")]


def test_a_dry_run_shows_and_changes_nothing(root: Path, capsys: Say) -> None:
    article(root, tags=["fog", "FOG"])
    before = (root / "content/articles/x.md").read_bytes()
    assert main(["check", *AT, "--fix", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith(("+", "-"))] == [
        "--- content/articles/x.md",
        "+++ content/articles/x.md",
        "-- FOG",
    ]
    assert (root / "content/articles/x.md").read_bytes() == before


def test_where_nothing_is_to_be_mended_a_dry_run_says_so(root: Path, capsys: Say) -> None:
    assert main(["check", *AT, "--fix", "--dry-run"]) == 0
    assert capsys.readouterr().out == "nothing to mend\n"


def test_several_kinds_may_be_given_with_commas(root: Path, capsys: Say) -> None:
    article(root, "x", body="“Come.", summary="")
    kinds = {row.split()[1] for row in found(capsys, "--only", "no_summary, open_quotation", "--only", "doubled")}
    assert kinds == {"no_summary", "open_quotation"}


def test_fix_mends_what_is_asked_for(root: Path, capsys: Say) -> None:
    for name in ("x", "y"):
        article(root, name, tags=["fog", "FOG", "BRI"])
    main(["check", *AT, "--fix", "content/articles/x.md", "--only", "doubled"])
    assert found(capsys, "--fix", "--only", "near_tag") == []
    assert found(capsys) == ["articles/x.md:7:3 tag_spelling", "articles/y.md:7:3 doubled", "articles/y.md:8:3 tag_spelling"]
    project(root, {"content/site.yaml": f"{SITE}checks: {{tag_spelling: off}}\n"})
    main(["check", *AT, "--fix"])
    assert "BRI" in (root / "content/articles/y.md").read_text()


def test_an_alias_that_stands_twice_is_mended(root: Path, capsys: Say) -> None:
    article(root, aliases=["/a/", "/a/"])
    assert main(["check", *AT]) == 1
    assert main(["check", *AT, "--fix"]) == 0


def test_a_link_to_what_is_not_there_stays(root: Path, capsys: Say) -> None:
    body = "[a](https://harbour.example/nowhere/) [b](https://harbour.example/fair/#nowhere) ![c](https://harbour.example/fair/)"
    article(root, body=body)
    assert len(found(capsys, "--fix")) == 3
    assert body in (root / "content/articles/x.md").read_text()


def test_what_is_left_is_told(root: Path, capsys: Say) -> None:
    project(root, {"content/articles/x.md": "---\ntitle: About x\ndate: 2024-04-16\nsummary: S\ntags: &t [fog, FOG]\n---\nText."})
    assert main(["check", *AT, "--fix"]) == 0
    assert "content/articles/x.md: warning: this is left for you to mend: it is written with & or *" in capsys.readouterr().out


def test_the_demo_needs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    import shutil

    def others(folder: str, names: list[str]) -> list[str]:
        """What whoever tries the README has added."""
        return [name for name in names if folder.endswith("articles") and name not in {"2024", "2031"}]

    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=others)
    monkeypatch.chdir(tmp_path)
    before = {place: place.read_bytes() for place in (tmp_path / "content").rglob("*") if place.is_file()}
    assert main(["check", "--fix", "--as-of", "2024-07-01"]) == 0
    said = capsys.readouterr().out
    assert "mended" not in said
    assert said.endswith("37 files: 1 piece of advice\n")
    assert {place: place.read_bytes() for place in before} == before


def test_the_commands_of_the_page_on_checking_work(root: Path, capsys: Say) -> None:
    article(root, "2026/x", summary=None, tags=["Belt & Road", "boats", "FERRY", "ferry boats"])
    text = (ROOT / "docs/checking.md").read_text("utf-8")
    lines = [line for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for line in block.splitlines()]
    commands = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("newsgen ") and "--links" not in line]
    assert len(commands) == 9
    for command in commands[:6]:
        assert main(command) == 0, command
    assert main(commands[6]) == 0
    assert main(commands[8]) == 0
    assert main(commands[7]) == 0
    assert "tags:\n- Belt and Road\n- Ferries\n---" in (root / "content/articles/2026/x.md").read_text()


# Bad use


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (["--only", "doubled,no_sumary"], "there is no check no_sumary", "did you mean  no_summary"),
        (["--only", "no_sumary"], "there is no check no_sumary", "did you mean  no_summary"),
        (["nowhere.md"], "there is no file or folder nowhere.md", "write a path"),
        (["--dry-run"], "--dry-run shows what --fix would do", "--fix --dry-run"),
        (["--content", "static"], "there is no folder static", "--content DIR"),
        (["--links-seconds", "x"], "x is not a number of seconds", ""),
    ],
)
def test_what_makes_no_sense_is_said(root: Path, capsys: Say, options: list[str], message: str, hint: str) -> None:
    assert main(["check", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert hint in err


def test_a_folder_that_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "there is no folder content" in capsys.readouterr().err
    (tmp_path / "content").mkdir()
    assert main(["check"]) == 1
    assert "there is no site.yaml" in capsys.readouterr().out


def test_a_story_that_changes_meanwhile_is_left(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    article(root, tags=["fog", "FOG"])
    article(root, "y", tags=["fog", "FOG"])
    from newsgen.cli import check as command

    def save(*arguments: object) -> object:
        made = original(*arguments)
        (root / "content/articles/x.md").write_text("half")
        return made

    original = command._changes
    monkeypatch.setattr(command, "_changes", save)
    main(["check", *AT, "--fix"])
    out, err = capsys.readouterr()
    assert "content/articles/x.md was changed or deleted meanwhile, and is left as it is" in err
    assert "mended content/articles/y.md" in out
    assert (root / "content/articles/x.md").read_text() == "half"


@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["tags"], ["tags", "rename", "fog", "mist"]])
@pytest.mark.parametrize("how", ["saved", "deleted", "half saved"])
def test_a_story_that_changes_while_it_is_read(
    command: list[str], how: str, root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsgen.desk import inspection

    article(root, tags=["fog", "FOG"])
    place = root / "content/articles/x.md"

    def take(*arguments: object) -> object:
        sources = original(*arguments)
        place.unlink() if how == "deleted" else place.write_bytes(place.read_bytes()[:20] if how == "half saved" else b"new")
        return sources

    original = inspection.take_snapshot
    monkeypatch.setattr("newsgen.read.snapshot.KEPT", 0)
    monkeypatch.setattr(inspection, "take_snapshot", take)
    code = main([*command, *(AT if command[0] == "check" else ())])
    said = "".join(capsys.readouterr())
    assert code == (2 if how == "deleted" else 1)
    assert ("content/articles/x.md: No such file" if how == "deleted" else "the file changed while") in said
    assert "Traceback" not in said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a user who may do anything is refused nothing")
def test_no_write_permission(root: Path, capsys: Say) -> None:
    article(root, tags=["fog", "FOG"])
    (root / "content/articles/x.md").chmod(0o444)
    assert main(["check", *AT, "--fix"]) == 2
    assert "content/articles/x.md: this file may not be changed" in capsys.readouterr().err


def test_a_refused_file_stops_all_changes_before_the_first(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x", "y"):
        article(root, name, tags=["fog", "FOG"])
    before = {place: place.read_bytes() for place in (root / "content/articles").iterdir()}
    access = os.access
    monkeypatch.setattr(os, "access", lambda place, mode: not str(place).endswith("y.md") and access(place, mode))
    assert main(["check", *AT, "--fix"]) == 2
    assert "y.md: this file may not be changed" in capsys.readouterr().err
    assert {place: place.read_bytes() for place in before} == before


def test_a_busy_or_broken_memory_does_not_matter(root: Path, capsys: Say) -> None:
    assert found(capsys) == []
    store = Store(root / ".newsgen-cache")
    try:
        assert found(capsys) == []
    finally:
        store.close()
    with sqlite3.connect(root / ".newsgen-cache/store.sqlite") as connection:
        connection.execute("""UPDATE "rows of advise" SET value = x'00'""")
    connection.close()
    assert found(capsys) == []


def test_what_is_remembered_does_not_grow(root: Path, capsys: Say) -> None:
    for number in range(9):
        article(root, body=f"Text {number}.")
        found(capsys)
    store = Store(root / ".newsgen-cache")
    assert 2 <= len(store.names("advise")) <= 5
    store.close()


def test_a_check_between_two_builds_costs_the_second_nothing(root: Path, capsys: Say) -> None:
    assert main(["build", *AT]) == 0
    assert found(capsys) == []
    article(root)
    assert main(["build", *AT, "--verify"]) == 0
    article(root)
    assert found(capsys) == []
    assert main(["build", *AT]) == 0
    assert " 0 rendered, 0 written" in capsys.readouterr().out


def test_what_is_remembered_is_what_would_be_found(root: Path, capsys: Say) -> None:
    article(root, summary=None, body="He said “no.")
    first = found(capsys)
    assert found(capsys) == first == found(capsys, "--no-cache")
    article(root, summary=None)
    assert found(capsys) == ["articles/x.md:2:8 no_summary"]
