"""Where figures come from and how firm they are, of all or of one period; which are the least firm; what a later growth rate makes of a figure; and why one isn't held."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hinterland.answers import cells, leads, unheld
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell, of
from hinterland.brief.output.figures import span
from hinterland.check.words import amount
from hinterland.claims.cautions import publisher
from hinterland.codes import Period
from hinterland.codes.tables import grouped
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.ledger.words import rounded
from hinterland.models import RELIABILITY
from hinterland.requests import Request

FEW = 5
"""Publishers named of all."""
MANY = 12
"""Regions named of those whose figures are the least firm."""


def sources(indicators: Indicators, r: Request) -> list[str]:
    """Who published the figures held, those of the period that is named where one is, and how firm they are."""
    [at, *_] = [(p.start, p.end) for p in r.periods] or [(0, 0)]
    rows = indicators.engine.rows(cells.PACKAGE, "sources", first=at[0], last=at[1])
    if not rows:
        return [word("about:sources:none", r.language, period=when(str(r.periods[0]), r.language))]
    whose, firm = Counter[str](), Counter[str]()
    for row in rows:
        whose[publisher(row["publisher"], r.language)] += row["observations"]
        firm[row["reliability"]] += row["observations"]
    names = [word("about:count", r.language, what=who, count=f"{n:,}") for who, n in whose.most_common(FEW)]
    kinds = [
        word("about:count", r.language, what=word(f"reliability:{k}", r.language), count=f"{firm[k]:,}") for k in RELIABILITY if firm[k]
    ]
    about = {"sources": sum(row["sources"] for row in rows), "figures": f"{firm.total():,}", "names": said(r.language, names)}
    about |= {"period": when(str(r.periods[0]), r.language) if r.periods else "", "kinds": said(r.language, kinds)}
    return [word("about:sources:at" if r.periods else "about:sources", r.language, **about), word("about:firm", r.language)]


def least(indicators: Indicators, r: Request) -> list[str]:
    """The regions whose trade in the period named is held by the least firm figures, and how firm all of that period are."""
    told = sources(indicators, r)
    at = r.periods[0] if r.periods else None
    rows = indicators.engine.rows(cells.PACKAGE, "firmness", first=at.start, last=at.end) if at else []
    kinds = grouped((str(row["reliability"]), str(row["region"])) for row in rows)
    worst = max(kinds, key=RELIABILITY.index, default=None)
    if worst is None or at is None:
        return told
    names = [name(s, r.language) for s in dict.fromkeys(kinds[worst])]
    more = [word("about:more", r.language, n=len(names) - MANY)] if len(names) > MANY else []
    about = {"kind": word(f"reliability:{worst}", r.language), "names": said(r.language, [*names[:MANY], *more]), "count": len(names)}
    return [word("about:least", r.language, period=when(str(at), r.language), **about), *told]


def implied(indicators: Indicators, r: Request, c: Cell) -> list[str]:
    """What the growth published for the year after makes of a figure, with how far that is from the one held; nothing where they agree or that isn't held."""
    later = c.period.shift(12)
    [level] = cells.ask(indicators, r, [(c.subject, c.flow, later)])
    [rate] = cells.ask(indicators, replace(r, op="growth"), [(c.subject, c.flow, later)])
    if not (level.is_held and rate.is_held and rate.evaluated.how == "published"):
        return []
    base = of(level) / (Interval.exact(Decimal(1)) + of(rate).scaled(Decimal("0.01")))
    if base.meets(of(c)):
        return []
    assert base.low is not None and base.high is not None
    unit, gap = c.evaluated.evidence.unit or "", base.middle - c.value if base.middle is not None else Decimal(0)
    size = Interval.rounded(abs(gap), Decimal(1).scaleb(gap.adjusted() - 1))
    about = {"rate": cells.value_text(rate, r.language), "later": when(str(later), r.language), "period": when(str(c.period), r.language)}
    about |= {"span": span(*rounded(base.low, base.high), unit, r.language), "gap": amount(size, unit, r.language, 2, of=c.claim.indicator)}
    return [word("implied:less" if gap < 0 else "implied:more", r.language, held=cells.value_text(c, r.language), **about)]


def absent(indicators: Indicators, r: Request) -> list[str]:
    """Why a figure isn't found: that no source loaded here states it, with what is held within its period, or the nearest; or that it is held."""
    plain = cells.with_flow(replace(r, op="level") if r.op == "growth" else r, "assumed:flow:past")[0]
    out: list[str] = []
    asked = {s: r.periods or (cells.newest(indicators, plain, s, plain.flow),) for s in r.subjects}
    for s, p in [(s, p) for s, at in asked.items() for p in at]:
        told = found(indicators, plain, s, p)
        is_held = len(told) == 1 and p is not None
        out += told if is_held else [*told, word("define:state", r.language)]
    return list(dict.fromkeys(out))


def found(indicators: Indicators, r: Request, subject: str, period: Period | None) -> list[str]:
    """A figure in a sentence; of one that isn't held that it isn't, with what is held within its period, or the nearest."""
    if period is None:
        about = {"what": cells.measured(r, r.flow, r.language), "who": name(subject, r.language)}
        return [word("unheld:period", r.language, **about), *leads.instead(indicators, r, subject, r.flow)]
    [c] = cells.ask(indicators, r, [(subject, r.flow, period)])
    if c.is_held:
        return [cells.render(c, r.language)]
    inside, _ = unheld.within(indicators, r, c, cells.currency(indicators, r, subject), r.language)
    return [*cells.missing(indicators, r, c, r.language)[:1], *(inside or leads.instead(indicators, r, subject, r.flow, period))]
