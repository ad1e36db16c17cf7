"""How many regions or partners meet a condition, and one region set against another, into claims.

Each maker takes the sentence, a match of its pattern and the scene there; it yields a claim, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hinterland import codes
from hinterland.language.events.made import make_claim
from hinterland.language.events.ordinals import HAN, NUM, NUMBERS
from hinterland.language.events.scopes import threshold_near, top_scope
from hinterland.language.mentions import Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene, level_of
from hinterland.models import Claim, Relation

_AS_ONE = re.compile(r"\b(?:led|leads?|leading|topp(?:ed|ing)|tops|head(?:ed|s|ing)?|outpac(?:ed|es|ing))\s(?:all\s)?(?:of\s)?the\s$", re.I)
"""What comes before a group that is set against, not counted: `led the six central provinces`."""


def counts(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """How many provinces or partners are past a threshold, grew or fell."""
    english = p.sentence.language == "en"
    text = p.sentence.text
    if english:
        name = next(g for g in ("o", "o2", "o3", "o4") if m[g])
        start, end = m.span(name)
        word = m[name].lower()
        n = 1 if name == "o4" else NUMBERS.get(word) or (int(word) if word.isdigit() else 0)
        noun, group = (m["p"] or "provinces").lower(), (m["g"] or "").strip().lower()
        if word == "one" and _AS_ONE_OF.search(text[:start]) and (several := _SO_MANY_OF.match((m["mid"] or "").strip() + " ")):
            n = NUMBERS.get(several[1].lower()) or int(several[1])
        if name == "o4" and (kind_of := re.search(r"\b(?:central|western|eastern|northeastern|coastal|inland)\b", m[0], re.I)):
            group = kind_of[0].lower()
        if name == "o2" and not re.search(r"provinc|regions", text[:start], re.I):
            return
        if group.startswith("large") and "of" not in (m["mid"] or "").lower().split():
            return
        if name == "o4" and re.match(r"\sone of the (?:two|three|four|five|six)\b(?!\s\w*\s?provinc)", text[end:]):
            return
    else:
        name = next(g for g in ("o", "o2", "o3", "o4", "o5", "o6", "o7") if m[g])
        start, end = m.span(name)
        number = next((m[g] for g in ("n", "n2", "n3", "n4", "n6", "n7") if m[g]), "1")
        start, end = _every_word(p, start, end)
        scene.flow = _flow_counted(p, start, end) or scene.flow
        n = HAN.get(number) or (int(number) if number.isdigit() else 0)
        noun, group = m["p"] or "省份", ""
    if english and m["all"]:
        n -= _excepted(p, m.end())
    if not n or (not english and _is_apposition(p, start, n)):
        return
    context = _predicate(p, start, end)
    if english and _TOGETHER.match(text, m.end()):
        return
    if english and name == "o" and not m["all"] and _AS_ONE.search(text[:start]):
        return
    if english and (re.match(r"['’]", text[m.end() :]) or (name == "o" and _IS_WHOLE.search(text[:start]) and not m["all"])):
        return
    if english and name == "o2" and _SAYS.search(own := re.split(r"[,;.](?=\s|$)|\b(?:while|and|but)\b", text[end:])[0]):
        context = own
    if not english and m["o4"]:
        context = f"{m['o4']}增长" if m["v4"] in "升增涨" else f"{m['o4']}下降"
    elif not english and m["o3"]:
        context = re.split(r"[，；。]", text[end:])[0] if m["v3"] else context
    context = context.replace("负增长", "下降")
    if re.search(r"countries|partner|market|国家|伙伴|地区", noun) and "province" not in noun:
        if not re.search(r"growth|grew|rose|increase|positive|增长|正增长|上升|增势|上扬|走高", context):
            return
        behind = next((x.code for x in p.names if x.kind == "flow" and 0 <= x.start - m.end() <= 3), None)
        grew = Relation(test=">", threshold=Decimal(0))
        claim = make_claim(p, start, end, "count", scene, "count", scope="partners", relation=grew, low=n, unit="count")
        named = {"flow": behind, "product": "all"} if behind and not english else {}
        yield claim.model_copy(update={"indicator": claim.indicator.model_copy(update=named)})
        return
    if n == 31 and not english and not _is_every(text[start:]):
        return
    if n == 31 and english and not (m["all"] and not re.search(r"\b(?:of|among|est|most)\s$", text[: m.start()], re.I)):
        return
    if (
        english
        and re.search(
            r"\bone of (?:the )?$|\bof the (?:country's |nation's )?$|among (?:the )?$|\bother than $",
            text[max(0, start - 26) : start],
            re.I,
        )
        and name != "o4"
        and not re.search(r"\b(?:of the )$", text[max(0, start - 8) : start])
        and not m["all"]
    ):
        return
    if (
        english
        and name not in ("o3", "o4")
        and re.search(
            r"\bone of (?:the |China's |the country's )?$|among (?:the |China's |the country's )?$|\bof the $",
            text[max(0, start - 26) : start],
            re.I,
        )
    ):
        return
    shrinks = re.search(
        r"\b(?:fell|fall|declin|drop|shrank|shrink|shrunk|slip|slid|lost ground|lower (?:trade|exports|imports)|contract)|下降|下滑|负增长|减少|回落|走低|下跌|萎缩|缩水",
        context,
        re.I,
    )
    grows = shrinks or re.search(
        r"\b(?:higher|grew|growth|grow|rose|increas|expand|gain|saw their trade|faster|outpac|beat|outperform|outgrew|outstrip|growing|rising|above[- ]average|advanc)"
        r"|增长|增速|跑赢|高于全国|快于全国|正增长|上升|回升|走高|增势|上扬",
        context,
        re.I,
    )
    limit, unit = threshold_near(p, start, end)
    faster = re.search(
        r"(?:faster|more quickly|quicker|more) than the (?:nation|country|national)|outpac|outperform|outgrew|outgrow|outstrip|beat(?:ing)? the nation|above the national"
        r"|above[- ]average|跑赢|高于全国|快于全国|超过全国",
        context,
        re.I,
    )
    scope = _GROUPS.get(group, group) if english and group and group not in ("provincial-level", "province-level") else None
    if scope is None:
        near = [
            g
            for g in p.names
            if g.kind == "group" and g.code != "provinces" and (abs(g.start - end) < 14 or _OF_WHOM.fullmatch(text[end : g.start]))
        ]
        if not english and not near and re.search(r"(?:其余|其他|其它|另外)$", text[:start]):
            near = [g for g in p.names if g.kind == "group" and g.end <= start and g.code != "provinces"][-1:]
        top = None if english else top_scope(re.split(r"[；。]", text[:start])[-1])
        scope = near[0].code if near else top or "provinces"
    try:
        codes.members(scope)
    except LookupError:
        scope = scope if scope.startswith("top-") else "provinces"
    rate = _rate_near(p, start, end) if grows else None
    if not english and rate is None and limit is None and "两位数" in context:
        test = Relation(test="<" if shrinks else ">", threshold=Decimal(-10 if shrinks else 10))
        yield make_claim(p, start, end, "count", scene, "count", scope=scope, relation=test, low=n, unit="count", subject="CN")
        return
    if rate is not None and limit is None:
        falling = bool(shrinks) and rate.value > 0 and not re.search(r"grew|growth|rose|increas|expan|增长|增速|正增长", context, re.I)
        relation = Relation(test="<" if falling or rate.hedge == "less than" else ">", threshold=-rate.value if falling else rate.value)
        claim = make_claim(p, start, end, "count", scene, "count", scope=scope, relation=relation, low=n, unit="count", subject="CN")
    elif limit is not None and unit == "CNY" and not (grows and not re.search(r"trillion|billion|万亿|千亿", context)):
        claim = make_claim(
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
        falling = shrinks is not None and not re.search(
            r"\b(?:grew|growth|rose|increas|higher)|增长|增速", context[: context.find(text[start:end]) + 70], re.I
        )
        relation = Relation(test="<" if falling else ">", threshold=None if faster else Decimal(0), versus="CN" if faster else None)
        claim = make_claim(p, start, end, "count", scene, "count", scope=scope, relation=relation, low=n, unit="count", subject="CN")
    elif re.search(r"trillion|万亿", context):
        claim = make_claim(
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


_AS_ONE_OF = re.compile(r"\b(?:was|is|became|remained|making it|as)\s$", re.I)
_SO_MANY_OF = re.compile(rf"(?:out\s)?of\s(?:the\s|all\s)?({NUM})\s", re.I)
"""A province as one of so many, who are those counted: `Hunan was one of nine provinces whose trade fell`."""

_TOGETHER = re.compile(
    r"\s(?:(?:together|jointly|combined|between them|in total)\b|(?:[a-z]+\s){0,2}[a-z]+ed\s(?:a\s)?(?:combined|total(?:\sof)?|joint)\s"
    r"|(?:had|saw)\s(?:a\s)?combined\s)"
)
"""What makes a number of provinces the owner of one sum: `the six central provinces traded a combined 4.9 trillion yuan`."""

_GROUPS = {
    "northeastern": "northeast",
    "of the central": "central",
    "large trading": "seven-large-provinces",
    "large": "seven-large-provinces",
}
"""What groups are called before `provinces`, where that isn't their code."""

