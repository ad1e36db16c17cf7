"""How fast mining is: every candidate of 31 regions in a month, over 0.1, 1 and 3 million SYNTHETIC observations, beside pandas and Polars.

Each contender runs in a process of its own, several times; medians and peaks are printed. Ours are measured whole (open the state, propose, answer with
intervals, score, fetch the best 400), and once before, since the first run of a state makes the ledger that the others find; the frames only enumerate
and answer (`mine_frames.py` says what is left out), from a file made ready for them. A contender that isn't installed is left out; AntV AVA joins with
`--ava FOLDER`, where `npm install @antv/ava` was run. Then warm batches of 50 mixed claims through `evaluate`, and one more run of a million whose
statements are timed one by one: what holds it. `--output FILE` writes the tables as Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

import mine_data
import mine_frames
from hinterland import codes
from hinterland.api import open as open_warehouse
from hinterland.claims import evaluate
from hinterland.claims.mine import candidates, mine
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.models import Claim
from hinterland.warehouse.engine import Engine, literal
from hinterland.warehouse.store import Store

HERE = Path(__file__).resolve().parent

SIZES = (0.1, 1.0, 3.0)
RUNS = {0.1: 5, 1.0: 3, 3.0: 1}
SECONDS, GIGABYTES, MILLISECONDS = 10.0, 2.0, 60.0
"""The aims: for a million observations on two cores, and for a warm batch of claims on the embedded figures."""

MONTH = Period.parse("2025-12")
BATCH, WARM = 50, 25
STEPS = {
    "reading the observations": ("held",),
    "preferring a figure in each cell, and deriving others": ("beaten", "stated_rates", "rates", "paired", "derived", "changes", "outdone"),
    "levels, and sums of exports and imports": ("levels",),
    "the ledger's bounds": ("unheld", "spells", "ledger_marks", "ledger"),
    "slices of the month, with their base and whole": ("slices", "rates_held", "landmarks", "marks"),
    "what was expected of each figure": ("moves", "paces", "expected"),
    "proposing": ("claims",),
    "members of scopes": ("claim_members", "largest"),
    "answers that read levels alone: firsts": ("answered_first",),
    "records": ("answered_record",),
    "streaks": ("answered_streak",),
    "what the others need to know": ("asked", "places", "claim_needs", "needs"),
    "answering that": ("resolved", "answers"),
    "places": ("answered_rank",),
    "values, counts and comparisons": ("answered_value", "answered_change", "answered_count", "answered_comparison", "evaluated"),
    "scoring": ("usual", "shaped", "trials", "sure", "passed", "placed", "weighed", "scored"),
}
"""The steps of a run, each with the tables that it makes, for its profile."""

KINDS = ("value", "rank", "record", "streak", "comparison")
"""The kinds that the frames enumerate too."""


# -- what runs in a process of its own


def peak() -> float:
    """The most memory this process ever had, in gigabytes. What Linux tells through `resource` includes the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")) * 1024 / 1e9
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e9


def ours(folder: Path, answers: Path | None) -> dict[str, Any]:
    start = time.perf_counter()
    store = Store(folder)
    engine = Engine(store, store.state())
    indicators = Indicators(engine)
    opened = time.perf_counter() - start
    found = candidates(indicators, codes.members("provinces"), MONTH)
    seconds = time.perf_counter() - start
    assert len(found) == 400
    counts = {r["kind"]: r["n"] for r in engine.fetch("SELECT kind, count(*) AS n FROM claims GROUP BY kind")}
    [scored] = engine.fetch("SELECT count(*) AS n FROM scored")
    if answers:
        columns = "c.kind, c.subject AS region, c.product, c.partner, c.flow, c.op, c.scope, c.ord, c.test, c.versus, e.low, e.high"
        engine.con.execute(f"COPY (SELECT {columns} FROM claims AS c JOIN evaluated AS e ON e.claim = c.claim) TO {literal(str(answers))}")
    cpu = time.process_time()
    return {"seconds": seconds, "opened": opened, "cpu": cpu, "peak": peak(), "counts": counts, "scored": scored["n"]}


