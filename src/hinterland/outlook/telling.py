"""The outlook in sentences of both languages, for what no kind of claim says: `sentences_of(result, language)` for any of its results. Each
kind of result registers its wording. Sentences print no digit that the interval leaves open and name no cause; what a shock would do is
said as a condition."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import singledispatch

from hinterland import codes
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language import english_numbers as numbers
from hinterland.language.phrases import listed
from hinterland.language.write import middle, when
from hinterland.models import Indicator
from hinterland.outlook.exact import Measured
from hinterland.outlook.exposure import QUALITIES, Concentration
from hinterland.outlook.gravity import Movement
from hinterland.outlook.inequality import Beta, Inequality, Sigma
from hinterland.outlook.quality import FromOne, ShareOverTime, Volatility, VolumeOrValue
from hinterland.outlook.resilience import Resilience
from hinterland.outlook.shares import GroupShare, ShareChange
from hinterland.outlook.shift import TOLD, InlandShift
from hinterland.outlook.shift_share import Shift, Structure
from hinterland.outlook.shocks import ShockEffect
from hinterland.outlook.wording import about, grew, measured, number, percent, points, product, span, trade, words


@singledispatch
def sentences_of(result: object, language: Language) -> list[str]:
    """A result in sentences. Raises `TypeError` for what has none."""
    raise TypeError(f"there is no sentence for {type(result).__name__}")


# -- the inland shift


@sentences_of.register
def _(result: ShareChange, language: Language) -> list[str]:
    now, before, x = result.now, result.before, span(result.points)
    key = "share-same" if x.holds(0) else "share-rose" if middle(x) > 0 else "share-fell"
    shares = {"now": percent(span(now.percent), language), "before": percent(span(before.percent), language)}
    values = {**about(now.panel, language, before.panel), **shares, "points": number(x, 1).lstrip("−")}
    return [words(key, language, group=_group(now, language), **values)]


def _group(s: GroupShare, language: Language) -> str:
    """A group's name, without those of its members that were left out."""
    out = [codes.name(r, language) for r in codes.members(s.group) if r not in s.regions]
    return (
        words("group-without", language, group=codes.name(s.group, language), names=listed(out, language))
        if out
        else codes.name(s.group, language)
    )


def share_peak(shares: Sequence[GroupShare], language: Language) -> str | None:
    """When a group's share was highest, where the last period's is surely below it; the first and the last alone would hide it."""
    highest, last = max(shares, key=lambda s: s.percent.value), shares[-1]
    if not span(last.percent).below(span(highest.percent)):
        return None
    values = {**about(highest.panel, language), "share": percent(span(highest.percent), language)}
    return words("share-peak", language, group=_group(last, language), **values)


@sentences_of.register
def _(result: Movement, language: Language) -> list[str]:
    key = "unmoved" if not span(result.kilometres).low else "moved" if result.direction else "moved-somewhere"
    direction = words(f"direction:{result.direction}", language) if result.direction else ""
    place = {"lon": measured(result.now.longitude, 1), "lat": measured(result.now.latitude, 1)}
    values = {**about(result.now.panel, language, result.before.panel), **place}
    return [words(key, language, km=measured(result.kilometres, 0), direction=direction, **values)]


@sentences_of.register
def _(result: Inequality, language: Language) -> list[str]:
    between = f"{result.between_percent:.0f}%"
    return [words("theil", language, value=measured(result.theil, 3), percent=between, **about(result.panel, language))]


def _compared(before: Inequality | Sigma, now: Inequality | Sigma, first: Measured, then: Measured, ways: tuple[str, str, str]) -> str:
    """Which of three ways a measure went: up, down, or neither surely. Raises `ValueError` where it is not of one indicator."""
    if before.panel.indicator != now.panel.indicator:
        raise ValueError("inequality and dispersion are compared of one basis, flow and currency only")
    return ways[0] if span(then).above(span(first)) else ways[1] if span(then).below(span(first)) else ways[2]


def inequality_change(before: Inequality, now: Inequality, language: Language) -> str:
    """How inequality changed between two periods of one indicator."""
    key = _compared(before, now, before.theil, now.theil, ("theil-rose", "theil-fell", "theil-same"))
    values = {"before": measured(before.theil, 3), "value": measured(now.theil, 3)}
    return words(key, language, **values, **about(now.panel, language, before.panel))


def dispersion_change(before: Sigma, now: Sigma, language: Language) -> str:
    """How the dispersion of regions changed between two periods of one indicator."""
    word = words(_compared(before, now, before.deviation, now.deviation, ("sigma:wider", "sigma:narrower", "sigma:open")), language)
    values = {"before": measured(before.deviation, 2), "value": measured(now.deviation, 2), "word": word}
    return words("sigma", language, **values, **about(now.panel, language, before.panel))


@sentences_of.register
def _(result: Beta, language: Language) -> list[str]:
    key = "none" if not result.is_known else "catching-up" if result.slope.value < 0 else "falling-back"
    figures = {
        "speed": f"{100 * (result.speed or 0):.1f}%",
        "slope": f"{result.slope.value:.3f}".replace("-", "−"),
        "t": "∞" if result.t is None else f"{result.t:.1f}".replace("-", "−"),
    }
    return [words(f"beta-{key}", language, **figures, **about(result.now, language, result.before))]


def _three_parts(result: Shift | Structure, language: Language) -> dict[str, str]:
    exact = (result.exact.national, result.exact.structure, result.exact.own)
    shares = points((result.national, result.structure, result.own), exact, language)
    return dict(zip(("national", "structure", "own"), shares, strict=True))


