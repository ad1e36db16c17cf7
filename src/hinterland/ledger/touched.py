"""Which regions must be closed anew: those whose observations are not those that a ledger was stored with, and all that identities tie to them.

A region's *mark* is a digest of the observations that are of it or measured against it, so that it tells a load from its undoing and forgets in which order they came. What
all regions rest on (the yuan to the dollar, whether only wholes are bounded) has a mark of its own, under the name `ALL`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from hinterland import codes
from hinterland.warehouse.engine import Engine

ALL = ""
"""Stands for all regions among the marks."""
NATION = "CN"


def mark(engine: Engine, edition: str) -> None:
    """Make the table `ledger_marks` of an engine that DuckDB runs: region, mark. `edition` says by what rules bounds are found."""
    from hinterland.ledger.figures import whole_only

    rates = engine.fetch("SELECT * FROM rates ORDER BY first_month, last_month")
    common = hashlib.sha256(repr((edition, whole_only(engine), [tuple(r.values()) for r in rates])).encode()).hexdigest()
    engine.make(
        "ledger_marks",
        f"""SELECT region, concat(count(*), ':', bit_xor(hash(id, load))) AS mark
            FROM (SELECT region, id, load FROM held UNION ALL SELECT versus, id, load FROM held WHERE versus IS NOT NULL) AS named
            GROUP BY region
            UNION ALL
            SELECT '{ALL}', '{common}'""",
    )


def touched(engine: Engine) -> frozenset[str] | None:
    """The regions to be closed anew where the table `ledger_index` says what was closed before; none (not even none of them) where that is all of them."""
    rows = engine.fetch(
        """SELECT coalesce(m.region, i.region) AS region FROM ledger_marks AS m FULL JOIN ledger_index AS i ON i.region = m.region
           WHERE m.mark IS DISTINCT FROM i.mark"""
    )
    found = {str(r["region"]) for r in rows}
    return None if ALL in found else tied(engine, found)


def tied(engine: Engine, regions: Iterable[str]) -> frozenset[str]:
    """Regions and all that identities may tie to them: the provinces and the nation to each other, and a region to another one that its shares are measured against."""
    pairs = engine.fetch("SELECT DISTINCT region, versus FROM held WHERE versus IS NOT NULL")
    groups = [{NATION, *codes.members("provinces")}, *({str(r["region"]), str(r["versus"])} for r in pairs)]
    found = set(regions)
    while more := [g for g in groups if g & found and not g <= found]:
        found.update(*more)
    return frozenset(found)
