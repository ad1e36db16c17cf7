"""The period of a figure and the base it is set against, from the periods that its sentence names.

A period in the clause comes first, then one to the right, then the one carried in the scene.
"""

from __future__ import annotations

import re

from hinterland.codes import Period
from hinterland.language.ends import comes_from, marker, mate
from hinterland.language.mentions import Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.periods import PeriodMention
from hinterland.language.scene import Scene, settle
from hinterland.language.subordinate import is_subordinate, opened_before


def figure_period(
    p: Parsed, q: Quantity, scene: Scene, against: tuple[Quantity, Scene] | None = None
) -> tuple[Period | None, Period | None]:
    """The period of a figure and the base it is set against: in its clause, else right of it, else carried."""
    text = p.sentence.text
    period = scene.period
    left = max((o.end for o in p.quantities if o.end <= q.start), default=0)
    right = min((o.start for o in p.quantities if o.start >= q.end), default=len(text))
    last = not any(o.start >= q.end for o in p.quantities)
    own = [m for m in p.periods if left <= m.start < q.start and not m.carry and not _holds_before(p, m, q, against is not None)]
    after = [m for m in p.periods if q.end <= m.start < (len(text) if last else right) and not m.carry]
    base: Period | None = None
    zh = p.sentence.language == "zh"
    for m in [*(a for a in after if not re.search("[，；]", text[q.end : a.start])), *own] if zh else own + after:
        if m.base:
            found = settle(scene, m)
            if m.period is not None or m.back or m.months_back or (m.months and not re.search(r"[,，;；]", text[q.end : m.start])):
                base = found
    meant = [m for m in own if not m.base]
    behind_it = [m for m in after if not m.base and (_is_behind(text[q.end : m.start], m) or _is_bracketed(text, q, m))]
    if behind_it:
        meant = behind_it[:1]
    if not meant:
        near = [m for m in after if not m.base and not re.search(r"[;；]", text[q.end : m.start]) and not _comes_after(p, m, q)]
        if near and not _left_periods(p, q) and (last or not re.search(r"[,，]", text[q.end : near[0].start])):
            meant = near[:1]
    if meant:
        period = scene.period if meant[-1].ahead is not None else settle(scene, meant[-1]) or period
    elif not _left_periods(p, q):
        later = [m for m in p.periods if m.start >= q.end and not m.base and not m.carry and not _comes_after(p, m, q)]
        if (
            later
            and not any(m.period or m.months for m in own)
            and all(re.search(r"\d|respectively|and|,", text[q.end : later[0].start]) for _ in (0,))
            and not _new_clause(text[q.end : later[0].start])
            and not any(q.end <= o.start < later[0].start and mate(p, o) is q for o in p.quantities)
        ):
            period = settle(scene, later[0]) or period
    if base is None and q.unit in ("percent", "ratio"):
        earlier = [o for o in p.quantities if o.end <= q.start and o.unit in ("CNY", "USD") and _stands_at(p, o, text)]
        if earlier and not re.search(r"[;；]" if q.unit == "ratio" else r"[,，;；]", text[earlier[-1].end : q.start]):
            named = [m for m in p.periods if m.base and m.end <= earlier[-1].start]
            base = settle(scene, named[-1]) if named else None
    if base is None and q.unit == "ratio" and zh and "翻" in q.text:
        dated = [found for m in p.periods if m.end <= q.start and m.period and not m.base and (found := settle(scene, m))]
        base = dated[-2] if len(dated) > 1 and dated[-2].end < dated[-1].start and dated[-1] == period else None
    if base is None and _stands_at(p, q, text):
        behind = next(
            (m for m in p.periods if m.base and q.end <= m.start <= q.end + 40 and not re.search(r"\bto\b|[,;]", text[q.end : m.start])),
            None,
        )
        base = settle(scene, behind) if behind else None
    from_share = q.unit == "percent" and re.search(r"[由从自][^，。；增长升降]{0,12}的$", text[: q.start])
    if base is not None and (q.unit in ("CNY", "USD", "units") or from_share) and _stands_at(p, q, text):
        period, base, meant = base, None, [m for m in p.periods if m.base]
    if against is not None and base is not None:
        period, base = base, None
    elif against is not None and not meant:
        end = figure_period(p, *against)[0]
        alike = (against[1].subject, against[1].flow) == (scene.subject, scene.flow)
        period = end.year_before() if end is not None and alike and comes_from(p, q) else end
    if period is not None and period.months > 12:
        period, base = _ends_of_span(text[: q.start], q, period, base)
    if base is None and period is not None and q.unit == "percent" and re.search(r"环比[^，。；]*$", text[: q.start]):
        base = period.shift(-period.months)
    if q.unit == "ratio" and base is not None and not meant and re.search(r"\b(?:has|have)\s[\w\s]{0,24}$", text[: q.start]):
        latest = Period.of_year(scene.today.year - 1)
        period = latest if period is None or period.end < latest.start else period
    period = scene.handed or period
    if period is None:
        period = Period.of_year(scene.today.year - 1)
    return period, base


