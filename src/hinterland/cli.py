"""The commands, thin: options in, one verb of the API, the result printed as a table for people or one JSON object for programs.

Bad input ends with a sentence on standard error and status 2. Libraries that take long to import are imported inside the commands.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland import __version__

if TYPE_CHECKING:
    from hinterland.api import Hinterland

app = typer.Typer(
    name="hinterland",
    help="A claims engine for the geography of trade: reads regional statistics, writes the brief, shows where every figure comes from.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
    epilog="Example: `hinterland brief CN-AH --period 2025`",
)

Warehouse = Annotated[
    str | None,
    typer.Option(
        "--warehouse", envvar="HINTERLAND_WAREHOUSE", help="Folder or address of the warehouse; default: a folder in your data directory."
    ),
]
AtState = Annotated[int | None, typer.Option("--state", help="Read an earlier state (see `hinterland states`).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Leave out what was published after this day, as in 2026-03-15.")]
Without = Annotated[list[str] | None, typer.Option("--without-source", help="Leave a source out, by its id; may be repeated.")]
Format = Annotated[str, typer.Option("--output-format", help="full (for people) or json (one object).")]
Subject = Annotated[str, typer.Argument(help="A region or group as people name it: CN-AH, anhui, 安徽, central.")]


def _open(warehouse: str | None, state: int | None = None, as_of: str | None = None, without: list[str] | None = None) -> Hinterland:
    from hinterland.api import Hinterland

    return Hinterland(warehouse, state=state, as_of=_day(as_of, "--as-of"), without=without or ())


def _day(text: str | None, option: str) -> date | None:
    from hinterland.sources.reading import InputError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} takes a day such as 2026-03-15, not {text!r}") from None


def _json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))


def _wants_json(output_format: str) -> bool:
    from hinterland.sources.reading import InputError

    if output_format not in ("full", "json"):
        raise InputError(f"--output-format is full or json, not {output_format!r}")
    return output_format == "json"


@app.command(epilog="Example: `hinterland load figures.csv --source my-release --publisher 'Hefei Customs' --released 2026-01-23`")
def load(
    paths: Annotated[list[Path], typer.Argument(help="Files to load, all or none of them.")],
    format: Annotated[str, typer.Option("--format", help="auto, or the name of a format.")] = "auto",
    flow: Annotated[str | None, typer.Option(help="total, export or import, where the file doesn't say.")] = None,
    period: Annotated[str | None, typer.Option(help="The period, where the file doesn't say: 2025, 2025-07, 2025-01/2025-11.")] = None,
    currency: Annotated[str | None, typer.Option(help="CNY or USD, where the file doesn't say.")] = None,
    unit: Annotated[str | None, typer.Option(help="The unit, where the file doesn't say: CNY_100M, 万元 ...")] = None,
    region: Annotated[str | None, typer.Option(help="The region, where the file doesn't say.")] = None,
    source: Annotated[str | None, typer.Option(help="The id of the source, where the file doesn't say.")] = None,
    title: Annotated[str | None, typer.Option(help="The source's title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who issued the figures.")] = None,
    released: Annotated[str | None, typer.Option(help="When they were published: 2026-01-23, 2026-01 or 2026.")] = None,
    reliability: Annotated[str | None, typer.Option(help="official, news or secondary.")] = None,
    warehouse: Warehouse = None,
    output_format: Format = "full",
) -> None:
    """Load files: all or none, twice adds nothing, what can't be read is put aside and told."""
    from hinterland.sources.reading import InputError, Options

    as_json = _wants_json(output_format)
    if reliability not in (None, "official", "news", "secondary"):
        raise InputError(f"--reliability is official, news or secondary, not {reliability!r}")
    options = Options(
        flow=flow, period=period, currency=currency, unit=unit, region=region, source=source, title=title, publisher=publisher,
        released=released, reliability=reliability,  # type: ignore[arg-type]
    )  # fmt: skip
    with _open(warehouse) as h:
        report = h.load(paths, format=format, options=options)
    if as_json:
        _json(report.to_dict())
        return
    from hinterland.terminal import table

    table(
        ["file", "format", "read", "held", "new", "put aside"],
        [(f.path, f.format, f.rows_read, f.rows_stored, f.rows_new, f.rows_quarantined) for f in report.files],
        right=(2, 3, 4, 5),
    )
    for f in report.files:
        for warning in f.warnings:
            print(f"Warning: {f.path}: {warning}", file=sys.stderr)
    print(f"State {report.state}." if report.state else "Nothing new; the state stays as it was.")


