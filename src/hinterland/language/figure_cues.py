"""The clause around a figure and the cue word that governs it, which tells growth from share from balance.

The cue words stand in `cues.csv`. Figures that claim nothing, such as forecasts and targets, are told here too.
"""

from __future__ import annotations

import re

from hinterland.codes import Language
from hinterland.language.mentions import Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.runs import runs


def clause_of(p: Parsed, q: Quantity) -> str:
    """The clause around a figure: from the figure before it, or the clause's beginning, to the next one or the clause's end."""
    text = p.sentence.text
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    right = min((o.start for o in p.quantities if o.start >= q.end), default=len(text))
    after = text[q.end : right]
    comma = r"[,，]" if p.sentence.language == "zh" else r",\s"
    stop = re.search(rf"[;；。]|{comma}|\bwhile\b|\bwhereas\b|\bwith\b(?=\s(?:exports|imports|trade))", after)
    return text[left : q.end + (stop.start() if stop else len(after))]


_OF_LEVEL = re.compile(r"\sof\s(?:[\w'’-]+\s){0,4}(?:exports|imports|trade|total)\b(?!\s(?:growth|increase))")


_OF_WHOLE = re.compile(r"(?:^|[.;:]\s)Of\s(?:all\s)?[^;,]{3,80},\s(?:about\s|nearly\s|some\s|almost\s|more than\s|over\s|only\s|just\s)?$")
"""A whole told before its part: `Of Anhui's exports, 70.4 percent were mechanical and electrical products`."""
_OF_OWNER = re.compile(
    r"\sof\s(?:the\s(?:nation|country)|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?=\s?[.,;)]|$|\sas a whole|\sin\s|\s(?:and|but|while)\s)"
)


def is_rate_of(text: str, q: Quantity) -> bool:
    """Whether a percentage is a known rate and whose it is stands behind: `nearly matched by the 14.1 percent of Henan`."""
    return bool(
        re.search(r"\b(?:by|than|against|with|to|above|below|behind|from|and) the\s$", text[: q.start]) and _OF_OWNER.match(text[q.end :])
    )


_LOST = re.compile(
    r"\b(?:lost|shed|gave up|forfeited|losing|shedding)\s(?:about |nearly |some |another |a further |almost |over |more than )?$", re.I
)
"""A verb of loss right before a figure, which then is no share: `lost 17.2% of its trade`."""
_MOVE = re.compile(r"\s(?:rise|increase|gain|jump|surge|fall|drop|decline|decrease|slump|contraction|expansion|growth)\b")
"""A noun of rise or fall right behind a figure, which then is no share: `represented a 25.5 percent rise`."""


