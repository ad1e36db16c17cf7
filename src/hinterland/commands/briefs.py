"""The command that writes a brief: a subject and a period in, a file out.

The suffix of the file chooses the format; the path is all that is printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hinterland.commands.options import AsOf, AtState, Subject, Warehouse, Without, open_warehouse

app = typer.Typer()


@app.command(epilog="Example: `hinterland brief CN-AH --period 2025 --output anhui.html`")
def brief(
    subject: Subject,
    period: Annotated[str, typer.Option(help="The period: a year (2025) or a month (2025-07).")],
    output: Annotated[Path | None, typer.Option(help="Where to write: the suffix chooses .html, .md or .json.")] = None,
    language: Annotated[str, typer.Option(help="en.")] = "en",
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
) -> None:
    """Write the brief of a subject's trade, every figure one step from its observations and sources."""
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        written = h.brief(subject, period, language=language)
        path = output or Path(f"{written.subject}-{written.period.replace('/', '_')}.html")
        written.save(path)
    print(path)
