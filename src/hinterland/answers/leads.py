"""Where a figure isn't held, the nearest that is, in sentences: the same in another period, of another flow, of all trade of the region, of the nation with that partner or
in that product, of the place around it; and which partners or products of the region are held."""

from __future__ import annotations

from dataclasses import replace

from hinterland import codes
from hinterland.answers import cells, commands
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.naming import currency_name
from hinterland.language.write import name
from hinterland.models import Flow
from hinterland.requests import ALL, Request
from hinterland.requests.slots import FLOWS, currencies

LONG = 6
"""Minimum months of a period for which a whole year may stand."""
PARTS = ("share", "contribution", "cagr")
"""What is worked out of figures, of which the figures themselves are the nearest."""
TRIED = 3
"""Maximum periods in which a figure is looked for, the nearest first."""
FEW = 8
"""Maximum partners or products named of a region."""


def instead(indicators: Indicators, r: Request, subject: str, flow: Flow | None, period: Period | None = None) -> list[str]:
    """The figures nearest to one that isn't held: the same in another period, else of another flow, else of all trade of the region and of the nation with that partner or
    in that product, else of the place around it; and which partners or products of the region are held."""
    plain = replace(r, op="level") if r.op in PARTS else r
    kinds = (r,) if plain is r else (r, plain)
    found = next((c for one in kinds if (c := held(indicators, one, subject, flow, period)) is not None), None)
    if found is not None:
        own = found.claim.indicator.currency == cells.currency(indicators, plain, subject)
        is_shown = own and period and not is_narrowed(r) and r.op in ("level", "growth")
        asked = replace(plain, what="figure", subjects=(subject,), flow=flow, periods=(found.period,))
        command = commands.same(asked, [found.period], [found.claim])[0]
        return [word("nearest" if is_shown else "nearest:plain", r.language, sentence=cells.render(found, r.language), command=command)]
    others = (held(indicators, plain, subject, f, period) for f in FLOWS if flow is not None and f != flow)
    if (other := next((c for c in others if c is not None), None)) is not None:
        key = "held:total" if other.flow == "total" else "nearest:plain"
        return [word(key, r.language, sentence=cells.render(other, r.language))]
    around = [*codes.ancestors(subject)] if codes.held("region", subject) is not None else []
    nation = codes.home_of(subject).nation
    wide = replace(plain, **ALL, concept=cells.TRADE)  # type: ignore[arg-type]
    flows = FLOWS if flow or r.concept != cells.TRADE else (None,)
    ways = [(s, f) for s in (subject, *around) for f in dict.fromkeys((*([flow] if flow else []), *flows))]
    whole = next((c for s, f in ways if (c := held(indicators, wide, s, f, period)) is not None), None)
    out = [word("held:wider", r.language, sentence=cells.render(whole, r.language))] if whole is not None else []
    if is_narrowed(r):
        of_nation = held(indicators, plain, nation, flow, period) if subject != nation else None
        key, other = ("held:nation", of_nation) if of_nation else ("held:mirror", _mirrored(indicators, plain, nation, flow, period))
        out += [word(key, r.language, sentence=cells.render(other, r.language))] if other is not None else []
    return [*out, *_parts(indicators, r, subject)]


def is_narrowed(r: Request) -> bool:
    """Whether a request is of a partner, a product or a trade mode alone."""
    return r.concept == cells.TRADE and any(getattr(r, slot) != whole for slot, whole in ALL.items())


def held(indicators: Indicators, r: Request, subject: str, flow: Flow | None, period: Period | None) -> Cell | None:
    """A figure in the period asked for, else in the nearest of its length (of a long one the year), else in the nearest of all; in any currency, the one asked for first."""
    own = cells.currency(indicators, r, subject)
    for money in dict.fromkeys([own, *currencies()]) if own else (None,):
        one = r if money == own else replace(r, currency=money)
        known = [p for p, _ in cells.periods_held(indicators, one, subject, flow, money)]
        alike = [p for p in known if p.kind == "year" if period is None or period.months >= LONG]
        alike = [p for p in known if period is not None and p.months == period.months] or alike or known
        near = sorted(set(alike), key=lambda p: (abs(_month(p) - _month(period)) if period else 0, -p.end, p.months))
        for at in [*([period] if period else []), *near[:TRIED]]:
            [found] = cells.ask(indicators, one, [(subject, flow, at)])
            if found.is_held:
                return found
    return None


def newer(indicators: Indicators, r: Request, found: Cell) -> list[str]:
    """The newest year of a figure in the region's own currency, where that is newer than in the currency asked for."""
    own = replace(r, currency=None)
    money = cells.currency(indicators, own, found.subject)
    later = held(indicators, own, found.subject, found.flow, None) if r.currency not in (None, money) and not r.periods else None
    if later is None or money is None or later.period.end <= found.period.end:
        return []
    return [word("held:newer", r.language, currency=currency_name(money, r.language), sentence=cells.render(later, r.language))]


def _month(p: Period) -> int:
    """The last month of a period, counted on."""
    return p.end // 100 * 12 + p.end % 100


def _mirrored(indicators: Indicators, r: Request, nation: str, flow: Flow | None, period: Period | None) -> Cell | None:
    """What the home nation publishes of its trade with another one, where that one's with it is asked: the imports that are its exports."""
    home, abroad = codes.home_of(), codes.home_of(nation)
    if home.pack is None or abroad.pack is None or nation == home.nation or r.partner != home.pack.partner or flow is None:
        return None
    other: dict[Flow, Flow] = {"export": "import", "import": "export", "total": "total"}
    return held(indicators, replace(r, partner=abroad.pack.partner, currency=None, basis=None), home.nation, other[flow], period)


def _parts(indicators: Indicators, r: Request, subject: str) -> list[str]:
    """Which partners, or products, are held of a region of which the one asked for isn't."""
    out = []
    for axis in ("partner", "product"):
        if getattr(r, axis) != ALL[axis]:
            asked = [indicators.engine.rows(cells.PACKAGE, "slices", region=subject, flow=f, axis=axis) for f in FLOWS]
            latest = sorted((row for rows in asked for row in rows), key=lambda row: -row["last_month"])
            names = list(dict.fromkeys(codes.name(row["slice"], r.language) for row in latest))[:FEW]
            key = f"held:{axis}" if names else f"held:no:{axis}"
            out.append(word(key, r.language, who=name(subject, r.language), names=said(r.language, names)))
    return out
