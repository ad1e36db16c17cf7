"""Wares that the tables do not know: what is said of flower exports, 花卉出口, is not said of all exports, nor of anything that is held.

Known wares are names and found as such; here is told whether something else stands where a ware would stand. In doubt nothing does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hinterland.codes import Language
from hinterland.language.mentions import Mention, Quantity

if TYPE_CHECKING:
    from hinterland.language.parsed import Parsed

UNHELD = "unheld"
"""What a flow of an unknown ware is a name of, instead of trade."""

_PLAIN_ZH = re.compile(
    r"^(?:[省市]|自治区|地区|[全整]|货物|商品|外贸|对外|贸易|累计|单月|月度|当月|实现|完成|企业|民营|外资|国有|外商|投资|的|年|月|\d|同期|共|合计|总|则|也|又|以|在|一般|加工|保税"
    r"|方面|进|出|而|仅|其|中|与|和|及|上半|下半|季度|前|第|今|去|从|有|向|自|对|为|同|还|再|由|将|使|因|比|较|占|国|海关|跨境|电商|主要|规模|增|下降|转|口岸|服务|部分|大(?:宗|型|省|市|幅|量)|首|边境|边民)"
)
_PLAIN_EN = re.compile(
    r"[a-z]+est|top|total|overall|foreign|goods|merchandise|annual|monthly|yearly|quarterly|combined|cumulative|accumulated|aggregate"
    r"|provincial|national|regional|municipal|local|city|province|region|country|nation|municipality|area|own|direct|strong"
    r"|robust|booming|weak|soft|solid|resilient|record|domestic|outbound|inbound|global|main|major|key|entire|full|whole|first"
    r"|second|third|last|latest|same|recent|net|gross|real|nominal|actual|reported|bilateral|two-way|external|international"
    r"|overseas|world|commodity|commodities|physical|visible|trade|value|volume|year|month|quarter|half|period|december"
    r"|november|october|september|august|july|june|may|april|march|february|january|new|high|higher|low|lower|large|larger|big"
    r"|bigger|small|smaller|rapid|fast|faster|slow|slower|steady|stable|sharp|modest|healthy|such|both|all|most|some|many|more"
    r"|less|other|its|their|the|these|those|this|that|and|or|of|in|by|for|from|to|as|while|when|where|whose|with|without"
    r"|despite|although|meanwhile|though|since|after|before|because|if|but|only|even|also|still|again|now|then|thus|nor|either"
    r"|neither|dollar-denominated|yuan-denominated|monthly-record|full-year|half-year|first-half|second-half|first-quarter"
    r"|second-quarter|third-quarter|fourth-quarter|january-november|year-to-date|private|state-owned|seasonal|historical"
    r"|said|says|saw|sees|had|has|have|was|were|is|are|will|would|could|told|shows?|show|drove|drives?|sent|kept|took|put|got|let|set|cut|made|makes?|helps?|lifts?|boosts?|sees"
    r"|which|who|whom|what|there|here|how|nearly|about|around|over|up|down|than|between|against|per|at|on|an|a|it|they|we"
    r"|additional|further|extra|surging|cross-border|surplus|deficit|chinese|china|customs"
)
"""Words before a flow that name no ware."""

_PLAIN_OF = re.compile(
    r"goods|merchandise|products|commodities|articles|items|things|province|provinces|region|regions|nation|country|city"
    r"|cities|municipality|area|all|about|over|more|nearly|almost|some|around|roughly|approximately|up|at|less|under|only|just"
    r"|both|each|every|this|that|which|these|those|such|what|it|them|its|their|the|a|an|well|close|and|or|as|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|yuan|rmb|december|january|february"
    r"|march|april|may|june|july|august|september|october|november"
)
"""Words behind `exports of` that name no ware."""

_BOUND = re.compile(r"(?:^|(?:'s|’s|s'|s’)\s|\b(?:its|their|the|of|in|by|for|from|with|20\d\d)\s)((?:[A-Za-z][\w-]*\s){1,3})$", re.I)
"""What begins a group of words before a flow, and the words: `Henan's phone exports`, `growth in cut flower exports`."""

_SPAN_EN = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[\w.]*(?:-|$)|YTD$")
"""Months before a flow: `China's Jan-Nov exports`."""

_BEHIND = re.compile(r"\sof\s(?:(?:its|their|the|other|various)\s)?(?P<ware>[A-Za-z][\w-]*)")
_STOP = re.compile(r"[,;.\d]|\b(?:and|to|with|in|from)\b")
_SERVICES = re.compile(r"\sin\s(?:services?|technolog\w+|data|ideas)\b")
_AHEAD = re.compile(r"(?:\s[a-z-]+){0,4}\s(?:in|of)\s[^,;.\d]{0,30}$")


_FLOW_EN = r"(?:exports|imports|trade|shipments)"
_FLOW_ZH = r"(?:进出口|出口|进口|贸易)"

_UNHELD = {
    "en": re.compile(
        r"\b(?:industrial (?:output|production|value[- ]added)|value[- ]added (?:industrial )?output|(?:actual(?:ly)? )?(?:use|used|utili[sz]ed|paid-in)(?: of)? foreign (?:capital|investment)"
        r"|foreign (?:capital|direct investment)|foreign[- ]exchange reserves|fixed[- ]asset investment|retail sales|(?:consumer|producer|factory-gate) prices?|disposable incomes?"
        r"|(?:services?|digital|domestic) trade|trade in services|(?:export|import) (?:prices?|value index|tax rebates?|credit insurance|container\b[^,;.]*|delivery value|tariffs?)"
        r"|(?:trade|export|import)[- ](?:to-GDP ratio|dependence|dependency|intensity)|exporters(?= (?:rose|grew|fell|numbered|reached))|e-commerce sales|trade fairs?|trade-ins?"
        r"|(?:trade|exports|imports|surplus|deficit) (?:in|of) goods and services|goods and services (?:trade|exports|imports)"
        rf"|{_FLOW_EN} (?:moved |carried |transported |sent |shipped )?(?:by|via|over|through) (?:the )?(?:rail(?:way)?|road|sea|air|water|land|pipeline|truck|freight train|ship|plane|waterway)s?"
        rf"|(?:rail(?:way)?|airborne|seaborne|waterborne|overland|freight-train) {_FLOW_EN}"
        rf"|{_FLOW_EN} (?:to|with|from) (?:the )?(?:non-[\w-]+|emerging|new|traditional|developing|developed|other|alternative) (?:\w+ )?"
        r"(?:markets|partners|economies|countries|destinations|sources))\b",
        re.I,
    ),
    "zh": re.compile(
        r"(?:规模以上|规上)?(?:高技术|战略性新兴|装备)?(?:第[一二三]产业|农业|工业|服务业|制造业|建筑业|产业)?(?:增加值|总?产值)|(?:一般公共)?预算收入|财政收入|税收收入|可支配收入|居民收入"
        r"|(?:居民)?消费价格(?:指数)?|货运量|客运量|运价指数|(?:技术)?合同(?:成交|执行)?额|成交额|交易额|结算量|执行额|(?:外贸|进出口|出口|进口|贸易)?(?:依存度|开放度)|(?:外贸)?(?:进出口|出口|进口|外贸)?(?:月均|日均|平均每[月日天]|(?:月度)?均值)(?:进出口|出口|进口)?|税款|环节税|税收入库|社会消费品零售(?:总额)?|社零(?:总额)?|网上零售额|零售额"
        r"|固定资产投资|旅游收入|(?:免税)?销售额|(?:知识密集型)?服务(?:贸易)?(?:进出口|出口|进口|贸易)(?:总?额|逆差|顺差)?|数字(?:服务)?贸易(?:进出口|出口|进口)?(?:总?额)?"
        rf"|(?:货物和|货物与)服务(?:贸易)?{_FLOW_ZH}(?:总?额)?|口岸(?:货物|外贸|对外)?{_FLOW_ZH}(?:总?[额值]|货值)?"
        rf"|(?:经|通过|以)?(?:铁路|公路|航空|水路|海运|空运|陆路|管道|江海联运)(?:运输)?(?:方式)?(?:实现)?的?{_FLOW_ZH}(?:总?[额值]|货值)?"
        rf"|中欧班列[^，。；\d]{{0,6}}?{_FLOW_ZH}(?:总?[额值]|货值)?"
        rf"|(?:专精特新|AEO|高级认证|高新技术企业|上市公司|链主)[^，。；\d]{{0,8}}?{_FLOW_ZH}(?:总?[额值])?"
        rf"|(?:非(?!洲)[一-龥]{{1,4}}?|新兴|传统|多元|发展中|其他)(?:主要)?(?:市场|国家|经济体)(?:国家|和地区)?的?{_FLOW_ZH}(?:总?[额值])?"
        r"|技术(?:进出口|出口|进口)|保税维修(?:业务)?(?:进出口)?|(?:消费|投资)(?=(?:同比)?(?:增长|下降|增|降))",
    ),
}
"""Measures beside trade that the tables do not hold, some of which have a flow in their names: trade by means of transport, of firms of a sort, with markets
of a sort, through a port."""


_NEGATED = re.compile(r"\bnon-$|-to-$|非$", re.I)
"""What makes a name part of another word: non-US, trade-to-GDP."""


def unheld(text: str, language: Language, names: list[Mention]) -> list[Mention]:
    """The names of a sentence with the measures that the tables do not hold; where these stand no flow is named."""
    found = [Mention(m.start(), m.end(), "concept", UNHELD, m[0]) for m in _UNHELD[language].finditer(text)]
    found = [
        u
        for u in found
        if not any(n.kind != "flow" and n.start < u.end and u.start < n.end and not _NEGATED.search(text[: n.start]) for n in names)
    ]
    kept = [n for n in names if not any(n.start < u.end and u.start < n.end for u in found)]
    return sorted([*kept, *found], key=lambda n: n.start)


def set_apart(text: str, names: list[Mention]) -> list[Mention]:
    """The names of an English sentence, in which flows of wares that the tables do not know are no flows any more."""
    begins = [_ware(text, names, n) if n.kind == "flow" else None for n in names]
    return [n if at is None else Mention(at, n.end, "concept", UNHELD, text[at : n.end]) for n, at in zip(names, begins, strict=True)]


def _ware(text: str, names: list[Mention], flow: Mention) -> int | None:
    """Where a flow with its unknown ware begins; nowhere where it has none."""
    found = _BOUND.search(text, 0, flow.start)
    if (
        found is not None
        and not _SPAN_EN.match(found[1].split()[-1])
        and found.start(1) >= max((n.end for n in names if n.end <= flow.start), default=-1)
    ):
        words = found[1].lower().split()
        if not any(_PLAIN_EN.fullmatch(w) for w in words) and not re.search(r"(?:ing|ed|ly)$|^q[1-4]$|^h[12]$|\d", words[-1]):
            return found.start(1)
    if flow.code == "total":
        return flow.start if _SERVICES.match(text, flow.end) else None
    behind = _BEHIND.match(text, flow.end)
    if behind is None or is_plain(behind["ware"]):
        return None
    stop = _STOP.search(text, behind.end())
    known = any(flow.end <= n.start < (stop.start() if stop else len(text)) for n in names)
    return None if known else flow.start


def is_plain(word: str) -> bool:
    """Whether a word behind `exports of` or `exporter of` names no ware."""
    return _PLAIN_OF.fullmatch(word.lower()) is not None


def is_of_unknown_ware(p: Parsed, q: Quantity) -> bool:
    """Whether a figure speaks of a flow of a ware that the tables do not know: 云南花卉出口增长12.3%, `a 12.3% rise in flower exports`."""
    text = p.sentence.text
    flows = [n for n in p.names if n.kind == "flow" or n.code == UNHELD]
    flow = next((n for n in reversed(flows) if n.end <= q.start), None)
    if p.sentence.language == "en":
        ahead = next((n for n in flows if n.start >= q.end), None)
        if ahead is not None and (_AHEAD.fullmatch(text[q.end : ahead.start]) or (flow is None and ahead.start - q.end < 40)):
            flow = ahead
        return flow is not None and flow.code == UNHELD and not re.search(r";|\.\s", text[flow.end : q.start])
    if flow is None or flow.code in ("total", UNHELD) or re.search(r"[。；]", text[flow.end : q.start]):
        return False
    if "，" in text[flow.end : q.start] and any(flow.end <= n.start < q.start for n in p.names):
        return False
    left = max((n.end for n in p.names if n.end <= flow.start), default=-1)
    stop = max((m.end() for m in re.finditer(r"[，。；、：:“”（）()]", text[: flow.start])), default=0)
    ware = text[max(left, stop) : flow.start]
    return left >= stop and re.fullmatch(r"[一-龥]{2,6}", ware) is not None and not any(_PLAIN_ZH.match(ware[i:]) for i in range(len(ware)))
