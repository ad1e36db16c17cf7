"""The commands that fetch figures and records from the services that give them out, each with options of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hinterland.commands.options import Call, command

if TYPE_CHECKING:
    from hinterland.sources.live.asking import Fetched, Progress

app = typer.Typer()
services = typer.Typer(
    no_args_is_help=True,
    help="Fetch figures and records from a service into files, a question at a time; `hinterland load` takes them from there.",
    epilog="Example: `COMTRADE_KEY=... hinterland fetch comtrade --reporter China --period 2023 --period 2024 --output downloads`, then "
    "`hinterland load --each downloads`",
)
app.add_typer(services, name="fetch")

Periods = Annotated[
    list[str], typer.Option("--period", help="A year (2024), a month (2024-03) or months (2024-01/2024-06); more than once for several.")
]
Output = Annotated[Path, typer.Option("--output", help="The folder for the files; what it holds already is not fetched again.")]
Flow = Annotated[Literal["export", "import", "both"], typer.Option("--flow", help="export, import or both.")]
Partners = Annotated[bool, typer.Option("--by-partner", help="By country, in place of products.")]
UNTRIED = "Built to the documentation, and not yet tried against the service."


def _run(call: Call, service: str, fetch: Callable[[Progress], list[Fetched]]) -> None:
    """Fetch, and tell each file as it comes, or all of them as one object."""

    def report(one: Fetched) -> None:
        if call.form == "full":
            print(f"{one.path or 'nothing reported'}  {one.asked}  {one.rows:,} rows{', held already' if one.kept else ''}")

    found = fetch(report)
    call.printed({"schema": "hinterland.fetch/1", "service": service, "files": [f.to_dict() for f in found]})


def _flows(flow: str) -> list[str]:
    return ["export", "import"] if flow == "both" else [flow]


@command(services, shared=("output_format",))
def comtrade(
    call: Call,
    reporter: Annotated[list[str], typer.Option(help="A country that reported, by name or code; more than once for several.")],
    period: Periods,
    output: Output,
    flow: Flow = "both",
    product: Annotated[str, typer.Option(help="TOTAL, AG2, AG4, AG6 (all codes with that many digits), or HS codes: 8507,850760.")] = "AG6",
) -> None:
    """UN Comtrade, by its own client (the extra [comtrade]): what countries report to the United Nations."""
    from hinterland.sources.live.comtrade import fetch

    _run(call, "comtrade", lambda report: fetch(reporter, period, _flows(flow), output, products=product, progress=report))


@command(
    services, shared=("output_format",), help=f"The US Census Bureau: exports of goods by state, with a key in CENSUS_API_KEY. {UNTRIED}"
)
def census(
    call: Call,
    period: Periods,
    output: Output,
    product: Annotated[str, typer.Option(help="TOTAL, AG2, AG4, AG6 (all codes with that many digits), or HS codes: 27,850760.")] = "TOTAL",
    by_partner: Partners = False,
) -> None:
    """Fetch exports of the states of the United States."""
    from hinterland.sources.live.census import fetch

    _run(call, "census", lambda report: fetch(period, output, products=product, partners=by_partner, progress=report))


@command(services, shared=("output_format",), help=f"Comex Stat of Brazil: exports and imports by state. {UNTRIED}")
def comexstat(
    call: Call,
    period: Periods,
    output: Output,
    flow: Flow = "both",
    product: Annotated[
        str, typer.Option(help="TOTAL, AG2, AG4, AG6 (all codes with that many digits), or HS codes of one length: 1201,2304.")
    ] = "TOTAL",
    by_partner: Partners = False,
) -> None:
    """Fetch the trade of the states of Brazil."""
    from hinterland.sources.live.comexstat import fetch

    _run(call, "comexstat", lambda report: fetch(period, _flows(flow), output, products=product, partners=by_partner, progress=report))


@command(
    services, shared=("output_format",), help=f"A statistical office that speaks SDMX, by the client sdmx1 (the extra [sdmx]). {UNTRIED}"
)
def sdmx(
    call: Call,
    office: Annotated[str, typer.Argument(help="The office as the client names it: ECB, ESTAT, IMF_DATA, OECD ...")],
    dataflow: Annotated[str, typer.Argument(help="The id of the dataflow, as in EXR or IMTS.")],
    period: Periods,
    output: Output,
    key: Annotated[str, typer.Option(help="Which series: the codes of the dimensions in order, as in A.BR.W00; all, unless said.")] = "all",
) -> None:
    """Fetch a dataflow of a statistical office."""
    from hinterland.sources.live.sdmx import fetch

    _run(call, "sdmx", lambda report: fetch(office, dataflow, period, output, key=key, progress=report))
