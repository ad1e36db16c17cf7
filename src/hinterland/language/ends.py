"""Figures set against figures: the end that a change came from, and what a figure is compared with.

`from 1.97 percent`, `against 0.5 trillion for Shanghai`, 由20.8%: such a figure measures what its mate measures. It stands a year before, or at the period
that it names itself, unless it names an owner of its own. In goes a sentence, out comes the mate of a figure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hinterland.language.mentions import Mention, Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene

_HEDGE = (
    r"(?:about|around|some|nearly|almost|roughly|just|only|over|more than|less than|just over|just under|an?|the|as much as|as little as)"
)
_FROM = re.compile(
    rf"(?:\b(?:from|against|versus|vs\.?|compared (?:with|to)|compares? with|comparing with|as opposed to)|(?<!more )(?<!less )(?<!fewer )\bthan the)"
    rf"\s(?:{_HEDGE}\s){{0,2}}(?:(?:19|20)\d\d(?:'s|’s)\s|(?:last|the previous|the prior) year(?:'s|’s)\s|(?:a )?(?:revised|comparable|year-earlier)\s){{0,2}}$",
    re.I,
)
_TO = re.compile(rf"\bto\s(?:{_HEDGE}\s){{0,2}}$", re.I)
_FROM_ZH = re.compile(r"(?:由|从|自)[^，。；由从自到至升降增减]{0,14}$")
_TO_ZH = re.compile(r"(?:至|到|为|成)(?:了)?(?:[^，。；]{0,8}年的?)?(?:近|约|逾|超)?$")


def marker(p: Parsed, q: Quantity) -> int | None:
    """Where the word stands that sets a figure against another: `from`, `against`, 由."""
    before = p.sentence.text[max(0, q.start - 60) : q.start]
    found = (_FROM if p.sentence.language == "en" else _FROM_ZH).search(before)
    return found.start() + max(0, q.start - 60) if found else None


def comes_from(p: Parsed, q: Quantity) -> bool:
    """Whether a figure is where a change began, and not merely the other side of a comparison."""
    begin = marker(p, q)
    return begin is not None and (p.sentence.language == "zh" or p.sentence.text[begin : begin + 4].lower() == "from")


def mate(p: Parsed, q: Quantity) -> Quantity | None:
    """The figure that another is set against, of one unit, in one sentence."""
    text, english = p.sentence.text, p.sentence.language == "en"
    if q.unit not in ("percent", "CNY", "USD", "units", "count"):
        return None
    if marker(p, q) is None:
        return None
    before = text[max(0, q.start - 60) : q.start]
    left = [o for o in p.quantities if o.unit == q.unit and o.end <= q.start and not re.search(r"[;；。]", text[o.end : q.start])]
    right = [o for o in p.quantities if o.unit == q.unit and o.start >= q.end and not re.search(r"[;；。]", text[q.end : o.start])]
    moved = right and (_TO if english else _TO_ZH).search(text[max(0, right[0].start - 30) : right[0].start])
    if (
        moved
        and not re.search(r"[,，]|\b(?:and|while|but)\b", text[q.end : right[0].start])
        and (not english or re.search(r"\bfrom\b[^,;]*$", before, re.I))
    ):
        return right[0]
    return left[-1] if left and english else None


_OWN_EN = re.compile(
    r"(?:'s|’s)?\s(?:(?:average|mean|overall|total|annual|combined|growth|rate|pace|figure|level|increase|rise|gain|decline|drop|fall|expansion|trade|export|exports"
    r"|import|imports|share|growth rate|goods|foreign)\s){1,4}(?:of\s|at\s|was\s|stood at\s)?(?:about\s|around\s|just\s|only\s|nearly\s|some\s)?"
    r"|(?:'s|’s)\s(?:about\s|around\s|just\s|only\s|nearly\s|some\s)?",
    re.I,
)
_OWN_ZH = re.compile(
    r"(?:外贸|进出口|出口|进口)?(?:同期|整体|平均|总体)?(?:水平|增速|增幅|增长率|涨幅|均值)?(?:则|仅|也|均)?(?:为|的|是|（|\()?(?:约|近)?"
)
_LEVEL_ZH = re.compile(r"的|水平|增速|增幅|增长|平均|）|\)")
"""What follows a level: 高于全国3.8%的水平. A bare 高于全国14.4% tells the difference."""

_BEHIND_NATION = re.compile(
    r"\s(?:recorded\s|seen\s|posted\s|registered\s|reported\s)?"
    r"(?:(?:for|in|across|by|at)\s(?:the\s)?(?:(?:whole\s)?(?:nation|country)|China)(?:\sas a whole|\soverall)?|nationally|nationwide|countrywide)(?=[\s,.;)]|$)",
    re.I,
)


_PART_OF = re.compile(
    r"\b(?:share|percent|per cent|part|portion|proportion|slice|thirds?|quarters?|fifths?|tenths?|half)\s(?:of|in)\s(?:the\s|all\s|total\s)?$|%\sof\s(?:the\s)?$",
    re.I,
)
"""What makes a name the whole of a share and not the owner of a figure: `its share of national exports was 15.5 percent`."""
_OF_NATION = re.compile(r"\s(?:of|recorded by|posted by|seen by)\s(?:the\s(?:nation|country)|China)\b", re.I)
"""`the 3.8 percent of the country as a whole`: a rate that is known is the nation's, and no share of it."""


def owner_apart(p: Parsed, q: Quantity) -> Mention | str | None:
    """Who owns a figure whose own phrase names somebody set apart: `against a national average of 3.8 percent`, `3.8 percent nationally`, 高于全国平均3.8%的."""
    text = p.sentence.text
    if q.unit not in ("percent", "CNY", "USD"):
        return None
    english = p.sentence.language == "en"
    if english and q.unit == "percent" and _BEHIND_NATION.match(text[q.end : q.end + 40]):
        return "CN"
    if english and q.unit == "percent" and re.search(r"\bthe\s$", text[: q.start]) and _OF_NATION.match(text[q.end : q.end + 40]):
        return "CN"
    before = [n for n in p.names if n.kind in ("region", "group") and n.end <= q.start]
    if not before:
        return None
    n = before[-1]
    between = text[n.end : q.start]
    if _PART_OF.search(text[: n.start]):
        return None
    if english:
        return n if _OWN_EN.fullmatch(between if not re.search(r"['’]s$", n.text) else "'s" + between) else None
    if not between and not _LEVEL_ZH.match(text[q.end :]):
        return None
    apart = re.search(r"(?:高于|低于|快于|慢于|超过|好于|优于|跑赢|而|同期|对比|相比)$", text[: n.start])
    return n if apart and _OWN_ZH.fullmatch(between) else None


def as_its_mate(p: Parsed, q: Quantity, scene: Scene, other: Scene) -> Scene:
    """The scene of a figure as that of its mate, but for what is named from the word that sets it against its mate on."""
    begin = marker(p, q) or q.start
    named = {n.kind for n in p.names if begin <= n.start < q.start}
    own = replace(other, period=scene.period, handed=scene.handed)
    if "region" in named or "group" in named or _BEHIND.match(p.sentence.text[q.end : q.end + 30]):
        own.subject = scene.subject
    if "flow" in named:
        own.flow, own.concept = scene.flow, scene.concept
    for kind in ("product", "partner"):
        if kind in named:
            setattr(own, kind, getattr(scene, kind))
    return own


_BEHIND = re.compile(r"\s(?:in|for|at|of|by)\s(?:the\s|neighbou?ring\s)?[A-Z]")
