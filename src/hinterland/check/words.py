"""The words that messages are filled with, in either language: what a claim measures, an amount, a region, a place, the sources of an answer, the cell that decides."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache

from hinterland import codes
from hinterland.check import catalogue
from hinterland.check.currencies import is_amount, is_level, written
from hinterland.claims.deciding import Deciding
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers, issuer
from hinterland.language.naming import among, currency_name, group_name, is_money, named
from hinterland.language.phrases import phrase
from hinterland.language.write import counted, middle, numbers_of, threshold, when
from hinterland.language.write import what as noun
from hinterland.ledger import words as words_of_ledger
from hinterland.models import UNSURE, Claim, Indicator
from hinterland.reading.lexicon import forms_in
from hinterland.reading.plain import language_of

AMOUNT = 1000
"""A mark of at least so much is an amount, no rate and no number of members."""

LARGE = 2 * Decimal(10) ** 12
"""Amounts from here on are written with few digits: 43.85万亿元, not 438468亿元."""

EXACT = 6
"""Figures of a smaller amount, or of one that few figures don't tell from another."""


def reading(claim: Claim, language: Language) -> str:
    """How a claim was read: `Texas, exports, January to July 2017, US dollars`, 2017年1至7月得克萨斯州出口总额（美元）. What is not known is left out; nothing of a membership."""
    if claim.kind == "membership":
        return ""
    i = claim.indicator
    known = {s: "all" if s != "partner" else "world" for s in ("product", "partner", "regime") if getattr(i, s) == UNSURE}
    claim = claim.model_copy(update={"indicator": i.model_copy(update=known)})
    whole = i.concept == "trade" and i.flow == "total" and noun(claim, language) == phrase("trade:total", language)
    it = catalogue.say(language, "read.total") if whole and (language == "en" or i.op == "level") else noun(claim, language)
    if i.op == "balance":
        it = catalogue.say(language, "read.balance")
    who = name(claim.subject, language) if claim.subject and claim.subject != UNSURE else ""
    if claim.kind == "count" and claim.scope:
        who = group(claim.scope, language)
    at = when(claim.period, language) if claim.period else ""
    how = [_measure(claim, language), _relation(claim, language)]
    return f"{at}{who}{it}{''.join(how)}" if language == "zh" else ", ".join(part for part in (who, it, at, *how) if part)


def as_read(claim: Claim, language: Language) -> str:
    """How a claim was read, empty where it wasn't read as anybody's trade of a time."""
    return reading(claim, language) if claim.subject and claim.subject != UNSURE and claim.period and claim.indicator.concept else ""


def _measure(claim: Claim, language: Language) -> str:
    """What is stated of a quantity: the currency of a level, its growth, its share."""
    op, base = claim.indicator.op, claim.relation.base_period
    key = f"read.{op}.since" if base and not _since(claim) and op in ("growth", "cagr", "multiple") else f"read.{op}"
    if op in ("level", "balance", "count", "rank"):
        figure = claim.kind in ("value", "change") and is_level(claim.unit)
        if not figure:
            return ""
        return (
            catalogue.say(language, "read.money", currency=currency_in(claim.unit or "", language))
            if is_money(claim.unit)
            else catalogue.say(language, f"read.{claim.unit}")
        )
    return catalogue.say(language, key, base=when(base, language) if base else "")


def _since(claim: Claim) -> str | None:
    """The period that a comparison sets a subject's figure against where it names no other side."""
    return claim.relation.base_period if claim.kind == "comparison" and claim.relation.versus is None else None


def _relation(claim: Claim, language: Language) -> str:
    """What a quantity is compared with, where a claim says more than its value."""
    if claim.kind == "comparison" and _since(claim):
        return catalogue.say(language, "read.against", other=when(_since(claim) or "", language))
    if claim.kind == "comparison":
        return catalogue.say(language, "read.against", other=name(claim.relation.versus or codes.nation_of(claim.subject) or "", language))
    if claim.kind not in ("rank", "count", "first", "record", "streak"):
        return ""
    limit, key = claim.relation.threshold, f"read.{claim.kind}"
    if claim.kind in ("first", "count") and limit and claim.indicator.op != "growth" and limit >= AMOUNT:
        side = catalogue.say(language, "below" if claim.relation.test in ("<", "<=") else "above")
        return catalogue.say(language, f"{key}.mark", side=side, mark=threshold(claim, language))
    told = catalogue.say(language, key)
    where = scope(claim, language) if claim.kind == "rank" else ""
    return f"{where}{told}" if language == "zh" else f"{told} {where}".strip()


