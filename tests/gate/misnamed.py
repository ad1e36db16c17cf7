"""Real tables of customs, altered as people and programs alter them: saved under another month's name, with heads that say another flow or unit, with rows that moved.

Each alteration takes the rows of a table of `shared/samples/gacc_monthly_location` and gives others; `tidy` writes the provinces of a table in our own columns.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hinterland import codes
from hinterland.sources import customs_location
from hinterland.sources.reading import Options

Rows = list[list[str]]
HEAD = 3
"""Number of lines of a table's head."""


def as_it_is(rows: Rows) -> Rows:
    """The table unaltered: only its name is another."""
    return rows


def flows_exchanged(rows: Rows) -> Rows:
    """The heads of exports and imports exchanged."""
    other = {"出口": "进口", "进口": "出口"}
    return [[other.get(c, c) for c in row] if i in (1, 2) else row for i, row in enumerate(rows)]


def unit(text: str) -> Callable[[Rows], Rows]:
    """Another unit in the head."""
    return lambda rows: [[c.replace("单位：万人民币", text) for c in row] if i == 0 else row for i, row in enumerate(rows)]


def rows_moved(rows: Rows) -> Rows:
    """All rows under the nation's moved up by one, and their names not."""
    body = rows[HEAD:-1]
    moved = [body[0], *body[2:], body[1]]
    return [*rows[:HEAD], *([name[0], *values[1:]] for name, values in zip(body, moved, strict=True)), rows[-1]]


def columns_exchanged(rows: Rows) -> Rows:
    """The columns of the month and of the year to date exchanged."""
    return [[r[0], r[2], r[1], r[4], r[3], r[6], r[5], *r[7:]] if i >= HEAD and len(r) > 8 else r for i, r in enumerate(rows)]


@dataclass(frozen=True)
class Case:
    """A table (`of`), its alteration, the name it is saved under, and the explanation that is to come first."""

    of: str
    name: str
    alter: Callable[[Rows], Rows]
    kind: str
    text: str


def write(folder: Path, samples: Path, case: Case) -> Path:
    """Write an altered table."""
    with (samples / "gacc_monthly_location" / f"{case.of}.csv").open(encoding="utf-8-sig", newline="") as f:
        rows = case.alter(list(csv.reader(f)))
    path = folder / f"{case.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)
    return path


Line = tuple[str, str, str, str, str]
"""Flow, region, period, value and unit of a line of a tidy file."""


def tidy(
    folder: Path,
    samples: Path,
    month: str,
    *,
    cumulative: bool = False,
    flows: tuple[str, ...] = ("export", "import"),
    say: Callable[[Line], Line] = lambda line: line,
) -> Path:
    """The provinces of a table as a tidy file without growth; `say` alters what each line says."""
    reading = customs_location.read(samples / "gacc_monthly_location" / f"{month}.csv", Options())
    provinces = {e.code for e in codes.entries("region") if e.level == "province" and e.parent == "CN"}
    lines = [
        say((str(f.flow), f.region, f.period, str(f.value), f.unit))
        for f in reading.figures
        if f.op == "level" and f.region in provinces and f.flow in flows and (codes.Period.parse(f.period).months > 1) == cumulative
    ]
    path = folder / "provinces.csv"
    path.write_text("\n".join(["flow,region,period,value,unit", *map(",".join, lines)]) + "\n", encoding="utf-8")
    return path
