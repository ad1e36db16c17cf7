"""Results of the Python interface as charts: the pictures of a brief, the fan of an outlook, and the figures of an answer or of a listing as
bars, those of several subjects over time as lines.

In goes a result, out comes a `Plot`, which shows itself in a notebook and is saved as SVG or PNG. Needs the extra `hinterland[pictures]` when it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from hinterland import codes
from hinterland.brief.document import Picture
from hinterland.brief.pictures.bars import Bar, bars
from hinterland.brief.pictures.house import ACCENT, INNER, PALE, Drawing, framed, source_line
from hinterland.brief.pictures.lines import COLOURS, Dot, lines
from hinterland.brief.pictures.render import png, svg
from hinterland.brief.pictures.scale import scale
from hinterland.brief.pictures.words import listed, words
from hinterland.check.words import amount
from hinterland.claims.caveats import MARKS
from hinterland.claims.evaluate import each_once
from hinterland.codes import Language, Period
from hinterland.codes.periods import boundary
from hinterland.frames import spoken
from hinterland.interval import Interval
from hinterland.language.write import when
from hinterland.sources.live.asking import write_whole
from hinterland.sources.reading import InputError

FEW = 6
"""Maximum months or quarters of one subject that are bars beside each other."""
YEAR = 12
"""Months of a year."""
MOST = 31
"""Maximum bars of a chart; of more, the last are drawn."""


@dataclass(frozen=True, slots=True, repr=False)
class Plot:
    """A chart: its `picture` with title, sources and figures, drawn when it is shown or saved."""

    picture: Picture

    @property
    def svg(self) -> str:
        """The drawing as an SVG element. Raises `InputError` without the extra."""
        return svg(self.picture)

    def drawn_as(self, suffix: str) -> bytes:
        """The file of a suffix, .svg or .png. Raises `InputError` for another."""
        if suffix.lower() not in (".svg", ".png"):
            raise InputError(f"a chart is saved as .svg or .png, not as {suffix!r}")
        return png(self.picture) if suffix.lower() == ".png" else self.svg.encode("utf-8")

    def save(self, path: str | Path) -> Path:
        """Write the drawing, whole or not at all, to a file whose suffix says how. Raises `InputError` where that isn't .svg or .png, or it can't be written."""
        to = Path(path)
        write_whole(to, self.drawn_as(to.suffix or to.name))
        return to

    def _repr_svg_(self) -> str:
        """The drawing in a notebook."""
        return self.svg

    def __repr__(self) -> str:
        return f"<Plot: {self.picture.title}>"


class Point(NamedTuple):
    """A figure to draw: whose, of which flow and when; its size in its unit, and how far it is to be trusted."""

    subject: str
    flow: str | None
    period: str
    value: Decimal
    text: str
    unit: str
    reliability: str


def plot(result: Any, key: str | None = None) -> Plot:
    """A result as a chart; of a brief, which has several, the first or the one of a `key`. Raises `InputError` where there is nothing to draw."""
    how = HOW.get(type(result).__name__)
    if how is None or (made := how(result, key)) is None:
        raise InputError(f"there is nothing to draw of this {type(result).__name__}: {result.summary()}")
    return Plot(made)


def _brief(found: Any, key: str | None) -> Picture | None:
    drawn = {p.key: p for p in found.pictures}
    if key is not None and key not in drawn:
        raise InputError(f"this brief has no chart {key!r}; it has {listed(list(drawn), 'en') or 'none'}")
    return drawn[key] if key else next(iter(drawn.values()), None)


def _outlook(found: Any, _: str | None) -> Picture | None:
    from hinterland.brief.pictures.fan import fan

    return fan(found, "en", []) if found.years else None


def _answer(found: Any, _: str | None) -> Picture | None:
    points = [Point(r.subject, r.flow, r.period, r.value, r.text, r.unit, r.reliability) for r in found.rows if r.value is not None]
    signs = {sign(p) for p in points}
    scope = next((r.scope for r in found.rows if r.scope), "") if found.missing else ""
    title = found.sentence.rstrip(words("stop", found.language))
    return drawn(title, points, found.language, source_line(found.sources, signs, found.language), scope)


def _show(found: Any, _: str | None) -> Picture | None:
    """The whole years of a subject, of its first flow; of all lengths where none is held."""
    held = [r for r in found.rows if r.value is not None]
    years = [r for r in held if len(r.period) == len("2025")] or held
    flow = years[0].flow if years else None
    points = [
        Point(r.subject, r.flow, r.period, r.value, amount(Interval(r.low, r.high), r.unit, "en"), r.unit, r.reliability or "")
        for r in years
        if r.flow == flow
    ]
    if not points:
        return None
    behind = {source for r in years if r.flow == flow for source in (r.source or "").split(", ")}
    what = codes.name(flow, "en", kind="flow") if flow else codes.name(found.measure, "en", kind="concept")
    names = listed([codes.name(s, "en", "subject") for s in found.subject.split(",")], "en")
    spans = sorted(Period.parse(p.period) for p in points)
    title = words("plot:shown", "en", what=what[:1].upper() + what[1:], names=names, first=spans[0], last=max(spans, key=lambda p: p.end))
    sources = each_once(s for s in found.sources if s.id in behind)
    return drawn(title, points, "en", source_line(sources, {sign(p) for p in points}, "en"))


QUANTILES = {5: 90, 3: 50, 1: 10}
"""The quantiles of the months to come that are drawn, by their place in `FAN`, and how many of a hundred futures lie below each."""


def _months(found: Any, _: str | None) -> Picture | None:
    """The median of months to come, and the two ends between which eighty of a hundred futures lie."""
    if not found.months:
        return None
    name = codes.name(found.subject, "en", "subject")
    currency, axis = codes.home_of(found.subject).currency or "", [m.period for m in found.months]
    unit = scale((m.quantiles[place] for m in found.months for place in QUANTILES), currency, "en", large=True)
    dots = {
        words(f"plot:below:{below}", "en"): [
            Dot(at, m.quantiles[place], f"{when(m.period, 'en')}: {spoken(m.quantiles[place], currency)}", False)
            for at, m in enumerate(found.months)
        ]
        for place, below in QUANTILES.items()
    }
    layers, height = lines(dots, axis, 10.0**unit.power, INNER)
    title = words(
        "plot:months", "en", name=name, flow=words(f"fan:{found.flow}", "en"), first=when(axis[0], "en"), last=when(axis[-1], "en")
    )
    rows = [
        {"month": m.period, **{f"{below}%": spoken(m.quantiles[place], currency) for place, below in QUANTILES.items()}}
        for m in found.months
    ]
    notes = [f"{note[:1].upper()}{note[1:]}{words('stop', 'en')}" for note in found.notes()]
    drawing = Drawing("plot", title, unit.name, title, height, layers, rows, notes=notes)
    return framed(drawing, "en", words("fan:sources", "en"), [])


HOW: Mapping[str, Callable[[Any, str | None], Picture | None]] = {
    "Brief": _brief,
    "Outlook": _outlook,
    "Months": _months,
    "Answer": _answer,
    "Show": _show,
}
"""By the kind of result, what draws it."""


def drawn(title: str, points: Sequence[Point], language: Language, source: str, scope: str = "") -> Picture | None:
    """Figures of one unit, in periods of one length as lines over time where there are several subjects, more than a few months, or most of them aren't held; else as bars. `scope` says of
    how many they are where some aren't held."""
    alike = [p for p in points if p.unit == points[0].unit]
    over_time = [p for p in alike if p.flow == alike[0].flow]
    lengths, periods = {Period.parse(p.period).months for p in over_time}, {Period.parse(p.period) for p in over_time}
    is_sparse = len(lengths) == 1 and len(_axis(periods)) > min(MOST, 2 * len(periods))
    is_drawn = len({p.subject for p in over_time}) > 1 or is_sparse or (len(periods) > FEW and YEAR not in lengths)
    if is_drawn and len(periods) > 1 and len(lengths) == 1:
        return _lines(title, over_time, language, source, whole=len(over_time) == len(points))
    return _bars(title, points, alike[-MOST:], language, source, scope) if alike else None


