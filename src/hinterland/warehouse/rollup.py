"""From records to observations. A file that is whole in products and partners is summed for each region: in all, by HS chapter and by
partner; of any other each cell becomes an observation and nothing is summed. Sums are marked derived and carry the rounding of every line.
Revealed comparative advantage (`advantage`) is what part of a region's exports a product is, over its part of all regions' (Balassa 1965),
of whole years, by chapter and basket."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import duckdb
from arro3.core import Table

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import RELIABILITY, Source
from hinterland.sources.records import RecordReading, fresh, literal, put
from hinterland.warehouse.schema import STATED, TABLES, duck_type
from hinterland.warehouse.stage import released_on

CELLS_AT_MOST = 250_000
"""Files with more cells than this make no observations of single cells: their records are asked with SQL instead."""
_CHAPTERS = 97 - 1  # 01 to 97 without 77, which is reserved


def figures(con: duckdb.DuckDBPyConnection, table: str, reading: RecordReading, source: Source) -> Table | None:
    """The observations that a table of records makes, with the columns of their table (without load, id and cell), or None. What no code table can name makes none; the
    reading's warnings say so."""
    regions, parents = known(con, table, "region", reading.parents), reading.parents
    found = {r for (r,) in con.execute(f"SELECT DISTINCT region FROM {table}").fetchall()}
    if unnamed := sorted(r for r in found if r not in regions and parents.get(r) not in regions):
        shown = ", ".join(unnamed[:10]) + (f" and {len(unnamed) - 10} more" if len(unnamed) > 10 else "")
        reading.warnings.append(f"records of {shown} are held, but make no figures: no table of regions names them")
    partners, products = known(con, table, "partner"), known(con, table, "product")
    places = put(con, ("region", "place"), [(r, p) for r in found for p in (r, parents.get(r)) if p in regions])
    base = fresh("base")
    con.execute(f"CREATE VIEW {base} AS SELECT t.*, p.place FROM {table} AS t JOIN {places} AS p USING (region)")
    if {"product", "partner"} <= reading.whole:
        queries = _sums(con, base, table, reading, _list(con, partners), _list(con, products))
    else:
        [(cells,)] = con.execute(f"SELECT count(*) FROM {table}").fetchall()
        if cells > CELLS_AT_MOST:
            reading.warnings.append(
                f"{cells:,} cells are more than make figures each; ask them with `hinterland sql`, in the table records"
            )
            return None
        queries = _cells(con, base, reading, _list(con, partners), _list(con, products))
    stated = observations(con, " UNION ALL ".join(queries), source, reading.released or source.released, reading.basis, reading.label)
    return Table.from_arrow(con.sql(stated))


def _cells(con: duckdb.DuckDBPyConnection, base: str, reading: RecordReading, partners: str, products: str) -> list[str]:
    """Each cell as it stands, its quantity where our units know it, and the years of which all months are there."""
    where = f"partner IN ({partners}) AND product IN ({products})"
    units = put(con, ("quantity_unit", "base", "factor"), _units(con, base))
    cell, group, factor = (
        "flow, product, partner, regime, {}, place AS region",
        "flow, product, partner, regime, currency, place, year",
        "u.factor::DECIMAL(18,6)",
    )
    whole = _whole_years(con, base, reading)
    note = literal("sum of the twelve months of the query")
    cells, years = [], []
    for measure, currency, rows, half, times, unit, precision, by in (
        ("value", "currency", f"{base} WHERE {where}", f"{reading.precision} / 2", "", "currency", str(reading.precision), group),
        (
            "quantity", "NULL AS currency", f"{base} JOIN {units} AS u USING (quantity_unit) WHERE {where} AND quantity IS NOT NULL", "0.5", f" * {factor}",
            "u.base", factor, f"{group}, u.base, u.factor",
        ),
    ):  # fmt: skip
        said = f"SELECT {cell.format(currency)}, '{measure}' AS measure"
        cells.append(
            f"""{said}, first_month, last_month, {measure}{times} AS value, ({measure} - {half}){times} AS low, ({measure} + {half}){times} AS high,
                   {unit} AS unit, {precision} AS "precision", FALSE AS summed, row, NULL AS note FROM {rows}"""
        )
        years.append(
            f"""{said}, year * 100 + 1, year * 100 + 12, sum({measure}){times}, (sum({measure}) - count(*) * {half}){times},
                   (sum({measure}) + count(*) * {half}){times}, {unit}, NULL, TRUE, NULL, {note} FROM {rows} AND first_month = last_month AND year IN ({whole})
                GROUP BY {by}"""
        )
    return cells + years if whole else cells


