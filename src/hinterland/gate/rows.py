"""What a file may hold, and how reliable it is. Rows of impossible periods, releases or units and two values for one cell are rejected with
the reason; a tidy file that calls figures official is believed with its source's address at a known publisher, else they are *claimed*:
preferred to none other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache

from hinterland import codes
from hinterland.codes import Period
from hinterland.interval import last_digit
from hinterland.models import Source
from hinterland.packaged import read_table
from hinterland.packs import packs
from hinterland.sources import tidy
from hinterland.sources.reading import Figure, Quarantined, Reading, host_of, untimely


def reject(reading: Reading, sources: dict[str, Source], today: date, others: Sequence[tuple[str, Sequence[Figure]]] = ()) -> None:
    """Reject the rows of a reading that can't be, as of a day. `sources` gives the releases of figures that carry none, `others` the other sheets of its workbook."""
    aside = {q.row for q in reading.quarantined}
    reasons: dict[int, str] = {}
    for figure in reading.figures:
        if (reason := _untimely(figure, sources, today) or _unmeasured(figure) or _inconsistent(figure) or _impossible(figure)) is not None:
            reasons.setdefault(figure.row or 0, reason)
    for rows, reason in _conflicts(reading.figures, others):
        for row in rows:
            reasons.setdefault(row, reason)
    texts = {row: "; ".join(str(f) for f in reading.figures if (f.row or 0) == row) for row in reasons}
    reading.figures = [f for f in reading.figures if (f.row or 0) not in reasons]
    reading.quarantined += [Quarantined(row, texts[row], reason) for row, reason in sorted(reasons.items()) if row not in aside]


def _untimely(figure: Figure, sources: dict[str, Source], today: date) -> str | None:
    """Why a figure's period or release can't be; None where they can, and where they can't be read, which staging tells."""
    try:
        period = Period.parse(figure.period)
    except ValueError:
        return None
    if (reason := untimely(period.start, period.end, today)) is not None:
        return reason
    source = sources.get(figure.source)
    released = figure.released or (source.released if source else None)
    if released and released > today.isoformat()[: len(released)]:
        return f"it was released on {released}, but today is {today.isoformat()}; correct the date of the release"
    return None


def _unmeasured(figure: Figure) -> str | None:
    """Why a figure's unit can't be that of a value of trade: it is no money."""
    if (figure.op, figure.concept, figure.measure) != ("level", "trade", "value"):
        return None
    try:
        unit = codes.unit(figure.unit)
    except LookupError:
        return None
    if unit.currency is not None:
        return None
    return f"a value of trade is money, and {unit.name()} is none; correct the unit, or say what it measures in the columns op and measure"


def _inconsistent(figure: Figure) -> str | None:
    """Why what a figure says of itself can't be: a level rounded by more than all of it, or a value outside its own bounds."""
    value, precision, low, high = figure.value, figure.precision, figure.low, figure.high
    if value is None:
        return None
    if figure.op == "level" and precision is not None and precision > abs(value) > 0:
        return f"its precision {precision} is above its value {value}; precision is the width of the last digit, in the row's own unit"
    if (low is not None and value < low) or (high is not None and value > high):
        return f"its value {value} lies outside its own bounds, {'' if low is None else low} to {'' if high is None else high}; correct one of them"
    return None


def _impossible(figure: Figure) -> str | None:
    """Why no rate, rank or count of trade can have a figure's value: a growth below -100%, a share outside 0 to 100, a rank that is none or above the number of members."""
    value, op = figure.value, figure.op
    if value is None:
        return None
    if op == "growth" and figure.concept == "trade" and value < -100:
        return f"trade can't shrink by more than all of it, and its growth is {value}%; correct the value"
    if op == "share" and figure.concept == "trade" and not 0 <= value <= 100:
        return f"a share of trade lies between 0 and 100%, not at {value}; correct the value"
    if op in ("rank", "count"):
        least, most = (1 if op == "rank" else 0), _members(figure.scope)
        if value != value.to_integral_value() or value < least:
            return f"a {op} is a whole number from {least} on, not {value}; correct the value"
        if most is not None and value > most:
            return f"its {op} is {value}, but {figure.scope} has {most} members; correct the value or the scope"
    return None


def _members(scope: str | None) -> int | None:
    """How many members a scope of regions has; None for one that no table lists."""
    with suppress(LookupError, ValueError):
        return len(codes.members(scope)) or None if scope else None
    return None


