"""Measure newsgen and its peers on equal work: ``python -m tests.bench.compare --help``.

In: sizes, peers, scenarios, a number of runs.  Out: docs/benchmarks.json, after each size, and the report made from it.
Never: asserts a time; machines are noisy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import report
from tests.bench.corpus import write_corpus
from tests.bench.influence import did, influence
from tests.bench.measure import Measured, measure
from tests.bench.pages import count_pages
from tests.bench.peers import PEERS, ROOT, Places
from tests.bench.scenarios import OLD, SCENARIOS, put_away

JSON = ROOT / "docs" / "benchmarks.json"
LARGE = 50_000
MEASURES = ("seconds", "processor", "largest", "together")
Result = dict[str, Any]  # to become JSON


class Bench:
    """One size: who takes part, where each works, what was measured so far."""

    def __init__(self, options: argparse.Namespace, stories: int) -> None:
        self.options, self.stories = options, stories
        self.runs = options.large_runs if stories >= LARGE else options.runs
        self.root = options.work / f"{stories}"
        self.failed: dict[str, str] = {}
        self.places: dict[str, Places] = {}
        self.pages: dict[str, dict[str, int]] = {}
        self.measured: dict[str, dict[str, list[Measured]]] = {scenario: {} for scenario in options.scenarios}
        self.influence: dict[str, object] = {}

    def prepare(self) -> None:
        """Everybody's project, from the one corpus; who is not installed is named, here and in the report."""
        content = _corpus(self.options.work, self.stories, self.options.seed)
        for name in ["newsgen", *self.options.peers]:
            peer = PEERS[name]
            if not peer.version():
                self._fail(name, f"not installed ({peer.hint})")
                continue
            folder = self.root / name
            shutil.rmtree(folder, ignore_errors=True)
            self.places[name] = Places(folder / "project", folder / "output", folder / "store")
            peer.write_project(content, self.places[name].project)

    def run(self) -> None:
        """Interleaved: in each run, each scenario is built by one generator after the other."""
        for run in range(self.runs):
            for scenario in self.options.scenarios:
                for name in [*self.places]:
                    self._measure(scenario, name, run)
        if self.options.influence and "newsgen" in self.places:
            peer, places = PEERS["newsgen"], self.places["newsgen"]
            try:
                for change, done in influence(peer, places, self.stories, lambda places: self._build("newsgen", places).output):
                    self.influence[change] = done
                    _say(f"{self.stories:>7} {change}: {done}")
            except BuildError as error:
                self._fail("newsgen", f"one change after another: {error}")

    def _measure(self, scenario: str, name: str, run: int) -> None:
        try:
            if scenario != "cold" and not self.places[name].output.is_dir():
                self._build(name, self.places[name])  # what the build before would have left
            places = SCENARIOS[scenario](PEERS[name], self.places[name], self.stories, run)
            taken = self._build(name, places)
            self._count(name, places)
        except BuildError as error:
            self._fail(name, f"{scenario}: {error}")
            del self.places[name]
            return
        self.measured[scenario].setdefault(name, []).append(taken)
        _say(f"{self.stories:>7} {scenario:<10} {name:<9} {taken.seconds:8.2f} s {taken.processor:8.2f} s of processor")
        if places is not self.places[name]:
            put_away(places.project.parent)

    def _count(self, name: str, places: Places) -> None:
        """What it wrote, once; one that leaves stories out takes no part."""
        if name in self.pages:
            return
        self.pages[name] = count_pages(places.output)
        _say(f"{self.stories:>7} {name} wrote {self.pages[name]}")
        if self.pages[name]["stories"] != self.stories:
            raise BuildError(f"wrote {self.pages[name]['stories']:,} of {self.stories:,} stories")

    def _build(self, name: str, places: Places) -> Measured:
        peer, jobs = PEERS[name], self.options.jobs
        os.sync()  # nobody pays for writing what the one before wrote
        command, environment = peer.command(places, jobs), peer.environment(places, jobs)
        taken = measure(command, places.project, environment, jobs, self.options.limit)
        if taken.seconds > self.options.limit:
            raise BuildError(f"took longer than {self.options.limit:g} s")
        if taken.code:
            said = (taken.errors or taken.output).strip().split("\n")[-1]
            raise BuildError(f"stopped after {taken.seconds:.0f} s with {taken.code}: {said[:200]}")
        return taken

    def _fail(self, name: str, why: str) -> None:
        self.failed[name] = why
        print(f"\n*** {name} is not measured with {self.stories} stories: {why}\n", file=sys.stderr)

    def result(self) -> Result:
        """What the report needs of this size."""
        peers = ["newsgen", *self.options.peers]
        return {
            "stories": self.stories,
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
            "machine": machine(),
            "versions": {name: version for name in peers if (version := PEERS[name].version())},
            "jobs": self.options.jobs,
            "runs": self.runs,
            "seed": self.options.seed,
            "scenarios": {scenario: summaries(by_name) for scenario, by_name in self.measured.items()},
            "failed": self.failed,
            "pages": self.pages,
            "influence": self.influence,
        }


