"""Exposure in sentences: concentration, shocks, volatility, growth from one product, volume and value, advanced products.

Each kind of result registers its wording in both languages; what a shock would do is said as a condition and never as something that will come.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hinterland import codes
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language import english_numbers as numbers
from hinterland.language.write import when
from hinterland.models import Indicator
from hinterland.outlook.exposure import QUALITIES, Concentration
from hinterland.outlook.quality import FromOne, ShareOverTime, Volatility, VolumeOrValue
from hinterland.outlook.resilience import Resilience
from hinterland.outlook.shocks import ShockEffect
from hinterland.outlook.wording import grew, listed, middle, name, number, percent, product, told, trade
from hinterland.outlook.words import words


@told.register
def _(result: Concentration, language: Language) -> list[str]:
    largest = result.largest
    first = codes.name(largest.code, language, "partner") if result.axis == "partners" else product(largest.code, language)
    parts = "parts-one" if len(result.parts) == 1 else "parts"
    said = words(
        "concentration",
        language,
        axis=words(f"axis:{result.axis}", language),
        place=name(result.subject, language),
        trade=trade(Indicator(flow=result.flow), language),
        period=when(str(result.period), language),
        low=f"{result.index.low:.3f}",
        high=f"{result.index.high:.3f}",
        covered=percent(result.covered, language, 0),
        count=len(result.parts),
        parts=words(f"{parts}:{result.axis}", language),
        largest=first,
        share=percent(largest.share, language),
    )
    return [said]


@told.register
def _(result: ShockEffect, language: Language) -> list[str]:
    conditions = []
    for hit in result.hits:
        cell, percent = hit.shock.cell, hit.shock.percent
        key = "same" if not percent else "lower" if percent < 0 else "higher"
        noun = trade(Indicator(flow=cell.flow, product=cell.product, partner=cell.partner), language)
        conditions.append(words(f"shock:if-{key}", language, what=noun, percent=f"{abs(percent).normalize():f}%"))
    flows = [
        words(
            "shock-flow" if n else "shock-flow-first",
            language,
            place=name(result.subject, language),
            trade=trade(Indicator.model_validate({"flow": f}), language),
            change=_changed(x, language),
        )
        for n, (f, x) in enumerate(reversed(result.points.items()))
    ]
    missing = sum(h.known.how != "held" for h in result.hits)
    key = "held" if not missing else "bounded-one" if len(result.hits) == 1 else "bounded"
    how = [words(f"shock:{key}", language, missing=missing, count=len(result.hits))]
    if unknown := sum(h.known.how == "open" for h in result.hits):
        how.append(words("shock:unknown-one" if len(result.hits) == 1 else "shock:unknown", language, missing=unknown))
    how += [words("shock:overlapping", language)] if result.overlapping else []
    said = words(
        "shock-sentence",
        language,
        conditions=listed(conditions, language),
        period=when(str(result.period), language),
        effects=listed(flows, language),
        how=("; " if language == "en" else "；").join(how),
    )
    return [said]


def _changed(x: Interval, language: Language) -> str:
    """A change in percent of the flow's own level: lower, higher, or between bounds; ends that round alike are one."""
    if x.low is None or x.high is None:
        return words("shock:open", language)
    if x.low < 0 < x.high:
        return words("shock:either", language, down=_of(-x.low), up=_of(x.high))
    if x.low == x.high == 0:
        return words("shock:none", language)
    way = "lower" if x.low < 0 else "higher"
    least, most = sorted((abs(x.low), abs(x.high)))
    if _of(least) == _of(most):
        return words(f"shock:{way}", language, percent=_of(most))
    if not least:
        return words(f"shock:{way}-at-most", language, percent=_of(most))
    return words(f"shock:{way}-between", language, least=_of(least), most=_of(most))


def _of(x: Decimal) -> str:
    places = numbers.places(x)
    return f"{x:.{places}f}%"


@told.register
def _(result: Volatility, language: Language) -> list[str]:
    derived = sum(not r.published for r in result.rates)
    said = words(
        "volatility",
        language,
        place=name(result.subject, language),
        trade=trade(result.indicator, language),
        how=words("how:some" if derived else "how:published", language, derived=derived),
        value=number(result.deviation, 1),
        count=result.years,
        first=when(result.rates[0].period, language),
        last=when(result.rates[-1].period, language),
        worst=percent(result.worst.ends, language),
        worst_year=when(result.worst.period, language),
        best=percent(result.best.ends, language),
        best_year=when(result.best.period, language),
    )
    return [said]


@told.register
def _(result: FromOne, language: Language) -> list[str]:
    if result.percent is None:
        return []
    x, rises = result.percent, middle(result.whole_change) > 0
    if x.low is None or x.high is None or x.low <= 0 <= x.high or x.low <= 100 < x.high:
        return []
    key = "-other-way" if x.high < 0 else "" if x.high <= 100 else "-more" if rises else "-more-fall"
    size = percent(x, language, 0) if x.high - x.low <= 2 else words("to", language, low=f"{x.low:.0f}%", high=f"{x.high:.0f}%")
    said = words(
        f"from-one{key}",
        language,
        part=trade(result.part, language),
        place=name(result.subject, language),
        trade=trade(result.whole, language),
        period=when(result.period, language),
        rise=words("rise" if rises else "fall", language),
        percent=size,
        how=words("how:published" if result.published else "how:derived", language),
    )
    return [said]


@told.register
def _(result: VolumeOrValue, language: Language) -> list[str]:
    x = result.unit_value
    key = "open" if x.holds(0) else "rose" if middle(x) > 0 else "fell"
    size = percent(x if middle(x) >= 0 else -x, language)
    said = words(
        "volume-or-value",
        language,
        place=name(result.subject, language),
        what=trade(result.indicator, language),
        period=when(result.period, language),
        value=grew(result.value, language),
        quantity=grew(result.quantity, language),
        word=words(f"unit:{key}", language),
        unit_value=size,
        how=words("how:published" if result.published else "how:derived", language),
    )
    return [said]


@told.register
def _(result: ShareOverTime, language: Language) -> list[str]:
    (first, before, _), (last, now, _) = result.shares[0], result.shares[-1]
    said = words(
        "advanced" if len(result.shares) > 1 else "advanced-once",
        language,
        product=product(result.indicator.product, language),
        place=name(result.subject, language),
        trade=trade(result.indicator.model_copy(update={"product": "all"}), language),
        now=percent(now, language),
        before=percent(before, language),
        first=when(first, language),
        last=when(last, language),
    )
    return [said]


@told.register
def _(result: Resilience, language: Language) -> list[str]:
    parts: list[object] = [*result.concentration, *([result.volatility] if result.volatility else []), *_most(result.from_one)]
    parts += [*result.volume_or_value, *result.advanced, *result.structure]
    return [s for x in parts for s in told(x, language)]


def _most(found: Sequence[FromOne]) -> list[FromOne]:
    """Of each period the product that gave most of the growth, qualities of products left aside."""
    best: dict[str, FromOne] = {}
    for g in found:
        if g.percent is not None and g.part.product not in QUALITIES:
            known = best.get(g.period)
            if known is None or known.percent is None or middle(g.percent) > middle(known.percent):
                best[g.period] = g
    return list(best.values())


KINDS = (Concentration, ShockEffect, Volatility, FromOne, VolumeOrValue, ShareOverTime, Resilience)
"""The results that are told here."""
