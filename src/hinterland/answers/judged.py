"""A claim judged: as the reader of texts reads it, else as the words of the request state it; what neither understands is named, with what is held of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, commands, history, ranking
from hinterland.answers.answer import Answer, Status, assumed, said, word
from hinterland.answers.figures import related
from hinterland.answers.unheld import lacking
from hinterland.answers.workings import series_of
from hinterland.check import check_all
from hinterland.check.document import from_text
from hinterland.check.output.evidence import shown
from hinterland.claims import evaluate
from hinterland.claims.statement import identity, statement
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.language import caution
from hinterland.language.write import name, when
from hinterland.models import Claim, Relation
from hinterland.requests import Request
from hinterland.requests.history import Each
from hinterland.requests.messages import refuse
from hinterland.requests.slots import currencies
from hinterland.requests.vocabulary import scope

BY_YEAR = ("rank", "comparison")
"""Kinds of claims that are so in a year: of a span of years they are so where they are in each."""
BACK = 3
"""Maximum years looked back for one in which a claim that names no period can be judged."""


def answer(indicators: Indicators, r: Request) -> Answer:
    """Judge what a request states."""
    language, notes = r.language, list(r.notes())
    if r.stated is not None and r.stated.is_new and not r.periods and (made := _overtaken(indicators, r)) is not None:
        return made
    [report] = check_all(indicators, [from_text("request", r.statement)])
    claims = [c for c in report.claims if not r.subjects or c.subject is None or c.subject in r.subjects]
    if r.op == "level":  # Who is ahead is no claim on whose growth is.
        claims = [c for c in claims if (c.kind, c.indicator.op) != ("comparison", "growth")]
    messages = [f.message for f in (*report.findings, *report.questions)] if claims else []
    cautions = [(_whose(c, language), x) for c in claims for x in shown(c, language).caveats]
    otherwise = r.stated is not None and r.stated.kind == "comparison" and any(c.indicator.op != r.op for c in claims)
    shorter = [c.period for c in claims if c.kind in BY_YEAR and c.period] if any(p.months > 12 for p in r.periods) else []
    otherwise = otherwise or (r.stated is not None and r.stated.kind in BY_YEAR and bool(shorter))
    otherwise = otherwise or (r.stated is not None and r.stated.kind == "comparison" and (r.stated.low or r.stated.high) is not None)
    one_by_one = r.stated is not None and r.stated.kind in ("value", "comparison") and not r.stated.is_multiple and len(r.periods) > 1
    otherwise = otherwise or (one_by_one and not {str(p) for p in r.periods} <= {c.period for c in claims})
    if r.stated is not None and (otherwise or not _is_judged(claims)):
        own, noted = _own(indicators, r)
        if own and (_is_judged(own) or not claims):
            claims, messages, notes, shorter = own, [], notes + noted, []
            cautions = [(_whose(c, language), caution(x, language)) for c in own if c.evidence for x in c.evidence.cautions]
    if not r.subjects and not any(c.subject for c in claims) and not _is_judged(claims):
        raise refuse("empty", language)
    held = _related(indicators, r) if r.stated is not None or not _is_judged(claims) else []
    held = held or ([] if _is_judged(claims) else lacking(indicators, replace(r, op="level") if r.op == "growth" else r))
    if not claims:
        unread = word("unread", language)
        lead = word("unread:word", language, why=r.unread, unread=unread) if r.unread else unread
        return Answer(r, "unheld", (lead, *([word("unread:held", language, held=held[0]), *held[1:]] if held else [])), notes=tuple(notes))
    if shorter:
        notes.append(word("judged:at", language, periods=said(language, [when(p, language) for p in dict.fromkeys(shorter)])))
    if r.unread:
        notes.append(word("unread:part", language, why=r.unread))
    together = len(claims) > 1 and not any(c.text for c in claims)
    verdicts = [_together(claims, r.text, language)] if together else [_verdict(c, r.text, language) for c in claims]
    sentences = [*verdicts, *messages, *held]
    status: Status = "answered" if _is_judged(claims) else "unheld"
    lines = tuple(dict.fromkeys(sentences))
    lasting = tuple(c.model_copy(update={"id": identity(c)}) for c in claims)
    return Answer(r, status, lines, (), lasting, tuple(notes), *commands.same(r, []), cautions=tuple(cautions))


def _overtaken(indicators: Indicators, r: Request) -> Answer | None:
    """Whether a region got ahead of another in the years held: refuted where it never was ahead in them, open where it already was in the first; None where none are."""
    asked = replace(r, what="history", each="year", flow=r.flow or "total", stated=None)
    past = history.answer(indicators, asked)
    if past.status != "answered":
        return None
    is_first = bool(past.rows) and past.rows[0].period == str(series_of(indicators, asked)[0][0].period)
    data, key = word("verdict:ahead", r.language), "plain:supported" if past.rows else "plain:refuted"
    verdict = word(f"verdict:{'unverifiable' if is_first else key}", r.language, claim=r.text, data=data)
    lines = (verdict, *past.sentences, *related(indicators, r))
    return replace(past, request=r, status="unheld" if is_first else "answered", sentences=tuple(dict.fromkeys(lines)))


def _whose(c: Claim, language: Language) -> str:
    return name(c.subject, language) if c.subject else ""


def _is_judged(claims: list[Claim]) -> bool:
    return any(c.verdict != "unverifiable" for c in claims)


def _verdict(c: Claim, text: str, language: Language) -> str:
    given = shown(c, language).answer
    reason = c.reason if language == "en" else ""
    if not given and c.verdict != "unverifiable":
        return word(f"verdict:plain:{c.verdict}", language, claim=c.text or text)
    turned = c.indicator.op == "growth" and c.verdict == "refuted" and given and (c.high or 0) < 0 and given[0].isdigit()
    data = word("data:rise" if turned else "data", language, answer=given) if given else reason or word("verdict:nothing", language)
    return word(f"verdict:{c.verdict}", language, claim=c.text or text, data=data)


def _together(claims: list[Claim], text: str, language: Language) -> str:
    """The verdict on a claim about several periods: refuted where it isn't so in one, supported where it is so in all."""
    verdicts = [c.verdict for c in claims]
    worst = next(v for v in ("refuted", "unverifiable", "supported") if v in verdicts)
    at = said(language, [when(c.period or "", language) for c in claims if c.verdict == worst])
    return word(f"verdict:{worst}", language, claim=text, data=word(f"verdict:all:{worst}", language, periods=at))


