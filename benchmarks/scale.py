"""Load, roll up and mine, beside DuckDB, Polars and pandas, in one run that writes one table: seconds, memory, and the ratios that are aimed at.

The query exports are SYNTHETIC (`records_data.py`), as is the panel that is mined (`mine_data.py`). Everything runs in a process of its own, so that memory is its own.
DuckDB and Polars read the files decoded to UTF-8 beforehand (not timed), pandas the site's own bytes; all three join the code tables and write Parquet, and check, compare and commit
nothing. Their sums are the group-bys that a roll-up needs, and nothing of what makes figures of them; their mining only enumerates and answers (`mine_frames.py`). A library that is not
installed is left out. Run `python benchmarks/scale.py [ROWS [OBSERVATIONS]]`; it writes docs/reference/benchmarks-scale.md.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mine
from hinterland import codes
from hinterland.api import open as open_warehouse
from hinterland.codes import Period
from hinterland.codes.tables import Region
from records import SOURCE, command
from records_data import Synthetic

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-scale.md"
NAMES = [
    "month",
    "partner",
    "partner_name",
    "product",
    "product_name",
    "regime",
    "regime_name",
    "region",
    "region_name",
    "q1",
    "u1",
    "q2",
    "u2",
    "value",
    "empty",
]
UNITS = ("千克", "台", "米", "双")
LIBRARIES = ("duckdb", "polars", "pandas")
KEY, AXES = ["region", "currency", "first_month", "flow"], ["product", "partner", "regime"]


@dataclass(frozen=True, slots=True)
class Run:
    """What a step took: seconds and megabytes at most."""

    step: str
    contender: str
    size: int
    seconds: float
    megabytes: float


def lookups() -> dict[str, dict[str, str]]:
    """The code tables that every contender joins."""
    year = Period.of_year(2024)
    provinces = [r for r in codes.entries("region") if isinstance(r, Region) and r.country == "CN" and r.level == "province"]
    return {
        "partner": {c.code: p.code for p in codes.entries("partner") for c in codes.customs_codes(p.code, year) if c.partner == p.code},
        "region": {r.customs_code: r.code for r in provinces},
        "unit": {u: codes.unit(u).code for u in UNITS},
    }


# -- the contenders, each in a process of its own


def load_duckdb(files: Sequence[Path], out: Path) -> None:
    """Read, join and write with DuckDB."""
    import duckdb

    columns = ", ".join(f"{n}: 'VARCHAR'" for n in NAMES)
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        for name, table in lookups().items():
            con.execute(f"CREATE TABLE {name}s (text VARCHAR, code VARCHAR)")
            con.executemany(f"INSERT INTO {name}s VALUES ($1, $2)", [list(pair) for pair in table.items()])
        for n, path in enumerate(files):
            con.execute(
                f"""COPY (SELECT t.month::INTEGER AS first_month, '{path.name.split("_")[1][6:]}' AS flow, 'CNY' AS currency, r.code AS region, p.code AS partner, t.product, t.regime,
                                 replace(t.value, ',', '')::DECIMAL(28,6) AS value, t.q1::DECIMAL(28,6) AS quantity, u.code AS quantity_unit
                          FROM read_csv('{path}', auto_detect = false, header = true, quote = '"', escape = '"', delim = ',', columns = {{{columns}}}) AS t
                          JOIN partners AS p ON p.text = t.partner JOIN regions AS r ON r.text = t.region LEFT JOIN units AS u ON u.text = t.u1)
                    TO '{out / f"{n}.parquet"}' (FORMAT parquet)"""
            )


def load_polars(files: Sequence[Path], out: Path) -> None:
    """Read, join and write with Polars."""
    import polars as pl

    known = {name: pl.LazyFrame({name: list(t), f"{name}_code": list(t.values())}) for name, t in lookups().items()}
    for n, path in enumerate(files):
        read = pl.scan_csv(path, has_header=True, infer_schema=False, with_column_names=lambda _: NAMES)
        read = read.join(known["partner"], on="partner").join(known["region"], on="region")
        read = read.join(known["unit"], left_on="u1", right_on="unit", how="left")
        read.select(
            pl.col("month").cast(pl.Int32).alias("first_month"),
            pl.lit(path.name.split("_")[1][6:]).alias("flow"),
            pl.lit("CNY").alias("currency"),
            pl.col("region_code").alias("region"),
            pl.col("partner_code").alias("partner"),
            "product",
            "regime",
            pl.col("value").str.replace_all(",", "", literal=True).cast(pl.Float64),
            pl.col("q1").cast(pl.Float64).alias("quantity"),
            pl.col("unit_code").alias("quantity_unit"),
        ).sink_parquet(out / f"{n}.parquet")


def load_pandas(files: Sequence[Path], out: Path) -> None:
    """Read, map and write with pandas."""
    import pandas as pd

    known, text = lookups(), dict.fromkeys(("partner", "product", "regime", "region"), "str")
    for n, path in enumerate(files):
        read = pd.read_csv(path, encoding="gb18030", thousands=",", header=0, names=NAMES, index_col=False, dtype=text, na_values=["?"])
        read["partner"], read["region"] = read["partner"].map(known["partner"]), read["region"].map(known["region"])
        read = read.assign(quantity_unit=read["u1"].map(known["unit"]), flow=path.name.split("_")[1][6:], currency="CNY")
        kept = read.rename(columns={"month": "first_month", "q1": "quantity"})
        kept[
            ["first_month", "flow", "currency", "region", "partner", "product", "regime", "value", "quantity", "quantity_unit"]
        ].to_parquet(out / f"{n}.parquet")


def sums_duckdb(files: Sequence[Path], out: Path) -> None:
    """The group-bys of a roll-up with DuckDB."""
    import duckdb

    read = f"(SELECT *, left(product, 2) AS chapter FROM read_parquet({[str(f) for f in files]!r}))"
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        for by in [*([*KEY, axis] for axis in AXES), ["flow", "region", "currency", "chapter", "partner"]]:
            con.execute(f"CREATE TABLE {by[-1]}_{len(by)}_{by[0]} AS SELECT {', '.join(by)}, sum(value), count(*) FROM {read} GROUP BY ALL")


def sums_polars(files: Sequence[Path], out: Path) -> None:
    """The group-bys of a roll-up with Polars."""
    import polars as pl

    read = pl.scan_parquet(list(files)).with_columns(chapter=pl.col("product").str.slice(0, 2))
    groups = [*([*KEY, axis] for axis in AXES), ["flow", "region", "currency", "chapter", "partner"]]
    pl.collect_all([read.group_by(by).agg(pl.col("value").sum(), pl.len()) for by in groups])


def sums_pandas(files: Sequence[Path], out: Path) -> None:
    """The group-bys of a roll-up with pandas."""
    import pandas as pd

    columns = [*KEY, *AXES, "value"]
    read = pd.concat(
        [pd.read_parquet(f, columns=columns).astype(dict.fromkeys(columns[:-1], "category")) for f in files], ignore_index=True
    )
    read[columns[:-1]] = read[columns[:-1]].astype("category")
    read["chapter"] = read["product"].astype(str).str[:2].astype("category")
    for by in [*([*KEY, axis] for axis in AXES), ["flow", "region", "currency", "chapter", "partner"]]:
        read.groupby(by, observed=True)["value"].agg(["sum", "size"])


CASES: dict[str, Callable[[Sequence[Path], Path], None]] = {
    f"{step}:{name}": run
    for step, runs in (("load", (load_duckdb, load_polars, load_pandas)), ("roll-up", (sums_duckdb, sums_polars, sums_pandas)))
    for name, run in zip(LIBRARIES, runs, strict=True)
}


def alone(case: str, folder: Path, out: Path) -> tuple[float, float]:
    """Seconds and megabytes of a case in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--case", case, str(folder), str(out)], stdout=subprocess.PIPE, text=True, check=True)
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def case(name: str, folder: Path, out: Path) -> None:
    """Run a case here, and print what it took."""
    files, begun = sorted(p for p in folder.iterdir() if p.is_file()), time.perf_counter()
    CASES[name](files, out)
    print(json.dumps([time.perf_counter() - begun, 1000 * mine.peak()]))


