"""Synthetic observations for the benchmark of mining: as many as asked, with the heavy tails of trade, held in a warehouse like any load.

Nothing is random: every draw is a hash of the cell it is for, so that a size always gives the same figures. Each row's note and source say that it is made up.
Regions, chapters and partners have sizes that fall as a power of their place; of each region's product-by-partner cells the largest are held, as in
customs tables, where most cells are empty; some months of the small ones are missing. Margins are stated beside the cells, in ten thousands of yuan.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hinterland import codes
from hinterland.warehouse.engine import Engine, literal, rows_of
from hinterland.warehouse.schema import TABLES
from hinterland.warehouse.store import Store

PRODUCTS, PARTNERS, MONTHS = 60, 100, 36
FIRST_YEAR, LAST_MONTH = 2023, 202512
SOURCE, NOTE = "synthetic", "synthetic: made up for a benchmark, no published figure"


def store(folder: Path, observations: int) -> Store:
    """A warehouse in a folder, with about so many observations as one load and nothing else."""
    held = Store(folder)
    engine = Engine(held, held.state())
    try:
        held.write(engine.con, engine.identified(_figures(observations), "synthetic"), "observations", "synthetic", engine.scratch)
        source = ("synthetic", SOURCE, "Synthetic observations", "Hinterland's benchmark", None, "2026-01-20", None, "official", NOTE)
        held.append("sources", rows_of("sources", [source]))
        created = datetime.now(UTC).isoformat(timespec="seconds")
        line = (1, "synthetic", "load", created, "", "[]", '{"files": []}', "")
        held.commit(held.state(), rows_of("loads", [line]))
    finally:
        engine.close()
    return held


def _draw(*parts: str) -> str:
    """A number in (0, 1) of a cell's own."""
    return f"((hash(concat_ws('|', {', '.join(parts)})) % 1000003 + 0.5) / 1000003.0)"


def _values(rows: list[tuple[str, int]]) -> str:
    return "(VALUES " + ", ".join(f"({literal(code)}, {place})" for code, place in rows) + ")"


def _figures(observations: int) -> str:
    """SQL for the rows of the table of observations, without load, id and cell."""
    regions = [(code, place) for place, code in enumerate(("CN", *codes.members("provinces")))]
    countries = [p.code for p in codes.entries("partner") if isinstance(p, codes.Partner) and p.type == "country"][:PARTNERS]
    partners = [("world", 0), *((code, place + 1) for place, code in enumerate(countries))]
    products = [("all", 0), *((f"{place:02d}", place) for place in range(1, PRODUCTS + 1))]
    most = round(observations / MONTHS / len(regions) * 1.02)
    columns = ", ".join(f'"{c}"' for c in TABLES["observations"] if c not in ("load", "id", "cell"))
    return f"""
        WITH cells AS (
            SELECT
                r.code AS region, p.code AS product, w.code AS partner, f.flow,
                CASE f.flow WHEN 'export' THEN 1.0 ELSE 0.7 END
                * CASE r.place WHEN 0 THEN 1.0 ELSE 0.24 / power(r.place, 1.1) END
                * CASE p.place WHEN 0 THEN 1.0 ELSE 0.28 / power(p.place, 1.2) END
                * CASE w.place WHEN 0 THEN 1.0 ELSE 0.20 / power(w.place, 1.1) END
                * CASE WHEN p.place + w.place = 0 THEN 1.0 ELSE exp(CASE WHEN p.place * w.place = 0 THEN 0.3 ELSE 1.6 END * (sqrt(-2 * ln({_draw("r.code", "p.code", "w.code", "f.flow")}))
                    * cos(6.283185307179586 * {_draw("'angle'", "r.code", "p.code", "w.code", "f.flow")}))) END AS size
            FROM {_values(regions)} AS r(code, place), {_values(products)} AS p(code, place), {_values(partners)} AS w(code, place),
                (VALUES ('export'), ('import')) AS f(flow)
        ),
        largest AS (
            SELECT * FROM (
                SELECT *, row_number() OVER (PARTITION BY region ORDER BY (product = 'all' AND partner = 'world') DESC, size DESC, product, partner, flow) AS place
                FROM cells
            ) AS ranked WHERE place <= {most}
        ),
        months AS (SELECT y.i AS year, m.i + 1 AS month FROM range({FIRST_YEAR}, {FIRST_YEAR + MONTHS // 12}) AS y(i), range(12) AS m(i)),
        levels AS (
            SELECT
                c.*, m.year, m.month, m.year * 100 + m.month AS yyyymm,
                CAST(round(3.2e8 * c.size * (1 + 0.1 * sin(m.month * 0.9)) * power(0.94 + 0.24 * {_draw("'drift'", "region", "product", "partner", "flow")}, m.year - {FIRST_YEAR})
                    * exp(0.12 * (sqrt(-2 * ln({_draw("'noise'", "region", "product", "partner", "flow", "m.year", "m.month")}))
                    * cos(6.283185307179586 * {_draw("'turn'", "region", "product", "partner", "flow", "m.year", "m.month")})))) AS BIGINT) AS units
            FROM largest AS c, months AS m
            WHERE c.place < 10 OR {_draw("'gap'", "region", "product", "partner", "flow", "m.year", "m.month")} > 0.02
        ),
        stated AS (
            SELECT 'level' AS op, region, product, partner, flow, year, month, yyyymm, CAST(10000 * units AS DECIMAL(28, 6)) AS value,
                CAST(10000 AS DECIMAL(28, 6)) AS step, 'CNY' AS unit FROM levels
            WHERE units >= 1
            UNION ALL
            SELECT 'growth', n.region, n.product, n.partner, n.flow, n.year, n.month, n.yyyymm, CAST(round(100 * (n.units / b.units - 1), 1) AS DECIMAL(28, 6)),
                0.1, 'percent'
            FROM levels AS n JOIN levels AS b USING (region, product, partner, flow, month)
            WHERE b.year = n.year - 1 AND n.product = 'all' AND n.partner = 'world'
        ),
        rows AS (
            SELECT
                op, 'trade' AS concept, flow, product, partner, 'all' AS regime, 'value' AS measure, 'operating-unit' AS basis, 'CNY' AS currency, region,
                printf('%d-%02d', year, month) AS period, yyyymm AS first_month, yyyymm AS last_month, NULL AS versus, NULL AS scope, NULL AS predicate,
                value, value - step * 0.5 AS low, value + step * 0.5 AS high, unit, step AS "precision", {literal(SOURCE)} AS source,
                '2026-01-20' AS released, {literal(date(2026, 1, 20))} AS released_on, 'official' AS reliability, 0 AS reliability_rank,
                'synthetic' AS file, row_number() OVER (ORDER BY region, product, partner, flow, yyyymm, op) AS "row", {literal(NOTE)} AS note
            FROM stated
        )
        SELECT {columns} FROM rows"""
