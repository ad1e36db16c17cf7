"""The figures that a request asks for: one question a subject, flow and period, answered together; and what is held where one has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.answers.answer import Row, said, word
from hinterland.brief.output.figures import span
from hinterland.brief.shown import stated
from hinterland.check.words import amount
from hinterland.claims import Evaluated, evaluate
from hinterland.claims.statement import statement
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language import caution, sentence
from hinterland.language.naming import currency_name
from hinterland.language.write import middle, name, threshold, when
from hinterland.language.write import what as noun
from hinterland.models import RELIABILITY, Basis, Claim, Flow, Indicator, Relation
from hinterland.requests import ALL, Request
from hinterland.requests.history import LENGTHS
from hinterland.requests.slots import BASES, FLOWS, currencies

PACKAGE = "hinterland.answers"
TRADE = "trade"
AMOUNTS = ("level", "balance")
"""What is an amount of a currency where money is measured."""
MINUS = "−"
UNNAMED = (None, "percent", "percentage_point", "ratio", "rank")
"""Units that amounts in words name themselves, as those of money."""
FEW = 6
"""Maximum periods listed of what is held; of more, the first and the last are given."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A question with its answer, if there is one."""

    subject: str
    flow: Flow | None
    period: Period
    evaluated: Evaluated

    @property
    def claim(self) -> Claim:
        """The claim that states the answer."""
        return stated(self.evaluated.claim)

    @property
    def is_held(self) -> bool:
        """Whether something held answers: of a sum all its parts, of a share or a rate those of its whole as well, without which nothing bounds it."""
        e = self.evaluated
        return e.answer is not None and e.held >= e.asked and (e.widest is None or (e.widest.low, e.widest.high) != (None, None))

    @property
    def value(self) -> Decimal:
        """The figure as held, or the sum of several, which a derived one's bounds needn't lie evenly around; else the middle of the answer."""
        x, held = self.evaluated.answer, self.evaluated.evidence.observations
        assert x is not None
        values = [o.value for o in held if o.value is not None]
        sums = [sum(filter(None, ends)) for ends in ([o.interval.low for o in held], [o.interval.high for o in held])]
        return sum(values, Decimal(0)) if len(values) == len(held) > 0 and sums == [x.low, x.high] else middle(x)


def basis(r: Request, subject: str | None = None, flow: str | None = None) -> Basis:
    """The basis asked for, else the usual one of the country of a subject, that of the first where none is named."""
    if r.basis is not None:
        return r.basis
    at = subject or next(iter(r.subjects), None)
    own = codes.home_of(at).basis(flow or r.flow) or codes.home_of().basis(flow or r.flow)
    return next(b for b in BASES if b == own)


def flows(r: Request) -> tuple[Flow | None, ...]:
    """The flows a request asks for: the one named, all three where none is; none of a balance or of what has no flow."""
    if r.concept != TRADE or r.op == "balance":
        return (None,)
    return (r.flow,) if r.flow else FLOWS


def kinds(held: Sequence[Cell]) -> list[list[Cell]]:
    """Figures by their unit, in which alone they are compared: amounts of different currencies never are."""
    found: dict[str | None, list[Cell]] = {}
    for c in held:
        found.setdefault(c.evaluated.evidence.unit, []).append(c)
    return list(found.values())


def apart(held: Sequence[Cell], language: Language) -> str:
    """That figures aren't compared, with the currency of each."""
    each = [
        word("currencies:of", language, names=listed_names(them, language), currency=codes.name(unit, language, "unit"))
        for them in kinds(held)
        if (unit := them[0].evaluated.evidence.unit)
    ]
    return word("currencies", language, each=word("printed:semicolon", language).join(each))


def bases(held: Sequence[Cell], language: Language) -> list[str]:
    """That figures are counted on different bases, with the basis of each; nothing where they aren't."""
    found: dict[str, list[Cell]] = {}
    for c in held:
        if c.claim.indicator.basis is not None:
            found.setdefault(c.claim.indicator.basis, []).append(c)
    each = [
        word("bases:of", language, names=listed_names(them, language), basis=word(f"basis:{basis}", language))
        for basis, them in found.items()
    ]
    alike = len({c.subject for c in held}) < 2 or len(found) < 2
    return [] if alike else [word("bases", language, each=word("printed:semicolon", language).join(each))]