def cue_of(p: Parsed, q: Quantity, context: str) -> str | None:
    """The cue that governs a figure: the nearest before it in its clause, else the nearest after; one before a run governs all of it."""
    text = p.sentence.text
    if p.sentence.language == "zh" and q.unit == "percent" and (first := _run_share(p, q)):
        return first
    if p.sentence.language == "zh" and q.unit == "percent" and _beside_share(p, q):
        return "share"
    left = text.rfind(context, 0, q.end + len(context)) if context else 0
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    right = left + len(context)
    inside = [(s, e, c) for s, e, c in p.cues if left <= s and e <= right + 1]
    following = min((o.start for o in p.quantities if o.start >= q.end), default=None)
    if p.sentence.language == "zh" and following is not None:
        inside = [i for i in inside if not (i[0] >= q.end and re.fullmatch(r"了?(?:近|约|逾|超)?", text[i[1] : following]))]
    if q.unit in ("CNY", "USD", "count", "units"):
        inside = [i for i in inside if i[2] == "balance"]
        inside = [i for i in inside if not _new_flow(p, i[1], q)]
        near = [
            i for i in inside if not re.search(r"[,，;；]", text[min(i[1], q.end) : max(i[0], q.start)]) or _in_apposition(text, i[1], q)
        ]
        return "balance" if near or _balance_before(p, q) else None
    if (
        q.unit == "percent"
        and _OF_WHOLE.search(text[: q.start])
        and re.match(r"\s(?:was|were|is|are|went|goes|came|comes)\b", text[q.end :])
    ):
        return "share"
    for special in ("cagr", "contribution", "share"):
        hits = [i for i in inside if i[2] == special]
        if p.sentence.language == "en":
            hits = [i for i in hits if i[0] < q.end or not re.search(r"\b(?:and|but)\b", text[q.end : i[0]])]
        if special == "contribution" and _OF_LEVEL.match(text[q.end : q.end + 60]) and not _LOST.search(text[: q.start]):
            return "share"
        if special == "share" and (_MOVE.match(text[q.end :]) or _LOST.search(text[: q.start]) or is_rate_of(text, q)):
            continue
        if hits and not (special == "share" and not _brought_to(text, q) and _growth_between(text, hits, q, inside)):
            return special
    if re.search(r"\bfor\s(?:about |nearly |some |just |another |a further )?$", text[: q.start]) and any(
        c == "share" and e <= q.start and text[s:e].lower().endswith(" for") for s, e, c in p.cues
    ):
        return "share"
    turned = [i for i in inside if i[2] in ("fall", "rise")]
    before = [i for i in turned if i[1] <= q.start]
    after = [i for i in turned if i[0] >= q.end and not re.search(r"[,，;；]", text[q.end : i[0]])]
    if (after and (not before or re.search(r"[,，;；]", text[before[-1][1] : q.start]))) or (after and after[0][0] - q.end <= 2):
        return after[0][2]
    if p.sentence.language == "zh" and _share_moves_on(p, q):
        return "share"
    if before:
        return "fall" if _SHRINKING.search(text[before[0][0] : q.start]) else before[-1][2]
    return after[0][2] if after else _carried_cue(p, q)


def _run_share(p: Parsed, q: Quantity) -> str | None:
    """`share` for the later figures of a run whose first one it governs: 比重依次是24.4%、51.8%、23.8%."""
    run = next((r for r in runs(p.quantities, p.sentence.text, "zh") if any(o is q for o in r[1:])), None)
    if run is None or {o.unit for o in run} != {"percent"} or cue_of(p, run[0], clause_of(p, run[0])) != "share":
        return None
    return None if any(run[0].end <= s and e <= q.start for s, e, _ in p.cues) else "share"


_SET_BESIDE = re.compile(r"[，,](?:远|略|也|明显|大幅)?(?:高于|低于|超过|不及)[^，。；,\d]{1,10}的$")
"""What sets a figure beside the one right before it, so that both tell the same: 占比降至8.9%，低于欧盟的13.0%."""


def _beside_share(p: Parsed, q: Quantity) -> bool:
    """Whether a figure is set beside a share."""
    beside = _SET_BESIDE.search(p.sentence.text[: q.start])
    first = next((o for o in p.quantities if beside and o.end == beside.start() and o.unit == q.unit), None)
    return first is not None and cue_of(p, first, clause_of(p, first)) == "share"


_SHRINKING = re.compile(r"[降跌]幅[^，。；升增涨]*$")
"""A fall stays one however it moves: 跌幅扩大到11.5%."""


def _new_flow(p: Parsed, cue: int, q: Quantity) -> bool:
    """Whether a clause of its own between a cue and a figure speaks of a flow: `its deficit shrank as exports reached 628.68 billion yuan`."""
    text = p.sentence.text
    opened = re.search(r"\b(?:as|while|when|because|with|since|but)\s", text[cue : q.start])
    return opened is not None and any(n.kind == "flow" and cue + opened.end() <= n.start < q.start for n in p.names)


_OF_ONE = re.compile(r"(?:\s(?:of|for|in)\s(?:the\s)?[A-Z][\w\s]{1,24}?)?(?:\sin\s\d{4})?,\s")


