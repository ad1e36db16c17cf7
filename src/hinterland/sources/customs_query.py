"""Query exports of stats.customs.gov.cn: records with columns known by name in any order (`customs_headers.csv` of the pack), in GB18030,
with thousand separators and `?` for no unit. A file never says its flow, and no period unless shown by month: these come from the user, or
plainly from its name. Copies re-saved by a spreadsheet are read too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import duckdb

from hinterland import codes
from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.packs import office
from hinterland.sources import customs_query_cells as cells
from hinterland.sources.customs import OFFICE
from hinterland.sources.delimited import Layout, Lookup, Scanned, first_line, scan
from hinterland.sources.hints import flow_in_name, period_in_name
from hinterland.sources.reading import Head, InputError, Options, PeriodFrom, head_of
from hinterland.sources.records import RecordReading, amount, known_source, literal, one_flow

NAME = "customs-query"
CUT_OFF = 10_000
"""How many rows the site gives at most, without saying that it left any out."""
_BAD = {
    1: "the amount is missing, or no exact number",
    2: "the first quantity is no exact number",
    3: "the second quantity is no exact number",
}


@cache
def _headers() -> Mapping[str, str]:
    return {r["header"].casefold(): r["column"] for r in office(OFFICE).pack.table("customs_headers")}


def _columns(header: Iterable[str]) -> dict[str, str]:
    """What each known column is called in SQL."""
    found: dict[str, str] = {}
    for i, name in enumerate(header):
        if (column := _headers().get(" ".join(name.split()).casefold())) is not None:
            found.setdefault(column, f"c{i}")
    return found


def _layout(head: Head) -> Layout:
    """The layout that the first line tells; its Chinese words tell UTF-8 from GB18030 as well."""
    return Layout.of(first_line(head), "utf-8" if head.encoding == "utf-8-sig" else "gb18030")


def sniff(head: Head) -> bool:
    """Whether the header is that of a query export: money, and at least one dimension by its code or name."""
    columns = set(_columns(_layout(head).header))
    return bool(columns & set(office(OFFICE).currencies)) and bool(
        columns & {"product", "partner", "partner_name", "regime", "regime_name", "region", "region_name"}
    )


def records(path: Path, options: Options, con: duckdb.DuckDBPyConnection) -> RecordReading:
    """Read an export. Raises `InputError`, in a sentence, where it states too little (flow, period) or has been damaged beyond reading."""
    head = head_of(path)
    if not sniff(head):
        raise InputError(
            f"{path} isn't a query export of the customs administration: its header has no column of codes beside one of money"
        )
    layout = _layout(head)
    columns = _columns(layout.header)
    if "product" not in columns and "product_name" in columns:
        raise InputError(f"{path}: the column 商品编码 (commodity code) is missing; names alone don't tell one commodity from another")
    currency = _currency(path, columns, options)
    flow, notes = _flow(path, options)
    period, period_from = _period(path, columns, options)
    scanned = _scan(con, path, layout, columns, currency)
    months = _months(scanned, period, options) if "month" in columns else {}
    looked, values, wrong, more = _rows(scanned, columns, months, period, options)
    values |= {"flow": literal(flow), "currency": literal(currency)}
    reading = scanned.settle(NAME, options, known_source("GACC-QUERY"), looked, values, wrong)
    reading.period_from, reading.basis = period_from, "operating-unit"
    if reading.rows_read == CUT_OFF:
        notes.insert(
            0,
            "EXACTLY 10,000 ROWS: the site cuts a download off there without saying so, so rows are very likely missing; "
            f"{_split(scanned, columns)}, and load the parts",
        )
    elif months:
        reading.whole = frozenset({"period"})
    if not reading.rows_read:
        notes.append("the file has a header and no rows")
    reading.warnings = notes + more
    return reading


_SPLITS = {
    "month": "month (startMonth, endMonth)",
    "partner": "partner (ORIGIN_COUNTRY)",
    "product": "commodity (CODE_TS)",
    "regime": "trade mode (TRADE_MODE)",
    "region": "registration place (TRADE_CO_PORT)",
}
"""Along what a query can be split, with the names of its fields on the site's form."""


