"""The Chinese sentences of a brief on its products, partners, enterprises and the economy behind them."""

from __future__ import annotations

from hinterland import codes
from hinterland.brief.chinese_words import FLOWS, at, moved, nth
from hinterland.brief.voice import Pattern, Roles, Voice, answer, grew, just_below, place, value
from hinterland.claims import Evaluated
from hinterland.language.phrases import phrase
from hinterland.language.write import when


def noun(e: Evaluated) -> str:
    """What a slice measures: 电动汽车出口, 对东盟进出口, 民营企业出口."""
    i = e.claim.indicator
    regime = "" if i.regime == "all" else codes.name(i.regime, "zh", "regime")
    partner = "" if i.partner == "world" else f"对{codes.name(i.partner, 'zh', 'partner')}"
    product = "" if i.product == "all" else codes.name(i.product, "zh", "product")
    return f"{regime}{partner}{product}{FLOWS[i.flow or 'total']}"


def whole(e: Evaluated) -> str:
    """What a slice is a share of."""
    return f"{FLOWS.get(e.claim.indicator.flow or '', '进出口')}总值"


def part_of(v: Voice, e: Evaluated) -> str:
    """A share with a truthful hedge: 近15%, 70%以上."""
    x = answer(e)
    if x.high is None and x.low is not None:
        return f"{x.low.normalize():f}%以上{v.mark(e)}"
    if (near := just_below(e)) is not None:
        return f"近{near}%{v.mark(e)}"
    return v.rate(e)


def times(v: Voice, e: Evaluated) -> str:
    """A multiple: 3.02倍, and 3倍以上 where it was published as that."""
    x = answer(e)
    if x.high is None and x.low is not None:
        return f"{x.low.normalize():f}倍以上"
    return f"{v.numbers.digits(x, value(e), 2)}倍"


def _slice(v: Voice, r: Roles) -> str | None:
    level, growth, share, multiple = (r.get(k) for k in ("level", "growth", "share", "multiple"))
    some = level or growth or share
    if not some:
        return None
    low = answer(multiple).low if multiple else None
    what = f"{at(v)}，{v.name}{noun(some)}" if v.named else noun(some)
    told = f"{what}{v.amount(level)}" if level else what
    if low is not None and low >= 2 and level and multiple:
        told += f"，为上年的{times(v, multiple)}{v.mark(multiple)}"
    elif growth:
        told += f"，{moved(v, growth, '同比')}" if level else moved(v, growth, "同比")
    if share:
        told += f"{'，' if level or growth else ''}占{whole(share)}的{part_of(v, share)}"
    return f"{told}。"


def largest_partner(v: Voice, r: Roles) -> str | None:
    """Which partner is the largest, where that was published."""
    if not (e := r.get("largest")):
        return None
    name = codes.name(e.claim.indicator.partner, "zh", "partner")
    return f"{at(v)}，{name}为{v.name}最大贸易伙伴{v.mark(e)}。" if v.named else f"{name}为最大贸易伙伴{v.mark(e)}。"


def partners_growing(v: Voice, r: Roles) -> str | None:
    """With how many partners trade grew, as published."""
    if not (e := r.get("growing")) or (n := place(e)) is None:
        return None
    return f"{at(v)}{v.name}对{n}个国家和地区进出口实现增长{v.mark(e)}。"


def economy(v: Voice, r: Roles) -> str | None:
    """What is held beside trade: its level, growth, place, and what it was some years before."""
    level, growth, where = r.get("level"), r.get("growth"), r.get("rank")
    some = level or growth or where
    if not some:
        return None
    name = phrase(f"{some.claim.indicator.concept}:", "zh") or codes.name(some.claim.indicator.concept or "", "zh", "concept")
    parts = [v.amount(level)] if level else []
    if growth:
        parts.append(moved(v, growth, "同比"))
    if where and (n := place(where)) is not None:
        parts.append(f"居{v.among(where.claim.scope)}{nth(n)}位{v.mark(where)}")
    own = v.name if v.named else ""
    told = f"{when(some.claim.period or '', 'zh')}，{own}{name}{'，'.join(parts)}。"
    begun = v.begun(change) if (change := r.get("change")) and not v.top else None
    if not begun or not change:
        return told
    then, now = (when(p or "", "zh") for p in (change.claim.relation.base_period, change.claim.period))
    if level is not None and level.claim.period == change.claim.period:
        return f"{told}{then}{own}{name}为{begun}{v.mark(change)}。"
    return f"{told}{name}由{then}的{begun}{'增至' if grew(change) else '降至'}{now}的{v.amount(change)}。"


def overlap(v: Voice, r: Roles) -> str | None:
    """That groups of products or partners share some."""
    return "以上各类有重叠，不宜加总。" if r else None


PATTERNS: dict[str, Pattern] = {
    "slice:0": _slice,
    "slice:1": _slice,
    "slice:2": _slice,
    "largest-partner": largest_partner,
    "partners-growing": partners_growing,
    "economy": economy,
    "overlap": overlap,
}
"""How each pattern of a plan on these reads in Chinese."""
