"""One claim, one sentence, with no more digits than the answer supports. The row of `sentences.csv` is chosen here, one function a kind;
atoms stand in `phrases.csv` and the code tables. A kind from outside brings its own function."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from types import ModuleType
from typing import Any

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers
from hinterland.language.naming import (
    among,
    currency_meant,
    group_name,
    growth_of_whole,
    is_bare,
    is_money,
    named,
    the_nation,
    whole,
    whose,
)
from hinterland.language.phrases import called, listed, phrase
from hinterland.models import Claim, Evidence, Indicator
from hinterland.packaged import read_words

TENTH = Decimal("0.1")
"""The last digit of a rate of one decimal."""


def sentences(claim: Claim) -> dict[str, str]:
    """The claim in both languages."""
    return {"en": sentence(claim, "en"), "zh": sentence(claim, "zh")}


def sentence(claim: Claim, language: Language = "en") -> str:
    """The claim in one language. Raises `ValueError` where it states nothing, and for a kind that has no words."""
    if claim.low is None and claim.high is None and claim.kind != "membership":
        raise ValueError("a claim without an answer can't be written; evaluate it first")
    text = (_KINDS.get(claim.kind) or _from_outside(claim.kind))(claim, language)
    return text[0].upper() + text[1:] + ("." if language == "en" else "。")


def _from_outside(kind: str) -> Callable[[Claim, Language], str]:
    from hinterland.claims import kinds

    write = kinds.find(kind).writer
    if write is None:
        raise ValueError(f"the package of the kind {kind} has no write(claim, language), so that such a claim can't be written")
    return write


# -- what a claim speaks of


def when(period: str, language: Language) -> str:
    """A period in words."""
    p, w = Period.parse(period), _rows()
    year, until = p.start // 100, p.end // 100
    across = "years" if p.whole_years else "across"
    kind = "year" if p.kind == "year" else across if year != until else "month" if p.months == 1 else "months"
    first, last = (w[f"month:{m % 100}"][language] for m in (p.start, p.end))
    return w[f"period:{kind}"][language].format(year=year, until=until, first=first, last=last)


def name(code: str | None, language: Language) -> str:
    """A subject's short name."""
    return named(code or codes.home_of().nation, language)


def what(claim: Claim, language: Language) -> str:
    """What is measured, as a noun: `exports of electric vehicles`, `trade with ASEAN`, 对东盟进出口."""
    i = claim.indicator
    noun = phrase(f"{i.concept}:{i.flow or ''}", language) or named(i.concept or "trade", language, "concept")
    product = "" if i.product == "all" else named(i.product, language, "product")
    partner = "" if i.partner == "world" else named(i.partner, language, "partner")
    regime = "" if i.regime == "all" else named(i.regime, language, "regime")
    if language == "zh":
        return f"{regime}{f'对{partner}' if partner else ''}{product}{noun}"
    product = f" {'in' if i.flow == 'total' and i.concept == 'trade' else 'of'} {article(lower(product))}" if product else ""
    preposition = {"export": "to", "import": "from"}.get(i.flow or "", "with")
    partner = f" {preposition} {article(partner)}" if partner else ""
    return f"{noun}{product}{partner}{f' by {lower(regime)}' if regime else ''}"


def lower(text: str) -> str:
    """A name within a sentence: lower case unless it is an abbreviation or carries capitals."""
    return text if len(text) > 1 and text[1].isupper() else text[0].lower() + text[1:]


def article(text: str, home: codes.Home | None = None) -> str:
    """A name with the article that English gives it."""
    return phrase(f"article:{text}", "en", text, home=home)


def numbers_of(language: Language) -> ModuleType:
    """The module that prints numbers in a language."""
    return english_numbers if language == "en" else chinese_numbers


def interval(claim: Claim | Evidence) -> Interval:
    """What the claim states or its evidence found, as an interval."""
    point = claim.low is not None and claim.low == claim.high
    return Interval(claim.low, claim.high, claim.low is not None, point)


def middle(x: Interval) -> Decimal:
    """The middle of an interval, or its only end."""
    found = x.middle if x.middle is not None else x.low if x.low is not None else x.high
    assert found is not None
    return found


def amount(claim: Claim, language: Language) -> str:
    """The claim's own figure with its unit."""
    x, n = interval(claim), numbers_of(language)
    value = middle(x)
    if x.low is None or x.high is None:
        return _one_sided(claim, value, language, above=x.high is None)
    if is_money(claim.unit):
        text: str = n.money(x, value, claim.unit)
    elif claim.unit == "percent":
        text = n.percent(x, value)
    elif claim.unit == "ratio":
        text = english_numbers.digits(x, value, 2)
    elif claim.unit == "percentage_point":
        text = _points(x, value, language)
    else:
        text = n.units(x, value) + counted(claim.indicator, claim.unit, language)
    return text


