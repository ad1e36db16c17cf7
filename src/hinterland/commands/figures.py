"""Commands that ask for figures: a subject's series, parts beside their whole, and SQL over a state.

Thin: options in, one verb of the API, the result as a table or as one JSON object.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hinterland.commands.options import AsOf, AtState, Format, Subject, Warehouse, Without, open_warehouse, print_json, wants_json

app = typer.Typer()


@app.command(epilog="Example: `hinterland show guangdong --flow total --unit USD`")
def show(
    subject: Subject,
    flow: Annotated[str | None, typer.Option(help="total, export or import; all where left out.")] = None,
    unit: Annotated[str | None, typer.Option(help="The currency: that of the subject's country where left out.")] = None,
    basis: Annotated[
        str | None, typer.Option(help="operating-unit or destination-origin, which are never mixed; the country's own where left out.")
    ] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Show a subject's figures, with published growth beside the growth of the levels, and why they differ."""
    as_json = wants_json(output_format)
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        shown = h.show(subject, flow=flow, unit=unit, basis=basis)
        newest = None if as_json else h.coverage().newest
    if as_json:
        print_json(shown.to_dict())
        return
    from hinterland.terminal import aged, show_table

    show_table(shown)
    aged(newest)


@app.command(epilog="Example: `hinterland bounds CN --period 2026-06/2026-07 --flow total`")
def bounds(
    subject: Subject,
    period: Annotated[str, typer.Option(help="A period held or not: 2026-06, 2026-Q2, 2026-06/2026-07, 2025.")],
    flow: Annotated[str | None, typer.Option(help="total, export or import; all where left out.")] = None,
    unit: Annotated[
        str | None, typer.Option(help="The currency, in three letters as in ISO 4217; the subject's own where left out.")
    ] = None,
    basis: Annotated[
        str | None, typer.Option(help="operating-unit or destination-origin, which are never mixed; the country's own where left out.")
    ] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Show what a subject's trade in a period must lie between, held or not, and which figures that follows from."""
    as_json = wants_json(output_format)
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        found = h.bounds(subject, period, flow=flow, unit=unit, basis=basis)
    if as_json:
        print_json(found.to_dict())
        return
    from hinterland.terminal import bounded

    bounded(found)


@app.command(epilog="Example: `hinterland reconcile CN --kind regions`")
def reconcile(
    subject: Annotated[str | None, typer.Argument(help="A region or group; everything where left out.")] = None,
    kind: Annotated[str | None, typer.Option(help="regions, flows, months or sources; all where left out.")] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="Show also what adds up within rounding.")] = False,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Set parts beside their whole: regions and nation, flows and total, months and year to date, source and source."""
    from hinterland.indicators.reconcile import KINDS
    from hinterland.sources.reading import InputError

    as_json = wants_json(output_format)
    if kind not in (None, *KINDS):
        raise InputError(f"--kind is {', '.join(KINDS)}, not {kind!r}")
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        found = h.reconcile(subject, kind=kind)
    if as_json:
        print_json(found.to_dict())
        return
    from hinterland.terminal import gaps

    gaps(found, all_rows)


@app.command(epilog="Example: `hinterland sql \"select region, value from preferred where period = '2025' and op = 'level'\"`")
def sql(
    query: Annotated[str, typer.Argument(help="A single SELECT over observations, preferred, levels, bounds, sources, quarantine.")],
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    seconds: Annotated[float, typer.Option(min=1, help="The most seconds that it may take.")] = 300,
    rows: Annotated[int, typer.Option(min=1, help="The most rows that the answer may have.")] = 1_000_000,
    megabytes: Annotated[int, typer.Option(min=1, help="The most memory that it may take.")] = 4096,
    output_format: Format = "full",
) -> None:
    """Ask the state in SQL: one SELECT; anything that writes, reads another file or takes more than it may is refused."""
    from hinterland.warehouse.budget import Budget

    as_json = wants_json(output_format)
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        from hinterland.warehouse.engine import fetch

        h.engine.budget = Budget(seconds, rows, megabytes)
        cursor = h.sql(query)
        names = [d[0] for d in cursor.description or []]
        found = fetch(cursor)
    if as_json:
        print_json({"schema": "hinterland.sql/1", "columns": names, "rows": found})
        return
    from hinterland.terminal import table

    table(names, [tuple(r[n] for n in names) for r in found])
