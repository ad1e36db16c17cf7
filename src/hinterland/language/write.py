"""One claim, one sentence, in English or Chinese.

A claim with its answer goes in, a plain sentence comes out that states no more digits than the answer supports. How atoms compose stands here, one
function a kind; the atoms themselves stand in `phrases.csv` and in the code tables. A kind from outside the package brings its own function.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from types import ModuleType

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers
from hinterland.language.naming import among, group_name, is_money, named, the_nation, whose
from hinterland.language.phrases import level, phrase
from hinterland.language.wholes import currency_meant, growth_of_whole, whole
from hinterland.models import Claim

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


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
    p = Period.parse(period)
    first, last = divmod(p.start, 100), divmod(p.end, 100)
    if language == "zh":
        if p.kind == "year":
            return f"{first[0]}年"
        if first[0] != last[0]:
            return f"{first[0]}年至{last[0]}年"
        return f"{first[0]}年{first[1]}月" if first == last else f"{first[0]}年{first[1]}至{last[1]}月"
    if p.kind == "year":
        return str(first[0])
    if first[0] != last[0]:
        return f"{first[0]} to {last[0]}"
    if first == last:
        return f"{_MONTHS[first[1] - 1]} {first[0]}"
    return f"{_MONTHS[first[1] - 1]} to {_MONTHS[last[1] - 1]} {first[0]}"


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


_ARTICLE = (
    "EU", "US", "UK", "Belt and Road countries", "Netherlands", "Philippines", "UAE", "United States", "United Kingdom", "new three",
)  # fmt: skip


def article(text: str) -> str:
    """A name with the article that English gives it."""
    return f"the {text}" if text in _ARTICLE else text


def _has(claim: Claim) -> str:
    """The verb form that fits the noun: exports were, trade was."""
    return "were" if claim.indicator.flow in ("export", "import") else "was"


def _numbers(language: Language) -> ModuleType:
    return english_numbers if language == "en" else chinese_numbers


def interval(claim: Claim) -> Interval:
    """What the claim states, as an interval."""
    point = claim.low is not None and claim.low == claim.high
    return Interval(claim.low, claim.high, claim.low is not None, point)


def middle(x: Interval) -> Decimal:
    """The middle of an interval, or its only end."""
    found = x.middle if x.middle is not None else x.low if x.low is not None else x.high
    assert found is not None
    return found


def amount(claim: Claim, language: Language) -> str:
    """The claim's own figure with its unit."""
    x, n = interval(claim), _numbers(language)
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
        text = english_numbers.digits(x, abs(value), 1)
    else:
        text = n.units(x, value) + counted(claim, claim.unit, language)
    return text


def _one_sided(claim: Claim, end: Decimal, language: Language, *, above: bool) -> str:
    """A figure of which one end only is known, which is a number as it stands."""
    if claim.unit in ("percent", "percentage_point", "ratio"):
        text = f"{abs(end).normalize():f}{'%' if claim.unit == 'percent' else ''}"
    else:
        text = _numbers(language).round_amount(end, claim.unit or "")
        if not is_money(claim.unit):
            text += counted(claim, claim.unit, language)
    if language == "zh":
        return f"{text}以上" if above else f"不到{text}"
    return f"more than {text}" if above else f"less than {text}"


def counted(claim: Claim, unit: str | None, language: Language) -> str:
    """What stands behind a number that is no money: ` vehicles`, 辆; nothing behind a count whose measure says by its name what is counted."""
    concept, product = claim.indicator.concept or "", claim.indicator.product
    noun = phrase(f"counted:{concept}", language)
    if not noun and unit not in ("count", "units", None):
        noun = named(unit, language, "unit")
    elif not noun and unit != "count":
        noun = "units" if language == "en" else "辆" if "vehicle" in product or concept.endswith("_output") else "件"
    return f" {noun}" if noun and language == "en" else noun


def threshold(claim: Claim, language: Language) -> str:
    """A threshold named as one: `1 trillion yuan`, 1万亿元."""
    limit = claim.relation.threshold or Decimal(0)
    unit = (claim.indicator.currency or currency_meant(claim)) if claim.indicator.measure == "value" else ""
    return str(_numbers(language).round_amount(limit, unit)) + ("" if unit else counted(claim, None, language))


# -- one function a kind


