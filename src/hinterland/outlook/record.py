"""The track record, as shipped: how the posterior and the models it is measured against did on rolling origins. `record.csv` is written by
`scripts/write_track_record.py`: a row a model and horizon, or a bin of its reliability table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from hinterland import packs
from hinterland.codes import Home
from hinterland.packaged import read_table

NAIVE = {"years": "pooled drift", "months": "seasonal growth"}
"""What a forecast has to beat, by table."""

OURS = "posterior"
YEARLY = "yearly posterior"
"""The model where nothing shorter than years is held; it has no record."""

CURRENT = "current "
"""What the names of tables of a year read in its course begin with."""

JUDGED = (1, 2, 3)
"""The horizons by which models are compared; of further ones too few origins are held to judge by."""


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of a model; `low` and `high` are the ends of a bin of the reliability table, empty elsewhere."""

    table: str
    model: str
    horizon: int
    low: str
    high: str
    measures: dict[str, float]


@cache
def rows() -> tuple[Row, ...]:
    """The table as shipped."""
    found = []
    for r in read_table("hinterland.outlook", "record.csv"):
        table, model, horizon, low, high = (r.pop(name) for name in ("table", "model", "horizon", "low", "high"))
        found.append(Row(table, model, int(horizon), low, high, {m: float(v) for m, v in r.items() if v}))
    return tuple(found)


def measures(table: str, model: str) -> dict[int, dict[str, float]]:
    """The scores of a model by horizon."""
    return {r.horizon: r.measures for r in rows() if (r.table, r.model, r.low) == (table, model, "")}


def models(table: str) -> list[str]:
    """The models scored in a table, in order."""
    return list(dict.fromkeys(r.model for r in rows() if r.table == table))


def loss(table: str, model: str) -> float:
    """Mean pinball loss of a model over the horizons judged, each counting once; infinite where it wasn't scored."""
    scored = measures(table, model)
    found = [scored[h]["pinball"] for h in JUDGED if h in scored]
    return sum(found) / len(found) if found else float("inf")


def best(table: str, among: Collection[str]) -> str:
    """The model of the least loss among some; ours where none of them was scored."""
    scored = [m for m in models(table) if m in among]
    return min(scored, key=lambda m: loss(table, m), default=OURS)


def single(table: str) -> list[str]:
    """The library models: not ours, and no plain ones."""
    return [m for m in models(table) if m.startswith("Auto") or m == "RandomWalkWithDrift"]


def is_measured(home: Home) -> bool:
    """Whether the record is of this nation: it was measured on the figures of the first pack."""
    return home.nation == packs.packs()[0].nation


def shown(table: str, model: str, home: Home | None = None) -> dict[str, Any]:
    """What stands beside a forecast of a model: its scores by horizon, with those of the naive forecast and of the best library model, and
    its reliability. Nothing for a nation whose record wasn't measured."""
    if home is not None and not is_measured(home):
        return {}
    naive, library = NAIVE[table], best(table, single(table))
    horizons = [
        {"horizon": h, **_whole(own), "naive": _short(table, naive, h), "library": _short(table, library, h)}
        for h, own in measures(table, model).items()
    ]
    beats = {f"beats_{other}": _beats(horizons, other) for other in ("naive", "library")}
    result = {"table": table, "model": model, "naive": naive, "library": library, **beats, "horizons": horizons}
    return {**result, "reliability": reliability(table, model), "current_year": current_year() if table == "years" else []}


def current_year() -> list[dict[str, Any]]:
    """How years were read in their course, as of the end of a month."""
    found = []
    for table in dict.fromkeys(r.table for r in rows()):
        if table.startswith(CURRENT):
            own = measures(table, OURS)[1]
            scores = {m: own[m] for m in ("forecasts", "error", "pinball", "coverage_50", "coverage_80", "coverage_95")}
            found.append({"month": table.removeprefix(CURRENT), **_whole(scores)})
    return found


def reliability(table: str, model: str) -> list[dict[str, float]]:
    """The reliability table of a model's crossing probabilities: bin, number asked, mean probability given, share that came about."""
    bins = (r for r in rows() if (r.table, r.model) == (table, model) and r.low)
    return [_whole({"low": float(r.low), "high": float(r.high), **r.measures}) for r in bins]


def _beats(horizons: list[dict[str, Any]], other: str) -> bool:
    judged = [x for x in horizons if x["horizon"] in JUDGED and "pinball" in x[other]]
    return bool(judged) and all(x["pinball"] < x[other]["pinball"] for x in judged)


def _short(table: str, model: str, horizon: int) -> dict[str, float]:
    found = measures(table, model).get(horizon, {})
    return {m: found[m] for m in ("pinball", "coverage_80", "brier") if m in found}


def _whole(found: dict[str, float]) -> dict[str, float]:
    """Counts as integers."""
    return {m: int(v) if m in ("origins", "forecasts", "crossings", "asked") else v for m, v in found.items()}
