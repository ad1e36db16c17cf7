"""Commands about what is held: load files, list sources, coverage, states and rows rejected, take a load back. Thin: options in, one verb
of the API, the result as a table or as one JSON object."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland import terminal
from hinterland.commands.gate import report_pending
from hinterland.commands.options import WHERE, Call, command
from hinterland.errors import InputError
from hinterland.escapes import one_line
from hinterland.frames import count

if TYPE_CHECKING:
    from hinterland.sources.reading import Options
    from hinterland.warehouse.load import LoadReport

app = typer.Typer()
PROSE = "prose"
"""The format whose figures are shown before they are stored."""


@command(
    app, shared=WHERE, epilog="Example: `hinterland load figures.csv --source my-release --publisher 'Hefei Customs' --released 2026-01-23`"
)
def load(
    call: Call,
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
) -> None:
    """Load files: all or none, twice adds nothing; what can't be read is rejected, and a file that contradicts what is held is pending."""
    from hinterland.sources.reading import Options

    options = Options(
        flow=flow, period=period, currency=currency, unit=unit, region=region, source=source, title=title, publisher=publisher,
        released=released, address=address, reliability=reliability,  # type: ignore[arg-type]
    )  # fmt: skip
    if each:
        _each(call, paths, format, options)
        return
    if (format == PROSE or dry_run) and not _shown(paths, format, options, quiet=call.form == "json", ask=not (yes or dry_run)):
        return
    if dry_run:
        return
    with call.open() as h, terminal.waiting("loading"):
        report = h.load(paths, format=format, options=options)
    if call.printed(report.to_dict()):
        return
    _report(report)


def _report(report: LoadReport) -> None:
    terminal.table(
        ["file", "format", "read", "held", "new", "rejected"],
        [(one_line(f.path), f.format, f.rows_read, f.rows_stored, f.rows_new, f.rows_quarantined) for f in report.files],
        right=(2, 3, 4, 5),
    )
    for f in report.files:
        for warning in (*f.warnings, *(f"rejected: {reason}" for reason in f.reasons)):
            print(f"Warning: {one_line(f.path)}: {warning.replace(f.path, one_line(f.path))}", file=sys.stderr)
    for f in report.files:
        if f.pending:
            report_pending(f.path, f.pending, f.explanations)
    print(f"State {report.state}." if report.state else "Nothing new; the state stays as it was.")


def _each(call: Call, paths: list[Path], format: str, options: Options) -> None:
    """Load each file for itself. Ends with status 2 where some could not be read."""
    with call.open() as h, terminal.bulk_progress() as advance:
        report = h.load_each(paths, format=format, options=options, progress=advance)
    if not call.printed(report.to_dict()):
        for remark in report.remarks():
            print(f"Warning, {remark}", file=sys.stderr)
        print(f"{report.summary()}.")
    for p in report.pending:
        report_pending(p.path, p.load, (p.reason,))
    for f in report.failed:
        reason = f.reason if f.path in f.reason else f"{f.path}: {f.reason}"
        print(f"hinterland: not loaded: {reason.replace(f.path, one_line(f.path))}", file=sys.stderr)
    if report.failed:
        raise typer.Exit(2)


def _shown(paths: list[Path], format: str, options: Options, *, quiet: bool, ask: bool) -> bool:
    """Show the figures read from texts before they are stored. Returns whether to store them; who sits at a terminal is asked."""
    from hinterland.check.release import read_release

    if format != PROSE:
        raise InputError(f"--dry-run shows what is read of a text; use it with --format {PROSE}")
    for path in paths:
        release = read_release(path, options)
        if not quiet:
            terminal.released(release)
    return not (ask and not quiet and sys.stdin.isatty()) or typer.confirm("Store these figures?")


@command(
    app, "roll-up", shared=("warehouse", "engine", "output_format"), epilog="Example: `hinterland roll-up GACC-QUERY --year 2024 --whole`"
)
def roll_up(
    call: Call,
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
) -> None:
    """Sum the records of a source to figures, by region, product and partner, so that all other commands know them. Years that didn't change are let be."""
    with call.open() as h, terminal.progress("years") as shown:
        rolled = h.roll_up(source, year or (), whole=whole, concordance=concordance, progress=shown)
    if call.printed(rolled.to_dict()):
        return
    rows = [(y.year, f"{y.records:,}", f"{y.figures:,}", y.state or "as it was") for y in rolled.years]
    terminal.table(["year", "records", "figures", "state"], rows, right=(0, 1, 2, 3))
    for warning in rolled.warnings:
        print(f"Warning: {warning}", file=sys.stderr)