def _points(x: Interval, value: Decimal, language: Language) -> str:
    """Percentage points: `about` them in the digits of two rates of one decimal, whose difference is known to no better than both are."""
    if x.width is not None and TENTH * 2 < x.width <= TENTH * 4:
        return _rows()["points:about"][language].format(figure=f"{abs(value).quantize(TENTH, ROUND_HALF_UP):,f}")
    return english_numbers.digits(x, abs(value), 1)


def _one_sided(claim: Claim, end: Decimal, language: Language, *, above: bool) -> str:
    """A figure of which one end only is known, which is a number as it stands."""
    if claim.unit in ("percent", "percentage_point", "ratio"):
        text = f"{abs(end).normalize():f}{'%' if claim.unit == 'percent' else ''}"
    else:
        text = numbers_of(language).round_amount(end, claim.unit or "")
        if not is_money(claim.unit):
            text += counted(claim.indicator, claim.unit, language)
    return _rows()["end:above" if above else "end:below"][language].format(figure=text)


def counted(i: Indicator, unit: str | None, language: Language) -> str:
    """What stands behind a number that is no money: ` vehicles`, 辆, ` tonnes`; nothing behind an English count whose measure says by its name what is counted."""
    concept, product, measure = i.concept or "", i.product, codes.measure(i.concept)
    noun = (measure.counter_zh if measure and language == "zh" else "") or phrase(f"counted:{concept}", language)
    if not noun and (unit not in ("count", "units", None) or (unit == "count" and language == "zh" and measure and i.op == "level")):
        noun = named(unit, language, "unit")
    elif not noun and unit != "count":
        noun = "units" if language == "en" else "辆" if "vehicle" in product or concept.endswith("_output") else "件"
    return f" {noun}" if noun and language == "en" else noun


def threshold(claim: Claim, language: Language) -> str:
    """A threshold named as one: `1 trillion yuan`, 1万亿元."""
    limit = claim.relation.threshold or Decimal(0)
    i, measure = claim.indicator, codes.measure(claim.indicator.concept)
    in_money = measure.dimension == "money" if measure else i.measure == "value"
    unit = (i.currency or currency_meant(claim)) if in_money else ""
    behind = "" if unit else counted(i, measure.unit or None if measure else None, language)
    return str(numbers_of(language).round_amount(limit, unit)) + behind


# -- what sentences are made of


def _rows() -> Mapping[str, Mapping[str, str]]:
    return read_words("hinterland.language", "sentences.csv")


class _Atoms(dict[str, Any]):
    """The values of a claim that its sentence names: those given, and those of `_ATOMS`, found when they are named."""

    def __init__(self, claim: Claim, language: Language, given: dict[str, Any]) -> None:
        super().__init__(given)
        self.claim, self.language = claim, language

    def __missing__(self, key: str) -> str:
        return _ATOMS[key](self.claim, self.language)


def _say(key: str, claim: Claim, language: Language, **given: Any) -> str:
    return _rows()[key][language].format_map(_Atoms(claim, language, given))


def _home(c: Claim) -> codes.Home:
    return codes.home_of(c.subject or c.scope) if c.kind == "count" else codes.home_of(c.subject)


_ATOMS: dict[str, Callable[[Claim, Language], str]] = {
    "who": lambda c, language: name(c.subject, language),
    "whose": lambda c, language: whose(name(c.subject, language)),
    "it": what,
    "has": lambda c, language: "were" if c.indicator.flow in ("export", "import") else "was",
    "at": lambda c, language: when(c.period or "", language),
    "since": lambda c, language: when(c.relation.base_period, language) if c.relation.base_period else "",
    "then": lambda c, language: when(c.relation.base_period or "", language),
    "window": lambda c, language: when(c.relation.window or "", language),
    "figure": amount,
    "mark": threshold,
    "points": lambda c, language: _rows()["points:1" if amount(c, "en") == "1" else "points"][language],
    "limit": lambda c, language: f"{(c.relation.threshold or Decimal(0)).normalize():f}",
    "whole": whole,
    "growth": growth_of_whole,
    "own_growth": lambda c, language: phrase(f"growth:{c.indicator.flow or 'total'}", language),
    "where": lambda c, language: among(c.scope, language, _home(c)),
    "group": lambda c, language: group_name(c.scope, language, _home(c)),
    "nation": lambda c, language: the_nation(_home(c).nation, language),
    "one": lambda c, language: called(None, _home(c), language)["one"],
    "n": lambda c, language: str(int(c.low or 0)),
    "place": lambda c, language: str(numbers_of(language).ordinal(int(c.low or 0))),
}