def _conflicts(figures: Sequence[Figure], others: Sequence[tuple[str, Sequence[Figure]]]) -> list[tuple[list[int], str]]:
    """The rows that give different values for one cell, source and release, in one sheet or several, with the reason that names them."""
    cells: dict[tuple[object, ...], list[tuple[str, Figure]]] = defaultdict(list)
    for f in figures:
        if f.value is not None:
            cells[_cell(f)].append(("", f))
    for sheet, of_sheet in others:
        for f in of_sheet:
            if f.value is not None and (cell := _cell(f)) in cells:
                cells[cell].append((f" of {sheet}", f))
    found = []
    for same in cells.values():
        if (
            len(same) > 1
            and len(values := {_amount(f): (where, f) for where, f in same}) > 1
            and not _meet([f for _, f in values.values()])
        ):
            named = " and ".join(f"row {f.row}{where} says {f.value} {f.unit}" for where, f in values.values())
            rows = sorted({f.row or 0 for where, f in same if not where})
            found.append((rows, f"one figure has {len(values)} values in this file: {named}; keep the right one and load the file again"))
    return found


def _cell(f: Figure) -> tuple[object, ...]:
    try:
        unit, period = codes.unit(f.unit).base, str(Period.parse(f.period))
    except (LookupError, ValueError):
        unit, period = f.unit, f.period
    return (
        f.op, f.concept, f.flow, f.product, f.partner, f.regime, f.measure, f.basis, f.currency, f.region, period, unit, f.versus, f.scope, f.predicate,
        f.source, f.released,
    )  # fmt: skip


def _amount(f: Figure) -> Decimal:
    value = f.value if f.value is not None else Decimal(0)
    try:
        return codes.unit(f.unit).to_base(value)
    except (LookupError, ArithmeticError):
        return value


def _meet(figures: list[Figure]) -> bool:
    """Whether values of one cell are one figure in several roundings."""
    widths = [f.precision if f.precision is not None else last_digit(f.value or Decimal(0)) for f in figures]
    try:
        ends = [
            [codes.unit(f.unit).to_base((f.value or 0) + w / 2 * side) for side in (-1, 1)] for f, w in zip(figures, widths, strict=True)
        ]
    except (LookupError, ArithmeticError):
        return False
    return max(low for low, _ in ends) < min(high for _, high in ends)


@cache
def _publishers() -> Mapping[str, str]:
    own = (row for pack in packs() for row in pack.table("hosts"))
    return {row["host"]: row["publisher"] for row in (*read_table("hinterland.gate", "publishers.csv"), *own)}


def publisher(address: str | None) -> str | None:
    """The publisher that an address (`https://www.customs.gov.cn/...`) belongs to; None for one that the table doesn't name."""
    parts: list[str] = []
    with suppress(ValueError):
        parts = host_of(address).split(".") if address else []
    return next((found for i in range(len(parts)) if (found := _publishers().get(".".join(parts[i:])))), None)


@cache
def _published() -> frozenset[str]:
    """The sources whose own tables are embedded or read by a format."""
    embedded = (s.id for pack in packs() if pack.figures for s in tidy.read_sources(pack.figures[0]))
    return frozenset((*embedded, *(row["id"] for row in read_table("hinterland.sources", "sources.csv"))))


def grant(reading: Reading, sources: Mapping[str, Source]) -> None:
    """Lower what a tidy file calls official, and whose source has no address of a known publisher, to claimed, with a warning. `sources` are those held."""
    if reading.format != tidy.NAME:
        return
    own = [
        s.model_copy(update={"reliability": "claimed"}) if s.reliability == "official" and not publisher(s.address) else s
        for s in reading.sources
        # An official source that is held isn't described anew by whoever names it.
        if publisher(s.address) or s.id not in sources or sources[s.id].reliability != "official"
    ]
    described = {s.id: s for s in reading.sources}
    lowered: set[str] = set()
    for figure in reading.figures:
        source = described.get(figure.source) or sources.get(figure.source)
        said = figure.reliability or (source.reliability if source else None)
        # A source of embedded tables or of a format stands for those, and lends its name to no file that merely gives it.
        believed = source is not None and publisher(source.address) and (figure.source in described or figure.source not in _published())
        if said == "official" and not believed:
            figure.reliability = "claimed"
            lowered.add(figure.source)
    reading.sources = own
    if lowered:
        reading.warnings.append(
            f"figures of {', '.join(sorted(lowered)[:3])}{' ...' * (len(lowered) > 3)} are called official, but no address of a publisher known here stands beside it; "
            "they are stored as claimed and outrank no others (say --address with the page they were published on)"
        )
