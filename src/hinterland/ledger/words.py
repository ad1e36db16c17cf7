"""Bounds as sentences: the words are rows of `words.csv`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache

from hinterland import codes
from hinterland.codes import Period
from hinterland.packaged import read_table

SCALES = (1_000_000_000_000, 1_000_000_000, 1_000_000, 1)
FIGURES = 5
"""Significant digits of an amount as written."""


@cache
def words() -> dict[str, str]:
    """The words by their keys."""
    return {row["key"]: row["en"] for row in read_table("hinterland.ledger", "words.csv")}


def period(p: Period) -> str:
    """A period: `January to August 2026`, `June and July 2026`, `2025`."""
    w = words()
    first, last = (w[f"month:{m % 100}"] for m in (p.start, p.end))
    year, until = p.start // 100, p.end // 100
    if p.whole_years:
        return w["period:year" if year == until else "period:years"].format(year=year, until=until)
    if year != until:
        return w["period:across"].format(first=first, last=last, year=year, until=until)
    kind = {1: "month", 2: "two"}.get(p.months, "within")
    return w[f"period:{kind}"].format(first=first, last=last, month=first, year=year)


def regions(subject: str) -> str:
    """What the regions that make a subject's nation are called: `the states`."""
    level = codes.home_of(subject).level
    return words()["regions"].format(regions=level.several["en"] if level else words()["regions:none"])


def amount(value: float, unit: str) -> str:
    """An amount in the scale that fits its size: `9.451 trillion yuan`."""
    scale = next((s for s in SCALES if abs(value) >= s), 1)
    number = f"{value / scale:.{FIGURES}g}"
    return words()[f"scale:{scale}"].format(value=number, unit=codes.name(unit, kind="unit") if unit else "").rstrip()


def ends(low: float, high: float | None, unit: str) -> str:
    """What a cell came to: one amount where both ends are written alike, else between two, at least one, or at most one, rounded away from the cell."""
    w = words()
    one = amount(low, unit)
    if high is not None and one == amount(high, unit):
        return w["ends:one"].format(low=one)
    down, up = rounded(Decimal(low), None if high is None else Decimal(high))
    kind = ("low" if low > 0 else "none") if high is None else "both" if low > 0 else "high"
    return w[f"ends:{kind}"].format(low=amount(float(down or 0), unit), high="" if up is None else amount(float(up), unit))


DIGITS = 4
"""Digits that the larger end of a bound is given with."""


def rounded(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Both ends rounded away from the cell to the same digit, which leaves the larger few digits."""
    step = Decimal(1).scaleb(max((x.adjusted() for x in (low, high) if x), default=DIGITS) + 1 - DIGITS)
    down, up = (None if x is None else (x / step).to_integral_value(how) * step for x, how in ((low, ROUND_FLOOR), (high, ROUND_CEILING)))
    return down, up


CELLS = 3
"""Maximum cells named on which a bound rests; of more, their number is given."""


def rests(cells: Sequence[tuple[str, str, Period]], subject: str) -> str:
    """What a bound rests on: flows of regions in periods and what was published of them (`growth:export`), those of the subject without its name; nothing where that
    isn't known."""
    w = words()

    def flow_name(flow: str) -> str:
        kind, _, own = flow.rpartition(":")
        return w.get(f"rests:{kind}", "{flow}").format(flow=w[f"flow:{own}"])

    parts = [
        w["rests:cell" if region == subject else "rests:of"].format(
            flow=flow_name(flow), region=codes.name(region, kind="subject"), period=period(p)
        )
        for region, flow, p in dict.fromkeys(cells)
    ]
    if not parts:
        return ""
    first = w["rests:comma"].join(parts[:CELLS] if len(parts) > CELLS else parts[:-1])
    key = "rests:more" if len(parts) > CELLS else "rests:and"
    listed = w[key].format(cells=first, last=parts[-1], count=len(parts) - CELLS) if len(parts) > 1 else parts[0]
    return w["rests"].format(cells=listed)


def difference(terms: Sequence[tuple[Period, bool]]) -> str:
    """Periods added and taken away, the longest first: `January to August 2026 less January to May 2026 less August 2026`."""
    w = words()
    ordered = sorted(terms, key=lambda t: (not t[1], -t[0].months, t[0]))
    text = ""
    for p, added in ordered:
        text += period(p) if not text else w["term:plus" if added else "term:less"].format(term=period(p))
    return text