def is_nothing(figure: str) -> bool:
    """Whether a figure prints as zero."""
    return not re.search("[1-9]", figure)


def _sign(up: bool) -> str:
    return "up" if up else "down"


def _is_below(c: Claim) -> bool:
    return c.relation.test in ("<", "<=")


# -- one function a kind


def _value(c: Claim, language: Language) -> str:
    op, up = c.indicator.op, middle(interval(c)) > 0
    key = f"value:{op}"
    if op == "level" and c.unit == "ratio":
        key += ":ratio"
    if op in ("growth", "multiple") and c.relation.base_period:
        key += ":since"
    if op in ("growth", "cagr") and is_nothing(amount(c, language)):
        key += f":moved:{_sign(c.high is None)}" if None in (c.low, c.high) else ":flat"
    elif op in ("growth", "cagr", "balance", "contribution"):
        own = op == "contribution" and c.relation.versus is None and not is_bare(c)
        key += f"{':own' * own}:{_sign(up)}"
    return _say(key, c, language, **({"figure": _balance(c, language)} if op == "balance" else {}))


def _balance(c: Claim, language: Language) -> str:
    x = interval(c)
    x = -x if middle(x) < 0 else x
    text: str = numbers_of(language).money(x, middle(x), c.unit or currency_meant(c))
    return text


def _change(c: Claim, language: Language) -> str:
    base = begun_at(c)
    if base is None:
        return _say("change", c, language)
    start = numbers_of(language).money(Interval.exact(base), base, c.unit or currency_meant(c))
    return _say(f"change:{_sign(middle(interval(c)) >= base)}", c, language, start=start)


def begun_at(c: Claim) -> Decimal | None:
    """Where a change begins: the figure it states, else the one its evidence found."""
    found = c.evidence.observations if c.evidence is not None else ()
    held = [o.value for o in found if (o.region, o.indicator.op, o.period) == (c.subject, "level", c.relation.base_period)]
    return c.relation.threshold if c.relation.threshold is not None or not held else held[0]


def _rank(c: Claim, language: Language) -> str:
    place = int(c.low or 0)
    if c.scope in ("partners", "products"):
        own = name(c.indicator.partner, language) if c.scope == "partners" else codes.name(c.indicator.product, language, "product")
        if language == "en":
            nth = "largest" if place == 1 else f"{english_numbers.ordinal(place)} largest"
            return _say(f"rank:{c.scope}", c, language, own=article(own), place=nth)
        return _say(f"rank:{c.scope}", c, language, own=own)
    key = "rank:growth" if c.indicator.op == "growth" else "rank:index" if c.indicator.concept == "advantage" else "rank:level"
    last = c.relation.order == "asc"
    first = place == 1 and (last or key == "rank:growth")
    if first and key == "rank:growth" and c.evidence is not None:
        fell = _fell(c)
        # Where nothing tells whether it rose or fell, its place alone is named.
        return _say(key + ":last" * last + {True: ":1:fell", False: ":1", None: ""}[fell], c, language)
    return _say(key + ":last" * last + ":1" * first, c, language)


def _fell(c: Claim) -> bool | None:
    """Whether the subject of a claim on growth fell, by the rate that its evidence found, else by the sums of its levels then and a year before; None where neither tells."""
    own = [(o, o.value) for o in (c.evidence.observations if c.evidence else ()) if o.region == c.subject and o.value is not None]
    rates = [value for o, value in own if o.indicator.op == "growth" and o.period == c.period]
    if rates:
        return rates[0] < 0
    period = Period.parse(c.period or "")
    levels = [(o.indicator.flow, Period.parse(o.period), value) for o, value in own if o.indicator.op == "level"]
    now, then = ([held for held in levels if held[1] in p] for p in (period, period.year_before()))
    came, was = _summed(now), _summed(then)
    return None if came is None or was is None or came == was or len(now) + len(then) < len(levels) else came < was


def _summed(levels: Sequence[tuple[str | None, Period, Decimal]]) -> Decimal | None:
    """The sum of levels, each of another flow or of other months; None where there are none, or some are parts of others."""
    months = [(flow, month) for flow, period, _ in levels for month in period]
    return sum((value for *_, value in levels), Decimal(0)) if months and len(months) == len(set(months)) else None


