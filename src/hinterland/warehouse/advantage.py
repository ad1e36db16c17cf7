"""Revealed comparative advantage, out of a roll-up's sums: what part of a region's exports a product is, over its part of all regions' (Balassa 1965).

Of whole years, by chapter and basket, among the regions that the records are of. The ends are those that the rounding of every line allows, so that whether
a region is surely above one is known. What a region doesn't export it has no advantage in: zero, as sure as the records are whole.
"""

from __future__ import annotations

import duckdb

from hinterland.sources.records import literal

CONCEPT = "advantage"
"""The concept under which it is held."""
FEWEST = 20
"""With fewer chapters beside it, nothing is said of a region's advantage in one."""


def advantage(con: duckdb.DuckDBPyConnection, products: str, half: str, records: str) -> str:
    """The query that tells it from the tables `cube_products` and `cube_spans`, or nothing where too little is there to compare.

    `products` is the table of what each commodity counts to, `half` the rounding of a line, `records` says what of.
    """
    amounts = f"""SELECT t.region, s.first AS first_month, s.last AS last_month, t.product, CAST(sum(t.value) AS DOUBLE) AS value,
                         CAST(sum(t.lines) * {half} AS DOUBLE) AS half
                  FROM cube_products AS t
                  JOIN cube_spans AS s ON s.flow = t.flow AND s.first_month = t.first_month AND s.last_month = t.last_month
                  WHERE t.flow = 'export' AND t.product <> 'all' AND s.first % 100 = 1 AND s.last % 100 = 12
                    AND t.currency = (SELECT min(currency) FROM cube_products)
                  GROUP BY ALL"""
    con.execute(f"CREATE OR REPLACE TABLE cube_amounts AS {amounts}")
    [(places, chapters)] = con.execute("SELECT count(DISTINCT region), count(DISTINCT left(product, 2)) FROM cube_amounts").fetchall()
    if places < 2 or chapters < FEWEST:
        return ""
    said = f"among {places} regions and {chapters} chapters, from {records}"
    ends = ("greatest(a.value - a.half, 0) / (r.value + r.half) * greatest(w.value - w.half, 0) / (p.value + p.half)",
            "(a.value + a.half) / (r.value - r.half) * (w.value + w.half) / (p.value - p.half)")  # fmt: skip
    return f"""
        WITH coded AS (
            SELECT a.region, a.first_month, a.last_month, m.code, m.note, sum(a.value) AS value, sum(a.half) AS half
            FROM cube_amounts AS a JOIN {products} AS m ON m.part = a.product
            WHERE length(m.code) = 2 OR m.note <> ''
            GROUP BY ALL
        ),
        places AS (SELECT region, first_month, last_month, sum(value) AS value, sum(half) AS half FROM cube_amounts GROUP BY ALL),
        kinds AS (SELECT code, note, first_month, last_month, sum(value) AS value, sum(half) AS half FROM coded GROUP BY ALL),
        whole AS (SELECT first_month, last_month, sum(value) AS value, sum(half) AS half FROM cube_amounts GROUP BY ALL),
        cells AS (
            SELECT
                p.code, p.note, r.region, r.first_month, r.last_month, coalesce(a.value, 0) / r.value * w.value / p.value AS value,
                CASE WHEN a.value IS NULL THEN 0 ELSE {ends[0]} END AS low, CASE WHEN a.value IS NULL THEN 0 ELSE {ends[1]} END AS high
            FROM places AS r
            JOIN kinds AS p USING (first_month, last_month)
            JOIN whole AS w USING (first_month, last_month)
            LEFT JOIN coded AS a ON a.region = r.region AND a.code = p.code AND a.first_month = r.first_month
            WHERE r.value > r.half AND p.value > p.half
        )
        SELECT
            'export' AS flow, code AS product, 'world' AS partner, 'all' AS regime, NULL AS currency, region, 'value' AS measure, first_month, last_month,
            value, greatest(floor(low * 1e6) / 1e6, 0) AS low, ceil(high * 1e6) / 1e6 AS high, 'ratio' AS unit, NULL AS "precision", TRUE AS summed,
            NULL AS row, {literal(said)} || CASE WHEN note <> '' THEN ', ' || note ELSE '' END AS note
        FROM cells"""
