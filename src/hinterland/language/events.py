"""Claims that rest on a phrase and not on a number with a unit: ranks, firsts, records, streaks, counts, comparisons, memberships.

Each pattern finds the phrase, the scope beside it and the measure it speaks of; the scene of the nearest figure tells the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.codes import Language
from hinterland.language.mentions import Mention, Quantity
from hinterland.language.scene import Scene, level_of, region_role, settle
from hinterland.models import Claim, Indicator, Relation

if TYPE_CHECKING:
    from hinterland.language.read import Parsed

_ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"],
        1,
    )
}
_NUMBERS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
}
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "十一": 11,
    "十二": 12,
    "十三": 13,
    "十四": 14,
    "十五": 15,
    "十六": 16,
    "十七": 17,
    "十八": 18,
    "十九": 19,
    "二十": 20,
}
_ORD = "(?:" + "|".join(_ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th))"
_NUM = "(?:" + "|".join(list(_NUMBERS)[1:]) + r"|\d{1,3})"

RANK_EN = re.compile(
    rf"\b(?:rank(?:ed|ing|s)?|plac(?:ed|ing)|came(?: in)?|finish(?:ed|ing)|stood|sat|put \w+|putting \w+|it was|was|is|remain(?:ed|s)|stay(?:ed|s)|rose to|climb(?:ed|ing) to|mov(?:ed|ing)(?: up)? (?:in)?to|slipp(?:ed|ing) to|position of|place of|listed|into)\s(?:the\s|up\s|only\s|a distant\s)?"
    rf"(?P<o>{_ORD}|second(?= only to)|(?:No\.?|number)\s?\d{{1,2}})\b(?!\s(?:time|year|month|quarter|half|consecutive|straight|province|of|place to|Chinese|central|inland|region|[\w-]+ province to))(?P<suffix>\splace)?",
    re.I,
)
LISTED_EN = re.compile(rf"(?:,|\band|;)\s(?:[A-Z]\w+(?:\s[A-Z]\w+)?\s)?(?:was\s|only\s|had been\s|came\s)?(?P<o>{_ORD})\b(?=[\s,.;]|$)(?!\s(?:quarter|half|month|time|year|place to|Five|day|floor|and only|province|Chinese|central))", re.I)
LEAD_EN = re.compile(r"\b(?P<o>led(?= the (?:nation|country|way nationwide|pack|central|field|list))|topped(?= the (?:list|ranking|national|table)))\b", re.I)
RANK_NO_EN = re.compile(r"\b(?P<o>(?:No\.|Number|No)\s?(?P<n>\d{1,2}))\b(?=[^.;]{0,40})", re.I)
SUPER_EN = re.compile(
    rf"\b(?P<w>(?:(?P<n>{_ORD}|second|third)[- ])?(?:largest|biggest|highest|lowest|smallest|top|leading|fastest|slowest|strongest|weakest|quickest)|runner-up|fastest-growing)\b",
    re.I,
)
RANK_ZH = re.compile(
    r"(?P<o>第(?P<n>[一二三四五六七八九十两]{1,3}|\d{1,2})(?!\d)(?:位|名|大)?(?!梯队|个|批|次|季度|产业|、二|十[一二三四五]个|[一二三四]季度|轮|届|方)|首位|榜首|末位|倒数第(?P<r>[一二三四五\d])|(?<!历史)最(?P<s>快|大|高|低|慢|小|多)(?:的?省份)?|头名|龙头)"
)
FIRST_EN = re.compile(
    r"\b(?P<o>first)\b(?=\s(?:(?:and only|Chinese|central|inland|western|eastern|coastal|northeastern|provincial-level|in|of|among|to|from|province|mainland|such|economy|region|one)\b))|\b(?:for\s(?:the\s)?)(?P<t>first time)\b|\b(?P<th>(?:"
    + "|".join(list(_ORDINALS)[1:12])
    + r"))(?=\s(?:province|region|provincial|subnational|member|Chinese province|economy)[^.;]{0,60}(?:to|club|above|past|over|exceed|trillion))",
    re.I,
)
FIRST_ZH = re.compile(
    r"(?P<o>首个|第一个|第(?P<n>[二三四五六七八九十])个|唯一)(?=[^。；]{0,40}(?:突破|超|破|跃|迈|达到|站上|万亿|千亿|跨))|(?P<t>首次|首度|第一次|历史性|首(?=破|超|上|跨))(?=[^。；]{0,20}(?:突破|超|破|跃|迈|达到|站上|跨))|(?:突破|超|破|跃|迈|站上|跨)[^。；，]{0,12}(?P<t2>首次)"
)
RECORD_EN = re.compile(
    r"\b(?P<o>(?:(?:an? )?(?:new )?(?:all-time|record|historic(?:al)?)[- ](?:high|low|peak|monthly high)|(?:monthly|annual|yearly) record|new (?:record )?(?:high|peak|record)|(?:the )?highest (?:level )?(?:on record|ever|since \d{4})|record level|a record|(?:lowest|highest|largest|smallest|biggest|weakest|strongest|best|worst)(?= since \d{4}| of any (?:month|year))|record(?=\s\d)|(?:its|their) (?:highest|best) (?:month|year|level)(?: ever| yet| on record)?|best year (?:ever|on record)|more than in any (?:previous|earlier|other) (?:year|month)))\b",
    re.I,
)
RECORD_ZH = re.compile(
    r"(?P<o>(?:创|刷新|再创|均创|双双创)?(?:下|出|了)?(?:单月|月度|年度|同期)?(?:历史|有记录以来|有统计以来)(?:同期)?(?:的)?(?:新高|最高|新低|最低|纪录|记录|峰值|最好水平)|(?:单月|月度|年度|同期|历史)?新高|历史(?:同期)?最高(?:值|水平)?|(?:单月|同期)最高|(?<=以来)(?:的)?(?:单月|同期)?(?:最高|最低|新低)(?:水平|值|点)?|(?:单月|月度|年度)(?:纪录|记录))"
)
STREAK_EN = re.compile(
    rf"\b(?:for (?:a|the|its)\s)?(?P<o>(?P<n>{_ORD})\s(?:consecutive|straight|successive)\s(?P<u>year|month|quarter)|(?P<n2>{_ORD})\s(?:(?:annual|yearly|monthly|quarterly|straight)\s(?:rise|decline|increase|fall|gain|drop)|(?P<u2>year|month|quarter))\s(?:in a row|running)|(?P<n3>{_NUM})\s(?:consecutive|straight|successive)\s(?P<u3>year|month|quarter)s?|(?P<n4>{_NUM})\s(?P<u4>year|month|quarter)s?\s(?:in a row|running)|a (?P<n5>{_ORD}) (?P<u5>year|month|quarter) of (?:growth|increase|expansion))\b",
    re.I,
)
STREAK_ZH = re.compile(r"(?P<o>(?:已)?连续第?(?P<n>[一二三四五六七八九十两]{1,3}|\d{1,2})个?(?P<u>年|月|季度))")
COUNT_EN = re.compile(
    rf"\b(?P<all>all\s)?(?P<o>{_NUM})\s(?P<mid>(?:of\s(?:the\s)?(?:country's\s|nation's\s|China's\s)?\d*\s?)?(?:(?:other|of|the|Chinese|mainland|more|its)\s)*)(?P<g>(?:central|inland|coastal|western|eastern|northeastern|provincial-level|province-level|of the \w+)?\s?)(?P<p>provinces?(?:/municipalities|,? (?:regions? )?and (?:municipalities|regions))?|provincial(?:-level)? (?:regions|economies)|regions?|municipalities|province-level regions|economies|countries and regions|countries|trading partners|partners|markets)\b",
    re.I,
)
COUNT_ZH = re.compile(
    r"(?P<o>(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:个)?)(?P<p>省份|省区市|省市区|省市|省区|省级|内陆省份|沿海省份|中部省份|西部省份|东部省份|个省|国家和地区|国家（地区）|国家(?:和|及)?(?:地区)?|贸易伙伴|省(?=[^\u3400-\u9fff]|外贸|进出口|出口|进口|的|均|全部|实现))|(?:增至|达到|达|有|扩大到|扩容至|扩围至|升至|为|共)(?P<o2>(?P<n2>\d{1,2})个)(?=[,，。；;]|$)"
)
COMPARE_EN = re.compile(
    r"\b(?P<o>(?:more (?:slowly|quickly|rapidly)|faster|slower|quicker|overtook|moved past|pulled past|edged past|overtaken|overtaking|surpassed|surpassing|exceeded|outpaced|outpacing|outstripped|outstripping|outgrew|leapfrogged|(?:was|were|is|stood|remained) (?:larger|bigger|smaller|higher|lower|ahead)|larger|bigger|smaller|trailed|lagged|fell behind|(?:moved|pulled) ahead of|ahead of))\b(?=\s(?:than|by|the|of|behind|[A-Z]|its|both))",
    re.I,
)
COMPARE_ZH = re.compile(r"(?P<o>反超|超过|超越|赶超|高于|低于|快于|慢于|领先于|落后于|多于|少于|大于|小于|不及|逊于|好于)")


def events(p: Parsed, before: Scene, after: Scene, seen: list[tuple[Quantity, Scene]]) -> Iterator[Claim]:
    """The claims of a sentence that rest on phrases."""
    taken: list[tuple[int, int]] = [(q.start, q.end) for q, _ in seen]
    english = p.sentence.language == "en"
    steps = (
        (_firsts, FIRST_EN if english else FIRST_ZH),
        (_records, RECORD_EN if english else RECORD_ZH),
        (_streaks, STREAK_EN if english else STREAK_ZH),
        (_counts, COUNT_EN if english else COUNT_ZH),
        (_comparisons, COMPARE_EN if english else COMPARE_ZH),
        (_ranks, RANK_EN if english else RANK_ZH),
        (_supers, SUPER_EN if english else None),
        (_numbered, RANK_NO_EN if english else None),
        (_listed_ranks, LISTED_EN if english else None),
        (_leaders, LEAD_EN if english else None),
    )
    for make, pattern in steps:
        if pattern is None:
            continue
        for match in pattern.finditer(p.sentence.text):
            if re.search(
                r"\b(?:forecast|expected|expects|aims|target)|预计|有望|力争", p.sentence.text[max(0, match.start() - 40) : match.start()]
            ):
                continue
            for claim in make(p, match, _near(match.start(), before, after, seen, p)):
                start, end = (claim.start or 0) - p.sentence.start, (claim.end or 0) - p.sentence.start
                if not any(start < e and s < end for s, e in taken):
                    taken.append((start, end))
                    yield claim
    yield from _memberships(p, before, after, seen, taken)


def _near(at: int, before: Scene, after: Scene, seen: list[tuple[Quantity, Scene]], p: Parsed) -> Scene:
    """The scene at a place: that of the last figure before it, moved by the names in between."""
    from hinterland.language.read import _move

    scene, reached = before.copy(), 0
    for q, s in seen:
        if q.start >= at:
            break
        scene, reached = s.copy(), q.end
    _move(p, scene, reached, at, None)
    if scene.subject is None or (scene.subject == before.subject and not any(n.kind == "region" and n.start < at for n in p.names)):
        later = [
            n
            for n in p.names
            if n.kind == "region" and n.start >= at and n.code != "CN" and region_role(p.sentence.text, n, p.sentence.language) == "subject"
        ]
        if later and before.subject is None:
            scene.meet(later[0].code)
    dated = [m for m in p.periods if not m.base and not m.carry]
    if dated and not any(m.start < at for m in dated):
        scene.period = settle(scene, dated[0]) or scene.period
    return scene


def _make(
    p: Parsed,
    start: int,
    end: int,
    kind: str,
    scene: Scene,
    op: str,
    *,
    flow: str | None = "keep",
    scope: str | None = None,
    relation: Relation | None = None,
    low: int | None = None,
    unit: str | None = None,
    subject: str | None = "keep",
    product: str | None = None,
    confidence: float = 0.9,
) -> Claim:
    concept = scene.concept
    period = scene.period
    if period is None:
        from hinterland.codes import Period

        period = Period.of_year(scene.today.year - 1)
    who = scene.subject if subject == "keep" else subject
    return Claim(
        id="",
        start=p.sentence.start + start,
        end=p.sentence.start + end,
        text=p.sentence.text[start:end],
        kind=kind,
        subject=None if who == "?" else who,
        indicator=Indicator(
            op=op, concept=concept, flow=(scene.flow if concept == "trade" else None) if flow == "keep" else flow, product=product or scene.product, partner=scene.partner,
            basis="operating-unit" if concept == "trade" else None, currency="CNY" if concept else None,
        ),  # type: ignore[arg-type]
        period=str(period),
        scope=scope,
        relation=relation or Relation(),
        low=None if low is None else Decimal(low),
        high=None if low is None else Decimal(low),
        unit=unit,
        confidence=confidence if who else 0.6,
    )  # fmt: skip


def scope_near(p: Parsed, at: int, end: int) -> str | None:
    """The scope named nearest to a phrase, in its clause."""
    text, language = p.sentence.text, p.sentence.language
    left = max(text.rfind(c, 0, at) for c in ";；。\n") + 1
    window = text[left : end + 80]
    if language == "zh":
        close = text[max(left, at - 14) : end + 8]
        top = re.search(r"(?:前(十|五|三|二十)|(十|五)(?:大|个)[^，。]{0,6}(?:外贸|大)?省)", text[left : end + 20])
        if top:
            return {"十": "top-10", "五": "top-5", "三": "top-3", "二十": "top-20"}[top[1] or top[2]]
        groups = [n for n in p.names if n.kind == "group" and left <= n.start < end + 10]
        nearest = min(groups, key=lambda n: abs(n.end - at) if n.end <= at else n.start - end + 4, default=None)
        nation = [m.start() + max(left, at - 14) for m in re.finditer(r"全国", close)]
        if nearest and (not nation or abs(nearest.end - at) <= min(abs(x + 2 - at) for x in nation)) and nearest.end >= at - 16:
            return nearest.code
        return "provinces" if nation else None
    top = re.search(r"\b(?:ten|top ten|top 10|10)\s(?:largest|biggest|top)?|\btop[- ](ten|10|five|5)\b|other top ten", window, re.I)
    if top and re.search(
        r"\b(?:among|of) (?:the )?(?:country's |nation's |China's )?(?:ten|top|10)\b|top[- ]ten|top[- ]10|ten largest|ten biggest",
        window,
        re.I,
    ):
        return "top-5" if re.search(r"top[- ](?:five|5)|five (?:largest|biggest)", window, re.I) else "top-10"
    groups = [n for n in p.names if n.kind == "group" and left <= n.start < end + 70 and n.code != "provinces"]
    if groups:
        nearest = min(groups, key=lambda n: min(abs(n.start - end), abs(at - n.end)))
        if not re.search(r"[,;]", text[min(nearest.end, end) : max(nearest.start, at)]) or nearest.start < at:
            return nearest.code
    quarter = re.search(r"\b(?:in|of|across) the (west|east|northeast|interior)\b", text[end : end + 30], re.I)
    if quarter:
        return {"west": "western", "east": "eastern", "northeast": "northeast", "interior": "inland"}[quarter[1].lower()]
    group = re.search(r"\b(central|western|eastern|northeastern|inland|coastal)\b(?: (?:region|China|Chinese|provinces?))", window, re.I)
    if group:
        return {"northeastern": "northeast"}.get(group[1].lower(), group[1].lower())
    return (
        "provinces"
        if re.search(
            r"nationwide|nationally|in the country|country's|in China|of (?:the |China's )?31|national|overall|among (?:all )?(?:the )?(?:31|provinces)",
            window,
            re.I,
        )
        else None
    )


def _is_growth(p: Parsed, at: int, end: int) -> bool:
    text = p.sentence.text
    left = max((m.end() for m in re.finditer(r"[;；。]", text[:at])), default=0)
    around = text[max(left, at - 34) : end + 34]
    if p.sentence.language == "zh":
        close = re.split(r"[，,、]", text[left:at])[-1] + text[at : end + 6]
        return bool(re.search(r"增速|增幅|增长最|涨幅|增长率|降幅", close)) or bool(re.search(r"增速|增幅", text[max(left, at - 12) : at]))
    return bool(
        re.search(r"by growth|growth (?:rate|pace)?|fastest|slowest|grew|pace|rate of|quickest|in growth|expan", around, re.I)
    ) and not re.search(r"by (?:value|size|volume|trade)", around, re.I)


def _order(text: str) -> int | None:
    lower = text.lower().strip()
    if lower in _ORDINALS:
        return _ORDINALS[lower]
    number = re.search(r"\d+", lower)
    return int(number[0]) if number else None


def _outside(p: Parsed, scene: Scene, at: int) -> bool:
    from hinterland.language.read import OUTSIDE

    text = p.sentence.text
    left = max((m.end() for m in re.finditer(r"[;；。]", text[:at])), default=0)
    return bool(OUTSIDE[p.sentence.language].search(text[left : at + 20])) and not any(
        n.kind == "flow" and left <= n.start < at for n in p.names
    )


def _null(claim: Claim) -> Claim:
    indicator = claim.indicator.model_copy(
        update={"concept": None, "flow": None, "product": "all", "partner": "world", "basis": None, "currency": None}
    )
    return claim.model_copy(update={"indicator": indicator})


def _ranks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    start, end = m.span("o")
    text = p.sentence.text
    if p.sentence.language == "zh":
        yield from _ranks_zh(p, m, scene)
        return
    place = _order(m["o"])
    if place is None or re.match(
        r"\s(?:quarter|half|month|time|day|floor|round|Five|session|plenum|China International)", text[end : end + 28], re.I
    ):
        return
    growth = _is_growth(p, start, end)
    claim = _make(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if growth else "level",
        scope=scope_near(p, start, end),
        relation=Relation(test="nth", order="desc"),
        low=place,
        unit="rank",
    )
    yield _null(claim) if _outside(p, scene, start) else claim


def _ranks_zh(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    text = p.sentence.text
    start, end = m.span("o")
    word = m["o"]
    before = text[max(0, start - 16) : start]
    if m["s"]:
        if not re.search(r"增速|规模|增长|省份|出口|进口|外贸|伙伴|市场", text[max(0, start - 14) : end + 6]) or re.search(
            r"历史|同期|以来", before
        ):
            return
        place, order = 1, "asc" if m["s"] in "低慢小" else "desc"
    elif m["r"]:
        place, order = _HAN.get(m["r"]) or int(m["r"]), "asc"
    elif word in ("首位", "榜首", "头名", "龙头"):
        place, order = 1, "desc"
    elif word == "末位":
        place, order = 1, "asc"
    else:
        place, order = _HAN.get(m["n"]) or (int(m["n"]) if m["n"].isdigit() else 0), "desc"
    if not place or (
        m["n"]
        and not re.search(
            r"居|列|排|位|全国|中部|西部|东部|沿海|内陆|东北|长三角|省|名|大|为|是|、|升至|前", before + text[end - 1 : end + 3]
        )
    ):
        return
    growth = _is_growth(p, start, end)
    kind_of = re.match(r"大?(?:贸易伙伴|出口市场|市场)", text[end : end + 6])
    scope = scope_near(p, start, end)
    if kind_of or re.search(r"(?:贸易伙伴|出口市场)", text[end : end + 8]):
        scope = "partners"
    claim = _make(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if growth else "level",
        scope=scope,
        relation=Relation(test="nth", order=order),
        low=place,
        unit="rank",
    )
    yield _null(claim) if _outside(p, scene, start) else claim


def _listed_ranks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Further places in a sentence that ranks already: `11th, Hubei 12th and Guangxi 13th`, `eighth nationwide and first in the west`."""
    text = p.sentence.text
    start, end = m.span("o")
    place = _order(m["o"])
    if place is None or not (RANK_EN.search(text) or re.search(rf"\b{_ORD}\b[^.;]{{0,40}}(?:nationwide|by size|by trade|among|in (?:the|central))", text[:start] + text[end:], re.I)):
        return
    growth = _is_growth(p, start, end) or bool(re.search(r"growth", text[: start]))
    yield _make(p, start, end, "rank", scene, "growth" if growth else "level", scope=scope_near(p, start, end), relation=Relation(test="nth", order="desc"), low=place, unit="rank")


