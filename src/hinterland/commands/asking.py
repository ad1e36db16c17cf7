"""Commands that understand requests: `ask` in one's own words, `compare` subjects, and `regions`, who can be asked about.

Thin: words in, one verb of the API, the answer in sentences, as rows or as one JSON object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.codes import Language
from hinterland.commands.options import (
    AsOf,
    AtState,
    TableFormat,
    Warehouse,
    Without,
    asked,
    complete_flows,
    complete_periods,
    complete_regions,
)
from hinterland.commands.waiting import waiting

if TYPE_CHECKING:
    from hinterland.answers.answer import Answer

app = typer.Typer()


@app.command(epilog='Examples: `hinterland ask "Anhui vs Henan exports, Jul 2025"`, `hinterland ask 广东 vs 江苏 出口`')
def ask(
    words: Annotated[list[str], typer.Argument(help="What you want to know, in English or Chinese.", metavar="REQUEST...")],
    language: Annotated[Language | None, typer.Option(help="en or zh; that of the request where left out.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: TableFormat = "table",
) -> None:
    """Answer a request in plain words: a figure, a comparison, a ranking, a claim to judge, a brief or an outlook, with the command that gives the same."""
    with asked(warehouse, output_format, state, as_of, without_source, tabular=True) as (h, printed), waiting("answering"):
        found = h.ask(" ".join(words), language=language)
    if printed(found.to_dict(), [row.to_dict() for row in found.rows]):
        return
    _print(found)


@app.command(epilog="Example: `hinterland compare anhui henan --period 2025 --flow exports`")
def compare(
    subjects: Annotated[
        list[str], typer.Argument(help="Two regions or groups, or more.", metavar="SUBJECT...", autocompletion=complete_regions)
    ],
    period: Annotated[
        str | None, typer.Option(help="The period; the latest year held where left out.", autocompletion=complete_periods)
    ] = None,
    flow: Annotated[str | None, typer.Option(help="total, export or import; all where left out.", autocompletion=complete_flows)] = None,
    unit: Annotated[str | None, typer.Option(help="CNY or USD; each subject's own where left out.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: TableFormat = "table",
) -> None:
    """Compare the trade of regions or groups in a period, and say which is ahead and by how much."""
    with asked(warehouse, output_format, state, as_of, without_source, tabular=True) as (h, printed), waiting("comparing"):
        found = h.compare(*subjects, period=period, flow=flow, unit=unit)
    if printed(found.to_dict(), [row.to_dict() for row in found.rows]):
        return
    _print(found)


@app.command(epilog="Example: `hinterland regions --output-format csv`")
def regions(
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: TableFormat = "table",
) -> None:
    """List the regions and groups that can be asked about, with their names and how much is held of each."""
    with asked(warehouse, output_format, state, as_of, without_source, tabular=True) as (h, printed):
        rows = h.regions()
    if printed({"schema": "hinterland.regions/1", "regions": rows}, rows):
        return
    from hinterland.terminal import table

    columns = ["code", "level", "English", "Chinese", "figures", "from", "to"]
    table(
        columns,
        [(r["code"], r["level"], r["en"], r["zh"], r["observations"], r["from"], r["to"]) for r in rows],
        right=(4, 5, 6),
        first=(5, 6),
    )


def _print(found: Answer) -> None:
    """Print an answer: its sentences, its figures, where they are from, what was assumed, and the command that gives the same."""
    from hinterland.terminal import table

    print("\n".join(found.sentences))
    if len(found.rows) > 1 and found.request.what == "ranking":
        heads = ["", "region", "period", "figure"]
        rows = [(r.place, r.name, r.period, r.text) for r in found.rows]
        table(heads, rows, right=(0, 3))
    for note in (*found.notes, *found.beware):
        print(f"- {note}")
    if found.sources:
        print(
            "Sources: "
            + "; ".join(f"{s.publisher}{f', {s.released}' if s.released else ''} ({s.id})" for s in found.sources[:MOST_SOURCES])
        )
    if found.command:
        print(f"The same: {found.command}")


MOST_SOURCES = 6
"""Maximum sources of an answer that are named."""
