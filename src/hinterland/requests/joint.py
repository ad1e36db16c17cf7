"""Several conditions that a ranking's members must meet at once: exports that fell while imports rose; the fastest of those above a trillion. And exports less imports, wherever whose they
are stands between."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from hinterland.models import Flow
from hinterland.requests.scan import Scan
from hinterland.requests.slots import FLOWS
from hinterland.requests.vocabulary import Meaning

if TYPE_CHECKING:
    from hinterland.requests.request import Request

Condition = tuple[Flow, Literal[">", "<"]]
"""A flow, and whether it is to have risen or fallen."""
SIDES = 2
MONEY = Decimal(10) ** 6
"""No rate is so high, in percent, and no trade of a region so low."""


def conditions(found: Scan) -> tuple[Condition, ...]:
    """Exports and imports, each with whether it is to have risen or fallen, in order; none where they aren't paired so."""
    named = [next(f for f in FLOWS if f == one.value) for _, one in found.every("flow")]
    turns: list[Literal[">", "<"]] = [
        "<" if m.of("falling") is not None else ">"
        for m, _ in found.every("growth")
        if any(m.of(kind) for kind in ("turned", "falling", "moved"))
    ]
    is_paired = len(named) == len(turns) == SIDES and set(named) == {"export", "import"} and len(set(turns)) == SIDES
    return tuple(zip(named, turns, strict=True)) if is_paired else ()


def sides(r: Request, found: Scan) -> tuple[Request, ...]:
    """A ranking as several, whose members are to be in all: one a condition, or one of growth with the amount of money whose members it ranks; empty where there is one alone."""
    if not r.amount and (paired := conditions(found)):
        return tuple(replace(r, flow=flow, amount=Decimal(0), test=test) for flow, test in paired)
    if r.op == "growth" and r.amount is not None and r.amount >= MONEY:
        return replace(r, amount=None, test=None), replace(r, op="level", top=None, nth=None, nth_to=None)
    return ()


def settle_difference(found: Scan) -> None:
    """Take a word such as minus between exports and imports of one place as the balance of both."""
    flows = [(m.start, one.value) for m, one in found.every("flow")]
    for n, m in enumerate(found.mentions):
        sides = [value for start, value in flows if start < m.start][-1:], [value for start, value in flows if start > m.start][:1]
        between = m.of("except") is not None and {*sides[0], *sides[1]} == {"export", "import"}
        if between and len(found.values("subject")) < SIDES:
            found.mentions[n] = replace(m, meanings=(Meaning("balance", "surplus"),))
