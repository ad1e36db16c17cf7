"""Writes `src/hinterland/ledger/revisions.csv`: how far levels of trade were revised, by kind of series, from the embedded figures.

    python scripts/write_revisions.py

A revision is the base that a level and growth published a year later imply, over the level as published first. A row holds ten of them, in percent and
without their sign: those that 5%, 15% and so on to 95% of all don't exceed. Rounding of the growth rate is in them (a twentieth of a percent).
"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np

from hinterland import codes
from hinterland.api import open as open_warehouse
from hinterland.claims.evaluate import bound
from hinterland.ledger.bands import LEVELS, PLACES, SHAPES, calibrated, shape
from hinterland.ledger.figures import boundaries

TABLE = Path(__file__).resolve().parents[1] / "src" / "hinterland" / "ledger" / "revisions.csv"

ENOUGH = 15
"""Revisions below which a kind of series has no row."""

PAIRS = """
WITH levels_of_trade AS (
    SELECT region, series, first_month, last_month, value, released, reliability = 'derived' AS derived
    FROM observations
    WHERE op = 'level' AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value' AND value > 0
)
SELECT
    region, first_month, last_month,
    CAST(max_by(value, released) FILTER (WHERE derived) AS DOUBLE) / CAST(min_by(value, released) FILTER (WHERE NOT derived) AS DOUBLE) - 1 AS revision
FROM levels_of_trade
GROUP BY region, series, first_month, last_month
HAVING max(released) FILTER (WHERE derived) > min(released) FILTER (WHERE NOT derived)
ORDER BY region, series, first_month, last_month
"""


def main() -> None:
    """Measure the revisions and write the table."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        bound(h.indicators)
        for r in h.indicators.engine.fetch(PAIRS):
            if codes.is_nation(r["region"]) or codes.is_first_level(r["region"]):
                [kind] = shape(boundaries(np.array([r["first_month"]])), boundaries(np.array([r["last_month"]]), 1))
                found[LEVELS[calibrated().level(r["region"])], SHAPES[kind]].append(abs(r["revision"]))
    with TABLE.open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["level", "shape", "revisions", *(f"p{100 * p:02.0f}" for p in PLACES)])
        for kind_of, parts in sorted(found.items()):
            if len(parts) >= ENOUGH:
                out.writerow([*kind_of, len(parts), *(f"{100 * q:.3f}" for q in np.quantile(parts, PLACES))])


if __name__ == "__main__":
    main()