def _leaders(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    start, end = m.span("o")
    yield _make(p, start, end, "rank", scene, "growth" if _is_growth(p, start, end) or "growth" in p.sentence.text[:start] else "level", scope=scope_near(p, start, end + 20), relation=Relation(test="nth", order="desc"), low=1, unit="rank")


def _numbered(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    start, end = m.span("o")
    text = p.sentence.text
    if not re.search(
        r"province|nation|country|trad|export|import|rank|spot|place|position|central|western|eastern|coastal|inland",
        text[max(0, start - 50) : end + 50],
        re.I,
    ):
        return
    scope = scope_near(p, start, end)
    yield _make(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if _is_growth(p, start, end) else "level",
        scope=scope,
        relation=Relation(test="nth", order="desc"),
        low=int(m["n"]),
        unit="rank",
    )


def _supers(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    text = p.sentence.text
    start, end = m.span("w")
    word = m["w"].lower()
    after, before = text[end : end + 44], text[max(0, start - 30) : start]
    if re.search(r"\b(?:ten|five|three|10|twenty|seven|\d+|other)\s(?:of the )?$", before, re.I) and not m["n"]:
        return
    if word in ("top", "leading") and not re.match(
        r"\s(?:trading province|exporter|importer|trader|province by|spot|position|place|trading partner|market|destination)", after, re.I
    ):
        return
    if re.match(r"\s(?:level )?(?:on record|ever|since|in (?:history|years))|\s(?:ever)", after, re.I) or re.match(
        r"\s(?:possible|quality|hopes|standards?|concern|court|level of|end\b|risk)", after, re.I
    ):
        return
    if re.search(r"(?:in the|of the|per cent of the|largest of) $", before) and word == "top":
        return
    place = _order(m["n"]) if m["n"] else 2 if word == "runner-up" else 1
    order = "asc" if re.search(r"lowest|smallest|slowest|weakest", word) else "desc"
    growth = bool(re.search(r"fast|slow|quick", word)) or (
        bool(re.search(r"highest|lowest|strongest|weakest", word)) and bool(re.search(r"growth|rate|pace|increase", after))
    )
    if (
        not growth
        and re.search(r"highest|lowest|strongest|weakest", word)
        and not re.search(r"trade|exports|imports|value|total|volume|figure", after + before, re.I)
    ):
        return
    partner = re.match(r"\s(?:trading |export |import )?(?:partner|market|destination|source)", after)
    if (
        not partner
        and not growth
        and not re.search(
            r"province|trader|exporter|importer|economy|nationwide|in the country|runner-up|region|trade", word + after + before, re.I
        )
    ):
        return
    scope = "partners" if partner else scope_near(p, start, end)
    scene = scene.copy()
    who: str | None = "keep"
    others = [n for n in p.names if n.kind == "region" and n.code != "CN" and 0 <= start - n.end <= 8]
    if word == "runner-up" and others:
        who = others[-1].code
    if re.match(r"\s(?:exporter|export)", after):
        scene.flow = "export"
    elif re.match(r"\s(?:importer|import)", after):
        scene.flow = "import"
    if partner:
        named = [n for n in p.names if n.kind == "partner" and n.start < start] or [n for n in p.names if n.kind == "partner"]
        if named:
            scene.partner = named[-1].code
    yield _make(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if growth else "level",
        scope=scope,
        relation=Relation(test="nth", order=order),
        low=place,
        unit="rank",
        subject=who,
    )


_LIMIT_EN = re.compile(
    r"\b(?:past|above|over|exceed(?:ing|ed|s)?|surpass(?:ing|ed|es)?|topp?(?:ing|ed|s)?|cross(?:ing|ed|es)?|break(?:ing|s)?|broke|reach(?:ing|ed|es)?|pass(?:ing|ed|es)?|more than|hit(?:ting)?|beyond|enter(?:ed|ing)?|join(?:ed|ing)?)\b",
    re.I,
)


def _threshold(p: Parsed, start: int, end: int) -> tuple[Decimal | None, str]:
    """The threshold that a first, crossing or count speaks of: the amount nearest in the sentence, exact since it is named as one."""
    near = [q for q in p.quantities if q.unit in ("CNY", "USD", "units") and abs(q.start - end) < 110]
    if not near:
        club = re.search(r"trillion[- ](?:yuan|RMB)|万亿俱乐部|万亿", p.sentence.text, re.I)
        return (Decimal(10) ** 12 if club else None), "CNY"
    best = min(near, key=lambda q: (q.start < start, abs(q.start - end)))
    return best.value, best.unit


def _firsts(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    english = p.sentence.language == "en"
    group = next(g for g in (("o", "t", "th") if english else ("o", "t", "t2")) if m.group(g))
    start, end = m.span(group)
    text = p.sentence.text
    if (
        english
        and group == "o"
        and not (
            _LIMIT_EN.search(text[end : end + 120])
            and re.search(r"trillion|billion|million|threshold|mark|level", text[end : end + 160], re.I)
        )
    ):
        return
    limit, unit = _threshold(p, start, end)
    if limit is None:
        return
    place = 1
    if group == "th":
        place = _ORDINALS[m["th"].lower()]
    elif not english and m["n"]:
        place = _HAN[m["n"]]
    own = group in ("t", "t2")
    scope = None if own else scope_near(p, start, end) or "provinces"
    indicator_flow = scene.flow
    claim = _make(
        p,
        start,
        end,
        "first",
        scene,
        "level",
        flow=indicator_flow,
        scope=scope,
        relation=Relation(test=">", threshold=limit),
        low=place,
        unit="rank",
    )
    if unit == "units":
        claim = claim.model_copy(
            update={
                "indicator": claim.indicator.model_copy(
                    update={
                        "measure": "quantity",
                        "currency": None,
                        "product": claim.indicator.product if claim.indicator.product != "all" else "motor-vehicles",
                        "flow": "export",
                    }
                )
            }
        )
    yield claim


def _records(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    start, end = m.span("o")
    text = p.sentence.text
    word = m["o"].lower()
    if p.sentence.language == "en":
        while word.startswith(("a ", "an ", "the ", "its ", "their ")):
            skip = word.index(" ") + 1
            start, word = start + skip, word[skip:]
        if re.search(r"trading |track |world |for the |on $", text[max(0, start - 9) : start]) or word == "":
            return
    else:
        cut = re.match(r"(?:再|均|双双)?(?:创|刷新)(?:下|出|了)?", word)
        if cut:
            start += cut.end()
            word = word[cut.end() :]
    if _outside(p, scene, start):
        yield _null(
            _make(
                p, start, end, "record", scene, "level", scope="years", relation=Relation(test="highest", order="desc"), low=1, unit="rank"
            )
        )
        return
    low = "low" in word or "低" in word
    scope = "months" if "month" in word or "单月" in word or "月度" in word or (scene.period and scene.period.months == 1) else "years"
    growth = p.sentence.language == "zh" and bool(re.search(r"增速[^，。]{0,4}$", text[:start]))
    yield _make(
        p,
        start,
        end,
        "record",
        scene,
        "growth" if growth else "level",
        scope=scope,
        relation=Relation(test="lowest" if low else "highest", order="asc" if low else "desc"),
        low=1,
        unit="rank",
    )


def _streaks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    start, end = m.span("o")
    if p.sentence.language == "en":
        number = next((m.group(g) for g in ("n", "n2", "n3", "n4", "n5") if m.group(g)), "")
        n = _ORDINALS.get(number.lower()) or _NUMBERS.get(number.lower()) or _order(number) or 0
        fall = re.search(r"\b(?:fall|fell|declin|drop|shrank|contract)", p.sentence.text, re.I)
        if p.sentence.text[start : start + 2].lower() == "a ":
            start += 2
    else:
        n = _HAN.get(m["n"]) or (int(m["n"]) if m["n"].isdigit() else 0)
        fall = re.search(r"下降|减少|负增长", p.sentence.text[end : end + 12])
        if re.match(r"[^，。]{0,10}(?:居|位居|保持|稳居|蝉联|位列|成为)", p.sentence.text[end : end + 12]):
            return
    if n < 2:
        return
    yield _make(
        p, start, end, "streak", scene, "growth", relation=Relation(test="<" if fall else ">", threshold=Decimal(0)), low=n, unit="count"
    )


def _counts(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    english = p.sentence.language == "en"
    text = p.sentence.text
    if english:
        start, end = m.span("o")
        word = m["o"].lower()
        n = _NUMBERS.get(word) or (int(word) if word.isdigit() else 0)
        noun, group = m["p"].lower(), (m["g"] or "").strip().lower()
    else:
        name = "o" if m["o"] else "o2"
        start, end = m.span(name)
        number = m["n"] or m["n2"]
        n = _HAN.get(number) or (int(number) if number.isdigit() else 0)
        noun, group = m["p"] or "省份", ""
    if not n:
        return
    context = text[max(0, start - 70) : end + 110]
    if re.search(r"countries|partner|market|国家|伙伴|地区", noun) and "province" not in noun:
        if not re.search(r"growth|grew|rose|increase|positive|增长|正增长|上升", context):
            return
        yield _make(
            p, start, end, "count", scene, "count", scope="partners", relation=Relation(test=">", threshold=Decimal(0)), low=n, unit="count"
        )
        return
    if n == 31 and not (english and m["all"]):
        return
    if (
        english
        and re.search(
            r"\bone of (?:the )?$|\bof the (?:country's |nation's )?$|among (?:the )?$|\bother than $",
            text[max(0, start - 26) : start],
            re.I,
        )
        and not re.search(r"\b(?:of the )$", text[max(0, start - 8) : start])
        and not m["all"]
    ):
        return
    if english and re.search(
        r"\bone of (?:the |China's |the country's )?$|among (?:the |China's |the country's )?$|\bof the $",
        text[max(0, start - 26) : start],
        re.I,
    ):
        return
    shrinks = re.search(r"\b(?:fell|fall|declin|dropp|shrank|contract|lower trade)|下降|下滑|负增长|减少", context, re.I)
    grows = shrinks or re.search(
        r"\b(?:higher|grew|growth|grow|rose|increas|expand|gain|saw their trade|faster|outpac|beat|outperform)|增长|增速|跑赢|高于全国|快于全国|正增长",
        context,
        re.I,
    )
    limit, unit = _threshold(p, start, end)
    faster = re.search(
        r"faster than|outpac|outperform|beat(?:ing)? the nation|above the national|跑赢|高于全国|快于全国|超过全国", context, re.I
    )
    scope = (
        {"northeastern": "northeast", "of the central": "central"}.get(group, group)
        if english and group and group not in ("provincial-level", "province-level")
        else None
    )
    if scope is None:
        near = [g for g in p.names if g.kind == "group" and g.code != "provinces" and abs(g.start - end) < 14]
        scope = near[0].code if near else "provinces"
    try:
        codes.members(scope)
    except LookupError:
        scope = "provinces"
    if limit is not None and unit == "CNY" and not (grows and not re.search(r"trillion|billion|万亿|千亿", context)):
        claim = _make(
            p,
            start,
            end,
            "count",
            scene,
            "count",
            scope=scope,
            relation=Relation(test=">", threshold=limit),
            low=n,
            unit="count",
            subject="CN",
        )
    elif grows:
        falling = shrinks is not None and not re.search(r"\b(?:grew|growth|rose|increas|higher)|增长|增速", context[: context.find(text[start:end]) + 70], re.I)
        relation = Relation(test="<" if falling else ">", threshold=None if faster else Decimal(0), versus="CN" if faster else None)
        claim = _make(p, start, end, "count", scene, "count", scope=scope, relation=relation, low=n, unit="count", subject="CN")
    elif re.search(r"trillion|万亿", context):
        claim = _make(
            p,
            start,
            end,
            "count",
            scene,
            "count",
            scope=scope,
            relation=Relation(test=">", threshold=Decimal(10) ** 12),
            low=n,
            unit="count",
            subject="CN",
        )
    else:
        return
    yield claim


def _comparisons(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    start, end = m.span("o")
    text = p.sentence.text
    others = [n for n in p.names if n.kind in ("region", "group") and end <= n.start <= end + 40 and n.code != scene.subject]
    if not others or (p.sentence.language == "en" and re.search(r"[,;]", text[end : others[0].start])):
        return
    if p.sentence.language == "zh" and re.search(r"[，,；。\d]", text[end : others[0].start]):
        return
    other = others[0].code
    if (other == "CN" and p.sentence.language == "zh") or scene.subject in (None, "?"):
        return
    word = m["o"].lower()
    near = [q for q in p.quantities if abs(q.start - end) < 24 or abs(start - q.end) < 12]
    if any(q.unit in ("percentage_point",) for q in near):
        return
    growth = bool(re.search(r"slow|fast|quick|rapid|outpac|outstrip|outgrew|快|慢", word)) or bool(re.search(r"增速$", text[:start]))
    less = bool(re.search(r"slow|small|lower|trail|lag|behind|低|慢|少|小|不及|逊|落后", word))
    overtaking = bool(re.search(r"overt|leapfrog|反超|超越|赶超", word))
    if level_of(other) not in ("province", "nation", "group"):
        return
    period = scene.period
    base = str(period.year_before()) if overtaking and period is not None else None
    relation = Relation(test="<" if less else ">", versus=other, base_period=base)
    yield _make(p, start, end, "comparison", scene, "growth" if growth else "level", relation=relation)


_GROUP_WORD = {
    "en": re.compile(r"\b(?P<g>central|western|eastern|northeastern|inland|coastal|landlocked)\b", re.I),
    "zh": re.compile(r"(?P<g>内陆|沿海|中部|西部|东部|东北)(?=省份|省|地区的?|大省|省市)"),
}
_GROUP_CODE = {
    "northeastern": "northeast",
    "landlocked": "inland",
    "内陆": "inland",
    "沿海": "coastal",
    "中部": "central",
    "西部": "western",
    "东部": "eastern",
    "东北": "northeast",
}


def _memberships(
    p: Parsed, before: Scene, after: Scene, seen: list[tuple[Quantity, Scene]], taken: list[tuple[int, int]]
) -> Iterator[Claim]:
    """A group's adjective laid on a province: `the coastal province of X`, `X, one of the six central provinces`, 内陆省份福建."""
    text, language = p.sentence.text, p.sentence.language
    for m in _GROUP_WORD[language].finditer(text):
        start, end = m.span("g")
        if any(start < e and s < end for s, e in taken):
            continue
        who = _member(p, text, language, start, end, before)
        if who is None:
            continue
        group = m["g"].lower()
        scene = after.copy()
        claim = _make(
            p,
            start,
            end,
            "membership",
            scene,
            "level",
            scope=_GROUP_CODE.get(group, group),
            relation=Relation(members=[who]),
            low=1,
            unit="count",
            subject=who,
        )
        taken.append((start, end))
        yield claim


def _member(p: Parsed, text: str, language: Language, start: int, end: int, before: Scene) -> str | None:
    provinces = [n for n in p.names if n.kind == "region" and level_of(n.code) == "province"]
    if language == "zh":
        after = text[end : end + 12]
        right = [n for n in provinces if 0 <= n.start - end <= 8 and not re.search(r"[，。；、第首]", text[end : n.start])]
        if right:
            return right[0].code
        left = [
            n
            for n in provinces
            if 0 <= start - n.end <= 8
            and re.search(r"^(?:是|作为|，?作为|这一|这个|为|属于|地处)?(?:一个|我国|全国)?$", text[n.end : start])
        ]
        if left and not re.search(r"首个|第一|唯一|第|首位|最", after + text[max(0, start - 8) : start]):
            return left[-1].code
        return None
    right = re.match(
        r"\s(?:Chinese\s)?(?:province|municipality|region|powerhouse|heavyweight|manufacturing (?:hub|province)|giant|neighbou?r)(?:\sof)?\s$",
        text[end : _next(provinces, end)] if _next(provinces, end) else "",
    )
    if right:
        return next(n.code for n in provinces if n.start >= end)
    left = [n for n in provinces if n.end <= start]
    if (
        left
        and re.match(r",\s(?:one of the (?:\w+\s)?|among the (?:\w+\s)?|another |an? |the )$", text[left[-1].end : start])
        and re.match(r"\s(?:Chinese\s)?(?:provinces?|municipalit|region|powerhouse|heavyweight)", text[end : end + 22])
    ):
        return left[-1].code
    if (
        left
        and re.match(r"\s(?:is|was|being|as)\s(?:an?|one of the|the|among the)\s(?:\w+\s)?$", text[left[-1].end : start])
        and re.match(r"\s(?:Chinese\s)?(?:provinces?|municipalit|region)", text[end : end + 22])
    ):
        return left[-1].code
    if (
        re.search(r"\b[Tt]he\s$", text[:start])
        and re.match(r"\s(?:Chinese\s)?province\b", text[end : end + 18])
        and before.subject
        and level_of(before.subject) == "province"
        and not right
    ):
        return before.subject
    return None


def _next(provinces: list[Mention], end: int) -> int:
    return next((n.start for n in provinces if n.start >= end), 0)
