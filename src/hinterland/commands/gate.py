"""Commands about what may be wrong: files that contradict what is held, to be listed, accepted or rejected; and what of a warehouse is
damaged, to be put in order. The latter don't open the warehouse the way other commands do, which a damaged one may not allow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland import terminal
from hinterland.commands.options import WHERE, Call, command
from hinterland.escapes import one_line
from hinterland.frames import count

if TYPE_CHECKING:
    from hinterland.warehouse.damage import Condition
    from hinterland.warehouse.store import Store

app = typer.Typer()
SHORT = 8
"""Digits of an id that are printed."""
Id = Annotated[str, typer.Argument(metavar="ID", help="The id of a pending file, or its beginning; `hinterland pending` lists them.")]


def report_pending(path: str, load: str, explanations: Sequence[str]) -> None:
    """Say on standard error that a file is pending, why, and what to do."""
    why = explanations[0] if explanations else "it contradicts what is held"
    short = load[:SHORT]
    print(
        f"Pending: {one_line(path)}: {why}. None of its figures count yet: `hinterland pending {short}` shows why, `hinterland accept {short}` (with --as 1 as "
        f"explained, with --period as of another period) lets them count, `hinterland reject {short}` drops them.",
        file=sys.stderr,
    )


@command(app, shared=("warehouse", "state", "output_format"), epilog="Example: `hinterland pending`")
def pending(
    call: Call,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A pending file to show with all that contradicts and explains it.")
    ] = None,
) -> None:
    """List the files that contradict what is held and count only once accepted; with an id, show what contradicts and what explains it."""
    with call.open() as h:
        found = h.pending(id)
    if call.printed(found):
        return
    if id is not None:
        _show_pending(found["files"][0])
    else:
        rows = [
            (f["id"], one_line(Path(f["file"]).name), f["since"], f["rows_pending"], next(iter(f["texts"]), "")) for f in found["files"]
        ]
        if rows:
            terminal.table(["id", "file", "since", "rows", "explanation"], rows, right=(3,))
        print(f"{len(rows)} {'file is' if len(rows) == 1 else 'files are'} pending.")


def _show_pending(file: dict[str, Any]) -> None:
    print(
        f"{one_line(file['file'])} ({file['format']}), pending since {file['since']}: {file['rows_pending']} rows, {file['figures']} figures."
    )
    if file["rows_quarantined"]:
        print(f"{count(file['rows_quarantined'], 'row')} of it rejected: `hinterland quarantine`")
    for number, one in enumerate(file["explanations"], start=1):
        print(f"{number}. {one['text']}: `hinterland accept {file['id']} --as {number}`")
    if file["contradicting"]:
        print(f"{file['contradicting']} of {file['compared']} figures compared contradict what is held:")
    for one in file["contradictions"]:
        print(f"  row {one['row']}: {one['text']}" if one["row"] else f"  {one['text']}")
    if (more := file["contradicting"] - len(file["contradictions"])) > 0:
        print(f"  ... and {more} more")
    print(f"As it says: `hinterland accept {file['id']}`. Not at all: `hinterland reject {file['id']}`.")


@command(app, shared=WHERE, epilog="Example: `hinterland accept 1a2b3c4d --period 2025-07`")
def accept(
    call: Call,
    id: Id,
    period: Annotated[str | None, typer.Option(help="The period that the file is of in truth: 2025-07, 2025, 2025-01/2025-07.")] = None,
    explanation: Annotated[int | None, typer.Option("--as", help="Accept it as the explanation of this number has it.")] = None,
) -> None:
    """Let a pending file count: as it says, as of another period, or as an explanation has it. `hinterland undo` makes it pending again."""
    with call.open() as h:
        result = h.accept(id, period=period, explanation=explanation)
    if not call.printed(result):
        print(
            f"{one_line(Path(result['file']).name)} counts: {result['figures']} figures, {result['figures_new']} of them new. State {result['state']}."
        )


@command(app, shared=WHERE, epilog="Example: `hinterland reject 1a2b3c4d`")
def reject(call: Call, id: Id) -> None:
    """Drop a pending file: its figures never count."""
    with call.open() as h:
        result = h.reject(id)
    if not call.printed(result):
        print(f"{one_line(Path(result['file']).name)} is rejected; this is state {result['state']}.")


DAMAGED = 1
"""The exit status that says that something is damaged."""


@command(app, "verify-warehouse", shared=WHERE, epilog="Example: `hinterland verify-warehouse`")
def verify_warehouse(call: Call) -> None:
    """Compare every file of the warehouse with its checksum: what is damaged, what is lost with it, which states stand. Status 1 where something is damaged."""
    from hinterland.warehouse.damage import examine

    found = examine(_store(call))
    if not call.printed(found.to_dict()):
        _show_damage(found)
        if found.damaged:
            print("`hinterland repair` moves what is damaged aside and puts the rest in order.")
    if found.damaged:
        raise typer.Exit(DAMAGED)


@command(app, shared=WHERE, epilog="Example: `hinterland repair`")
def repair(call: Call) -> None:
    """Put a damaged warehouse in order while nobody else uses it: damaged files are moved aside, and the loads that lost rows stop counting."""
    from hinterland.warehouse.damage import repair as put_in_order

    done = put_in_order(_store(call))
    if call.printed(done.to_dict()):
        return
    _show_damage(done.found)
    if done.aside is None:
        return
    print(f"The damaged files lie in {done.aside}. This is state {done.state}.")
    if again := [f for load in done.to_dict()["lost_loads"] for f in load["files"]]:
        print(f"Load these again: {', '.join(dict.fromkeys(again))}", file=sys.stderr)


def _store(call: Call) -> Store:
    from hinterland.api import default_location
    from hinterland.warehouse.store import Store

    return Store(call.warehouse or default_location())


def _show_damage(found: Condition) -> None:
    result = found.to_dict()
    if found.damaged:
        terminal.table(["file", "is", "lost with it"], [(d.path, d.what, d.lost) for d in found.damaged])
    for load in result["lost_loads"]:
        named = f"load {load['load'][:8]}" + (f", state {load['state']}" if load["state"] else "")
        print(f"Lost: {named}: {', '.join(load['files']) or load['kind'] or 'no file is known'}.")
    if found.lost_lines:
        print(f"Lost: what the states {_spans(found.lost_lines)} added, because no copy of their lines is left.")
    without = f", {found.unsealed} of them without a checksum" if found.unsealed else ""
    whole = "all whole" if not found.damaged else f"{len(found.damaged)} damaged"
    print(f"{found.files} files{without}: {whole}. States that stand: {_spans(result['states']) or 'none'}, of {result['state']}.")


def _spans(numbers: list[int]) -> str:
    """Numbers as runs: 0 to 4, 6."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0])]
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs)
