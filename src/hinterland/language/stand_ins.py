"""What stands in for a name, as mentions of their own: 前者 and `the latter` for the two regions last named, a zone, port or firm for nobody we know.

In goes a parsed sentence and the scene before it, out come its names with those mentions put in, in order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hinterland.language.mentions import Mention
from hinterland.language.parsed import Parsed
from hinterland.language.scene import NOBODY, Scene, level_of, province_of, region_role

_PAIR = re.compile(r"(?P<a>前者)|后者")
_BOTH = re.compile(r"(?:两|二)(?:地|省|市|者|省市)")
"""A sentence that speaks of two named before, so that 后者 in it is the third, named here: 两地均落后于四川，后者是西部第一."""
_WHEN = r"(?:20\d\d年|去年|今年|同期|全年|上半年|前\w{1,3}个月|\d{1,2}月|[一二三四]季度|累计|共|实现|完成|外贸|货物|的){0,4}"
_ZONE = re.compile(
    r"(?:综合保税区|综保区|保税港区|自贸试验区|自贸片区|自由贸易试验区|航空港区|航空港|航空港实验区|口岸|关区|经开区|高新区|开发区)"
    rf"(?={_WHEN}(?:进出口|出口|进口))"
)
_COUNTY = re.compile(
    r"(?:义乌|昆山|晋江|张家港|江阴|常熟|太仓|慈溪|余姚|永康|石狮|南安|海宁|桐乡|瑞安|乐清|横琴|前海|浦东(?:新区)?|滨海新区|两江新区|雄安新区)(?!港|机场|海关)"
)
"""Places below the cities of the tables, which have trade of their own and are nobody whom we hold."""
_WHOLE = re.compile(rf"(?<=[，；])(?:全省|我省|该省|全区)(?={_WHEN}(?:进出口|出口|进口|外贸|合计|总计|共计|为|达|\d))")


_INDUSTRY = re.compile(r"规模以上工业|规上工业|工业企业|规上企业")
_OF_INDUSTRY = {
    "industrial_revenue": re.compile(r"营业收入(?!利润率)|营收(?!利润率)"),
    "industrial_profit": re.compile(r"(?<!收入)利润(?:总额)?(?!率)"),
}
"""What industrial enterprises earn, named apart from them: 规上工业企业2024年实现营业收入54918.5亿元；利润总额2398.4亿元."""

_PAIR_EN = re.compile(r"\b(?:the\s)?(?P<a>former)\b(?=['’,\s](?!\w+\s(?:president|minister|official)))|\bthe\slatter\b", re.I)


_ZONE_EN = re.compile(
    r"(?:'s)?\s(?:(?:[A-Z][\w-]+|comprehensive|pilot|economic|airport|high-tech|national|free-trade)\s){0,4}(?:(?:free[- ]trade|bonded|development|economic|processing)\s(?:zone|area|port)s?"
    r"|FTZ|new area|industrial park|dry port|airport|seaport)\b",
    re.I,
)
_BASED = re.compile(r"[- ]based\s(?:[A-Z]\w|(?:car|auto|phone|chip|battery)?maker|company|firm|group|manufacturer|supplier|exporter)")
_SEATED = re.compile(r"\b(?:based|headquartered|located|seated)\sin\s(?:[A-Z]\w+,\s)?$|总部(?:位于|设在|在|坐落于)$")
_FIRM = re.compile(
    r"(?:^\s?|[,;]\s|\b(?:and|while|but|as|by)\s)(?P<who>[A-Z][\w&]*[a-rt-z&A-Z](?:\s[A-Z][\w&]+){0,2})"
    r"(?:'s\s(?:overseas\ssales|exports|shipments|vehicle exports)|\s(?:alone\s)?(?:exported|imported|shipped|sold)\b)"
)
_NO_FIRM = re.compile(r"(?:It|They|He|She|We|You|Who|Which|That|This|Also|And|One|None|All|Both|Each|Most|Some|The \w+|Its \w+|Nobody)")
"""A firm that trades, or a place that is part of a province or lies in one: whose figures are not the province's."""