class Timed:
    """A connection that keeps the processor time and the memory of each statement by the table that it makes."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.spent: dict[str, float] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.con, name)

    def execute(self, statement: Any, *values: Any) -> duckdb.DuckDBPyConnection:
        """Run a statement, and add what it took to what its table took before."""
        begun = time.process_time()
        done = self.con.execute(statement, *values)
        made = re.search(r"\b(?:TABLE|INTO)\s+(\w+)", statement if isinstance(statement, str) else statement.query)
        name = made[1] if made else ""
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begun
        return done


class Profiled(Engine):
    """An engine whose statements are timed."""

    def _connect(self) -> None:
        super()._connect()
        self.con = Timed(self.con)  # type: ignore[assignment]


def profile(folder: Path) -> dict[str, Any]:
    """Ours once more, told by what each step takes of the processors."""
    begun = time.process_time()
    store = Store(folder)
    engine = Profiled(store, store.state())
    candidates(Indicators(engine), codes.members("provinces"), MONTH)
    spent = engine.con.spent  # type: ignore[attr-defined]
    steps = {step: sum(spent.pop(t, 0.0) for t in tables) for step, tables in STEPS.items()}
    steps |= {"other statements": sum(spent.values())}
    whole = time.process_time() - begun
    return {"whole": whole, "steps": {**steps, "Python beside them": whole - sum(steps.values())}}


def frames(library: str, folder: Path, answers: Path | None) -> dict[str, Any]:
    members = [(g, r) for g in mine_frames.GROUPS for r in codes.members(g)]
    run = {"pandas": mine_frames.with_pandas, "polars": mine_frames.with_polars}[library]
    start, begun = time.perf_counter(), time.process_time()
    found = run(str(folder / "levels.parquet"), str(folder / "rates.parquet"), members, MONTH.end)
    seconds, cpu = time.perf_counter() - start, time.process_time() - begun
    if answers:
        for kind, frame in found.items():
            file = answers.with_suffix(f".{kind}")
            frame.to_parquet(file) if library == "pandas" else frame.write_parquet(file)
    return {"seconds": seconds, "cpu": cpu, "peak": peak(), "counts": {k: len(f) for k, f in found.items()}}


def warm(folder: Path | None) -> dict[str, Any]:
    """A batch of claims of all kinds that are proposed, evaluated again and again; of the embedded figures where no folder is given."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            indicators, period = open_warehouse(Path(scratch) / "warehouse").indicators, Period.parse("2025")
        else:
            store = Store(folder)
            indicators, period = Indicators(Engine(store, store.state())), MONTH
        batch = mixed([c for c, _ in candidates(indicators, ["CN-AH"], period)])
        evaluate(indicators, batch)
        again = timed(lambda: evaluate(indicators, batch), WARM)
        times = timed(lambda: evaluate(indicators, batch), WARM, lambda: forget(indicators))
        mining = timed(lambda: mine(indicators, "CN-AH", period), 5, lambda: forget(indicators)) if folder is None else []
        opening = timed(lambda: Indicators(indicators.engine), 5) if folder is None else []
        return {
            "claims": len(batch),
            "kinds": len({c.kind for c in batch}),
            "times": times,
            "again": again,
            "mining": mining,
            "opening": opening,
        }


def mixed(claims: list[Claim]) -> list[Claim]:
    """So many claims, of each kind in turn."""
    kinds: dict[str, list[Claim]] = {}
    for claim in claims:
        kinds.setdefault(claim.kind, []).append(claim)
    turns = [[of[i] for of in kinds.values() if i < len(of)] for i in range(max(map(len, kinds.values())))]
    return [claim for turn in turns for claim in turn][:BATCH]


def forget(indicators: Indicators) -> None:
    """Let an engine forget what it was asked of claims, so that it answers them as if for the first time."""
    for what in ("evaluated", "observations", "supports"):
        indicators.engine.kept(what).clear()


def timed(run: Callable[[], object], times: int, before: Callable[[], object] = lambda: None) -> list[float]:
    found = []
    for _ in range(times):
        before()
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return found


# -- what runs them


def alone(case: str, folder: Path | None, answers: Path | None = None) -> dict[str, Any]:
    """A case in a process of its own."""
    arguments = [sys.executable, str(HERE / "mine.py"), "--case", case]
    arguments += ["--folder", str(folder)] if folder else []
    arguments += ["--answers", str(answers)] if answers else []
    done = subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def prepare(folder: Path, millions: float) -> int:
    """The warehouse of a size, and beside it the same figures as the frames like them: typed, without sources, rounding and digests."""
    store = mine_data.store(folder, round(millions * 1e6))
    held = f"read_parquet([{', '.join(literal(p) for p in store.files('observations'))}])"
    cell = "region, product, partner, flow, last_month AS month, CAST(value AS DOUBLE)"
    for name, query in {
        "levels": f"SELECT {cell} AS value FROM {held} WHERE op = 'level'",
        "rates": f"SELECT {cell} AS growth FROM {held} WHERE op = 'growth'",
    }.items():
        duckdb.execute(f"COPY ({query}) TO {literal(str(folder / name))} (FORMAT parquet)".replace(f"{name}'", f"{name}.parquet'"))
    [(rows,)] = duckdb.execute(f"SELECT count(*) FROM {held}").fetchall()
    return int(rows)