# -- the run


def records(rows: int) -> list[Run]:
    """Load and sum so many records, ours and theirs."""
    found: list[Run] = []
    with tempfile.TemporaryDirectory(prefix="scale-") as place:
        own, decoded, warehouse = Path(place) / "files", Path(place) / "decoded", str(Path(place) / "warehouse")
        own.mkdir()
        with open_warehouse(warehouse) as h:
            made = list(Synthetic(h).write(own, rows))
        took, peak, _ = command("load", "--each", str(own), *SOURCE, "--warehouse", warehouse)
        found.append(Run("load", "hinterland", rows, took, peak))
        took, peak, summed = command("roll-up", "SYNTHETIC", "--whole", "--warehouse", warehouse)
        if sum(year["records"] for year in summed["years"]) != rows:
            raise SystemExit("not all rows were summed")
        found.append(Run("roll-up", "hinterland", rows, took, peak))
        decoded.mkdir()
        for path in made:
            (decoded / path.name).write_text(path.read_text(encoding="gb18030"), encoding="utf-8")
        for library in filter(find_spec, LIBRARIES):
            out = Path(place) / library
            out.mkdir()
            for step, source in (("load", own if library == "pandas" else decoded), ("roll-up", out)):
                print(step, library, flush=True)
                found.append(Run(step, library, rows, *alone(f"{step}:{library}", source, out)))
    return found


