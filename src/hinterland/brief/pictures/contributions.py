"""Contributions: how many percentage points of growth each part gave. Of a nation or group the parts are its regions, of a region exports and imports.

A part's contribution is its change over the whole's level a year before; both are worked out from levels and growth rates, so that published growth, which
uses revised figures, is what the parts make up. Rounding is carried through to the digits printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from hinterland.brief.pictures import titles
from hinterland.brief.pictures.bars import Bar, bars, thinned
from hinterland.brief.pictures.columns import Column, Columns, Part, Row
from hinterland.brief.pictures.desk import Desk, Figure, Key
from hinterland.brief.pictures.house import ACCENT, FALL, PALE, TEXT, TINT, Drawing
from hinterland.brief.pictures.scale import change, plain_rate
from hinterland.brief.pictures.words import listed
from hinterland.claims import Evaluated

YEARS, ON_PHONES = 8, 5
FEWEST_YEARS = 3
FIRST, LAST = 8, 4
"""Of many parts those that gave most and least are drawn; the table has them all."""

FEWEST_MONTHS = 4
NAMED = 3
FLOWS = (("export", ACCENT), ("import", TINT))


def contribution(level: Figure, growth: Figure, whole: Figure, whole_growth: Figure) -> Figure:
    """Percentage points of the whole's growth that a part gave: its change over the whole's level a year before."""
    ends = [_change(v, g) / _base(w, h) * 100 for v, g, w, h in product(*((f.low, f.high) for f in (level, growth, whole, whole_growth)))]
    middle = _change(level.value, growth.value) / _base(whole.value, whole_growth.value) * 100
    ids = (*level.observations, *growth.observations, *whole.observations, *whole_growth.observations)
    return Figure(middle, min(ends), max(ends), "", ids)


def _base(level: float, growth: float) -> float:
    return level / (1 + growth / 100)


def _change(level: float, growth: float) -> float:
    return level - _base(level, growth)


def contributions(desk: Desk) -> Drawing | None:
    """The drawing, where both what the whole and what most of its parts did is held."""
    if titles.own(desk, "growth") is None:
        return None
    return _members(desk) if desk.members else _flows(desk)


# -- of a nation or group


def _members(desk: Desk) -> Drawing | None:
    key = (desk.flow, desk.period.start, desk.period.end)
    whole, growth = desk.levels.get(key), desk.growths.get(key)
    if whole is None or growth is None or growth.low <= -100:
        return None
    both = [r for r in desk.members if r in desk.all_levels and r in desk.all_growths]
    parts = {r: contribution(desk.all_levels[r], desk.all_growths[r], whole, growth) for r in both}
    if len(parts) < max(3, len(desk.members) * 0.6):
        return None
    places = 2 if len(parts) > 14 else 1
    order = sorted(parts, key=lambda r: -parts[r].value)
    first = _first(parts, order if growth.value >= 0 else order[::-1])
    if not all(desk.keeps(desk.all_growths[r]) for r in first):
        return None  # Another may have given more.
    lead = order[0] if growth.value >= 0 else order[-1]
    said = {r: _points(parts[r], places) for r in order}
    fills = {r: ACCENT if r == lead else PALE if not said[r].strip("0.") else FALL if parts[r].value < 0 else TINT for r in order}
    rows = [Bar(desk.name(r), parts[r].value, said[r], fill=fills[r], strong=r == lead) for r in order]
    drawn = [n for n in range(len(rows)) if n < FIRST or n >= len(rows) - LAST]
    layers, height = bars(thinned(rows, drawn, desk.words), desk.room)
    missing = [desk.name(r) for r in desk.members if r not in parts]
    own = [e for op in ("level", "growth") if (e := titles.own(desk, op))]
    theirs = list(desk.found.all("value", subject=lead, period=str(desk.period))) + list(
        desk.found.all("value", "growth", subject=lead, period=str(desk.period))
    )
    return Drawing(
        key="contributions",
        title=desk.words(
            f"contributions:{'plain' if not first else 'most' if growth.value >= 0 else 'least'}",
            part=listed([desk.name(r) for r in first], desk.language),
            moved=titles.moved(growth.interval, desk.language),
            total=titles.percent(growth.interval, desk.language),
        ),
        subtitle=desk.words("contributions:members"),
        alt=desk.words("contributions:alt", n=len(rows), first=rows[0].name, size=rows[0].said),
        height=height,
        layers=layers,
        rows=[{desk.words("head:region"): r.name, desk.words("head:points"): r.said} for r in rows],
        figures=[whole, growth, *(f for r in both for f in (desk.all_levels[r], desk.all_growths[r]))],
        claims=[*own, *theirs],
        notes=[
            desk.words("contributions:note-members"),
            *([desk.words("missing:regions", names=listed(missing, desk.language))] if missing else []),
        ],
    )


def _first(parts: Mapping[str, Figure], order: Sequence[str]) -> list[str]:
    """The parts that surely gave most of the change, those first that seem to, up to `NAMED`; none where more than these may have."""
    for n in range(1, NAMED + 1):
        inside, rest = ([parts[r] for r in some] for some in (order[:n], order[n:]))
        if all(a.low > b.high for a in inside for b in rest) or all(a.high < b.low for a in inside for b in rest):
            return list(order[:n])
    return []


def _points(f: Figure, places: int) -> str:
    return change(f.interval, f.exact, places)


# -- of a region


def _flows(desk: Desk) -> Drawing | None:
    """By year where three or more are held, else by month, up to the end of the period."""
    year = desk.period.year
    if year is None:
        return None
    first, last = desk.period.start % 100, desk.period.end % 100
    years = {str(y): (y * 100 + first, y * 100 + last) for y in range(year - (ON_PHONES if desk.is_narrow else YEARS) + 1, year + 1)}
    months = {desk.words(f"month:{m % 100}"): (m, m) for m in range(year * 100 + 1, desk.period.end + 1)}
    # Rates of months that the brief doesn't state, since a revision may have turned them, are no picture.
    is_stated = titles.own(desk, "growth", period=f"{year}-{last:02}") is not None
    for kind, spans, fewest in (("years", years, FEWEST_YEARS), *([("months", months, FEWEST_MONTHS)] if is_stated else [])):
        found = {name: parts for name, (a, b) in spans.items() if (parts := _parts(desk, a, b))}
        if len(found) >= fewest and next(reversed(spans)) in found:  # A month within the year says nothing of all of it.
            return _columns(desk, kind, found, spans)
    return None


def _parts(desk: Desk, first: int, last: int) -> list[Figure] | None:
    """The contributions of exports and imports in a period, and the growth of the whole."""
    keys: list[Key] = [(flow, first, last) for flow in ("total", "export", "import")]
    if any(k not in desk.levels or k not in desk.growths for k in keys):
        return None
    pairs = [(desk.levels[k], desk.growths[k]) for k in keys]
    if any(g.low <= -100 for _, g in pairs):
        return None
    return [*(contribution(*pair, *pairs[0]) for pair in pairs[1:]), pairs[0][1]]


def _columns(desk: Desk, kind: str, found: dict[str, list[Figure]], spans: dict[str, tuple[int, int]]) -> Drawing:
    order, last = list(spans), list(found)[-1]
    names = order[order.index(next(iter(found))) : order.index(last) + 1]
    columns = [Column(n, parts=_stack(found[n][:2]) if n in found else (), strong=n == last) for n in names]
    rows = [
        *(
            Row(desk.words(f"flow:{flow}"), [(_points(found[n][i], 1) if n in found else "", TEXT) for n in names], colour)
            for i, (flow, colour) in enumerate(FLOWS)
        ),
        Row(
            desk.words("growth:row"),
            [(plain_rate(found[n][2]) + found[n][2].sign if n in found else "", ACCENT if n == last else TEXT) for n in names],
        ),
    ]
    drawn = Columns(columns, rows, desk.room, none=desk.words("none"))
    a, b = spans[last]
    when = desk.when(a, b)
    levels = [
        f
        for n in found
        for flow in ("total", "export", "import")
        for held in (desk.levels, desk.growths)
        for f in [held[(flow, *spans[n])]]
    ]
    return Drawing(
        key="contributions",
        title=_said(desk, found[last], when),
        subtitle=desk.words(f"contributions:{kind}", year=desk.period.year),
        alt=desk.words("contributions:alt-flows", n=len(found), first=next(iter(found)), last=last),
        height=drawn.height,
        layers=drawn.layers(),
        rows=[{desk.words("head:period"): n, **{r.name: r.figures[i][0] for r in rows}} for i, n in enumerate(names)],
        figures=levels,
        claims=_claims(desk, a, b),
        notes=[desk.words("contributions:note")],
    )


def _stack(parts: Sequence[Figure]) -> tuple[Part, ...]:
    """Exports at the foot, imports on them; what took away hangs below the line."""
    up = down = 0.0
    made = []
    for f, (_, colour) in zip(parts, FLOWS, strict=True):
        foot = up if f.value >= 0 else down
        made.append(Part(foot, foot + f.value, colour))
        up, down = (up + f.value, down) if f.value >= 0 else (up, down + f.value)
    return tuple(made)


def _said(desk: Desk, parts: Sequence[Figure], when: str) -> str:
    """The title: the larger of the two first, and what the other did."""
    flows = sorted(zip(("export", "import"), parts[:2], strict=True), key=lambda p: -abs(p[1].value))
    (one, first), (other, second) = flows
    same = (first.value >= 0) == (second.value >= 0)
    way = ["took" if f.value < 0 else "added" for f in (first, second)]
    return desk.words(
        f"contributions:{way[0]}-{'same' if same else way[1]}",
        one=desk.words(f"flow-in:{one}"),
        other=desk.words(f"flow-in:{other}"),
        One=desk.words(f"flow-at:{one}"),
        first=_points(first, 1).lstrip("+−"),
        second=_points(second, 1).lstrip("+−"),
        when=when,
        moved=titles.moved(parts[2].interval, desk.language),
    )


def _claims(desk: Desk, first: int, last: int) -> list[Evaluated]:
    at = str(desk.period) if (first, last) == (desk.period.start, desk.period.end) else f"{first // 100}-{first % 100:02}"
    return [e for flow in ("total", "export", "import") for op in ("level", "growth") if (e := titles.own(desk, op, flow=flow, period=at))]
