"""Several conditions that a ranking's members must meet at once: exports that fell while imports rose; the fastest of those above a trillion. Those that one leaves out. And exports less
imports, wherever whose they are stands between."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from hinterland import codes
from hinterland.models import Flow
from hinterland.requests.scan import Mention, Scan
from hinterland.requests.slots import FLOWS
from hinterland.requests.vocabulary import Meaning, scope

if TYPE_CHECKING:
    from hinterland.requests.model import Request

Condition = tuple[Flow, Literal[">", "<"]]
"""A flow, and whether it is to have risen or fallen."""
SIDES = 2
BOTH_WAYS: tuple[Flow, ...] = ("export", "import")
MONEY = Decimal(10) ** 6
"""No rate is so high, in percent, and no trade of a region so low."""


def conditions(found: Scan) -> tuple[Condition, ...]:
    """Exports and imports, each with whether it is to have risen or fallen, in order; none where they aren't paired so."""
    named, turns = [next(f for f in FLOWS if f == one.value) for _, one in found.every("flow")], _turns(found)
    is_paired = len(named) == len(turns) == SIDES and set(named) == {"export", "import"} and len(set(turns)) == SIDES
    return tuple(zip(named, turns, strict=True)) if is_paired else ()


def _turns(found: Scan) -> list[Literal[">", "<"]]:
    """Whether each word for growth that has a direction is one for a rise or a fall, in order."""
    grown = (m for m, _ in found.every("growth") if any(m.of(kind) for kind in ("turned", "falling", "moved")))
    return ["<" if m.of("falling") is not None else ">" for m in grown]


def _alike(found: Scan) -> tuple[Condition, ...]:
    """Exports and imports, both to have risen, or both to have fallen; none where a ranking of one of them is asked."""
    each = "apart" in found.values("both") or set(found.values("flow")) >= {"export", "import"}
    turned = set(_turns(found))
    ranked = found.counts or found.every("superlative") or found.every("rank")
    return tuple((flow, turn) for turn in turned for flow in BOTH_WAYS) if each and len(turned) == 1 and not ranked else ()


def sides(r: Request, found: Scan) -> tuple[Request, ...]:
    """A ranking as several, whose members are to be in all: one a condition, or one of growth with the amount of money whose members it ranks; empty where there is one alone."""
    if not r.amount and (paired := conditions(found) or _alike(found)):
        return tuple(replace(r, flow=flow, amount=Decimal(0), test=test) for flow, test in paired)
    if r.op == "growth" and r.amount is not None and r.amount >= MONEY:
        return replace(r, amount=None, test=None), replace(r, op="level", top=None, nth=None, nth_to=None)
    return ()


def settle_percent(found: Scan) -> None:
    """Take by what percent one of two regions did more as how far they are apart, and no rate of growth."""
    compared = any(found.every(kind) for kind in ("whose", "compare", "than-more", "above", "below"))
    for n, m in enumerate(found.mentions):
        if m.of("rated") is not None:
            regions = {one.value for _, one in found.every("subject") if not codes.is_nation(one.value)}
            apart = compared and len(regions) > 1 and len([x for x, _ in found.every("growth") if x is not m]) == 0
            kept = tuple(x for x in m.meanings if x.kind != "rated" and not (apart and x.kind == "growth"))
            found.mentions[n] = replace(m, meanings=(*kept, Meaning("apart", "1"), Meaning("filler", "1")) if apart else kept)


