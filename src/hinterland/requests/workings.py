"""What a request asks to be worked out of figures that are held: the change on the month before, how far an amount is, how long growth lasted, who was first past an
amount, in which years something was so, how long a doubling took, growth over years of several regions, a whole without some of its regions, what else was
published of a figure, and with whom a region trades, or in what. In goes a request taken apart; out comes the request for it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.requests import arithmetic, changes, history, marks, overtime, refusals
from hinterland.requests.messages import message, refuse
from hinterland.requests.places import Places
from hinterland.requests.scan import Scan, is_scaled
from hinterland.requests.totals import Computed, amounts, is_flow_share, moneys_of
from hinterland.requests.vocabulary import Meaning, records, scope

if TYPE_CHECKING:
    from hinterland.requests.model import Request

TAKEN = {"chain", "exclusion", "gap", "need", "revised", "streak", "whofirst"}
"""Values of words that are refused where nothing is worked out by them."""
SOURCED = ("things", "firstly", "contribution", "where", "trades")
"""Kinds of words with which the source of a figure is asked."""
DENIED = ("claim", "rank", "brief", "share", "contribution")
"""Kinds of words with which a request asks for something else."""
SERIES: tuple[Computed, ...] = ("run", "which", "double", "race")
"""What is worked out of periods that are searched."""


def asked(found: Scan, where: Places) -> Computed | None:
    """What is to be worked out; None where a request asks for nothing of the kind."""
    if changes.asked(found, where):
        return "shift"
    if (kind := marks.asked(found, where)) is not None:
        return kind
    if (kind := overtime.asked(found, where) or arithmetic.asked(found, where)) is not None:
        return kind
    refused = {*found.values("refused"), *found.values("measure")}
    others = [kind for kind in DENIED if kind != "contribution" or not found.is_sourced]
    if _sliced(found, where) and not refused:
        return "slices"
    if _is_reliance(found, where) and refused <= {"dependence"}:
        return "reliance"
    is_multiple = bool(found.every("ratio")) and not found.every("falling")  # How many times one is the other.
    if refused - TAKEN or is_multiple or any(c.nth for c in found.counts) or any(found.every(kind) for kind in others):
        return None
    regions, marked = _regions(where), bool(found.every("amount")) or any(is_scaled(f) for f in found.figures)
    several, extreme = len(regions) > 1, bool(found.every("superlative"))
    grown = bool(found.every("growth")) and not marked
    signed = bool(found.every("falling") or found.every("turned")) or len(found.values("balance")) == 1
    bounded = marked or extreme or bool(found.counts)
    past = marked and any(found.every(kind) for kind in ("above", "below", "reach"))
    stays = "streak" in refused or bool(found.every("stays") or found.every("always"))
    first = any(m.of("top") is not None for m, one in found.every("firstly") if one.value == "1") and not found.stretches
    by_kind: dict[Computed, bool] = {
        "chain": "chain" in refused and not (marked or extreme),
        "gap": bool(refused & {"gap", "need"}) and marked and bool(regions),
        "race": marked and bool("whofirst" in refused or found.every("earlier") or first) and (several or bool(_members(found, where))),
        "which": bool(found.every("which")) and not extreme and (_is_above(found, where) or (not several and (signed or past))),
        "double": "streak" in refused and bool(found.every("times") or found.every("multiple")),
        "runs": (bool(found.every("longest")) or bool(found.every("run") and extreme)) and grown and bool(_members(found, where)),
        "run": _is_run(found, refused) and bool(grown or _gap_side(found) or (past and stays)) and not (several or extreme),
        "versions": ("revised" in refused or found.is_sourced) and bool(where.subjects) and not (bounded or grown or where.partners),
        "rest": bool(_without(found, where)) and not bounded,
        "over": several and grown and not (refused or found.every("firstly")) and _is_over(found),
    }
    return next((kind for kind, is_asked in by_kind.items() if is_asked), None)


def _is_above(found: Scan, where: Places) -> bool:
    """Whether it is asked when one of two regions, of which one may be the nation, was above or below the other."""
    return len(where.subjects) == 2 and any(found.every(kind) for kind in ("above", "below", "than-more"))


def _is_run(found: Scan, refused: set[str]) -> bool:
    """Whether it is asked how long something was so, or since when."""
    return "streak" in refused or bool(found.every("since")) or bool(found.every("run") and found.every("spell"))


def set_apart(found: Scan, where: Places) -> None:
    """Take how far a region is from another one, where no amount is named, for how far the two are apart."""
    if len(_regions(where)) < 2 or found.every("amount") or any(is_scaled(f) for f in found.figures):
        return
    asked = any(one.value in DISTANT for m in found.mentions for one in m.meanings)
    for n, m in enumerate(found.mentions):
        kept = tuple(one for one in m.meanings if one.value not in DISTANT)
        if asked and (m.of("overtake") or m.of("able")):  # How far it is from that says who is to be ahead, and not who is.
            found.mentions[n] = replace(m, meanings=(Meaning("filler", "1"),))
        elif len(kept) < len(m.meanings):
            found.mentions[n] = replace(m, meanings=(*kept, Meaning("apart", "1"), Meaning("filler", "1")))


def _gap_side(found: Scan) -> str:
    """Which of a surplus and a deficit is asked: by its name, or by the flow that is said first to be above the other; empty where neither is."""
    compared = found.every("than") or found.every("above")
    flows = found.values("flow") if compared and set(found.values("flow")) >= refusals.BOTH else []
    return next(iter(found.values("balance")), "") or {"export": "surplus", "import": "deficit"}.get(flows[0] if flows else "", "")


DISTANT = ("gap", "need")
"""Values of words that ask how far something is from an amount."""


def _regions(where: Places) -> tuple[str, ...]:
    return tuple(s for s in where.subjects if s != where.nation or len(where.subjects) == 1)


def _members(found: Scan, where: Places) -> tuple[str, ...]:
    """The members of the group that is named, or of all where one of them is asked for, unless regions are named."""
    named = [s for s in (*_regions(where), where.group) if s]
    group = named[0] if named else scope() if found.every("one") or found.every("many") else ""
    return codes.members(group) if codes.held("group", group) is not None and len(named) < 2 else ()


def _sliced(found: Scan, where: Places) -> str | None:
    """Along what a region's trade is asked: its partners or its products, which they are, or the largest; None where something else is asked."""
    named = where.partners or found.values("product") or found.values("regime") or len(where.subjects) > 1 or found.figures
    several = len(refusals.periods(found)) > 1
    if named or several or any(found.every(kind) for kind in OTHERWISE) or any(c.nth for c in found.counts):
        return None
    if refusals.is_of_things(found, where):
        return found.values("things")[0]
    sought = "asked" in found.values("axis") or found.every("superlative") or found.every("rank")
    axes = found.values("slice")
    return axes[0] if len(axes) == 1 and sought else None


