"""Prose into claims: every figure of a text, and every rank, first, record, streak, count, comparison and membership, as a typed claim.

Sentences are read in order with a scene that carries subject, period, flow, product and partner. Within a sentence the names between one figure
and the next move the scene; cue words (`cues.csv`) tell growth from share from balance. What is not understood well enough gets less confidence; a
quantity about something outside the tables becomes a claim with a null concept.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from hinterland.codes import Language, Period
from hinterland.language import names as name_finder
from hinterland.language.events import events
from hinterland.language.mentions import Mention, Quantity, Sentence
from hinterland.language.periods import PeriodMention, periods
from hinterland.language.quantities import quantities
from hinterland.language.scene import ANAPHORA, CITY, NOBODY, Scene, level_of, region_role, settle
from hinterland.language.split import language_of, sentences
from hinterland.models import Claim, Indicator, Relation


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as read: its claims in order, and how many numbers were left alone."""

    text: str
    language: Language
    today: date
    claims: tuple[Claim, ...]
    left_alone: int


@dataclass(slots=True)
class Parsed:
    """A sentence with all that it mentions."""

    sentence: Sentence
    names: list[Mention]
    periods: list[PeriodMention]
    quantities: list[Quantity]
    cues: list[tuple[int, int, str]]


_NUMBER = re.compile(r"\d[\d.,]*")

OUTSIDE = {
    "en": re.compile(
        r"\b(?:airport|port handled|throughput|cargo|freight|passengers?|tourists?|retail|investment|deposits|loans|fiscal|tax(?:es)?|budget|population|profits?|electricity|employ|wage|tariffs?|discounts?|interest rate|exchange rate|inflation|prices?|stocks?|shares? (?:rose|fell|of the company)|unemployment|firms with|companies with|number of|orders|listed|patents?|fdi|foreign investment|output of|train trips?|catering|consumption)\b",
        re.I,
    ),
    "zh": re.compile(
        r"吞吐量|机场|班列|港口|投资|零售|财政|税收|存款|贷款|人口|旅游|游客|客流|旅客|货邮|利润|用电|工资|关税|汇率|物价|CPI|就业|实有|企业数|主体|外资|专利|研发|社会消费品|快递|航线|开行|失业|利率|股价|订单量|产能|亩"
    ),
}


