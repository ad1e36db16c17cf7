"""Records by the million: how fast they are loaded, summed and mined, and in how much memory, at three sizes; beside DuckDB on decoded text, and pandas.

The records are SYNTHETIC (`records_data.py`), written some files at a time, loaded by the command in a process of its own, and thrown away, so that the disk holds a warehouse and little more. Writing
them isn't timed. DuckDB is given a part of the same files already decoded, with the code tables ready to join, and writes Parquet; pandas reads and cleans one of them with
`thousands=","`. Run `python benchmarks/records.py [ROWS]`; it writes docs/reference/benchmarks-records.md.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from customs_query import NAMES, by_pandas, lookups
from hinterland.api import open as open_warehouse
from records_data import Synthetic

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-records.md"
A_FILE, A_BATCH = 1_000_000, 6
COMPARED = 6
"""So many files are given to DuckDB as well."""

SOURCE = ("--source", "SYNTHETIC", "--title", "Synthetic records", "--publisher", "SYNTHETIC", "--reliability", "secondary")
MEASURED = "import resource, sys\nfrom hinterland.cli import main\ntry:\n    main()\nfinally:\n    print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"


def command(*words: str) -> tuple[float, float, dict[str, Any]]:
    """Seconds, megabytes at most, and what a command printed."""
    begun = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", MEASURED, *words, "--output-format", "json"], capture_output=True, text=True, check=False)
    took = time.perf_counter() - begun
    if ran.returncode:
        raise SystemExit(f"{' '.join(words)} ended with status {ran.returncode}:\n{ran.stderr}")
    return took, int(ran.stderr.split("PEAK")[1].split()[0]) / 1024, json.loads(ran.stdout)


def decoded(path: Path) -> Path:
    """The file as UTF-8, as the site never gives it."""
    found = path.with_suffix(".utf8.csv")
    found.write_text(path.read_text(encoding="gb18030"), encoding="utf-8")
    return found


def by_duckdb(paths: Sequence[Path], folder: Path) -> float:
    """Seconds that DuckDB takes to read decoded files, join codes and write Parquet by year and flow."""
    columns = ", ".join(f"{n}: 'VARCHAR'" for n in (*NAMES, "empty"))
    texts = [decoded(p) for p in paths]
    begun = time.perf_counter()
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        for name, table in lookups().items():
            con.execute(f"CREATE TABLE {name}s (text VARCHAR, code VARCHAR)")
            con.executemany(f"INSERT INTO {name}s VALUES ($1, $2)", [list(pair) for pair in table.items()])
        for path in texts:
            con.execute(
                f"""COPY (SELECT t.month::INTEGER AS first_month, t.month::INTEGER // 100 AS year, 'import' AS flow, r.code AS region, p.code AS partner, t.product, t.regime,
                                 replace(t.value, ',', '')::DECIMAL(28,6) AS value, t.q1::DECIMAL(28,6) AS quantity, u.code AS quantity_unit
                          FROM read_csv('{path}', auto_detect = false, header = true, quote = '"', escape = '"', delim = ',', columns = {{{columns}}}) AS t
                          JOIN partners AS p ON p.text = t.partner JOIN regions AS r ON r.text = t.region LEFT JOIN units AS u ON u.text = t.u1)
                    TO '{folder / "duckdb"}' (FORMAT parquet, PARTITION_BY (year, flow), APPEND)"""
            )
    took = time.perf_counter() - begun
    for path in texts:
        path.unlink()
    return took


SUMS = """
import glob, resource, sys, time
library, folder = sys.argv[1:]
files = glob.glob(folder + "/**/*.parquet", recursive=True)
key, axes = ["region", "currency", "first_month", "last_month"], ["product", "partner", "regime"]
begun = time.perf_counter()
if library == "duckdb":
    import duckdb
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    read = f"(SELECT *, left(product, 2) AS chapter FROM read_parquet({files!r}, hive_partitioning = true))"
    for by in ([*key, "flow", axis] for axis in axes):
        con.execute(f"CREATE TABLE {by[-1]} AS SELECT {', '.join(by)}, sum(value), count(*) FROM {read} GROUP BY ALL")
    con.execute(f"CREATE TABLE crossed AS SELECT flow, region, currency, chapter, partner, sum(value), count(*) FROM {read} GROUP BY ALL")
else:
    import polars as pl
    read = pl.scan_parquet(files, hive_partitioning=True).with_columns(chapter=pl.col("product").str.slice(0, 2))
    groups = [[*key, "flow", axis] for axis in axes] + [["flow", "region", "currency", "chapter", "partner"]]
    pl.collect_all([read.group_by(by).agg(pl.col("value").sum(), pl.len()) for by in groups])
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""The four group-bys that a roll-up needs, and nothing of what makes figures of them."""


def sums(library: str, warehouse: str) -> tuple[float, float] | None:
    """Seconds and megabytes that a library takes to sum the records alone; nothing where it isn't installed."""
    if not importlib.util.find_spec(library):
        return None
    ran = subprocess.run([sys.executable, "-c", SUMS, library, f"{warehouse}/records"], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, ran.stdout.split())
    return seconds, megabytes


