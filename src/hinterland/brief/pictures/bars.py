"""Bars across, one a row: a name at the left, the bar, its figure at the bar's end, and where wanted a second figure at the right edge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from hinterland.brief.pictures.house import INK, LABEL, LABELLED, PALE, QUIET, SMALL, TEXT, data, nominal, text, width

HEAD = 18
"""Room above the first row for what is written over columns and lines."""

GAP = 8

MANY = 14
"""More rows than these are cut down."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name, its size (none where the level isn't held), its figure in words, a second figure, and whether it stands out."""

    name: str
    size: float | None
    said: str
    second: str = ""
    fill: str = PALE
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the rows that reach it, with what it stands for."""

    size: float
    said: str


def bars(rows: Sequence[Bar], room: float, *, mark: Mark | None = None, second: str = "") -> tuple[list[dict[str, Any]], float]:
    """The layers of the rows within a room, and how high they are; names stand above their bars where they would take most of the room.

    `second` is what the figures at the right edge are.
    """
    names = max(width(r.name, LABEL, bold=r.strong) for r in rows) + GAP
    above = names > room * 0.42
    step = 38 if above else 17 if len(rows) > 14 else 21 if len(rows) > 7 else 26
    head = HEAD if second or mark is not None else 2
    height = head + step * len(rows)
    names = 0 if above else names
    said = max(width(r.said, LABEL) for r in rows) + GAP
    right = max((width(r.second, LABEL) for r in rows), default=0) + 2 * GAP if second else 0
    sizes = [r.size for r in rows if r.size is not None]
    low, high = min(0.0, *sizes), max(0.0, *sizes)
    left = names + (said if low < 0 else 0)
    far = room - right - (said if high > 0 else 0)
    x = {"field": "size", "type": "quantitative", "axis": None, "scale": {"domain": [low, high], "range": [left, far], "nice": False}}
    y = {
        "field": "name",
        "type": "ordinal",
        "axis": None,
        "scale": {"type": "band", "domain": [r.name for r in rows], "range": [head, height], "paddingInner": 0.3, "paddingOuter": 0.15},
    }
    bar, down = ({"height": 14, "yOffset": 9}, 9) if above else ({}, 0)
    values = [_row(r) for r in rows]
    held = [v for v in values if "size" in v]
    layers: list[dict[str, Any]] = [
        {
            "data": data(held),
            "mark": {"type": "bar", **bar},
            "encoding": {"x": x, "x2": {"datum": 0}, "y": y, "fill": nominal("fill")} | LABELLED,
        },
        _words(values, y, "name", {"value": 0}, align="left", dy=-9 if above else 0),
        _words([v for v in held if v["size"] >= 0], y, "said", x, align="left", dx=5, dy=down),
        _words([v for v in held if v["size"] < 0], y, "said", x, align="right", dx=-5, dy=down),
        _words([v for v in values if "size" not in v], y, "said", {"value": left}, align="left", dx=0, dy=down),
    ]
    if low < 0:
        layers.append(_rule(0.0, head, height, []))
    if second:
        layers.append(_words(values, y, "second", {"value": room}, align="right", dy=down))
        layers.append(text(second, x=room, y=8, size=SMALL, color=QUIET, align="right", baseline="middle"))
    if mark is not None and mark.size <= high:
        reach = sum(s >= mark.size for s in sizes)
        layers.append(_rule(mark.size, HEAD - 4, HEAD + step * reach + 2, [3, 3]))
        layers.append(
            {
                "data": data([{}]),
                "mark": {
                    "type": "text",
                    "text": mark.said,
                    "align": "left",
                    "dx": -2,
                    "fontSize": SMALL,
                    "color": INK,
                    "baseline": "middle",
                },
                "encoding": {"x": {"datum": mark.size, "type": "quantitative"}, "y": {"value": 6}},
            }
        )
    return [layer for layer in layers if layer["data"]["values"]], height


def thinned(rows: Sequence[Bar], drawn: Collection[int], words: Callable[..., str]) -> list[Bar]:
    """Many rows cut down to those at the places `drawn`, with a row that counts the others wherever some are skipped; few rows stay as they are."""
    if len(rows) <= MANY:
        return list(rows)
    made: list[Bar] = []
    places = sorted(drawn)
    for n, after in zip(places, [*places[1:], len(rows)], strict=True):
        made.append(rows[n])
        if after > n + 1:
            # Rows of one name would be drawn on one line.
            made.append(Bar(words("more", n=after - n - 1) + " " * len(made), None, ""))
    return made


def _row(r: Bar) -> dict[str, Any]:
    row: dict[str, Any] = {"name": r.name, "said": r.said, "second": r.second, "fill": r.fill}
    row |= {"ink": INK if r.strong else TEXT, "weight": "bold" if r.strong else "normal"}
    row["label"] = " · ".join(x for x in (f"{r.name}: {r.said}", r.second) if x)
    return row | ({"size": r.size} if r.size is not None else {})


def _words(rows: list[dict[str, Any]], y: dict[str, Any], name: str, x: dict[str, Any], **mark: Any) -> dict[str, Any]:
    encoding = {"x": x, "y": y, "text": {"field": name}, "color": nominal("ink")}
    weight = {"fontWeight": {"expr": "datum.weight"}} if name == "name" else {}
    return {"data": data(rows), "mark": {"type": "text", "baseline": "middle", **weight, **mark}, "encoding": encoding}


def _rule(at: float, top: float, bottom: float, dash: list[int]) -> dict[str, Any]:
    return {
        "data": data([{}]),
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": dash},
        "encoding": {"x": {"datum": at, "type": "quantitative"}, "y": {"value": top}, "y2": {"value": bottom}},
    }