def _lines(title: str, points: Sequence[Point], language: Language, source: str, *, whole: bool) -> Picture:
    periods = sorted({Period.parse(p.period) for p in points})
    months, first, axis = periods[0].months, periods[0], _axis(periods)
    percent = points[0].unit == "percent"
    unit = None if percent else scale((float(p.value) for p in points), points[0].unit, language, large=True)
    dots: dict[str, list[Dot]] = {}
    for p in sorted(points, key=lambda p: Period.parse(p.period)):
        at = (boundary(Period.parse(p.period).start) - boundary(first.start)) // months
        name = codes.name(p.subject, language, "subject")
        dots.setdefault(name, []).append(Dot(at, float(p.value), f"{name}, {when(p.period, language)}: {p.text}{sign(p)}", bool(sign(p))))
    layers, height = lines(dots, [str(p) for p in axis], 1 if unit is None else 10.0**unit.power, INNER)
    about = [
        _flow(points[0], language),
        "%" if unit is None else unit.name,
        words("plot:span", language, first=when(str(axis[0]), language), last=when(str(axis[-1]), language)),
    ]
    notes = [
        words(key, language)
        for key, is_so in (
            ("hollow", any(d.hollow for own in dots.values() for d in own)),
            ("plot:others", len(dots) > len(COLOURS)),
            ("plot:flow", not whole),
        )
        if is_so
    ]
    head = [words(f"head:{k}", language) for k in ("name", "period", "value")]
    rows = [
        dict(zip(head, (codes.name(p.subject, language, "subject"), when(p.period, language), f"{p.text}{sign(p)}"), strict=True))
        for p in points
    ]
    subtitle = words("comma", language).join(x for x in about if x)
    subtitle = subtitle[:1].upper() + subtitle[1:]
    return framed(Drawing("plot", title, subtitle, title, height, layers, rows, notes=notes), language, source, [])