def agreement(ours_file: Path, frames_file: Path) -> str:
    """How many candidates of the frames are ours too, and how many of those answers lie in our intervals."""
    told = []
    for kind in KINDS:
        named = {"rank": ("scope", "ord"), "record": ("test",), "comparison": ("versus",)}.get(kind, ())
        theirs = frames_file.with_suffix(f".{kind}")
        keys = ["region", "product", "partner", "flow", *(() if kind in ("record", "streak") else ("op",)), *named]
        same = " AND ".join(f"o.{k} = f.{k}" for k in keys)
        within = "f.answer >= o.low - 1e-6 AND (o.high IS NULL OR f.answer <= o.high + 1e-6)"
        [(matched, alike)] = duckdb.execute(
            f"""SELECT count(*), count(*) FILTER (f.answer IS NULL OR o.low IS NULL OR {within})
                FROM read_parquet({literal(str(theirs))}) AS f JOIN read_parquet({literal(str(ours_file))}) AS o ON o.kind = '{kind}' AND {same}"""
        ).fetchall()
        [(all_of_ours,)] = duckdb.execute(f"SELECT count(*) FROM read_parquet({literal(str(ours_file))}) WHERE kind = '{kind}'").fetchall()
        [(all_of_theirs,)] = duckdb.execute(f"SELECT count(*) FROM read_parquet({literal(str(theirs))})").fetchall()
        told.append(f"{kind} {matched:,} of {all_of_ours:,} and {all_of_theirs:,}, {alike:,} answers alike")
    return "; ".join(told)


def median(runs: list[dict[str, Any]], what: str) -> float:
    return float(statistics.median(r[what] for r in runs))


