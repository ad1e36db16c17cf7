"""The command that asks customs records where a product comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from hinterland import terminal
from hinterland.commands.options import Call, command

app = typer.Typer()


@command(app, epilog="Example: `hinterland source HS:850760 --period 2024`")
def source(
    call: Call,
    product: Annotated[str, typer.Argument(help="An HS code of two to eight digits, as in HS:850760, 8507 or 72.")],
    period: Annotated[str | None, typer.Option(help="A year, a month or months to date; the newest year held where left out.")] = None,
    flow: Annotated[str, typer.Option(help="export, import or total.")] = "export",
    top: Annotated[int, typer.Option(min=1, help="How many regions to list.")] = 10,
) -> None:
    """Tell where a product comes from: who makes it, who could, how concentrated, how fast it grows, inland against the coast."""
    with call.open() as h:
        found = h.sourcing(product, period, flow=flow)
    if not call.printed(found.to_dict()):
        terminal.sourced(found, top)
