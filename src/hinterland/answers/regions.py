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
    out = []
    for code in (*held, *(g.code for g in codes.entries("group") if isinstance(g, codes.Group) and g.computable and g.code not in held)):
        try:
            entry = codes.get("subject", code)
        except LookupError:
            continue
        row = held.get(code, {})
        level = entry.level if isinstance(entry, codes.Region) else "group"
        out.append(
            {
                "code": code,
                "level": level,
                "en": entry.name("en"),
                "zh": entry.name("zh"),
                "observations": row.get("observations", 0),
                "from": row.get("first"),
                "to": row.get("last"),
            }
        )
    return sorted(out, key=lambda r: (_depth(r["code"]), r["code"]))


def _depth(code: str) -> float:
    """How far down the list a region stands: nations first, then their regions by level, and groups behind the first level."""
    entry = codes.get("subject", code)
    return entry.rank if isinstance(entry, codes.Region) else 1.5