def _split(scanned: Scanned, columns: Mapping[str, str]) -> str:
    """How to split a query that was cut off: along the dimension whose largest part has the fewest rows here."""
    ways = []
    for column, called in _SPLITS.items():
        if column in columns:
            part = "left(product, 2)" if column == "product" else column
            [(parts, most, text)] = scanned.con.execute(
                f"SELECT count(*), max(n), arg_max(part, n) FROM (SELECT {part} AS part, count(*) AS n FROM {scanned.table} GROUP BY 1)"
            ).fetchall()
            if parts > 1:
                ways.append((most, called, parts, scanned.decode(text)))
    if not ways:
        return "split the query by month, partner or trade mode"
    most, called, parts, text = min(ways)
    return f"split the query by {called}: of the {parts} parts seen here the largest, {text}, has {most:,} rows"


def _currency(path: Path, columns: Mapping[str, str], options: Options) -> str:
    found = [c for c in office(OFFICE).currencies if c in columns]
    if len(found) > 1:
        written = " and ".join(next(word for word, named in office(OFFICE).money.items() if named == c) for c in found)
        raise InputError(f"{path} has both {written}, which the site never puts into one file; keep one of the two columns")
    if options.currency and options.currency != found[0]:
        raise InputError(f"{path} is in {found[0]} by its header, not in {options.currency}")
    return found[0]


def _flow(path: Path, options: Options) -> tuple[str, list[str]]:
    said, named = one_flow(options, path), flow_in_name(path)
    if said:
        return said, [f"the file's name says {named}, --flow says {said}; read as {said}"] if named not in (None, said) else []
    if named is None:
        raise InputError(f"does {path.name} list exports or imports? The file doesn't say: answer with --flow export or --flow import")
    return named, [f"read as {named}s, by the file's name"]


def _period(path: Path, columns: Mapping[str, str], options: Options) -> tuple[Period | None, PeriodFrom]:
    with refused(ValueError, form="--period: {}"):
        said = Period.parse(options.period) if options.period else None
    if "month" in columns:
        return said, "file"
    if said is not None:
        return said, "user"
    named = period_in_name(path)
    if named is None:
        raise InputError(
            f"which months does {path.name} cover? Its rows carry no month: answer with --period, as in --period 2024 or --period 2024-01/2024-06"
        )
    return named, "name"


def _region(path: Path, columns: Mapping[str, str], options: Options) -> str:
    """The region of a file that shows no registration places: the nation, unless the user says it was asked for one."""
    if options.region is None:
        return office(OFFICE).nation
    if "region" in columns or "region_name" in columns:
        raise InputError(f"{path} says itself where importers and exporters are registered; leave --region out")
    with refused(LookupError, form="--region: {}"):
        return codes.find(options.region, "region").code


def _scan(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, columns: Mapping[str, str], currency: str) -> Scanned:
    """The file as a table of text with its amounts as numbers, read plainly; read again with all that may be wrong only where some amount is none."""
    scanned = scan(con, path, layout, _select(columns, currency))
    amounts = ", ".join(f"count({n})" for n in ("value", "quantity", "quantity2") if n == "value" or n in columns)
    [(rows, *numbers)] = con.execute(f"SELECT count(*), {amounts} FROM {scanned.table}").fetchall()
    return scanned if all(n == rows for n in numbers) else scan(con, path, layout, _select(columns, currency, suspicious=True))


def _select(columns: Mapping[str, str], currency: str, *, suspicious: bool = False) -> str:
    """SQL for the table of text: codes as written, amounts as numbers, and, where asked, what is wrong with them."""
    named: tuple[str, ...] = ("month", "product", "partner", "partner_name", "regime", "region", "unit", "unit2")
    named += tuple(f"{n}_name" for n in ("regime", "region") if n in columns)
    found = [f"coalesce({columns[n]}, '') AS {n}" for n in named if n in columns]
    for n in ("partner", "regime", "region"):
        if n not in columns and f"{n}_name" in columns:
            found.append(f"coalesce({columns[f'{n}_name']}, '') AS {n}")
    found.append(f"{amount(columns[currency])} AS value")
    wrong = ["WHEN value IS NULL THEN 1"]
    for number, n in ((2, "quantity"), (3, "quantity2")):
        if n in columns:
            found.append(f"{amount(columns[n], grouped=suspicious)} AS {n}")
            wrong.append(f"WHEN {n} IS NULL AND {columns[n]} NOT IN ('', '?', '-') THEN {number}")
    return ", ".join([*found, f"CASE {' '.join(wrong)} END AS wrong" if suspicious else "NULL::INTEGER AS wrong"])