class BuildError(Exception):
    """A generator did not build the site; the text says how it ended."""


def summaries(by_name: Mapping[str, Sequence[Measured]]) -> Result:
    """Each generator's summary, with its medians as ratios to Hugo's where Hugo was measured."""
    made = {name: summary(name, taken) for name, taken in by_name.items()}
    base = made.get("hugo")
    for each in made.values():
        each["ratios"] = {key: _ratio(each[key], base[key]) for key in MEASURES} if base else {}
    return made


def _ratio(own: Result, base: Result) -> float | None:
    return round(own["median"] / base["median"], 3) if base["median"] else None


def summary(name: str, taken: Sequence[Measured]) -> Result:
    """Median, least and most of each measure; of newsgen also what it said it did in the last run."""
    spread: Result = {}
    for key in MEASURES:
        values = [getattr(each, key) for each in taken]
        spread[key] = {"median": _round(statistics.median(values)), "min": _round(min(values)), "max": _round(max(values))}
    if name == "newsgen":
        spread["did"] = did(taken[-1].output)
    return spread


def _round(value: float) -> float:
    return round(value, 3)


def _corpus(work: Path, stories: int, seed: int) -> Path:
    """The corpus, written once: its folder names the code that writes it."""
    code = hashlib.sha256((Path(__file__).parent / "corpus.py").read_bytes()).hexdigest()[:8]
    folder = work / f"corpus-{stories}-{seed}-{code}"
    if not folder.is_dir():
        _say(f"{stories:>7} writing the corpus")
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_corpus(unfinished, stories, seed)
        unfinished.rename(folder)
    return folder / "content"


def machine() -> Result:
    """What the figures depend on, besides versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False) if shutil.which("node") else None
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "node": node.stdout.strip().removeprefix("v") if node else "",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().split("\n")
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())


def merge(path: Path, result: Result) -> Result:
    """Put one size into the file: other sizes stay as they were measured, whenever that was."""
    known = json.loads(path.read_text("utf-8"))["sizes"] if path.is_file() else []
    sizes = sorted([*(each for each in known if each["stories"] != result["stories"]), result], key=lambda each: each["stories"])
    whole: Result = {"sizes": sizes}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return whole


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description="Compare newsgen with its peers.")
    others = [name for name in PEERS if name != "newsgen"]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2_000, 10_000], metavar="N", help="numbers of stories")
    parser.add_argument("--peers", nargs="*", choices=others, default=others, metavar="PEER", help=", ".join(others))
    parser.add_argument("--scenarios", nargs="*", choices=[*SCENARIOS], default=[*SCENARIOS], metavar="SCENARIO")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each, of which the median counts (3)")
    parser.add_argument("--large-runs", type=int, default=1, metavar="N", help=f"the same from {LARGE:,} stories on (1)")
    parser.add_argument("--jobs", type=int, default=cores, metavar="N", help="cores for everybody (all)")
    parser.add_argument("--seed", type=int, default=7, metavar="N", help="of the stories (7)")
    parser.add_argument("--limit", type=float, default=3600, metavar="SECONDS", help="a build that takes longer is ended (3600)")
    parser.add_argument("--no-influence", dest="influence", action="store_false", help="leave out the pages a change touches")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep corpora and sites here (a temporary folder)")
    parser.add_argument("--json", type=Path, default=JSON, metavar="FILE", help="results; its report lies beside it")
    return parser.parse_args(arguments)


def _compare(options: argparse.Namespace) -> None:
    for stories in options.sizes:
        bench = Bench(options, stories)
        bench.prepare()
        bench.run()
        report.write(merge(options.json, bench.result()), options.json)
        _say(f"{stories:>7} is in {options.json}")
    for folder in options.work.glob(f"*/*/*{OLD}*"):
        shutil.rmtree(folder)


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure each size, smallest first as they were given; each is written when it is done."""
    options = _options(None if arguments is None else [*arguments])
    if options.work:
        options.work = options.work.resolve()
        _compare(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        options.work = Path(folder)
        _compare(options)


if __name__ == "__main__":
    main()