@cache
def _cues(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    with (files("hinterland.language") / "cues.csv").open(encoding="utf-8") as f:
        return tuple((r["cue"], re.compile(r["pattern"], re.I)) for r in csv.DictReader(f) if r["language"] == language)


def parse(sentence: Sentence, today: date) -> Parsed:
    """All that a sentence mentions, with offsets within it."""
    text, language = sentence.text, sentence.language
    dated = periods(text, language, today)
    found = [q for q in quantities(text, language) if not any(p.start <= q.start < p.end or q.start <= p.start < q.end for p in dated)]
    named = [n for n in name_finder.names(text) if not any(q.start <= n.start < q.end for q in found if q.form != "count")]
    cues = [(m.start(), m.end(), cue) for cue, pattern in _cues(language) for m in pattern.finditer(text)]
    return Parsed(sentence, named, dated, found, sorted(cues))


def read(text: str, today: date) -> ReadText:
    """Read a text dated `today` (the document's date, from which relative periods count)."""
    scene = Scene(today)
    claims: list[Claim] = []
    numbers = used = 0
    for sentence in sentences(text):
        parsed = parse(sentence, today)
        made = list(_sentence(parsed, scene))
        claims.extend(made)
        numbers += len(_NUMBER.findall(sentence.text))
        used += sum(bool(_NUMBER.search(c.text)) for c in made)
    claims.sort(key=lambda c: (c.start or 0, c.end or 0))
    numbered = tuple(c.model_copy(update={"id": f"c{i}"}) for i, c in enumerate(claims, 1))
    return ReadText(text, language_of(text), today, numbered, max(0, numbers - used))


def _sentence(p: Parsed, scene: Scene) -> Iterator[Claim]:
    _open(p, scene)
    before = scene.copy()
    snapshots: list[tuple[Quantity, Scene]] = []
    reached = 0
    for place, q in enumerate(p.quantities):
        _move(p, scene, reached, q.start, q)
        if place == 0 or p.sentence.text[reached : q.start].count(",") == 0:
            _look_right(p, scene, q, place)
        seen = scene.copy()
        _bind_right(p, seen, q)
        snapshots.append((q, seen))
        if q.unit == "units":
            scene.counted, scene.flow = True, scene.flow if scene.flow in ("export", "import") else "export"
            scene.product = "motor-vehicles" if scene.product == "all" else scene.product
        reached = q.end
    if not p.quantities:
        _move(p, scene, 0, len(p.sentence.text), None)
    _respectively(p, snapshots)
    tail = snapshots[-1][1] if snapshots else scene
    told = list(events(p, before, tail, snapshots))
    marks = {c.relation.threshold for c in told if c.kind == "count" and c.relation.threshold}
    for q, seen in snapshots:
        if q.value in marks and q.unit in ("CNY", "USD"):
            continue
        claim = _claim(p, q, seen)
        if claim is not None:
            yield claim
    yield from told
    _move(p, scene, reached, len(p.sentence.text), None)


_AGAIN = {
    "en": re.compile(r"^\W*(?:that|this|it|they)\b", re.I),
    "zh": re.compile(r"^\W*(?:这|此|其中|二者|两者)"),
}


def _open(p: Parsed, scene: Scene) -> None:
    """The scene at the start of a sentence: flow, product and partner are let go unless the sentence leans on the one before."""
    text, language = p.sentence.text, p.sentence.language
    named = [n for n in p.names if n.kind in ("flow", "product", "partner", "concept")]
    product = scene.product
    if named or not _AGAIN[language].match(text):
        scene.flow, scene.product, scene.partner, scene.concept = "total", "all", "world", "trade"
    scene.named_flow = scene.counted = False
    if product != "all" and re.search(r"\b(?:such|these|those) (?:goods|products|items|shipments)\b|此类|这类|上述(?:产品|商品)", text):
        scene.product, scene.flow = product, "import" if re.search(r"\bimports?\b|进口", text) else "export"
    if CITY[language].search(text) and level_of(scene.subject or "") != "province":
        scene.subject = scene.city or NOBODY
    elif (
        ANAPHORA[language].search(text)
        and level_of(scene.subject or "") == "city"
        and scene.province
        and re.search(r"province|provincial|全省|该省|全区|我省", text)
    ) or (re.search(r"全省|全区|该省|我省|the province\b|the provincial\b", text) and scene.province):
        scene.subject = scene.province


def _move(p: Parsed, scene: Scene, start: int, end: int, q: Quantity | None) -> None:
    """Let the names between two places in the sentence move the scene."""
    text, language = p.sentence.text, p.sentence.language
    whole = _whole_from(p, start, end)
    flow = product = partner = concept = None
    group = apart = None
    for n in p.names:
        if not start <= n.start < end:
            continue
        if n.kind == "region":
            role = region_role(text, n, language)
            if apart is not None and re.fullmatch(r"(?:,|\s|、|和|及|and)+", text[apart.end : n.start]):
                role = "apart"
            apart = n if role == "apart" else None
            inside = whole is not None and n.start >= whole
            if (role == "subject" and not inside) or (inside and scene.subject is None and n.code != "CN"):
                scene.meet(n.code)
        elif n.kind == "group":
            group = n
        elif whole is not None and n.start >= whole:
            continue
        elif n.kind == "flow":
            if not _is_verbless(text, n, language):
                flow = n.code
                if product and _separate(text, n, language):
                    product = None
        elif n.kind == "product":
            product = product if product == "new-three" and n.code in ("electric-vehicles", "lithium-batteries", "photovoltaics") else n.code
        elif n.kind == "partner":
            if _is_partner(text, n, language):
                partner = n.code
        elif n.kind == "concept":
            concept = n.code
    if group is not None and _is_group_subject(text, group, language, p):
        scene.meet(group.code)
    for m in p.periods:
        if start <= m.start < end and not m.base and not m.carry:
            scene.period = settle(scene, m) or scene.period
    if concept and not flow:
        scene.concept, scene.flow, scene.product, scene.partner = concept, None, "all", "world"
    if flow or product or partner:
        scene.about_trade, scene.counted = True, False
        again = bool(re.search(r"\b(?:those|that|such goods|these products)\b|这些|上述|该类", text[start:end]))
        scene.concept = "trade"
        old = scene.flow
        scene.flow = flow or (old if old in ("export", "import") or (scene.named_flow and old) else "export" if product and not partner else old or "total")
        scene.named_flow = scene.named_flow or flow is not None
        scene.product = product or (scene.product if again or not flow else "all")
        scene.partner = partner or (scene.partner if (again or not flow) and not product else "world")
        if partner and not product and not again:
            scene.product = "all"
    if language == "en" and not flow and re.search(r"\b(?:sold|sends?|sent|shipp(?:ed|ing)|exporters)\b[^.;]{0,40}\b(?:abroad|overseas|goods|to)\b|\b(?:sold|sent|shipped)\s(?:goods worth|about|some|nearly)?\s?$", text[start : end + 60] if end < len(text) else text[start:end]):
        scene.flow, scene.about_trade = "export", True
    before = text[max(start, end - 40) : end]
    if re.search(r"\b(?:total(?:led|ling)?|combined)(?:\s\w+){0,3}\s?(?:of|to|at|was)?\s(?:about |some |around |nearly )?$|(?:合计|相加|总计|共计)(?:为|达|约)?$", before) and scene.flow in ("export", "import") and product is None and not re.search(r"\b(?:exports?|imports?) total|(?:出口|进口)[^，,。]{0,6}(?:合计|总计|共计)", before):
        scene.flow, scene.product = "total", "all"


_BEHIND = re.compile(r"^\s(?:of|in|for|at)\s(?:the\s|neighbou?ring\s)?$|^\s(?:of|in|for)\s(?:\d{4}\s)?$")


def _bind_right(p: Parsed, scene: Scene, q: Quantity) -> None:
    """A region right behind a figure owns it: `101.83 billion yuan in Anhui`, `67.3% of Henan's trade`; the nation there is the whole of a share."""
    text, language = p.sentence.text, p.sentence.language
    if language == "zh":
        if scene.subject is None:
            later = [n for n in p.names if n.kind == "region" and n.code != "CN" and region_role(text, n, language) != "none"]
            if later:
                scene.meet(later[0].code)
        return
    for n in p.names:
        if n.kind == "region" and q.end < n.start <= q.end + 18 and _BEHIND.match(text[q.end : n.start]) and n.code != "CN":
            if level_of(n.code) in ("province",):
                keep = (scene.product, scene.partner)
                scene.meet(n.code)
                scene.product, scene.partner = keep
            return
    if scene.subject is None:
        later = [n for n in p.names if n.kind == "region" and region_role(text, n, language) != "none"]
        right = [n for n in later if n.start > q.start] or later
        if right:
            scene.meet(right[0].code)


def _whole_from(p: Parsed, start: int, end: int) -> int | None:
    """Where, between two figures, the naming of a whole begins: what follows `占` or `percent of` is not what is spoken of."""
    text = p.sentence.text
    if p.sentence.language == "zh":
        match = None
        for match in re.finditer(r"占(?!比)", text[start:end]):
            pass
        return start + match.start() if match else None
    match = re.match(r"\s?(?:of|in)\s(?!\d)", text[start:end])
    after_percent = start > 0 and re.search(r"(?:percent|per cent|%|pct|thirds?|half|quarters?|fifths?|tenth|third)$", text[:start], re.I)
    if match and after_percent:
        boundary = re.search(r",|;| and (?=for\b)|\band\b", text[start + match.end() : end])
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
            r"(?:ing)?\s(?:bureau|officials?|fair|tensions?|war|friction|polic|partners?|provinces?|companies|firms|groups?|hub|deal|barriers?|talks|record|experts?|economists?|zone|show|body|department|orders?|compan|minister)",
            after,
        )
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
    if any(m.kind == "region" and m.code != "CN" and region_role(text, m, language) == "subject" and m.end <= n.start for m in p.names) and language == "en":
        return False
    if n.code == "provinces":
        return False
    if (
        re.search(r"\b(?:in|among|of|within|across|for|the)\s(?:the\s)?(?:\w+\s)?$", before[-18:], re.I)
        and language == "en"
        and not re.search(r"(?:trade|exports|imports) (?:of|in) (?:the )?$", before, re.I)
        and before.strip().lower() not in ("the", "in the")
    ):
        return False
    if language == "zh":
        if re.search(r"(?:居|占|列|在|为|比|较|与|高于|低于|快于|高出|、|位居|位列)$", before):
            return False
        return bool(re.match(r"(?:[一二三四五六七八九十]+(?:地|省|省市|省一市|省区市))?(?:20\d\d年|去年|今年)?(?:整体|合计|地区|区域)?(?:进出口|外贸|出口|进口|货物|增长|下降|合计)", after))
    return bool(re.match(r"(?:'s|’s)?\s|,", after[:3]))