def _value(c: Claim, language: Language) -> str:
    who, it, at = name(c.subject, language), what(c, language), when(c.period or "", language)
    op, value = c.indicator.op, middle(interval(c))
    figure = _balance(c, language) if op == "balance" else amount(c, language)
    since = when(c.relation.base_period, language) if c.relation.base_period else ""
    if language == "zh":
        side = "增长" if value > 0 else "下降"
        return {
            "level": f"{at}{who}{it}{'为' if c.unit == 'ratio' else ''}{figure}",
            "growth": f"{at}{who}{it}{f'比{since}' if since else '同比'}{side}{figure}",
            "share": f"{at}{who}{it}占{whole(c, 'zh')}的{figure}",
            "cagr": f"与{since}相比，{at}{who}{it}年均{side}{figure}",
            "multiple": f"{at}{who}{it}为{since or '上年'}的{figure}倍",
            "balance": f"{at}{who}贸易{'顺差' if value > 0 else '逆差'}{figure}",
            "contribution": f"{at}{who}{it}对{growth_of_whole(c, 'zh')}的贡献率为{'' if value > 0 else '-'}{figure}",
        }[op]
    verb = "rose" if value > 0 else "fell"
    return {
        "level": f"{whose(who)} {it} {'was' if c.unit == 'ratio' else 'came to'} {figure} in {at}",
        "growth": f"{whose(who)} {it} {verb} {figure} {f'from {since} to {at}' if since else f'in {at}'}",
        "share": f"{whose(who)} {it} made up {figure} of {whole(c, 'en')} in {at}",
        "cagr": f"{whose(who)} {it} {'grew' if value > 0 else 'shrank'} by {figure} a year from {since} to {at}",
        "multiple": f"{whose(who)} {it} {_has(c)} {figure} times {since or 'the year before'}'s in {at}",
        "balance": f"{who} had a trade {'surplus' if value > 0 else 'deficit'} of {figure} in {at}",
        "contribution": f"{who} contributed {'' if value > 0 else 'minus '}{figure} of {growth_of_whole(c, 'en')} in {at}",
    }[op]


def _balance(c: Claim, language: Language) -> str:
    x = interval(c)
    x = -x if middle(x) < 0 else x
    text: str = _numbers(language).money(x, middle(x), c.unit or currency_meant(c))
    return text


def _change(c: Claim, language: Language) -> str:
    who, it, at, then = (
        name(c.subject, language),
        what(c, language),
        when(c.period or "", language),
        when(c.relation.base_period or "", language),
    )
    base = begun_at(c)
    start = "" if base is None else _numbers(language).money(Interval.exact(base), base, c.unit or currency_meant(c))
    if language == "zh":
        way = "降至" if base is not None and middle(interval(c)) < base else "增至"
        return f"{who}{it}由{then}的{start}{way}{at}的{amount(c, language)}" if start else f"{at}{who}{it}达{amount(c, language)}"
    return (
        f"{whose(who)} {it} went from {start} in {then} to {amount(c, language)} in {at}"
        if start
        else f"{whose(who)} {it} reached {amount(c, language)} in {at}"
    )


def begun_at(c: Claim) -> Decimal | None:
    """Where a change begins: the figure it states, else the one its evidence found."""
    found = c.evidence.observations if c.evidence is not None else ()
    held = [o.value for o in found if (o.region, o.indicator.op, o.period) == (c.subject, "level", c.relation.base_period)]
    return c.relation.threshold if c.relation.threshold is not None or not held else held[0]


def _scope(c: Claim, language: Language) -> str:
    return among(c.scope, language, codes.home_of(c.subject))


def _rank(c: Claim, language: Language) -> str:
    who, it, at = name(c.subject, language), what(c, language), when(c.period or "", language)
    place = int(c.low or 0)
    growth = c.indicator.op == "growth"
    last = c.relation.order == "asc"
    if c.scope in ("partners", "products"):
        own = name(c.indicator.partner, language) if c.scope == "partners" else codes.name(c.indicator.product, language, "product")
        if language == "zh":
            return f"{at}{own}为{who}有数据的{'贸易伙伴' if c.scope == 'partners' else '商品'}中{chinese_numbers.ordinal(place)}"
        return f"{article(own)} was {whose(who)} {_nth_largest(place)} {'partner' if c.scope == 'partners' else 'product'} held in {at}"
    if language == "zh":
        measure = "增速" if growth else "" if c.indicator.concept == "advantage" else "规模"
        where = _scope(c, "zh")
        if last and place == 1:
            return f"{at}{who}{it}{measure}{where}居末位"
        return f"{at}{who}{it}{measure}居{where}{'倒数' if last else ''}{chinese_numbers.ordinal(place)}位"
    where = _scope(c, "en")
    if growth:
        if place == 1:
            return f"{whose(who)} {it} grew {'slowest' if last else 'fastest'} {where} in {at}"
        return f"{whose(who)} growth of {it} was {english_numbers.ordinal(place)}{' from the bottom' if last else ''} {where} in {at}"
    return f"{who} ranked {english_numbers.ordinal(place)}{' from the bottom' if last else ''} {where} by {it} in {at}"


