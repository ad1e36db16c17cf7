"""Phrases that give a place in a ranking, in English and Chinese, into rank claims.

Each maker takes the sentence, a match of its pattern and the scene there; it yields a claim, or nothing where the phrase ranks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from hinterland.language.events.made import make_claim, outside_the_tables
from hinterland.language.events.ordinals import HAN, NUMBERS, ORD, order_of
from hinterland.language.events.patterns_en import RANK_EN
from hinterland.language.events.scopes import heading_scope, is_growth, scope_near, speaks_outside
from hinterland.language.parsed import Parsed
from hinterland.language.runs import name_runs
from hinterland.language.scene import Scene, region_role
from hinterland.models import Claim, Relation


def ranks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Places in a ranking: `ranked third`, 第三位."""
    start, end = m.span("o")
    text = p.sentence.text
    if p.sentence.language == "zh":
        yield from _ranks_zh(p, m, scene)
        return
    order: Literal["desc", "asc"] = "asc" if re.search(r"last|bottom", m["o"], re.I) else "desc"
    place = 1 if order == "asc" else order_of(m["o"])
    if order == "asc" and not scope_near(p, start, end):
        return
    if place is None or re.match(
        r"\s(?:quarter|half|month|time|day|floor|round|Five|session|plenum|China International)", text[end : end + 28], re.I
    ):
        return
    growth = is_growth(p, start, end)
    claim = make_claim(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if growth else "level",
        scope=scope_near(p, start, end),
        relation=Relation(test="nth", order=order),
        low=place,
        unit="rank",
    )
    yield outside_the_tables(claim) if speaks_outside(p, scene, start) else claim


_FIRST = ("首位", "榜首", "头名", "龙头", "首", "头把交椅")
_SECOND = ("次席", "次位", "榜眼", "第二把交椅")


