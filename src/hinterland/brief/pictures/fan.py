"""The fan: a subject's years held as a line, the years to come as bands of simulated futures, the threshold across them, its chance beneath each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief.document import Picture
from hinterland.brief.pictures.house import (
    ACCENT,
    INK,
    INNER,
    LABEL,
    LABELLED,
    PHONE,
    QUIET,
    SMALL,
    TEXT,
    Drawing,
    data,
    framed,
    line,
    narrow,
    place,
    source_line,
    text,
    width,
)
from hinterland.brief.pictures.scale import Scale, scale
from hinterland.brief.pictures.words import words
from hinterland.claims.caveats import DOUBTED
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.models import Source
from hinterland.outlook.answer import Outlook, Year
from hinterland.outlook.wording import round_mark

BANDS = ((0, 6, "#dbe6f2"), (1, 5, "#b3cbe3"), (2, 4, "#86a9cf"))
"""Quantiles of `FAN` between which a band lies, the widest first: 95, 80 and 50 in a hundred futures."""

MEDIAN = 3

LEFT, RIGHT, TALL, HEAD = 24, 66, 190, 26

ROW = 20

HELD_ON_PHONES = 6
"""Years held that a phone has room for."""

FAR = 34
"""How far two labels of years or chances stand apart at least."""


def fan(found: Outlook, language: Language, sources: Sequence[Source]) -> Picture:
    """The picture of an outlook that has years. `sources` are those behind the levels held."""
    last = found.years[-1]
    unit = scale([last.quantiles[MEDIAN], *(p.value for p in found.history)], _currency(found), language, large=True)
    drawn = _Fan(found, unit, language, INNER)
    slim = _Fan(replace(found, history=found.history[-HELD_ON_PHONES:]), unit, language, PHONE)
    flow = words(f"fan:{found.flow}", language)
    name = codes.name(found.subject, language)
    drawing = Drawing(
        key="fan",
        title=_title(found, name, flow, language),
        subtitle=words("fan:subtitle", language, flow=flow, unit=unit.name, first=drawn.first, last=last.year),
        alt=words(
            "fan:alt", language, name=name, flow=flow, year=last.year, unit=unit.name, low=drawn.said(last, 1), high=drawn.said(last, 5)
        ),
        height=drawn.height,
        layers=drawn.layers(),
        rows=drawn.rows(),
        notes=[words("fan:bands", language), words("fan:made", language, home=codes.home_of(found.subject), paths=found.paths)],
    )
    signs = {"†"} if any(s.reliability in DOUBTED for s in sources) else set()
    made = framed(drawing, language, source_line(sources, signs, language) if sources else words("fan:sources", language), [])
    return replace(made, narrow=narrow(replace(drawing, layers=slim.layers(), height=slim.height), language))


def _currency(found: Outlook) -> str:
    return codes.home_of(found.subject).currency or codes.home_of().currency or ""


def _title(found: Outlook, name: str, flow: str, language: Language) -> str:
    first, last = found.years[0], found.years[-1]
    if found.threshold is None or last.probability is None:
        return words("fan:title", language, name=name, flow=flow, last=last.year)
    mark = round_mark(found.threshold, language, _currency(found))
    if found.stays:
        return words("fan:title-stays", language, name=name, flow=flow, mark=mark, last=last.year, share=percent(found.stays[last.year]))
    values: dict[str, Any] = {"name": name, "flow": flow, "mark": mark, "last": last.year, "later": percent(last.probability)}
    if first == last:
        return words("fan:title-mark-once", language, **values)
    return words("fan:title-mark", language, **values, first=first.year, then=percent(first.probability or 0))


def percent(probability: float) -> str:
    """A probability in whole percent; what is nearly none or all is reported as that."""
    whole = round(probability * 100)
    return "<1%" if whole < 1 else ">99%" if whole > 99 else f"{whole}%"


class _Fan:
    """The layers of a fan and the same figures as rows."""

    def __init__(self, found: Outlook, unit: Scale, language: Language, room: float) -> None:
        self.found, self.unit, self.language, self.room = found, unit, language, room
        self.first = found.history[0].year if found.history else found.years[0].year
        self.top = max([y.quantiles[6] for y in found.years] + [p.high for p in found.history]) * 1.04
        self.chances = [y for y in found.years if y.probability is not None]
        self.base = HEAD + TALL

    @property
    def height(self) -> float:
        """How high all of it is."""
        return self.base + 26 + (ROW if self.chances else 0)

    def x(self, year: int) -> float:
        """Where a year stands."""
        return LEFT + (self.room - LEFT - RIGHT) * (year - self.first) / max(1, self.found.years[-1].year - self.first)

    def y(self, amount: float) -> float:
        """Where an amount stands."""
        return self.base - TALL * amount / self.top

    def said(self, year: Year, quantile: int) -> str:
        """A quantile in the picture's unit, in three figures."""
        return self._number(year.quantiles[quantile])

    def _number(self, amount: float) -> str:
        rounded = Decimal(f"{amount:.2e}")
        half = Decimal((0, (5,), int(rounded.as_tuple().exponent) - 1))
        return self.unit.number(Interval(rounded - half, rounded + half, True, False), rounded)

    def layers(self) -> list[dict[str, Any]]:
        """The bands, the lines, the figures."""
        found = self.found
        start = [{"x": self.x(p.year), "low": self.y(p.value), "high": self.y(p.value)} for p in found.history[-1:]]
        layers = [
            _area(
                [*start, *({"x": self.x(y.year), "low": self.y(y.quantiles[a]), "high": self.y(y.quantiles[b])} for y in found.years)], ink
            )
            for a, b, ink in BANDS
        ]
        layers.append(line([(LEFT - 8, self.base), (self.room - RIGHT + 8, self.base)], "#9aa2ad", 1))
        if found.threshold is not None and float(found.threshold) <= self.top:
            at = self.y(float(found.threshold))
            mark = round_mark(found.threshold, self.language, _currency(found))
            layers += [line([(0, at), (self.room - RIGHT, at)], INK, 1, [3, 3]), text(mark, x=0, y=at - 6, size=SMALL, color=INK)]
        held = [(self.x(p.year), self.y(p.value)) for p in found.history]
        ahead = [*held[-1:], *((self.x(y.year), self.y(y.quantiles[MEDIAN])) for y in found.years)]
        layers += [line(held, ACCENT, 2.5), line(ahead, ACCENT, 2, [5, 4])]
        if found.history:
            p = found.history[-1]
            at = self.y(p.value)
            crossed = found.threshold is not None and abs(self.y(float(found.threshold)) - (at - 16)) < SMALL
            layers.append(_label(self._number(p.value), self.x(p.year), at + (20 if crossed else -12), ACCENT, bold=True))
        last = found.years[-1]
        for quantile in (5, MEDIAN, 1):
            ink = ACCENT if quantile == MEDIAN else QUIET
            layers.append(
                text(self.said(last, quantile), x=self.x(last.year) + 8, y=self.y(last.quantiles[quantile]) + 4, size=LABEL, color=ink)
            )
        return [*layers, self._points(), *self._years(), *self._chances()]

    def _points(self) -> dict[str, Any]:
        """A point a year that says its figures to whoever points at it."""
        rows = [{"x": self.x(p.year), "y": self.y(p.value), "label": f"{p.year}: {self._number(p.value)}"} for p in self.found.history]
        for y in self.found.years:
            chance = f", {percent(y.probability)}" if y.probability is not None else ""
            said = f"{y.year}: {self.said(y, MEDIAN)} ({self.said(y, 1)}–{self.said(y, 5)}){chance}"
            rows.append({"x": self.x(y.year), "y": self.y(y.quantiles[MEDIAN]), "label": said})
        mark = {"type": "point", "filled": True, "size": 36, "color": ACCENT, "opacity": 1}
        return {"data": data(rows), "mark": mark, "encoding": {"x": place("x"), "y": place("y")} | LABELLED}

    def _years(self) -> list[dict[str, Any]]:
        every = [p.year for p in self.found.history] + [y.year for y in self.found.years]
        ahead = {y.year for y in self.found.years}
        shown = [y for y in every if y in self._labelled(every)]
        return [_label(str(y), self.x(y), self.base + 17, ACCENT if y in ahead else TEXT) for y in shown]

    def _chances(self) -> list[dict[str, Any]]:
        if not self.chances:
            return []
        name = words("fan:row", self.language)
        at = self.base + 17 + ROW
        right = self.x(self.chances[0].year) - 24
        shown = [y for y in self.chances if y.year in self._labelled([y.year for y in self.chances])]
        own = [_label(percent(y.probability or 0), self.x(y.year), at, ACCENT, bold=True) for y in shown]
        return [text(name, x=max(0, right - width(name, SMALL)), y=at, size=SMALL, color=QUIET), *own]

    def _labelled(self, years: Sequence[int]) -> set[int]:
        """The years whose labels don't touch, counted back from the last."""
        apart = abs(self.x(1) - self.x(0))
        step = max(1, -int(-FAR // apart))
        return {y for y in years if (max(years) - y) % step == 0}

    def rows(self) -> list[dict[str, Any]]:
        """The table beside the picture: the years held, and those to come with their range and chance."""
        head = {k: words(f"fan:head:{k}", self.language, unit=self.unit.name) for k in ("year", "median", "range", "chance")}
        rows = [
            {head["year"]: str(p.year), head["median"]: self._number(p.value), head["range"]: "", head["chance"]: ""}
            for p in self.found.history
        ]
        rows += [
            {
                head["year"]: str(y.year),
                head["median"]: self.said(y, MEDIAN),
                head["range"]: f"{self.said(y, 1)}–{self.said(y, 5)}",
                head["chance"]: percent(y.probability) if y.probability is not None else "",
            }
            for y in self.found.years
        ]
        return rows if self.chances else [{k: v for k, v in r.items() if k != head["chance"]} for r in rows]


def _area(rows: list[dict[str, float]], ink: str) -> dict[str, Any]:
    return {
        "data": data(rows),
        "mark": {"type": "area", "color": ink},
        "encoding": {"x": place("x"), "y": place("low"), "y2": {"field": "high"}},
    }


def _label(said: str, x: float, y: float, ink: str, *, bold: bool = False) -> dict[str, Any]:
    more: dict[str, Any] = {"fontWeight": "bold"} if bold else {}
    return text(said, x=x, y=y, color=ink, **{"align": "center", **more})