def _nth_largest(place: int) -> str:
    return "largest" if place == 1 else f"{english_numbers.ordinal(place)} largest"


def _count(c: Claim, language: Language) -> str:
    at, it = when(c.period or "", language), what(c, language)
    n, limit, falls = int(c.low or 0), c.relation.threshold or Decimal(0), c.relation.test in ("<", "<=")
    members = [codes.name(m, language) for m in members_of(c)]
    growth = c.indicator.op == "growth"
    home = codes.home_of(c.subject or c.scope)
    group, all_peers = group_name(c.scope, language, home), c.scope == home.peers
    every = n > 1 and n == _size(c.scope)
    named = 0 < len(members) <= 12 and not every
    if c.scope == "partners" and growth and limit == 0:
        return _with_partners(c, n, falls, language)
    if language == "zh":
        told = f"（{'、'.join(members)}）" if named else ""
        nation, one = the_nation(home.nation, "zh"), level(home, "zh")
        whole = f"{nation}{n}个{one}" if all_peers else group
        who = f"{whole}{it}均" if every else f"{nation if all_peers else f'{group}中'}有{n}个{one}{it}"
        if growth:
            speed = ("下降" if falls else "实现增长") if limit == 0 else f"增速{'低于' if falls else '高于'}{limit.normalize():f}%"
            return f"{at}{who}{speed}{told}"
        return f"{at}{who}{'低于' if falls else '超过'}{threshold(c, 'zh')}{told}"
    told = f": {english_numbers.listed(members)}" if named else ""
    if every:
        of = f" {n} {level(home, 'en', several=True)}" if all_peers else f" {group.removeprefix('the ')}"
        return _all_of(f"all{of}", it, growth, falls, limit, c) + f" in {at}"
    of = f" {level(home, 'en', several=n != 1)}" if all_peers else f" of {group}"
    if growth:
        by = f"grew by {'less' if falls else 'more'} than {limit.normalize():f}%"
        return f"in {english_numbers.count(n)}{of} {it} {('fell' if falls else 'grew') if limit == 0 else by} in {at}{told}"
    return f"{english_numbers.count(n)}{of} had {it} {'below' if falls else 'above'} {threshold(c, 'en')} in {at}{told}"


def _with_partners(c: Claim, n: int, falls: bool, language: Language) -> str:
    """With how many partners trade grew or fell."""
    at, it, who = when(c.period or "", language), what(c, language), name(c.subject, language)
    if language == "zh":
        return f"{at}{who}对{n}个国家和地区{it}{'下降' if falls else '实现增长'}"
    return f"{whose(who)} {it} {'fell' if falls else 'grew'} with {n} countries and regions in {at}"


def _all_of(everyone: str, it: str, growth: bool, falls: bool, limit: Decimal, c: Claim) -> str:
    """What is said of every member of a scope."""
    if not growth:
        return f"{everyone} had {it} {'below' if falls else 'above'} {threshold(c, 'en')}"
    by = f"grew by {'less' if falls else 'more'} than {limit.normalize():f}%"
    return f"in {everyone} {it} {('fell' if falls else 'grew') if limit == 0 else by}"


def _size(scope: str | None) -> int | None:
    """How many members a scope has, where that is fixed."""
    try:
        return len(codes.members(scope or ""))
    except LookupError:
        return None


def members_of(c: Claim) -> list[str]:
    """The members a claim names: those it states, else those its evidence found, the largest first."""
    if c.relation.members or c.evidence is None:
        return list(c.relation.members)
    size = {o.region: o.value or Decimal(0) for o in c.evidence.observations if o.indicator.op == c.indicator.op}
    return sorted(c.evidence.members, key=lambda m: (-size.get(m, Decimal(0)), m))


def _first(c: Claim, language: Language) -> str:
    who, it, at = name(c.subject, language), what(c, language), when(c.period or "", language)
    mark, n, falls = threshold(c, language), int(c.low or 0), c.relation.test in ("<", "<=")
    since = when(c.relation.window, language) if c.relation.window else ""
    if c.scope is None:
        if language == "zh":
            return f"{at}{who}{it}{f'自{since}以来' if since else ''}首次{'跌破' if falls else '突破'}{mark}"
        verb = f"{'fell below' if falls else 'passed'} {mark}"
        return (
            f"{whose(who)} {it} {verb} in {at} for the first time since {since}"
            if since
            else f"{whose(who)} {it} {verb} for the first time in {at}"
        )
    home = codes.home_of(c.subject)
    group = group_name(c.scope, language, home)
    if language == "zh":
        place = "首个" if n == 1 else f"{chinese_numbers.ordinal(n)}个"
        return f"{at}{who}成为{group}中{place}{it}{'跌破' if falls else '突破'}{mark}的{level(home, 'zh')}"
    return f"{who} became the {english_numbers.ordinal(n)} of {group} with {it} {'below' if falls else 'above'} {mark} in {at}"


