"""Commands about claims that the data make: mine what is newsworthy, tell what loads revised, and show one claim with its evidence.

Thin: options in, one verb of the API, sentences or one JSON object out.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hinterland import terminal
from hinterland.commands.options import WHERE, Call, Subject, command, of_period

app = typer.Typer()


@command(
    app,
    shared=("warehouse", "state", "as_of", "without_source", "engine", "output_format"),
    epilog="Example: `hinterland mine CN-AH --period 2025 --top 20 --explain`",
)
def mine(
    call: Call,
    subject: Subject,
    period: Annotated[str, of_period("The period: a year (2025), a month (2025-07), a year to date (2025-01/2025-11).")],
    top: Annotated[int, typer.Option(help="How many stories.")] = 20,
    since: Annotated[int | None, typer.Option(help="Instead: what loads after this state made true, false or different.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell each score term by term.")] = False,
) -> None:
    """Find what is newsworthy: stories with the claims that tell them and their evidence, best first, no claim following from another."""
    from hinterland.language import sentences
    from hinterland.serve.verbs.plain import mined_dict

    with call.open() as h:
        if since is not None:
            changed = h.since(since, subject, period, top=top)
            told = [{"change": c.how, **c.claim.to_dict(), "sentences": sentences(c.claim)} for c in changed]
            about = {"subject": subject, "period": period, "since": since}
            if not call.printed({"schema": "hinterland.since/1", **about, "claims": told}):
                terminal.changes(changed, since)
            return
        with terminal.waiting("looking for what is newsworthy"):
            found = h.mine(subject, period, top=top)
    if not call.printed(mined_dict(found, subject, period)):
        terminal.mined(found, explain)


@command(app, epilog="Example: `hinterland revisions anhui --since 1 --period 2025`")
def revisions(
    call: Call,
    since: Annotated[int, typer.Option(help="The earlier state, by its number (see `hinterland states`).")],
    subject: Annotated[str | None, typer.Argument(help="A region, or a group with its members; everything where left out.")] = None,
    period: Annotated[str | None, of_period("Keep to what lies within a period: a year with its months, a month.")] = None,
    top: Annotated[int, typer.Option(help="How many figures to list; all are counted.")] = 50,
) -> None:
    """Tell what differs between two states: figures changed, gone, new or confirmed, and the claims of a subject and period."""
    from hinterland.language import sentences

    with call.open() as h:
        found = h.revisions(since, subject, period, top=top)
    told = found.to_dict()
    for claim, change in zip(told["claims"], found.claims, strict=True):
        claim["sentences"] = sentences(change.claim)
    if not call.printed(told):
        terminal.revised(found)


@command(app, shared=WHERE, epilog="Example: `hinterland claim 3f2a9c` (the id is printed by `hinterland mine`)")
def claim(
    call: Call,
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or its beginning.")],
) -> None:
    """Show a claim with its evidence, and what superseded the evidence it once had."""
    with call.open() as h:
        found = h.claim(claim_id)
    if not call.printed(found.to_dict()):
        terminal.remembered(found)
