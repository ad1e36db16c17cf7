"""What is computed of several figures: their sum, their mean, what a month comes to of them, and a flow as a share of all of a region's
trade. In go the cells asked for; out come sentences. Nothing is computed of figures of which one isn't held, nor of amounts in different
currencies: the sentence says so instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from hinterland.answers import cells, commands
from hinterland.answers.answer import Answer, said, word
from hinterland.answers.cells import Cell
from hinterland.brief.shown import stated
from hinterland.check.words import amount
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.models import Flow
from hinterland.requests import Request


def sentences(r: Request, found: Sequence[Cell]) -> list[str]:
    """The sum or the mean of the cells asked for, of each flow: over the regions where they are several and are meant together, else over the periods of each."""
    if r.computed is None:
        return []
    by_flow = {flow: [c for c in found if c.flow == flow] for flow in dict.fromkeys(c.flow for c in found)}
    if len(r.subjects) > 1 and (r.computed == "sum" or len({c.period for c in found}) == 1) and r.computed != "monthly":
        groups = [[c for c in own if c.period == p] for own in by_flow.values() for p in dict.fromkeys(c.period for c in own)]
    else:
        groups = [[c for c in own if c.subject == s] for own in by_flow.values() for s in r.subjects]
    return [_one(r, own, r.language) for own in groups if own]


def _one(r: Request, own: list[Cell], language: Language) -> str:
    key = str(r.computed)
    about = {
        "who": said(language, list(dict.fromkeys(name(c.subject, language) for c in own))),
        "what": cells.described(r, own[0], language),
        "period": said(language, list(dict.fromkeys(when(str(c.period), language) for c in own))),
    }
    lacking = [c for c in own if not c.is_held]
    if lacking or len(cells.kinds(own)) > 1:
        which = said(
            language,
            [word("computed:cell", language, who=name(c.subject, language), period=when(str(c.period), language)) for c in lacking],
        )
        return word(f"computed:{key}:open" if lacking else "computed:currencies", language, names=which, **about)
    total = Interval.exact(Decimal(0))
    for c in own:
        assert c.evaluated.answer is not None
        total = total + c.evaluated.answer
    parts = {"sum": 1, "mean": len(own), "monthly": sum(c.period.months for c in own)}[key]
    value = amount(total.scaled(1 / Decimal(parts)), own[0].evaluated.evidence.unit, language, of=own[0].claim.indicator)
    return word(f"computed:{key}", language, value=value, **about)


def flow_share(indicators: Indicators, r: Request, periods: Sequence[Period], notes: Sequence[str]) -> Answer:
    """A flow as a share of all of a region's trade, with both figures."""
    plain, language = replace(r, op="level"), r.language
    total: Flow = "total"
    wanted = [(s, f, p) for p in periods for s in r.subjects for f in (r.flow, total)]
    found = cells.ask(indicators, plain, wanted)
    shares, behind, missing = [], [], []
    for (subject, period), pair in groupby(found, key=lambda c: (c.subject, c.period)):
        part, whole = pair
        behind += [stated_ for stated_ in (part, whole) if stated_.is_held]
        one, other = part.evaluated.answer, whole.evaluated.answer
        if not (part.is_held and whole.is_held) or one is None or other is None:
            missing += [cells.missing(indicators, plain, c, language)[0] for c in (part, whole) if not c.is_held]
            continue
        about = {"what": word(str(r.flow), language), "whole": word("total", language), "period": when(str(period), language)}
        value = amount((one / other).scaled(100), "percent", language)
        shares.append(word("share:own", language, who=name(subject, language), value=value, **about))
    return Answer(
        r,
        "answered" if shares else "unheld",
        tuple(dict.fromkeys([*shares, *missing, *(cells.render(c, language) for c in behind)])),
        tuple(cells.row(c, language) for c in behind),
        tuple(stated(c.evaluated.claim) for c in behind),
        (*r.notes(), *notes),
        *commands.ask(r.text),
        commands.asked(r.text),
        cautions=cells.cautions(behind, language),
        missing=tuple(dict.fromkeys(c.subject for c in found if not c.is_held)),
    )
