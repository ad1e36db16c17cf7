"""Claims as the rows of a table: what each states, its subject and period, how it was judged, and the figure held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hinterland.models import Claim, Indicator, plain


def rows(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Claims as rows, one each; `low` and `high` are stated, `held low` and `held high` what the data say, both in `unit` and base units."""
    return [
        {
            **{n: getattr(c, n) for n in ("text", "verdict", "kind", "subject")},
            "op": c.indicator.op,
            "what": measured(c.indicator),
            **{n: getattr(c, n) for n in ("period", "scope")},
            "low": plain(c.low),
            "high": plain(c.high),
            "unit": c.unit,
            "held low": plain(c.evidence.low) if c.evidence else None,
            "held high": plain(c.evidence.high) if c.evidence else None,
            **{n: getattr(c, n) for n in ("reason", "confidence", "start", "end", "id")},
        }
        for c in claims
    ]


def measured(i: Indicator) -> str:
    """What an indicator measures, by its codes: `trade/export/vehicles`."""
    named = (i.concept or "outside the tables", i.flow, i.product, i.partner)
    return "/".join(x for x in named if x and x not in ("all", "world"))
