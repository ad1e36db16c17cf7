"""Weighing one file's staged figures: what contradicts, what explains it, and whether the file is to be pending."""

from __future__ import annotations

from hinterland import codes
from hinterland.gate.contradictions import Contradiction, contradictions
from hinterland.gate.explain import explanations
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.load import Doubt

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
        said["all"] = True
    regions = [r for (r,) in engine.con.execute("SELECT DISTINCT region FROM staged WHERE file = $1", [file]).fetchall()]
    engine.put("nations", {"region": "string", "nation": "string"}, [(r, codes.nation_of(r)) for r in regions])
    engine.script(PACKAGE, "incoming", file=file)
    if staged > LARGEST:
        engine.con.execute(f"DELETE FROM incoming WHERE id NOT IN (SELECT id FROM incoming ORDER BY abs(value) DESC LIMIT {LARGEST})")
    rows = engine.rows(PACKAGE, "against")
    if not rows:
        return None
    found, compared = contradictions(engine, rows)
    contradicted = (
        any(c.grave for c in found)
        or _many(found, {"whole", "bounds"}, len(rows))
        or _many(found, {"revision", "growth", "jump"}, compared)
    )
    others = explanations(engine, rows, contradicted=contradicted)
    if not contradicted and not others:
        return None
    told = tuple(c.to_dict() for c in found[:SHOWN])
    return Doubt(tuple(e.to_dict() for e in others), told, len({c.id for c in found}), max(compared, len({c.id for c in found})))


def _many(found: list[Contradiction], kinds: set[str], compared: int) -> bool:
    """Whether contradictions of some kinds are of too many of the figures compared to be a few series that were redefined."""
    figures = {c.id for c in found if c.kind in kinds}
    return len(figures) >= FEWEST and len(figures) >= SHARE * compared
