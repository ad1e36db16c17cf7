"""Columns side by side, one a period: a level or parts on top of each other, the same period a year before as a line, and figures in rows beneath.

What isn't official stands hollow; a period that isn't held says so; the column spoken of is strong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hinterland.brief.pictures.house import ACCENT, INK, LABEL, LABELLED, PALE, PAPER, QUIET, SMALL, TEXT, data, nominal, text, width

EDGE = "#9aa2ad"
BEFORE = "#4d4d4d"

GUTTER = 62
TALL = 184
HEAD = 22
"""How tall the columns are, and how much room the label of the tallest needs."""

ROW = 20

WIDEST = 84
"""The most room that a column takes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a column, from its foot to its head."""

    foot: float
    head: float
    fill: str


@dataclass(frozen=True, slots=True)
class Column:
    """A period: its name; its level with the figure to print, or its parts; the level a year before; whether it is hollow or strong."""

    name: str
    level: float | None = None
    said: str = ""
    before: float | None = None
    parts: tuple[Part, ...] = ()
    hollow: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Figures beneath the columns: what they are, one a column with its colour, and a swatch where they belong to parts."""

    name: str
    figures: Sequence[tuple[str, str]]
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across all columns, with what it stands for."""

    level: float
    said: str


@dataclass
class Columns:
    """The columns with the rows beneath."""

    columns: Sequence[Column]
    rows: Sequence[Row] = ()
    room: float = 608.0
    mark: Mark | None = None
    none: str = ""
    gutter: float = field(init=False)

    def __post_init__(self) -> None:
        names = [width(r.name, SMALL) + (14 if r.swatch else 0) for r in self.rows]
        self.gutter = max(GUTTER, *(n + 10 for n in names)) if names else GUTTER

    @property
    def right(self) -> float:
        """Where the last column ends: a few columns stand together and aren't stretched."""
        return min(self.room, self.gutter + WIDEST * len(self.columns))

    @property
    def height(self) -> float:
        """How high all of it is."""
        return HEAD + TALL + 26 + ROW * len(self.rows)

    def layers(self) -> list[dict[str, Any]]:
        """The layers that have something to show."""
        base = HEAD + TALL
        x = {
            "field": "name", "type": "ordinal", "axis": None,
            "scale": {"type": "band", "domain": [c.name for c in self.columns], "range": [self.gutter, self.right], "paddingInner": 0.28, "paddingOuter": 0.1},
        }  # fmt: skip
        low, high = self._ends()
        scale = {"domain": [low, high], "range": [base, HEAD], "nice": False, "zero": low == 0}
        layers = [
            self._bars(x, {"type": "quantitative", "axis": None, "scale": scale}),
            self._before(x),
            _texts(
                [
                    {
                        "name": c.name,
                        "said": c.said,
                        "ink": ACCENT if c.strong else TEXT,
                        "at": max(c.level or 0.0, c.before or 0.0, *(p.head for p in c.parts), 0.0),
                    }
                    for c in self.columns
                    if c.said
                ],
                x,
                dy=-8,
            ),
            _texts(
                [{"name": c.name, "said": self.none, "ink": QUIET, "at": 0} for c in self.columns if c.level is None and not c.parts],
                x,
                dy=-8,
            ),
            _texts([{"name": c.name, "said": c.name, "ink": ACCENT if c.strong else TEXT, "y": base + 17} for c in self.columns], x),
        ]
        for i, row in enumerate(self.rows):
            layers += self._row(row, x, base + 38 + ROW * i)
        layers.append(_across(self.gutter - 4, self.right, {"datum": 0, "type": "quantitative"}, []))
        if self.mark is not None:
            at = {"datum": self.mark.level, "type": "quantitative"}
            layers.append(_across(0, self.right, at, [3, 3]))
            said = {"type": "text", "text": self.mark.said, "align": "left", "dy": -7, "fontSize": SMALL, "color": INK}
            layers.append({"data": data([{}]), "mark": said, "encoding": {"x": {"value": 0}, "y": at}})
        return [layer for layer in layers if layer["data"]["values"]]

    def _ends(self) -> tuple[float, float]:
        drawn = [v for c in self.columns for v in (c.level, c.before, *(e for p in c.parts for e in (p.foot, p.head))) if v is not None]
        return min(0.0, *drawn), max(0.0, *drawn)

    def _bars(self, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
        rows: list[dict[str, Any]] = []
        for i, c in enumerate(self.columns):
            colour = ACCENT if c.strong else PALE
            label = " · ".join(
                x
                for x in (
                    f"{c.name}: {c.said}" if c.said else c.name,
                    *(f"{r.name}: {r.figures[i][0]}" for r in self.rows if r.figures[i][0]),
                )
                if x
            )
            if c.level is not None:
                edge = colour if not c.hollow else ACCENT if c.strong else EDGE
                rows.append(
                    {"name": c.name, "foot": 0, "head": c.level, "fill": PAPER if c.hollow else colour, "edge": edge, "label": label}
                )
            rows += [{"name": c.name, "foot": p.foot, "head": p.head, "fill": p.fill, "edge": p.fill, "label": label} for p in c.parts]
        return {
            "data": data(rows),
            "mark": {"type": "bar", "strokeWidth": 1.4},
            "encoding": {"x": x, "y": y | {"field": "head"}, "y2": {"field": "foot"}, "fill": nominal("fill"), "stroke": nominal("edge")}
            | LABELLED,
        }

    def _before(self, x: dict[str, Any]) -> dict[str, Any]:
        band = (self.right - self.gutter) / max(1, len(self.columns)) * 0.92
        return {
            "data": data([{"name": c.name, "at": c.before} for c in self.columns if c.before is not None]),
            "mark": {"type": "tick", "orient": "horizontal", "thickness": 2, "size": band, "color": BEFORE},
            "encoding": {"x": x, "y": {"field": "at", "type": "quantitative"}},
        }

    def _row(self, row: Row, x: dict[str, Any], y: float) -> list[dict[str, Any]]:
        figures = [{"name": c.name, "said": s, "ink": ink, "y": y} for c, (s, ink) in zip(self.columns, row.figures, strict=True) if s]
        layers = [text(row.name, x=14 if row.swatch else 0, y=y, size=SMALL, color=QUIET, baseline="middle"), _texts(figures, x)]
        if row.swatch:
            swatch = {"type": "square", "size": 90, "color": row.swatch, "opacity": 1}
            layers.append({"data": data([{}]), "mark": swatch, "encoding": {"x": {"value": 5}, "y": {"value": y}}})
        return layers


def _texts(rows: list[dict[str, Any]], x: dict[str, Any], dy: float = 0) -> dict[str, Any]:
    """One text a column: at a level (`at`), or at a height of the page (`y`)."""
    fixed = bool(rows) and "y" in rows[0]
    y = {"value": rows[0]["y"]} if fixed else {"field": "at", "type": "quantitative"}
    return {
        "data": data([{k: v for k, v in r.items() if k != "y"} for r in rows]),
        "mark": {"type": "text", "dy": dy, "fontSize": LABEL, "baseline": "middle"},
        "encoding": {"x": x, "y": y, "text": {"field": "said"}, "color": nominal("ink")},
    }


def _across(left: float, right: float, at: dict[str, Any], dash: list[int]) -> dict[str, Any]:
    mark = {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": dash}
    return {"data": data([{}]), "mark": mark, "encoding": {"x": {"value": left}, "x2": {"value": right}, "y": at}}
