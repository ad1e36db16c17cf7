"""Commands that ask for figures: in one's own words, of subjects, of parts beside their whole, of where a product comes from, and in SQL;
and who can be asked about. Thin: words and options in, one verb of the API, the result in sentences, as a table or as one JSON object."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland import codes, terminal
from hinterland.codes import Language
from hinterland.commands.options import (
    Basis,
    Call,
    Drawn,
    Flow,
    Measured,
    Subject,
    command,
    complete_regions,
    of_period,
    print_json,
    writable,
)
from hinterland.errors import InputError

if TYPE_CHECKING:
    from hinterland.answers.answer import Answer

asking, app = typer.Typer(), typer.Typer()
"""The commands that understand requests, and those that ask for figures."""
MOST_SOURCES = 6
"""Maximum sources of an answer that are named."""
MOST_BESIDE = 6
"""Maximum subjects that stand side by side as a table."""


@command(asking, tabular=True, epilog='Examples: `hinterland ask "Anhui vs Henan exports, Jul 2025"`, `hinterland ask 广东 vs 江苏 出口`')
def ask(
    call: Call,
    words: Annotated[list[str], typer.Argument(help="What you want to know, in English or Chinese.", metavar="REQUEST...")],
    language: Annotated[Language | None, typer.Option(help="en or zh; that of the request where left out.")] = None,
) -> None:
    """Answer a request in plain words: a figure, a comparison, a ranking, a claim to judge, a brief or an outlook, with the command that gives the same."""
    with call.open() as h, terminal.waiting("answering"):
        found = h.ask(" ".join(words), language=language)
    if not call.printed(found.to_dict(), [row.to_dict() for row in found.rows]):
        _print(found)


@command(asking, tabular=True, epilog="Example: `hinterland compare anhui henan --period 2025 --flow exports`")
def compare(
    call: Call,
    subjects: Annotated[
        list[str], typer.Argument(help="Two regions or groups, or more.", metavar="SUBJECT...", autocompletion=complete_regions)
    ],
    period: Annotated[str | None, of_period("The period; the latest year held where left out.")] = None,
    flow: Flow = None,
    unit: Annotated[str | None, typer.Option(help="CNY or USD; each subject's own where left out.")] = None,
    growth: Annotated[bool, typer.Option("--growth", help="Compare growth on the year before, not levels.")] = False,
    measure: Measured = None,
    output: Drawn = None,
) -> None:
    """Compare the trade, or another measure, of regions or groups in a period, and say which is ahead and by how much."""
    from hinterland.answers.side_by_side import side_by_side

    writable(output, "a chart")
    with call.open() as h, terminal.waiting("comparing"):
        found = h.compare(*subjects, period=period, flow=flow, unit=unit, op="growth" if growth else "level", measure=measure)
        if output is not None:
            print(found.plot().save(output))
            return
        asked, when = found.request.subjects, next(iter(periods)) if len(periods := {row.period for row in found.rows}) == 1 else None
        if call.form in ("full", "table") and measure is None and when and len(asked) <= MOST_BESIDE:
            rows = side_by_side(h.indicators, asked, when, found.language, flow=found.request.flow, currency=found.request.currency)
            lines = [(head, *(f"{f.text}{f.sign}" for f in own)) for head, own in rows if any(f.claim for f in own)]
            terminal.table(["", *(codes.name(s, found.language) for s in asked)], lines, right=range(1, len(asked) + 1))
    if not call.printed(found.to_dict(), [row.to_dict() for row in found.rows]):
        _print(found)


@command(asking, tabular=True, epilog="Example: `hinterland regions --output-format csv`")
def regions(call: Call) -> None:
    """List the regions and groups that can be asked about, with their names and how much is held of each."""
    with call.open() as h:
        rows = h.regions()
    if call.printed({"schema": "hinterland.regions/1", "regions": rows}, rows):
        return
    names = {"code": "code", "level": "level", "English": "en", "Chinese": "zh", "figures": "observations", "from": "from", "to": "to"}
    terminal.columns(names, rows, right=(4, 5, 6), first=(5, 6))


def _print(found: Answer) -> None:
    from hinterland.answers.answer import word
    from hinterland.answers.commands import ask as again
    from hinterland.language.write import when

    print("\n".join(found.sentences))
    if len(found.rows) > 1 and found.request.what == "ranking":
        heads = ["", *(word(f"printed:{head}", found.language) for head in ("region", "period", "figure"))]
        rows = [(r.place, r.name, when(r.period, found.language), r.text) for r in found.rows]
        terminal.table(heads, rows, right=(0, 3))
    for note in (*found.notes, *found.beware):
        print(f"- {note}")
    if found.sources:
        from hinterland.language import issuer

        listed = [f"{issuer(s, found.language)}{f', {s.released}' if s.released else ''} ({s.id})" for s in found.sources[:MOST_SOURCES]]
        left = len(found.sources) - len(listed)
        listed += [word("printed:more", found.language, n=left)] if left else []
        print(word("printed:sources", found.language, sources=word("printed:semicolon", found.language).join(listed)))
    if found.command and found.command != again(found.request.text)[0]:
        print(word("printed:same", found.language, command=found.command))


@command(
    app, tabular=True, epilog="Examples: `hinterland show guangdong --flow exports --unit usd`, `hinterland show anhui henan --period 2025`"
)
def show(
    call: Call,
    subjects: Annotated[
        list[str],
        typer.Argument(
            help="Regions or groups as people name them: CN-AH, anhui, 安徽, central.",
            metavar="SUBJECT...",
            autocompletion=complete_regions,
        ),
    ],
    period: Annotated[str | None, of_period("Only what lies within a period: 2025, 2025H1, July 2025, 2025年7月.")] = None,
    flow: Flow = None,
    unit: Annotated[str | None, typer.Option(help="The currency: that of the subject's country where left out.")] = None,
    basis: Basis = None,
    frequency: Annotated[str | None, typer.Option(help="Only figures by year, quarter, month, year-to-date or span.")] = None,
    measure: Measured = None,
    output: Drawn = None,
) -> None:
    """Show the figures of one subject or several, with published growth beside the growth of the levels, and why they differ."""
    from hinterland.indicators.show import together

    writable(output, "a chart")
    with call.open() as h:
        found = [
            h.show(s, flow=flow, unit=unit, basis=basis, period=period, frequency=frequency, measure=measure)
            for s in dict.fromkeys(subjects)
        ]
        if output is not None:
            print(together(found).plot().save(output))
            return
        newest = h.coverage().newest if call.form in ("full", "table") else None
    if call.form == "json":
        for shown in found:
            print_json(shown.to_dict())
        return
    if call.printed(None, [row.to_dict() for shown in found for row in shown.rows]):
        return
    for number, shown in enumerate(found):
        if number:
            print()
        terminal.show_table(shown)
    terminal.aged(newest)


@command(app, tabular=True, epilog="Example: `hinterland bounds CN --period 2026-06/2026-07 --flow total`")
def bounds(
    call: Call,
    subject: Subject,
    period: Annotated[str, of_period("A period held or not: 2026-06, 2026-Q2, 2026-06/2026-07, 2025.")],
    flow: Flow = None,
    unit: Annotated[
        str | None, typer.Option(help="The currency, in three letters as in ISO 4217; the subject's own where left out.")
    ] = None,
    basis: Basis = None,
) -> None:
    """Show what a subject's trade in a period must lie between, held or not, and which figures that follows from."""
    with call.open() as h:
        found = h.bounds(subject, period, flow=flow, unit=unit, basis=basis)
    if not call.printed(result := found.to_dict(), result["cells"]):
        terminal.bounded(found)