def _is_reliance(found: Scan, where: Places) -> bool:
    """Whether the regions of a group are to be ranked by a flow as a share of their own trade."""
    ordered = found.every("superlative") or found.every("rank") or found.counts
    ranked = bool(ordered) and not (found.figures or any(c.nth for c in found.counts))
    single = any(codes.held("group", s) is None for s in _regions(where) if s != where.nation)
    return ranked and len(refusals.periods(found)) < 2 and is_flow_share(found, where) and not single


OTHERWISE = ("growth", "share", "contribution", "balance", "compare", "outlook", "brief", "asserted", "claim", "amount", "not")
"""Kinds of words beside which partners and products aren't listed by their levels."""


def _without(found: Scan, where: Places) -> tuple[str, ...]:
    """The whole and the regions that are left out of it, named right behind the word for that or right before it; nothing where another part is left out, or regions are subtracted."""
    words = [m for m, _ in found.every("except")]
    others = where.partners or found.values("product") or found.values("regime") or found.every("many") or found.every("one")
    if others or not words or len(words) < len([m for m, one in found.every("refused") if one.value == "exclusion"]):
        return ()
    regions = _regions(where)
    whole = next((s for s in regions if len(regions) > 1 and all(one == s or _is_within(one, s) for one in regions)), where.nation)
    parts = tuple(s for s in regions if s != whole)
    named = [m for m, one in found.every("subject") if one.value in parts]
    behind = [m for m in named if m.start >= words[0].end]
    led = bool(behind) and not found.text[words[0].end : behind[0].start].strip()
    closed = not behind and any(not found.text[m.end : w.start].strip(" ,(（") for m in named for w in words)
    is_one_sided = (led and len(behind) == len(named)) or closed
    return (whole, *parts) if parts and is_one_sided and all(_is_within(s, whole) for s in parts) else ()


def _is_within(part: str, whole: str) -> bool:
    """Whether a region is a part of another one, of a group or of a nation."""
    group = codes.held("group", whole) is not None
    return part in codes.members(whole) if group else whole in (*codes.ancestors(part), codes.home_of(part).nation)


def _is_over(found: Scan) -> bool:
    """Whether growth is asked over a span of years, or from one year to another, and not year by year."""
    named = refusals.periods(found)
    years = len(named) == 2 and all(p.kind == "year" for p in named) and refusals.grown_on(found) is None
    return not found.every("each") and (years or (len(named) == 1 and named[0].months > 12 and named[0].whole_years))


