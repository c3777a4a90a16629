from __future__ import annotations

import pytest

from newsgen.read.labels import label_problems, labels
from newsgen.read.snapshot import SourceFile


def files(**texts: str) -> dict[str, SourceFile]:
    """Label files by the names of their languages, with ``_`` for ``-``."""
    names = {f"labels/{tag.replace('_', '-')}.yaml": text for tag, text in texts.items()}
    return {name: SourceFile(name, text.encode()) for name, text in names.items()}


def said(own: dict[str, SourceFile], ours: dict[str, SourceFile] | None = None) -> list[str]:
    return [f"{problem.where} {problem.level}: {problem.message}" for problem in label_problems(own, ours or {})]


def test_from_the_general_to_the_particular() -> None:
    ours = files(zh="Tags: 标签\nLatest: 最新")
    theirs = files(zh_Hant="Tags: 標籤", en="Tags: T")
    assert labels([ours, theirs], "zh-Hant-TW") == {"Tags": "標籤", "Latest": "最新"}
    assert labels([ours, theirs], "fr") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Latest: “Récent : x”", "1:9 error: curly quotes do not quote a value in YAML"),
        ("Tags: Sujets\n\tLatest: Récent", "2:1 error: a tab is used for indentation"),
        ("Tags: [Sujets]", "1:7 error: the label Tags must be text, not a list"),
        ("[Tags]: Sujets", "1:1 error: a label must be a text, not a list"),
        ("Tags: Sujets\nTags: Thèmes", "2:1 error: the label Tags stands here twice"),
        ("Sujets", "1:1 error: this must be keys with values, not text"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, message: str) -> None:
    assert said(files(fr=text)) == [f"templates/labels/fr.yaml:{message}"]


def test_words_of_one_s_own_are_no_problem() -> None:
    assert said(files(fr="Subscribe: S’abonner\nTags: Sujets", zh_Hant="")) == []


def test_files_of_the_theme_are_not_looked_at() -> None:
    assert said(files(fr="Tags: [a]"), files(fr="Tags: [a]")) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("fr.yml", "fr.yaml"),
        ("fr_FR.yaml", "fr-FR.yaml"),
        ("FR.yaml", "fr.yaml"),
        ("zh-hant.yaml", "zh-Hant.yaml"),
        ("French.yaml", "fr.yaml"),
        ("fr", "fr.yaml"),
    ],
)
def test_a_name_that_is_not_looked_for_is_told(name: str, meant: str) -> None:
    path = f"labels/{name}"
    (problem,) = label_problems({path: SourceFile(path, b"Tags: Sujets")}, {})
    assert (problem.level, problem.hint) == ("warning", f"rename it to  labels/{meant}")


def test_a_name_of_no_language_is_told_and_a_note_is_none() -> None:
    names = ("labels/theme.yaml", "labels/README.md")
    (problem,) = label_problems({name: SourceFile(name, b"Tags: Sujets") for name in names}, {})
    assert (problem.where.path, problem.level) == ("templates/labels/theme.yaml", "warning")
