"""Lines: figures of several subjects over time, a colour each, with a gap where nothing is held; whose each is stands at its end.

Points of one unit and one length of period go in, the layers of a drawing with their height and rows come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from hinterland.brief.pictures.house import ACCENT, FALL, INK, LABEL, LABELLED, LINE, QUIET, SMALL, data, line, place, text, width

COLOURS = (ACCENT, FALL, "#3b7d4f", "#8a5aa8", "#b8860b", "#2f8f9d", "#5c6b7a", "#c2527d")
"""A colour a subject, apart in hue and darkness; of more subjects the further ones stand in the table alone."""

LEFT, TALL, HEAD, FOOT = 44, 230, 10, 26
APART = 15
"""How far the names at the ends of lines stand apart at least."""

FAR = 34
"""How far two labels of the axis stand apart at least."""

GRID = 4
"""Lines of the grid, about."""


class Dot(NamedTuple):
    """A figure: how many periods after the first it is, its size, and its label; hollow where it isn't official."""

    at: int
    value: float
    label: str
    hollow: bool


def lines(subjects: Mapping[str, Sequence[Dot]], axis: Sequence[str], unit: float, room: float) -> tuple[list[dict[str, Any]], float]:
    """The layers and their height: subjects by their names, the labels of the periods on the axis, and the size of the unit of the grid."""
    shown = dict(list(subjects.items())[: len(COLOURS)])
    right = max(width(name, LABEL, bold=True) for name in shown) + 14
    every = [d.value for dots in shown.values() for d in dots]
    low, high = min(0.0, *every), max(0.0, *every)
    base, step = HEAD + TALL, _step(max(high - low, 1e-9) / GRID)

    def x(at: float) -> float:
        return LEFT + (room - LEFT - right) * at / max(1, len(axis) - 1)

    def y(value: float) -> float:
        return base - TALL * (value - low) / ((high - low) or 1)

    layers: list[dict[str, Any]] = []
    for n in range(int(low // step), int(high // step) + 1):
        if low <= n * step <= high:
            layers.append(line([(LEFT, y(n * step)), (room - right, y(n * step))], INK if n == 0 else LINE, 1))
            layers.append(text(f"{n * step / unit:,.10g}", x=LEFT - 8, y=y(n * step), size=SMALL, color=QUIET, align="right"))
    wide = max(FAR, max(width(label, SMALL) for label in axis) + 8)
    apart = max(1, -int(-wide // max(1e-9, x(1) - x(0))))
    for at, label in enumerate(axis):
        if (len(axis) - 1 - at) % apart == 0:
            layers.append(text(label, x=x(at), y=base + 18, size=SMALL, color=QUIET, align="center"))
    ends = _spread({name: y(dots[-1].value) for name, dots in shown.items()})
    for (name, dots), ink in zip(shown.items(), COLOURS, strict=False):
        layers += [line([(x(d.at), y(d.value)) for d in run], ink, 2.2) for run in runs(dots) if len(run) > 1]
        layers.append(_dots([{"x": x(d.at), "y": y(d.value), "label": d.label, "fill": "white" if d.hollow else ink} for d in dots], ink))
        layers.append(text(name, x=room - right + 8, y=ends[name], color=ink, fontWeight="bold"))
    return layers, base + FOOT


def runs(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Figures that follow each other without a gap."""
    found: list[list[Dot]] = []
    for d in dots:
        if found and found[-1][-1].at == d.at - 1:
            found[-1].append(d)
        else:
            found.append([d])
    return found


def _step(rough: float) -> float:
    """The round step nearest above a rough one: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** (len(f"{int(rough)}") - 1) if rough >= 1 else 10.0 ** -len(f"{int(1 / rough)}")
    return float(next(m * power for m in (1, 2, 5, 10) if m * power >= rough))


def _spread(places: Mapping[str, float]) -> dict[str, float]:
    """Heights of labels, moved down where they would touch."""
    found: dict[str, float] = {}
    below = -float(APART)
    for name, at in sorted(places.items(), key=lambda p: p[1]):
        found[name] = below = max(at, below + APART)
    return found


def _dots(rows: Sequence[dict[str, Any]], ink: str) -> dict[str, Any]:
    mark = {"type": "point", "filled": True, "size": 34, "stroke": ink, "strokeWidth": 1.5, "opacity": 1}
    fill = {"fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None}}
    return {"data": data(rows), "mark": mark, "encoding": {"x": place("x"), "y": place("y"), **fill} | LABELLED}
