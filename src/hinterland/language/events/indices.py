"""Measures that are named beside a phrase: what a place is by (`first by industrial profit`), and indices with the bare numbers that are said of them.

An index is no trade though it speaks of exports of a product: revealed comparative advantage is the one that the tables hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hinterland.interval import last_digit
from hinterland.language.events.made import make_claim
from hinterland.language.mentions import Mention
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene
from hinterland.language.wares import UNHELD, is_plain
from hinterland.models import Claim

INDICES = {"advantage": "export"}
"""Concepts that are indices, each with the flow that it is told of."""

_SLICED = {"flow": "total", "product": "all", "partner": "world", "regime": "all"}
"""The names that make a slice of trade, and what each is where nothing is said of it."""

_BY = {
    "en": re.compile(r"[^,;.\d]{0,60}?(?<!ed)(?<!en)\s(?:by|in terms of)\s(?:(?:its|the)\s)?(?:growth\s(?:of|in)\s)?"),
    "zh": re.compile(r"[^，,；;。\d]{0,12}"),
}
"""What stands between a place and its measure; whoever is *helped by* or *driven by* something isn't placed by it."""

_SAID = {
    "en": re.compile(
        r"(?:\s(?:in|for|of)\s(?:[a-z-]+\s){0,6}?[a-z-]+)?(?:\sin\s\d{4})?\s(?:was|is|were|stood at|reached|came to|of)\s(?:about\s|around\s|some\s)?"
        r"(?P<n>\d+\.\d+)(?![\d,]|\s?(?:%|per\s?cent|percentage|points?|[mb]illion|trillion|times|yuan)|\s(?:to|or)\s\d|[-–]\d)"
    ),
    "zh": re.compile(r"(?:指数)?(?:为|达到?|是|升至|降至)?约?(?P<n>\d+\.\d+)(?![\d.]|\s?[%％亿万倍年月个位成至到~～–-])"),
}
"""An index and what is said of it: a number with a decimal point and no unit, right behind the index or the product that it is of."""


def named_measure(p: Parsed, start: int, end: int) -> Mention | None:
    """The measure other than trade that a phrase is by: named behind it in English, before it in Chinese."""
    text, by = p.sentence.text, _BY[p.sentence.language]
    for n in p.names:
        if n.kind == "concept" and n.code != "trade":
            between = text[end : n.start] if p.sentence.language == "en" else text[n.end : start]
            apart = any(o.kind == "flow" and (end <= o.start < n.start or n.end <= o.start < start) for o in p.names)
            if (n.start >= end if p.sentence.language == "en" else n.end <= start) and by.fullmatch(between) and not apart:
                return n
    return None


_PLACED = re.compile(
    r"(?:\s(?:place|spot|position|province|provincial economy|economy|region))?(?:\s(?:nationally|nationwide|overall|in\s(?:the\s)?(?:country|nation|China)))?"
    r"(?:\sin\s\d{4})?,?\s(?:by|in terms of|in|for|on)\s(?:(?:its|the|total|overall|foreign|annual|goods|value of|volume of|growth (?:of|in))\s){0,3}"
    r"|\s(?:in|among|of)\s[^,;.\d]{3,40}?(?:\sin\s\d{4})?\s(?:by|in terms of)\s(?:(?:its|the|total|overall|growth (?:of|in))\s){0,3}"
    r"|(?:-growing)?\s(?:ex|im)porter\sof\s"
)
_TRADER = re.compile(r"(?:-growing)?\s(?:ex|im)porter\sof\s(?:the\s)?(?P<ware>[A-Za-z][\w-]*)")
_OF_A_PART = re.compile(r"\s(?:(?:of|with|to|from|for)\s(?:the\s)?)?")


def traded_measure(p: Parsed, end: int, scene: Scene) -> None:
    """Let a scene speak of the slice of trade that is named right behind a place, whatever came before: `sixth by vehicle exports`, `third in trade with ASEAN`."""
    text = p.sentence.text
    named = sorted((n for n in p.names if (n.kind in _SLICED or n.code == UNHELD) and n.start >= end), key=lambda n: n.start)
    trader = _TRADER.match(text, end)
    strange = trader is not None and not is_plain(trader["ware"]) and not any(n.start >= trader.start("ware") for n in named)
    if not strange and not (named and _PLACED.fullmatch(text[end : named[0].start])):
        return
    if strange or named[0].code == UNHELD:
        scene.concept = scene.flow = None
        scene.product, scene.partner, scene.regime = "all", "world", "all"
        return
    chain = named[:1]
    for n in named[1:]:
        if not _OF_A_PART.fullmatch(text[chain[-1].end : n.start]) or n.kind in {m.kind for m in chain}:
            break
        chain.append(n)
    told = {n.kind: n.code for n in chain}
    scene.concept, scene.about_trade = "trade", True
    scene.flow = told.get("flow") or (scene.flow if scene.flow in ("export", "import") else "export" if "product" in told else "total")
    scene.product, scene.partner, scene.regime = (told.get(kind, whole) for kind, whole in _SLICED.items() if kind != "flow")


def by_measure(p: Parsed, scene: Scene, measure: Mention) -> bool:
    """Let a scene speak of a measure; an index keeps the product that it is of, wherever in the clause it is named.

    False where the tables hold no such index: they have it of one flow, with all partners.
    """
    scene.concept = None if measure.code == UNHELD else measure.code
    flow = INDICES.get(measure.code)
    if flow is None:
        scene.flow, scene.product, scene.partner = None, "all", "world"
        return True
    scene.flow, scene.partner = flow, "world"
    text = p.sentence.text
    for n in p.names:
        if re.search(r"[,;，；。]", text[min(n.end, measure.end) : max(n.start, measure.start)]):
            continue
        if (n.kind == "partner" and n.code != "world") or (n.kind == "flow" and n.code != flow):
            return False
        if n.kind == "product":
            scene.product = n.code
    return True


def indices(p: Parsed, m: Mention, scene: Scene) -> Iterator[Claim]:
    """What is said of an index in a bare number, which only its name tells from others: `revealed comparative advantage in exports of vehicles was 5.83`."""
    text = p.sentence.text
    said = _SAID[p.sentence.language].match(text, m.end)
    if said is None or any(q.start < said.end("n") and said.start("n") < q.end for q in p.quantities):
        return
    if not by_measure(p, scene, m):
        return
    claim = make_claim(p, said.start("n"), said.end("n"), "value", scene, "level", unit="ratio")
    number, half = Decimal(said["n"]), last_digit(said["n"]) / 2
    yield claim.model_copy(update={"low": number - half, "high": number + half})
