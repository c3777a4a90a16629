"""A new publication.

In: a folder.  Out: the starter's files in it.  Never: replaces a file that is there.
"""

from __future__ import annotations

from pathlib import Path

STARTER = Path(__file__).parent / "starter"


def new_publication(folder: Path) -> list[Path]:
    """Copy the starter into a folder and give what was written; raises FileExistsError, before writing, for a file in the way."""
    sources = sorted(path for path in STARTER.rglob("*") if path.is_file())
    targets = {source: folder / _name(source) for source in sources}
    for target in targets.values():
        if target.exists():
            raise FileExistsError(f"{target} is there already")
    for source, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return list(targets.values())


def _name(source: Path) -> Path:
    """Packages leave out hidden files, so the starter's are stored without their dot."""
    path = source.relative_to(STARTER)
    return path.with_name(".gitignore") if path.name == "gitignore" else path