def _in_apposition(text: str, end: int, q: Quantity) -> bool:
    """Whether a figure stands in apposition to the noun that ended there: `the goods surplus of Chongqing, 316.78 billion yuan, is`."""
    return bool(_OF_ONE.fullmatch(text[end : q.start])) and text[q.end : q.end + 1] in (",", ".", "")


def _share_moves_on(p: Parsed, q: Quantity) -> bool:
    """The far end of a share that moved: 比重由2024年的20.8%降至2025年的20.2%."""
    text = p.sentence.text
    last = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    moved = re.search(r"(?:至|到|为)(?:20\d\d年)?的?(?:约|近)?$", text[last : q.start])
    clause = re.split(r"[，；。]", text[:last])[-1]
    return bool(last and moved and re.search(r"占|比重|份额|占比", clause) and not re.search(r"[，；。]", text[last : q.start]))


def _balance_before(p: Parsed, q: Quantity) -> bool:
    """`a deficit of 1.9 trillion, against 0.5 trillion for Shanghai`: an amount that a balance is set against is a balance too."""
    text = p.sentence.text
    earlier = [o.end for o in p.quantities if o.end <= q.start and o.unit == q.unit]
    if not earlier or not re.search(
        r"\b(?:from|against|compared with|versus)\s(?:about |around |some |nearly |an? )?$", text[: q.start][-24:], re.I
    ):
        return False
    return any(c == "balance" and s < earlier[-1] and earlier[-1] - e < 60 and ";" not in text[e : q.start] for s, e, c in p.cues)


def _brought_to(text: str, q: Quantity) -> bool:
    """`its share fell to 8.9%`: the figure is where the share stands, not how it moved."""
    return bool(re.search(r"\bto\s(?:about |nearly |just |some )?$|(?:至|到|为|达)$", text[: q.start][-14:]))


def _growth_between(text: str, shares: list[tuple[int, int, str]], q: Quantity, inside: list[tuple[int, int, str]]) -> bool:
    """Whether a verb of rise or fall stands nearer to the figure than the share cue, both before it."""
    share = max((s for s in shares if s[0] < q.start), default=None)
    if share is None:
        return False
    return any(share[1] <= i[0] and i[1] <= q.start and i[2] in ("rise", "fall") for i in inside)


_ANOTHER = re.compile(r"(?:,|;|\band)\s(?:the\s)?[A-Za-z][\w\s-]{2,50}$")
_MORE = re.compile(r"\s(?:more|less|higher|lower|faster|slower|up|down|above|below)\b")


def _shares_go_on(p: Parsed, q: Quantity) -> bool:
    """Whether a percentage goes on with shares that were told before it: `private firms had 51.8 percent of it, state-owned firms 24.4 percent`."""
    before = [o for o in p.quantities if o.end <= q.start]
    if q.unit != "percent" or not before or before[-1].unit != "percent":
        return False
    if not _ANOTHER.search(p.sentence.text[before[-1].end : q.start]) or _MORE.match(p.sentence.text[q.end :]):
        return False
    between = {cue for start, _, cue in p.cues if before[-1].start <= start < q.start}
    return between == {"share"} or (not between and _shares_go_on(p, before[-1]))


def _carried_cue(p: Parsed, q: Quantity) -> str | None:
    """A figure without a verb of its own shares that of the figures before it: `up 17.8 and 16.2 percent`, `and those to Mexico 17 percent`."""
    if p.sentence.language == "en" and _shares_go_on(p, q):
        return "share"
    earlier = [i for i in p.cues if i[1] <= q.start and i[2] in ("rise", "fall")]
    return earlier[-1][2] if earlier else None


_BETWEEN_MARKS = re.compile(r"(?:[到至][^，。；]{1,10})?[^，。；\d]{0,4}(?:用了|仅用|只用|用时|历时|花了|只隔)")
_OF_PLACES = re.compile(r"(?:以上|左右)?的?(?:省份|省市|省区|城市|外贸企业|企业家?|受访)")
_FROM_MARK = re.compile(r"[从由](?:[^，。；]{2,12}[到至])?$")
"""Marks between which the time is told, and no level of a year: 从7000亿到8000亿只用了一年."""