def _look_right(p: Parsed, scene: Scene, q: Quantity, place: int) -> None:
    """A figure before its noun: `935.67 billion yuan of imports and exports`, `14 percent growth in exports`."""
    if p.sentence.language == "zh":
        return
    text = p.sentence.text
    match = re.match(
        r"\s(?:worth\s)?(?:of|in|rise in|increase in|growth in|drop in|fall in|decline in|jump in|gain in|more|surge in|(?:year-on-year )?(?:rise|increase|growth|drop|fall|decline|jump|gain|surge) (?:in|of))\s",
        text[q.end : q.end + 34],
    )
    if not match or (q.unit == "percent" and match[0].strip() in ("of", "in")):
        return
    stop = q.end + match.end()
    limit = re.search(
        r"[,;.]|\band\b|\bwhile\b|\d",
        text[stop:].replace("imports and exports", "imports_and_exports").replace("exports and imports", "exports_and_imports"),
    )
    end = stop + (limit.start() if limit else len(text))
    flows = [n for n in p.names if n.kind in ("flow", "product") and stop <= n.start < end]
    if flows:
        scene.flow = next((n.code for n in flows if n.kind == "flow"), "export")
        scene.product = next((n.code for n in flows if n.kind == "product"), "all")
        scene.partner, scene.concept, scene.about_trade = "world", "trade", True