def _count(c: Claim, language: Language) -> str:
    n, limit, home = int(c.low or 0), c.relation.threshold or Decimal(0), _home(c)
    way, growth = _sign(not _is_below(c)), c.indicator.op == "growth"
    if c.scope == "partners" and growth and limit == 0:
        return _say(f"count:partners:{way}", c, language)
    every = n > 1 and n == len(codes.group_members(c.scope))
    group = group_name(c.scope, language, home)
    said = {
        "group": group.removeprefix("the ") if every and language == "en" else group,
        "number": english_numbers.count(n),
        "several": called(None, home, language)["several" if every or n != 1 else "one"],
    }
    wording = _say(f"{'all' if every else 'some'}:{'peers' if c.scope == home.peers else 'group'}", c, language, **said)
    names = [codes.name(m, language) for m in members_of(c)]
    named = _say("named", c, language, list=listed(names, language)) if 0 < len(names) <= 12 and not every else ""
    kind = "level" if not growth else "growth" if limit == 0 else "speed"
    return _say(f"count:{kind}:{way}", c, language, members=wording, named=named)


def members_of(c: Claim) -> list[str]:
    """The members a claim names: those it states, else those its evidence found, the largest first."""
    if c.relation.members or c.evidence is None:
        return list(c.relation.members)
    size = {o.region: o.value or Decimal(0) for o in c.evidence.observations if o.indicator.op == c.indicator.op}
    return sorted(c.evidence.members, key=lambda m: (-size.get(m, Decimal(0)), m))


def _first(c: Claim, language: Language) -> str:
    way, n = _sign(not _is_below(c)), int(c.low or 0)
    if c.scope is None:
        return _say(f"first:{'since:' if c.relation.window else ''}{way}", c, language)
    return _say(f"first:of:{way}", c, language, **({"place": "首"} if language == "zh" and n == 1 else {}))


def _record(c: Claim, language: Language) -> str:
    held = c.evidence.coverage.split(" ")[0] if c.evidence and c.evidence.coverage else ""
    scope = c.scope or ("months" if Period.parse(c.period or "").months == 1 else "years")
    wording = phrase(f"record:{c.relation.test}:{scope}", language, n=held).replace("  ", " ")
    since = when(c.relation.window, language) if c.relation.window else ""
    if begun := _going_back(c):
        wording, since = phrase(f"record:{c.relation.test}:back", language, n=when(begun, language)), ""
    if since:
        wording = wording.replace("为", f"为{since}以来", 1) if language == "zh" else f"{wording} since {since}"
    return _say("record:growth" if c.indicator.op == "growth" else "record:level", c, language, record=wording)


def _going_back(c: Claim) -> str | None:
    """The period with which the figures begin that a record is one of: the beginning of a window that ends with the claim's own period."""
    w, p = (Period.parse(x or c.period or "") for x in (c.relation.window, c.period))
    return None if w == p or w.end != p.end else str(Period.of_month(w.start) if p.months == 1 else Period.of_year(w.start // 100))


def _streak(c: Claim, language: Language) -> str:
    kind = "level" if c.indicator.op == "level" else "speed" if c.relation.threshold else "growth"
    step = _rows()["step:month" if Period.parse(c.period or "").kind == "month" else "step:year"][language]
    return _say(f"streak:{kind}:{_sign(not _is_below(c))}", c, language, step=step)


def _comparison(c: Claim, language: Language) -> str:
    other, nation = name(c.relation.versus, language), codes.home_of(c.subject).nation
    if c.relation.base_period:
        return _say("comparison:overtaken", c, language, other=other)
    other = the_nation(nation, language) if c.relation.versus == nation and c.unit != "ratio" else other
    way = "flat" if is_nothing(amount(c, language)) else _sign(middle(interval(c)) > 0)
    key = "comparison:ratio" if c.unit == "ratio" else f"comparison:{way}"
    return _say(key, c, language, other=other, others=whose(other))


def _parts(c: Claim, language: Language) -> str:
    parts = [phrase(f"trade:{m}", language) or codes.name(m, language) for m in c.relation.members]
    return _say("parts", c, language, list=listed(parts, language))


_KINDS: dict[str, Callable[[Claim, Language], str]] = {
    "value": _value,
    "change": _change,
    "rank": _rank,
    "count": _count,
    "first": _first,
    "record": _record,
    "streak": _streak,
    "comparison": _comparison,
    "parts": _parts,
    "membership": lambda c, language: _say("membership:not" if c.low == 0 else "membership", c, language),
}
