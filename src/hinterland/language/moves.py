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
from hinterland.language.stand_ins import former_and_latter, stand_ins
from hinterland.language.subordinate import is_subordinate

_AGAIN = {
    "en": re.compile(
        r"^\W*(?:that|this|those|these|it|they|growth|(?:(?:in|during|over|by|the|an?)\s[^,.;]{1,30},?\s)(?:they|those|these|growth))\b",
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


def open_scene(p: Parsed, scene: Scene) -> None:
    """The scene at the start of a sentence: flow, product and partner are let go unless the sentence leans on the one before."""
    text, language = p.sentence.text, p.sentence.language
    if language == "zh":
        p.names = stand_ins(p, scene)
        office = next((n for n in p.names if n.kind == "region" and n.code != "CN" and re.match(_OFFICE, text[n.end :])), None)
        if office is not None and scene.subject is None and scene.province is None:
            scene.province = province_of(office.code)
    else:
        p.names = former_and_latter(p, scene)
    named = [n for n in p.names if n.kind in ("flow", "product", "partner", "concept")]
    product = scene.product
    if named or not (_AGAIN[language].match(text) or (language == "en" and _ELLIPSIS.match(text))):
        scene.flow, scene.product, scene.partner, scene.concept = "total", "all", "world", "trade"
    scene.named_flow = scene.counted = False
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
    ) or (re.search(r"全省|全区|该省|我省|本省|the province\b|the provincial\b", text) and scene.province):
        scene.subject = scene.province


def move(p: Parsed, scene: Scene, start: int, end: int, q: Quantity | None) -> None:
    """Let the names between two places in the sentence move the scene."""
    text, language = p.sentence.text, p.sentence.language
    whole = _whole_from(p, start, end)
    flow = product = partner = concept = regime = None
    group = apart = None
    listed = name_runs(p, "region")
    met = -1
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
            if not _is_verbless(text, n, language) and not (language == "en" and _is_earned(p, n)):
                flow = "total" if {flow, n.code} == {"export", "import"} and _joined(p, n, q) else n.code
                if product and _separate(text, n, language):
                    product = None
        elif n.kind == "product":
            product = (
                product if product == "new-three" and n.code in ("electric-vehicles", "lithium-batteries", "photovoltaics") else n.code
            )
        elif n.kind == "partner":
            if _is_partner(text, n, language):
                partner = n.code
        elif n.kind == "regime":
            regime = n.code
        elif n.kind == "concept":
            concept = n.code
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
    if concept and not flow:
        scene.concept, scene.flow, scene.product, scene.partner = concept, None, "all", "world"
    basis = re.search(
        r"境内目的地|货源地|(?:domestic )?destination (?:and|or|/) (?:origin|source)|place of (?:origin|destination)", text[start:end], re.I
    )
    if basis:
        scene.basis = "destination-origin"
    if flow or product or partner or regime:
        scene.about_trade, scene.adrift = True, False
        scene.counted = scene.counted and product == scene.product
        scene.regime = regime or ("all" if flow and not re.search(r"\b(?:their|these firms)\b|其", text[start:end]) else scene.regime)
        again = bool(re.search(r"\b(?:those|that|such goods|these products)\b|这些|上述|该类", text[start:end]))
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
            r"\b(?:total(?:led|ling)?|combined)(?:\s\w+){0,3}\s?(?:of|to|at|was)?\s(?:about |some |around |nearly )?$"
            r"|\b(?:together|altogether|in all),?\s(?:make|made|makes|making|add(?:ed)? up to|came to|come to|were|was|reached)\s(?:about |some |around |nearly )?$"
            r"|\b(?:by|for|in|in terms of)\s(?:size|value|total|overall size)\s?\(?$"
            r"|(?:合计|相加|总计|共计)(?:为|达|约)?$",
            before,
        )
        and scene.flow in ("export", "import")
        and product is None
        and not re.search(r"\b(?:exports?|imports?) total|(?:出口|进口)[^，,。]{0,6}(?:合计|总计|共计)", before)
    ):
        scene.flow, scene.product = "total", "all"


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


def _is_earned(p: Parsed, n: Mention) -> bool:
    """Whether a ware brought in money, and nobody goods: `motorcycles brought in 26 billion yuan`."""
    return n.text in ("brought in", "took in") and any(
        m.kind == "product" and re.fullmatch(r"\s(?:exports?\s)?(?:alone\s)?", p.sentence.text[m.end : n.start]) for m in p.names
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
        re.search(r"\b(?:in|among|of|within|across|for|the)\s(?:the\s)?(?:\w+\s)?$", before[-18:], re.I)
        and language == "en"
        and not re.search(r"(?:trade|exports|imports) (?:of|in) (?:the )?$", before, re.I)
        and before.strip().lower() not in ("the", "in the")
        and not (re.search(r",\sthe\s$", before) and re.match(r"\s(?:exported|imported|traded|saw|posted|recorded|ran)\b", after))
    ):
        return False
    if language == "zh":
        if re.search(r"(?:居|占|列|在|为|比|较|与|高于|低于|快于|高出|、|位居|位列)$", before):
            return False
        return bool(
            re.match(
                r"(?:[一二三四五六七八九十]+(?:地|省|省市|省一市|省区市))?(?:20\d\d年|去年|今年)?(?:整体|合计|地区"
                r"|区域)?(?:进出口|外贸|出口|进口|货物|增长|下降|合计)",
                after,
            )
        )
    return bool(re.match(r"(?:'s?|’s?)?\s|,", after[:3]))
