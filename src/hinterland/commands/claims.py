"""Commands about claims that the data make: mine what is newsworthy, tell what loads revised, and show one claim with its evidence.

Thin: options in, one verb of the API, sentences or one JSON object out.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hinterland.commands.options import (
    AsOf,
    AtState,
    Format,
    On,
    Subject,
    Warehouse,
    Without,
    complete_periods,
    open_warehouse,
    print_json,
    wants_json,
)
from hinterland.commands.waiting import waiting

app = typer.Typer()


@app.command(epilog="Example: `hinterland mine CN-AH --period 2025 --top 20 --explain`")
def mine(
    subject: Subject,
    period: Annotated[
        str,
        typer.Option(
            help="The period: a year (2025), a month (2025-07), a year to date (2025-01/2025-11).", autocompletion=complete_periods
        ),
    ],
    top: Annotated[int, typer.Option(help="How many stories.")] = 20,
    since: Annotated[int | None, typer.Option(help="Instead: what loads after this state made true, false or different.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell each score term by term.")] = False,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    engine: On = "duckdb",
    output_format: Format = "full",
) -> None:
    """Find what is newsworthy: stories with the claims that tell them and their evidence, best first, no claim following from another."""
    from hinterland.claims.mine import best_first
    from hinterland.language import sentences

    as_json = wants_json(output_format)
    with open_warehouse(warehouse, state, as_of, without_source, engine) as h:
        if since is not None:
            changed = h.since(since, subject, period, top=top)
            if as_json:
                told = [{"change": c.how, **c.claim.to_dict(), "sentences": sentences(c.claim)} for c in changed]
                print_json({"schema": "hinterland.since/1", "subject": subject, "period": period, "since": since, "claims": told})
            else:
                from hinterland.terminal import changes

                changes(changed, since)
            return
        with waiting("looking for what is newsworthy"):
            found = h.mine(subject, period, top=top)
    if as_json:
        claims = [
            {
                **m.claim.to_dict(),
                "score": round(m.score, 4),
                "story": m.story,
                "explanation": m.alone.explain(),
                "sentences": sentences(m.claim),
            }
            for m in best_first(found)
        ]
        print_json(
            {"schema": "hinterland.mine/1", "subject": found[0].claim.subject if found else subject, "period": period, "claims": claims}
        )
        return
    from hinterland.terminal import mined

    mined(found, explain)


@app.command(epilog="Example: `hinterland revisions anhui --since 1 --period 2025`")
def revisions(
    since: Annotated[int, typer.Option(help="The earlier state, by its number (see `hinterland states`).")],
    subject: Annotated[str | None, typer.Argument(help="A region, or a group with its members; everything where left out.")] = None,
    period: Annotated[
        str | None,
        typer.Option(help="Keep to what lies within a period: a year with its months, a month.", autocompletion=complete_periods),
    ] = None,
    top: Annotated[int, typer.Option(help="How many figures to list; all are counted.")] = 50,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Format = "full",
) -> None:
    """Tell what differs between two states: figures changed, gone, new or confirmed, and the claims of a subject and period."""
    from hinterland.language import sentences

    as_json = wants_json(output_format)
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        found = h.revisions(since, subject, period, top=top)
    if as_json:
        told = found.to_dict()
        for claim, change in zip(told["claims"], found.claims, strict=True):
            claim["sentences"] = sentences(change.claim)
        print_json(told)
        return
    from hinterland.terminal import revised

    revised(found)


@app.command(epilog="Example: `hinterland claim 3f2a9c` (the id is printed by `hinterland mine`)")
def claim(
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or its beginning.")],
    warehouse: Warehouse = None,
    output_format: Format = "full",
) -> None:
    """Show a claim with its evidence, and what superseded the evidence it once had."""
    as_json = wants_json(output_format)
    with open_warehouse(warehouse) as h:
        found = h.claim(claim_id)
    if as_json:
        print_json(found.to_dict())
        return
    from hinterland.terminal import remembered

    remembered(found)
