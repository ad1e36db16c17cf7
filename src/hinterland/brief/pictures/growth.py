"""Growth: the subject's level year by year as columns, the threshold it crossed as a line, and under each year its growth."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from hinterland.brief.pictures import titles
from hinterland.brief.pictures.columns import Column, Columns, Mark, Row
from hinterland.brief.pictures.desk import COMPUTED, Desk, Figure
from hinterland.brief.pictures.house import ACCENT, QUIET, TEXT, Drawing
from hinterland.brief.pictures.scale import Scale, plain_rate, rate, scale
from hinterland.brief.pictures.words import listed
from hinterland.brief.values import is_record, is_young, years_back
from hinterland.claims import Evaluated

YEARS, ON_PHONES = 11, 6
FEWEST = 3
VISIBLE = 0.3
"""In percentage points: how far a published rate may lie from that between the levels shown without a note."""


def growth(desk: Desk) -> Drawing | None:
    """The drawing, where the levels of three years or more are held."""
    year = desk.period.year
    if year is None:
        return None
    spans = {
        y: (y * 100 + desk.period.start % 100, y * 100 + desk.period.end % 100)
        for y in range(year - (ON_PHONES if desk.is_narrow else YEARS) + 1, year + 1)
    }
    levels = {y: desk.levels[key] for y, s in spans.items() if (key := (desk.flow, *s)) in desk.levels}
    if len(levels) < FEWEST:
        return None
    years = list(range(min(levels), year + 1))
    growths = {y: desk.growths[key] for y in years if (key := (desk.flow, *spans[y])) in desk.growths}
    unit = scale((f.value for f in levels.values()), desk.currency, desk.language)
    title, claims = _title(desk, levels, growths)
    drawn = _columns(desk, years, levels, growths, unit, _crossed(desk, levels))
    shown = [*levels.values(), *(g for y, g in growths.items())]
    first, last = min(levels), max(levels)
    when = desk.when(*spans[year]) if desk.period.kind != "year" else str(year)
    notes = [desk.words("hollow")] if _hollow(levels) else []
    if any(_is_revised(levels, y, g) for y, g in growths.items() if g.sign != COMPUTED):
        notes.append(desk.words("growth:revised"))
    if missing := [y for y in years if y not in levels]:
        notes.append(desk.words("missing:years", years=_spans(desk, missing)))
    if unrated := [y for y in years if growths and y in levels and y > first and y not in growths]:
        notes.append(desk.words("missing:growth", years=_spans(desk, unrated)))
    if sums := [y for y in years if y in levels and levels[y].is_sum]:
        notes.append(desk.words("sums:all" if len(sums) == len(levels) else "sums", years=_spans(desk, sums)))
    return Drawing(
        key="growth",
        title=title,
        subtitle=desk.words(
            f"growth:subtitle{'' if desk.period.kind == 'year' else '-month' if desk.period.kind == 'month' else '-same'}",
            unit=unit.name,
            rates=desk.words("growth:rates") if growths else "",
            when=when,
        ),
        alt=desk.words("growth:alt", first=first, last=last, low=unit.text(levels[first]), high=unit.text(levels[last]), unit=unit.name),
        height=drawn.height,
        layers=drawn.layers(),
        rows=[
            {
                desk.words("head:year"): str(y),
                desk.words("head:level", unit=unit.name): unit.text(levels[y]) if y in levels else "",
                desk.words("head:growth"): rate(growths[y]) if y in growths else "",
            }
            for y in years
        ],
        figures=shown,
        claims=claims,
        notes=notes,
    )


def _is_revised(levels: Mapping[int, Figure], year: int, rate: Figure) -> bool:
    """Whether a rate visibly differs from that between the levels beside it."""
    now, then = levels.get(year), levels.get(year - 1)
    if now is None or then is None or not then.value:
        return False
    return abs(100 * (now.value / then.value - 1) - rate.value) >= VISIBLE


def _spans(desk: Desk, years: list[int]) -> str:
    """Years in words, three and more in a row as a span: `2013 to 2015 and 2018`."""
    runs = [[y for _, y in run] for _, run in groupby(enumerate(years), lambda at: at[1] - at[0])]
    spans = [[desk.words("plot:span", first=r[0], last=r[-1])] if len(r) > 2 else [str(y) for y in r] for r in runs]
    return listed([text for run in spans for text in run], desk.language)


def _hollow(levels: Mapping[int, Figure]) -> set[int]:
    """The years or months whose level no office published as such; of sums alone none, since it would tell nothing apart."""
    return set() if all(f.is_sum for f in levels.values()) else {at for at, f in levels.items() if f.sign}


def _title(desk: Desk, levels: dict[int, Figure], growths: dict[int, Figure]) -> tuple[str, list[Evaluated]]:
    year = desk.period.year
    own = [e for op in ("level", "growth") if (e := titles.own(desk, op, currency=desk.currency))]
    first = titles.crossed(desk)
    if first and not is_young(first) and (found := titles.sentence_of(desk, first)):
        since = desk.words("title:since", said=found[0], first=first.since // 100) if first.since else found[0]
        return since, [*found[1], *own]
    if year not in levels:
        last = max(levels)
        before = desk.found.one("value", subject=desk.subject, period=str(last))
        text = desk.words("title:last", amount=titles.amount(desk, before, levels[last]), year=last)
        return text, [before] if before else []
    said = titles.moved_to(desk, levels[year], None if len(own) == 1 else growths.get(year), desk.when(), own)
    record = desk.found.one("record", subject=desk.subject, period=str(desk.period), scope="years")
    if record is not None and record.since and is_record(record):
        return said + desk.words("title:record", first=record.since // 100, years=years_back(record)), [*own, record]
    return said, own


def _crossed(desk: Desk, levels: dict[int, Figure]) -> float | None:
    """The mark that lies between the smallest and the last of the levels shown."""
    mark = titles.threshold(desk)
    values = [f.value for _, f in sorted(levels.items())]
    return float(mark) if mark is not None and min(values) < mark <= values[-1] else None


def _columns(
    desk: Desk, years: list[int], levels: dict[int, Figure], growths: dict[int, Figure], unit: Scale, mark: float | None
) -> Columns:
    asked = desk.period.year
    columns = level_columns({y: str(y) for y in years}, levels, unit, asked)
    line = None if mark is None else Mark(unit.size(mark), titles.line(desk, mark))
    rows = [growth_row(desk, [growths.get(y) for y in years], years.index(asked or 0))] if growths else []
    return Columns(columns, rows, desk.room, line, desk.words("none"))


def level_columns(
    names: Mapping[int, str],
    levels: Mapping[int, Figure],
    unit: Scale,
    strong: int | None,
    before: Mapping[int, Figure] = MappingProxyType({}),
) -> list[Column]:
    """The columns of levels by year or month, each with that of the year before where it is given; the `strong` one is spoken of."""
    sizes, earlier = ({at: unit.size(f.value) for at, f in found.items()} for found in (levels, before))
    said = {at: unit.text(f) for at, f in levels.items()}
    hollow = _hollow(levels)
    return [
        Column(name, sizes.get(at), said.get(at, ""), earlier.get(at), hollow=at in hollow, strong=at == strong)
        for at, name in names.items()
    ]


def growth_row(desk: Desk, growths: list[Figure | None], strong: int) -> Row:
    """The row of growth rates beneath columns; those computed are lighter."""
    inks = [ACCENT if i == strong else QUIET if g is not None and g.sign == "‡" else TEXT for i, g in enumerate(growths)]
    return Row(desk.words("growth:row"), [(plain_rate(g) + g.sign if g else "", ink) for g, ink in zip(growths, inks, strict=True)])
