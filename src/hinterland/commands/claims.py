"""Commands about claims that the data make: mine what is newsworthy, tell what loads revised, show one claim with its evidence, and say
what may come next. Thin: options in, verbs of the API, a table with sentences, one JSON object or the path of a file out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland import terminal
from hinterland.codes import Language
from hinterland.commands.options import PICTURES, WHERE, Call, Subject, command, of_period, writable
from hinterland.errors import InputError

if TYPE_CHECKING:
    from hinterland.api import Hinterland
    from hinterland.outlook.answer import Outlook

app = typer.Typer()


@command(
    app,
    shared=("warehouse", "state", "as_of", "without_source", "engine", "output_format"),
    tabular=True,
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
    """Find what is newsworthy: stories with the claims that tell them, what to do before quoting each, and their evidence, best first, no claim following from another."""
    from hinterland.claims.rows import rows as as_rows
    from hinterland.language import sentences
    from hinterland.serve.verbs.plain import mined_dict

    with call.open() as h:
        if since is not None:
            changed = h.since(since, subject, period, top=top)
            rows = [{"change": c.how, **c.claim.to_dict(), "sentences": sentences(c.claim)} for c in changed]
            about = {"subject": subject, "period": period, "since": since}
            listed = [{"change": c.how, **row} for c, row in zip(changed, as_rows(c.claim for c in changed), strict=True)]
            if not call.printed({"schema": "hinterland.since/1", **about, "claims": rows}, listed):
                terminal.changes(changed, since)
            return
        with terminal.waiting("looking for what is newsworthy"):
            found = h.mine(subject, period, top=top)
    if not call.printed(mined_dict(found), found.tables()["claims"]()):
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
    result = found.to_dict()
    for claim, change in zip(result["claims"], found.claims, strict=True):
        claim["sentences"] = sentences(change.claim)
    if not call.printed(result):
        terminal.revised(found)


@command(app, shared=WHERE, epilog="Example: `hinterland claim 3f2a9c` (the id is printed by `hinterland mine`)")
def claim(call: Call, claim_id: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, or its beginning.")]) -> None:
    """Show a claim with its evidence and what to do before quoting it, and what superseded the evidence it once had."""
    from hinterland.serve.verbs.plain import advised

    with call.open() as h:
        found = h.claim(claim_id)
    if not call.printed(found.to_dict() | advised(found.now.claim)):
        terminal.remembered(found)


SUFFIXES = (".json", *PICTURES)


@command(
    app,
    epilog='Examples: `hinterland outlook CN-HA --threshold "1 trillion CNY"`, `hinterland outlook --claim "Henan exceeds 1 trillion yuan in 2026"`',
)
def outlook(
    call: Call,
    subject: Annotated[str | None, typer.Argument(help="A region, a group of regions or a nation; that of --claim where left out.")] = None,
    threshold: Annotated[
        str | None, typer.Option(help='An amount, as in "1 trillion CNY" or 1万亿元; else the next round mark above the last level.')
    ] = None,
    horizon: Annotated[int, typer.Option(help="How many years ahead, 1 to 10.")] = 5,
    months: Annotated[int | None, typer.Option(help="Number of months ahead to show as well, 1 to 60.")] = None,
    flow: Annotated[str | None, typer.Option(help="total, export or import; what a nation publishes of first where left out.")] = None,
    claim: Annotated[
        str | None, typer.Option(help="A sentence about the future whose probability is asked, in English or Chinese.")
    ] = None,
    shock: Annotated[
        list[str] | None, typer.Option(help='A shock to reckon with, as in "partner=USA export -30%"; may be repeated.')
    ] = None,
    language: Annotated[Language, typer.Option(help="en or zh.")] = "en",
    seed: Annotated[int, typer.Option(help="Another number gives other futures of the same kind.")] = 0,
    output: Annotated[Path | None, typer.Option(help="Write to a file instead: .json, or the fan of futures as .png or .svg.")] = None,
) -> None:
    """Say what may come next, how likely and how exposed: simulated futures, their record, and what shocks would do."""
    from hinterland import codes
    from hinterland.outlook.shift import is_divided

    writable(output, "an outlook", SUFFIXES)
    with call.open() as h:
        with terminal.waiting("simulating futures"):
            found = h.outlook(subject, threshold, horizon=horizon, flow=flow, claim=claim, shocks=shock or (), seed=seed)
        # The inland shift is of a nation whose groups tell coast and inland apart.
        shift = h.inland_shift(found.flow) if codes.is_nation(found.subject) and found.years and is_divided(found.home) else None
        monthly = h.outlook_months(found.subject, months, flow=found.flow, seed=seed) if months is not None else None
        found = replace(found, shift=shift, monthly=monthly)
        with suppress(InputError):  # where no year is held, nothing is known of the exposure
            found = replace(found, resilience=h.resilience(found.subject))
        if output is not None:
            _write(h, found, language, output)
            print(output)
        elif not call.printed(found.to_dict()):
            terminal.outlook(found, language, claim)


def _write(h: Hinterland, found: Outlook, language: Language, path: Path) -> None:
    """Write an outlook by its suffix, beside its place and then moved there. Raises `InputError` where the disk refuses or there is nothing to draw."""
    import json

    from hinterland.brief.pictures import png, svg
    from hinterland.brief.pictures.fan import fan
    from hinterland.outlook.answer import sources
    from hinterland.sources.live.asking import write_whole

    suffix = path.suffix.lower()
    if suffix == ".json":
        return write_whole(path, (json.dumps(found.to_dict(), ensure_ascii=False, default=str) + "\n").encode("utf-8"))
    if not found.years:
        raise InputError(f"there is nothing to draw: {found.notes[0].text(language, found.home)}")
    picture = fan(found, language, sources(h.indicators, found))
    return write_whole(path, png(picture) if suffix == ".png" else svg(picture).encode("utf-8"))
