"""Weighing the staged figures of files: what contradicts, what explains it, and which files are to be pending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from hinterland import codes
from hinterland.gate.contradictions import Contradiction, Row, contradictions, odd_parts, rate_contradictions
from hinterland.gate.explain import explanations, look_elsewhere
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


def weigh(engine: Engine, files: Sequence[str], passed: frozenset[str]) -> dict[str, Doubt]:
    """The doubts of files, by their labels, that don't agree: each file's figures in the table `staged` are weighed against what the engine holds, and what files that passed and those
    before it bring. All are weighed at once, since a question of many files takes hardly longer than one of a single one."""
    counts = dict(engine.con.execute("SELECT file, count(*) FROM staged GROUP BY file").fetchall())
    weighed = [f for f in files if f in counts]
    if not weighed:
        return {}
    _put(engine, weighed, passed)
    if any(counts[f] > LARGEST for f in weighed):
        engine.con.execute(f"DELETE FROM incoming WHERE id NOT IN (SELECT id FROM incoming {_LARGEST})")
    rows = engine.rows(PACKAGE, "against")
    file_of = {r["id"]: r["file"] for r in rows}
    levels, rates = _by_file(rows), _by_file(engine.rows(PACKAGE, "rates"))
    parts = _by_file(one | {"file": file_of[one["id"]]} for one in odd_parts(engine))
    cells = _by_file(look_elsewhere(engine, rows) if rows else ())
    found = {f: _doubt(engine, levels[f], parts[f], rates[f], cells[f]) for f in weighed}
    return {f: doubt for f, doubt in found.items() if doubt is not None}


_LARGEST = f"QUALIFY row_number() OVER (PARTITION BY file ORDER BY abs(value) DESC, id) <= {LARGEST}"


def first_files(engine: Engine, files: Sequence[str]) -> list[str]:
    """The first files of some that may be weighed at once: at most `LARGEST` figures together, and at least one file."""
    counts = dict(engine.con.execute("SELECT file, count(*) FROM staged GROUP BY file").fetchall())
    sums = accumulate(min(counts.get(f, 0), LARGEST) for f in files)
    return [f for n, (f, figures) in enumerate(zip(files, sums, strict=True)) if not n or figures <= LARGEST]


def _put(engine: Engine, files: Sequence[str], passed: frozenset[str]) -> None:
    engine.put("passed", {"file": "string"}, [(p,) for p in sorted(passed)])
    engine.put("weighed", {"file": "string", "place": "integer"}, [(f, n) for n, f in enumerate(files)])
    if not (said := engine.kept("the figures staged")):
        engine.script(PACKAGE, "said")
        _records(engine)
        regions = [r for (r,) in engine.con.execute("SELECT DISTINCT region FROM staged").fetchall()]
        nations = [(r, codes.nation_of(r), codes.parent(r), codes.is_first_level(r)) for r in regions]
        engine.put("nations", {"region": "string", "nation": "string", "parent": "string", "first_level": "boolean"}, nations)
        said["all"] = True
    engine.script(PACKAGE, "incoming")


def _by_file(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found = defaultdict[str, list[Row]](list)
    for row in rows:
        found[row["file"]].append(row)
    return found


def _doubt(engine: Engine, rows: list[Row], parts: list[Row], rates: list[Row], cells: list[Row]) -> Doubt | None:
    found, compared = contradictions(rows, parts)
    of_rates, rated = rate_contradictions(rates)
    # The growth beside a level that contradicts is no second contradiction.
    shared = {c.row for c in found if c.kind == "growth"} - {None}
    found += [c for c in of_rates if c.row not in shared]
    contradicted = (
        any(c.grave for c in found)
        or _many(found, {"whole", "bounds"}, len(rows))
        or _many(found, {"revision", "growth", "jump"}, compared + rated)
    )
    others = explanations(engine, rows, cells, contradicted=contradicted) if rows else []
    if not contradicted and not others:
        return None
    compared += rated
    found.sort(key=lambda c: not c.grave)
    shown = tuple(c.to_dict() for c in found[:SHOWN])
    return Doubt(tuple(e.to_dict() for e in others), shown, len({c.id for c in found}), max(compared, len({c.id for c in found})))


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