def what(claim: Claim, language: Language) -> str:
    """What a claim measures within a sentence: `growth of Anhui's trade in 2025`, 2025年安徽进出口增速."""
    at = catalogue.say(language, "in", period=when(claim.period, language)) if claim.period else ""
    key = claim.indicator.op if claim.indicator.op in ("growth", "share", "balance") else "what"
    return catalogue.say(language, key, who=name(claim.subject, language), it=noun(claim, language), at=at)


def name(code: str | None, language: Language) -> str:
    """The name of a region or group, or that none was named."""
    return catalogue.say(language, "unnamed") if not code or code == UNSURE else named(code, language)


SCALED = 10_000
"""From here on a count of a width is a rounded one, as of people, and printed with its scale word: 56.3 million."""


def amount(x: Interval | None, unit: str | None, language: Language, figures: int = 4, *, of: Indicator | None = None) -> str:
    """An answer with no more digits than it supports; a large amount with at most `figures` figures, as newsrooms print it. What is counted is named of a level of an indicator."""
    value = None if x is None else x.middle if x.middle is not None else x.low if x.low is not None else x.high
    if x is None or value is None:
        return catalogue.say(language, "no figure")
    if unit == "rank" or (unit == "count" and (x.low == x.high or abs(value) < SCALED)):
        low, high = whole(x.low, language), whole(x.high, language)
        return low if low == high else catalogue.say(language, "range", low=low, high=high)
    size, width = abs(value), x if value >= 0 else -x
    n = numbers_of(language)
    if is_amount(unit) and unit is not None:
        most = figures if size >= LARGE else EXACT
        told: str = n.money(width, size, unit, most, kept=most)
    elif unit == "percent":
        told = n.percent(x, value)
    elif unit == "percentage_point":
        number = english_numbers.digits(width, size, 1)
        told = catalogue.say(language, "points.1" if number == "1" else "points", n=number)
    elif unit == "ratio":
        told = catalogue.say(language, "times", n=english_numbers.digits(width, size, 2))
    else:
        told = n.units(width, size) + (counted(of, unit, language) if of is not None and of.op == "level" else "")
    if value >= 0:
        return told
    return f"-{told}" if unit == "percent" else catalogue.say(language, "minus", x=told)


def measured(claim: Claim) -> Indicator | None:
    """The indicator that the figure of a claim measures; none where its figure is a place, or counts members or periods."""
    return claim.indicator if claim.kind in ("value", "change") else None


def whole(x: Decimal | None, language: Language) -> str:
    """A place or a count in digits."""
    return catalogue.say(language, "no figure") if x is None else f"{x.normalize():f}"


def place(low: int, high: int, language: Language) -> str:
    """A place, or the places it may be: `ninth`, 第九."""
    n = numbers_of(language)
    return n.ordinal(low) if low == high else catalogue.say(language, "range", low=n.ordinal(low), high=n.ordinal(high))


def placed(claim: Claim, language: Language) -> str:
    """The place that the data give a subject: that among those held, or where what bounds the others shuts that out, the places that it may have."""
    e = claim.evidence
    if e is None or e.low is None or e.high is None:
        return ""
    ends = (e.low, e.high)
    if e.widest_low is not None and e.widest_high is not None and (e.high < e.widest_low or e.widest_high < e.low):
        ends = (e.widest_low, e.widest_high)
    return place(int(ends[0]), int(ends[1]), language)


def scope(claim: Claim, language: Language) -> str:
    """Where a place is counted: `nationwide`, `among the six central states`."""
    return among(claim.scope, language, codes.home_of(claim.subject)) if claim.scope else ""


_HELD = re.compile(r"(\d+) of (\d+) held(?:, since (\d+))?")


def coverage(claim: Claim, language: Language) -> str:
    """How much of what a claim asks for is held: `30 of 31 held`, 31个中有30个的数据."""
    told = claim.evidence.coverage if claim.evidence else ""
    found = _HELD.fullmatch(told)
    if found is None:
        return "" if told in ("held", "not held") else told
    n, of, year = found.groups()
    since = catalogue.say(language, "held.since", year=year) if year else ""
    return catalogue.say(language, "held.of", n=n, of=of) + since if n != of or since else ""


def group(code: str | None, language: Language) -> str:
    """A group in words: `the six central states`."""
    return group_name(code, language, codes.home_of(code)) if code else name(code, language)


def sources(claim: Claim, language: Language) -> str:
    """Who published what an answer stands on, two of them at most."""
    found = claim.evidence.sources if claim.evidence else []
    told = [
        named
        if s.reliability == "official"
        else catalogue.say(language, "comma.source").join((named, catalogue.say(language, f"reliability.{s.reliability}")))
        for s in found[:2]
        if (named := issuer(s, language))
    ]
    return catalogue.say(language, "semicolon").join(told)