def measure(rows: int, compare: bool) -> dict[str, Any]:
    """Load, sum and mine so many rows in a warehouse of their own."""
    told: dict[str, Any] = {"rows": rows, "files": 0, "load": 0.0, "bytes": 0, "peak": 0.0}
    with tempfile.TemporaryDirectory(prefix="records-") as place:
        folder, warehouse = Path(place) / "files", str(Path(place) / "warehouse")
        folder.mkdir()
        with open_warehouse(warehouse) as h:
            made = Synthetic(h).write(folder, rows, A_FILE)
        batch: list[Path] = []
        for path in made:
            batch.append(path)
            told["files"] += 1
            if len(batch) == A_BATCH:
                load(batch, folder, warehouse, told, compare)
                batch = []
        if batch:
            load(batch, folder, warehouse, told, compare)
        told["rollup"], told["rollup_peak"], summed = command("roll-up", "SYNTHETIC", "--whole", "--warehouse", warehouse)
        told["sums"] = {library: found for library in ("duckdb", "polars") if (found := sums(library, warehouse))}
        told["figures"], told["summed"] = summed["years"][0]["figures"], summed["years"][0]["records"]
        told["mine"], told["mine_peak"], mined = command("mine", "CN", "--period", "2024", "--warehouse", warehouse)
        told["claims"] = len(mined["claims"])
        told["disk"] = sum(p.stat().st_size for p in Path(warehouse, "records").rglob("*.parquet"))
    if told["summed"] != rows:
        raise SystemExit(f"{told['summed']:,} of {rows:,} rows were summed")
    print(told, flush=True)
    return told


def load(batch: list[Path], folder: Path, warehouse: str, told: dict[str, Any], compare: bool) -> None:
    """Load some files and throw them away; of the first, tell how fast others are."""
    took, peak, report = command("load", "--each", str(folder), *SOURCE, "--warehouse", warehouse)
    if report["failed"] or report["rows_quarantined"] or report["rows_new"] != report["rows_read"]:
        raise SystemExit(f"not all was loaded: {report}")
    told["load"], told["bytes"], told["peak"] = told["load"] + took, told["bytes"] + report["bytes"], max(told["peak"], peak)
    print(f"{report['rows_read']:,} rows in {took:.1f} s, {peak:,.0f} MB at most", flush=True)
    if compare and "duckdb" not in told:
        told["duckdb"] = report["rows_read"] / by_duckdb(batch[:COMPARED], folder.parent)
        told["same"] = report["rows_read"] / took
        if importlib.util.find_spec("pandas"):
            begun = time.perf_counter()
            rows, _ = by_pandas(batch[0])
            told["pandas"] = rows / (time.perf_counter() - begun)
    for path in batch:
        path.unlink()


def main(rows: int) -> None:
    """Measure three sizes and write the page."""
    found = [measure(n, compare=n == rows) for n in (rows // 100, rows // 10, rows)]
    last = found[-1]
    lines = [
        "# Records by the million", "",
        f"Synthetic query exports in the site's own bytes (GB18030), {A_FILE:,} rows a file at most, one year of 31 provinces, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}. Memory is the most that a process held. `benchmarks/records.py` writes this page.", "",
        "| rows | files | text | load | rows a second | memory | on disk | roll-up | figures | memory | mining the nation | memory |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {f['rows']:,} | {f['files']} | {f['bytes'] / 1e6:,.0f} MB | {f['load']:,.0f} s | {f['rows'] / f['load']:,.0f} | {f['peak']:,.0f} MB | {f['disk'] / 1e6:,.0f} MB "
            f"| {f['rollup']:,.0f} s | {f['figures']:,} | {f['rollup_peak']:,.0f} MB | {f['mine']:,.0f} s | {f['mine_peak']:,.0f} MB |"
            for f in found
        ), "",
        f"The first {COMPARED} of the largest, in the same run: {last['same']:,.0f} rows a second loaded, with the checks, sums, comparisons and the commit of a load, "
        f"{last['duckdb']:,.0f} by DuckDB from decoded text to Parquet: {last['same'] / last['duckdb']:.2f} of its rate."
        + (f" pandas reads and cleans {last['pandas']:,.0f} rows a second into memory: we load {last['same'] / last['pandas']:.1f} times as fast." if "pandas" in last else ""), "",
        "The sums alone, in the same run: four group-bys over the same Parquet, which make no figures, bounds or totals of them.", "",
        "| rows | contender | seconds | memory | a roll-up takes |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {f['rows']:,} | {library} | {took:.1f} s | {peak:,.0f} MB | {f['rollup'] / took:.1f} times as long, {f['rollup_peak'] / peak:.1f} of its memory |"
            for f in found for library, (took, peak) in f["sums"].items()
        ), "",
    ]  # fmt: skip
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
