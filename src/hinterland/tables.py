"""Tables fitted to a terminal, which loses the least important columns first and names them, or as CSV, TSV or Markdown (`delimited`), with
numbers in base units, for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.cells import cell_len

Form = Literal["full", "table", "json", "csv", "tsv", "markdown"]
FORMS: tuple[Form, ...] = ("full", "table", "json", "csv", "tsv", "markdown")
"""What `--output-format` may be where a command prints a table; `full` and `table` are the same there."""
GAP, BREAKABLE = 2, 24
"""Blanks between two columns; and the maximum width, in cells, of a run of letters without a blank that is never broken."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that fit, by place, with the least width of each, and those that were left out; `fits` is false where even the first ones don't."""

    kept: tuple[int, ...]
    least: tuple[int, ...]
    dropped: tuple[int, ...]
    fits: bool


def fit(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, whole: Collection[int] = (), first: Sequence[int] = ()
) -> Fitted:
    """Which columns fit a width in cells. `whole` are never wrapped (numbers), `first` the places to leave out first, then from the right; one column always stays."""
    least = [max(_least([name], wrapped=True), _least([row[n] for row in rows], wrapped=n not in whole)) for n, name in enumerate(columns)]
    kept = list(range(len(columns)))
    order = [*first, *(n for n in reversed(kept) if n not in first)]
    dropped: list[int] = []
    for n in order:
        if _total(least, kept) <= width or len(kept) == 1:
            break
        kept.remove(n)
        dropped.append(n)
    return Fitted(tuple(kept), tuple(least[n] for n in kept), tuple(sorted(dropped)), _total(least, kept) <= width)


def _least(cells: Sequence[str], *, wrapped: bool) -> int:
    """The least width of a column: its longest word, or its longest cell where it isn't wrapped."""
    if not wrapped:
        return max(map(cell_len, cells), default=0)
    return max((cell_len(word) if word.isascii() else min(cell_len(word), BREAKABLE) for cell in cells for word in cell.split()), default=0)


def _total(least: Sequence[int], kept: Sequence[int]) -> int:
    return sum(least[n] for n in kept) + GAP * (len(kept) - 1)


def delimited(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], form: Form) -> str:
    """Rows as CSV, TSV or a table in Markdown, with a line that names the columns."""
    cells = [[_written(row.get(c)) for c in columns] for row in rows]
    if form == "markdown":
        lines = [columns, ["---"] * len(columns), *([c.replace("|", "\\|").replace("\n", " ") for c in row] for row in cells)]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if form == "csv" else "\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells)
    return out.getvalue()


def _written(value: Any) -> str:
    """A value in one cell; a text that a spreadsheet would run as a formula stands behind an apostrophe."""
    from hinterland.serve.verbs.figures import harmless

    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    return str(harmless(value) if isinstance(value, str) else value)


def records(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows too wide for any table, one below the other, a line for each value."""
    widest = max(map(cell_len, columns), default=0)
    blocks = ("\n".join(f"{name:<{widest}}  {value}" for name, value in zip(columns, row, strict=True)) for row in rows)
    return "\n\n".join(blocks) + "\n"
