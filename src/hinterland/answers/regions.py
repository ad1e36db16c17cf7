"""The regions and groups that can be asked about: by code, with names in both languages, their level and how much is held of each."""

from __future__ import annotations

from typing import Any

from hinterland import codes
from hinterland.indicators import Indicators


def regions(indicators: Indicators) -> list[dict[str, Any]]:
    """Regions of which figures are held, and the groups that are summed from them: `code`, `level`, `en`, `zh`, `observations`, and the months held."""
    rows = indicators.engine.fetch(
        "SELECT region, count(*) AS observations, min(first_month) AS first, max(last_month) AS last FROM preferred GROUP BY region"
    )
    held = {row["region"]: row for row in rows}
    out: list[tuple[float, dict[str, Any]]] = []
    for code in (*held, *(g.code for g in codes.entries("group") if isinstance(g, codes.Group) and g.computable and g.code not in held)):
        if (entry := codes.held("subject", code)) is None:
            continue
        row = held.get(code, {})
        # Nations stand first, then their regions by level, and groups behind the first level.
        level, depth = (entry.level, float(entry.rank)) if isinstance(entry, codes.Region) else ("group", 1.5)
        named = {"code": code, "level": level, "en": entry.name("en"), "zh": entry.name("zh")}
        out.append((depth, named | {"observations": row.get("observations", 0), "from": row.get("first"), "to": row.get("last")}))
    return [row for _, row in sorted(out, key=lambda o: (o[0], o[1]["code"]))]