@command(app, tabular=True, epilog="Example: `hinterland sources --output-format json`")
def sources(call: Call) -> None:
    """List the sources held, with the number of figures that stand on each."""
    with call.open() as h:
        rows = h.sources_table()
    if call.printed({"schema": "hinterland.sources/1", "sources": rows}, rows):
        return
    names = {n: n for n in ("id", "publisher", "title", "released", "reliability")} | {"figures": "observations"}
    terminal.columns(names, rows, right=(5,), first=(2, 3))


@command(app, tabular=True, epilog="Example: `hinterland coverage anhui`")
def coverage(
    call: Call, subject: Annotated[str | None, typer.Argument(help="A region or group; everything where left out.")] = None
) -> None:
    """Tell what is held: concepts, flows, products, partners, periods, sources."""
    with call.open() as h:
        held = h.coverage(subject)
    if call.printed(held.to_dict(), held.rows):
        return
    columns = [
        "concept", "op", "flow", "product", "partner", "basis", "unit", "observations", "regions", "first_month", "last_month", "sources",
    ]  # fmt: skip
    terminal.columns({c.replace("_", " "): c for c in columns}, held.rows, right=(7, 8, 9, 10, 11), first=(11, 5, 8, 6))
    terminal.aged(held.newest)


@command(app, shared=("warehouse", "state", "output_format"), epilog="Example: `hinterland quarantine --output put-aside.csv`")
def quarantine(call: Call, output: Annotated[Path | None, typer.Option(help="Write the rows to a CSV file.")] = None) -> None:
    """List the rows that loads rejected because they could not be read, with file, line and reason."""
    with call.open() as h:
        rows = h.quarantine()
    if call.printed({"schema": "hinterland.quarantine/1", "rows": rows}):
        return
    if output:
        _write_rows(rows, output)
        print(output)
        return
    waiting = sum(1 for r in rows if r["pending"])
    terminal.columns(["file", "row", "text", "reason", *(["pending"] if waiting else [])], rows, right=(1,))
    print(f"{count(len(rows), 'row')} rejected{f', {waiting} of them of files that are pending' if waiting else ''}.")


def _write_rows(rows: list[dict[str, Any]], output: Path) -> None:
    import csv

    if not output.parent.is_dir():
        raise InputError(f"there is no folder {output.parent}; make it first or write elsewhere with --output")
    try:
        with output.open("w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, ["file", "row", "text", "reason", "load", "pending"])
            writer.writeheader()
            writer.writerows(rows)
    except OSError as e:
        raise InputError(f"{output} can't be written: {e.strerror}") from e


@command(app, shared=WHERE, epilog="Example: `hinterland states`")
def states(call: Call) -> None:
    """List the states: what each load, undo and edition of the embedded figures made of the warehouse."""
    with call.open() as h:
        found = h.history()
    if call.printed(found):
        return
    rows = [
        r | {"counts": "yes" if r["counts"] else "pending" if r["pending"] else "no", "files": ", ".join(Path(p).name for p in r["files"])}
        for r in found["states"]
    ]
    names = {"state": "state", "kind": "kind", "when": "created", "new figures": "figures_new", "counts": "counts", "files": "files"}
    terminal.columns(names, rows, right=(0, 3))


@command(app, shared=WHERE, epilog="Example: `hinterland undo`")
def undo(call: Call) -> None:
    """Take the last load back; the state before it is what counts again."""
    with call.open() as h:
        load_id = h.undo()
        number = h.state.number
    if not call.printed({"schema": "hinterland.undo/1", "load": load_id, "state": number}):
        print(f"Took load {load_id} back; this is state {number}.")


@app.command(epilog="Example: `hinterland template > figures.csv`")
def template() -> None:
    """Print a file in our own columns to start from."""
    from hinterland.sources.tidy import TEMPLATE

    print(TEMPLATE, end="")
