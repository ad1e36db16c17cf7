"""Phrases that give a place in a ranking, in English and Chinese, into rank claims.

Each maker takes the sentence, a match of its pattern and the scene there; it yields a claim, or nothing where the phrase ranks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from hinterland.language.events.made import make_claim, outside_the_tables
from hinterland.language.events.ordinals import NUMBERS, ORD, order_of
from hinterland.language.events.patterns_en import RANK_EN
from hinterland.language.events.ranks_zh import ranks_zh
from hinterland.language.events.scopes import is_growth, scope_near, speaks_outside
from hinterland.language.parsed import Parsed
from hinterland.language.runs import name_runs
from hinterland.language.scene import Scene
from hinterland.models import Claim, Relation


def ranks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Places in a ranking: `ranked third`, 第三位."""
    start, end = m.span("o")
    text = p.sentence.text
    if p.sentence.language == "zh":
        yield from ranks_zh(p, m, scene)
        return
    if re.match(r"-\w+est\b", text[end:]):
        return  # a superlative
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
    """Verbs that say first: `led the nation`, `topped the list`; of a pack or list by what the sentence measures, else by nothing told."""
    start, end = m.span("o")
    measured = (
        p.quantities
        or any(n.kind in ("flow", "product", "group") for n in p.names)
        or re.search(r"grow|growth|rank", p.sentence.text, re.I)
    )
    if re.match(r"\sthe (?:pack|field|list)", p.sentence.text[end:]) and not measured:
        return
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
    if re.search(r"\b(?:one|some|two|three|four|five|several) of (?:the )?(?:\w+(?:'s|’s) )?$", before, re.I):
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
    if _speaks_of_several(p, start):
        return
    if owner := re.match(
        r"(?:\s\w+){0,2}(?:,\s\w+,)?\s(?:came from|belonged to|went to|was (?:that of|posted by|recorded by))\s(?:the\s)?",
        text[end:],
    ):
        holder = next((n for n in p.names if n.kind == "region" and n.start == end + owner.end()), None)
        if holder is None:
            return
        scene.subject = holder.code
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
        and not (m["n"] and scene.about_trade)
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
    elif re.match(r"\s(?:trader|trading (?:province|region|hub|economy|municipality))\b", after):
        scene.flow, scene.product, scene.partner = "total", "all", "world"
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


_AND = re.compile(r"(?:\s?\([^()]*\))?,?\s(?:and|&)\s")


def _speaks_of_several(p: Parsed, start: int) -> bool:
    """Whether a superlative is that of several regions together, which are no one's place: `Hubei and Anhui grew fastest`."""
    text = p.sentence.text
    before = [n for n in p.names if n.kind == "region" and n.end <= start][-2:]
    return (
        len(before) == 2
        and _AND.fullmatch(text[before[0].end : before[1].start]) is not None
        and not re.search(r"[;,]", text[before[1].end : start])
        and not re.search(r"\b(?:between|ahead of|behind|than)\s$", text[: before[0].start])
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
_BY_MEASURE = re.compile(r"\s(?:place\s)?by\s(?:\w+\s)?(?:size|value|volume|trade|exports|imports|growth)\b")
"""What makes an ordinal a place without a verb: `Yunnan, 23rd by size`."""
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
    ranked = _RANKING.search(text[left:start]) or _BY_MEASURE.match(text[end:])
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
    if not (
        scene.about_trade
        or scene.concept != "trade"
        or any(n.kind == "flow" for n in p.names)
        or re.search(r"\brank|\btraded\b|\bimporter|\bexporter", text, re.I)
    ):
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
    if what := next((n.code for n in p.names if n.kind == "product" and m.start() < n.start < m.end()), None):
        scene.product, scene.flow = what, scene.flow if scene.flow != "total" else "export"
    down = word in ("less", "slower", "smaller", "lower", "weaker")
    growth = word in ("faster", "slower", "quicker") or is_growth(p, start, end)
    claim = make_claim(
        p, start, end, "rank", scene, "growth" if growth else "level", scope="partners" if kind in ("country", "partner", "market") else scope_near(p, start, end) or "provinces",
        relation=Relation(test="nth", order="asc" if down else "desc"), low=1, unit="rank", subject=who,
    )  # fmt: skip
    yield outside_the_tables(claim) if speaks_outside(p, scene, start) or _MADE.search(p.sentence.text, 0, start) else claim


_MADE = re.compile(r"\b(?:made|built|produced|manufactured|assembled|turned out)\s(?:\w+\s){0,4}[\d.]+[^;.]*$")
"""Figures of what was made and not of what was traded."""
