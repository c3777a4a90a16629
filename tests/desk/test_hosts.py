"""What publishes a site: each workflow is what its format allows, and its steps do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from packaging.requirements import InvalidRequirement, Requirement

from newsgen.cli import main
from newsgen.desk.hosts import HOSTS, from_repository, host_files, local_folder, requirement
from newsgen.desk.starter import files_below

from ..builders import ROOT, story
from ..pages import tools

FOLDER = ROOT / "newsgen" / "hosts"
ACTIONS = sorted(FOLDER.rglob("workflows/*.yml"))
GITLAB = FOLDER / "gitlab" / "dot-gitlab-ci.yml"
SCRIPT = FOLDER / "server" / "publish.sh"
named = pytest.mark.parametrize("place", ACTIONS, ids=lambda place: place.relative_to(FOLDER).as_posix())


def loaded(place: Path) -> Any:
    """As texts only: to YAML 1.1 `on` is a boolean."""
    return yaml.load(place.read_text("utf-8"), yaml.BaseLoader)


# What they are


@pytest.mark.parametrize(("schema", "places"), [("github-workflows", ACTIONS), ("gitlab-ci", [GITLAB])])
def test_each_follows_the_schema_of_its_format(schema: str, places: list[Path]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *transform, *places]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_schema_that_is_not_followed_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(ACTIONS[0].read_text().replace("runs-on", "run-on"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", tmp_path / "a.yml"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@named
def test_actions_are_those_of_the_host_at_a_version(place: Path) -> None:
    uses = [step["uses"] for job in loaded(place)["jobs"].values() for step in job["steps"] if "uses" in step]
    assert uses
    assert [each for each in uses if not re.fullmatch(r"actions/[\w/-]+@v\d+", each)] == []


@named
def test_what_comes_from_outside_is_never_written_into_a_script(place: Path) -> None:
    """A title or a branch may be called anything (docs.github.com, "Script injections")."""
    runs = [step["run"] for job in loaded(place)["jobs"].values() for step in job["steps"] if "run" in step]
    assert [run for run in runs if "${{" in run] == []


@named
def test_rights_are_few(place: Path) -> None:
    workflow = loaded(place)
    if "forgejo" in place.parts:
        return  # it has no such key
    assert workflow["permissions"] == {"contents": "read"}
    writing = [job for job in workflow["jobs"].values() if "write" in str(job.get("permissions"))]
    own = [step for job in writing for step in job["steps"] if "checkout" in step.get("uses", "") or "pip" in step.get("run", "")]
    assert own == [], "a job that may write runs nothing of the publication's"


@pytest.mark.parametrize("place", [each for each in ACTIONS if each.stem != "check"], ids=str)
def test_embargoes_lift_by_themselves(place: Path) -> None:
    assert loaded(place)["on"]["schedule"] == [{"cron": "7 * * * *"}]


def scripts() -> Iterator[tuple[str, str]]:
    for place in ACTIONS:
        for job in loaded(place)["jobs"].values():
            yield from ((place.relative_to(FOLDER).as_posix(), step["run"]) for step in job["steps"] if "run" in step)
    for name in ("check", "pages"):
        yield f"gitlab {name}", "\n".join(loaded(GITLAB)[name]["script"])
    yield "publish.sh", SCRIPT.read_text("utf-8")


def test_scripts_are_sound() -> None:
    shellcheck = shutil.which("shellcheck") or tools.missing("ShellCheck")
    for name, text in scripts():
        given = text if text.startswith("#!") else f"#!/bin/bash\n{text}"
        done = subprocess.run([shellcheck, "-"], input=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{name}\n{done.stdout}"


# What they do

NEWSGEN = f"""#!/bin/sh
exec '{sys.executable}' -c 'import sys; from newsgen.cli import main; sys.exit(main())' "$@"
"""
GH = """#!/bin/sh
echo "gh $*" >> "$LOG"
case "$*" in *--paginate*) cat "$ANSWERS" ;; esac
"""
CURL = """#!/bin/sh
echo "curl $*" >> "$LOG"
while [ $# -gt 0 ]; do
  case $1 in
    --output) [ "$2" = /dev/null ] || cat "$ANSWERS" > "$2" ;;
    @*) cp "${1#@}" "$LOG.body" ;;
    *@readers.md) cp readers.md "$LOG.body" ;;
  esac
  shift