def _bars(title: str, points: Sequence[Point], shown: Sequence[Point], language: Language, source: str, scope: str) -> Picture:
    """Figures of one unit as bars, each named by what sets it apart from the others."""
    named = [(codes.name(p.subject, language, "subject"), _flow(p, language), when(p.period, language)) for p in shown]
    varying = [n for n in range(3) if len({parts[n] for parts in named}) > 1] or [0]
    fixed = [part for part in (*(named[0][n] for n in range(3) if n not in varying), scope) if part]
    names = [words("comma", language).join(parts[n] for n in varying if parts[n]) for parts in named]
    # The title is of what comes first: of several of that flow and period the largest stands out.
    first = [p for p in shown if (p.flow, p.period) == (shown[0].flow, shown[0].period)]
    largest = max(first, key=lambda p: p.value) if len(first) > 1 or len(shown) == 1 else None
    rows = [
        Bar(name, float(p.value), f"{p.text}{sign(p)}", fill=ACCENT if p is largest else PALE, strong=p is largest)
        for name, p in dict(zip(names, shown, strict=True)).items()
    ]
    periods = [Period.parse(p.period) for p in shown]
    if varying == [2] and len({p.months for p in periods}) == 1 and periods == sorted(set(periods)):
        held = dict(zip(periods, rows, strict=True))
        rows = [held.get(p) or Bar(when(str(p), language), None, words("none", language)) for p in _axis(periods)]
    layers, height = bars(rows, INNER)
    left = [words("plot:others", language)] if len(shown) < len(points) else []
    about = words("comma", language).join(fixed)
    about = about[:1].upper() + about[1:]
    table = [{words("head:name", language): r.name, words("head:value", language): r.said} for r in rows]
    return framed(Drawing("plot", title, about, title, height, layers, table, notes=left), language, source, [])


def _axis(periods: Iterable[Period]) -> list[Period]:
    """All periods from the first to the last of some of one length, those between them that aren't held too."""
    first, *_, last = [*(ordered := sorted(periods)), ordered[-1]]
    return [first.shift(n) for n in range(0, boundary(last.start) - boundary(first.start) + 1, first.months)]


def _flow(p: Point, language: Language) -> str:
    return codes.name(p.flow, language, kind="flow") if p.flow else ""


def sign(p: Point) -> str:
    """The sign of a figure that isn't official."""
    return MARKS.get(p.reliability, "")
