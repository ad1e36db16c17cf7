"""What stands around a phrase: the scope it ranks in, whether it speaks of growth, the threshold it names, things outside the tables.

Each function looks at the clause of the phrase and gives one answer.
"""

from __future__ import annotations

import re
from decimal import Decimal

from hinterland.language.parsed import OUTSIDE, Parsed
from hinterland.language.scene import Scene


def scope_near(p: Parsed, at: int, end: int) -> str | None:
    """The scope named nearest to a phrase, in its clause."""
    text, language = p.sentence.text, p.sentence.language
    left = max(text.rfind(c, 0, at) for c in ";；。\n") + 1
    window = text[left : end + 80]
    if language == "en" and re.match(r"\s(?:\w+[\s-]){0,4}(?:overall|nationwide|in the country|nationally)\b", text[end : end + 60], re.I):
        return "provinces"
    if language == "zh":
        close = text[max(left, at - 14) : end + 8]
        if largest := top_scope(text[left:end] + re.split("[，。；]", text[end : end + 20])[0]):
            return largest
        named = [n for n in p.names if n.kind == "group" and left <= n.start < end + 10]
        groups = [n for n in named if n.code != "provinces" or not any(g.end == n.start for g in named)]
        nearest = min(groups, key=lambda n: abs(n.end - at) if n.end <= at else n.start - end + 4, default=None)
        nation = [m.start() + max(left, at - 14) for m in re.finditer(r"全国", close)]
        if nearest and (not nation or abs(nearest.end - at) <= min(abs(x + 2 - at) for x in nation)) and nearest.end >= at - 16:
            return nearest.code
        return "provinces" if nation else None
    top = re.search(r"\b(?:ten|top ten|top 10|10)\s(?:largest|biggest|top)?|\btop[- ](ten|10|five|5)\b|other top ten", window, re.I)
    if top and re.search(
        r"\b(?:among|of) (?:the )?(?:country's |nation's |China's )?(?:ten|top|10)\b(?!\s(?:central|western|eastern|northeastern|inland|coastal|provinc))|top[- ]ten|top[- ]10|ten largest|ten biggest",
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
            r"nationwide|nationally|in the country|country's|in China|of (?:the |China's )?31|national|overall"
            r"|among (?:all )?(?:the )?(?:31|provinces)",
            window,
            re.I,
        )
        else None
    )


_TOP = re.compile(r"前(十|五|三|二十)(?!个?[季月年])|(十|五)(?:(?:大|个)[^，。]{0,6}(?:外贸|大)?省|强(?!省))")


def top_scope(text: str) -> str | None:
    """The scope of the largest so many provinces, where a Chinese text names it: 前十, 外贸十强, 五大外贸省份."""
    found = _TOP.search(text)
    return {"十": "top-10", "五": "top-5", "三": "top-3", "二十": "top-20"}[found[1] or found[2]] if found else None


def heading_scope(p: Parsed, at: int) -> str | None:
    """The group that a sentence speaks of from its head on, with no region in that clause: 中部六省外贸冷热不均：湖北增长18.2%居首."""
    text = p.sentence.text
    left = max((m.end() for m in re.finditer(r"[；;。]", text[:at])), default=0)
    for n in (n for n in p.names if n.kind == "group" and n.code != "provinces" and left <= n.start < at):
        stop = re.search(r"[，：:]", text[n.end : at])
        inside = stop is not None and not any(
            r.kind == "region" and r.code != "CN" and left <= r.start < n.end + stop.end() for r in p.names
        )
        if inside and "全国" not in text[n.end : at]:
            return n.code
    return None


_BY_GROWTH = re.compile(r"(?:(?!\bby\b)[^,;]){0,60}?\s(?:by|in terms of)\s(?:\w+\s){0,2}growth\b")
"""What a place is by, however far behind: `first in the central region in 2025 by growth of exports`."""


def is_growth(p: Parsed, at: int, end: int) -> bool:
    """Whether a phrase speaks of growth and not of the level."""
    text = p.sentence.text
    left = max((m.end() for m in re.finditer(r"[;；。]", text[:at])), default=0)
    around = text[max(left, at - 34) : end + 34]
    if p.sentence.language == "zh":
        if re.search(
            r"(?:(?:论|按|从|看|就|以)增速|增速(?:上|方面)?看)(?![^。；]*(?:规模|总[值量额]|体量|[亿万]元))|跑得?$", text[:at]
        ) or re.match(r"最[快慢]", text[at:end]):
            return True
        if _is_place_of_a_rate(p, left, at):
            return True
        close = re.split(r"[，,、]", text[left:at])[-1] + re.split(r"[，,；。]", text[at : end + 6])[0]
        if re.search(r"增速|增幅|增长最|涨幅|增长率|降幅", close):
            return True
        return bool(re.search(r"增速|增幅", re.split(r"[；。]", text[max(left, at - 12) : at])[-1])) or _ranked_rates(p, left, at)
    if re.search(
        r"\b(?:by|in|on|of|for)\s(?:(?:total|overall|annual|sheer)\s)?(?:value|size|volume|scale)\b",
        re.split(r"[.;]", text[end : end + 60])[0],
        re.I,
    ):
        return False
    if _BY_GROWTH.match(text, end):
        return True
    if re.search(
        r"by growth|growth (?:rate|pace)?|fastest|slowest|grew|pace|rate of|quickest|in growth|expan", around, re.I
    ) and not re.search(r"by (?:value|size|volume|trade)", around, re.I):
        return True
    return _grew_before(p, at)


