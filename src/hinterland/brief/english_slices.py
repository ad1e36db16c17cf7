"""The English sentences of a brief on its products, partners, enterprises and the economy behind them."""

from __future__ import annotations

from hinterland import codes
from hinterland.brief.english_words import FLOWS, at, led, moved, own, rose
from hinterland.brief.voice import Pattern, Roles, Voice, answer, ending, just_below, place
from hinterland.claims import Evaluated
from hinterland.language.english_numbers import ordinal
from hinterland.language.naming import whose
from hinterland.language.write import article, lower, when


def noun(e: Evaluated) -> str:
    """What a slice measures: `exports of electric vehicles`, `trade with ASEAN`, `exports by private firms`."""
    i = e.claim.indicator
    text = FLOWS[i.flow or "total"]
    if i.product != "all":
        text += f" {'in' if i.flow == 'total' else 'of'} {article(lower(codes.name(i.product, 'en', 'product')))}"
    if i.partner != "world":
        text += f" {({'export': 'to', 'import': 'from'}).get(i.flow or '', 'with')} {article(codes.name(i.partner, 'en', 'partner'))}"
    if i.regime != "all":
        text += f" by {lower(codes.name(i.regime, 'en', 'regime'))}"
    return text


def whole(e: Evaluated) -> str:
    """What a slice is a share of."""
    return {"export": "its exports", "import": "its imports"}.get(e.claim.indicator.flow or "", "its trade")


def part_of(v: Voice, e: Evaluated) -> str:
    """A share with a truthful hedge: `nearly 15%` where it lies below and close, `more than 70%` where only that is known."""
    x = answer(e)
    if x.high is None and x.low is not None:
        return f"more than {x.low.normalize():f}%{v.mark(e)}"
    if (near := just_below(e)) is not None:
        return f"nearly {near}%{v.mark(e)}"
    return v.rate(e)


def times(e: Evaluated) -> str | None:
    """A multiple as a verb, from twofold on: `more than doubled`."""
    low = answer(e).low
    if low is None or low < 2:
        return None
    return {2: "more than doubled", 3: "more than tripled"}.get(int(low))


def _slice(v: Voice, r: Roles, style: int) -> str | None:
    level, growth, share, multiple = (r.get(k) for k in ("level", "growth", "share", "multiple"))
    some = level or growth or share
    if not some:
        return None
    plural = some.claim.indicator.flow in ("export", "import")
    what, many = noun(some), multiple and times(multiple)
    quantity = bool(level and level.claim.indicator.measure == "quantity")
    of = f"{part_of(v, share)} of {whole(share)}" if share else ""
    if many and level and multiple:
        told = f"{what} {many}{v.mark(multiple)} to {v.amount(level)}"
        told += f", {of}" if of else ""
    elif growth and level and style == 0:
        told = f"{what} {rose(v, growth, plural)} to {v.amount(level)}" + (f" and made up {of}" if of else "")
    elif growth and level:
        told = f"{what} {'reached' if quantity or style == 1 else 'came to'} {v.amount(level)}, {moved(v, growth)}" + (
            f", and made up {of}" if of else ""
        )
    elif level:
        told = f"{what} came to {v.amount(level)}" + (f", {of}" if of else "")
    elif growth:
        told = f"{what} {rose(v, growth, plural)}" + (f" and made up {of}" if of else "")
    else:
        told = f"{what} made up {of}"
    return led(v, told)


def largest_partner(v: Voice, r: Roles) -> str | None:
    """Which partner is the largest, where that was published."""
    if not (e := r.get("largest")):
        return None
    name = article(codes.name(e.claim.indicator.partner, "en", "partner"))
    told = f"{whose(v.inner)} largest trading partner in {at(v)}" if v.named else "its largest trading partner"
    return ending(f"{name} was {told}{v.mark(e)}", ".")


def partners_growing(v: Voice, r: Roles) -> str | None:
    """With how many partners trade grew, as published."""
    if not (e := r.get("growing")) or (n := place(e)) is None:
        return None
    return f"{ending(own(v, 'trade'), '')} grew with {n} countries and regions in {at(v)}{v.mark(e)}."


def economy(v: Voice, r: Roles) -> str | None:
    """What is held beside trade: its level, growth, place, and what it was some years before."""
    level, growth, where, change = r.get("level"), r.get("growth"), r.get("rank"), r.get("change")
    some = level or growth or where
    if not some:
        return None
    name = codes.name(some.claim.indicator.concept or "", "en", "concept")
    name = name if name[:2].isupper() else lower(name)
    what = f"{whose(v.name) if v.named else 'Its'} {name}"
    during = f" in {when(some.claim.period or '', 'en')}"
    told = [f"{what} came to {v.amount(level)}{during}"] if level else []
    if growth:
        told.append(moved(v, growth) if told else f"{what} {rose(v, growth, False)}{during}")
    if where and (n := place(where)) is not None:
        told.append(
            f"{ordinal(n)} {v.among(where.claim.scope)}{v.mark(where)}"
            if told
            else f"{v.name} ranked {ordinal(n)} {v.among(where.claim.scope)} by {name}{during}{v.mark(where)}"
        )
    return f"{', '.join(told)}." + (_grown(v, f"{whose(v.name)} {name}", change, level) if change and not v.top else "")


def _grown(v: Voice, what: str, change: Evaluated, level: Evaluated | None) -> str:
    """Where a yearly level came from; its end is told only where it was not yet."""
    if not (base := v.begun(change)):
        return ""
    then, now = (when(p or "", "en") for p in (change.claim.relation.base_period, change.claim.period))
    if level is not None and level.claim.period == change.claim.period:
        return f" In {then} {what[0].lower() + what[1:] if what.startswith('Its') else what} was {base}{v.mark(change)}."
    return f" {what} went from {base} in {then} to {v.amount(change)} in {now}."


def overlap(v: Voice, r: Roles) -> str | None:
    """That groups of products or partners share some."""
    return "These groups overlap and can't be added up." if r else None


PATTERNS: dict[str, Pattern] = {
    "slice:0": lambda v, r: _slice(v, r, 0),
    "slice:1": lambda v, r: _slice(v, r, 1),
    "slice:2": lambda v, r: _slice(v, r, 2),
    "largest-partner": largest_partner,
    "partners-growing": partners_growing,
    "economy": economy,
    "overlap": overlap,
}
"""How each of these patterns reads in English."""
