"""How fast a query export of China's customs is read: ours beside pandas, and beside DuckDB on text that somebody has decoded already.

Makes a SYNTHETIC file in the export's own bytes (GB18030, trailing commas, thousand separators, `?` units; the cells say 合成数据, synthetic data), then
has each contender bring it into the same columns, several times in turn, and prints medians and ratios. DuckDB is given the file as UTF-8, which the
site never gives, and the code tables ready to join. Run `python benchmarks/customs_query.py [ROWS] [ROUNDS]`; without pandas its part is left out.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from hinterland import codes
from hinterland.codes import Period, Region
from hinterland.sources import customs_query
from hinterland.sources.reading import Options
from hinterland.sources.records import AMOUNT

try:
    import pandas
except ImportError:
    pandas = None  # type: ignore[assignment]

HEADER = (
    "数据年月", "贸易伙伴编码", "贸易伙伴名称", "商品编码", "商品名称", "贸易方式编码", "贸易方式名称", "注册地编码", "注册地名称",
    "第一数量", "第一计量单位", "第二数量", "第二计量单位", "人民币",
)  # fmt: skip
NAMES = (
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
)
UNITS = ("千克", "台", "米", "双")


def write(path: Path, rows: int) -> None:
    """Write the synthetic export: every cell once, in no order, amounts from a fixed sequence."""
    year = Period.of_year(2024)
    partners = [
        (c.code, c.zh)
        for p in codes.entries("partner")
        if p.code != "CHN"
        for c in codes.customs_codes(p.code, year)
        if c.partner == p.code
    ]
    regions = [
        (r.customs_code, r.zh) for r in codes.entries("region") if isinstance(r, Region) and r.country == "CN" and r.level == "province"
    ]
    regimes = [(r.code, r.zh) for r in codes.entries("regime") if r.code.isdecimal()]
    products = [f"{chapter:02}{i:04}{j}0" for chapter in range(1, 98) if chapter != 77 for i in range(1, 24) for j in range(1, 5)]
    months = list(year)
    sizes = [len(months), len(products), len(partners), len(regions), len(regimes)]
    cells = 1
    for size in sizes:
        cells *= size
    with path.open("w", encoding="gb18030", newline="\n") as f:
        f.write(",".join(f'"{h}"' for h in HEADER) + ",\n")
        for i in range(rows):
            place = i * 7_368_787 % cells
            month, place = months[place % sizes[0]], place // sizes[0]
            product, place = products[place % sizes[1]], place // sizes[1]
            (partner, partner_name), place = partners[place % sizes[2]], place // sizes[2]
            (region, region_name), place = regions[place % sizes[3]], place // sizes[3]
            regime, regime_name = regimes[place % sizes[4]]
            amount = i * 2_654_435_761 % 10 ** (3 + i % 7)
            unit = UNITS[int(product) % len(UNITS)]
            f.write(
                f'"{month}","{partner}","{partner_name}","{product}","合成数据，第{product[:4]}号","{regime}","{regime_name}","{region}","{region_name}",'
                f'"{amount // 7}","{unit}","0","?","{amount:,}",\n'
            )


def lookups() -> dict[str, dict[str, str]]:
    """The code tables that every contender's cleaning needs."""
    year = Period.of_year(2024)
    return {
        "partner": {c.code: p.code for p in codes.entries("partner") for c in codes.customs_codes(p.code, year) if c.partner == p.code},
        "region": {
            r.customs_code: r.code for r in codes.entries("region") if isinstance(r, Region) and r.country == "CN" and r.level == "province"
        },
        "unit": {u: codes.unit(u).code for u in UNITS},
    }


def ours(path: Path) -> tuple[int, Any]:
    """Read with the format, and hold the records as a table."""
    with duckdb.connect() as con:
        reading = customs_query.records(path, Options(), con)
        con.register("records", reading.relation)
        con.execute("CREATE TABLE held AS SELECT * FROM records")
        return con.execute("SELECT count(*), sum(value) FROM held").fetchall()[0]


