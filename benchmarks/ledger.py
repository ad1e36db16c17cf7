"""How fast bounds are found and how many cells they reach: the embedded figures cold and stored, and a million SYNTHETIC figures, to which a month is added.

Run `python benchmarks/ledger.py`, which prints what it measures and writes docs/reference/benchmarks-ledger.md. Spans are all stretches of months between the first and the last
boundary of a series of the nation's or a province's trade, exports or imports; those that are held are left out.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from arro3.core import Array, Table

import hinterland
from hinterland import codes
from hinterland.ledger import Ledger
from hinterland.ledger.bands import calibrated
from hinterland.ledger.closure import project
from hinterland.ledger.figures import Figures
from hinterland.ledger.system import build
from hinterland.sources import tidy
from hinterland.sources.reading import Options
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.load import line, load
from hinterland.warehouse.schema import TABLES, duck_columns, duck_type

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-ledger.md"
TRADE = "trade|*|all|world|all|value|operating-unit|CNY"
ROUNDS = 7
MILLION, EACH, MONTHS = 1_000_000, 20, 24


def timed(folder: str) -> tuple[float, float]:
    """Seconds, and seconds of the processors, until the table of bounds is there, the state being open."""
    with hinterland.open(folder) as h:
        indicators = h.indicators
        begun, used = time.perf_counter(), time.process_time()
        Ledger(indicators).table()
        return time.perf_counter() - begun, time.process_time() - used


def reach(folder: str) -> dict[str, int]:
    """How many spans of trade totals are held, and how many that are not are bounded within 1% and 20%."""
    with hinterland.open(folder) as h:
        system, _ = Ledger(h.indicators).settled()
    figures, counts = system.figures, {"held": 0, "1%": 0, "20%": 0}
    for number, (region, series) in enumerate(figures.families):
        if series != TRADE or not (region == "CN" or region.startswith("CN-")):
            continue
        nodes, bounds = system.matrices((region, series))
        for flow in range(3):
            own = np.flatnonzero((figures.family == number) & (figures.flow == flow))
            if not own.size:
                continue
            months = np.arange(figures.first[own].min(), figures.last[own].max() + 1)
            upper = project(bounds[flow : flow + 1], nodes, months)[0]
            lower = -upper.T
            asked = np.triu(np.ones(upper.shape, bool), 1)
            asked[figures.first[own] - months[0], figures.last[own] - months[0]] = False
            known = asked & (lower > 0)
            counts["held"] += own.size
            counts["1%"] += int((known & (upper <= 1.01 * lower)).sum())
            counts["20%"] += int((known & (upper <= 1.2 * lower)).sum())
    return counts


def random_figures(number: int = MILLION) -> Figures:
    """Figures of random spans, 20 to a series, true to random months of it, of one release or another."""
    rng = np.random.default_rng(1)
    series = number // EACH
    sums = np.concatenate([np.zeros((series, 1)), rng.gamma(0.7, 100.0, (series, MONTHS)).cumsum(axis=1)], axis=1)
    family = np.repeat(np.arange(series), EACH)
    first = rng.integers(0, MONTHS, number)
    last = first + 1 + rng.integers(0, MONTHS, number) % (MONTHS - first)
    true = sums[family, last] - sums[family, first]
    return Figures(
        [(f"region {i}", TRADE) for i in range(series)],
        np.arange(number), family, np.ones(number, np.int64), first + 24000, last + 24000, true * 0.9999, true * 1.0001,
        rng.integers(0, 12, number), np.zeros(number, bool), np.ones(number, np.int64),
    )  # fmt: skip


def hold(folder: str, figures: Figures) -> int:
    """Load figures beside the embedded ones, as regions of their own. Returns how many are new: of a cell that was drawn twice the first is taken."""
    with hinterland.open(folder) as h:
        store, state = h.store, h.state
    engine, load_id = Engine(store, state), "f" * 32
    columns = dict.fromkeys((c for c in TABLES["observations"] if c not in ("load", "id", "cell")), "NULL") | {
        "op": "'level'", "concept": "'trade'", "flow": "'total'", "product": "'all'", "partner": "'world'", "regime": "'all'", "measure": "'value'",
        "basis": "'operating-unit'", "currency": "'CNY'", "region": "concat('region ', family)", "period": "concat(a, '/', b)", "first_month": "a", "last_month": "b",
        "value": "round((low + high) / 2, 2)", "low": "round(low, 2)", "high": "round(high, 2)", "unit": "'CNY'", "source": "concat('SYNTHETIC-', release)",
        "released": "concat('2003-01-', 11 + release)", "released_on": "make_date(2003, 1, 11 + release)", "reliability": "'official'", "reliability_rank": "1",
        "file": "'synthetic'", "row": "row_number() OVER ()",
    }  # fmt: skip
    months = [(m // 12) * 100 + m % 12 + 1 for m in (figures.first, figures.last - 1)]
    arrays = [figures.family, *months, figures.low * 1e6, figures.high * 1e6, figures.release]
    engine.put_arrow(
        "given_figures", Table.from_arrays([Array.from_numpy(x) for x in arrays], names=["family", "a", "b", "low", "high", "release"])
    )
    named = ", ".join(f'CAST({v} AS {duck_type(TABLES["observations"][c])}) AS "{c}"' for c, v in columns.items())
    engine.con.execute(f"CREATE TABLE staged ({duck_columns('observations')})")
    engine.staged_more(
        Table.from_arrow(engine.con.sql(f"SELECT {named} FROM (SELECT DISTINCT ON (family, a, b) * FROM given_figures)")), load_id
    )
    [(new,)] = engine.con.execute("SELECT count(*) FROM staged").fetchall()
    store.append("observations", engine.con.sql("SELECT * FROM staged"))
    store.commit(state, line(state, load_id, "load", "", (), {"files": [], "figures_new": new}))
    engine.close()
    return new


def months_added(folder: str) -> list[tuple[float, float]]:
    """Load months of 31 provinces one after the other: how long each takes until the table of bounds is there."""
    spent = []
    for month in range(1, ROUNDS + 1):
        rows = [f"{p},2027-{month:02},{f},{v},CNY_1B" for p in codes.members("provinces") for f, v in (("total", 30.1), ("export", 20.05))]
        release = Path(folder) / "month.csv"
        release.write_text("\n".join(["region,period,flow,value,unit", *rows]), encoding="utf-8")
        with hinterland.open(folder) as h:
            # Synthetic months agree with nothing that is held: they are stored past the gate.
            load(
                h.store,
                [tidy.read(release, Options(source="SYNTHETIC", title="Synthetic", publisher="nobody", released=f"2028-01-{month:02}"))],
                {},
            )
        spent.append(timed(folder))
    return spent


def difference(folder: str) -> float:
    """The largest difference between the table of bounds as stored and as closed anew, as a part of the bound."""
    with hinterland.open(folder) as h:
        engine = h.indicators.engine
        Ledger(h.indicators).table()
        engine.make("stored", "SELECT * FROM ledger")
        Ledger(h.indicators)._close(None)
        [found] = engine.fetch(
            """SELECT max(greatest(abs(a.low - b.low) / greatest(1, b.low), coalesce(abs(a.high - b.high) / greatest(1, b.high), 0))) AS most,
                      count(*) FILTER (a.low IS NULL OR b.low IS NULL OR (a.high IS NULL) <> (b.high IS NULL)) AS lost
               FROM stored AS a FULL JOIN ledger AS b USING (region, series, first_month, last_month)"""
        )
    assert not found["lost"]
    return float(found["most"])


def main() -> None:
    """Measure, print and write."""
    cold, warm = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            cold.append(timed(folder))
            warm += [timed(folder) for _ in range(3)]
            counts = reach(folder)
    figures = random_figures()
    begun, used = time.perf_counter(), time.process_time()
    build(figures, calibrated())
    closed, worked = time.perf_counter() - begun, time.process_time() - used
    with tempfile.TemporaryDirectory() as folder:
        held = hold(folder, figures)
        whole = timed(folder)
        stored = [timed(folder) for _ in range(3)]
        months = months_added(folder)
        apart = difference(folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    rows = [
        ("embedded figures, cold (identities and all), seconds", f"{statistics.median(c[0] for c in cold):.2f}"),
        ("the same, seconds of the processors", f"{statistics.median(c[1] for c in cold):.2f}"),
        ("embedded figures, stored, milliseconds", f"{1000 * statistics.median(w[0] for w in warm):.0f}"),
        ("spans of trade totals held", f"{counts['held']:,}"),
        ("spans not held that are bounded within 1%", f"{counts['1%']:,}"),
        ("spans not held that are bounded within 20%", f"{counts['20%']:,}"),
        ("a million SYNTHETIC figures of 50,000 series closed over time, seconds", f"{closed:.1f}"),
        ("the same, seconds of the processors", f"{worked:.1f}"),
        (
            f"a state of the embedded figures and {held:,} SYNTHETIC ones of as many regions as series, read and closed, seconds",
            f"{whole[0]:.1f}",
        ),
        ("the same, seconds of the processors", f"{whole[1]:.1f}"),
        ("the same, stored, seconds", f"{statistics.median(s[0] for s in stored):.2f}"),
        (
            f"a month of 31 provinces added to it (62 figures), seconds until all is bounded and stored, median of {ROUNDS}",
            f"{statistics.median(m[0] for m in months):.2f}",
        ),
        ("the same, seconds of both processors together, median", f"{statistics.median(m[1] for m in months):.2f}"),
        ("the largest difference from closing all anew after such months, part of the bound", f"{apart:.0e}" if apart else "none"),
        ("memory at its highest, GB", f"{memory:.1f}"),
    ]
    text = "\n".join(
        [
            "# How fast bounds are found",
            "",
            f"[The ledger](../explanation/ledger.md) of the embedded figures; medians on {os.cpu_count()} processors, Python {platform.python_version()}, NumPy {np.__version__}. "
            f"`benchmarks/ledger.py` writes this page. The machine's load was {os.getloadavg()[0]:.0f} at the end: where the processors' seconds are far fewer, others had them.",
            "",
            "| | |",
            "| --- | --- |",
            *(f"| {name} | {value} |" for name, value in rows),
            "",
        ]
    )
    print(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
