"""How names move the scene: what a sentence carries over from the one before, and what the names between two figures change.

Only names that speak of trade count: a trade bureau, a dateline or a province set against another move nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hinterland.codes import Language, Period
from hinterland.language.mentions import Mention, Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.runs import basket, name_runs
from hinterland.language.scene import ANAPHORA, CITY, NOBODY, Scene, level_of, province_of, region_role, settle
from hinterland.language.stand_ins import english_stand_ins, stand_ins
from hinterland.language.subordinate import is_subordinate
from hinterland.language.wares import UNHELD

_AGAIN = {
    "en": re.compile(
        r"^\W*(?:that|this|those|these|it|they|growth|(?:their|its|the) (?:value|worth)|(?:(?:in|during|over|by|the|an?)\s[^,.;]{1,30},?\s)(?:they|those|these|growth))\b",
        re.I,
    ),
    "zh": re.compile(r"^\W*(?:这|此|其中|二者|两者)"),
}


_ELLIPSIS = re.compile(
    r"^\W*(?:\w+,\s)?(?:[A-Z]\w+\s){0,2}[A-Z]\w+(?:'s|’s)(?:,[^,.;]{1,30},)?\s(?:also\s|in turn\s|only\s)?"
    r"(?:[a-z]+ed|rose|fell|grew|were|was|came|shrank|stood|sank|hit|slid|leapt|lost|put|shot|did|made|ran)\b"
)
"""A possessive with its noun left out, which is that of the sentence before: `Guangdong's rose 2.4 percent`."""
_OFFICE = r"海关|市?统计局|省?商务厅|市?商务局|调查总队|省?政府新闻办"


_SEATS = re.compile(
    r"(?:南京|杭州|合肥|福州|南昌|济南|郑州|武汉|长沙|南宁|海口|成都|贵阳|昆明|西安|兰州|西宁|银川|乌鲁木齐|呼和浩特|沈阳|长春|哈尔滨|石家庄|太原|拉萨)$"
)
"""Seats of customs offices that publish the figures of their province; Guangdong has several, none of which does."""


def _is_dateline(text: str, n: Mention) -> bool:
    """Whether a place is where a report was filed from: 本报杭州1月20日电."""
    return bool(re.match(r"\d{1,2}月\d{1,2}日(?:电|讯)", text[n.end :]))


def _speaks_for_province(text: str, office: Mention) -> bool:
    """Whether an office's figures are its province's where nobody is named: 据南京海关统计，2025年进出口5.95万亿元."""
    return text.startswith("海关", office.end) and _SEATS.search(office.text) is not None


def _turns_to_period(p: Parsed, start: int, end: int) -> bool:
    """Whether a Chinese clause opens with another period and no measure, and so is of what its sentence began with: 进口下降12.7%；上半年转为增长2.4%."""
    stop = re.search("[；;]", p.sentence.text[start:end])
    return stop is not None and any(0 <= m.start - start - stop.end() <= 1 and not m.base for m in p.periods)


_STRAIGHT_TO_FIGURE = re.compile(r"(?:省|市)?(?:[则也仅]|紧随其后，)?(?:以|为|达|是)?\d")


def _is_bare(p: Parsed) -> bool:
    """Whether a Chinese sentence opens with a region and goes straight to its figure, so that it measures what the one before did: 浙江以3.91万亿元居第二."""
    first = next((n for n in p.names if n.kind == "region"), None)
    return first is not None and first.start <= 1 and _STRAIGHT_TO_FIGURE.match(p.sentence.text[first.end :]) is not None


def open_scene(p: Parsed, scene: Scene) -> None:
    """The scene at the start of a sentence: flow, product and partner are let go unless the sentence leans on the one before."""
    text, language = p.sentence.text, p.sentence.language
    if language == "zh":
        p.names = stand_ins(p, scene)
        office = next((n for n in p.names if n.kind == "region" and n.code != "CN" and re.match(_OFFICE, text[n.end :])), None)
        office = office or next((n for n in p.names if n.kind == "region" and _is_dateline(text, n)), None)
        if office is not None and scene.subject is None and scene.province is None:
            scene.province = province_of(office.code)
            if _speaks_for_province(text, office) and not any(
                n.kind in ("region", "group") and n is not office and region_role(text, n, "zh") == "subject" for n in p.names
            ):
                scene.subject = scene.province
    else:
        p.names = english_stand_ins(p, scene)
    named = [n for n in p.names if n.kind in ("flow", "product", "partner", "concept")]
    product = scene.product
    if named and _AGAIN[language].match(text) and p.quantities:
        named = [n for n in named if n.start < p.quantities[0].start]
    if named or not (_AGAIN[language].match(text) or (_ELLIPSIS.match(text) if language == "en" else _is_bare(p))):
        scene.flow, scene.product, scene.partner, scene.concept = "total", "all", "world", "trade"
    scene.named_flow = scene.counted = False
    scene.topic = language == "zh" and _has_topic(p)
    scene.regime, scene.basis = "all", "operating-unit"
    if named:
        scene.adrift = False
    if product != "all" and re.search(r"\b(?:such|these|those) (?:goods|products|items|shipments)\b|此类|这类|上述(?:产品|商品)", text):
        scene.product, scene.flow = product, "import" if re.search(r"\bimports?\b|进口", text) else "export"
    if CITY[language].search(text) and level_of(scene.subject or "") != "province":
        scene.subject = scene.city or NOBODY
    elif (
        ANAPHORA[language].search(text)
        and level_of(scene.subject or "") == "city"
        and scene.province
        and re.search(r"province|provincial|全省|该省|全区|我省", text)
    ) or (re.search(r"全省|全区|该省|我省|我们省|咱们?省|本省|the province\b|the provincial\b", text) and scene.province):
        scene.subject = scene.province


_TOPIC = re.compile(
    r"^\W*(?:(?:论|就|至于|说到|说起)[^，。；：\d]{2,24}|[^，。；：]{2,24}(?:方面|领域|来看|而言|上看|赛道上|比拼中|出口中|进口中))[，：:]|^[^，。；：\d]{2,20}[：:]"
)


def _has_topic(p: Parsed) -> bool:
    """Whether a Chinese sentence opens with the ware or partner that all of it speaks of, whichever regions follow: “新三样”出口方面，上海…，安徽…."""
    head = _TOPIC.match(p.sentence.text)
    named = {n.kind for n in p.names if head is not None and n.end <= head.end()}
    return bool(named & {"product", "partner"}) and not named & {"region", "group"}


def move(p: Parsed, scene: Scene, start: int, end: int, q: Quantity | None) -> None:
    """Let the names between two places in the sentence move the scene."""
    text, language = p.sentence.text, p.sentence.language
    whole = _whole_from(p, start, end)
    flow = product = partner = concept = regime = None
    group = apart = ware = None
    listed = name_runs(p, "region")
    met = flow_end = -1
    for n in p.names:
        if not start <= n.start < end:
            continue
        if n.kind == "region":
            role = region_role(text, n, language)
            if apart is not None and any(apart in r and n in r for r in listed):
                role = "apart"
            apart = n if role == "apart" else None
            inside = whole is not None and n.start >= whole
            if (role == "subject" and not inside) or (inside and scene.subject is None and n.code != "CN"):
                scene.meet(n.code)
                met = n.start
        elif n.kind == "group":
            group = n
        elif whole is not None and n.start >= whole:
            continue
        elif n.kind == "flow":
            other = _is_earned(p, n) if language == "en" else is_set_apart(text, n)
            if not _is_verbless(text, n, language) and not other:
                flow_end = n.end
                flow = "total" if {flow, n.code} == {"export", "import"} and _joined(p, n, q) else n.code
                if product and _separate(text, n, language) and not (language == "zh" and ware and _heads(text, ware, n)):
                    product = None
        elif n.kind == "product":
            ware = n
            product = (
                product if product == "new-three" and n.code in ("electric-vehicles", "lithium-batteries", "photovoltaics") else n.code
            )
        elif n.kind == "partner":
            if _is_partner(text, n, language):
                partner = n.code
        elif n.kind == "regime":
            regime = n.code if _is_regime(text, n) else regime
        elif n.kind == "concept":
            concept = n.code
            if flow and language == "en" and re.search(r"[:;]|,\s(?:and|but|while)\s", text[flow_end : n.start]):
                flow = None
            if language == "zh" and re.search("[；;]", text[start : n.start]):
                flow = product = partner = None
    product = basket(p, product, start, end) if product else None
    trader = re.search(r"(?:est|top|leading)\s(?:\w+\s)?(ex|im)porter\b", text[start:end]) if language == "en" else None
    if trader and not flow:
        flow = f"{trader[1]}port"
    if group is not None and _is_group_subject(text, group, language, p) and not (language == "zh" and met > group.start):
        scene.meet(group.code)
    for place, m in enumerate(p.periods):
        if start <= m.start < end and m.back and not m.base and (found := settle(scene, m)):
            m = p.periods[place] = replace(m, period=found, back=None)
        if start <= m.start < end and not m.base and not m.carry and not _is_aside(p, m.start):
            if language == "en" and is_subordinate(p, m, end):
                scene.period = scene.period or _after(settle(scene, m))
            else:
                scene.period = settle(scene, m) or scene.period
    if not (flow or product or partner or concept) and language == "zh" and scene.concept == "trade" and _turns_to_period(p, start, end):
        scene.flow = next((n.code for n in p.names if n.kind == "flow"), scene.flow)
    if concept and not flow:
        scene.concept, scene.flow, scene.product, scene.partner = concept, None, "all", "world"
        if concept == UNHELD:
            scene.concept = product = partner = regime = None
    basis = re.search(
        r"境内目的地|货源地|(?:domestic )?destination (?:and|or|/) (?:origin|source)|place of (?:origin|destination)", text[start:end], re.I
    )
    if basis:
        scene.basis = "destination-origin"
    elif re.search(r"经营单位|收发货人所在地", text[start:end]):
        scene.basis = "operating-unit"
    if flow or product or partner or regime:
        scene.about_trade, scene.adrift = True, False
        scene.counted = scene.counted and product == scene.product
        scene.regime = regime or ("all" if flow and not re.search(r"\b(?:their|these firms)\b|其", text[start:end]) else scene.regime)
        again = (
            scene.topic
            or _says_of_what(p, start, end)
            or bool(re.search(r"\b(?:those|that|such goods|these products)\b|这些|上述|该类", text[start:end]))
        )
        scene.concept = "trade"
        old = scene.flow
        scene.flow = flow or (
            old if old in ("export", "import") or (scene.named_flow and old) else "export" if product and not partner else old or "total"
        )
        scene.named_flow = scene.named_flow or flow is not None
        scene.product = product or (scene.product if again or not flow else "all")
        scene.partner = partner or (scene.partner if (again or not flow) and not product else "world")
        if partner and not product and not again:
            scene.product = "all"
    if language == "en" and not flow and (traded := _traded(text[start : end + 60] if end < len(text) else text[start:end])):
        scene.flow, scene.about_trade = traded, True
    before = text[max(start, end - 40) : end]
    if (
        re.search(
            r"\b(?:total(?:led|ling)?|combined)(?:\s(?!exports?\b|imports?\b|shipments\b)\w+){0,3}\s?(?:of|to|at|was)?\s(?:about |some |around |nearly )?$"
            r"|\b(?:together|altogether|in all),?\s(?:make|made|makes|making|add(?:ed)? up to|came to|come to|were|was|reached)\s(?:about |some |around |nearly )?$"
            r"|\badd(?:s|ed|ing)? up to\s$"
            r"|\b(?:by|for|in|in terms of)\s(?:size|value|total|overall size)\s?\(?$"
            r"|(?:合计|相加|加总|总和|合起来|加起来|加在一起|总计|共计)(?:为|达|有|是|约)?$",
            before,
        )
        and scene.flow in ("export", "import")
        and product is None
        and not re.search(r"\b(?:exports?|imports?) total|(?:出口|进口)[^，,。]{0,6}(?:合计|总计|共计|总和)", before)
    ):
        scene.flow, scene.product = "total", "all"


_OF_WHAT = re.compile(
    r"\s(?:worth\s)?(?:of|in)\s(?:its\s|their\s|total\s|the province's\s)?(?:exports?|imports?|trade|shipments|sales)\b(?![ -](?:to|from|with|of)\b)"
)


def _says_of_what(p: Parsed, start: int, end: int) -> bool:
    """Whether the one flow named behind an amount only says what the amount is of: `the new three took 101.83 billion yuan of exports, nearly 15% of shipments`."""
    told = any(q.end == start and q.unit in ("CNY", "USD") for q in p.quantities)
    ware = any(n.kind == "product" and n.end <= start for n in p.names)
    of_what = _OF_WHAT.match(p.sentence.text, start, end) if told and ware else None
    named = [n for n in p.names if start <= n.start < end and n.kind in ("flow", "product", "partner", "region")]
    return of_what is not None and len(named) == 1 and named[0].end <= of_what.end()


_GOODS = r"\b(?:[^.;]|\.\d){0,60}?\b(?:abroad|overseas|goods|merchandise|products)\b"
_SOLD = re.compile(
    rf"\b(?:sold|sells?|sends?|sent|shipp(?:ed|ing)|exporters)(?:{_GOODS}|\b(?:[^.;]|\.\d){{0,40}}\bto\b)"
    r"|\b(?:sold|sent|shipped)\s(?:goods worth|about|some|nearly)?\s?$"
)
_BOUGHT = re.compile(rf"\b(?:bought|buys?|purchased|sourced){_GOODS}")
_BOTH = re.compile(rf"\b(?:bought and sold|sold and bought|buys? and sells?|sells? and buys?){_GOODS}")


def _traded(text: str) -> str | None:
    """The flow that a verb of buying or selling tells: `sold 30 billion yuan of goods abroad`."""
    for flow, verb in (("total", _BOTH), ("export", _SOLD), ("import", _BOUGHT)):
        if verb.search(text):
            return flow
    return None


def _joined(p: Parsed, n: Mention, q: Quantity | None) -> bool:
    """Whether a flow is joined to the other one before it, so that both are meant together: `took in and sent out goods`, `exports to and imports from ASEAN`."""
    before = [m for m in p.names if m.kind == "flow" and m.end <= n.start]
    if not before or q is None:
        return False
    between = p.sentence.text[before[-1].end : n.start]
    alone = not re.match(r"(?:,|\sand\s|、|和)[^,;.]{0,24}\d", p.sentence.text[q.end : q.end + 30]) or q.unit != "percent"
    return alone and bool(re.fullmatch(r"(?:\s(?:to|from|with))?\sand\s(?:its\s|their\s)?|和|与|及", between))


def _after(period: Period | None) -> Period | None:
    """The period that a text speaks of which has told what came before it."""
    return None if period is None else period.shift(12)


def _is_aside(p: Parsed, at: int) -> bool:
    """Whether a period stands in brackets with a figure of its own, and so holds for that figure only: `(1Q25: -1.5%)`."""
    text = p.sentence.text
    opened, closed = max(text.rfind(c, 0, at) for c in "(（"), max(text.rfind(c, 0, at) for c in ")）")
    if opened <= closed:
        return False
    stop = next((i for i in range(at, len(text)) if text[i] in ")）"), len(text))
    return any(at < q.start < stop for q in p.quantities) and any(q.start < opened for q in p.quantities)


def _whole_from(p: Parsed, start: int, end: int) -> int | None:
    """Where, between two figures, the naming of a whole begins: what follows `占` or `percent of` is not what is spoken of."""
    text = p.sentence.text
    if p.sentence.language == "zh":
        shares = list(re.finditer(r"占(?!比)", text[start:end]))
        return start + shares[-1].start() if shares else None
    match = re.match(r"\s?(?:of|in)\s(?!\d)", text[start:end])
    after_percent = start > 0 and re.search(r"(?:percent|per cent|%|pct|thirds?|half|quarters?|fifths?|tenth|third)$", text[:start], re.I)
    if match and after_percent:
        if any(m.start <= start + match.end() < m.end or m.start == start + match.end() for m in p.periods):
            return None
        boundary = re.search(r",|;|\b(?:and|while|whereas|but)\b", text[start + match.end() : end])
        return start + match.end() if not boundary else None
    return None


def _is_verbless(text: str, n: Mention, language: Language) -> bool:
    """A flow word that names no flow here: a trade bureau, trading companies, `import-export` fairs, trade tensions."""
    after = text[n.end : n.end + 14]
    if language == "zh":
        return (
            bool(
                re.match(
                    r"(?:公司|企业|商会|博览会|交易会|商品检验|大省|强省|百强|伙伴|摩擦|战|结构|港|新|促进|部门|管制|厅|局|方式|省份)",
                    after,
                )
            )
            and n.text != "进出口"
        )
    return bool(
        re.match(
            r"(?:ing)?\s(?:bureau|officials?|fair|tensions?|war|friction|polic|partners?|provinces?|companies"
            r"|firms|groups?|hub|deal|barriers?|talks|record|experts?|economists?|zone|show|body|department"
            r"|orders?|compan|minister)",
            after,
        )
    )


_SET_APART = re.compile(r"(?:比|较|[高低快慢多少大小好强优胜]于|[超快高胜]过|不及|不如|领先|落后)(?:其|全省|同期|自身|其自身)?(?:的)?$")
_DIFFERENCE = re.compile(
    r"(?:增速|增幅|额|总值|规模)?(?:的[\d.一二两三四五六七八九十]+倍|还?(?:要)?(?:高|低|快|慢|多|少|大|小)|[\d.]+个百分点|[，。；]|$)"
)


def is_set_apart(text: str, n: Mention) -> bool:
    """Whether a flow is what another is set against, and not what is spoken of: 出口增速比进口高10.8个百分点, 出口是进口的1.5倍."""
    times = re.search(r"(?:是|为|相当于|达到?)(?:其)?$", text[: n.start]) and re.match(
        r"[^，。；\d]{0,3}的[\d.一二两三四五六七八九十]+倍", text[n.end :]
    )
    return bool(times or (_SET_APART.search(text[: n.start]) and _DIFFERENCE.match(text[n.end :])))


def _is_earned(p: Parsed, n: Mention) -> bool:
    """Whether a ware brought in money, and nobody goods: `motorcycles brought in 26 billion yuan`."""
    return n.text in ("brought in", "took in") and any(
        m.kind == "product" and re.fullmatch(r"\s(?:exports?\s)?(?:alone\s)?", p.sentence.text[m.end : n.start]) for m in p.names
    )


_HEADED = re.compile(
    r"(?:产品)?(?:依然|仍然|仍|已|也|则)?(?:是|成为?|成了|表现|持续|继续|保持|亮眼|一枝独秀|增势|走俏|热销|领衔|挑大梁|唱主角)[^，。；\d]*，"
)


def _heads(text: str, ware: Mention, flow: Mention) -> bool:
    """Whether a ware opens the clause before a bare flow, and so is what was traded: 笔电仍是压舱石，出口1521.5亿元."""
    opens = re.search(r"(?:^|[，；。：]|其中|而|但)$", text[: ware.start])
    return bool(opens and _HEADED.fullmatch(text[ware.end : flow.start]))


def _is_regime(text: str, n: Mention) -> bool:
    """Whether a mode of trade is what is traded under, and not an industry that is doing well: 跨境电商进出口520亿元, not 跨境电商蓬勃发展."""
    if n.code == "cross-border-ecommerce" and n.text.isascii():
        return bool(
            re.match(r"\s(?:trade|imports?|exports?|transactions?|sales|shipments|reached|hit|totall?ed|rose|grew|fell)\b", text[n.end :])
            or re.search(r"\b(?:via|through|under|by|of)\s$", text[: n.start])
        )
    return n.text not in ("跨境电商", "跨境电子商务", "市场采购", "保税物流") or bool(
        re.match(r"(?:贸易)?(?:方式|零售|模式|[BC]2[BC])?(?:实现|累计|完成|的)?(?:进出口|出口|进口|贸易额)", text[n.end :])
    )


def _separate(text: str, n: Mention, language: Language) -> bool:
    """Whether a flow word starts a noun of its own, apart from a product named before it."""
    return bool(re.search(r"(?:[,;，；]|\band|while)\s?(?:its |the |total |全省|全年)?$", text[: n.start][-14:]))


def _is_partner(text: str, n: Mention, language: Language) -> bool:
    before, after = text[: n.start][-26:], text[n.end : n.end + 16]
    if language == "zh":
        return (
            bool(re.search(r"(?:对|与|同|向|和|自|从|、|跟|往|至|其中)[^，。；]{0,8}$", before))
            or bool(re.match(r"[^，。；]{0,6}(?:出口|进口|进出口|贸易|市场|占|为|是|等|增长|下降|成为|居|[、和及])", after))
            or n.code in ("BRI", "RCEP", "top-5-partners")
        )
    if re.search(r"\b(?:next to|close to|bordering|borders|neighbou?ring|adjacent to|opposite)\s(?:the\s)?$", before, re.I):
        return False
    return (
        bool(
            re.search(
                r"\b(?:with|to|from|and|in|into|for|of|the|including|that|those|which|,)\s(?:the\s|its\s|member states of the\s)?$",
                before,
                re.I,
            )
        )
        or n.code in ("ASEAN", "EU", "BRI", "RCEP", "BRICS")
        or bool(re.match(r"\s(?:trade|exports|imports|accounted|took|rose|fell|was|became|remained)|'s|,", after))
    )


_OF_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]+(?:地|省|省市|省一市|省区市))?(?:整体|合计|地区|区域|累计|总共|共|则|的)*(?:进出口|外贸|贸易|出口|进口|货物|增长|下降|合计|实现|完成|\d)"
)


def _without_periods(p: Parsed, at: int) -> str:
    """What follows a place, periods right behind it skipped."""
    for m in p.periods:
        if m.start == at:
            at = m.end
    return p.sentence.text[at:]


def _is_group_subject(text: str, n: Mention, language: Language, p: Parsed) -> bool:
    """A group is the subject where it is named alone, not where it qualifies a province or bounds a ranking."""
    before, after = text[: n.start], text[n.end :]
    if (
        any(m.kind == "region" and m.code != "CN" and region_role(text, m, language) == "subject" and m.end <= n.start for m in p.names)
        and language == "en"
    ):
        return False
    if n.code == "provinces":
        return False
    if any(
        m.kind == "region" and m.code != "CN" and re.fullmatch(r"(?:'s|’s)?\s(?:\w+\s){0,2}(?:of\s)?", text[n.end : m.start])
        for m in p.names
        if m.start > n.end
    ):
        return False
    if (
        re.search(r"\b(?:in|among|of|within|across|for|the)\s(?:the\s)?(?:(?!20\d\d\s)\w+\s)?$", before[-18:], re.I)
        and language == "en"
        and not re.search(r"(?:trade|exports|imports) (?:of|in) (?:the )?$", before, re.I)
        and before.strip().lower() not in ("the", "in the")
        and not (re.search(r",\sthe\s$", before) and re.match(r"\s(?:exported|imported|traded|saw|posted|recorded|ran)\b", after))
    ):
        return False
    if language == "zh":
        if re.search(r"(?:居|占|列|在|为|比|较|与|高于|低于|快于|高出|、|位居|位列)$", before):
            return False
        return bool(_OF_GROUP.match(_without_periods(p, n.end)))
    return bool(re.match(r"(?:'s?|’s?)?\s|,", after[:3]))