def listed_names(held: Sequence[Cell], language: Language) -> str:
    """The subjects of figures, each once."""
    return said(language, list(dict.fromkeys(name(c.subject, language) for c in held)))


def of(c: Cell) -> Interval:
    """The answer of a cell that is held."""
    assert c.evaluated.answer is not None
    return c.evaluated.answer


def with_flow(r: Request, key: str) -> tuple[Request, list[str]]:
    """A request of one flow, the total where it names none of trade, and what there is to note of it, that assumption by its key in the words."""
    if r.flow is not None or r.concept != TRADE or r.op == "balance":
        return r, list(r.notes())
    return replace(r, flow="total"), [*r.notes(), word(key, r.language)]


def with_held_flow(indicators: Indicators, r: Request, whose: Sequence[str], key: str) -> tuple[Request, list[str]]:
    """The same, of the first flow that is held of any region where the request names none of trade: all trade, else exports or imports alone."""
    assumed, notes = with_flow(r, key)
    if assumed.flow == r.flow:
        return r, notes
    flow = next((f for f in FLOWS if any(periods_held(indicators, r, s, f) for s in whose)), assumed.flow)
    return (assumed, notes) if flow == assumed.flow else (replace(r, flow=flow), [*r.notes(), word(f"assumed:flow:{flow}", r.language)])


def cautions(held: Sequence[Cell], language: Language) -> tuple[tuple[str, str], ...]:
    """What to beware of in some figures, each with whose figure it is, and of which flow where there are several."""
    several = len({c.flow for c in held}) > 1

    def whose(c: Cell) -> str:
        who = name(c.subject, language)
        return word("caution:of", language, who=who, what=noun(c.evaluated.claim, language)) if several else who

    return tuple((whose(c), caution(x, language)) for c in held for x in c.evaluated.evidence.cautions)


def currency(indicators: Indicators, r: Request, subject: str) -> str | None:
    """The currency asked for, else that of the measure, else that in which the subject's trade is held; none of what isn't money."""
    if dimension(r) != "money":
        return None
    own = getattr(codes.held("concept", r.concept), "unit", "")
    return r.currency or (own if own in currencies() else indicators.currency(subject))


def dimension(r: Request) -> str:
    """What the figures of a request's measure are: money, a quantity, a count ..."""
    return str(getattr(codes.held("concept", r.concept), "dimension", "money"))


def indicator(r: Request, flow: Flow | None, money: str | None, subject: str | None = None) -> Indicator:
    """What is measured, of a subject by the basis of its country."""
    traded = r.concept == TRADE
    return Indicator(
        op=r.op, concept=r.concept, flow=flow if traded else None, product=r.product, partner=r.partner, regime=r.regime,
        basis=basis(r, subject, flow) if traded else None, currency=money,
    )  # fmt: skip


def ask(indicators: Indicators, r: Request, wanted: Sequence[tuple[str, Flow | None, Period]]) -> list[Cell]:
    """The cells of subjects, flows and periods, answered together; of a product whose value isn't held, or whose number is asked, by its quantity where that is."""
    claims = [_question(r, s, indicator(r, f, currency(indicators, r, s), s), p) for s, f, p in wanted]
    found = evaluate(indicators, claims)
    if r.product != "all" and r.op in ("level", "growth") and (r.counted or any(e.answer is None for e in found)):
        counted = {"measure": "quantity", "currency": None}
        others = evaluate(indicators, [c.model_copy(update={"indicator": c.indicator.model_copy(update=counted)}) for c in claims])
        first, second = (others, found) if r.counted else (found, others)
        found = [one if one.answer is not None else other for one, other in zip(first, second, strict=True)]
    return [Cell(s, f, p, e) for (s, f, p), e in zip(wanted, found, strict=True)]