def _own(indicators: Indicators, r: Request) -> tuple[list[Claim], list[str]]:
    """What the words of a request state, one claim a period, judged; and what was assumed where it names none."""
    assert r.stated is not None
    flow = None if r.op == "balance" else r.flow or "total"
    periods, notes = list(r.periods), []
    if r.stated.is_always:
        held = [p for p, _ in cells.periods_held(indicators, r, r.subjects[0], flow) if p.kind == "year"]
        periods = [p for p in sorted(set(held)) if not periods or any(span.contains(p) for span in periods)]
    elif not periods:
        newest = cells.newest(indicators, r, r.subjects[0], flow)
        recent = [newest.shift(-12 * n) for n in range(BACK)] if newest else []
        # Of the latest years the first that what is held decides.
        newest = next((p for p in recent if _is_judged([e.claim for e in evaluate(indicators, [_claim(indicators, r, p)])])), newest)
        periods = [newest] if newest else []
        notes = [assumed(newest, r.language)] if newest else []
    # A span of years is judged year by year.
    periods = [p for named in periods for p in ((named.months > 12 and named.years()) or (named,))]
    if r.stated.is_multiple:
        newest = cells.newest(indicators, r, r.subjects[0], flow)
        periods = [p for p in [*periods, *([newest] if newest and len(periods) == 1 else [])] if p.start // 100 < date.today().year]
        claims = [_multiple(indicators, r, periods[0], periods[-1])] if len(periods) > 1 else []
    else:
        claims = [_claim(indicators, r, p) for p in periods]
    found = evaluate(indicators, claims) if claims else []
    if r.stated.kind == "comparison" and r.currency is None:  # Amounts of a year that both have in another currency alone.
        for n, (e, p) in enumerate(zip(found, periods, strict=False)):
            others = [_claim(indicators, replace(r, currency=money), p) for money in currencies()] if e.answer is None else []
            found[n] = next((one for one in evaluate(indicators, others) if one.answer is not None), e) if others else e
    return [e.claim for e in found if e.answer is not None or not r.stated.is_always], notes


def _claim(indicators: Indicators, r: Request, p: Period) -> Claim:
    s = r.stated
    assert s is not None
    named = replace(r, currency=s.unit or r.currency)
    money = cells.currency(indicators, named, r.subjects[0])
    asked = cells.indicator(named, None if r.op == "balance" else r.flow or "total", money)
    unit = {"value": "percent" if r.op in ("growth", "share") else money or s.unit, "comparison": None}.get(s.kind, "rank")
    versus = r.subjects[1] if s.kind == "comparison" else codes.home_of(r.subjects[0]).nation if r.op == "share" else None
    base = str(p.shift(-12)) if s.is_new else None
    relation = Relation(test=s.test, order=s.order if s.kind in ("rank", "record") else None, versus=versus, base_period=base)
    among = (r.among or scope()) if s.kind == "rank" else "years" if s.kind == "record" and p.months == 12 else None
    low, high = _lead(r) if s.kind == "comparison" else (s.low, s.high)
    return statement(s.kind, r.subjects[0], asked, str(p), scope=among, relation=relation, low=low, high=high, unit=unit)


def _multiple(indicators: Indicators, r: Request, first: Period, last: Period) -> Claim:
    """The claim that a figure is at least, or at most, a given multiple of what it was in an earlier period."""
    assert r.stated is not None
    money = cells.currency(indicators, r, r.subjects[0])
    asked = cells.indicator(replace(r, op="multiple"), r.flow or "total", money)
    relation = Relation(test=r.stated.test, base_period=str(first))
    return statement("value", r.subjects[0], asked, str(last), relation=relation, low=r.stated.low, high=r.stated.high, unit="ratio")


def _lead(r: Request) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of a comparison's answer where it holds: one of an overtaking, a ratio above or below one of amounts, a difference above or below zero of balances."""
    assert r.stated is not None
    if r.stated.low is not None or r.stated.high is not None:
        return r.stated.low, r.stated.high
    even = Decimal(1 if r.stated.is_new or r.op == "level" else 0)
    return (even, even) if r.stated.is_new else (even, None) if r.stated.test == ">" else (None, even)


def _related(indicators: Indicators, r: Request) -> list[str]:
    """What is held of what a claim is about: the highest or lowest of a region's past for a record, the place for a rank, else the figures."""
    kind = r.stated.kind if r.stated is not None else "value"
    if r.stated is not None and r.stated.is_always:
        return []
    if kind == "record" and r.stated is not None:
        each: Each = "month" if any(p.months == 1 for p in r.periods) else "year"
        return list(history.answer(indicators, replace(r, what="history", each=each, order=r.stated.order, periods=())).sentences)
    if kind == "rank" and r.stated is not None and any(p.months > 12 for p in r.periods):
        return []
    if kind == "rank" and r.stated is not None:
        return list(ranking.answer(indicators, replace(r, what="ranking", order=r.stated.order)).sentences[:1])
    return related(indicators, r)