_SIMULATED = re.compile(r"\bsimulat(?:ed|es?|ions?)\b|模拟|\bstandard deviation\b|标准差|\bHerfindahl\b|赫芬达尔", re.IGNORECASE)
"""Sentences about a distribution, whose figures are none of a place and period."""

_OF_GROWTH = re.compile(r"\s+of the (?:growth|increase|rise|decline|fall) (?:of|in)\b", re.IGNORECASE)
_OF_GROWTH_ZH = re.compile(r"(?:增量|减量)的\s*(?:近|约|超过|逾)?$")
"""What part of its own whole's change a product made: neither a share of the level nor of the nation's growth."""

_IN_QUANTITY = re.compile(r"(?:\sin\s20\d\d)?\s(?:in|by)\s(?:terms of\s)?(?:quantity|volume|units)\b", re.IGNORECASE)
_IN_QUANTITY_ZH = re.compile(r"数量(?:同比|比上年)?(?:增长|增加|上升|下降|减少|回落)了?(?:约|近|超过|逾)?$")
_PER_UNIT = re.compile(r"\b(?:value per unit|unit (?:value|price)s?|average (?:unit )?prices?)\b|单位价值|单价|均价", re.IGNORECASE)


def is_of_quantity(text: str, q: Quantity) -> bool:
    """Whether a rate is said to be of the quantity and not of the value: `rose 34.5% in value and 30.8% in quantity`, 数量增长30.8%."""
    return q.unit == "percent" and bool(_IN_QUANTITY.match(text, q.end) or _IN_QUANTITY_ZH.search(text[: q.start]))


def is_per_unit(p: Parsed, q: Quantity) -> bool:
    """Whether a figure is of the value of one unit, which is no total: `value per unit rose 2.8%`, 单位价值上升2.8%."""
    last = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    return bool(_PER_UNIT.search(p.sentence.text[last : q.start]))


_STOPS = re.compile(r"[.!?](?=\s|$)|[。！？\n]")


LONGEST_SENTENCE = 400
"""Characters on either side of a number that are looked at for the sentence around it."""


def _sentence(text: str, q: Quantity) -> str:
    """The sentence around a quantity."""
    first = max(0, q.start - LONGEST_SENTENCE)
    before = [m.end() for m in _STOPS.finditer(text, first, q.start)]
    after = _STOPS.search(text, q.end, q.end + LONGEST_SENTENCE)
    return text[before[-1] if before else first : after.start() if after else q.end + LONGEST_SENTENCE]


def is_of_distribution(sentence: str) -> bool:
    """Whether a sentence speaks of a distribution, so that neither its figures nor its comparisons are of a place and period."""
    return _SIMULATED.search(sentence) is not None


def is_left_alone(text: str, q: Quantity, language: Language) -> bool:
    """Numbers that are no claims: forecasts and probabilities, targets, discounts of time."""
    near = text[max(0, q.start - 60) : q.start]
    if is_of_distribution(_sentence(text, q)):
        return True
    if q.unit == "percent" and (_OF_GROWTH.match(text, q.end) or _OF_GROWTH_ZH.search(near)):
        return True
    if language == "zh":
        marks = _FROM_MARK.search(near) and _BETWEEN_MARKS.match(text[q.end :])
        of_places = q.unit == "percent" and _OF_PLACES.match(text[q.end :])
        short_of = re.search(r"(?:距离?|离)$", near)
        return bool(marks or of_places or short_of or re.search(r"预计|预期|预测|目标|力争|有望|概率|可能达到|计划到", near))
    return bool(
        re.search(
            r"\b(?:forecast|expects?|expected|projected|predicts?|target(?:s|ed|ing)?|aims? (?:to|for)|probability"
            r"|chance|likely to (?:reach|exceed)|goal of|would reach|could reach|will reach|plans to)\b",
            near,
            re.I,
        )
    )
