"""Chinese phrases that give a place in a ranking, into rank claims: whose place it is, what is ranked, and among whom.

In goes a sentence, a match of the pattern and the scene there; out comes a claim, or nothing where the phrase ranks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from hinterland.language.events.made import make_claim, outside_the_tables
from hinterland.language.events.ordinals import HAN
from hinterland.language.events.scopes import heading_scope, is_growth, scope_near, speaks_outside
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene, region_role
from hinterland.models import Claim, Relation

_FIRST = ("首位", "榜首", "头名", "龙头", "首", "头把交椅")
_SECOND = ("次席", "次位", "榜眼", "第二把交椅")


_AMONG_THEM = re.compile(r"(?:^|[，。；])在?[两三四五六七八九]地(?:之中|当中|中|里)[，,][^；。]*$")
"""A ranking among places that another sentence named: 四地之中，安徽增速最快."""


def ranks_zh(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """A place in a ranking: 第三位, 居首, 最快, 垫底."""
    text = p.sentence.text
    start, end = m.span("o")
    if re.search(r"除(?!此)[^，。；]{1,12}?(?:之|以)?外[，,][^；。]*$", text[:start]) or _AMONG_THEM.search(text[:start]):
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
    yield outside_the_tables(claim) if speaks_outside(p, scene, start) or _OF_CHANGE.search(text[:start]) else claim


_OF_CHANGE = re.compile(r"(?:净?增量|净增额?|增加额|增长?额|贡献率|贡献度|依存度)[^，。；]{0,6}$")
"""What some places are by that are neither of size nor of pace: 进出口净增量居全国第4位."""


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
