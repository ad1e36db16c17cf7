"""Months: the subject's level month by month as columns, each with a line where the same month stood a year before, and its growth beneath."""

from __future__ import annotations

from hinterland.brief.pictures import titles
from hinterland.brief.pictures.bars import Bar, bars
from hinterland.brief.pictures.columns import Columns
from hinterland.brief.pictures.desk import Desk, Figure
from hinterland.brief.pictures.growth import growth_row, level_columns
from hinterland.brief.pictures.house import ACCENT, PALE, Drawing
from hinterland.brief.pictures.scale import rate, scale
from hinterland.brief.values import place
from hinterland.claims import Evaluated
from hinterland.codes import Period

FEWEST = 4
SHOWS = 0.0005
"""The part of a total by which months as first published must miss it for a note."""


def months(desk: Desk) -> Drawing | None:
    """The drawing, where four months or more of the year are held."""
    year = desk.period.year
    if year is None:
        return None
    wanted = range(year * 100 + 1, desk.period.end + 1) if desk.period.kind != "month" else range(year * 100 + 1, year * 100 + 13)
    every = [m for m in wanted if m <= desk.period.end]
    levels, before, growths = (
        _monthly(found, every, back, desk.flow) for found, back in ((desk.levels, 0), (desk.levels, 100), (desk.growths, 0))
    )
    if len(levels) < FEWEST:
        return None
    before, growths = (found if len(found) > 1 else {} for found in (before, growths))
    unit = scale((f.value for f in (*levels.values(), *before.values())), desk.currency, desk.language)
    last = max(levels)
    columns = level_columns({m: desk.words(f"month:{m % 100}") for m in every}, levels, unit, last, before)
    rates = growth_row(desk, [growths.get(m) for m in every], every.index(last))
    if desk.is_narrow:
        rows = [
            Bar(c.name, c.level, c.said or desk.words("none"), r, fill=ACCENT if c.strong else PALE, strong=c.strong)
            for c, (r, _) in zip(columns, rates.figures, strict=True)
        ]
        layers, height = bars(rows, desk.room, second=rates.name if growths else "")
    else:
        drawn = Columns(columns, [rates] if growths else [], desk.room, none=desk.words("none"))
        layers, height = drawn.layers(), drawn.height
    title, claims = _title(desk, last, levels[last])
    return Drawing(
        key="months",
        title=title,
        subtitle=desk.words(
            "months:subtitle",
            unit=unit.name,
            year=year,
            lines=desk.words("months:lines", before=year - 1) if before else "",
            rates=desk.words("months:rates") if growths else "",
        ),
        alt=desk.words("months:alt", year=year, n=len(levels), last=desk.when(last), size=unit.text(levels[last]), unit=unit.name),
        height=height,
        layers=layers,
        rows=[
            {
                desk.words("head:month"): c.name,
                desk.words("head:level-of", year=year, unit=unit.name): c.said,
                **(
                    {desk.words("head:level-of", year=year - 1, unit=unit.name): unit.text(before[m]) if m in before else ""}
                    if before
                    else {}
                ),
                **({desk.words("head:growth"): rate(growths[m]) if m in growths else ""} if growths else {}),
            }
            for c, m in zip(columns, every, strict=True)
        ],
        figures=[*levels.values(), *before.values(), *growths.values()],
        claims=claims,
        notes=[*([desk.words("hollow")] if any(f.sign for f in levels.values()) else []), *_apart(desk, levels)],
    )


def _monthly(found: dict[tuple[str, int, int], Figure], every: list[int], back: int, flow: str) -> dict[int, Figure]:
    """Figures of a flow by month, `back` months of a hundred earlier."""
    return {m: found[key] for m in every if (key := (flow, m - back, m - back)) in found}


def _apart(desk: Desk, levels: dict[int, Figure]) -> list[str]:
    """That months as first published don't add up to the total of all of them, which has what was revised since."""
    first, last = desk.period.year * 100 + 1 if desk.period.year else 0, max(levels)
    total = desk.levels.get((desk.flow, first, last))
    if total is None or len(levels) < last - first + 1:
        return []
    off = max(sum(f.low for f in levels.values()) - total.high, total.low - sum(f.high for f in levels.values()))
    is_so = off > SHOWS * total.value
    claim = desk.found.one("value", subject=desk.subject, period=str(Period(first, last)))
    return [desk.words("months:apart", total=titles.amount(desk, claim, total))] if is_so else []


def _title(desk: Desk, month: int, level: Figure) -> tuple[str, list[Evaluated]]:
    whole = desk.levels.get((desk.flow, desk.period.start, desk.period.end)) if desk.period.kind != "month" else None
    if whole is not None:
        own = [e for op in ("level", "growth") if (e := titles.own(desk, op))]
        return titles.moved_to(desk, whole, None, desk.when(), own), own
    at = f"{month // 100}-{month % 100:02}"
    own = [e for op in ("level", "growth") if (e := titles.own(desk, op, period=at)) and (op == "level" or e.how != "derived")]
    # A rate that the brief doesn't state, since a revision may have turned it, is no title.
    said = titles.moved_to(desk, level, None, desk.when(month), own)
    record = desk.found.one("record", subject=desk.subject, period=at, scope="months")
    if record is not None and record.since and place(record) == 1:
        return said + desk.words("title:record-month", first=desk.when(record.since)), [*own, record]
    return said, own