def _sums(con: duckdb.DuckDBPyConnection, base: str, table: str, reading: RecordReading, partners: str, products: str) -> list[str]:
    """Each region's trade in all, by chapter and by partner, for the periods of the file and for whole years. The partners of a region
    within a region (a municipality) are given by year only: by month they'd be most of all figures, and mostly gaps."""
    chapters = _chapters(con, table)
    if chapters != "all HS chapters":
        reading.warnings.append(f"figures of all products are sums of {chapters}: the file holds no others")
    note = literal(f"sum of the records held: {chapters}" + (f", without {n} rows rejected" if (n := len(reading.quarantined)) else ""))
    half = f"{reading.precision} / 2"
    spans = [("first_month", "last_month", "TRUE")]
    if years := _whole_years(con, base, reading):
        spans.append(("year * 100 + 1", "year * 100 + 12", f"first_month = last_month AND year IN ({years})"))
    small = f"region IN ({_list(con, reading.parents)})" if reading.parents else "FALSE"
    fewer = f"AND NOT (partner IS NOT NULL AND first_month = last_month AND {small})"
    queries = []
    for first, last, where in spans:
        queries.append(
            f"""SELECT flow, coalesce(chapter, 'all') AS product, coalesce(partner, 'world') AS partner, regime, currency, region, 'value' AS measure,
                       first_month, last_month, value, value - lines * {half} AS low, value + lines * {half} AS high, currency AS unit,
                       NULL AS "precision", TRUE AS summed, NULL AS row, {note} AS note
                FROM (SELECT flow, chapter, partner, regime, currency, place AS region, {first} AS first_month, {last} AS last_month,
                             sum(value) AS value, count(*) AS lines
                      FROM (SELECT *, CASE WHEN product <> 'all' THEN left(product, 2) END AS chapter FROM {base}) WHERE {where}
                      GROUP BY GROUPING SETS (
                          (flow, regime, currency, place, {first}, {last}), (flow, regime, currency, place, {first}, {last}, chapter),
                          (flow, regime, currency, place, {first}, {last}, partner)))
                WHERE coalesce(chapter IN ({products}), TRUE) AND coalesce(partner IN ({partners}), TRUE) {fewer}"""
        )
    return queries


def observations(
    con: duckdb.DuckDBPyConnection,
    query: str,
    source: Source,
    released: str | None,
    basis: str | None,
    label: str,
    concept: str = "trade",
) -> str:
    """SQL for the rows of a query as observations of a source. It has the columns of `_cells`; `summed` is whether a row was summed or stated."""
    day = released_on(released)
    spans = con.execute(f"SELECT DISTINCT first_month, last_month FROM ({query})").fetchall()
    periods = put(con, ("f", "l", "period"), [(f, last, str(Period(f, last))) for f, last in spans])
    derived, stated = literal("derived"), literal(source.reliability)
    ranks = (RELIABILITY.index("derived"), RELIABILITY.index(source.reliability))
    given = {
        "op": "'level'", "concept": literal(concept), "basis": literal(basis) if basis else "NULL", "versus": "NULL", "scope": "NULL",
        "predicate": "NULL", "source": literal(source.id), "released": literal(released) if released else "NULL",
        "released_on": f"DATE '{day}'" if day else "NULL", "reliability": f"CASE WHEN summed THEN {derived} ELSE {stated} END",
        "reliability_rank": f"CASE WHEN summed THEN {ranks[0]} ELSE {ranks[1]} END", "file": literal(label), "period": "p.period",
    }  # fmt: skip
    columns = ", ".join(
        f"CAST({given.get(c, f'q.{chr(34)}{c}{chr(34)}')} AS {duck_type(TABLES['observations'][c])}) AS {chr(34)}{c}{chr(34)}"
        for c in STATED
    )
    on = "p.f::INTEGER = q.first_month AND p.l::INTEGER = q.last_month"
    return f"SELECT {columns} FROM ({query}) AS q JOIN {periods} AS p ON {on} WHERE q.value IS NOT NULL"


def _whole_years(con: duckdb.DuckDBPyConnection, base: str, reading: RecordReading) -> str:
    """The years of which the file has all twelve months, where it is whole in periods."""
    if "period" not in reading.whole:
        return ""
    found = con.execute(
        f"SELECT year FROM {base} WHERE first_month = last_month GROUP BY year HAVING count(DISTINCT first_month) = 12 ORDER BY year"
    ).fetchall()
    return ", ".join(str(y) for (y,) in found)


def _chapters(con: duckdb.DuckDBPyConnection, table: str) -> str:
    found = [c for (c,) in con.execute(f"SELECT DISTINCT left(product, 2) FROM {table} WHERE product <> 'all' ORDER BY 1").fetchall()]
    if not found:
        return "nothing"
    numbers = [int(c) for c in found]
    inside = {n for n in range(numbers[0], numbers[-1] + 1) if n != 77}
    if len(set(numbers) & set(range(1, 98))) == _CHAPTERS:
        return "all HS chapters"
    if len(found) == 1:
        return f"HS chapter {found[0]}"
    missing = sorted(inside - set(numbers))
    if len(missing) > 10:
        return f"{len(found)} HS chapters between {found[0]} and {found[-1]}"
    return f"HS chapters {found[0]} to {found[-1]}" + (f" without {', '.join(f'{n:02}' for n in missing)}" if missing else "")


def known(con: duckdb.DuckDBPyConnection, table: str, column: codes.Kind, parents: dict[str, str] | None = None) -> set[str]:
    """The codes of a column that a code table names, with their chapters for products."""
    found = {c for (c,) in con.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()}
    found |= set((parents or {}).values())
    found |= {c[:2] for c in found if c.isdecimal()} if column == "product" else set()
    return {c for c in found if codes.held(column, c)}


def _list(con: duckdb.DuckDBPyConnection, known: Iterable[str]) -> str:
    names = put(con, ("code",), [(c,) for c in sorted(known)])
    return f"SELECT code FROM {names}"


def _units(con: duckdb.DuckDBPyConnection, base: str) -> list[tuple[str, str, str]]:
    found = []
    for (text,) in con.execute(f"SELECT DISTINCT quantity_unit FROM {base} WHERE quantity_unit IS NOT NULL").fetchall():
        with suppress(LookupError):
            unit = codes.unit(text)
            found.append((text, unit.base, str(unit.factor)))
    return found


FEWEST = 20
"""With fewer chapters beside it, nothing is said of a region's advantage in one."""