@command(app, tabular=True, epilog="Example: `hinterland reconcile CN --kind regions`")
def reconcile(
    call: Call,
    subject: Annotated[str | None, typer.Argument(help="A region or group; everything where left out.")] = None,
    kind: Annotated[str | None, typer.Option(help="regions, flows, months or sources; all where left out.")] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="Show also what adds up within rounding.")] = False,
) -> None:
    """Set parts beside their whole: regions and nation, flows and total, months and year to date, source and source."""
    from hinterland.indicators.reconcile import KINDS

    if kind not in (None, *KINDS):
        raise InputError(f"--kind is {', '.join(KINDS)}, not {kind!r}")
    with call.open() as h:
        found = h.reconcile(subject, kind=kind)
    if not call.printed(result := found.to_dict(), result["rows"]):
        terminal.gaps(found, all_rows)


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


@command(
    app, tabular=True, epilog="Example: `hinterland sql \"select region, value from preferred where period = '2025' and op = 'level'\"`"
)
def sql(
    call: Call,
    query: Annotated[
        str,
        typer.Argument(
            help="A single SELECT over observations, preferred, levels, bounds, sources, quarantine; - reads it from standard input, @FILE from a file."
        ),
    ],
    seconds: Annotated[float, typer.Option(min=1, help="The most seconds that it may take.")] = 300,
    rows: Annotated[int, typer.Option(min=1, help="The most rows that the answer may have.")] = 1_000_000,
    megabytes: Annotated[int, typer.Option(min=1, help="The most memory that it may take.")] = 4096,
) -> None:
    """Ask the state in SQL: one SELECT; anything that writes, reads another file or takes more than it may is refused."""
    from hinterland.warehouse.budget import Budget

    text = _query(query)
    with call.open() as h:
        from hinterland.warehouse.engine import fetch

        h.engine.budget = Budget(seconds, rows, megabytes)
        cursor = h.sql(text)
        names = [d[0] for d in cursor.description or []]
        found = fetch(cursor)
    if call.printed({"schema": "hinterland.sql/1", "columns": names, "rows": found}, found, names):
        return
    numbers = [
        n for n, name in enumerate(names) if found and all(isinstance(r[name], (int, float, Decimal)) for r in found if r[name] is not None)
    ]
    terminal.table(names, [tuple(r[n] for n in names) for r in found], right=numbers, whole=True)


def _query(given: str) -> str:
    """The query: the argument, standard input for `-`, or the file behind an @. Raises `InputError` for a file that can't be read."""

    if given == "-":
        return sys.stdin.read()
    if not given.startswith("@"):
        return given
    path = Path(given[1:])
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as e:
        raise InputError(f"{path} can't be read as a query: {e.strerror}") from e
    except UnicodeDecodeError as e:
        raise InputError(f"{path} is no text in UTF-8") from e
