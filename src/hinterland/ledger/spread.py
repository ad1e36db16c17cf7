"""Closing on Spark: the figures and rates of each batch of regions go to one of Spark's workers, which closes it as this machine would, and sends the rows back.

Nothing but the names of the regions passes through the driver. What identities tie together is one batch and closed by one worker: the nation and its regions always.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from hinterland.ledger.bands import calibrated
from hinterland.ledger.figures import COLUMNS, Exchange, Figures, figures_sql, rates_of, rates_sql, read_exchange
from hinterland.ledger.identities import Ties, settle
from hinterland.ledger.system import build
from hinterland.ledger.table import rows
from hinterland.ledger.touched import batches
from hinterland.warehouse.spark import SparkEngine, arrays


def close_on_spark(engine: SparkEngine, columns: dict[str, str]) -> None:
    """Make the table `ledger` of an engine that Spark runs."""
    queries = [figures_sql(engine), rates_sql()]
    engine.make_by_batch("ledger", columns, queries, batches(engine), partial(close_batch, read_exchange(engine)))


def close_batch(exchange: Exchange, found: list[list[dict[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    """The rows of the table `ledger` that follow from the rows of figures and of rates of one batch."""
    given, rates = (sorted(part, key=lambda r: (r["region"], r["series"], r["first_month"], r["last_month"], r["id"])) for part in found)
    figures, bands = Figures.of(arrays(given, COLUMNS)), calibrated()
    ties = Ties.among(figures, rates_of(sorted(rates, key=lambda r: str(r["id"]))), exchange, bands)
    system, _ = build(figures, bands, ties.nodes(), ties.tied())
    settle(system, ties)
    data, names = rows(system, ties)
    for number, first, last, low, high, held, *revised in zip(*(data.column(c).to_pylist() for c in data.column_names), strict=True):
        ends = [end if revised[0] >= 0 and end < 1e300 else None for end in revised]
        yield *names[number], first, last, low, high if high < 1e300 else None, held, *ends
