"""Weighing one file's staged figures: what contradicts, what explains it, and whether the file is to be pending."""

from __future__ import annotations

from decimal import Decimal

from hinterland import codes
from hinterland.gate.contradictions import Contradiction, contradictions
from hinterland.gate.explain import explanations
from hinterland.gate.rates import rate_contradictions
from hinterland.models import RELIABILITY
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.load import Doubt
from hinterland.warehouse.schema import AMOUNT, SUMMED

PACKAGE = "hinterland.gate"

SHARE = 0.2
"""The share of a file's figures, of those that could be compared, that makes contradictions which are not grave count."""

FEWEST = 3
"""Fewer contradictions that are not grave never count."""

SHOWN = 20
"""Maximum contradictions that a doubt lists; all are counted."""

LARGEST = 50_000
"""Of more figures in a file only the largest are weighed."""


def weigh(engine: Engine, file: str, passed: frozenset[str]) -> Doubt | None:
    """Weigh the figures of the table `staged` that are a file's, by its label, against what the engine holds and what files that passed bring; None where they agree."""
    [(staged,)] = engine.con.execute("SELECT count(*) FROM staged WHERE file = $1", [file]).fetchall()
    if not staged:
        return None
    engine.put("passed", {"file": "string"}, [(p,) for p in sorted(passed)])
    if not (said := engine.kept("the figures staged")):
        engine.script(PACKAGE, "said")
        _records(engine)
        said["all"] = True
    regions = [r for (r,) in engine.con.execute("SELECT DISTINCT region FROM staged WHERE file = $1", [file]).fetchall()]
    engine.put(
        "nations", {"region": "string", "nation": "string", "parent": "string"}, [(r, codes.nation_of(r), codes.parent(r)) for r in regions]
    )
    engine.script(PACKAGE, "incoming", file=file)
    if staged > LARGEST:
        engine.con.execute(f"DELETE FROM incoming WHERE id NOT IN (SELECT id FROM incoming ORDER BY abs(value) DESC LIMIT {LARGEST})")
    rows = engine.rows(PACKAGE, "against")
    found, compared = contradictions(engine, rows)
    rates, rated = rate_contradictions(engine, file)
    # The growth beside a level that contradicts is no second contradiction.
    shared = {c.row for c in found if c.kind == "growth"} - {None}
    found += [c for c in rates if c.row not in shared]
    contradicted = (
        any(c.grave for c in found)
        or _many(found, {"whole", "bounds"}, len(rows))
        or _many(found, {"revision", "growth", "jump"}, compared + rated)
    )
    others = explanations(engine, rows, contradicted=contradicted) if rows else []
    if not contradicted and not others:
        return None
    compared += rated
    found.sort(key=lambda c: not c.grave)
    told = tuple(c.to_dict() for c in found[:SHOWN])
    return Doubt(tuple(e.to_dict() for e in others), told, len({c.id for c in found}), max(compared, len({c.id for c in found})))


def _records(engine: Engine) -> None:
    """Make the table `recorded`: the records held of the cells that are staged and of their neighbours in time, where a load brought records."""
    of = [(load, r) for load in engine.state.live for r in load.report.get("records", [])]
    [(first, last)] = engine.con.execute(
        """SELECT min(first) // 12 - 1, max(last) // 12 + 1 FROM said WHERE rest <> "whole" AND measure = 'value'"""
    ).fetchall()
    ranks = dict(engine.con.execute("SELECT id, reliability FROM sources").fetchall()) if of and first is not None else {}
    rows = [
        (load.id, r["file"], r["basis"] or "", Decimal(r["precision"]), RELIABILITY.index(ranks.get(r["source"], "official")))
        for load, r in of
        if ranks
    ]
    engine.put("recorded_of", {"load": "string", "file": "string", "basis": "string", "precision": AMOUNT, "rank": "integer"}, rows)
    if rows:
        engine.open_records(f"year BETWEEN {first} AND {last}", (*SUMMED, "file"))
        engine.script(PACKAGE, "recorded", first=first, last=last)
    else:
        engine.con.execute(
            "CREATE OR REPLACE TABLE recorded (region VARCHAR, flow VARCHAR, rest VARCHAR, first BIGINT, last BIGINT, value DOUBLE, low DOUBLE, high DOUBLE, source VARCHAR, rank INTEGER)"
        )


def _many(found: list[Contradiction], kinds: set[str], compared: int) -> bool:
    """Whether contradictions of some kinds are of too many of the figures compared to be a few series that were redefined."""
    figures = {c.id for c in found if c.kind in kinds}
    return len(figures) >= FEWEST and len(figures) >= SHARE * compared
