"""Commands about files that contradict what is held: list and show them, accept or reject one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from hinterland import terminal
from hinterland.commands.options import WHERE, Call, command

app = typer.Typer()
SHORT = 8
"""Digits of an id that are printed."""
Id = Annotated[str, typer.Argument(metavar="ID", help="The id of a pending file, or its beginning; `hinterland pending` lists them.")]


def report_pending(path: str, load: str, explanations: Sequence[str]) -> None:
    """Say on standard error that a file is pending, why, and what to do."""
    why = explanations[0] if explanations else "it contradicts what is held"
    short = load[:SHORT]
    print(
        f"Pending: {path}: {why}. None of its figures count yet: `hinterland pending {short}` shows why, `hinterland accept {short}` (with --as 1 as "
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
        _show(found["files"][0])
    else:
        rows = [(f["id"], Path(f["file"]).name, f["since"], f["rows_pending"], next(iter(f["texts"]), "")) for f in found["files"]]
        if rows:
            terminal.table(["id", "file", "since", "rows", "explanation"], rows, right=(3,))
        print(f"{len(rows)} {'file is' if len(rows) == 1 else 'files are'} pending.")


def _show(file: dict[str, Any]) -> None:
    """Print a pending file: its explanations with the command that each stands for, then the contradictions."""
    print(f"{file['file']} ({file['format']}), pending since {file['since']}: {file['rows_pending']} rows, {file['figures']} figures.")
    for number, one in enumerate(file["explanations"], start=1):
        print(f"{number}. {one['text']}: `hinterland accept {file['id']} --as {number}`")
    if file["contradicting"]:
        print(f"{file['contradicting']} of {file['compared']} figures compared contradict what is held:")
    for one in file["contradictions"]:
        print(f"  row {one['row']}: {one['text']}")
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
        told = h.accept(id, period=period, explanation=explanation)
    if not call.printed(told):
        print(f"{Path(told['file']).name} counts: {told['figures']} figures, {told['figures_new']} of them new. State {told['state']}.")


@command(app, shared=WHERE, epilog="Example: `hinterland reject 1a2b3c4d`")
def reject(call: Call, id: Id) -> None:
    """Drop a pending file: its figures never count."""
    with call.open() as h:
        told = h.reject(id)
    if not call.printed(told):
        print(f"{Path(told['file']).name} is rejected; this is state {told['state']}.")