def insights(node_modules: Path, folder: Path) -> str:
    """AntV AVA over the levels of the month: other patterns than ours, of one table without a past."""
    rows = duckdb.execute(
        f"SELECT * EXCLUDE (month) FROM read_parquet({literal(str(folder / 'levels.parquet'))}) WHERE month = {MONTH.end}"
    )
    names = [d[0] for d in rows.description or []]
    file = folder / "month.json"
    file.write_text(json.dumps([dict(zip(names, row, strict=True)) for row in rows.fetchall()]))
    try:
        command = ["node", str(HERE / "mine_ava.cjs"), str(node_modules.resolve()), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        found = json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as e:
        return f"AntV AVA is left out: {type(e).__name__}."
    return (
        f"AntV AVA over the month's {found['rows']:,} levels alone (other patterns, no past, no groups): {found['seconds']:.1f} s, "
        f"{found['insights']} insights, {found['highest']} of them with the highest score there is."
    )


def measure(sizes: list[float], ava: Path | None, times: int | None, say: Callable[[str], None]) -> None:
    libraries = [name for name in ("pandas", "polars") if find_spec(name)]
    say("| observations | contender | candidates | seconds | CPU seconds | opening | peak GB | against ours |")
    say("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    checks = []
    with tempfile.TemporaryDirectory() as scratch:
        for millions in sizes:
            folder = Path(scratch) / f"{millions}"
            rows = prepare(folder, millions)
            first = {"ours, first of a state": [alone("ours", folder)]}
            runs = first | {c: [alone(c, folder) for _ in range(times or RUNS.get(millions, 1))] for c in ("ours", *libraries)}
            own = median(runs["ours"], "seconds")
            for contender, found in runs.items():
                seconds, memory, counts = median(found, "seconds"), max(r["peak"] for r in found), found[0]["counts"]
                opened = f"{median(found, 'opened'):.1f}" if contender.startswith("ours") else ""
                ratio = "" if contender.startswith("ours") else f"{seconds / own:.2f} x"
                told = f"{sum(counts.values()):,} | {seconds:.2f} | {median(found, 'cpu'):.1f} | {opened} | {memory:.2f} | {ratio}"
                say(f"| {rows:,} | {contender} | {told} |")
            if millions == min(sizes):
                alone("ours", folder, folder / "ours.parquet")
                for library in libraries:
                    alone(library, folder, folder / f"{library}.parquet")
                    checks.append(
                        f"Ours and {library}, candidate by candidate: {agreement(folder / 'ours.parquet', folder / f'{library}.parquet')}."
                    )
            if millions == 1.0:
                memory = max(r["peak"] for r in runs["ours"])
                aimed = "; ".join(
                    f"{what} {found:.1f} {unit}, aim {aim:.0f}: {'kept' if found <= aim else 'missed'}"
                    for what, found, unit, aim in (("time", own, "s", SECONDS), ("memory", memory, "GB", GIGABYTES))
                )
                scored = runs["ours"][0]["scored"]
                kinds = ", ".join(f"{k} {n:,}" for k, n in sorted(runs["ours"][0]["counts"].items()))
                checks.append(f"Of a million: {kinds}; {scored:,} are sure and scored. On two cores: {aimed}.")
            if ava and millions == max(s for s in sizes if s <= 1.0 or s == min(sizes)):
                checks.append(insights(ava, folder))
        say("")
        for line in checks:
            say(f"{line}\n")
        million = Path(scratch) / "1.0" if 1.0 in sizes else None
        warmed(million, say)
        if million:
            say("")
            profiled(million, say)


def profiled(folder: Path, say: Callable[[str], None]) -> None:
    found = alone("profile", folder)
    say(f"Where the processors' time of a million goes ({found['whole']:.1f} s of a run by itself):\n")
    say("| step | CPU seconds | share |")
    say("| --- | ---: | ---: |")
    for step, seconds in sorted(found["steps"].items(), key=lambda s: -s[1]):
        say(f"| {step} | {seconds:.2f} | {seconds / found['whole']:.0%} |")


def warmed(folder: Path | None, say: Callable[[str], None]) -> None:
    say("| warm | median ms | least ms |")
    say("| --- | ---: | ---: |")
    embedded = alone("warm", None)
    cases = [
        (
            f"evaluate, {embedded['claims']} claims of {embedded['kinds']} kinds, embedded figures, asked for the first time (aim: {MILLISECONDS:.0f})",
            embedded["times"],
        ),
        ("the same, asked again of one state, as an editor does", embedded["again"]),
    ]
    cases += [
        ("mine CN-AH 2025, embedded figures", embedded["mining"]),
        ("laying the indicators over the embedded figures", embedded["opening"]),
    ]
    if folder:
        large = alone("warm", folder)
        cases.append(
            (
                f"evaluate, {large['claims']} claims of {large['kinds']} kinds, a million observations, asked for the first time",
                large["times"],
            )
        )
    for name, times in cases:
        say(f"| {name} | {1000 * statistics.median(times):.0f} | {1000 * min(times):.0f} |")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=float, nargs="+", default=list(SIZES), help="millions of observations")
    parser.add_argument("--runs", type=int, help="how often each contender runs, instead of 5, 3 and 1 times")
    parser.add_argument("--output", type=Path, help="a Markdown file for the tables")
    parser.add_argument("--ava", type=Path, help="a folder with AntV AVA in its node_modules")
    parser.add_argument("--case", choices=["ours", "pandas", "polars", "warm", "profile"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--answers", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        found = (
            ours(given.folder, given.answers)
            if given.case == "ours"
            else warm(given.folder)
            if given.case == "warm"
            else profile(given.folder)
            if given.case == "profile"
            else frames(given.case, given.folder, given.answers)
        )
        print(json.dumps(found))
        return 0
    lines: list[str] = []

    def say(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    measure(given.sizes, given.ava, given.runs, say)
    if given.output:
        libraries = ", ".join(f"{n} {version(n)}" for n in ("duckdb", "pandas", "polars") if find_spec(n))
        load = (
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else f"{os.cpu_count()} cores"
        )
        head = [
            "# How fast mining is",
            "",
            f"Written by `python benchmarks/mine.py --output {given.output}` on {date.today()}: {platform.system()}, {load}, "
            f"Python {platform.python_version()}, {libraries}. The observations are synthetic.",
            "",
            *(" ".join(part.split()) for part in (mine_frames.__doc__ or "").split("\n\n")[1:]),
            "",
        ]
        given.output.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