def english_stand_ins(p: Parsed, scene: Scene) -> list[Mention]:
    """The names of an English sentence with `the former` and `the latter` as the two regions last named, and with zones and firms as nobody we know."""
    p = replace(p, names=_nobodies(p))
    text = p.sentence.text
    named = [n for n in p.names if n.kind == "region" and n.code != "CN" and region_role(text, n, "en") != "none"]
    made: list[Mention] = []
    for m in _PAIR_EN.finditer(text):
        pair = tuple(dict.fromkeys(n.code for n in named if n.end <= m.start()))[-2:]
        pair = pair if len(pair) == 2 else scene.pair
        if len(pair) == 2 and (not m["a"] or text[m.start()] in "tT"):
            made.append(Mention(m.start(), m.end(), "region", pair[0 if m["a"] else 1], m[0]))
    distinct = tuple(dict.fromkeys(n.code for n in named))
    scene.pair = distinct if len(distinct) == 2 else (scene.pair if not distinct else ())
    return sorted([*p.names, *made], key=lambda n: n.start) if made else p.names


def _nobodies(p: Parsed) -> list[Mention]:
    """The names of a sentence, in which a zone, or the seat of a firm, is nobody we know: `Henan Free Trade Zone`, `Chery, based in Anhui,`."""
    text = p.sentence.text

    def known(n: Mention) -> Mention:
        if n.kind != "region" or level_of(n.code) != "province":
            return n
        zone = None if n.code == "CN-HI" else _ZONE_EN.match(text, n.end)
        end = zone.end() if zone else n.end
        return replace(n, end=end, code=NOBODY, codes=()) if zone or _BASED.match(text, n.end) or _SEATED.search(text[: n.start]) else n

    names = [known(n) for n in p.names]
    firms = (Mention(*m.span("who"), "region", NOBODY, m["who"]) for m in _FIRM.finditer(text) if not _NO_FIRM.fullmatch(m["who"]))
    found = [f for f in firms if not any(n.start < f.end and f.start < n.end for n in names)]
    return sorted([*(n for n in names if not any(m is not n and m.start < n.start < m.end for m in names)), *found], key=lambda n: n.start)


def stand_ins(p: Parsed, scene: Scene) -> list[Mention]:
    """The names of a sentence with its stand-ins among them; the scene remembers the pair that the next sentence may speak of."""
    text = p.sentence.text
    p = replace(
        p, names=[replace(n, code=NOBODY, codes=()) if n.kind == "region" and _SEATED.search(text[: n.start]) else n for n in p.names]
    )
    named = [n for n in p.names if n.kind == "region" and n.code != "CN" and region_role(text, n, "zh") != "none"]
    made: list[Mention] = []
    for m in _PAIR.finditer(text):
        here = tuple(dict.fromkeys(n.code for n in named if n.end <= m.start()))[-2:]
        pair = here if len(here) == 2 else scene.pair
        if len(here) == 1 and not m["a"] and _BOTH.match(text):
            pair = (*here, *here)
        if len(pair) == 2:
            made.append(Mention(m.start(), m.end(), "region", pair[0 if m["a"] else 1], m[0]))
    for m in _ZONE.finditer(text):
        if not re.search(r"(?:经|从|由|自|通过)[^，。；]{0,8}$", text[: m.start()]) and not re.search(
            r"全[省市国区]$|各$", text[: m.start()]
        ):
            made.append(Mention(m.start(), m.end(), "region", NOBODY, m[0]))
    made.extend(
        Mention(m.start(), m.end(), "region", NOBODY, m[0])
        for m in _COUNTY.finditer(text)
        if not any(n.start < m.end() and m.start() < n.end for n in p.names) and not re.search(r"[、在于到从与和]$", text[: m.start()])
    )
    if _INDUSTRY.search(text) or str(scene.concept).startswith("industrial"):
        for code, pattern in _OF_INDUSTRY.items():
            free = (m for m in pattern.finditer(text) if not any(n.start < m.end() and m.start() < n.end for n in p.names))
            made.extend(Mention(m.start(), m.end(), "concept", code, m[0]) for m in free)
    for m in _WHOLE.finditer(text):
        inner = [n.code for n in named if n.end <= m.start()]
        province = province_of(inner[-1]) if inner else scene.province
        if province:
            made.append(Mention(m.start(), m.end(), "region", province, m[0]))
    distinct = tuple(dict.fromkeys(n.code for n in named))
    scene.pair = distinct if len(distinct) == 2 else (scene.pair if not distinct else ())
    return sorted([*p.names, *made], key=lambda n: n.start) if made else p.names
