"""Refusing what can't be as stated: a reading at odds with the figures held by a power of ten, or by taking a month for its year to date.

Readings and the engine of the newest state go in; nothing comes out but an `InputError` that says what was found and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hinterland import codes
from hinterland.sources.plausibility import check
from hinterland.sources.reading import Figure, InputError, Reading
from hinterland.warehouse.engine import Engine

Cell = tuple[str | None, ...]


def refuse(engine: Engine, readings: Sequence[Reading]) -> None:
    """Raise `InputError` for the first reading whose figures contradict those held."""
    regions = sorted({f.region for r in readings for f in r.figures})
    if not regions:
        return
    known = _known(engine, regions)
    for reading in readings:
        if found := check(reading, lambda f: known.get(_cell(f))):
            raise InputError(
                f"{reading.path} isn't stored as stated: {'; '.join(found)}; say what it holds with --unit, --period or --flow, "
                "or mend the file, and load it again"
            )


def _known(engine: Engine, regions: Sequence[str]) -> dict[Cell, Decimal]:
    engine.put("doubted", {"region": "string"}, [(r,) for r in regions])
    rows = engine.con.execute(
        "SELECT op, concept, flow, product, partner, regime, measure, basis, region, period, unit, value FROM held "
        "WHERE op = 'level' AND value IS NOT NULL AND region IN (SELECT region FROM doubted) ORDER BY reliability_rank DESC, released_on NULLS FIRST, seq"
    ).fetchall()
    return {tuple(row[:-1]): row[-1] for row in rows}


def _cell(f: Figure) -> Cell:
    period = str(codes.Period.parse(f.period))
    return (f.op, f.concept, f.flow, f.product, f.partner, f.regime, f.measure, f.basis, f.region, period, codes.unit(f.unit).base)