def _ranks_zh(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    text = p.sentence.text
    start, end = m.span("o")
    if re.search(r"除(?!此)[^，。；]{1,12}?(?:之|以)?外[，,][^；。]*$", text[:start]):
        return
    word = m["o"]
    before = text[max(0, start - 16) : start]
    order: Literal["desc", "asc"]
    if m["s"]:
        if not re.search(
            r"增速|规模|增长|省份|出口|进口|外贸|伙伴|市场|降幅|跌幅|增幅|涨幅|总量|体量|总值|个头|块头|盘子|[跑涨增]得",
            text[max(0, start - 14) : end + 6],
        ) or re.search(r"历史|同期|以来", before):
            return
        if re.match(r"的?(?:省份|地区|省市|省区)?之一", text[end:]):
            return
        place, order = 1, "asc" if m["s"] in "低慢小弱" else "desc"
    elif m["r"]:
        place, order = HAN.get(m["r"]) or int(m["r"]), "asc"
    elif word in _SECOND:
        place, order = 2, "desc"
    elif word in _FIRST or word.endswith("之首"):
        place, order = 1, "desc"
    elif word in ("领跑", "领衔"):
        led = any(n.kind == "group" and 0 <= n.start - end <= 4 for n in p.names) or re.match(r"全国|全省", text[end:])
        if not led and not (re.search(r"以[^，。；]{1,12}$", text[:start]) and heading_scope(p, start)):
            return
        if re.search(r"长期|一直|持续|多年$", before):
            return
        place, order = 1, "desc"
    elif m["t"]:
        yield from _among_first(p, m, scene)
        return
    elif word in ("末位", "末席", "垫底"):
        place, order = 1, "asc"
    else:
        place, order = HAN.get(m["n"]) or (int(m["n"]) if m["n"].isdigit() else 0), "desc"
    if not place or (
        m["n"]
        and not re.search(
            r"居|列|排|位|全国|中部|西部|东部|沿海|内陆|东北|长三角|省|名|大|为|是|、|升至|前", before + text[end - 1 : end + 3]
        )
    ):
        return
    growth = (
        is_growth(p, start, end) or _speaks_of_rates(p, start, scene) or re.search(r"以[\d.]+%的?(?:增速|增幅)?$", text[:start]) is not None
    )
    shrinking = re.search(r"(?:降幅|跌幅|下降|下滑)[^，。；]*$", before) and not re.search(
        r"(?:增速|增幅|规模|总[值量额])[^，。；]*$", before
    )
    if shrinking and re.search(r"降幅|跌幅|最[快大多深]$", before + word):
        growth, order = True, "asc" if order == "desc" else "desc"
    kind_of = re.match(r"大?(?:贸易伙伴|出口市场|市场)", text[end : end + 6])
    scope = scope_near(p, start, end)
    if kind_of or re.search(r"(?:贸易伙伴|出口市场)", text[end : end + 8]):
        scope = "partners"
    elif scope is None and not re.search(r"全[省市区]", text[:start]):
        told = list(re.finditer(r"全国[^，。；]{0,3}第|(?:位|列|排|居)全国", text[:start]))
        scope = "provinces" if told else heading_scope(p, start)
    claim = make_claim(
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
        subject=_whose(p, start, end) or "keep",
    )
    yield outside_the_tables(claim) if speaks_outside(p, scene, start) else claim


def _among_first(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """A place among the first so many: 挤进全国前十. It holds up to that place, half a place over so that the place itself is inside."""
    text = p.sentence.text
    start, end = m.span("o")
    within = re.search(
        r"(?:挤进|挤入|跻身|闯进|闯入|进入|迈入|迈进|升入|升至|重返|位居|位列|稳居|稳坐|排在|排进|居)(?P<where>[^，。；]{0,8})$",
        text[:start],
    )
    if within is None or re.search(r"未能|没能|无缘|没有|尚未|有望", text[:start]):
        return
    near = [n.code for n in p.names if n.kind == "group" and within.start() <= n.start < start]
    growth = is_growth(p, start, end)
    scope = near[0] if near else "provinces"
    claim = make_claim(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if growth else "level",
        scope=scope,
        relation=Relation(test="nth", order="desc"),
        low=1,
        unit="rank",
    )
    yield claim.model_copy(update={"high": Decimal(HAN[m["t"]]) + Decimal("0.5")})


def _speaks_of_rates(p: Parsed, start: int, scene: Scene) -> bool:
    """Whether all that was said of the subject is how fast it grew: 河南增长21.3%，位居第六."""
    text = p.sentence.text
    left = max((n.end for n in p.names if n.kind == "region" and n.end <= start and n.code == scene.subject), default=0)
    said = [q.unit for q in p.quantities if left <= q.start < start]
    between = text[left:start]
    return (
        said == ["percent"]
        and not re.search(r"占|比重|规模|总[值量额]|体量|[；。]|份额|位次", between)
        and bool(re.search(r"增长|下降|增速", between))
    )


def _whose(p: Parsed, start: int, end: int) -> str | None:
    """The owner of a place that stands apart from it: 最慢的是北京; 宜昌、襄阳分列全省第二、第三位."""
    text = p.sentence.text
    for n in p.names:
        if (
            n.kind == "region"
            and n.code != "CN"
            and re.fullmatch(r"的?(?:省份|地区|省区|省市)?(?:则?是|为|当属|：)|的", text[end : n.start])
        ):
            return n.code
    run = re.search(r"(?:分列|分居|分别居|分别列|分别位居|分别位列|分别排名?|分获|分别为)[^，。；]*$", text[:start])
    if run is None:
        return None
    owners: list[str] = []
    for n in (
        x for x in p.names if x.kind == "region" and x.code != "CN" and x.end <= run.start() and region_role(text, x, "zh") != "none"
    ):
        owners = [*owners, n.code] if n.code not in owners else owners
    place = len(re.findall(r"[、和与]", text[run.start() : start]))
    count = len(re.findall(r"[、和与]", re.split(r"[，。；]", text[run.start() :])[0])) + 1
    owners = owners[-count:]
    return owners[place] if len(owners) == count > 1 else None


def listed_ranks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Further places in a sentence that ranks already: `11th, Hubei 12th and Guangxi 13th`, `eighth nationwide and first in the west`."""
    text = p.sentence.text
    start, end = m.span("o")
    place = order_of(m["o"])
    if place is None or not (
        RANK_EN.search(text)
        or re.search(rf"\b{ORD}\b[^.;]{{0,40}}(?:nationwide|by size|by trade|among|in (?:the|central))", text[:start] + text[end:], re.I)
    ):
        return
    growth = is_growth(p, start, end) or bool(re.search(r"growth", text[:start]))
    yield make_claim(
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


def leaders(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Verbs that say first: `led the nation`, `topped the list`."""
    start, end = m.span("o")
    yield make_claim(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if is_growth(p, start, end) or "growth" in p.sentence.text[:start] else "level",
        scope=scope_near(p, start, end + 20),
        relation=Relation(test="nth", order="desc"),
        low=1,
        unit="rank",
    )


def numbered(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """`No. 3`, where a ranking of trade is spoken of."""
    start, end = m.span("o")
    text = p.sentence.text
    if not re.search(
        r"province|nation|country|trad|export|import|rank|spot|place|position|central|western|eastern|coastal|inland",
        text[max(0, start - 50) : end + 50],
        re.I,
    ):
        return
    scope = scope_near(p, start, end)
    yield make_claim(
        p,
        start,
        end,
        "rank",
        scene,
        "growth" if is_growth(p, start, end) else "level",
        scope=scope,
        relation=Relation(test="nth", order="desc"),
        low=int(m["n"]),
        unit="rank",
    )


def superlatives(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """`the third-largest exporter`, `the fastest-growing`, `runner-up`."""
    text = p.sentence.text
    start, end = m.span("w")
    word = m["w"].lower()
    after, before = text[end : end + 44], text[max(0, start - 30) : start]
    if re.search(r"\b(?:ten|five|three|10|twenty|seven|\d+|other)\s(?:of the )?$", before, re.I) and not m["n"]:
        return
    if extreme := re.search(r"worst|best|steepest|sharpest", word):
        yield from _extremes(p, start, end, extreme[0], scene)
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
    place = order_of(m["n"]) if m["n"] else 2 if word == "runner-up" else 1
    order: Literal["desc", "asc"] = "asc" if re.search(r"lowest|smallest|slowest|weakest", word) else "desc"
    growth = bool(re.search(r"fast|slow|quick", word)) or (
        bool(re.search(r"highest|lowest|strongest|weakest", word))
        and (
            bool(re.search(r"growth|rate|pace|increase", after))
            or (is_growth(p, start, end) and not re.match(r"\s(?:trade|exports|imports|value|total)", after))
        )
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
    if re.match(r"(?:-growing)?\s(?:exporter|export)", after):
        scene.flow = "export"
    elif re.match(r"(?:-growing)?\s(?:importer|import)", after):
        scene.flow = "import"
    if partner:
        named = [n for n in p.names if n.kind == "partner" and n.start < start] or [n for n in p.names if n.kind == "partner"]
        if named:
            scene.partner = named[-1].code
    yield make_claim(
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


_FIELD = re.compile(
    r"[^,;.]{0,30}?\b(?:of (?:any|all)|among|in the (?:country|nation|region)|nationwide"
    r"|in (?:central|western|eastern|northeastern|inland|coastal) China)\b"
)


def _extremes(p: Parsed, start: int, end: int, word: str, scene: Scene) -> Iterator[Claim]:
    """`the worst showing in central China`, `the steepest fall of any province`: first or last by growth, where a field of regions is named."""
    after = p.sentence.text[end : end + 60]
    moved = re.match(r"\s(?:\w+\s)?(?:(?P<down>fall|drop|declines?|slump|contraction)|rise|increase|growth|gain)\b", after)
    shown = re.match(r"\s(?:\w+\s)?(?:showing|performance|performer|result|record)\b|\s(?:of|among|in)\s", after)
    field = _FIELD.match(after)
    if not field or not (moved or (shown and word in ("worst", "best"))):
        return
    if re.search(r"of any (?:month|year)|since", after):
        return
    down = word == "worst" or (word != "best" and bool(moved and moved["down"]))
    yield make_claim(
        p,
        start,
        end,
        "rank",
        scene,
        "growth",
        scope=scope_near(p, start, end) or "provinces",
        relation=Relation(test="nth", order="asc" if down else "desc"),
        low=1,
        unit="rank",
    )


_RANKING = re.compile(
    r"\b(?:rank|plac(?:e|ed|ing)\b|came\b|come|comes|coming|finish|stood|stand|sat\b|sit|climb|rose\b|jump|mov|slip|fell\b|fall|drop|remain|stay|put|was\b|were\b|is\b|are\b"
    r"|been\b|list|position|spot|up\b|down\b|taking|took|held|hold|kept|keep|from\b)",
    re.I,
)
_FIELD_OF_REGIONS = re.compile(
    r"^(?:\splace|\sspot|\sposition)?\s(?:(?:overall|only to|nationwide|nationally|countrywide)\b|(?:in|among|amongst|of|out of|behind|across)\s[^,.;]{0,40}?"
    r"(?:provinc|countr|nation|China|region|municipal|west|central|east|coast|delta|31))",
    re.I,
)
_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s$"
)


def places(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """An ordinal that stands for itself, with no noun behind it, where places are spoken of: `X third`, `second only to Y`, `ninth overall`."""
    text = p.sentence.text
    start, end = m.span("o")
    place = order_of(m["o"])
    asc = re.search(r"last|bottom", m["o"], re.I) is not None
    left = max((x.end() for x in re.finditer(r"[;]|\bwhile\b", text[:start])), default=0)
    field = _FIELD_OF_REGIONS.match(text[end : end + 60])
    ranked = _RANKING.search(text[left:start])
    if (
        (place is None and not asc)
        or _DATE.search(text[:start])
        or re.search(r"\b(?:at|for the|on the|than the|from|century|anniversary)\s$", text[:start], re.I)
    ):
        return
    if re.match(
        r"\s(?:in|for|from|on|with|by)\s(?!(?:[^,.;]{0,40}?(?:provinc|countr|nation|China|region|municipal|west|central|east|trade|export|import|growth|size|value|volume)))",
        text[end : end + 60],
    ):
        return
    if not field and not ranked:
        return
    if (place == 1 or asc) and not (
        field or re.search(r"\b(?:rank\w*|plac\w+|c[ao]me|finish\w+|stood|was|is|and|remain\w*)\s(?:[a-z]+\s)?$", text[:start], re.I)
    ):
        return
    if not (scene.about_trade or scene.concept != "trade" or any(n.kind == "flow" for n in p.names) or re.search(r"\brank", text, re.I)):
        return
    apart = [n for n in p.names if n.kind == "region" and n.code != "CN" and n.end <= start and start - n.end <= 3]
    growth = is_growth(p, start, end)
    claim = make_claim(
        p, start, end, "rank", scene, "growth" if growth else "level", scope=scope_near(p, start, end),
        relation=Relation(test="nth", order="asc" if asc else "desc"), low=1 if asc else place, unit="rank", subject=apart[-1].code if apart else "keep",
    )  # fmt: skip
    yield outside_the_tables(claim) if speaks_outside(p, scene, start) else claim


def only_behind(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """`behind only Guangdong and Jiangsu`: one place behind as many as are named."""
    start, end = m.span("o")
    runs = [r for r in name_runs(p, "region") if 0 <= r[0].start - end <= 5]
    single = [n for n in p.names if n.kind == "region" and n.code != "CN" and 0 <= n.start - end <= 5]
    told = m["n"] and (NUMBERS.get(m["n"].lower()) or int(m["n"]) if m["n"].isdigit() or m["n"].lower() in NUMBERS else None)
    ahead = told or (len(runs[0]) if runs else len(single[:1]))
    if not ahead:
        return
    yield make_claim(
        p, start, end, "rank", scene, "growth" if is_growth(p, start, end) else "level", scope=scope_near(p, start, end) or "provinces",
        relation=Relation(test="nth", order="desc"), low=ahead + 1, unit="rank",
    )  # fmt: skip


def unequalled(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """`more than any other province`, `no province grew faster`: the first place, said without an ordinal."""
    name = "o2" if m["no"] else "o"
    start, end = m.span(name)
    word = m[name].lower()
    kind = (m["p"] or m["p2"]).lower()
    who: str | None = "keep"
    if m["no"]:
        than = [n for n in p.names if n.kind == "region" and end <= n.start <= end + 12 and re.match(r"\sthan\s", p.sentence.text[end:])]
        if not than:
            return
        who = than[0].code
    down = word in ("less", "slower", "smaller", "lower", "weaker")
    growth = word in ("faster", "slower", "quicker") or is_growth(p, start, end)
    yield make_claim(
        p, start, end, "rank", scene, "growth" if growth else "level", scope="partners" if kind in ("country", "partner", "market") else scope_near(p, start, end) or "provinces",
        relation=Relation(test="nth", order="asc" if down else "desc"), low=1, unit="rank", subject=who,
    )  # fmt: skip
