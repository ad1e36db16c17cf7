"""Commands about what is held: load files, list sources, coverage, states and rows rejected, take a load back.

Thin: options in, one verb of the API, the result as a table or as one JSON object.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland.commands.gate import told_pending
from hinterland.commands.options import (
    AsOf,
    AtState,
    Format,
    On,
    TableFormat,
    Warehouse,
    Without,
    asked,
    open_warehouse,
    print_json,
    wants_json,
)
from hinterland.commands.waiting import waiting

if TYPE_CHECKING:
    from hinterland.sources.reading import Options
    from hinterland.warehouse.load import LoadReport

app = typer.Typer()

PROSE = "prose"
"""The format whose figures are shown before they are stored."""


@app.command(epilog="Example: `hinterland load figures.csv --source my-release --publisher 'Hefei Customs' --released 2026-01-23`")
def load(
    paths: Annotated[list[Path], typer.Argument(help="Files to load, all or none of them; with --each folders too.")],
    format: Annotated[str, typer.Option("--format", help="auto, or the name of a format.")] = "auto",
    flow: Annotated[str | None, typer.Option(help="total, export or import, where the file doesn't say.")] = None,
    period: Annotated[str | None, typer.Option(help="The period, where the file doesn't say: 2025, 2025-07, 2025-01/2025-11.")] = None,
    currency: Annotated[str | None, typer.Option(help="Three letters, as in ISO 4217, where the file doesn't say.")] = None,
    unit: Annotated[str | None, typer.Option(help="The unit, where the file doesn't say, as in these examples: CNY_100M, 万元.")] = None,
    region: Annotated[str | None, typer.Option(help="The region, where the file doesn't say.")] = None,
    source: Annotated[str | None, typer.Option(help="The id of the source, where the file doesn't say.")] = None,
    title: Annotated[str | None, typer.Option(help="The source's title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who issued the figures.")] = None,
    released: Annotated[str | None, typer.Option(help="When they were published: 2026-01-23, 2026-01 or 2026.")] = None,
    address: Annotated[str | None, typer.Option(help="The page they were published on, by which official figures are believed.")] = None,
    reliability: Annotated[
        str | None, typer.Option(help="official, news or secondary; official without a known publisher's --address is stored as claimed.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be stored of a text (--format prose), and store nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before the figures of a text are stored.")] = False,
    each: Annotated[
        bool,
        typer.Option(
            "--each", help="Each file for itself: what can't be read stops nothing and is named at the end; started again, it goes on."
        ),
    ] = False,
    warehouse: Warehouse = None,
    output_format: Format = "full",
) -> None:
    """Load files: all or none, twice adds nothing; what can't be read is rejected, and a file that contradicts what is held is pending."""
    from hinterland.sources.reading import InputError, Options

    as_json = wants_json(output_format)
    if reliability not in (None, "official", "news", "secondary"):
        raise InputError(f"--reliability is official, news or secondary, not {reliability!r}")
    options = Options(
        flow=flow, period=period, currency=currency, unit=unit, region=region, source=source, title=title, publisher=publisher,
        released=released, address=address, reliability=reliability,  # type: ignore[arg-type]
    )  # fmt: skip
    if each:
        _each(paths, format, options, warehouse, as_json)
        return
    if (format == PROSE or dry_run) and not _shown(paths, format, options, quiet=as_json, ask=not (yes or dry_run)):
        return
    if dry_run:
        return
    with open_warehouse(warehouse) as h, waiting("loading"):
        report = h.load(paths, format=format, options=options)
    if as_json:
        print_json(report.to_dict())
        return
    _report(report)