def _respectively(p: Parsed, seen: list[tuple[Quantity, Scene]]) -> None:
    """Hand out subjects, partners, products or flows to figures that are listed `respectively` or 分别."""
    text, language = p.sentence.text, p.sentence.language
    if language == "en":
        for cue in re.finditer(r"\brespectively\b", text):
            begin = max((m.end() for m in re.finditer(r";|\.\s", text[: cue.start()])), default=0)
            _hand_out(p, [s for s in seen if begin <= s[0].start < cue.start()], begin)
        return
    last: list[tuple[Quantity, Scene]] = []
    cues = list(re.finditer(r"分别", text))
    for place, cue in enumerate(cues):
        stop = cues[place + 1].start() if place + 1 < len(cues) else len(text)
        listed = [s for s in seen if cue.end() <= s[0].start < stop]
        begin = max((s[0].end for s in seen if s[0].end <= cue.start()), default=0)
        handed = _hand_out(p, listed, begin) or (_hand_out(p, listed, 0) if begin else [])
        if not handed and last and len(listed) >= len(last):
            handed = listed[: len(last)]
            for (_, old), (_, new) in zip(last, handed, strict=True):
                new.subject, new.flow, new.product, new.partner = old.subject, old.flow, old.product, old.partner
        last = handed or last


