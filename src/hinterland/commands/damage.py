"""Commands about damage: what of a warehouse is lost and which states stand, and putting it in order.

Neither opens the warehouse the way other commands do, which a damaged one may not allow.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from hinterland import terminal
from hinterland.commands.options import WHERE, Call, command

if TYPE_CHECKING:
    from hinterland.warehouse.damage import Condition
    from hinterland.warehouse.store import Store

app = typer.Typer()
DAMAGED = 1
"""The exit status that says that something is damaged."""


@command(app, "verify-warehouse", shared=WHERE, epilog="Example: `hinterland verify-warehouse`")
def verify_warehouse(
    call: Call,
) -> None:
    """Compare every file of the warehouse with its checksum: what is damaged, what is lost with it, which states stand. Status 1 where something is damaged."""
    from hinterland.warehouse.damage import examine

    found = examine(_store(call))
    if not call.printed(found.to_dict()):
        _show(found)
        if found.damaged:
            print("`hinterland repair` moves what is damaged aside and puts the rest in order.")
    if found.damaged:
        raise typer.Exit(DAMAGED)


@command(app, shared=WHERE, epilog="Example: `hinterland repair`")
def repair(
    call: Call,
) -> None:
    """Put a damaged warehouse in order while nobody else uses it: damaged files are moved aside, and the loads that lost rows stop counting."""
    from hinterland.warehouse.repair import repair as put_in_order

    done = put_in_order(_store(call))
    if call.printed(done.to_dict()):
        return
    _show(done.found)
    if done.aside is None:
        return
    print(f"The damaged files lie in {done.aside}. This is state {done.state}.")
    if again := [f for load in done.to_dict()["lost_loads"] for f in load["files"]]:
        print(f"Load these again: {', '.join(dict.fromkeys(again))}", file=sys.stderr)


def _store(call: Call) -> Store:
    from hinterland.api import default_location
    from hinterland.warehouse.store import Store

    return Store(call.warehouse or default_location())


def _show(found: Condition) -> None:
    """Print what is damaged, what is lost, and which states stand."""
    told = found.to_dict()
    if found.damaged:
        terminal.table(["file", "is", "lost with it"], [(d.path, d.what, d.lost) for d in found.damaged])
    for load in told["lost_loads"]:
        named = f"load {load['load'][:8]}" + (f", state {load['state']}" if load["state"] else "")
        print(f"Lost: {named}: {', '.join(load['files']) or load['kind'] or 'no file is known'}.")
    if found.lost_lines:
        print(f"Lost: what the states {_spans(found.lost_lines)} added, because no copy of their lines is left.")
    without = f", {found.unsealed} of them without a checksum" if found.unsealed else ""
    whole = "all whole" if not found.damaged else f"{len(found.damaged)} damaged"
    print(f"{found.files} files{without}: {whole}. States that stand: {_spans(told['states']) or 'none'}, of {told['state']}.")


def _spans(numbers: list[int]) -> str:
    """Numbers as runs: 0 to 4, 6."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs)
