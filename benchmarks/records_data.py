"""SYNTHETIC records in the bytes of a query export of China's customs, of any number of rows: for measuring, never for telling anything of trade.

A month and flow at a time, split into files. Cells of 31 provinces, about 9,000 commodities of eight digits, 240 partners and 20 trade modes are each drawn at
most once; amounts have the heavy tails of trade (a few commodities and partners have most of it) and are scaled so that a province's year comes to its
published figure of 2024. Every row says 合成数据 (synthetic data) in the name of its commodity.

    python benchmarks/records_data.py FOLDER ROWS [ROWS_A_FILE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.codes import Period, Region

YEAR = 2024
HEADER = (
    "数据年月", "贸易伙伴编码", "贸易伙伴名称", "商品编码", "商品名称", "贸易方式编码", "贸易方式名称", "注册地编码", "注册地名称",
    "第一数量", "第一计量单位", "第二数量", "第二计量单位", "人民币",
)  # fmt: skip
FLOWS = {"export": "out", "import": "in"}
PRODUCTS = 9_000
REGIMES = 20
STEP = 7_368_787
"""How far apart in the space of all cells two rows lie that follow on each other: a prime that divides no side of it."""

LINES = """
COPY (
    WITH drawn AS (
        SELECT i, (i * {step} + {start}) % {cells} AS cell FROM range({first}, {end}) AS t(i)
    ), named AS (
        SELECT i, p.code AS product, p.weight AS product_weight, c.code AS partner, c.name AS partner_name, c.weight AS partner_weight,
               g.code AS regime, g.name AS regime_name, r.code AS region, r.name AS region_name, r.published,
               hash(cell, {seed}) % 1000003 / 1000003.0 AS u, hash(cell, {seed} + 1) % 1000003 / 1000003.0 AS v
        FROM drawn
        JOIN products AS p ON p.n = cell % {products}
        JOIN partners AS c ON c.n = cell // {products} % {partners}
        JOIN regimes AS g ON g.n = cell // {products} // {partners} % {regimes}
        JOIN regions AS r ON r.n = cell // {products} // {partners} // {regimes}
    ), sized AS (
        SELECT *, product_weight * partner_weight * exp(1.5 * sqrt(-2 * ln(u + 1e-9)) * cos(2 * pi() * v)) AS size FROM named
    ), told AS (
        SELECT *, greatest(1, round(size / sum(size) OVER (PARTITION BY region) * published * {part}))::BIGINT AS amount FROM sized
    )
    SELECT '"{month}","' || partner || '","' || partner_name || '","' || product || '","合成数据，第' || product || '号","' || regime || '","' || regime_name ||
           '","' || region || '","' || region_name || '","' || (amount // 7 + 1) || '","千克","0","?","' || format('{{:,}}', amount) || '",'
    FROM told
) TO '{path}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\t')
"""


class Synthetic:
    """The tables that rows are drawn from."""

    def __init__(self, h: Hinterland, seed: int = 1) -> None:
        self.seed, self.con = seed, duckdb.connect()
        self.con.execute("SET enable_progress_bar = false")
        year = Period.of_year(YEAR)
        self.partners = [
            (c.code, c.zh)
            for p in codes.entries("partner")
            if p.code != "CHN"
            for c in codes.customs_codes(p.code, year)
            if c.partner == p.code
        ]
        regimes = [(r.code, r.zh) for r in codes.entries("regime") if r.code.isdecimal()][:REGIMES]
        self.regimes = len(regimes)
        self.regions = [r for r in codes.entries("region") if isinstance(r, Region) and r.country == "CN" and r.level == "province"]
        products = [f"{chapter:02}{i:04}{j}0" for i in range(1, 25) for j in range(1, 5) for chapter in range(1, 98) if chapter != 77]
        self._table("products", [(c, "") for c in products[:PRODUCTS]], 1.6)
        self._table("partners", self.partners, 2.0)
        self._table("regimes", regimes, 0.0)
        told = h.engine.fetch(
            f"""SELECT flow, region, avg(value) AS value FROM held
                WHERE op = 'level' AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value' AND unit = 'CNY'
                  AND period = '{YEAR}' GROUP BY ALL"""
        )
        self.published = {f: {t["region"]: float(t["value"]) for t in told if t["flow"] == f} for f in FLOWS}

    def _table(self, name: str, rows: list[tuple[str, str]], tail: float) -> None:
        """Codes with their weights: the n-th of them, in an order of chance, has that of a Zipf distribution."""
        self.con.execute(f"CREATE TABLE {name}_given (code VARCHAR, name VARCHAR)")
        self.con.executemany(f"INSERT INTO {name}_given VALUES (?, ?)", [list(r) for r in rows])
        self.con.execute(
            f"""CREATE TABLE {name} AS
                SELECT row_number() OVER (ORDER BY hash(code)) - 1 AS n, code, name,
                       (row_number() OVER (ORDER BY hash(code, {self.seed}))) ** -{tail} AS weight FROM {name}_given"""
        )

    def write(self, folder: Path, rows: int, rows_a_file: int = 1_000_000) -> Iterator[Path]:
        """Write so many rows over the months and flows of a year; each file is given when it stands."""
        each = -(-rows // 24)
        for n, (flow, suffix) in enumerate(FLOWS.items()):
            self.con.execute("CREATE OR REPLACE TABLE regions (n BIGINT, code VARCHAR, name VARCHAR, published DOUBLE)")
            self.con.executemany(
                "INSERT INTO regions VALUES (?, ?, ?, ?)",
                [[i, r.customs_code, r.zh, self.published[flow].get(r.code, 1e10)] for i, r in enumerate(self.regions)],
            )
            for month in range(1, 13):
                wanted = min(each, rows - each * (12 * n + month - 1))
                for first in range(0, wanted, rows_a_file):
                    end = min(first + rows_a_file, wanted)
                    part = folder / f"synthetic_{YEAR}{month:02}{suffix}_{first // rows_a_file:03}.csv"
                    self._write(part, month, first, end, (end - first) / wanted / 12)
                    yield part

    def _write(self, path: Path, month: int, first: int, end: int, part: float) -> None:
        decoded = path.with_suffix(".utf8")
        sides = {"products": PRODUCTS, "partners": len(self.partners), "regimes": self.regimes}
        cells = len(self.regions)
        for side in sides.values():
            cells *= side
        given = {
            **sides,
            "cells": cells,
            "step": STEP,
            "start": month * 104_729,
            "first": first,
            "end": end,
            "seed": self.seed,
            "part": part,
        }
        self.con.execute(LINES.format(**given, month=f"{YEAR}{month:02}", path=decoded))
        with decoded.open(encoding="utf-8") as text, path.open("w", encoding="gb18030", newline="\n") as f:
            f.write(",".join(f'"{h}"' for h in HEADER) + ",\n")
            while chunk := text.read(1 << 24):
                f.write(chunk)
        decoded.unlink()


if __name__ == "__main__":
    folder, numbers = Path(sys.argv[1]), [int(a) for a in sys.argv[2:]]
    folder.mkdir(parents=True, exist_ok=True)
    with open_warehouse(folder / "warehouse") as opened:
        for written in Synthetic(opened).write(folder, *numbers):
            print(written, flush=True)