def _hand_out(p: Parsed, listed: list[tuple[Quantity, Scene]], begin: int) -> list[tuple[Quantity, Scene]]:
    """Give each of a run of figures its own name from a list of as many names before them; the figures that got one."""
    if len(listed) < 2:
        return []
    first = listed[0][0].start
    for kind in ("region", "partner", "product", "flow"):
        found = [n for n in p.names if n.kind == kind and begin <= n.start < first and n.code != "CN"]
        distinct = list(dict.fromkeys(n.code for n in found))
        if kind == "region" and not distinct:
            groups = [n for n in p.names if n.kind == "group" and begin <= n.start < first and n.code == "beijing-tianjin-hebei"]
            distinct = ["CN-BJ", "CN-TJ", "CN-HE"] if groups else []
        if begin == 0 and len(distinct) > len(listed) and p.sentence.language == "zh":
            distinct = distinct[-len(listed) :]
        if kind == "region" and p.sentence.language == "en" and distinct and len(distinct) != len(listed):
            continue
        if not 2 <= len(distinct) <= len(listed):
            continue
        handed = listed[: len(distinct)]
        for (_, scene), code in zip(handed, distinct, strict=True):
            if kind == "region":
                scene.subject = code
            elif kind == "flow":
                scene.flow, scene.product, scene.partner = code, "all", "world"
            else:
                setattr(scene, kind, code)
        return handed
    return []


# -- a figure into a claim