def has(text: str, cls: str) -> bool:
    """Whether a word of a class of the lexicon stands in a text."""
    return bool(forms_in(text, language_of(text)).every(cls))


def side_of(text: str, start: int, end: int) -> str | None:
    """Which side the words of its sentence give a balance, `surplus` or `deficit`; None where they give both or neither."""
    before = SENTENCE_END.split(text[max(0, start - AROUND) : start])[-1]
    near = before + SENTENCE_END.split(text[start : end + AROUND])[0]
    sides = {f.value for f in forms_in(near, language_of(near)).every("sided")}
    return sides.pop() if len(sides) == 1 else None


AROUND = 60
"""Characters to either side of an amount in which the word for its balance lies."""
SENTENCE_END = re.compile(r"[.!?]\s|[。；;！？\n]")


def currency_in(currency: str, language: Language) -> str:
    """What a currency is called where no amount stands before it, where that is another name."""
    return phrase(f"currency-alone:{currency}", language) or currency_name(currency, language)


FIGURES = 4
"""Significant digits of a bound as written, rounded outwards."""


def reason(claim: Claim, cell: Deciding, language: Language) -> str:
    """Which cell decides and why, in a sentence without its stop."""
    at = words_of_ledger.period(cell.period) if language == "en" else when(str(cell.period), language)
    if cell.held:
        return catalogue.say(
            language, "deciding.led", who=name(claim.subject, language), other=name(claim.relation.versus, language), at=at
        )
    what = catalogue.say(language, "deciding.whose", who=name(cell.region, language), at=at) if cell.region != claim.subject else at
    if cell.each is not None:
        key = "deciding.run.most" if cell.largest else "deciding.run.least"
        each = _bound(cell.each, claim, language, down=cell.largest)
        return catalogue.say(language, key, what=what, ends=ends(cell, claim, language), each=each)
    if cell.is_open:
        return catalogue.say(language, "deciding.open", what=what)
    if cell.against is None:
        return catalogue.say(language, "deciding.one", what=what, ends=ends(cell, claim, language))
    sides = {"who": _side(cell, language), "ends": ends(cell, claim, language)}
    return catalogue.say(
        language, "deciding.sides", at=at, **sides, other=_side(cell.against, language), others=ends(cell.against, claim, language)
    )


def _side(cell: Deciding, language: Language) -> str:
    """What a side of a comparison is: a place, or a flow of the same one."""
    return codes.name(cell.flow, language, "flow") if cell.flow else name(cell.region, language)


def ends(cell: Deciding, claim: Claim, language: Language) -> str:
    """Between what a cell must have come to."""
    low = _bound(cell.low, claim, language, down=True) if cell.low else ""
    high = _bound(cell.high, claim, language, down=False) if cell.high is not None else ""
    key = "both" if low and high else "low" if low else "high"
    return catalogue.say(language, f"deciding.ends.{key}", low=low, high=high)


def _bound(value: float, claim: Claim, language: Language, *, down: bool) -> str:
    """A bound with few figures, a lower one rounded down and an upper one up."""
    exact = Decimal(value)
    step = Decimal(1).scaleb(exact.adjusted() - FIGURES + 1)
    near = (exact / step).to_integral_value(ROUND_FLOOR if down else ROUND_CEILING) * step
    return amount(Interval.rounded(near, step), claim.indicator.currency or "units", language, of=claim.indicator)


@cache
def _currency() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A currency before an amount and one behind it."""
    words = "|".join(map(re.escape, written("en")))
    return re.compile(rf"(?:{words})\s?"), re.compile(rf"(?:{words})$")


def as_written(text: str, right: Interval, unit: str | None) -> str:
    """The replacement for a text that states a wrong amount."""
    value = middle(right)
    if re.search(r"[\u3400-\u9fff]", text):
        if unit is not None and is_amount(unit):
            return chinese_numbers.money(right, value, unit, kept=EXACT)
        return f"{chinese_numbers.units(right, value)}{text[-1]}"
    if unit is None or not is_amount(unit):
        noun = re.search(r"[A-Za-z]+$", text)
        return f"{english_numbers.units(right, value)} {noun[0] if noun else 'units'}"
    number = english_numbers.money(right, value, unit, kept=EXACT).rsplit(" ", 1)[0]
    before, behind = _currency()
    if mark := before.match(text):
        return f"{mark[0]}{number}"
    word = behind.search(text)
    return f"{number} {word[0] if word else currency_name(unit, 'en')}"