done
"""
SSH = """#!/bin/sh
[ "$1" != -l ] || shift 2
echo "ssh $1" >> "$LOG"
shift
exec sh -c "$*"
"""
VALUES = {
    "github.token": "secret",
    "github.repository": "ana/paper",
    "github.event.pull_request.number": "7",
    "github.server_url": "https://git.example",
    "github.base_ref": "main",
    "github.sha": "abc",
    "steps.pages.outputs.base_url": "https://ana.example/paper",
}


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_git: None) -> Path:
    """A publication in a repository, checked out as a pull request that adds a story; and programs that only write down."""
    own = {"LOG": tmp_path / "log", "ANSWERS": tmp_path / "answers", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}
    (tmp_path / "answers").write_text("[]")
    home = {
        "HOME": tmp_path / "home",
        "GIT_CONFIG_GLOBAL": tmp_path / "gitconfig",
        "SOURCE_DATE_EPOCH": "1900000000",
        "PYTHONPATH": ROOT,
    }
    for name, value in {**own, **home}.items():
        monkeypatch.setenv(name, str(value))
    (tmp_path / "bin").mkdir()
    for name, text in {"newsgen": NEWSGEN, "gh": GH, "curl": CURL, "ssh": SSH}.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "paper").mkdir()
    monkeypatch.chdir(tmp_path / "paper")
    assert main(["init", ".", *(word for name in HOSTS for word in ("--publish", name))]) == 0
    (tmp_path / "paper/.gitignore").write_text("/site/\n/.newsgen-cache/\n/public/\n/.venv\n*.json\n/readers.md\n")
    sh("git init -q --initial-branch main && git add --all && git commit -q --message one && git checkout -q -b topic")
    (tmp_path / "paper/content/articles/rain.md").write_text(story("Rain", "2030-01-01"))
    sh("git add --all && git commit -q --message rain && git checkout -q -b pull main && git merge -q --no-ff topic")
    return tmp_path / "paper"


def sh(text: str, **variables: str) -> str:
    command = ["bash", "-e", "-c", text]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def filled(text: str) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: VALUES[found[1]], text)


def installs(run: str) -> bool:
    """Steps that bring programs: here they are there already."""
    return re.match(r"pip install|apt-get |python3 -m venv", run) is not None


def run_job(place: str, job: str, **variables: str) -> None:
    for step in loaded(FOLDER / place)["jobs"][job]["steps"]:
        if "run" in step and not installs(step["run"]):
            sh(step["run"], **{name: filled(value) for name, value in step.get("env", {}).items()} | variables)


def run_gitlab(job: str, **variables: str) -> None:
    assert all(installs(line) for line in loaded(GITLAB)[".newsgen"]["before_script"])
    sh("\n".join(loaded(GITLAB)[job]["script"]), **variables)


def log() -> str:
    return Path(os.environ["LOG"]).read_text()


CHECK = "actions/dot-github/workflows/check.yml"


def test_a_pull_request_is_told_what_changes(paper: Path) -> None:
    run_job(CHECK, "build")
    said = Path(os.environ["GITHUB_STEP_SUMMARY"]).read_text()
    assert said.startswith("<!-- newsgen diff -->")
    assert "**1 story appears**" in said
    assert "`/rain/` Rain" in said
    Path(os.environ["ANSWERS"]).write_text("")
    run_job(CHECK, "comment")
    assert "--method POST repos/ana/paper/issues/7/comments --field body=@readers.md" in log()
    Path(os.environ["ANSWERS"]).write_text("12\n34\n")
    run_job(CHECK, "comment")
    assert "--method PATCH repos/ana/paper/issues/comments/34 --field body=@readers.md" in log()


def test_a_pull_request_that_mends_what_did_not_build(paper: Path) -> None:
    sh("git checkout --quiet main && rm content/site.yaml && git commit --quiet -a --message oops")
    sh("git checkout --quiet -b mend && git revert --no-edit HEAD && git checkout --quiet -b pull2 main")
    sh("git merge --quiet --no-ff mend")
    run_job(CHECK, "build")
    assert "does not build, so nothing could be compared" in Path(os.environ["GITHUB_STEP_SUMMARY"]).read_text()


def test_problems_stand_at_their_lines(paper: Path) -> None:
    (paper / "content/articles/rain.md").write_text("---\ntitel: Rain\n---\n")
    with pytest.raises(AssertionError, match=r"::error file=content/articles/rain.md,line=2,col=1::there is no key titel"):
        run_job(CHECK, "build")
    assert not (paper / "readers.md").exists()


def test_github_pages(paper: Path) -> None:
    run_job("github-pages/dot-github/workflows/pages.yml", "build")
    assert 'href="https://ana.example/paper/rain/"' in (paper / "site/rain/index.html").read_text("utf-8")


GITLAB_VARIABLES = {
    "CI_API_V4_URL": "https://git.example/api/v4",
    "CI_PROJECT_ID": "3",
    "CI_MERGE_REQUEST_IID": "7",
    "CI_PAGES_URL": "https://ana.example/paper",
}


def test_gitlab_checks_merge_requests(paper: Path) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": sh("git rev-parse main").strip(), **GITLAB_VARIABLES}
    run_gitlab("check", **base)
    assert {each["severity"] for each in json.loads((paper / "gl-code-quality-report.json").read_text())} == {"info"}  # advice
    assert "`/rain/` Rain" in (paper / "readers.md").read_text("utf-8")
    assert not Path(os.environ["LOG"]).exists(), "without a token nothing is sent"
    run_gitlab("check", COMMENT_TOKEN="t", **base)
    assert (
        "--request POST --data-urlencode body@readers.md https://git.example/api/v4/projects/3/merge_requests/7/notes\n" in log()
    )
    Path(os.environ["ANSWERS"]).write_text('[{"id": 5, "body": "Well done"}, {"id": 9, "body": "<!-- newsgen diff -->\\n"}]')
    run_gitlab("check", COMMENT_TOKEN="t", **base)
    assert (
        "--request PUT --data-urlencode body@readers.md https://git.example/api/v4/projects/3/merge_requests/7/notes/9\n" in log()
    )


def test_gitlab_pages(paper: Path) -> None:
    run_gitlab("pages", **GITLAB_VARIABLES)
    assert 'href="https://ana.example/paper/rain/"' in (paper / "public/rain/index.html").read_text("utf-8")


def test_gitlab_shows_problems_at_their_lines(paper: Path) -> None:
    """As its documents ask (docs.gitlab.com, "Code Quality report format")."""
    (paper / "content/articles/rain.md").write_text("---\ntitel: Rain\ntagz: 1\n---\n")
    with pytest.raises(AssertionError, match="there is no key titel"):
        run_gitlab("pages", **GITLAB_VARIABLES)
    report = json.loads((paper / "gl-code-quality-report.json").read_text())
    assert {each["location"]["path"] for each in report} == {"content/articles/rain.md"}
    assert {each["location"]["lines"]["begin"] for each in report} == {2, 3}
    assert {each["severity"] for each in report} == {"blocker"}
    assert len({each["fingerprint"] for each in report}) == len(report) > 1
    assert all({"description", "check_name"} <= each.keys() for each in report)
    assert not (paper / "public").exists()


FORGEJO = "forgejo/dot-forgejo/workflows/"


@pytest.fixture
def forge(paper: Path) -> Path:
    """The same, where its steps look for the program; and the repository that it was cloned from."""
    (paper / ".venv/bin").mkdir(parents=True)
    shutil.copy(shutil.which("newsgen", path=os.environ["PATH"]) or "", paper / ".venv/bin/newsgen")
    sh("git clone --quiet --bare . ../remote.git && git remote add origin ../remote.git && git fetch --quiet origin")
    return paper


def test_forgejo_checks_pull_requests(forge: Path) -> None:
    sh("git checkout --quiet topic")
    run_job(f"{FORGEJO}check.yml", "build")
    assert "`/rain/` Rain" in (forge / "readers.md").read_text("utf-8")
    assert "--request POST --data @comment.json https://git.example/api/v1/repos/ana/paper/issues/7/comments\n" in log()
    assert json.loads((forge / "comment.json").read_text())["body"].startswith("<!-- newsgen diff -->")
    Path(os.environ["ANSWERS"]).write_text('[{"id": 9, "body": "<!-- newsgen diff -->"}]')
    run_job(f"{FORGEJO}check.yml", "build")
    assert "--request PATCH --data @comment.json https://git.example/api/v1/repos/ana/paper/issues/comments/9\n" in log()


def test_forgejo_pages(forge: Path) -> None:
    for title in ("Rain", "Sun"):
        (forge / "content/articles/rain.md").write_text(story(title, "2030-01-01"))
        run_job(f"{FORGEJO}pages.yml", "publish", REPOSITORY=str(forge.parent / "remote.git"))
        shutil.rmtree(forge / "site/.git")
    remote = f"git --git-dir '{forge.parent / 'remote.git'}'"
    assert "<h1>Sun</h1>" in sh(f"{remote} show pages:rain/index.html")
    assert ".newsgen.json" not in sh(f"{remote} ls-tree --name-only pages")
    assert sh(f"{remote} rev-list --count pages").strip() == "1"


@pytest.fixture
def server(paper: Path) -> Callable[..., str]:
    """Publish to a folder, or to a host that is this machine."""
    if not shutil.which("rsync"):
        tools.missing("rsync")
    assert main(["build"]) == 0

    def publish(*words: str, host: str = "", root: str = str(paper.parent / "www"), **variables: str) -> str:
        return sh(f"sh publish.sh {' '.join(words)}", TARGET=f"{host}{root}", **variables)

    return publish


@pytest.mark.parametrize("host", ["", "deploy@server.example:"])
def test_a_server_of_ones_own(server: Callable[..., str], paper: Path, host: str) -> None:
    www = paper.parent / "www"
    assert "readers see" in server(host=host)
    first = (www / "current").readlink()
    about = (www / "current/about/index.html").stat()
    (paper / "content/articles/rain.md").write_text(story("Sun", "2030-01-01"))
    assert main(["build", "--no-cache"]) == 0
    server(host=host)
    assert "<h1>Sun</h1>" in (www / "current/rain/index.html").read_text("utf-8")
    assert (www / "current/about/index.html").stat().st_ino == about.st_ino, "what is unchanged is the same file"
    assert not (www / "current/.newsgen.json").exists()
    server("back", host=host)
    assert (www / "current").readlink() == first
    assert "<h1>Rain</h1>" in (www / "current/rain/index.html").read_text("utf-8")
    assert Path(os.environ["LOG"]).exists() == bool(host)


def test_old_releases_go(server: Callable[..., str], paper: Path) -> None:
    for _ in range(4):
        server(KEEP="2")
    assert len([*(paper.parent / "www/releases").iterdir()]) == 2
    assert (paper.parent / "www/current/index.html").is_file()


def test_a_publication_that_fails_leaves_the_site(server: Callable[..., str], paper: Path) -> None:
    server()
    before = (paper.parent / "www/current").readlink()
    (paper.parent / "bin/rsync").write_text("#!/bin/sh\nexit 12\n")
    (paper.parent / "bin/rsync").chmod(0o755)
    with pytest.raises(AssertionError):
        server()
    assert (paper.parent / "www/current").readlink() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"root": "/srv/a b"}, "letters, digits"),
        ({"root": "/srv/$(id)"}, "letters, digits"),
        ({"root": "www"}, "must begin with /"),
        ({"host": "h:", "root": "www"}, "must begin with /"),
        ({"root": ""}, "say where the site goes"),
    ],
)
def test_a_target_that_makes_no_sense(server: Callable[..., str], words: Mapping[str, str], said: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(said)):
        server(**words)


def test_nothing_to_publish(paper: Path) -> None:
    with pytest.raises(AssertionError, match="there is no site here"):
        sh("sh publish.sh", TARGET=str(paper.parent / "www"))


def test_the_server_workflow_gives_the_key_to_its_owner_alone(server: Callable[..., str], paper: Path) -> None:
    steps = loaded(FOLDER / "server/dot-github/workflows/server.yml")["jobs"]["publish"]["steps"]
    (step,) = [step for step in steps if "KEY" in step.get("env", {})]
    sh(step["run"], KEY="k", KNOWN_HOSTS="h")
    key = Path(os.environ["HOME"]) / ".ssh/id_ed25519"
    assert (key.read_text(), key.stat().st_mode & 0o777) == ("k\n", 0o600)


# What init gives


def test_a_publication_has_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "a"]) == 0
    assert sorted(place.name for place in Path("a/.github/workflows").iterdir()) == ["check.yml", "pages.yml"]
    assert main(["init", "b", "--publish", "none"]) == 0
    assert not Path("b/.github").exists()
    assert not Path("b/requirements.txt").exists()
    assert main(["init", "b", "--publish", "rsync"]) == 0
    assert sorted(place.name for place in Path("b/.github/workflows").iterdir()) == ["check.yml", "server.yml"]
    Path("b/requirements.txt").write_text("newsgen==9")
    assert main(["init", "b", "--publish", "gitlab", "--publish", "github"]) == 0
    assert sorted(place.name for place in Path("b/.github/workflows").iterdir()) == ["check.yml", "pages.yml", "server.yml"]
    assert Path("b/requirements.txt").read_text() == "newsgen==9"
    assert main(["init", "b", "--publish", "gitlab"]) == 0, "nothing is missing"
    Path("b/.gitlab-ci.yml").write_text("mine")
    assert main(["init", "b", "--publish", "gitlab"]) == 2
    assert Path("b/.gitlab-ci.yml").read_text() == "mine"


@pytest.mark.parametrize(("below", "wanted"), [("", "newsgen @ git+https://git.example/ana/newsgen@"), ("inner", "FILL IN")])
def test_a_clone_is_asked_where_it_came_from(
    below: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_git: None
) -> None:
    clone = tmp_path / "clone"
    (clone / "inner").mkdir(parents=True)
    monkeypatch.chdir(clone)
    sh("git init -q && git commit -q --allow-empty -m one && git remote add origin https://git.example/ana/newsgen")
    installed = SimpleNamespace(read_text=lambda name: json.dumps({"url": (clone / below).as_uri(), "dir_info": {}}))
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: installed)
    assert main(["init", "paper"]) == 0
    assert Path("paper/requirements.txt").read_text().splitlines()[-1].startswith(wanted)


def test_every_folder_belongs_to_a_host() -> None:
    assert {folder for folders in HOSTS.values() for folder in folders} == {place.name for place in FOLDER.iterdir()}
    for name, folders in HOSTS.items():
        wanted = {path for folder in folders for path in files_below(FOLDER / folder)}
        assert {*host_files([name], "newsgen==1")} == {*wanted, "requirements.txt"}


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, "newsgen==1.2"),
        (
            {"url": "https://git.example/ana/newsgen", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "newsgen @ git+https://git.example/ana/newsgen@abc",
        ),
        (
            {"url": "https://ana:secret@git.example:8443/n", "vcs_info": {"vcs": "git", "commit_id": "a"}},
            "newsgen @ git+https://git.example:8443/n@a",
        ),
        (
            {"url": "https://files.example/newsgen-1.2-py3-none-any.whl", "archive_info": {}},
            "newsgen @ https://files.example/newsgen-1.2-py3-none-any.whl",
        ),
        ({"url": "file:///home/ana/newsgen", "dir_info": {}}, ""),
        ({"url": "file:///home/ana/newsgen-1.2-py3-none-any.whl", "archive_info": {}}, ""),
    ],
)
def test_others_install_the_same_newsgen(origin: Mapping[str, object] | None, wanted: str) -> None:
    assert requirement("1.2", json.dumps(origin) if origin else None) == wanted
    said = host_files(["gitlab"], wanted)["requirements.txt"].decode()
    (line,) = [line for line in said.splitlines() if not line.startswith("#")]
    if wanted:
        assert line == str(wanted)
        assert Requirement(line).name == "newsgen"
    else:
        assert line.startswith("FILL IN")
        with pytest.raises(InvalidRequirement):  # so pip says it where it is missing
            Requirement(line)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("git@git.example:ana/newsgen.git", "newsgen @ git+https://git.example/ana/newsgen.git@abc"),
        ("ssh://git@git.example/ana/newsgen.git", "newsgen @ git+https://git.example/ana/newsgen.git@abc"),
        ("/srv/git/newsgen.git", ""),
        ("../newsgen", ""),
        ("file:///srv/git/newsgen.git", ""),
    ],
)
def test_a_clone_knows_where_it_came_from(address: str, wanted: str) -> None:
    assert from_repository(address, "abc") == wanted


@pytest.mark.parametrize(
    ("origin", "folder"),
    [
        (None, ""),
        ({"url": "file:///home/ana/my%20newsgen", "dir_info": {"editable": True}}, "/home/ana/my newsgen"),
        ({"url": "file:///C:/newsgen", "dir_info": {}}, "C:/newsgen"),
        ({"url": "https://git.example/n", "vcs_info": {}}, ""),
    ],
)
def test_the_folder_of_an_installation(origin: Mapping[str, object] | None, folder: str) -> None:
    assert local_folder(json.dumps(origin) if origin else None) == folder