_BARE_PLACE = re.compile(r"(?P<by>[，,、])\s*(?:位?居|位列|列|排名?|在)?(?:全国|全省|中部|东部|西部|各省区?市?)?$")


def _is_place_of_a_rate(p: Parsed, left: int, at: int) -> bool:
    """Whether a Chinese place with nothing before it in its clause is that of a rate told just before: 增速17.3%，高于全国13.5个百分点，居全国第五位."""
    text = p.sentence.text
    bare = _BARE_PLACE.search(text, left, at)
    told = [q for q in p.quantities if left <= q.start and q.end <= at]
    if bare is None or not told or told[-1].unit not in ("percent", "percentage_point"):
        return False
    amounts = [q.end for q in told if q.unit in ("CNY", "USD", "units")]
    since = text[amounts[-1] if amounts else left : at]
    return re.search(r"增速|增幅", since) is not None or (
        bare["by"] == "、" and re.search(r"(?:增长|下降)[\d.]+[%％]、[^，、]*$", since) is not None
    )


def _ranked_rates(p: Parsed, left: int, at: int) -> bool:
    """Whether what was ranked last in the Chinese sentence were rates: 外贸增速最快的是河北，垫底的是北京."""
    text = p.sentence.text[left:at]
    rates = [m.end() for m in re.finditer(r"(?:增速|增幅|涨幅)[^，。；\d]{0,8}(?:最|第|居|列|排)|最[快慢]", text)]
    sizes = re.search(r"规模|总[值量额]|体量|[亿万]元", text[rates[-1] :]) if rates else None
    return bool(rates and not sizes)


_GREW = re.compile(
    r"\b(?:growth|pace|growing|grew|grown|increase|rise|expansion|expanded|gain|decline|drop|fall|shrinkage|contraction)\b(?!\s(?:in|to)\s(?:\w+\s){0,2}(?:size|value))",
    re.I,
)


def _grew_before(p: Parsed, at: int) -> bool:
    """Whether the clause told only how fast something grew before it gave a place: `trade growth of 11.7 percent in 2025 ranked second`."""
    text = p.sentence.text
    left = max((m.end() for m in re.finditer(r"[;.](?=\s)|\b(?:while|but|whereas)\b|,\s(?:and|as)\b", text[:at])), default=0)
    grew = list(_GREW.finditer(text[left:at]))
    if not grew:
        own = [q for q in p.quantities if q.unit == "percent" and 0 < at - q.end <= 10 and not re.search(r"[,;]", text[q.end : at])]
        return bool(own and re.search(r"(?:'s|’s)\s(?:\w+\s)?$", text[: own[-1].start]))
    since = left + grew[-1].start()
    return not any(q.unit in ("CNY", "USD", "units") and since <= q.start < at for q in p.quantities) and not re.search(
        r"\b(?:total|value|volume|size|account|share)\b", text[since:at]
    )


def speaks_outside(p: Parsed, scene: Scene, at: int) -> bool:
    """Whether the clause before a place speaks of something outside the tables, and of no flow."""
    text = p.sentence.text
    left = max((m.end() for m in re.finditer(r"[;；。]", text[:at])), default=0)
    return bool(OUTSIDE[p.sentence.language].search(text[left : at + 20])) and not any(
        n.kind == "flow" and left <= n.start < at for n in p.names
    )


def threshold_near(p: Parsed, start: int, end: int) -> tuple[Decimal | None, str]:
    """The threshold that a first, crossing or count speaks of: the amount nearest in the sentence, exact since it is named as one."""
    near = [
        q
        for q in p.quantities
        if q.unit in ("CNY", "USD", "units") and abs(q.start - end) < 110 and len(q.value.normalize().as_tuple().digits) <= 2
    ]
    if not near:
        club = re.search(r"trillion[- ](?:yuan|RMB)|that threshold|万亿俱乐部|(?<!\d)万亿", p.sentence.text, re.I)
        return (Decimal(10) ** 12 if club else None), "CNY"
    best = min(near, key=lambda q: (q.start < start, abs(q.start - end)))
    return best.value, best.unit
