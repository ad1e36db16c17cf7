"""What claims are judged by, cell by cell: the levels of a series, and what must be true of those that aren't held. Of a small state all is
in memory (`indicators/index.py`, `ledger/lookup.py`); of a larger one whole series are fetched, those asked for together with one
statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from hinterland.indicators import Indicators
from hinterland.indicators.figures import Level
from hinterland.indicators.index import Index
from hinterland.ledger.lookup import Series, Span, ask_spans, in_memory
from hinterland.warehouse.engine import Engine, literal

if TYPE_CHECKING:
    from hinterland.ledger import Ledger

COMPLETE = "SELECT region, series, first_month, last_month, low, high FROM levels WHERE held = members"


def bound(indicators: Indicators) -> Ledger:
    """See to it that what must be true of what isn't held can be looked up. Returns the ledger of the state."""
    from hinterland.ledger import Ledger

    engine, known = indicators.engine, indicators.engine.kept("ledger")
    if "ledger" not in known:
        known["ledger"] = Ledger(indicators)
        if engine is engine.whole:
            known["ledger"].table()
        if Index.of(engine) is None or in_memory(engine, "ledger") is None:
            lay_bounds(indicators)
    return cast("Ledger", known["ledger"])


def lay_bounds(indicators: Indicators) -> None:
    """See to it that the engine has the tables `unheld` and `spells`, for statements that ask them; they are made once for a state."""
    ledger, engine, loaded = bound(indicators), indicators.engine, indicators.engine.kept("bounds loaded")
    if not loaded:
        if engine is not engine.whole:
            ledger.table()
        spread_bounds(engine)
        loaded["all"] = True


def spread_bounds(engine: Engine) -> None:
    """Make `unheld` and `spells` of the table `ledger`."""
    engine.script("hinterland.claims", "unheld")


def index_of(indicators: Indicators, regions: Sequence[str | None]) -> Index | None:
    """The index of a small state with the levels of those regions that are groups; none of a larger one."""
    index = Index.of(indicators.engine)
    if index is not None and (groups := indicators.groups.intersection(r for r in regions if r)):
        indicators.include(groups)
        index.add_groups(groups)
    return index


def find_levels(indicators: Indicators, series: Sequence[Series], length: int | None = None) -> Sequence[Sequence[Level | Span]]:
    """The levels of each of some series of periods of a length (the last month less the first), or of every length, of which all members are held."""
    regions = [region for region, _ in series]
    found: Sequence[Sequence[Level | Span]]
    if (index := index_of(indicators, regions)) is not None:
        found = [index.spans.get(of, ()) for of in series]
    else:
        indicators.include(regions)
        engine = indicators.engine
        found = engine.once("levels of series", series, partial(ask_spans, engine, COMPLETE))
    return [[x for x in spans if length is None or x.last_month - x.first_month == length] for spans in found]


def find_level(indicators: Indicators, region: str, of: str, first: int, last: int) -> tuple[float | None, float | None] | None:
    """The ends of a level, also of a sum some of whose members are missing; None where there is none."""
    if (index := index_of(indicators, [region])) is not None:
        levels = index.levels.get((region, of, first, last))
        return (levels[0].low, levels[0].high) if levels else None
    rows = indicators.engine.fetch(
        f"SELECT CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high FROM levels WHERE region = {literal(region)} AND series = {literal(of)} "
        f"AND first_month = {first} AND last_month = {last}"
    )
    return (rows[0]["low"], rows[0]["high"]) if rows else None
