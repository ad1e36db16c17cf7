"""Which regions are closed together, and which must be closed anew: those whose observations are not those that a ledger was stored with, and all that identities tie to them.

A region's *mark* is a digest of the observations that are of it or measured against it, so that it tells a load from its undoing and forgets in which order they came. What
all regions rest on (the yuan to the dollar, whether only wholes are bounded) has a mark of its own, under the name `ALL`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import cast

from hinterland import codes
from hinterland.indicators.index import Index
from hinterland.packs import packs
from hinterland.warehouse.engine import Engine, literal

ALL = ""
"""Stands for all regions among the marks."""
BATCH = 5_000
"""Maximum regions that are closed together, which bounds the memory that closing takes."""


def mark(engine: Engine, edition: str, more: Iterable[str] | None = None) -> None:
    """Make the table `ledger_marks` of an engine that DuckDB runs: region, mark. `edition` says by what rules bounds are found. Where the table `ledger_index` holds the marks
    of an earlier state, `more` are the loads that count now and didn't then: only their observations are read.
    """
    from hinterland.ledger.figures import whole_only

    rates = engine.fetch("SELECT * FROM rates ORDER BY currency, first_month, last_month")
    common = hashlib.sha256(repr((edition, whole_only(engine), [tuple(r.values()) for r in rates])).encode()).hexdigest()
    loads = "TRUE" if more is None else f"load IN ({', '.join(literal(x) for x in sorted(more)) or 'NULL'})"
    added = f"""SELECT region, count(*) AS count, sum(hash(id, load)) AS digest
                FROM (SELECT region, id, load FROM held WHERE {loads} UNION ALL SELECT versus, id, load FROM held WHERE versus IS NOT NULL AND {loads}) AS named
                GROUP BY region"""
    marks = f"SELECT region, concat(count, ':', digest) AS mark FROM ({added}) AS a"
    if more is not None:
        count, digest = (f"CAST(coalesce(split_part(i.mark, ':', {k}), '0') AS HUGEINT)" for k in (1, 2))
        marks = f"""SELECT coalesce(i.region, a.region) AS region,
                        CASE WHEN a.region IS NULL THEN i.mark ELSE concat({count} + a.count, ':', {digest} + a.digest) END AS mark
                    FROM (SELECT region, mark FROM ledger_index WHERE mark IS NOT NULL AND region <> '{ALL}') AS i FULL JOIN ({added}) AS a ON a.region = i.region"""
    engine.make("ledger_marks", f"{marks} UNION ALL SELECT '{ALL}', '{common}'")


def touched(engine: Engine) -> frozenset[str] | None:
    """The regions to be closed anew where the table `ledger_index` says what was closed before; none (not even none of them) where that is all of them."""
    rows = engine.fetch(
        """SELECT coalesce(m.region, i.region) AS region FROM ledger_marks AS m FULL JOIN ledger_index AS i ON i.region = m.region
           WHERE m.mark IS DISTINCT FROM i.mark"""
    )
    found = {str(r["region"]) for r in rows}
    return None if ALL in found else tied(engine, found)


def tied(engine: Engine, regions: Iterable[str]) -> frozenset[str]:
    """Regions and all that identities may tie to them: the parts of a nation and the nation to each other, and a region to another one that its shares are measured against."""
    asked = set(regions)
    return frozenset(asked.union(*(g for g in _groups(engine) if g & asked)))


def batches(engine: Engine, regions: Iterable[str] | None = None) -> list[frozenset[str]]:
    """Regions, or all that are held, in batches that nothing ties to each other, of `BATCH` at most where ties allow."""
    from hinterland.ledger.figures import within

    left = {str(r["region"]) for r in engine.fetch(f"SELECT DISTINCT region FROM held WHERE {within('region', regions)}")}
    groups = [g & left for g in _groups(engine) if g & left]
    single = sorted(left.difference(*groups))
    groups += [set(single[i : i + BATCH]) for i in range(0, len(single), BATCH)]
    found: list[set[str]] = []
    for group in sorted(groups, key=min):
        if found and len(found[-1]) + len(group) <= BATCH:
            found[-1] |= group
        else:
            found.append(group)
    return [frozenset(b) for b in found]


def _groups(engine: Engine) -> list[set[str]]:
    """All regions that are tied to others, group by group, found once for a state."""
    known = engine.kept("tied")
    if "groups" not in known:
        known["groups"] = _tied_groups(engine)
    return cast("list[set[str]]", known["groups"])


def _tied_groups(engine: Engine) -> list[set[str]]:
    pairs = [(p.nation, m) for p in packs() if p.parts for m in codes.members(p.parts)]
    if engine is engine.whole or (index := Index.of(engine)) is None:
        rows = engine.fetch("SELECT DISTINCT region, versus FROM held WHERE versus IS NOT NULL")
        pairs += [(str(r["region"]), str(r["versus"])) for r in rows]
    else:
        pairs += [(r.region, r.versus) for _, part in index.parts() for r in part.of.rows if r.versus is not None]
    above: dict[str, str] = {}

    def top(region: str) -> str:
        while (found := above.get(region, region)) != region:
            region = found
        return region

    for one, other in pairs:
        above[top(one)] = top(other)
    found: dict[str, set[str]] = {}
    for region in {r for pair in pairs for r in pair}:
        found.setdefault(top(region), set()).add(region)
    return list(found.values())