def _report(report: LoadReport) -> None:
    """Print what became of the files of a load."""
    from hinterland.terminal import table

    table(
        ["file", "format", "read", "held", "new", "rejected"],
        [(f.path, f.format, f.rows_read, f.rows_stored, f.rows_new, f.rows_quarantined) for f in report.files],
        right=(2, 3, 4, 5),
    )
    for f in report.files:
        for warning in f.warnings:
            print(f"Warning: {f.path}: {warning}", file=sys.stderr)
    for f in report.files:
        if f.pending:
            told_pending(f.path, f.pending, f.explanations)
    print(f"State {report.state}." if report.state else "Nothing new; the state stays as it was.")


def _each(paths: list[Path], format: str, options: Options, warehouse: str | None, as_json: bool) -> None:
    """Load each file for itself. Ends with status 2 where some could not be read."""
    from hinterland.terminal import bulk_progress

    with open_warehouse(warehouse) as h, bulk_progress() as told:
        report = h.load_each(paths, format=format, options=options, progress=told)
    if as_json:
        print_json(report.to_dict())
    else:
        for text, n in report.warnings.items():
            print(f"Warning, of {n} {'file' if n == 1 else 'files'}: {text}", file=sys.stderr)
        print(
            f"{report.loaded:,} files loaded, {report.passed:,} held already, {len(report.failed):,} not read: {report.rows_new:,} rows new of {report.rows_read:,}, "
            f"{report.rows_quarantined:,} rejected, in {report.seconds:.1f} s."
        )
    for p in report.pending:
        told_pending(p.path, p.load, (p.reason,))
    for f in report.failed:
        print(f"hinterland: not loaded: {f.reason if f.path in f.reason else f'{f.path}: {f.reason}'}", file=sys.stderr)
    if report.failed:
        raise typer.Exit(2)


def _shown(paths: list[Path], format: str, options: Options, *, quiet: bool, ask: bool) -> bool:
    """Show the figures read from texts before they are stored. Returns whether to store them; who sits at a terminal is asked."""
    from hinterland.check.release import read_release
    from hinterland.sources.reading import InputError
    from hinterland.terminal import released

    if format != PROSE:
        raise InputError(f"--dry-run shows what is read of a text; use it with --format {PROSE}")
    for path in paths:
        release = read_release(path, options)
        if not quiet:
            released(release)
    return not (ask and not quiet and sys.stdin.isatty()) or typer.confirm("Store these figures?")


@app.command("roll-up", epilog="Example: `hinterland roll-up GACC-QUERY --year 2024 --whole`")
def roll_up(
    source: Annotated[str, typer.Argument(help="The id of the source whose records are summed; `hinterland sources` lists them.")],
    year: Annotated[
        list[int] | None, typer.Option(help="A year to sum; all that are held where left out. May be given several times.")
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="The files of the source together hold every product and partner: it is for you to know.")
    ] = False,
    concordance: Annotated[
        Path | None, typer.Option(help="A CSV of earlier and later HS codes (from, to, year_from, year_to), so that years can be compared.")
    ] = None,
    engine: On = "duckdb",
    warehouse: Warehouse = None,
    output_format: Format = "full",
) -> None:
    """Sum the records of a source to figures, by region, product and partner, so that all other commands know them. Years that didn't change are let be."""
    from hinterland.terminal import progress, table

    with asked(warehouse, output_format, engine=engine) as (h, printed), progress("years") as shown:
        told = h.roll_up(source, year or (), whole=whole, concordance=concordance, progress=shown)
    if printed(told.to_dict()):
        return
    rows = [(y.year, f"{y.records:,}", f"{y.figures:,}", y.state or "as it was") for y in told.years]
    table(["year", "records", "figures", "state"], rows, right=(0, 1, 2, 3))
    for warning in told.warnings:
        print(f"Warning: {warning}", file=sys.stderr)


@app.command(epilog="Example: `hinterland sources --output-format json`")
def sources(
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: TableFormat = "table",
) -> None:
    """List the sources held, with the number of figures that stand on each."""
    with asked(warehouse, output_format, state, as_of, without_source, tabular=True) as (h, printed):
        rows = h.sources_table()
    if printed({"schema": "hinterland.sources/1", "sources": rows}, rows):
        return
    from hinterland.terminal import table

    table(
        ["id", "publisher", "title", "released", "reliability", "figures"],
        [(r["id"], r["publisher"], r["title"], r["released"], r["reliability"], r["observations"]) for r in rows],
        right=(5,),
        first=(2, 3),
    )