def request(r: Request, found: Scan, where: Places, kind: Computed) -> Request:
    """The request for what is to be worked out, from what single words say. Raises `Unclear` for words that it doesn't take up."""
    if (made := next((request for kinds, request in MADE if kind in kinds), None)) is not None:
        if kind != "shift":
            _take(found, kind)
        refusals.see_to_words(found, where)
        _see_to_uses(found, kind)
        return made(r, found, where, kind)
    group = next((s for s in _regions(where) if s != where.nation), codes.home_of(where.nation).peers or scope())
    those = codes.members(group) if kind == "reliance" else _members(found, where) if kind in ("race", "runs") else _without(found, where)
    those = where.subjects if kind == "which" and _is_above(found, where) else those
    sliced = _sliced(found, where) if kind == "slices" else None
    _take(found, kind)
    where = replace(where, asked=False) if sliced else where
    refusals.see_to_words(found, where)
    amount, named = next(iter(amounts(found)), None), tuple(sorted(r.periods))
    _see_to_uses(found, kind)
    if kind == "chain" and len(named) == 2 and named[0].shift(named[0].months) == named[1]:
        named = named[1:]  # The month before it is named as well.
    if kind == "chain" and (len(named) > 1 or any(p.months not in (1, 3) for p in named)):
        raise refuse("chain", found.language, why="unused", words=found.every("worked")[0][0].written)
    worded = [Decimal(v) for word in ("amount", "times", "multiple") for v in found.values(word)]
    down = bool(found.every("falling")) or _gap_side(found) == "deficit" or found.values("below") == ["<"]
    lengths = [v for word in ("which", "unit", "each", "spell", "since") for v in found.values(word)]
    shortest = next((length for length in history.LENGTHS if length in lengths), "month" if kind == "run" and r.op != "level" else "year")
    return replace(
        r,
        what="comparison" if kind == "over" else "history" if kind in SERIES else "figure",
        op=r.op if kind in ("run", "runs", "which", "rest") or r.op == "balance" else "level",
        subjects=those or _regions(where) or (where.nation,),
        assumptions=r.assumptions if those or where.subjects else (*r.assumptions, message("assumed:nation", r.language)),
        periods=(replace(named[0], end=named[-1].end),) if kind == "over" else named,
        currency=next(iter(moneys_of(found, amount)), None),
        computed=kind,
        amount=amount.value if amount is not None else next(iter(worded), None),
        test="<" if down else ">",
        each=shortest if kind in (*SERIES, "runs") else None,
        last=not found.every("longest") if kind == "run" else any(found.every(word) for word in ("cagr", "mean", "outlook", "able")),
        also=(replace(r, what="figure", op="growth"),) if kind == "chain" and found.every("annual") else (),
        among=group if kind in ("reliance", "runs") else None,
        order="asc" if found.values("superlative")[:1] == ["asc"] else "desc",
        sliced=sliced,
        top=next((c.number for c in found.counts), None) if kind in ("slices", "reliance") else None,
    )


MADE = (
    (arithmetic.ARITHMETIC, arithmetic.request),
    (marks.MARKS, marks.request),
    (overtime.OVERTIME, overtime.request),
    (("shift",), changes.request),
)
"""What makes the request of each kind that a module of its own works out."""


def _take(found: Scan, kind: Computed) -> None:
    """Leave of the words that something is worked out by nothing that is refused."""
    taken = TAKEN | ({"cause", "scenario"} if kind in arithmetic.ARITHMETIC else {"average"} if kind in ("median", "average") else set())
    sides = ("than", "above", "whose") if kind == "run" and set(found.values("flow")) >= refusals.BOTH else ()
    taken_up = ("earlier", "since", *sides)
    asking = SOURCED if kind == "versions" and found.is_sourced else ()
    for n, m in enumerate(found.mentions):
        first = kind == "race" and m.of("top") is not None and m.of("firstly") is not None
        if kind == "slices" and (m.of("slice") or m.of("things")):
            kept = tuple(one for one in m.meanings if one.kind not in ("axis", "things"))
            found.mentions[n] = replace(m, meanings=(*kept, Meaning("filler", "1")))
        elif first or any(x.kind in (*taken_up, *asking) or (x.kind in ("refused", "measure") and x.value in taken) for x in m.meanings):
            kept = tuple(one for one in m.meanings if one.kind not in ("refused", "measure", "minus", "earlier", "top"))
            found.mentions[n] = replace(m, meanings=(*kept, Meaning("worked", "1"), Meaning("filler", "1")))


def _see_to_uses(found: Scan, kind: Computed) -> None:
    """Raise `Unclear` for a word that isn't taken up."""
    uses = {row["kind"]: row["worked"].split() for row in records("uses")}
    for m in found.mentions:
        kinds = [one.kind for one in m.meanings if one.kind in uses]
        if kinds and m.of("filler") is None and not any(kind in uses[one] for one in kinds):
            raise refuse(f"unused:{'comparison' if kind == 'over' else 'history'}", found.language, why="unused", words=m.written)
