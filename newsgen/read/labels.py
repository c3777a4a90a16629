"""The words of a theme in a language.

In: ``labels/*.yaml`` of our theme and of the site's own templates.  Out: words, and what is wrong with the site's own files.
Never: knows which words the templates use; own templates may have words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from newsgen.errors import Location, Problem
from newsgen.model.language import is_known, language_meant, lineage
from newsgen.read.frontmatter import Reader, decode, describe, mapping
from newsgen.read.scalars import usual_case
from newsgen.read.snapshot import SourceFile

FOLDER = "labels/"
_ENDINGS = (".yaml", ".yml")
Files = Mapping[str, SourceFile]


def labels(folders: Sequence[Files], language: str) -> dict[str, str]:
    """The words for readers of a language: ``labels/<tag>.yaml`` of each folder, later folders over earlier.

    What cannot be read gives nothing; that it cannot is for ``label_problems`` to say.
    """
    names = [f"{FOLDER}{tag}.yaml" for tag in lineage(language)]
    words: dict[str, str] = {}
    for files in folders:
        for name in names:
            if name in files:
                words |= _words(files[name], Reader(name, goes_on=True))
    return words


def label_problems(own: Files, ours: Files) -> Iterator[Problem]:
    """What is wrong with a site's own files, whether a page shows their words or not."""
    for name, file in own.items():
        if not name.startswith(FOLDER) or (name in ours and ours[name].data == file.data):
            continue
        meant = _name_meant(name)
        if meant and meant != name:
            where = Location(f"templates/{name}")
            yield Problem(where, "no words are looked for in a file of this name", f"rename it to  {meant}", "warning")
        elif meant or name.endswith(_ENDINGS):
            reader = Reader(f"templates/{name}", goes_on=True)
            if not meant:
                message = "this file is not called like a language, so its words show nowhere"
                reader.report(0, 0, message, "rename it to  labels/fr.yaml, if it is for French", "warning")
            _words(file, reader)
            yield from reader.problems


def _name_meant(name: str) -> str:
    """``labels/fr_fr.yml`` and ``labels/French.yaml`` as they are looked for; empty where a name speaks of no language."""
    stem = name.removeprefix(FOLDER).split(".")[0]
    tag = stem.replace("_", "-")
    language = usual_case(tag) if is_known(tag) else language_meant(stem) if name.endswith(_ENDINGS) else ""
    return f"{FOLDER}{language}.yaml" if language else ""


def _words(source: SourceFile, reader: Reader) -> dict[str, str]:
    text = decode(source.data, reader)
    node = mapping(text, reader) if text is not None else None
    words: dict[str, str] = {}
    for key, value in node.value if node else []:
        if not isinstance(key, yaml.ScalarNode):
            reader.report_node(key, f"a label must be a text, not {describe(key)}", "write  Tags: Topics")
        elif not isinstance(value, yaml.ScalarNode):
            reader.report_node(value, f"the label {key.value} must be text, not {describe(value)}", f'write  {key.value}: "…"')
        elif key.value in words:
            reader.report_node(key, f"the label {key.value} stands here twice", "keep one of them")
        else:
            words[str(key.value)] = str(value.value)
    return words