def mined(observations: int) -> list[Run]:
    """Mine so many observations, ours and theirs."""
    with tempfile.TemporaryDirectory(prefix="scale-") as place:
        folder = Path(place) / "panel"
        size = mine.prepare(folder, observations / 1e6)
        mine.alone("ours", folder)  # The first run of a state makes the ledger that the others find.
        runs = {name: mine.alone(name, folder) for name in ("ours", *(n for n in ("polars", "pandas") if find_spec(n)))}
    return [Run("mine", "hinterland" if n == "ours" else n, size, r["seconds"], 1000 * r["peak"]) for n, r in runs.items()]


def table(runs: Sequence[Run]) -> list[str]:
    """The runs as a table, each beside ours of the same step."""
    own: dict[str, Run] = {r.step: r for r in runs if r.contender == "hinterland"}
    lines = [
        "| step | contender | rows | seconds | rows a second | memory | ours takes |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for r in runs:
        ratio = (
            ""
            if r.contender == "hinterland"
            else f"{own[r.step].seconds / r.seconds:.1f} times as long, {own[r.step].megabytes / r.megabytes:.1f} of its memory"
        )
        lines.append(
            f"| {r.step} | {r.contender} | {r.size:,} | {r.seconds:,.1f} | {r.size / r.seconds:,.0f} | {r.megabytes:,.0f} MB | {ratio} |"
        )
    return lines


def main(rows: int = 10_000_000, observations: int = 1_000_000) -> None:
    """Run all, and write the page."""
    runs: list[Any] = sorted([*records(rows), *mined(observations)], key=lambda r: ("load", "roll-up", "mine").index(r.step))
    versions = ", ".join(f"{n} {importlib.metadata.version(n)}" for n in filter(find_spec, LIBRARIES))
    lines = [
        "# Load, roll up and mine, beside others", "",
        f"Written by `python benchmarks/scale.py {rows} {observations}`: {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end, Python {platform.python_version()}, {versions}. "
        "Synthetic query exports of one year and 31 provinces, and a synthetic panel; every step in a process of its own.", "",
        *table(runs), "",
        "Ours loads with every check, comparison and commit, rolls up to figures with bounds and totals, and mines with intervals, members, bounds and scores; the others do the bare reading, "
        "joining, grouping and answering of it. [Why ours takes what it takes](../explanation/scale.md).", "",
    ]  # fmt: skip
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        case(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(*map(int, sys.argv[1:]))