def settle_difference(found: Scan) -> None:
    """Take a word such as minus between exports and imports of one place as the balance of both, and one such as above as its side where members are asked."""
    flows = [(m.start, one.value) for m, one in found.every("flow")]
    own = len(found.every("subject")) < SIDES and len(found.stretches) < SIDES
    own = own and not any(found.every(kind) for kind in ("record", "superlative", "narrowing", "outlook"))
    for n, m in enumerate(found.mentions):
        if own and found.every("balance") and m.of("apart") is not None and m.of("balance") is None:  # How large a surplus or a deficit is.
            found.mentions[n] = replace(m, meanings=(Meaning("filler", "1"),))
            continue
        sides = [value for start, value in flows if start < m.start][-1:], [value for start, value in flows if start > m.start][:1]
        between = {*sides[0], *sides[1]} == {"export", "import"}
        if between and m.of("except") is not None and len(found.values("subject")) < SIDES:
            found.mentions[n] = replace(m, meanings=(Meaning("balance", "surplus"),))
        turned = m.of("above") or m.of("below")
        if between and turned is not None and not m.form.isascii() and (found.every("many") or found.every("one")):
            is_more = (m.of("above") is not None) == (sides[0] == ["export"])
            found.mentions[n] = replace(m, meanings=(Meaning("balance", "surplus" if is_more else "deficit"),))


def settle_whole(found: Scan) -> None:
    """Take the members of the usual scope whose sum is asked as the group that they make up: all of them together."""
    ranked = (*RANKED, "amount", "share", "contribution", "growth", "each", "outlook", "apiece")
    others = any(found.every(kind) for kind in ranked if kind != "many") or found.counts or found.figures
    members = [m for m, _ in found.every("many") if m.of("subject") is None]
    summed = found.every("sum") or (found.every("except") and found.every("whole"))
    if summed and members and not others:
        group = Meaning("subject", scope())
        kept = [(m, tuple(x for x in m.meanings if x.kind not in ("sum", "whole"))) for m in found.mentions]
        found.mentions = [replace(m, meanings=(group,) if m is members[0] else own) for m, own in kept if own]
        named = found.every("compare") or found.every("than") or found.every("question")
        if not named:  # All of the nation's, and not the nation beside them.
            found.mentions = [m for m in found.mentions if (one := m.of("subject")) is None or not codes.is_nation(one.value)]


RANKED = ("superlative", "rank", "many", "one", "leads", "median")
"""Kinds of words with which members of a group are ranked or counted."""
SEPARATORS = " ,，、;；/&()（）"
"""What may stand between regions of a list."""


def leave_out(found: Scan) -> tuple[str, ...]:
    """The regions that a ranking leaves out, named right behind the word for that or right before it; their names and the word are then taken up. None where nothing is ranked."""
    words = [m for m, _ in found.every("except")]
    if not words or not (found.counts or any(found.every(kind) for kind in RANKED)):
        return ()
    named = [m for m, one in found.every("subject") if not one.partner and not codes.is_nation(one.value)]
    gaps = [m for m in found.mentions if m.of("listing") is not None or m in words]
    out = next((own for ahead in (False, True) for w in words if (own := _beside(found, w, named, gaps, ahead=ahead))), [])
    parted = [m for m in words if not out or (abs(m.start - out[-1].end) > 1 and abs(out[0].start - m.end) > 1)]
    if not out or (len(parted) and len(words) == 1):
        return ()
    taken = {m.start for m in (*out, *words)}
    found.mentions = [replace(m, meanings=(Meaning("filler", "1"),)) if m.start in taken else m for m in found.mentions]
    codes_of = [one.value for m in out if (one := m.of("subject")) is not None]
    return tuple(dict.fromkeys(s for code in codes_of for s in (codes.members(code) if codes.held("group", code) else (code,))))


def _beside(found: Scan, word: Mention, named: list[Mention], gaps: list[Mention], *, ahead: bool) -> list[Mention]:
    """The names that stand in a list right behind a word, or right ahead of it, in the order of the text."""
    out: list[Mention] = []
    at = word.start if ahead else word.end
    for m in reversed(named) if ahead else named:
        start, end = (m.end, at) if ahead else (at, m.start)
        between = found.text[start:end] if start <= end else None
        if between is None:
            continue
        for gap in gaps:
            if start <= gap.start and gap.end <= end:
                between = between.replace(gap.written, "")
        if between.strip(SEPARATORS):
            break
        out, at = ([m, *out], m.start) if ahead else ([*out, m], m.end)
    return out