_OF_WHOM = re.compile(r"[^,;.\d]{0,40}\b(?:of|in)\s(?:the\s)?", re.I)
"""What joins those counted to the group they are of: `three of the four provinces of the`."""

_SAYS = re.compile(
    r"\b(?:fell|fall|declin|drop|shrank|shrink|shrunk|slip|slid|contract|higher|lower|grew|growth|grow|rose|ris(?:e|es|ing)\b|increas|expand|gain|faster|outpac|beat\b|outperform|outgrew|outstrip"
    r"|trillion|billion|million|above|below|over|exceed|surpass|topped|past)|下降|下滑|负增长|减少|增长|增速|跑赢|高于|快于|超|突破|上升|回落|万亿|千亿",
    re.I,
)


def _predicate(p: Parsed, start: int, end: int) -> str:
    """What is said of those that are counted: the count's own clause where it says something, else the clauses around it too."""
    text = p.sentence.text
    stop = r"[，；。、]|,(?!\d)" if p.sentence.language == "zh" else r"[;.](?=\s|$)|,\s|\bwhile\b|\bwhereas\b"
    left = max((m.end() for m in re.finditer(stop, text[:start])), default=0)
    right = next((m.start() + end for m in re.finditer(stop, text[end:])), len(text))
    own = text[left:right]
    return own if _SAYS.search(own.replace(text[start:end], "")) else text[max(0, start - 70) : end + 110]


