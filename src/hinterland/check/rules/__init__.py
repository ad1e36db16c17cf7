"""The rules: one file a finding, named by its code; the table below is all that names them.

A rule is a module with `CODE`, `SEVERITY`, `NAME` and `find(context) -> Iterator[Finding]`; its docstring is its page (`hinterland rule HL201`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hinterland.check.digits import significant

if TYPE_CHECKING:
    from hinterland.check.context import Context

CODES = (
    "HL101", "HL102", "HL103", "HL104", "HL105", "HL106", "HL107",
    "HL201", "HL202", "HL203", "HL204", "HL205", "HL206", "HL207", "HL208", "HL209", "HL210",
    "HL301", "HL302", "HL303", "HL304", "HL305", "HL306", "HL901",
)  # fmt: skip


def rules() -> dict[str, Any]:
    """All rules that have a file, by code."""
    found = {}
    for code in CODES:
        try:
            found[code] = import_module(f"hinterland.check.rules.{code.lower()}")
        except ModuleNotFoundError as e:
            if e.name and e.name.endswith(code.lower()):
                continue
            raise
    return found


def note_agreements(context: Context) -> None:
    """Note on the claims of a text in how many digits its own arithmetic bears them out."""
    for rule in rules().values():
        for tie in rule.ties(context) if hasattr(rule, "ties") else ():
            figures = (tie.stated, *tie.others)
            if tie.holds:
                exact = min(tie.digits, *(significant(j.claim.text) for j in figures))
                for j in figures:
                    j.agrees = max(j.agrees, exact)
