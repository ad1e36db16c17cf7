"""Growth of several subjects together: a line each over the years, named at its end, so that no legend is needed; years that aren't held break the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from hinterland.brief.document import Picture
from hinterland.brief.pictures.desk import Desk, Figure
from hinterland.brief.pictures.house import (
    ACCENT,
    FALL,
    INK,
    INNER,
    LABEL,
    LINE,
    PHONE,
    QUIET,
    SMALL,
    TEXT,
    Drawing,
    line,
    narrow,
    picture,
    text,
    width,
)
from hinterland.brief.pictures.scale import plain_rate, rate
from hinterland.brief.pictures.words import listed

YEARS = 10

FEWEST = 3
"""Years that must be held of a subject."""

INKS = (ACCENT, FALL, "#17633f", "#6d4791", QUIET, INK)

DASHES: tuple[list[int], ...] = ([], [7, 3], [2, 2], [9, 3, 2, 3], [], [4, 2])
"""Lines stay apart without colour too."""

LEFT, TALL, TOP = 34, 220, 10
SPACE, BESIDE, APART = 14, 8, 8
"""Between a label and the one below it, between a line and its label, and between two years."""
MOST_LABELLED = 0.4
"""The largest part of the room that labels take: where they would take more, name and figure stand below each other."""

STEPS = (1, 2, 5, 10, 20, 50, 100)
"""Between two lines of the grid, in percent."""


def together(desks: Sequence[Desk]) -> Picture | None:
    """The picture of the subjects of some desks, of one period and language, and its drawing for phones; nothing where too little is held of any two."""
    found = {d.subject: _growths(d) for d in desks}
    shown = [d for d in desks if len(found[d.subject]) >= FEWEST]
    year = desks[0].period.year if desks else None
    if year is None or len(shown) < 2:
        return None
    first, desk = min(min(found[d.subject]) for d in shown), shown[0]
    names = [d.name() for d in shown]
    missing = [d.name() for d in desks if d not in shown]
    series = [(d.name(), found[d.subject]) for d in shown]
    head = desk.words("head:year")
    drawing = Drawing(
        key="together",
        title=desk.words("together:title", names=listed(names, desk.language)),
        subtitle=desk.words("together:subtitle", first=first, last=year),
        alt=desk.words("together:alt", names=listed(names, desk.language), first=first, last=year),
        height=TOP + TALL + 26,
        layers=_Lines(series, first, year, INNER).layers(),
        rows=[
            {head: str(y), **{d.name(): rate(f) if (f := found[d.subject].get(y)) else "" for d in shown}} for y in range(first, year + 1)
        ],
        figures=[f for d in shown for f in found[d.subject].values()],
        notes=[desk.words("missing:regions", names=listed(missing, desk.language))] if missing else [],
    )
    slim = replace(drawing, layers=_Lines(series, first, year, PHONE).layers())
    return replace(picture(desk, drawing), narrow=narrow(slim, desk.language))


def _growths(desk: Desk) -> dict[int, Figure]:
    year = desk.period.year
    if year is None:
        return {}
    opens, closes = desk.period.start % 100, desk.period.end % 100
    spans = {y: (desk.flow, y * 100 + opens, y * 100 + closes) for y in range(year - YEARS + 1, year + 1)}
    return {y: desk.growths[key] for y, key in spans.items() if key in desk.growths}


class _Lines:
    """The layers within a room: a grid, a line a subject, its last figure and its name."""

    def __init__(self, series: Sequence[tuple[str, dict[int, Figure]]], first: int, last: int, room: float) -> None:
        self.series, self.first, self.last, self.room = series, first, last, room
        values = [f.value for _, growths in series for f in growths.values()]
        low, high = min(0.0, *values), max(0.0, *values)
        self.step = next((s for s in STEPS if (high - low) / s <= 6), STEPS[-1])
        self.low = self.step * (low // self.step)
        self.high = self.step * -(-high // self.step)
        labels = {name: [name, plain_rate(growths[max(growths)])] for name, growths in series}
        whole = max(width(" ".join(parts), LABEL, bold=True) for parts in labels.values()) + SPACE
        self.labels = labels if whole > room * MOST_LABELLED else {name: [" ".join(parts)] for name, parts in labels.items()}
        self.right = max(width(part, LABEL, bold=True) for parts in self.labels.values() for part in parts) + SPACE

    def x(self, year: int) -> float:
        """Where a year stands."""
        return LEFT + (self.room - LEFT - self.right) * (year - self.first) / max(1, self.last - self.first)

    def y(self, value: float) -> float:
        """Where a rate stands."""
        return TOP + TALL * (self.high - value) / max(1e-9, self.high - self.low)

    def layers(self) -> list[dict[str, Any]]:
        """All of it."""
        made = []
        for n in range(round((self.high - self.low) / self.step) + 1):
            value = self.low + n * self.step
            across = [(LEFT, self.y(value)), (self.x(self.last), self.y(value))]
            made.append(line(across, QUIET if value == 0 else LINE, 1, point=False))
            made.append(text(f"{value:g}".replace("-", "−"), x=LEFT - 6, y=self.y(value) + 4, size=SMALL, color=QUIET, align="right"))
        every = ceil((width(str(self.last), SMALL) + APART) * max(1, self.last - self.first) / (self.x(self.last) - LEFT))
        for y in range(self.last, self.first - 1, -every):
            made.append(text(str(y), x=self.x(y), y=TOP + TALL + 20, size=SMALL, color=TEXT, align="center"))
        for (_, growths), ink, dash in zip(self.series, INKS, DASHES, strict=False):
            made += [line(run, ink, 2.2, dash, point={"color": ink, "size": 22}) for run in self._runs(growths)]
        return made + self._names()

    def _runs(self, growths: dict[int, Figure]) -> list[list[tuple[float, float]]]:
        runs: list[list[tuple[float, float]]] = []
        for y in sorted(growths):
            if y - 1 not in growths:
                runs.append([])
            runs[-1].append((self.x(y), self.y(growths[y].value)))
        return runs

    def _names(self) -> list[dict[str, Any]]:
        """Each name with its last figure at the end of its line, moved where another stands there, none below the years."""
        ends = sorted((self.y(g[max(g)].value) + BESIDE / 2, place) for place, (_, g) in enumerate(self.series))
        tall = SPACE * max(map(len, self.labels.values()))
        made, free = [], 0.0
        for n, (at, place) in enumerate(ends):
            name, growths = self.series[place]
            at = min(max(at, free), TOP + TALL + 1.5 * SPACE - tall * (len(ends) - n))
            free = at + tall
            made.append(
                text(self.labels[name], x=self.x(max(growths)) + BESIDE, y=at, size=LABEL, line=SPACE, color=INKS[place], fontWeight="bold")
            )
        return made
