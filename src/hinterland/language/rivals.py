"""What a figure is set against: the other region of a distance or multiple, or the other flow.

In go a sentence and a figure of it, out comes a region's or group's code or a flow; `None` where the figure stands alone.
"""

from __future__ import annotations

import re

from hinterland.language.mentions import Quantity
from hinterland.language.moves import is_set_apart
from hinterland.language.parsed import Parsed
from hinterland.language.scene import NOBODY, Scene, region_role

_MORE_THAN = re.compile(
    r"(?:比|较)(?P<a>[^，。；\d]{2,12}?)的?(?:仅|只|还|也|要|略|足足|整整)*(?P<way>多出|高出|多|高|大|少|低|小)了?(?:近|约|逾|超)?$"
    r"|(?P<way2>高出|超出|多出|领先|超过|超|反超|落后于?|少于|低于)(?P<b>[^，。；\d]{2,8}?)(?:近|约|逾|超)?$"
)


def rival(p: Parsed, q: Quantity, scene: Scene) -> tuple[str, str, bool] | None:
    """Who an amount tells the distance between, and whether the first is behind: 天津只比湖北多18.6亿元, 前者高出后者548.4亿元."""
    if q.unit not in ("CNY", "USD") or (m := _MORE_THAN.search(p.sentence.text[: q.start])) is None:
        return None
    at = range(*m.span("a" if m["a"] else "b"))
    other = next((n for n in p.names if n.kind == "region" and n.start in at and n.end == at.stop), None)
    ahead = [n for n in p.names if n.kind == "region" and n.end <= m.start() and region_role(p.sentence.text, n, "zh") == "subject"]
    who = ahead[-1].code if ahead else scene.subject
    if other is None or who in (None, NOBODY, other.code):
        return None
    return str(who), other.code, bool(re.search(r"少|低|小|落后", m["way"] or m["way2"]))


def flow_apart(p: Parsed, q: Quantity) -> str | None:
    """The flow that another one is set against right before a figure: 出口增速比进口高10.8个百分点, 出口是进口的1.5倍."""
    near = [n for n in p.names if n.kind == "flow" and 0 <= q.start - n.end <= 8]
    return near[-1].code if near and p.sentence.language == "zh" and is_set_apart(p.sentence.text, near[-1]) else None


def other_side(p: Parsed, q: Quantity) -> str | None:
    """What a multiple is set against where that is no earlier period: a region's code, or an empty string for the other flow."""
    if q.unit != "ratio":
        return None
    if flow := flow_apart(p, q):
        return flow
    text = p.sentence.text
    after = text[q.end : q.end + 34]
    if re.match(
        r"\s(?:as much as|what|the value of what|its|as (?:large|big|much) as (?:it|its))\s?(?:it\s)?(?:import|export|bought|sold)|(?:进口|出口)",
        after,
    ):
        return ""
    for n in p.names:
        if (
            n.kind in ("region", "group")
            and q.end <= n.start <= q.end + 34
            and re.fullmatch(
                r"\s?(?:as (?:large|big|much) as |that of |those of |the size of |larger than |the )?(?:个)?", text[q.end : n.start]
            )
        ):
            return n.code
    if p.sentence.language == "zh":
        near = [
            n
            for n in p.names
            if n.kind == "region"
            and 0 <= q.start - n.end <= 24
            and re.fullmatch(r"(?:[（(][^（）()]*[）)])?(?:的|进出口的|外贸的|出口的|规模的)?(?:近|约|逾|超|的)*", text[n.end : q.start])
        ]
        mine = [n for n in p.names if n.kind == "region" and n.end <= q.start and n not in near]
        if near and mine:
            return near[-1].code
    return None


def set_against(p: Parsed, q: Quantity) -> str | None:
    """The region or group that a distance in points is measured from: `3 points above that of the nation`, 比长三角平均水平低."""
    text = p.sentence.text
    for n in reversed(p.names) if p.sentence.language == "zh" else p.names:
        if n.kind not in ("region", "group"):
            continue
        if p.sentence.language == "zh":
            if 0 <= q.start - n.end <= 14 and re.search(
                r"(?:比|较|高于|低于|快于|慢于|高出|低出|领先|落后于?|超过|快出)$", text[: n.start]
            ):
                return n.code
        elif 0 <= n.start - q.end <= 50 and re.search(
            r"\b(?:than|above|below|ahead of|behind|over|under)\b[^.,;]{0,30}$", text[q.end : n.start]
        ):
            return n.code
    return None