def _question(r: Request, subject: str, asked: Indicator, p: Period) -> Claim:
    """The question for a figure: of the nation's where it is a share of that, from the first year to the last where it is a rate over years."""
    if r.op == "cagr":
        return statement("value", subject, asked, str(p.end // 100), relation=Relation(base_period=str(p.start // 100)))
    whole = Relation(versus=r.among or codes.home_of(subject).nation) if r.op in ("share", "contribution") and r.whole == "nation" else None
    return statement("value", subject, asked, str(p), relation=whole)


def periods_held(indicators: Indicators, r: Request, subject: str, flow: str | None, money: str | None = None) -> list[tuple[Period, str]]:
    """The periods in which a series of a subject is held, oldest first, each with its currency; of one currency where `money` names it. Of a balance both flows are held then."""
    indicators.include([subject])
    if r.op == "balance" and r.concept == TRADE and flow is None:
        sides = [periods_held(indicators, r, subject, side, money) for side in FLOWS if side != "total"]
        return [one for one in sides[0] if all(one in side for side in sides)]
    op = r.op if r.op in ("growth", "share") else "level"
    asked: dict[str, Any] = {
        "region": subject, "op": op, "concept": r.concept, "product": r.product, "partner": r.partner, "regime": r.regime, "basis": basis(r, subject, flow),
    }  # fmt: skip
    rows = indicators.engine.rows(PACKAGE, "held", **asked)
    wanted = [row for row in rows if row["flow"] == flow or row["flow"] is None]
    own = {(Period(row["first_month"], row["last_month"]), row["currency"] or ""): row["is_own"] for row in wanted}
    # Growth that wasn't published follows from the level and that of the year before.
    found = [(p, c) for (p, c), is_own in own.items() if op != "growth" or is_own or (p.year_before(), c) in own]
    return list(dict.fromkeys(f for f in found if money is None or f[1] in (money, "")))


def newest(indicators: Indicators, r: Request, subject: str, flow: str | None, months: int = 0) -> Period | None:
    """The newest period of a number of months held of a series where any is, else the newest whole year, or where none is the newest period; with `newest` asked for, the
    newest period of all.
    """
    of = flow or ("total" if r.concept == TRADE and r.op != "balance" else None)
    held = [p for p, _ in periods_held(indicators, r, subject, of, currency(indicators, r, subject))]
    years = [p for p in held if p.kind == "year"]
    if alike := [p for p in held if p.months == months]:
        return max(alike, key=lambda p: p.end)
    if r.newest and r.each:
        return max((p for p in held if p.months == LENGTHS[r.each]), key=lambda p: p.end, default=None)
    if r.newest or not years:
        return max(held, key=lambda p: (p.end, -p.months), default=None)
    return years[-1]


def row(cell: Cell, language: Language, place: int | None = None) -> Row:
    """A cell as a row."""
    answer, e = cell.evaluated.answer, cell.evaluated.evidence
    text = amount(answer, e.unit, language, of=cell.claim.indicator).replace("-", MINUS) if answer is not None else ""
    worst: str = max((o.reliability for o in e.observations), key=RELIABILITY.index, default="")
    if cell.claim.indicator.op == "growth" and cell.evaluated.how != "published" and worst:
        worst = "derived"
    return Row(
        cell.subject, name(cell.subject, language), cell.flow, str(cell.period), text,
        cell.value if answer is not None else None, answer.low if answer else None, answer.high if answer else None, e.unit or "",
        tuple(s.id for s in e.sources), worst, place, beware=tuple(caution(x, language) for x in e.cautions),
    )  # fmt: skip


def value_text(cell: Cell, language: Language) -> str:
    """The answer of a cell in words."""
    x = of(cell)
    if (x.low is None) != (x.high is None):  # Of what is held as a bound: more than 70%.
        return span(x.low, x.high, cell.evaluated.evidence.unit or "", language)
    return amount(cell.evaluated.answer, cell.evaluated.evidence.unit, language, of=cell.claim.indicator)


def mark_of(r: Request, mark: Decimal, cell: Cell) -> str:
    """A mark that figures are compared with in words, in the unit of a cell."""
    if r.op in ("growth", "share"):
        return f"{mark.normalize():f}%"
    return threshold(cell.claim.model_copy(update={"relation": Relation(threshold=mark)}), r.language)


def render(cell: Cell, language: Language) -> str:
    """A cell as a sentence."""
    claim = cell.evaluated.claim
    if claim.indicator.op == "balance" and any(getattr(claim.indicator, slot) != whole for slot, whole in ALL.items()):
        about = noun(_of_total(claim), language)
        return word("of", language, what=about[:1].upper() + about[1:], sentence=sentence(cell.claim, language))
    if claim.indicator.op != "share":
        return sentence(cell.claim, language)
    versus = claim.relation.versus if claim.relation is not None else None
    key, whole = ("share", name(versus, language)) if versus else ("share:own", _all(claim, language))
    value, at = value_text(cell, language), when(str(cell.period), language)
    return word(key, language, who=name(cell.subject, language), what=noun(claim, language), value=value, whole=whole, period=at)


def _all(claim: Claim, language: Language) -> str:
    """The whole that a part of a region's trade is a share of."""
    return noun(claim.model_copy(update={"indicator": claim.indicator.model_copy(update=ALL)}), language)


def _of_total(claim: Claim) -> Claim:
    """A claim of a balance as one of the trade that it is of."""
    return claim.model_copy(update={"indicator": claim.indicator.model_copy(update={"op": "level", "flow": "total"})})


def bounded_series(indicators: Indicators, r: Request, cell: Cell) -> str | None:
    """The series in which the ledger bounds a cell, None where it bounds none: a level of all trade of a flow."""
    if r.op != "level" or r.concept != TRADE or not cell.flow or any(getattr(r, slot) != whole for slot, whole in ALL.items()):
        return None
    return f"trade|{cell.flow}|all|world|all|value|{basis(r, cell.subject, cell.flow)}|{currency(indicators, r, cell.subject)}"


def missing(indicators: Indicators, r: Request, cell: Cell, language: Language, member: str | None = None) -> list[str]:
    """What to say of a cell that nothing held answers: that it isn't held, then what is, of a member of the group that it is about where one is named."""
    who, what = name(cell.subject, language), described(r, cell, language)
    out = [word("unheld", language, what=what, who=who, period=when(str(cell.period), language))]
    subject = member or cell.subject
    money = currency(indicators, r, subject)
    known = periods_held(indicators, r, subject, cell.flow)
    periods = [p for p, c in known if c in (money, "")] if member is None else []
    others = sorted({c for p, c in known if c not in (money, "") and p == cell.period})
    if others:
        out.append(word("held:currency", language, currency=said(language, [currency_name(c, language) for c in others])))
    elif periods:
        out.append(word("held", language, periods=_listed(periods, cell.period, language)))
    elif other := next((c for _, c in known if c), None):
        of_it = _listed([p for p, c in known if c == other], cell.period, language)
        out.append(word("held:other", language, currency=currency_name(other, language), periods=of_it))
    elif not indicators.engine.rows("hinterland.indicators", "coverage", region=subject):
        out.append(word("held:nothing", language, who=who))
    return out


def _listed(periods: Sequence[Period], wanted: Period, language: Language) -> str:
    """Periods held in words: those of the year wanted, else all; the first and the last where they are many."""
    near = [p for p in periods if p.end // 100 == wanted.end // 100] or periods
    if len(near) <= FEW:
        return word("held:comma", language).join(when(str(p), language) for p in near)
    first, last = (when(str(p), language) for p in (periods[0], max(periods, key=lambda p: p.end)))
    return word("held:more", language, count=len(periods), first=first, last=last)


def measured(r: Request, flow: Flow | None, language: Language, claim: Claim | None = None) -> str:
    """What a request measures of a flow, or a claim of its, in words."""
    claim = claim or statement("value", None, indicator(r, flow, currencies()[0]), "")
    if r.op == "balance":
        is_all = all(getattr(r, slot) == whole for slot, whole in ALL.items())
        return word("balance", language) if is_all else word("balance:of", language, what=noun(_of_total(claim), language))
    what = noun(claim, language)
    if r.op == "share" and r.whole == "flow":
        return word("share:of:own", language, what=what, all=word("total", language))
    if r.op == "share" and r.whole == "own":
        return word("share:of:own", language, what=what, all=_all(claim, language))
    if r.op == "share":
        return word("share:of", language, what=what, whole=name(r.among or codes.home_of(r.subjects[0]).nation, language))
    if r.op == "contribution":
        return word("contribution:to", language, what=what, whole=name(codes.home_of(r.subjects[0]).nation, language))
    return word("growth", language, what=what) if r.op == "growth" else what


def described(r: Request, cell: Cell, language: Language) -> str:
    """What a cell measures, in words."""
    return measured(r, cell.flow, language, cell.evaluated.claim)
