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
from hinterland.language.write import middle, when
from hinterland.models import Indicator
from hinterland.outlook.exposure import QUALITIES, Concentration
from hinterland.outlook.quality import FromOne, ShareOverTime, Volatility, VolumeOrValue
from hinterland.outlook.resilience import Resilience
from hinterland.outlook.shocks import ShockEffect
from hinterland.outlook.wording import grew, listed, name, number, percent, product, told, trade
from hinterland.outlook.words import words


def _about(subject: str, i: Indicator, period: object, language: Language) -> dict[str, str]:
    """What sentences on a subject fill in: its name, what is measured, the period."""
    return {"place": name(subject, language), "trade": trade(i, language), "period": when(str(period), language)}


def _how(published: bool, language: Language) -> str:
    return words("how:published" if published else "how:derived", language)


@told.register
def _(result: Concentration, language: Language) -> list[str]:
    largest, axis = result.largest, result.axis
    first = codes.name(largest.code, language, "partner") if axis == "partners" else product(largest.code, language)
    parts = words(f"{'parts-one' if len(result.parts) == 1 else 'parts'}:{axis}", language)
    about = {"axis": words(f"axis:{axis}", language), **_about(result.subject, Indicator(flow=result.flow), result.period, language)}
    figures = {"low": f"{result.index.low:.3f}", "high": f"{result.index.high:.3f}", "covered": percent(result.covered, language, 0)}
    share = percent(largest.share, language)
    return [words("concentration", language, **about, **figures, count=len(result.parts), parts=parts, largest=first, share=share)]


@told.register
def _(result: ShockEffect, language: Language) -> list[str]:
    conditions = []
    for hit in result.hits:
        cell, percent = hit.shock.cell, hit.shock.percent
        key = "same" if not percent else "lower" if percent < 0 else "higher"
        noun = trade(Indicator(flow=cell.flow, product=cell.product, partner=cell.partner), language)
        conditions.append(words(f"shock:if-{key}", language, what=noun, percent=f"{abs(percent).normalize():f}%"))
    flows = []
    for n, (f, x) in enumerate(reversed(result.points.items())):
        about = _about(result.subject, Indicator.model_validate({"flow": f}), result.period, language)
        flows.append(words("shock-flow" if n else "shock-flow-first", language, change=_changed(x, language), **about))
    missing = sum(h.known.how != "held" for h in result.hits)
    key = "held" if not missing else "bounded-one" if len(result.hits) == 1 else "bounded"
    how = [words(f"shock:{key}", language, missing=missing, count=len(result.hits))]
    if unknown := sum(h.known.how == "open" for h in result.hits):
        how.append(words("shock:unknown-one" if len(result.hits) == 1 else "shock:unknown", language, missing=unknown))
    how += [words("shock:overlapping", language)] if result.overlapping else []
    effects, joined = listed(flows, language), ("; " if language == "en" else "；").join(how)
    period = when(str(result.period), language)
    return [words("shock-sentence", language, conditions=listed(conditions, language), period=period, effects=effects, how=joined)]


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
    how = words("how:some" if derived else "how:published", language, derived=derived)
    about = _about(result.subject, result.indicator, result.rates[-1].period, language)
    span = {"count": result.years, "first": when(result.rates[0].period, language), "last": about["period"]}
    ends = {k: percent(r.ends, language) for k, r in (("worst", result.worst), ("best", result.best))}
    ends |= {f"{k}_year": when(r.period, language) for k, r in (("worst", result.worst), ("best", result.best))}
    return [words("volatility", language, how=how, value=number(result.deviation, 1), **about, **span, **ends)]


@told.register
def _(result: FromOne, language: Language) -> list[str]:
    if result.percent is None:
        return []
    x, rises = result.percent, middle(result.whole_change) > 0
    if x.low is None or x.high is None or x.low <= 0 <= x.high or x.low <= 100 < x.high:
        return []
    key = "-other-way" if x.high < 0 else "" if x.high <= 100 else "-more" if rises else "-more-fall"
    size = percent(x, language, 0) if x.high - x.low <= 2 else words("to", language, low=f"{x.low:.0f}%", high=f"{x.high:.0f}%")
    about = _about(result.subject, result.whole, result.period, language) | {"part": trade(result.part, language), "percent": size}
    rise = words("rise" if rises else "fall", language)
    return [words(f"from-one{key}", language, rise=rise, how=_how(result.published, language), **about)]


@told.register
def _(result: VolumeOrValue, language: Language) -> list[str]:
    x = result.unit_value
    key = "open" if x.holds(0) else "rose" if middle(x) > 0 else "fell"
    growth = {"value": grew(result.value, language), "quantity": grew(result.quantity, language), "word": words(f"unit:{key}", language)}
    growth |= {"unit_value": percent(x if middle(x) >= 0 else -x, language), "how": _how(result.published, language)}
    about = _about(result.subject, result.indicator, result.period, language)
    return [words("volume-or-value", language, what=about["trade"], **about, **growth)]


@told.register
def _(result: ShareOverTime, language: Language) -> list[str]:
    (first, before, _), (last, now, _) = result.shares[0], result.shares[-1]
    about = _about(result.subject, result.indicator.model_copy(update={"product": "all"}), last, language)
    shares = {"now": percent(now, language), "before": percent(before, language), "first": when(first, language), "last": about["period"]}
    key = "advanced" if len(result.shares) > 1 else "advanced-once"
    return [words(key, language, product=product(result.indicator.product, language), **about, **shares)]


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
