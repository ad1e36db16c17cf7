"""The inland shift in sentences: shares, the centre of gravity, inequality, dispersion, convergence, shift-share.

Each kind of result registers its wording in both languages; the sentences say the period, the unit and how many regions are held, and name no cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hinterland import codes
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language.write import middle, when
from hinterland.models import Indicator
from hinterland.outlook.convergence import Beta, Sigma
from hinterland.outlook.exact import Measured
from hinterland.outlook.gravity import Movement
from hinterland.outlook.inequality import Inequality
from hinterland.outlook.shares import GroupShare, ShareChange
from hinterland.outlook.shift import TOLD, InlandShift
from hinterland.outlook.shift_share import Shift
from hinterland.outlook.structure import Structure
from hinterland.outlook.wording import about, grew, listed, measured, name, number, percent, points, product, span, told, trade
from hinterland.outlook.words import words


@told.register
def _(result: ShareChange, language: Language) -> list[str]:
    now, before, x = result.now, result.before, span(result.points)
    key = "share-same" if x.holds(0) else "share-rose" if middle(x) > 0 else "share-fell"
    shares = {"now": percent(span(now.percent), language), "before": percent(span(before.percent), language)}
    told = {**about(now.panel, language, before.panel), **shares, "points": number(x, 1).lstrip("−")}
    return [words(key, language, group=_group(now, language), **told)]


def _group(s: GroupShare, language: Language) -> str:
    """A group's name, without those of its members that were left out."""
    out = [name(r, language) for r in codes.members(s.group) if r not in s.regions]
    return words("group-without", language, group=name(s.group, language), names=listed(out, language)) if out else name(s.group, language)


def share_peak(shares: Sequence[GroupShare], language: Language) -> str | None:
    """When a group's share was highest, where the last period's is surely below it; the first and the last alone would hide it."""
    highest, last = max(shares, key=lambda s: s.percent.value), shares[-1]
    if not span(last.percent).below(span(highest.percent)):
        return None
    told = {**about(highest.panel, language), "share": percent(span(highest.percent), language)}
    return words("share-peak", language, group=_group(last, language), **told)


@told.register
def _(result: Movement, language: Language) -> list[str]:
    key = "unmoved" if not span(result.kilometres).low else "moved" if result.direction else "moved-somewhere"
    direction = words(f"direction:{result.direction}", language) if result.direction else ""
    place = {"lon": measured(result.now.longitude, 1), "lat": measured(result.now.latitude, 1)}
    told = {**about(result.now.panel, language, result.before.panel), **place}
    return [words(key, language, km=measured(result.kilometres, 0), direction=direction, **told)]


@told.register
def _(result: Inequality, language: Language) -> list[str]:
    between = f"{result.between_percent:.0f}%"
    return [words("theil", language, value=measured(result.theil, 3), percent=between, **about(result.panel, language))]


def _compared(key: str, before: Measured, now: Measured, ways: tuple[str, str, str]) -> str:
    first, then = span(before), span(now)
    return f"{key}{ways[0] if then.above(first) else ways[1] if then.below(first) else ways[2]}"


def inequality_change(before: Inequality, now: Inequality, language: Language) -> str:
    """How inequality changed between two periods of one indicator."""
    if before.panel.indicator != now.panel.indicator:
        raise ValueError("inequality is compared of one basis, flow and currency only")
    key = _compared("theil-", before.theil, now.theil, ("rose", "fell", "same"))
    values = {"before": measured(before.theil, 3), "value": measured(now.theil, 3)}
    return words(key, language, **values, **about(now.panel, language, before.panel))


def dispersion_change(before: Sigma, now: Sigma, language: Language) -> str:
    """How the dispersion of regions changed between two periods of one indicator."""
    if before.panel.indicator != now.panel.indicator:
        raise ValueError("dispersion is compared of one basis, flow and currency only")
    word = words(_compared("sigma:", before.deviation, now.deviation, ("wider", "narrower", "open")), language)
    values = {"before": measured(before.deviation, 2), "value": measured(now.deviation, 2), "word": word}
    return words("sigma", language, **values, **about(now.panel, language, before.panel))


@told.register
def _(result: Beta, language: Language) -> list[str]:
    key = "none" if not result.told else "catching-up" if result.slope.value < 0 else "falling-back"
    figures = {
        "speed": f"{100 * (result.speed or 0):.1f}%",
        "slope": f"{result.slope.value:.3f}".replace("-", "−"),
        "t": "∞" if result.t is None else f"{result.t:.1f}".replace("-", "−"),
    }
    return [words(f"beta-{key}", language, **figures, **about(result.now, language, result.before))]


def _three_parts(result: Shift | Structure, language: Language) -> dict[str, str]:
    """The national, the structural and the own part of a growth, as sentences name them."""
    exact = (result.exact.national, result.exact.structure, result.exact.own)
    told = points((result.national, result.structure, result.own), exact, language)
    return dict(zip(("national", "structure", "own"), told, strict=True))


@told.register
def _(result: Shift, language: Language) -> list[str]:
    place = {"place": name(result.region, language), "group": name(result.group, language)}
    growth = {"grew": grew(span(result.growth), language), "how": words(f"how:{result.how}", language)}
    return [words("shift-share", language, **place, **growth, **_three_parts(result, language), **about(result.panel, language))]


@told.register
def _(result: Structure, language: Language) -> list[str]:
    names = listed([product(p, language) for p in result.products], language)
    about = {"trade": trade(Indicator(flow=result.flow), language), "period": when(str(result.period), language), "products": names}
    growth = {"grew": grew(Interval.rounded(result.growth.value, Decimal("0.1")), language), **_three_parts(result, language)}
    return [words("structure", language, place=name(result.subject, language), **about, **growth)]


@told.register
def _(result: InlandShift, language: Language) -> list[str]:
    found: list[str] = []
    for group in (g for g in TOLD if g in result.changes):
        found += told(result.changes[group], language)
        found += filter(None, (share_peak(result.shares[group], language),))
    found += [s for c in result.without for s in told(c, language)]
    found += told(result.moved, language)
    if result.inequality:
        found += [*told(result.inequality[-1], language), inequality_change(result.inequality[0], result.inequality[-1], language)]
    if len(result.sigma) > 1:
        found.append(dispersion_change(result.sigma[0], result.sigma[-1], language))
    return found + (told(result.beta, language) if result.beta else [])
