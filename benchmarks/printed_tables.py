"""The embedded CSV tables with pandas, by cell, for `printed.py`: no line of the engine is used."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

PACKS = Path(__file__).resolve().parents[1] / "src" / "hinterland" / "packs"
SCALE = {"CNY_10K": 1e4, "CNY_100M": 1e8, "CNY_1T": 1e12, "USD": 1, "USD_1K": 1e3, "USD_100M": 1e8, "USD_1B": 1e9, "units_10K": 1e4}
DEFAULTS = {
    "op": "level", "concept": "trade", "flow": "total", "product": "all", "partner": "world", "regime": "all", "measure": "value", "scope": "",
    "versus": "", "predicate": "", "currency": "", "basis": "", "precision": "",
}  # fmt: skip
Ends = tuple[float, float]


def months(period: str) -> tuple[int, int]:
    """The first and the last month of a period, as 202501."""
    first, _, last = period.partition("/")
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", period)
    if quarter:
        return int(quarter[1]) * 100 + 3 * int(quarter[2]) - 2, int(quarter[1]) * 100 + 3 * int(quarter[2])
    begin, end = (x.replace("-", "") for x in (first, last or first))
    return int(begin) if len(begin) == 6 else int(begin) * 100 + 1, int(end) if len(end) == 6 else int(end) * 100 + 12


@cache
def tables() -> pd.DataFrame:
    """All embedded figures in base units with the ends of their rounding, by cell."""
    paths = [p for p in sorted(PACKS.glob("*/figures/*.csv")) if p.name != "sources.csv"]
    rows = pd.concat([pd.read_csv(p, dtype=str, keep_default_na=False) for p in paths], ignore_index=True).fillna("")
    for column, default in DEFAULTS.items():
        rows[column] = rows[column].where(rows[column] != "", default)
    rows = rows[
        ((rows["value"] != "") | (rows["low"] != "")) & ~((rows["basis"] == "destination-origin") & rows["region"].str.startswith("CN"))
    ]
    scale = rows["unit"].map(SCALE).fillna(1.0)
    digit = rows["value"].map(lambda v: 10.0 ** -len(v.partition(".")[2]))
    value, half = pd.to_numeric(rows["value"]) * scale, pd.to_numeric(rows["precision"]).fillna(digit) * scale / 2
    money = rows["currency"].where(rows["currency"] != "", rows["unit"].str[:3].where(rows["unit"].str.match("CNY|USD"), "CNY"))
    spans = rows["period"].map(months)
    least, most = (pd.to_numeric(rows[end]) * scale for end in ("low", "high"))
    low, high = least.fillna(value - half), most.fillna(value + half).fillna(math.inf)
    return rows.assign(value=value, low=low, high=high, currency=money, first=spans.str[0], last=spans.str[1])


@cache
def by_cell() -> dict[tuple[Any, ...], list[Ends]]:
    """The ends of every cell held, one pair a source."""
    found: dict[tuple[Any, ...], list[Ends]] = {}
    plain = tables()[(tables()["scope"] == "") & (tables()["predicate"] == "")]
    names = ["op", "concept", "flow", "product", "partner", "regime", "measure", "currency", "versus", "region", "first", "last"]
    for row in plain[[*names, "low", "high"]].itertuples(index=False):
        found.setdefault(tuple(row[:-2]), []).append((row[-2], row[-1]))
    return found


@cache
def members(group: str) -> tuple[str, ...]:
    """The regions of a group."""
    for path in PACKS.glob("*/group_members.csv"):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        found = rows[rows.iloc[:, 0] == group].iloc[:, 1]
        if len(found):
            return tuple(found)
    return ()