@sentences_of.register
def _(result: Shift, language: Language) -> list[str]:
    place = {"place": codes.name(result.region, language), "group": codes.name(result.group, language)}
    growth = {"grew": grew(span(result.growth), language), "how": words(f"how:{result.how}", language)}
    return [words("shift-share", language, **place, **growth, **_three_parts(result, language), **about(result.panel, language))]


@sentences_of.register
def _(result: Structure, language: Language) -> list[str]:
    names = listed([product(p, language) for p in result.products], language)
    about = {"trade": trade(Indicator(flow=result.flow), language), "period": when(str(result.period), language), "products": names}
    growth = {"grew": grew(Interval.rounded(result.growth.value, Decimal("0.1")), language), **_three_parts(result, language)}
    return [words("structure", language, place=codes.name(result.subject, language), **about, **growth)]


@sentences_of.register
def _(result: InlandShift, language: Language) -> list[str]:
    found: list[str] = []
    for group in (g for g in TOLD if g in result.changes):
        found += sentences_of(result.changes[group], language)
        found += filter(None, (share_peak(result.shares[group], language),))
    found += [s for c in result.without for s in sentences_of(c, language)]
    found += sentences_of(result.moved, language)
    if result.inequality:
        found += [*sentences_of(result.inequality[-1], language), inequality_change(result.inequality[0], result.inequality[-1], language)]
    if len(result.sigma) > 1:
        found.append(dispersion_change(result.sigma[0], result.sigma[-1], language))
    return found + (sentences_of(result.beta, language) if result.beta else [])


# -- exposure


def _about(subject: str, i: Indicator, period: object, language: Language) -> dict[str, str]:
    """What sentences on a subject fill in: its name, what is measured, the period."""
    return {"place": codes.name(subject, language), "trade": trade(i, language), "period": when(str(period), language)}


def _how(published: bool, language: Language) -> str:
    return words("how:published" if published else "how:derived", language)


@sentences_of.register
def _(result: Concentration, language: Language) -> list[str]:
    largest, axis = result.largest, result.axis
    first = codes.name(largest.code, language, "partner") if axis == "partners" else product(largest.code, language)
    parts = words(f"{'parts-one' if len(result.parts) == 1 else 'parts'}:{axis}", language)
    about = {"axis": words(f"axis:{axis}", language), **_about(result.subject, Indicator(flow=result.flow), result.period, language)}
    figures = {"low": f"{result.index.low:.3f}", "high": f"{result.index.high:.3f}", "covered": _part(result.covered, language, 0)}
    share = _part(largest.share, language)
    key = "concentration" if result.is_telling else "concentration-one" if len(result.parts) == 1 else "concentration-open"
    return [words(key, language, **about, **figures, count=len(result.parts), parts=parts, largest=first, share=share)]


def _part(x: Interval, language: Language, most: int = 1) -> str:
    """A part of a whole in percent; one that may be all of it, as where only `more than 70%` was published, is more than its lower end in whole percent."""
    if x.low is None or x.high is None or not x.low < 100 <= x.high:
        return percent(x, language, most)
    return words("more-than", language, low=f"{round(x.low)}%")


@sentences_of.register
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


@sentences_of.register
def _(result: Volatility, language: Language) -> list[str]:
    derived = sum(not r.published for r in result.rates)
    how = words("how:some" if derived else "how:published", language, derived=derived)
    about = _about(result.subject, result.indicator, result.rates[-1].period, language)
    span = {"count": result.years, "first": when(result.rates[0].period, language), "last": about["period"]}
    ends = {k: percent(r.ends, language) for k, r in (("worst", result.worst), ("best", result.best))}
    ends |= {f"{k}_year": when(r.period, language) for k, r in (("worst", result.worst), ("best", result.best))}
    return [words("volatility", language, how=how, value=number(result.deviation, 1), **about, **span, **ends)]


@sentences_of.register
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


@sentences_of.register
def _(result: VolumeOrValue, language: Language) -> list[str]:
    x = result.unit_value
    key = "open" if x.holds(0) else "rose" if middle(x) > 0 else "fell"
    growth = {"value": grew(result.value, language), "quantity": grew(result.quantity, language), "word": words(f"unit:{key}", language)}
    growth |= {"unit_value": percent(x if middle(x) >= 0 else -x, language), "how": _how(result.published, language)}
    about = _about(result.subject, result.indicator, result.period, language)
    return [words("volume-or-value", language, what=about["trade"], **about, **growth)]


@sentences_of.register
def _(result: ShareOverTime, language: Language) -> list[str]:
    (first, before, _), (last, now, _) = result.shares[0], result.shares[-1]
    about = _about(result.subject, result.indicator.model_copy(update={"product": "all"}), last, language)
    shares = {"now": percent(now, language), "before": percent(before, language), "first": when(first, language), "last": about["period"]}
    key = "advanced" if len(result.shares) > 1 else "advanced-once"
    return [words(key, language, product=product(result.indicator.product, language), **about, **shares)]


@sentences_of.register
def _(result: Resilience, language: Language) -> list[str]:
    parts: list[object] = [*result.concentration, *([result.volatility] if result.volatility else []), *_most(result.from_one)]
    parts += [*result.volume_or_value, *result.advanced, *result.structure]
    return [s for x in parts for s in sentences_of(x, language)]


def _most(found: Sequence[FromOne]) -> list[FromOne]:
    """Of each period the product that gave most of the growth, qualities of products left aside."""
    best: dict[str, FromOne] = {}
    for g in found:
        if g.percent is not None and g.part.product not in QUALITIES:
            known = best.get(g.period)
            if known is None or known.percent is None or middle(g.percent) > middle(known.percent):
                best[g.period] = g
    return list(best.values())


KINDS = tuple(kind for kind in sentences_of.registry if kind is not object)
"""The results that have sentences."""