def _months(scanned: Scanned, stated: Period | None, options: Options) -> dict[str, int]:
    """The months of the file by their text. Raises `InputError` where --period says otherwise."""
    found: dict[str, int] = {}
    for text in scanned.distinct("month"):
        with suppress(ValueError):
            found[text] = cells.month(text)
    if stated is not None and any(m not in stated for m in found.values()):
        raise InputError(
            f"{scanned.path}: --period says {options.period}, but the file's rows run from {min(found.values())} to {max(found.values())}"
        )
    return found


def _rows(
    scanned: Scanned, columns: Mapping[str, str], months: Mapping[str, int], period: Period | None, options: Options
) -> tuple[dict[str, Lookup], dict[str, str], str, list[str]]:
    """How the table of text becomes records: what was looked up, columns as SQL, and what is wrong; with what there is to tell of names."""
    notes: set[str] = set()
    looked: dict[str, Lookup] = {}

    def look(column: str, resolve: Callable[..., str | None], *keys: str) -> None:
        looked[column] = scanned.lookup(resolve, *(keys or (column,)))

    if "month" in columns:
        look("month", lambda text: str(cells.month(text)))
    if "product" in columns:
        mended = f"SELECT count(*) FROM {scanned.table} WHERE NOT regexp_full_match(product, {literal(cells.AS_IT_STANDS)})"
        if scanned.con.execute(mended).fetchall() == [(0,)]:
            looked["product"] = Lookup("t.product")
        else:
            cells.refuse_damaged(scanned.distinct("product"), str(scanned.path))
            look("product", cells.product)
    if "partner" in columns:
        named, monthly = "partner_name" in columns, "month" in columns

        def by_code(code: str, *more: str) -> str:
            on = Period.of_month(months[more[-1]]) if monthly and more[-1] in months else period
            return cells.partner(code, scanned.decode(more[0]) if named else "", on, notes)

        look("partner", by_code, "partner", *(["partner_name"] if named else []), *(["month"] if monthly else []))
    elif "partner_name" in columns:
        look("partner", lambda text: codes.find(scanned.decode(text).strip(), "partner").code)
    for column, resolve in (("regime", cells.regime), ("region", cells.region)):
        both = [n for n in (column, f"{column}_name") if n in columns]
        if both:
            look(column, lambda *texts, resolve=resolve: cells.agreed(resolve, *map(scanned.decode, texts)), *(both if both[1:] else []))
    for column in ("unit", "unit2"):
        if column in columns:
            look(column, lambda text: cells.unit(scanned.decode(text)))
    if period is not None and "month" not in columns:
        fixed = {"first_month": str(period.start), "last_month": str(period.end)}
    else:
        fixed = dict.fromkeys(("first_month", "last_month"), looked["month"].value)
    region = _region(scanned.path, columns, options)
    absent = {"product": "all", "partner": "world", "regime": "all", "region": region}
    values = {c: literal(name) for c, name in absent.items() if c not in looked}
    for quantity, unit in (("quantity", "unit"), ("quantity2", "unit2")):
        if quantity in columns:
            none = f"t.{unit} IN ('', '?', '-') AND t.{quantity} = 0" if unit in columns else "FALSE"
            values[quantity] = f"CASE WHEN {none} THEN NULL ELSE t.{quantity} END"
            values[f"{quantity}_unit"] = looked[unit].value if unit in looked else "NULL"
    wrong = f"CASE t.wrong {' '.join(f'WHEN {n} THEN {literal(reason)}' for n, reason in _BAD.items())} END"
    some_wrong = scanned.con.execute(f"SELECT count(wrong) FROM {scanned.table}").fetchall() != [(0,)]
    return looked, {**fixed, **values}, wrong if some_wrong else "", sorted(notes)