def _rate_near(p: Parsed, start: int, end: int) -> Quantity | None:
    """The rate that a count has as its mark: `six provinces grew by more than 10 percent`, 9个省份增速超过10%."""
    for q in p.quantities:
        if q.unit == "percent" and end <= q.start <= end + 110 and q.hedge in ("more than", "at least", "less than"):
            return None if re.search(r"[,，;；。]", p.sentence.text[end : q.start]) else q
        if q.unit == "percent" and re.fullmatch(
            r"(?:以上|以下)?的(?:省份|省区市|省市|地区|省区)?(?:共|共有|有|达到?|为)?", p.sentence.text[q.end : start]
        ):
            return q
    return None


def _flow_counted(p: Parsed, start: int, end: int) -> str | None:
    """The flow that those counted are counted by, behind the count in its clause: 15个省份出口实现增长."""
    right = next((m.start() + end for m in re.finditer(r"[，；。：]", p.sentence.text[end:])), len(p.sentence.text))
    left = max((m.end() for m in re.finditer(r"[，；。：]", p.sentence.text[:start])), default=0)
    flows = [n for n in p.names if n.kind == "flow" and left <= n.start < right]
    return flows[0].code if flows and flows[0].start >= end else None


_EVERY = re.compile(r"全部|(?<!不)均(?![衡匀为价])|都(?!市|会)|悉数|齐|无一例外")


def _is_every(text: str) -> bool:
    """Whether what is said holds of all that are counted: 31个省份进出口均实现增长."""
    return re.search(rf"^[^，。；]{{0,24}}(?:{_EVERY.pattern})", text) is not None


def _every_word(p: Parsed, start: int, end: int) -> tuple[int, int]:
    """Where a count stands whose number is only part of a group's name: in the word that says all of them did, 东北三省外贸全部下滑."""
    group = any(x.kind == "group" and x.start <= start < x.end and x.code != "provinces" and len(x.text) <= 5 for x in p.names)
    every = re.search(r"^[^，。；]{0,24}?(?P<e>全部)", p.sentence.text[start:]) if group and not p.sentence.text[start].isdigit() else None
    return (start + every.start("e"), start + every.end("e")) if every else (start, end)