def _claim(p: Parsed, q: Quantity, scene: Scene) -> Claim | None:
    text, language = p.sentence.text, p.sentence.language
    if _is_left_alone(text, q, language):
        return None
    context = _context(p, q)
    cue = _cue(p, q, context)
    op, unit, interval, confidence = "level", q.unit, q.interval, 0.95
    relation = Relation()
    kind = "value"
    subject = None if scene.subject == NOBODY else scene.subject
    concept, flow, product, partner, measure = scene.concept, scene.flow, scene.product, scene.partner, "value"
    period, base = _period(p, q, scene)
    outside = OUTSIDE[language].search(context)
    named = concept != "trade" or scene.about_trade
    if q.unit == "count":
        concept, measure = None, "quantity"
    elif q.unit == "units":
        measure = "quantity"
        if re.search(r"\bproduc(?:ed|tion)|\boutput|\bassembled|\bbuilt|生产|产量|下线", context) and not re.search(
            r"export|出口", context
        ):
            concept, flow, product = ("nev_output" if product == "new-energy-vehicles" else "vehicle_output"), None, "all"
        else:
            product = product if product != "all" else "motor-vehicles"
            flow = flow if flow in ("export", "import") else "export"
    elif q.unit in ("percent", "percentage_point", "ratio"):
        measure = "quantity" if scene.counted else "value"
        if q.unit == "percentage_point" and not re.search(r"than|above|below|ahead|behind|faster|slower|higher|lower|outpac|gap|高|低|快|慢|比|较|领先|落后|扩大|收窄|提高|提升|回落|上升|差", context):
            op = "growth"
        elif q.unit == "percentage_point":
            op, kind = "growth", "comparison"
            relation = Relation(versus="CN" if re.search(r"nation|country|China|全国", context) else None)
            if cue == "share":
                op, kind = "share", "change"
            if cue == "fall" or re.search(r"slower|below|behind|lower|低|慢|落后|回落", context):
                interval = -interval
        elif q.unit == "ratio":
            op = "multiple"
        elif (
            q.form == "fraction"
            or cue == "share"
            or re.search(r"\bor (?:about |nearly |some |roughly |just over |more than )?$", text[: q.start])
        ):
            op = "share"
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
        if op in ("growth", "cagr") and cue == "fall" and interval.low is not None and interval.low >= 0:
            interval = -interval
        if op == "cagr" and _falls(context, language):
            interval = -interval
        if q.unit == "percent" and q.form != "range" and q.value < 0 and interval.low is not None and interval.low > 0:
            interval = -interval
    elif cue == "balance":
        op, flow = "balance", "total"
        if re.search(r"deficit|逆差", context):
            interval = -interval
    if outside and not (flow in ("export", "import") and re.search(r"export|import|出口|进口", context)) and not (product != "all"):
        concept = None
    if not named and concept == "trade" and q.unit in ("CNY", "USD"):
        concept, confidence = (None, 0.5) if not subject else ("trade", 0.7)
    if concept is None:
        flow, product, partner = None, "all", "world"
    if concept not in ("trade", None):
        flow = None
    if op == "cagr" and period is not None:
        start = _base_of_rate(period, base)
        relation = relation.model_copy(update={"base_period": start})
        period = Period.of_years(int(start) + 1, period.end // 100)
    elif op in ("growth", "multiple") and base is not None and period is not None and base != period.year_before() and base != period:
        relation = relation.model_copy(update={"base_period": str(base)})
    currency = "USD" if unit == "USD" else "CNY" if measure == "value" and concept is not None else None
    if op in ("growth",) and re.search(r"dollar terms|按美元|美元计", text):
        currency = "USD"
    return Claim(
        id="",
        start=p.sentence.start + q.start,
        end=p.sentence.start + q.end,
        text=q.text,
        kind=kind,
        subject=subject,
        indicator=Indicator(
            op=op, concept=concept, flow=flow, product=product, partner=partner, measure=measure,
            basis="operating-unit" if concept == "trade" else None, currency=currency,
        ),  # type: ignore[arg-type]
        period=str(period) if period else None,
        relation=relation,
        low=interval.low,
        high=interval.high,
        unit=unit,
        confidence=confidence if subject else confidence * 0.7,
        reason=f"hedge:{q.hedge}" if q.hedge != "exactly" else "",
    )  # fmt: skip


def _falls(context: str, language: Language) -> bool:
    return bool(re.search(r"\b(?:fell|fallen|declin|shrank|shrunk|contract)" if language == "en" else r"年均下降|年均减少", context))


def _base_of_rate(period: Period, base: Period | None) -> str:
    if base is not None and base.end < period.end:
        return str(Period.of_year(base.end // 100))
    first, last = period.start // 100, period.end // 100
    return str(Period.of_year(first - 1 if first < last else last - 5))


def _context(p: Parsed, q: Quantity) -> str:
    """The clause around a figure: from the figure before it, or the clause's beginning, to the next one or the clause's end."""
    text = p.sentence.text
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    right = min((o.start for o in p.quantities if o.start >= q.end), default=len(text))
    after = text[q.end : right]
    comma = r"[,，]" if p.sentence.language == "zh" else r",\s"
    stop = re.search(rf"[;；。]|{comma}|\bwhile\b|\bwhereas\b|\bwith\b(?=\s(?:exports|imports|trade))", after)
    return text[left : q.end + (stop.start() if stop else len(after))]


def _cue(p: Parsed, q: Quantity, context: str) -> str | None:
    """The cue that governs a figure: the nearest before it in its clause, else the nearest after."""
    text = p.sentence.text
    left = text.rfind(context, 0, q.end + len(context)) if context else 0
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    right = left + len(context)
    inside = [(s, e, c) for s, e, c in p.cues if left <= s and e <= right + 1]
    if q.unit in ("CNY", "USD", "count", "units"):
        inside = [i for i in inside if i[2] == "balance"]
        near = [i for i in inside if not re.search(r"[,，;；]", text[min(i[1], q.end) : max(i[0], q.start)])]
        return "balance" if near else None
    for special in ("cagr", "contribution", "share"):
        hits = [i for i in inside if i[2] == special]
        if hits and not (special == "share" and not _brought_to(text, q) and _growth_between(text, hits, q, inside)):
            return special
    turned = [i for i in inside if i[2] in ("fall", "rise")]
    before = [i for i in turned if i[1] <= q.start]
    after = [i for i in turned if i[0] >= q.end and not re.search(r"[,，;；]", text[q.end : i[0]])]
    if (after and (not before or re.search(r"[,，;；]", text[before[-1][1] : q.start]))) or (after and after[0][0] - q.end <= 2):
        return after[0][2]
    if before:
        return before[-1][2]
    return after[0][2] if after else _carried_cue(p, q)


def _brought_to(text: str, q: Quantity) -> bool:
    """`its share fell to 8.9%`: the figure is where the share stands, not how it moved."""
    return bool(re.search(r"\bto\s(?:about |nearly |just |some )?$|(?:至|到|为|达)$", text[: q.start][-14:]))


def _growth_between(text: str, shares: list[tuple[int, int, str]], q: Quantity, inside: list[tuple[int, int, str]]) -> bool:
    """Whether a verb of rise or fall stands nearer to the figure than the share cue, both before it."""
    share = max((s for s in shares if s[0] < q.start), default=None)
    if share is None:
        return False
    return any(share[1] <= i[0] and i[1] <= q.start and i[2] in ("rise", "fall") for i in inside)


def _carried_cue(p: Parsed, q: Quantity) -> str | None:
    """A figure without a verb of its own shares that of the figures before it: `up 17.8 and 16.2 percent`, `and those to Mexico 17 percent`."""
    earlier = [i for i in p.cues if i[1] <= q.start and i[2] in ("rise", "fall")]
    return earlier[-1][2] if earlier else None


def _period(p: Parsed, q: Quantity, scene: Scene) -> tuple[Period | None, Period | None]:
    """The period of a figure and the base it is set against: in its clause, else right of it, else carried."""
    text = p.sentence.text
    period = scene.period
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    right = min((o.start for o in p.quantities if o.start >= q.end), default=len(text))
    last = not any(o.start >= q.end for o in p.quantities)
    own = [m for m in p.periods if left <= m.start < q.start and not m.carry]
    after = [m for m in p.periods if q.end <= m.start < (len(text) if last else right) and not m.carry]
    base: Period | None = None
    for m in own + after:
        if m.base:
            found = settle(scene, m)
            if m.period is not None or m.back:
                base = found
    meant = [m for m in own if not m.base]
    if not meant:
        near = [m for m in after if not m.base and not re.search(r"[;；]", text[q.end : m.start])]
        if near and not _left_periods(p, q) and (last or not re.search(r"[,，]", text[q.end : near[0].start])):
            meant = near[:1]
    if meant:
        period = settle(scene, meant[-1]) or period
    elif not _left_periods(p, q):
        later = [m for m in p.periods if m.start >= q.end and not m.base and not m.carry]
        if (
            later
            and not any(m.period or m.months for m in own)
            and all(re.search(r"\d|respectively|and|,", text[q.end : later[0].start]) for _ in (0,))
            and not _new_clause(text[q.end : later[0].start])
        ):
            period = settle(scene, later[0]) or period
    if base is None and q.unit in ("percent", "ratio"):
        earlier = [o for o in p.quantities if o.end <= q.start and o.unit in ("CNY", "USD") and _stands_at(p, o, text)]
        if earlier and not re.search(r"[,，;；]", text[earlier[-1].end : q.start]):
            named = [m for m in p.periods if m.base and m.end <= earlier[-1].start]
            base = settle(scene, named[-1]) if named else None
    if base is None and _stands_at(p, q, text):
        near = next((m for m in p.periods if m.base and q.end <= m.start <= q.end + 40 and not re.search(r"\bto\b|[,;]", text[q.end : m.start])), None)
        base = settle(scene, near) if near else None
    if base is not None and q.unit in ("CNY", "USD", "units") and _stands_at(p, q, text):
        period, base = base, None
    if period is None:
        period = Period.of_year(scene.today.year - 1)
    return period, base


def _new_clause(between: str) -> bool:
    return bool(re.search(r"[;；。]|\bwhile\b|\bwhereas\b", between))


def _left_periods(p: Parsed, q: Quantity) -> bool:
    return any(m.start < q.start and not m.base and not m.carry for m in p.periods)


def _stands_at(p: Parsed, q: Quantity, text: str) -> bool:
    """Whether an amount is the base itself: `较2023年全年的6449.7亿元`, `from 545.15 billion at the end of ...`, `比上年的2600亿元`."""
    if p.sentence.language == "zh":
        return bool(re.search(r"(?:比|较|由|从|自)[^，。；]{0,12}的?$", text[: q.start][-18:]))
    return bool(re.search(r"\b(?:from|against|compared with|than)\s(?:about |around |some |nearly )?$", text[: q.start][-26:], re.I))


def _is_left_alone(text: str, q: Quantity, language: Language) -> bool:
    """Numbers that are no claims: forecasts and probabilities, targets, discounts of time."""
    near = text[max(0, q.start - 60) : q.start]
    if language == "zh":
        return bool(re.search(r"预计|预期|预测|目标|力争|有望|概率|可能达到|计划到", near))
    return bool(
        re.search(
            r"\b(?:forecast|expects?|expected|projected|predicts?|target(?:s|ed|ing)?|aims? (?:to|for)|probability|chance|likely to (?:reach|exceed)|goal of|would reach|could reach|will reach|plans to)\b",
            near,
            re.I,
        )
    )
