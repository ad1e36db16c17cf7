"""How many regions or partners meet a condition, and one region set against another, into claims.

Each maker takes the sentence, a match of its pattern and the scene there; it yields a claim, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hinterland import codes
from hinterland.language.events.made import make_claim
from hinterland.language.events.ordinals import HAN, NUMBERS
from hinterland.language.events.scopes import threshold_near
from hinterland.language.mentions import Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene, level_of
from hinterland.models import Claim, Relation


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
        if name == "o2" and not re.search(r"provinc|regions", text[:start], re.I):
            return
    else:
        name = next(g for g in ("o", "o2", "o3", "o4", "o5") if m[g])
        start, end = m.span(name)
        number = m["n"] or m["n2"] or m["n3"] or m["n4"] or "1"
        n = HAN.get(number) or (int(number) if number.isdigit() else 0)
        noun, group = m["p"] or "省份", ""
    if not n or (not english and _is_apposition(p, start, n)):
        return
    context = _predicate(p, start, end)
    if english and (re.match(r"['’]", text[m.end() :]) or (name == "o" and _IS_WHOLE.search(text[:start]) and not m["all"])):
        return
    if english and name == "o2" and _SAYS.search(own := re.split(r"[,;.](?=\s|$)|\b(?:while|and|but)\b", text[end:])[0]):
        context = own
    if not english and m["o4"]:
        context = f"{m['o4']}增长" if m["v4"] in "升增涨" else f"{m['o4']}下降"
    elif not english and m["o3"]:
        context = re.split(r"[，；。]", text[end:])[0].replace("负增长", "下降") if m["v3"] else context
    if re.search(r"countries|partner|market|国家|伙伴|地区", noun) and "province" not in noun:
        if not re.search(r"growth|grew|rose|increase|positive|增长|正增长|上升", context):
            return
        yield make_claim(
            p, start, end, "count", scene, "count", scope="partners", relation=Relation(test=">", threshold=Decimal(0)), low=n, unit="count"
        )
        return
    if n == 31 and not (english and m["all"] and not re.search(r"\b(?:of|among|est|most)\s$", text[: m.start()], re.I)):
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
        r"\b(?:fell|fall|declin|drop|shrank|shrink|shrunk|slip|slid|lost ground|lower (?:trade|exports|imports)|contract)|下降|下滑|负增长|减少",
        context,
        re.I,
    )
    grows = shrinks or re.search(
        r"\b(?:higher|grew|growth|grow|rose|increas|expand|gain|saw their trade|faster|outpac|beat|outperform|outgrew|outstrip|growing|rising|above[- ]average|advanc)"
        r"|增长|增速|跑赢|高于全国|快于全国|正增长",
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
    rate = _rate_near(p, start, end) if grows else None
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
        if q.unit == "percent" and end <= q.start <= end + 70 and q.hedge in ("more than", "at least", "less than"):
            return None if re.search(r"[,，;；。]", p.sentence.text[end : q.start]) else q
    return None


def _is_apposition(p: Parsed, start: int, n: int) -> bool:
    """Whether a number sums up the names before it, and counts nothing: 豫、皖、鄂三省, 中部六省."""
    text = p.sentence.text
    every = re.search(r"^[^，。；]{0,24}(?:全部|均|都|齐|悉数)", text[start:])
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


def comparisons(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """One region against another: `outpaced`, 高于."""
    start, end = m.span("o")
    text = p.sentence.text
    others = [n for n in p.names if n.kind in ("region", "group") and end <= n.start <= end + 50 and n.code != scene.subject]
    if not others or (p.sentence.language == "en" and re.search(r"[,;](?!\d)|\bany other\b", text[end : others[0].start])):
        return
    if p.sentence.language == "zh" and re.search(r"[，,；。\d]", text[end : others[0].start]):
        return
    if re.match(r"\s(?:none|no)\b", text[end:]) or re.search(r"\b(?:every|any|all|each)\b", text[end : others[0].start]):
        return
    other = others[0].code
    if (other == "CN" and p.sentence.language == "zh") or scene.subject in (None, "?"):
        return
    word = m["o"].lower()
    near = [q for q in p.quantities if abs(q.start - end) < 24 or abs(start - q.end) < 12]
    if any(q.unit in ("percentage_point",) for q in near) or (p.sentence.language == "en" and _is_measured(p, start, end)):
        return
    growth = bool(re.search(r"slow|fast|quick|rapid|outpac|outgrew|outgrow|快|慢", word)) or bool(re.search(r"增速$", text[:start]))
    growth = growth or ("outstrip" in word and not any(q.unit in ("CNY", "USD") for q in p.quantities))
    less = bool(re.search(r"slow|small|lower|trail|lag|behind|低|慢|少|小|不及|逊|落后", word))
    overtaking = bool(re.search(r"overt|leapfrog|overhaul|moved past|pulled past|edged past|反超|超越|赶超", word))
    if level_of(other) not in ("province", "nation", "group"):
        return
    period = scene.period
    base = str(period.year_before()) if overtaking and period is not None else None
    relation = Relation(test="<" if less else ">", versus=other, base_period=base)
    yield make_claim(p, start, end, "comparison", scene, "growth" if growth else "level", relation=relation)