def _is_apposition(p: Parsed, start: int, n: int) -> bool:
    """Whether a number sums up the names before it, and counts nothing: 豫、皖、鄂三省, 中部六省."""
    text = p.sentence.text
    every = _is_every(text[start:])
    if any(x.kind == "group" and x.start <= start < x.end and x.code != "provinces" for x in p.names):
        return not every
    behind = [x for x in p.names if x.kind in ("region", "group") and x.end <= start]
    if not behind or re.search(r"(?:只有|仅|唯有|分别是)[^，。；]*$", text[:start]):
        return False
    between = re.sub(r"[（(][^（）()]*[）)]|等", "", text[behind[-1].end : start])
    listed = len(dict.fromkeys(x.code for x in behind if x.kind == "region" and x.code != "CN"))
    if behind[-1].kind == "group":
        return not between and behind[-1].code != "provinces" and not every
    return not between and behind[-1].code != "CN" and listed >= n


_EXCEPT = re.compile(r"\s(?:but|except(?:\sfor)?|bar|save(?:\sfor)?|other than)\s")


def _excepted(p: Parsed, end: int) -> int:
    """How many regions are left out by name of those that are counted: `all six central provinces but Hunan and Shanxi`."""
    text = p.sentence.text
    opened = _EXCEPT.match(text, end)
    if opened is None:
        return 0
    reached, count = opened.end(), 0
    for n in p.names:
        if n.kind == "region" and n.start >= reached and re.fullmatch(r"(?:,|\sand|\sor|\s|,\sand)*", text[reached : n.start]):
            reached, count = n.end, count + 1
    return count


_IS_WHOLE = re.compile(
    r"\b(?:of|among|across|between)\s(?:the\s|all\s|these\s|those\s|its\s)?(?:[A-Za-z]+\s)?(?:[A-Z]\w+|country|nation|region)(?:'s|’s)\s$",
    re.I,
)
"""A number of provinces that others are counted out of: `Of central China's six provinces, only ...`."""


def _is_measured(p: Parsed, start: int, end: int) -> bool:
    """Whether a figure of the sentence tells the comparison itself: `outpaced the nation by 14.4 points`, `1.6 percent faster than`, `less than double`."""
    text = p.sentence.text
    for q in p.quantities:
        before = q.unit in ("percent", "percentage_point", "ratio") and text[q.end : start] == " "
        than = q.unit == "ratio" and re.fullmatch(r"\sthan\s", text[end : q.start]) is not None
        by = q.unit == "percentage_point" and re.fullmatch(r"[^,;]*\bby\s(?:[a-z]+\s){0,2}", text[end : q.start]) is not None
        if before or than or by:
            return True
    return False


def _only_faster(p: Parsed, start: int, end: int) -> bool:
    """Whether one region's growth is told to be faster than the nation's, and nothing by how much: 增速快于全国."""
    text = p.sentence.text
    clause = re.split(r"[，。；]", text[:start])[-1]
    after = re.split(r"[，。；]", text[end:])[0]
    counted = re.search(r"[\d一二两三四五六七八九十][家省地个]|省份|占比|比重|份额", clause) or re.search(r"\d|的|省", after)
    told = re.search(r"增速|增长|增幅", clause) and "%" not in clause
    named = any(n.kind == "region" and n.code != "CN" and n.end <= start and n.start >= start - len(clause) for n in p.names)
    return bool(told and named and not counted and re.fullmatch(r"(?:同期|整体|总体|平均|外贸|进出口)*(?:水平|增速)?", after))


_OTHER_FLOW_EN = re.compile(
    r"\s(?:than\s)?(?:(?:its|their|the|that of|those of)\s)?(?P<f>im|ex)ports\b(?!\sand\b)|\sthan\s(?:it|they|the\s\w+)\s(?P<g>im|ex)ported\b",
    re.I,
)


