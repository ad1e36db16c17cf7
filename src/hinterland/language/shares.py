"""Whose share of what: the part that a percentage is of, told before it or behind, and the flow or nation that is the whole.

In go a parsed sentence and a figure of it, out come the names of the part and of the whole.
"""

from __future__ import annotations

import re

from hinterland.language.mentions import Quantity
from hinterland.language.parsed import Parsed


def is_further_share(before: str) -> bool:
    """Whether a share goes on with the whole of the one before it in its sentence: 浙江出口占全国的15.5%，广东出口占22.3%."""
    return bool(re.search(r"占(?:近|约|逾|超过?)?$", before) and re.search(r"占全国[^。；]*\d[^。；]*$", before))


_PARTITIVE = re.compile(r"(?:(?<!增长)(?<!增量)(?<!增幅)的|其中[，,]?|有|[，；])(?:大约|约|近|超过?|逾|将近|接近)?$")

_COMES_AS = re.compile(r"(?:左右|以上|多|强)?(?:都|均|全)?(?:是(?!去年|上年)|为(?!去年|上年)|来自于?|由|属于|出自|源自|流向|销往|去往)")


def part_of_whole(p: Parsed, q: Quantity) -> int | None:
    """Where the name of a part begins whose share a figure is: 北京外贸的八成左右是进口, 其中近九成由出口贡献."""
    if p.sentence.language != "zh" or q.unit != "percent":
        return None
    text = p.sentence.text
    came = _COMES_AS.match(text[q.end :]) if _PARTITIVE.search(text[: q.start]) else None
    at = q.end + came.end() if came else len(text)
    named = any(n.kind in ("flow", "product", "partner", "regime") and at <= n.start <= at + 4 for n in p.names)
    return at if named else None


def named_part(p: Parsed, at: int, flow: str | None, product: str, partner: str) -> tuple[str | None, str, str]:
    """Flow, product and partner of a part named at a place."""
    n = next(n for n in p.names if n.start >= at)
    own = {"flow": flow, "product": product, "partner": partner} | ({n.kind: n.code} if n.kind != "regime" else {})
    return own["flow"], own["product"] or "all", own["partner"] or "world"


def flow_of_whole(text: str, q: Quantity) -> str | None:
    """The flow that a share is a share of, where none was named before: `22% of its exports`."""
    zh = re.search(
        r"占[^，。；进]{0,6}(出口|进口)(?:总?[额值量])?(?:的|总)?(?:比重|比例|份额|比|的)(?:则|也|已)?(?:为|达|达到|升至|降至)?(?:约|近|逾|超)?$",
        text[: q.start],
    )
    if zh:
        return {"出口": "export", "进口": "import"}[zh[1]]
    found = re.match(r"\sof\s(?:[\w'’-]+\s){0,3}?(exports|imports|trade)\b(?!\sand\s(?:ex|im)ports)", text[q.end : q.end + 60])
    return found and {"exports": "export", "imports": "import", "trade": "total"}[found[1]]


def names_another(p: Parsed, q: Quantity) -> bool:
    """Whether a figure's own stretch of the sentence names a regime, ware or partner before it and no flow: `private companies did 82.2% of its trade`."""
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    own = {n.kind for n in p.names if left <= n.start < q.start}
    return "flow" not in own and bool(own & {"regime", "product", "partner"})


def flow_shared_in(p: Parsed, q: Quantity) -> str | None:
    """The flow of a whole that a part named without one has a share in: 民营企业继续挑大梁，占全省进出口82.2%."""
    text = p.sentence.text
    took = [m.start() for m in re.finditer(r"占", text[: q.start])]
    if not took or any(took[-1] < o.end <= q.start for o in p.quantities):
        return None
    last = max((o.end for o in p.quantities if o.end <= took[-1]), default=0)
    part = [n for n in p.names if last <= n.start < took[-1] and n.kind in ("flow", "product", "partner", "regime")]
    whole = [n for n in p.names if took[-1] < n.start < q.start and n.kind == "flow"]
    return whole[-1].code if whole and part and not any(n.kind == "flow" for n in part) else None