def _record(c: Claim, language: Language) -> str:
    who, it, at = name(c.subject, language), what(c, language), when(c.period or "", language)
    held = c.evidence.coverage.split(" ")[0] if c.evidence and c.evidence.coverage else ""
    scope = c.scope or ("months" if Period.parse(c.period or "").months == 1 else "years")
    told = phrase(f"record:{c.relation.test}:{scope}", language, n=held).replace("  ", " ")
    growth, since = c.indicator.op == "growth", when(c.relation.window, language) if c.relation.window else ""
    if begun := _going_back(c):
        told, since = phrase(f"record:{c.relation.test}:back", language, n=when(begun, language)), ""
    if language == "zh":
        return f"{at}{who}{it}{'增速' if growth else ''}{told.replace('为', f'为{since}以来', 1) if since else told}"
    measure, verb = (f"growth of {it}", "was") if growth else (it, _has(c))
    return f"{whose(who)} {measure} in {at} {verb} {told}{f' since {since}' if since else ''}"


def _going_back(c: Claim) -> str | None:
    """The period with which the figures begin that a record is one of: the beginning of a window that ends with the claim's own period."""
    w, p = (Period.parse(x or c.period or "") for x in (c.relation.window, c.period))
    return None if w == p or w.end != p.end else str(Period.of_month(w.start) if p.months == 1 else Period.of_year(w.start // 100))


def _streak(c: Claim, language: Language) -> str:
    who, it, at, n = name(c.subject, language), what(c, language), when(c.period or "", language), int(c.low or 0)
    monthly, falls, limit = Period.parse(c.period or "").kind == "month", c.relation.test in ("<", "<="), c.relation.threshold
    if c.indicator.op == "level":
        said = (f"{_has(c)} {'below' if falls else 'above'} {threshold(c, 'en')}", f"{'低于' if falls else '超过'}{threshold(c, 'zh')}")
    elif limit:
        said = (
            f"grew by {'less' if falls else 'more'} than {limit.normalize():f}%",
            f"增速{'低于' if falls else '高于'}{limit.normalize():f}%",
        )
    else:
        said = ("fell", "下降") if falls else ("rose", "增长")
    if language == "zh":
        return f"截至{at}，{who}{it}连续{n}{'个月' if monthly else '年'}{said[1]}"
    return f"{whose(who)} {it} {said[0]} for the {english_numbers.ordinal(n)} {'month' if monthly else 'year'} in a row in {at}"


def _comparison(c: Claim, language: Language) -> str:
    who, it, at, other = name(c.subject, language), what(c, language), when(c.period or "", language), name(c.relation.versus, language)
    if c.relation.base_period:
        return f"{at}{who}{it}超越{other}" if language == "zh" else f"{who} overtook {other} by {it} in {at}"
    value, nation = middle(interval(c)), codes.home_of(c.subject).nation
    other = the_nation(nation, language) if c.relation.versus == nation and c.unit != "ratio" else other
    if c.unit == "ratio":
        if language == "zh":
            return f"{at}{who}{it}为{other}的{amount(c, language)}倍"
        return f"{whose(who)} {it} {_has(c)} {amount(c, language)} times {whose(other)} in {at}"
    if language == "zh":
        return f"{at}{who}{it}增速比{other}{'高' if value > 0 else '低'}{amount(c, language)}个百分点"
    return (
        f"{whose(who)} {it} grew {amount(c, language)} percentage points {'faster' if value > 0 else 'slower'} than {whose(other)} in {at}"
    )


def _parts(c: Claim, language: Language) -> str:
    who, it, at = name(c.subject, language), what(c, language), when(c.period or "", language)
    parts = [phrase(f"trade:{m}", language) or codes.name(m, language) for m in c.relation.members]
    if language == "zh":
        return f"{at}{who}{'、'.join(parts)}合计{amount(c, language)}，即{it}"
    return f"{whose(who)} {english_numbers.listed(parts)} together made its {it} of {amount(c, language)} in {at}"


def _membership(c: Claim, language: Language) -> str:
    who = name(c.subject, language)
    group = group_name(c.scope, language, codes.home_of(c.subject))
    if c.low == 0:
        return f"{who}不属于{group}" if language == "zh" else f"{who} is not one of {group}"
    return f"{who}属于{group}" if language == "zh" else f"{who} is one of {group}"


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
    "membership": _membership,
}