@app.command(epilog="Example: `hinterland sources --output-format json`")
def sources(
    warehouse: Warehouse = None, state: AtState = None, as_of: AsOf = None, without_source: Without = None, output_format: Format = "full"
) -> None:
    """List the sources held, with the number of figures that stand on each."""
    as_json = _wants_json(output_format)
    with _open(warehouse, state, as_of, without_source) as h:
        rows = h.sources_table()
    if as_json:
        _json({"schema": "hinterland.sources/1", "sources": rows})
        return
    from hinterland.terminal import table

    table(
        ["id", "publisher", "title", "released", "reliability", "figures"],
        [(r["id"], r["publisher"], r["title"], r["released"], r["reliability"], r["observations"]) for r in rows],
        right=(5,),
    )


@app.command(epilog="Example: `hinterland coverage anhui`")
def coverage(
    subject: Annotated[str | None, typer.Argument(help="A region or group; everything where left out.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Tell what is held: concepts, flows, products, partners, periods, sources."""
    as_json = _wants_json(output_format)
    with _open(warehouse, state, as_of, without_source) as h:
        held = h.coverage(subject)
    if as_json:
        _json(held.to_dict())
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
    table([c.replace("_", " ") for c in columns], [tuple(r[c] for c in columns) for r in held.rows], right=(7, 8, 9, 10, 11))
    aged(held.newest)


@app.command(epilog="Example: `hinterland show guangdong --flow total --unit USD`")
def show(
    subject: Subject,
    flow: Annotated[str | None, typer.Option(help="total, export or import; all where left out.")] = None,
    unit: Annotated[str, typer.Option(help="CNY or USD.")] = "CNY",
    basis: Annotated[str, typer.Option(help="operating-unit or destination-origin; the two are never mixed.")] = "operating-unit",
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Show a subject's figures, with published growth beside the growth of the levels, and why they differ."""
    as_json = _wants_json(output_format)
    with _open(warehouse, state, as_of, without_source) as h:
        shown = h.show(subject, flow=flow, unit=unit, basis=basis)
        newest = None if as_json else h.coverage().newest
    if as_json:
        _json(shown.to_dict())
        return
    from hinterland.terminal import aged, show_table

    show_table(shown)
    aged(newest)


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
    """Set parts beside their whole: provinces and nation, flows and total, months and year to date, source and source."""
    from hinterland.indicators.reconcile import KINDS
    from hinterland.sources.reading import InputError

    as_json = _wants_json(output_format)
    if kind not in (None, *KINDS):
        raise InputError(f"--kind is {', '.join(KINDS)}, not {kind!r}")
    with _open(warehouse, state, as_of, without_source) as h:
        found = h.reconcile(subject, kind=kind)
    if as_json:
        _json(found.to_dict())
        return
    from hinterland.terminal import gaps

    gaps(found, all_rows)


@app.command(epilog="Example: `hinterland quarantine --output put-aside.csv`")
def quarantine(
    output: Annotated[Path | None, typer.Option(help="Write the rows to a CSV file.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    output_format: Format = "full",
) -> None:
    """List the rows that loads put aside because they could not be read, with file, line and reason."""
    as_json = _wants_json(output_format)
    with _open(warehouse, state) as h:
        rows = h.quarantine()
    if as_json:
        _json({"schema": "hinterland.quarantine/1", "rows": rows})
        return
    if output:
        import csv

        with output.open("w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, ["file", "row", "text", "reason", "load"])
            writer.writeheader()
            writer.writerows(rows)
        print(output)
        return
    from hinterland.terminal import table

    table(["file", "row", "text", "reason"], [(r["file"], r["row"], r["text"], r["reason"]) for r in rows], right=(1,))
    print(f"{len(rows)} rows put aside.")


@app.command(epilog="Example: `hinterland states`")
def states(warehouse: Warehouse = None, output_format: Format = "full") -> None:
    """List the states: what each load, undo and edition of the embedded figures made of the warehouse."""
    as_json = _wants_json(output_format)
    with _open(warehouse) as h:
        state = h.states()
    live = state.live_ids
    rows = [
        {
            "state": load.seq,
            "kind": load.kind,
            "load": load.id,
            "created": load.created,
            "counts": load.id in live,
            "retires": list(load.retires),
            "files": [f["path"] for f in load.report.get("files", [])],
            "figures_new": load.report.get("figures_new", 0),
        }
        for load in state.loads
    ]
    if as_json:
        _json({"schema": "hinterland.states/1", "state": state.number, "states": rows})
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
                "yes" if r["counts"] else "no",
                ", ".join(Path(p).name for p in r["files"]),
            )
            for r in rows
        ],
        right=(0, 3),
    )


@app.command(epilog="Example: `hinterland undo`")
def undo(warehouse: Warehouse = None, output_format: Format = "full") -> None:
    """Take the last load back; the state before it is what counts again."""
    as_json = _wants_json(output_format)
    with _open(warehouse) as h:
        load_id = h.undo()
        number = h.state.number
    if as_json:
        _json({"schema": "hinterland.undo/1", "load": load_id, "state": number})
    else:
        print(f"Took load {load_id} back; this is state {number}.")


@app.command(epilog="Example: `hinterland sql \"select region, value from preferred where period = '2025' and op = 'level'\"`")
def sql(
    query: Annotated[str, typer.Argument(help="A single SELECT over observations, preferred, levels, sources, quarantine.")],
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Ask the state in SQL: one SELECT; anything that writes or reads another file is refused."""
    as_json = _wants_json(output_format)
    with _open(warehouse, state, as_of, without_source) as h:
        from hinterland.warehouse.engine import fetch

        cursor = h.sql(query)
        names = [d[0] for d in cursor.description or []]
        rows = fetch(cursor)
    if as_json:
        _json({"schema": "hinterland.sql/1", "columns": names, "rows": rows})
        return
    from hinterland.terminal import table

    table(names, [tuple(r[n] for n in names) for r in rows])


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
    with _open(warehouse, state, as_of, without_source) as h:
        written = h.brief(subject, period, language=language)
        path = output or Path(f"{written.subject}-{written.period.replace('/', '_')}.html")
        written.save(path)
    print(path)


@app.command(epilog="Example: `hinterland mine CN-AH --period 2025 --top 20 --explain`")
def mine(
    subject: Subject,
    period: Annotated[str, typer.Option(help="The period: a year (2025), a month (2025-07), a year to date (2025-01/2025-11).")],
    top: Annotated[int, typer.Option(help="How many claims.")] = 20,
    since: Annotated[int | None, typer.Option(help="Instead: what loads after this state made true, false or different.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell each score term by term.")] = False,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Find what is newsworthy: claims with their evidence, best first, none following from another."""
    from hinterland.language import sentences

    as_json = _wants_json(output_format)
    with _open(warehouse, state, as_of, without_source) as h:
        if since is not None:
            changed = h.since(since, subject, period, top=top)
            if as_json:
                told = [{"change": c.how, **c.claim.to_dict(), "sentences": sentences(c.claim)} for c in changed]
                _json({"schema": "hinterland.since/1", "subject": subject, "period": period, "since": since, "claims": told})
            else:
                from hinterland.terminal import changes

                changes(changed, since)
            return
        found = h.mine(subject, period, top=top)
    if as_json:
        claims = [
            {**m.claim.to_dict(), "score": round(m.score, 3), "explanation": m.alone.explain(), "sentences": sentences(m.claim)}
            for m in found
        ]
        _json({"schema": "hinterland.mine/1", "subject": found[0].claim.subject if found else subject, "period": period, "claims": claims})
        return
    from hinterland.terminal import mined

    mined(found, explain)


@app.command(epilog="Example: `hinterland check draft.md --date 2026-03-15`")
def check(
    files: Annotated[list[str], typer.Argument(help="Texts, Markdown, HTML, docx or PDF; - is standard input.")],
    dated: Annotated[
        str | None, typer.Option("--date", help="The document's date, as in 2026-03-15; else found in the text, else today.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Only these rules, by code or its beginning.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules, by code or its beginning.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Annotated[str, typer.Option("--output-format", help="full, concise or json.")] = "full",
) -> None:
    """Check every claim of a text against what is held. Ends with status 1 where an error is found."""
    from hinterland.check.document import load_document
    from hinterland.check.output import FORMATS
    from hinterland.sources.reading import InputError

    if output_format not in FORMATS:
        raise InputError(f"--output-format is {', '.join(FORMATS)}, not {output_format!r}")
    day = _day(dated, "--date")
    documents = [load_document(f) for f in files]
    errors = 0
    with _open(warehouse, state, as_of, without_source) as h:
        for document in documents:
            report = h.check(document, dated=day, select=select or (), ignore=ignore or ())
            errors += report.errors
            print(FORMATS[output_format](report), end="")
    raise typer.Exit(1 if errors else 0)


@app.command(epilog='Example: `hinterland read "Anhui\'s exports rose 17.8% in 2025"`')
def read(
    text: Annotated[str, typer.Argument(help="A text, or @FILE to read one.")],
    dated: Annotated[str | None, typer.Option("--date", help="The document's date, from which relative periods count; else today.")] = None,
    output_format: Format = "full",
) -> None:
    """Print a text as it is understood: each claim with its subject, indicator and period."""
    from hinterland.check.document import load_document
    from hinterland.language.read import read as understand

    as_json = _wants_json(output_format)
    said = load_document(text[1:]).text if text.startswith("@") else text
    found = understand(said, _day(dated, "--date") or date.today())
    if as_json:
        _json({"schema": "hinterland.read/1", "language": found.language, "claims": [c.to_dict() for c in found.claims]})
        return
    from hinterland.terminal import understood

    understood(found)


@app.command(epilog="Example: `hinterland rule HL209`")
def rule(code: Annotated[str, typer.Argument(help="A rule's code; all are listed where it is 'all'.")]) -> None:
    """Print the page of a rule: what it says, why, a bad and a good example."""
    from hinterland.check.rules import rules
    from hinterland.sources.reading import InputError

    known = rules()
    if code.lower() == "all":
        for name, module in known.items():
            print(f"{name}  {module.SEVERITY:8} {module.NAME}")
        return
    if code.upper() not in known:
        raise InputError(f"there is no rule {code}; the rules are {', '.join(known)}")
    module = known[code.upper()]
    print(f"{code.upper()} ({module.SEVERITY}): {(module.__doc__ or '').strip()}")


@app.command(epilog="Example: `hinterland claim 3f2a9c` (the id is printed by `hinterland mine`)")
def claim(
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or its beginning.")],
    warehouse: Warehouse = None,
    output_format: Format = "full",
) -> None:
    """Show a claim with its evidence, and what superseded the evidence it once had."""
    as_json = _wants_json(output_format)
    with _open(warehouse) as h:
        found = h.claim(claim_id)
    if as_json:
        _json(found.to_dict())
        return
    from hinterland.terminal import remembered

    remembered(found)


@app.command(epilog="Example: `hinterland template > figures.csv`")
def template() -> None:
    """Print a file in our own columns to start from."""
    from hinterland.sources.tidy import TEMPLATE

    print(TEMPLATE, end="")


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"hinterland {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; bad input is a sentence and status 2, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as e:
        from hinterland.sources.reading import InputError

        if not isinstance(e, InputError):
            raise
        print(f"hinterland: {e}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