def _ends_of_span(before: str, q: Quantity, period: Period, base: Period | None) -> tuple[Period, Period | None]:
    """Amounts at the two ends of a run of years: 2019年至2025年，外贸从A增至B."""
    first, last = Period.of_year(period.start // 100), Period.of_year(period.end // 100)
    if q.unit == "ratio" and re.search(r"[增升长扩]", before):
        return last, base or first
    if q.unit in ("CNY", "USD", "units"):
        if re.search(r"(?:从|由|自(?![治贸主由]))[^，。；]{0,4}$", before):
            return first, base
        if re.search(r"(?:增|升|扩大|提高|增长|增加|攀升|跃升|上升|降|减少)[至到为][^，。；]{0,3}$", before):
            return last, base
    return period, base


_BEHIND = re.compile(
    r"\s(?:yuan\s)?(?:(?:rise|increase|growth|gain|drop|fall|decline|expansion|contraction|surge|jump)\s)?(?:(?:in|of)\s(?:its\s|total\s|foreign\s)?(?:trade|exports|imports)\s)?"
    r"(?:in|for|during|by|over|of(?=\sall\s))\s(?:the\s|all of\s|all\s)?(?:(?:full|whole|entire) year\s)?"
)


def _is_behind(between: str, m: PeriodMention) -> bool:
    """Whether a period stands right behind a figure: `5 percent in 2025`, `a 4 percent rise in the second quarter`, `4 percent the year before`."""
    opens = m.back is not None or re.match(r"(?:in|for|over)\s", m.text, re.I)
    return bool(_BEHIND.fullmatch(between) or (between == " " and opens) or between == " (")


def _holds_before(p: Parsed, m: PeriodMention, q: Quantity, against: bool) -> bool:
    """Whether a period between two figures is the first one's alone: in a phrase that is over, or before the word that sets the second against the first."""
    if p.sentence.language != "en":
        return False
    begin = marker(p, q) if against else None
    return is_subordinate(p, m, q.start) or (begin is not None and m.end <= begin and not m.base)


def _comes_after(p: Parsed, m: PeriodMention, q: Quantity) -> bool:
    """Whether a period behind a figure stands in a phrase that tells what came before: `growth of 2.7%, after a 17.2% slump in 2024`."""
    return p.sentence.language == "en" and bool(re.search(r",", p.sentence.text[q.end : m.start])) and opened_before(p.sentence.text, m)


def _is_bracketed(text: str, q: Quantity, m: PeriodMention) -> bool:
    """Whether a period stands alone in brackets right behind a figure, and so dates it: 8158.4亿元（2022年）."""
    return text[q.end : m.start] in ("（", "(", " (") and text[m.end : m.end + 1] in ("）", ")")


def _new_clause(between: str) -> bool:
    return bool(re.search(r"[;；。]|\bwhile\b|\bwhereas\b", between))


def _left_periods(p: Parsed, q: Quantity) -> bool:
    return any(m.start < q.start and not m.base and not m.carry for m in p.periods)


def _stands_at(p: Parsed, q: Quantity, text: str) -> bool:
    """Whether an amount is the base itself: `较2023年全年的6449.7亿元`, `from 545.15 billion at the end of ...`, `比上年的2600亿元`."""
    if p.sentence.language == "zh":
        against = r"(?:(?<![环同占])比|较|由|从|自(?![治贸主由]))(?![^，。；]*(?:增加|减少|多|少)了?$)[^，。；]{0,12}的?$"
        with_it = r"(?:与|同|跟)[^，。；]{0,14}的?$"
        if re.search(with_it, text[: q.start][-20:]) and re.match(
            r"(?:相比|比较|相较|对比|比|(?:基本|大致|大体|几乎)?(?:持平|相当|接近|差不多))", text[q.end :]
        ):
            return True
        year_ago = r"(?:去年|上年)同[期月](?:仅?为|是|仅|达|的)?$"
        return bool(re.search(rf"{against}|{year_ago}", text[: q.start][-18:]))
    against = r"\b(?:from|against|compared with|(?<!more )(?<!less )(?<!fewer )than)\s(?:about |around |some |nearly )?$"
    return bool(re.search(against, text[: q.start][-26:], re.I))
