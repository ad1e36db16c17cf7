"""What people see on a terminal: tables that fit, colours only where there is a terminal, and a word when figures are old."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from hinterland import codes

if TYPE_CHECKING:
    from hinterland.indicators.reconcile import Reconciliation
    from hinterland.indicators.show import Show

OLD_AFTER_DAYS = 120


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, right: Collection[int] = (), title: str | None = None) -> None:
    """Print a table; `right` are the columns of numbers."""
    shown = Table(*[], title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for place, name in enumerate(columns):
        shown.add_column(name, justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*[_cell(c) for c in row])
    _console().print(shown, markup=False) if False else _console().print(shown)


def _cell(value: Any) -> str:
    from rich.markup import escape

    return "" if value is None else escape(f"{value:f}" if isinstance(value, Decimal) else str(value))


def show_table(shown: Show) -> None:
    """Print the figures of a subject in billions, and below them what to know of single rows."""
    notes: list[str] = []
    lines = []
    for row in shown.rows:
        mark = ""
        if row.note:
            if row.note not in notes:
                notes.append(row.note)
            mark = f"[{notes.index(row.note) + 1}]"
        lines.append(
            (
                row.period,
                row.flow or "",
                "" if row.value is None else f"{row.value / 10**9:,.2f}",
                "" if row.growth_published is None else f"{row.growth_published.normalize():+f}",
                "" if row.growth_computed is None else f"{row.growth_computed:+.2f}",
                row.coverage,
                row.reliability or "",
                row.source or "",
                mark,
            )
        )
    table(
        ["period", "flow", f"billion {shown.unit}", "growth % published", "of the levels", "held", "reliability", "source", ""],
        lines,
        right=(2, 3, 4),
        title=f"{codes.name(shown.subject)}: trade, {shown.unit}",
    )
    for number, note in enumerate(notes, start=1):
        print(f"[{number}] {note}")


def gaps(found: Reconciliation, all_rows: bool) -> None:
    """Print reconciliations, those that rounding explains only when asked for, and count the rest."""
    fine = ("equal", "rounding")
    shown = [g for g in found.rows if all_rows or g.explanation not in fine]
    table(
        ["what", "region", "period", "flow", "published (billion)", "sum of parts", "difference", "roundings", "parts", "why"],
        [
            (g.kind, g.region, g.period, g.flow, f"{g.published / 10**9:,.3f} {g.unit}", f"{g.sum_of_parts / 10**9:,.3f}", f"{g.difference / 10**9:,.4f}",
             "" if g.roundings is None else f"{g.roundings:,.1f}", g.parts, g.explanation)
            for g in shown
        ],
        right=(4, 5, 6, 7),
    )  # fmt: skip
    within = sum(g.explanation in fine for g in found.rows)
    print(f"{len(found.rows)} reconciled; {within} add up within rounding" + ("." if all_rows else " and are not listed (--all shows them)."))


def aged(newest: str | None) -> None:
    """Say on standard error that the newest figure held is old."""
    if newest and (date.today() - date.fromisoformat(newest)).days > OLD_AFTER_DAYS:
        print(f"The newest figure held was published by {newest}; newer ones may be out (load them with `hinterland load`).", file=sys.stderr)