def by_pandas(path: Path) -> tuple[int, Any]:
    """Read and clean with pandas, codes as text."""
    known = lookups()
    text = ("partner", "product", "regime", "region")
    read = pandas.read_csv(
        path,
        encoding="gb18030",
        thousands=",",
        header=0,
        names=[*NAMES, "empty"],
        index_col=False,
        dtype=dict.fromkeys(text, "str"),
        na_values=["?"],
    )
    read = read.drop(columns=["empty", "partner_name", "product_name", "regime_name", "region_name"])
    read["partner"] = read["partner"].map(known["partner"])
    read["region"] = read["region"].map(known["region"])
    for quantity, unit in (("q1", "u1"), ("q2", "u2")):
        read[unit] = read[unit].map(known["unit"])
        read[quantity] = read[quantity].where(read[unit].notna() | (read[quantity] != 0))
    read["first_month"] = read["last_month"] = read.pop("month")
    read = read.assign(flow="import", currency="CNY", source="GACC-QUERY", file=path.name, row=range(2, len(read) + 2))
    assert read["partner"].notna().all() and read["region"].notna().all()
    return len(read), int(read["value"].sum())


def by_duckdb(path: Path) -> tuple[int, Any]:
    """Read UTF-8 and clean with DuckDB, the code tables joined."""
    columns = ", ".join(f"{n}: 'VARCHAR'" for n in (*NAMES, "empty"))
    with duckdb.connect() as con:
        for name, table in lookups().items():
            con.execute(f"CREATE TABLE {name}s (text VARCHAR, code VARCHAR)")
            con.executemany(f"INSERT INTO {name}s VALUES ($1, $2)", [list(pair) for pair in table.items()])
        con.execute(
            f"""CREATE TABLE held AS
                SELECT t.month::INTEGER AS first_month, t.month::INTEGER AS last_month, 'import' AS flow, r.code AS region, p.code AS partner, t.product,
                       t.regime, 'CNY' AS currency, replace(t.value, ',', '')::{AMOUNT} AS value,
                       CASE WHEN t.u1 = '?' AND t.q1 = '0' THEN NULL ELSE t.q1::{AMOUNT} END AS quantity, u.code AS quantity_unit,
                       CASE WHEN t.u2 = '?' AND t.q2 = '0' THEN NULL ELSE t.q2::{AMOUNT} END AS quantity2, v.code AS quantity2_unit,
                       'GACC-QUERY' AS source, '{path.name}' AS file, row_number() OVER () + 1 AS row
                FROM read_csv($1, auto_detect = false, header = true, quote = '"', escape = '"', delim = ',', columns = {{{columns}}}) AS t
                JOIN partners AS p ON p.text = t.partner JOIN regions AS r ON r.text = t.region
                LEFT JOIN units AS u ON u.text = t.u1 LEFT JOIN units AS v ON v.text = t.u2""",
            [str(path)],
        )
        return con.execute("SELECT count(*), sum(value) FROM held").fetchall()[0]


def main(rows: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, decoded = Path(folder) / "synthetic_2024in.csv", Path(folder) / "synthetic_2024in_utf8.csv"
        write(path, rows)
        decoded.write_text(path.read_text(encoding="gb18030"), encoding="utf-8")
        print(
            f"{rows:,} synthetic rows, {path.stat().st_size / 1e6:,.0f} MB of GB18030; medians of {rounds} rounds on {os.cpu_count()} processors"
        )
        contenders: dict[str, tuple[Callable[[Path], tuple[int, Any]], Path]] = {
            "hinterland": (ours, path),
            f"DuckDB {duckdb.__version__} on UTF-8": (by_duckdb, decoded),
        }
        if pandas is None:
            print("pandas is not installed, so it is left out")
        else:
            contenders[f"pandas {pandas.__version__}"] = (by_pandas, path)
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
        answers = set()
        for _ in range(rounds):
            for name, (run, file) in contenders.items():
                wall, cpu = time.perf_counter(), time.process_time()
                count, total = run(file)
                took[name].append((time.perf_counter() - wall, time.process_time() - cpu))
                answers.add((count, int(total)))
        if len(answers) != 1:
            raise SystemExit(f"the contenders disagree: {answers}")
        medians = {name: tuple(statistics.median(t) for t in zip(*times, strict=True)) for name, times in took.items()}
        for name, (wall, cpu) in medians.items():
            own, own_cpu = medians["hinterland"]
            print(
                f"{name:<22} {wall:6.2f} s ({wall / own:4.2f} x ours)   {cpu:6.2f} s of processor ({cpu / own_cpu:4.2f} x ours)   {rows / wall:10,.0f} rows/s"
            )


if __name__ == "__main__":
    given = [int(a) for a in sys.argv[1:]]
    main(*(given + [2_000_000, 5][len(given) :]))