@app.command(epilog="Example: `hinterland coverage anhui`")
def coverage(
    subject: Annotated[str | None, typer.Argument(help="A region or group; everything where left out.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: TableFormat = "table",
) -> None:
    """Tell what is held: concepts, flows, products, partners, periods, sources."""
    with asked(warehouse, output_format, state, as_of, without_source, tabular=True) as (h, printed):
        held = h.coverage(subject)
    if printed(held.to_dict(), held.rows):
        return
    from hinterland.terminal import aged, table

    columns = [
        "concept",
        "op",
        "flow",
        "product",
        "partner",
        "basis",
        "unit",
        "observations",
        "regions",
        "first_month",
        "last_month",
        "sources",
    ]
    table(
        [c.replace("_", " ") for c in columns],
        [tuple(r[c] for c in columns) for r in held.rows],
        right=(7, 8, 9, 10, 11),
        first=(11, 5, 8, 6),
    )
    aged(held.newest)


@app.command(epilog="Example: `hinterland quarantine --output put-aside.csv`")
def quarantine(
    output: Annotated[Path | None, typer.Option(help="Write the rows to a CSV file.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    output_format: Format = "full",
) -> None:
    """List the rows that loads rejected because they could not be read, with file, line and reason."""
    with asked(warehouse, output_format, state) as (h, printed):
        rows = h.quarantine()
    if printed({"schema": "hinterland.quarantine/1", "rows": rows}):
        return
    if output:
        _write_rows(rows, output)
        print(output)
        return
    from hinterland.terminal import table

    table(["file", "row", "text", "reason"], [(r["file"], r["row"], r["text"], r["reason"]) for r in rows], right=(1,))
    print(f"{len(rows)} rows rejected.")


def _write_rows(rows: list[dict[str, Any]], output: Path) -> None:
    import csv

    from hinterland.sources.reading import InputError

    if not output.parent.is_dir():
        raise InputError(f"there is no folder {output.parent}; make it first or write elsewhere with --output")
    try:
        with output.open("w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, ["file", "row", "text", "reason", "load"])
            writer.writeheader()
            writer.writerows(rows)
    except OSError as e:
        raise InputError(f"{output} can't be written: {e.strerror}") from e


@app.command(epilog="Example: `hinterland states`")
def states(warehouse: Warehouse = None, output_format: Format = "full") -> None:
    """List the states: what each load, undo and edition of the embedded figures made of the warehouse."""
    with asked(warehouse, output_format) as (h, printed):
        found = h.history()
    if printed(found):
        return
    from hinterland.terminal import table

    table(
        ["state", "kind", "when", "new figures", "counts", "files"],
        [
            (
                r["state"],
                r["kind"],
                r["created"],
                r["figures_new"],
                "yes" if r["counts"] else "pending" if r["pending"] else "no",
                ", ".join(Path(p).name for p in r["files"]),
            )
            for r in found["states"]
        ],
        right=(0, 3),
    )


@app.command(epilog="Example: `hinterland undo`")
def undo(warehouse: Warehouse = None, output_format: Format = "full") -> None:
    """Take the last load back; the state before it is what counts again."""
    with asked(warehouse, output_format) as (h, printed):
        load_id = h.undo()
        number = h.state.number
    if not printed({"schema": "hinterland.undo/1", "load": load_id, "state": number}):
        print(f"Took load {load_id} back; this is state {number}.")


@app.command(epilog="Example: `hinterland template > figures.csv`")
def template() -> None:
    """Print a file in our own columns to start from."""
    from hinterland.sources.tidy import TEMPLATE

    print(TEMPLATE, end="")