def _flows_compared(p: Parsed, start: int, end: int) -> tuple[str, str] | None:
    """A flow and the other one that it is set against by a word, with nothing told of how much: 进口增速（5.1%）快于出口（4%）."""
    text = p.sentence.text
    if p.sentence.language == "en":
        behind = _OTHER_FLOW_EN.match(text, end)
        clause = max((m.end() for m in re.finditer(r"[;,]\s|\b(?:while|but|whereas)\s", text[:start])), default=0)
        said = [n.code for n in p.names if n.kind == "flow" and clause <= n.start < start]
        other_flow = f"{(behind['f'] or behind['g']).lower()}port" if behind else None
        return (said[-1], str(other_flow)) if behind and said and {said[-1], other_flow} == {"export", "import"} else None
    left = max((m.end() for m in re.finditer(r"[，。；]", text[:start])), default=0)
    one = [n.code for n in p.names if n.kind == "flow" and left <= n.start < start]
    other = next((n for n in p.names if n.kind == "flow" and 0 <= n.start - end <= 2), None)
    if not one or other is None or one[-1] == other.code or not re.match(r"(?:增速|增幅|额|总值)?(?:[，。；（(]|$)", text[other.end :]):
        return None
    return one[-1], other.code


def _between_flows(p: Parsed, at: tuple[int, int], scene: Scene, one: str, other: str) -> Iterator[Claim]:
    if scene.subject in (None, "?"):
        return
    word, before = p.sentence.text[slice(*at)], p.sentence.text[: at[0]]
    growth = bool(
        re.search(r"[快慢]|slow|fast|quick|rapid|outpac|outgr", word) or re.search(r"增速[^，。；]*$|\bgrowth[^,;]*$", before, re.I)
    )
    behind = re.search(r"低|慢|少|小|不及|逊|落后|slow|smaller|lower|\bless\b|fewer|weak|trail|lag|behind", word)
    relation = Relation(test="<" if behind else ">", versus=other)
    yield make_claim(p, *at, "comparison", scene, "growth" if growth else "level", flow=one, relation=relation)


def comparisons(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """One region against another: `outpaced`, 高于."""
    start, end = m.span("o")
    text = p.sentence.text
    if flows := _flows_compared(p, start, end):
        if _is_measured(p, start, end):
            return
        yield from _between_flows(p, (start, end), scene, *flows)
        return
    others = [n for n in p.names if n.kind in ("region", "group") and end <= n.start <= end + 50 and n.code != scene.subject]
    if not others or (p.sentence.language == "en" and re.search(r"[,;](?!\d)|\bany other\b", text[end : others[0].start])):
        return
    if p.sentence.language == "zh" and re.search(r"[，,；。\d]", text[end : others[0].start]):
        return
    if re.match(r"\s(?:none|no)\b", text[end:]) or re.search(r"\b(?:every|any|all|each)\b", text[end : others[0].start]):
        return
    other = others[0].code
    if (other == "CN" and p.sentence.language == "zh" and not _only_faster(p, start, others[0].end)) or scene.subject in (None, "?", other):
        return
    word = m["o"].lower()
    if re.search(r"\b(?:together|combined|between them)\b", re.split(r"[,;]\s", text[:start])[-1]):
        return
    near = [q for q in p.quantities if abs(q.start - end) < 24 or abs(start - q.end) < 12]
    if any(q.unit in ("percentage_point",) for q in near) or (p.sentence.language == "en" and _is_measured(p, start, end)):
        return
    growth = bool(re.search(r"slow|fast|quick|rapid|outpac|outgrew|outgrow|快|慢", word)) or bool(re.search(r"增速$", text[:start]))
    growth = growth or (p.sentence.language == "en" and re.search(r"\bgrowth\b[^,;]*$", text[:start], re.I) is not None)
    growth = growth or ("outstrip" in word and not any(q.unit in ("CNY", "USD") for q in p.quantities))
    growth = growth or (other == "CN" and p.sentence.language == "zh")
    growth = growth or any(q.unit == "percent" and text[others[0].end : q.start] in ("的", "（", "(") for q in p.quantities)
    less = bool(re.search(r"slow|small|lower|\bless\b|fewer|weak|trail|lag|behind|低|慢|少|小|弱|不及|不如|逊|落后|不敌|输", word))
    if re.search(r"\b(?:years?|decades?|long) (?:ago|earlier)\b", re.split(r"[,;.]\s", text[end:])[0]):
        return
    overtaking = bool(re.search(r"overt|leapfrog|overhaul|moved past|pulled past|edged past|反超|超越|赶超", word))
    if level_of(other) not in ("province", "nation", "group"):
        return
    period = scene.period
    base = str(period.year_before()) if overtaking and period is not None else None
    relation = Relation(test="<" if less else ">", versus=other, base_period=base)
    yield make_claim(p, start, end, "comparison", scene, "growth" if growth else "level", relation=relation)
