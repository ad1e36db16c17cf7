"""The command that fetches records from the services that give them out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hinterland.commands.options import Format, print_json, wants_json

if TYPE_CHECKING:
    from hinterland.sources.live.comtrade import Fetched

app = typer.Typer()


@app.command(
    epilog="Example: `COMTRADE_KEY=... hinterland fetch comtrade --reporter China --period 2023 --period 2024 --output downloads`, then "
    "`hinterland load --each downloads`"
)
def fetch(
    service: Annotated[Literal["comtrade"], typer.Argument(help="comtrade: UN Comtrade, by its own client (the extra [comtrade]).")],
    reporter: Annotated[list[str], typer.Option(help="A country that reported, by name or code; more than once for several.")],
    period: Annotated[
        list[str], typer.Option(help="A year (2024), a month (2024-03) or months (2024-01/2024-06); more than once for several.")
    ],
    output: Annotated[Path, typer.Option(help="The folder for the files; what it holds already is not fetched again.")],
    flow: Annotated[Literal["export", "import", "both"], typer.Option(help="export, import or both.")] = "both",
    product: Annotated[str, typer.Option(help="TOTAL, AG2, AG4, AG6 (all codes of so many digits), or HS codes: 8507,850760.")] = "AG6",
    output_format: Format = "full",
) -> None:
    """Fetch records from a service into files, a question at a time; `hinterland load` takes them from there."""
    from hinterland.sources.live.comtrade import fetch as fetch_comtrade

    as_json = wants_json(output_format)

    def told(one: Fetched) -> None:
        if not as_json:
            print(f"{one.path or 'nothing reported'}  {one.asked}  {one.rows:,} rows{', held already' if one.kept else ''}")

    found = fetch_comtrade(reporter, period, ["export", "import"] if flow == "both" else [flow], output, products=product, progress=told)
    if as_json:
        print_json({"schema": "hinterland.fetch/1", "service": service, "files": [f.to_dict() for f in found]})
