"""A figure into a claim: the quantity, the scene it stands in and the cue that governs it make the indicator, period and interval.

A quantity about something outside the tables becomes a claim with a null concept; what is understood less well gets less confidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hinterland.codes import Language, Period
from hinterland.language.ends import as_its_mate, comes_from, marker, owner_apart
from hinterland.language.figure_cues import clause_of, cue_of, is_left_alone, is_of_quantity, is_per_unit
from hinterland.language.figure_periods import figure_period
from hinterland.language.mentions import Quantity
from hinterland.language.parsed import OUTSIDE, Parsed
from hinterland.language.rivals import flow_apart, other_side, rival, set_against
from hinterland.language.runs import group_of, group_with, name_runs, runs
from hinterland.language.scene import NOBODY, Scene, region_role
from hinterland.language.shares import flow_of_whole, flow_shared_in, is_further_share, named_part, names_another, part_of_whole
from hinterland.language.wares import is_of_unknown_ware
from hinterland.models import Claim, Indicator, Relation


def figure_claim(p: Parsed, q: Quantity, scene: Scene, against: tuple[Quantity, Scene] | None = None) -> Claim | None:
    """The claim that a figure makes; none where the figure is left alone. `against` is the figure that it is set against, with its scene."""
    text, language = p.sentence.text, p.sentence.language
    if is_left_alone(text, q, language):
        return None
    context = clause_of(p, _speaks_for(p, q))
    cue = cue_of(p, q, context) if against is None else cue_of(p, against[0], clause_of(p, against[0]))
    if against is not None:
        scene = as_its_mate(p, q, scene, against[1])
    if (owner := owner_apart(p, q)) is not None:
        scene = replace(scene, subject=owner if isinstance(owner, str) else owner.code)
    op, unit, interval, confidence = "level", q.unit, q.interval, 0.95
    relation = Relation()
    kind = "value"
    subject = None if scene.subject == NOBODY else scene.subject
    concept, flow, product, partner, measure = scene.concept, scene.flow, scene.product, scene.partner, "value"
    period, base = figure_period(p, q, scene, against)
    own = context.replace("利润", "") if concept == "industrial_profit" else context
    outside = OUTSIDE[language].search(_FOREIGN_FIRMS.sub("", own + _goes_on(p, q)))
    named = concept != "trade" or scene.about_trade
    if q.unit in ("percent", "ratio", "percentage_point") and (scene.adrift or is_per_unit(p, q)):
        concept = None
    if q.unit == "percentage_point" and (cue == "share" or _NO_GROWTH.search(text[: q.start])):
        concept = None
    if _is_sum_of_many(p, q):
        subject = group_of(p, q.start) or _summed_up(p, q) if language == "zh" else None
        confidence = confidence if subject else 0.6
    other = other_side(p, q)
    behind: int | None = None
    if q.unit == "count":
        concept, measure = None, "quantity"
    elif q.unit == "units":
        measure = "quantity"
        if re.search(
            r"\bproduc(?:ed|tion)|\boutput|\bassembled|\bbuilt|\bmade\b(?! up)|\bmanufactur|\bturned out|\brolled (?:off|out)|生产|产量|下线",
            context,
        ) and not re.search(r"export|出口", context):
            of_nev = product == "new-energy-vehicles" or concept == "nev_output"
            concept, flow, product = ("nev_output" if of_nev else "vehicle_output"), None, "all"
        else:
            product = product if product != "all" else "motor-vehicles"
            flow = flow if flow in ("export", "import") else "export"
    elif q.unit in ("percent", "percentage_point", "ratio"):
        measure = "quantity" if scene.counted or is_of_quantity(text, q) else "value"
        if q.unit == "percentage_point" and not re.search(
            r"than|above|below|ahead|behind|faster|slower|higher|lower|outpac|outstrip|outperform|\bbeat\b|exceed|surpass|trail|\blag|gap|高|低|快|慢|比|较|领先|落后|扩大"
            r"|收窄|提高|提升|回落|上升|差|赢|超|胜|逊|不及|拉开|甩开",
            context,
        ):
            op = "growth"
        elif q.unit == "percentage_point":
            op, kind = "growth", "comparison"
            relation = Relation(
                versus=scene.versus
                or set_against(p, _speaks_for(p, q))
                or flow_apart(p, q)
                or ("CN" if re.search(r"nation|country|China|全国", context) else None)
            )
            if cue == "share":
                op, kind = "share", "change"
            if cue == "fall" or re.search(r"slower|below|behind|lower|低|慢|落后|回落|跑输|逊|不及", context):
                interval = -interval
        elif q.unit == "ratio" and other is not None:
            kind, relation = "comparison", Relation(versus=other or _flow_behind(text, q, flow))
            op = "multiple" if relation.versus in ("export", "import", "total") else op
            if language == "en" and _RATE_BEHIND.match(text[q.end :]):
                concept = None
            if other and other == subject:
                earlier = [n.code for n in p.names if n.kind == "region" and n.end <= q.start and n.code not in ("CN", other)]
                subject = earlier[-1] if earlier else subject
        elif q.unit == "ratio":
            op = "multiple"
        elif (
            (q.form == "fraction" and not re.match(r"\s(?:more|less|larger|higher|lower|smaller)", text[q.end :]))
            or cue == "share"
            or (behind := part_of_whole(p, q)) is not None
            or (q.form == "percent" and (before_it := _restated(p, q)) is not None and before_it.form == "fraction")
            or re.search(r"\bor (?:about |nearly |some |roughly |just over |more than )?$", text[: q.start])
        ):
            op = "share"
            if behind is not None:
                flow, product, partner = named_part(p, behind, flow, product, partner)
            if language == "zh" and behind is None and concept == "trade":
                flow = flow_shared_in(p, q) or flow
            whole = flow_of_whole(text, against[0] if against else q) if concept == "trade" else None
            if p.sentence.language == "en" and {whole, flow} == {"export", "import"}:
                concept = None
            flow = (whole if flow == "total" or (whole == "total" and names_another(p, q)) else None) or flow
            if re.search(r"nation|country|China's|Chinese|全国|我国", context) and scene.subject not in ("CN", None):
                relation = Relation(versus="CN")
        elif cue == "contribution":
            op, relation = "contribution", Relation(versus="CN")
        elif cue == "cagr":
            op = "cagr"
        else:
            op = "growth"
            if cue is None and not named:
                concept = None
        if op in ("growth", "cagr") and cue == "fall" and interval.low is not None and interval.low >= 0 and not _rate_came_to(text, q):
            interval = -interval
        if q.unit == "percent" and re.search(r"\b(?:minus|negative)\s$", text[: q.start], re.I) and (interval.high or 0) > 0:
            interval = -interval
        if op == "cagr" and _falls(context, language):
            interval = -interval
        if q.unit == "percent" and q.form != "range" and q.value < 0 and interval.low is not None and interval.low > 0:
            interval = -interval
        if re.search(r"\bminus\s$", text[: q.start]) and interval.low is not None and interval.low > 0:
            interval = -interval
    elif language == "en" and (more := _EXCEEDS.match(text[q.end :])) and q.unit in ("CNY", "USD"):
        op, flow = "balance", "total"
        interval = interval if more["m"][:2] in ("bo", "im", "to", "br") else -interval
    elif cue == "balance":
        op, flow = "balance", "total"
        if re.search(r"deficit|逆差", clause_of(p, against[0]) if against else context):
            interval = -interval
    if outside and not (flow in ("export", "import") and re.search(r"export|import|出口|进口", context)) and product == "all":
        concept = concept if language == "en" and _is_governed(p, q) else None
    if q.unit in ("CNY", "USD") and language == "en" and _is_distance(text, q):
        concept = None
    if not named and concept == "trade" and q.unit in ("CNY", "USD"):
        concept, confidence = (None, 0.5) if not subject else ("trade", 0.7)
    apart = rival(p, q, scene) if op == "level" and language == "zh" and concept == "trade" else None
    if apart is not None:
        kind, subject, relation = "comparison", apart[0], Relation(versus=apart[1])
        interval = -interval if apart[2] else interval
    moved = _WIDENED.search(text[: q.start]) or (op == "level" and _is_difference(text[: q.start]))
    gained = apart is None and q.unit in ("CNY", "USD", "units") and moved
    strange = op in ("level", "growth") and product == "all" and q.unit in ("CNY", "USD", "percent") and is_of_unknown_ware(p, q)
    if gained or strange:
        concept = None
    if op == "multiple" and base is None and _OF_THAT_TIME.search(text[: q.start]):
        concept = None
    if q.unit == "ratio" and _TIMES_A_RATE.search(text[: q.start]):
        concept = None
    if op == "share" and language == "zh" and (whole_ware := re.search(r"占[^，。；]*$", text[: q.start])):
        if any(n.kind == "product" and n.start > whole_ware.start() and n.end <= q.start for n in p.names):
            concept = None
        if concept == "trade" and is_further_share(text[: q.start]) and (product, partner) == ("all", "world"):
            relation = Relation(versus="CN")
    if language == "en" and _is_of_several(p, q, partner):
        concept = None
    if concept is None:
        flow, product, partner = None, "all", "world"
    if concept not in ("trade", None):
        flow = None
    if op == "cagr" and period is not None:
        if base is not None and base.months > 12:
            period, base = Period.of_year(base.end // 100), Period.of_year(base.start // 100)
        start = _base_of_rate(period, base)
        relation = relation.model_copy(update={"base_period": start})
        period = Period.of_years(int(start) + 1, period.end // 100)
    elif op in ("growth", "multiple") and base is not None and period is not None and base != period.year_before() and base != period:
        relation = relation.model_copy(update={"base_period": str(base)})
    currency = "USD" if unit == "USD" else "CNY" if measure == "value" and concept is not None else None
    if op == "growth" and (re.search(r"dollar terms|按美元|美元计", text) or (q.unit == "percent" and _is_beside_dollars(p, q))):
        currency = "USD"
    if against is not None and not comes_from(p, q) and not _tells_apart(p, q):
        confidence = 0.5
    measured = {
        "op": op,
        "concept": concept,
        "flow": flow,
        "product": product,
        "partner": partner,
        "regime": scene.regime if concept == "trade" else "all",
        "measure": measure,
        "basis": scene.basis if concept == "trade" else None,
        "currency": currency,
    }
    return Claim(
        id="",
        start=p.sentence.start + q.start,
        end=p.sentence.start + q.end,
        text=q.text,
        kind=kind,
        subject=subject,
        indicator=Indicator.model_validate(measured),
        period=str(period) if period else None,
        relation=relation,
        low=interval.low,
        high=interval.high,
        unit=unit,
        confidence=confidence if subject else confidence * 0.7,
        reason=f"hedge:{q.hedge}" if q.hedge != "exactly" else "",
    )


_TIMES_A_RATE = re.compile(r"(?:增速|增幅)的?(?:近|约|逾|超过?)?$")
"""A rate that another is a multiple of: 外贸增速是GDP增速的3.1倍."""


def _is_of_several(p: Parsed, q: Quantity, partner: str | None) -> bool:
    """Whether a figure is the one sum of several partners named before it: `trade with Japan, South Korea and the EU came to 5.37 trillion yuan`."""
    run = next((r for r in name_runs(p, "partner") if r[-1].end <= q.start and r[-1].code == partner), [])
    text = p.sentence.text
    alone = not any(o is not q and run[-1].end <= o.start and o.unit == q.unit for o in p.quantities) if run else False
    return bool(run and alone and not re.search(r"\b(?:each|both|all)\b", text[run[-1].end : q.start]))


_FLOW_BEHIND = re.compile(r"(?:im|ex)port|bought|sold|进口|出口")
_FLOWS = {"import": "import", "bought": "import", "进口": "import", "export": "export", "sold": "export", "出口": "export"}


def _flow_behind(text: str, q: Quantity, flow: str | None) -> str | None:
    """The other flow that a multiple is of where it is told behind it: `2.06 times its imports`."""
    found = _FLOW_BEHIND.search(text, q.end)
    other = _FLOWS[found[0]] if found else None
    return other if {flow, other} == {"export", "import"} else None


def _speaks_for(p: Parsed, q: Quantity) -> Quantity:
    """The first of a run of distances in points, which says what all of them are set against: 高于全国13.5个和11.7个百分点."""
    run = next((r for r in runs(p.quantities, p.sentence.text, p.sentence.language) if q in r), [q])
    return run[0] if {o.unit for o in run} == {"percentage_point"} else q


def _goes_on(p: Parsed, q: Quantity) -> str:
    """The clause of the figure before where this one only says where it led: `rose 9.1% to 1.25 trillion yuan`."""
    before = [o for o in p.quantities if o.end <= q.start]
    went_on = (
        before
        and p.sentence.language == "en"
        and re.fullmatch(r",?\s(?:to|at|reaching)\s(?:[a-z]+\s){0,2}", p.sentence.text[before[-1].end : q.start])
    )
    return " " + clause_of(p, before[-1]) if went_on else ""


def _is_governed(p: Parsed, q: Quantity) -> bool:
    """Whether a flow stands before a figure in its own stretch with nothing outside the tables before it: what comes behind governs other figures."""
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    named = any(n.kind == "flow" and left <= n.start < q.start for n in p.names)
    return named and not OUTSIDE["en"].search(p.sentence.text[left : q.start])


_RATE_BEHIND = re.compile(
    r"\s(?:as (?:fast|much|large|high) as\s)?(?:the\s)?[\w\s]{2,24}?(?:'s|’s)\s(?:\d[\d.]*\s?(?:percent|per cent|%)|(?:\w+\s)?growth\b)"
    r"|\s(?:as (?:fast|high) as\s)?the\s(?:national|nation(?:'s|’s)|country(?:'s|’s)|provincial)\s(?:pace|rate|average|growth)\b"
)
"""A multiple of somebody's rate, which no table holds: `four times the nation's 3.8 percent`."""


def _tells_apart(p: Parsed, q: Quantity) -> bool:
    """Whether a figure that another is set against says by itself what it is: by a period, a region or a flow of its own."""
    begin = marker(p, q) or q.start
    near = range(begin, q.end + 40)
    return any(n.start in near and n.kind in ("region", "group", "flow", "partner") for n in p.names) or any(
        m.start in near for m in p.periods
    )


def _restated(p: Parsed, q: Quantity) -> Quantity | None:
    """The figure that one in brackets says again: `nearly nine-tenths (88.1 percent) of its trade`."""
    return next((o for o in p.quantities if o.end <= q.start and re.fullmatch(r"\s?[（(](?:约)?", p.sentence.text[o.end : q.start])), None)


def _rate_came_to(text: str, q: Quantity) -> bool:
    """Whether a rate itself moved to the figure, which then tells where it stands and not a fall: `growth slowed to 3.8 percent`, 增速回落至18.2%."""
    clause = re.split(r"[，；。;]|,\s", text[: q.start])[-1]
    came = re.search(r"\b(?:to|at)\s(?:about |around |nearly |just |only |some )?$|[至到为](?:约|近)?$", clause)
    return bool(came and re.search(r"\b(?:growth|pace|rate|expansion|increase)\b|增速|增幅|增长率|涨幅", clause, re.I))


def _is_sum_of_many(p: Parsed, q: Quantity) -> bool:
    """Whether a figure is the sum of several regions named together, which is nobody's own."""
    text = p.sentence.text[: q.start]
    if p.sentence.language == "zh" and _is_joint(p, q):
        return True
    if not re.search(r"\b(?:together|combined|totall?ed|between them|jointly)\b|合计|合共|加起来", text[-60:]):
        return False
    several = r"(?<![部区东西海疆角])(?:[两三四五六七八九十]|\d)(?:省|地|市|省市|省区市|省区|家)|前[三五十](?:强|甲|名|位|省)?"
    summed = re.search(rf"(?P<n>{several})合[计共][^，；]*$", text)
    if summed:
        return not any(n.kind == "group" and n.start < summed.start() < n.end for n in p.names)
    run = [n for n in p.names if n.kind == "region" and n.code != "CN" and n.end <= q.start]
    if p.sentence.language == "zh" and len(run) > 1 and not re.fullmatch(r"省?(?:[、和与及]|以及)?", text[run[-2].end : run[-1].start]):
        return False
    pairs = [
        (a, b)
        for a, b in pairwise(run)
        if re.fullmatch(r"(?:,|\s|、|和|及|与|and|\([^()]*\))+", text[a.end : b.start])
        or (a.end == b.start and len(a.text) == len(b.text) == 1)
    ]
    return bool(pairs) and not any(n.kind == "group" for n in p.names)


_MOVED_BY = re.compile(
    r"\b(?:swell(?:ed|s)|swollen|surged|jumped|leapt|ballooned|rose|risen|grew|grown|increased|fell|fallen|dropped|declined|shrank|climbed|jumped|gained|slipped|expanded|widened|narrowed|up|down"
    r"|trail(?:ed|s|ing)?|led|lead(?:s|ing)?|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|beat|outpaced|overtook|ahead|behind|higher|lower|more|less)\b"
    r"[^,;.\d]{0,40}\sby\s(?:about\s|nearly\s|some\s|almost\s|around\s|more than\s|over\s|roughly\s|only\s|just\s)?$"
    r"|\b(?:gap|difference|distance)\b[^,;.\d]{0,60}$",
    re.I,
)


def _is_distance(text: str, q: Quantity) -> bool:
    """Whether an amount tells how far something moved or stands apart, and not where it stands: `rose by 30 billion yuan`."""
    apart = r"\s(?:ahead of|behind|short of|(?:more|less|higher|lower|larger|smaller)\sthan)\s(?:in\s|that of\s)?(?:[A-Z]|\d{4}\b|a year|(?:the )?(?:last|previous|prior|same)\b|(?:the )?year before)"
    return bool(_MOVED_BY.search(text[: q.start]) or re.match(apart, text[q.end :]))


_EXCEEDS = re.compile(
    r"\s(?:of goods\s)?more(?:\sin\s\d{4})?\sthan\s(?:it|they|the province|the city|the region|the country)\s(?P<m>sold|bought|exported|imported|took in|brought in|shipped out|sent out)\b"
)
"""What makes an amount the excess of one flow over the other: `bought 28.81 billion yuan more than it sold`."""


def _summed_up(p: Parsed, q: Quantity) -> str | None:
    """The group that as many regions as are summed make up, each named with a figure of its own before: 辽宁…，吉林…，黑龙江…，三省合计."""
    m = re.search(r"(?P<n>[两三四五六七八九十]|\d)(?:省市|省区市|省区|省|地|市|家)合[计共][^，；]*$", p.sentence.text[: q.start])
    if m is None:
        return None
    number = int(m["n"]) if m["n"].isdigit() else "零一二三四五六七八九十".find(m["n"].replace("两", "二"))
    named = list(dict.fromkeys(n.code for n in p.names if n.kind == "region" and n.code != "CN" and n.end <= m.start()))[-number:]
    return group_with(named)


def _is_joint(p: Parsed, q: Quantity) -> bool:
    """Whether several regions named in a row before one figure share it: 沪苏浙皖进出口总额16.9万亿元."""
    whole, text = p.sentence.text, p.sentence.text[: q.start]
    run = [n for n in p.names if n.kind == "region" and n.code != "CN" and n.end <= q.start]
    if len(run) < 2 or re.search(r"分别|依次|均|都|各|双双|分列", whole) or run[-1].code == run[-2].code:
        return False
    between, after = text[run[-2].end : run[-1].start], text[run[-1].end :]
    if any(q in r and len(r) > 1 for r in runs(p.quantities, whole, "zh")):
        return False
    side_by_side = between == "" and len(run[-1].text) == len(run[-2].text) == 1
    listed = re.fullmatch(r"省?[、和与]", between) and not any(o.end <= run[-1].start for o in p.quantities)
    close = re.fullmatch(r"[^，。；、：\d]*(?:20\d\d年)?[^，。；、：\d]*", after)
    return bool((side_by_side or listed) and close and region_role(whole, run[-2], "zh") == "subject")


def _is_difference(before: str) -> bool:
    """Whether an amount is a distance or a gain and not a level: 差距为778.9亿元, 比上年增加1157.2亿元, 超湖南2887亿元, `added 94.1 billion yuan`."""
    return bool(
        re.search(
            r"多(?:出口|进口)(?:近|约|逾)?$|(?:差距|相差|(?:仅|只|尚|还|就|仍)(?:差|缺)|差额|增量|净增|多增|多出|少了|增收|缩小了|拉大)[^，。；\d]{0,6}$",
            before,
        )
        or re.search(r"(?:比|较)[^，。；]{1,16}(?:增加|减少|多|少|高|低|增长|扩大)了?(?:近|约|逾)?$", before)
        or re.search(r"\badd(?:ed|ing|s)\s(?:an?\s)?(?:extra\s|additional\s|another\s)?(?:about\s|some\s|nearly\s)?$", before, re.I)
    )


_WIDENED = re.compile(r"(?:顺差|逆差)[^，。；\d]{0,6}(?:扩大|收窄|缩小|增加|减少)了?(?:近|约|逾)?$")
"""By how much a balance moved, which is no balance."""

_NO_GROWTH = re.compile(
    r"拉动[^，。；]{2,16}$|(?:占[^，。；]{0,10}(?:比重|份额|比例)|占比|比重|份额)[^，。；\d]{0,8}(?:20\d\d年)?[^，。；\d]{0,4}(?:提高|提升|上升|增加|下降|回落|降低|下滑)了?$"
    r"|\b(?:share|proportion)\b[^;.\d]{0,60}(?:20\d\d[^;.\d]{0,20})?"
    r"\b(?:rose|risen|grew|fell|up|down|gained|lost|climbed|dropped|slipped|increased|declined|edged)\s(?:up |down )?(?:by )?(?:about |some )?$",
    re.I,
)
"""Points that are neither growth nor set against another's: what something added to growth (拉动), by how much a share moved (占全国比重较上年提高)."""

_UP_TO = re.compile(
    r"(?:\s(?:year[- ]on[- ]year|from a year (?:earlier|ago|before)|in \d{4}|last year))?,?\s(?:to|reaching|hitting)\s(?:about |nearly |some |around )?"
)


def _is_beside_dollars(p: Parsed, q: Quantity) -> bool:
    """Whether a rate is of the amount beside it, which is in dollars: `totalled $3.77 trillion, up 5.5 percent`, 出口35772亿美元，增长5.9%."""
    text = p.sentence.text
    before = [o for o in p.quantities if o.end <= q.start and o.unit in ("CNY", "USD")]
    after = next((o for o in p.quantities if o.start >= q.end), None)
    if after is not None and _UP_TO.fullmatch(text[q.end : after.start]):
        return after.unit == "USD"
    if not before or before[-1].unit != "USD" or re.search(r"[;；。]|\.\s", text[before[-1].end : q.start]):
        return False
    return not any(before[-1].end <= n.start < q.start for n in p.names) and not any(
        before[-1].end <= o.start < q.start for o in p.quantities
    )


_FOREIGN_FIRMS = re.compile(r"外商投资企业|外资企业")
"""Whose trade is held, though investment isn't."""

_OF_THAT_TIME = re.compile(r"(?:当年|当时|那时|彼时|当初)的(?:近|约|逾|超)?$")
"""A time told before, which a multiple is of and the figure's sentence does not name: 为当年的十倍."""


def _falls(context: str, language: Language) -> bool:
    return bool(re.search(r"\b(?:fell|fallen|declin|shrank|shrunk|contract)" if language == "en" else r"年均下降|年均减少", context))


def _base_of_rate(period: Period, base: Period | None) -> str:
    if base is not None and base.end < period.end:
        return str(Period.of_year(base.end // 100))
    first, last = period.start // 100, period.end // 100
    return str(Period.of_year(first - 1 if first < last else last - 5))
