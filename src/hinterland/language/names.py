"""Names in a text: regions, groups, partners, products, flows and concepts, in both languages, the longest at each place.

One automaton is built from the code tables. English names need word boundaries, and short capitals (US, PV, EU) their case; where one form names
several things, the kind decided by the table below wins.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from hinterland import codes
from hinterland.codes import Region
from hinterland.language.mentions import Mention

KINDS = ("region", "group", "partner", "product", "regime", "flow", "concept")
"""Earlier kinds win where one form names things of several."""

_NOT_NAMES = {
    "food", "trade", "goods", "glass", "bags", "paper", "wood", "salt", "tools", "parts", "food products", "phones", "planes", "ship", "the world",
    "world", "toy", "economy", "all goods", "tea", "fish", "meat", "cotton", "robots", "lamps",
    "生产", "世界", "全球", "商品", "市场", "食品", "飞机", "文化", "纸", "玻璃", "经济", "其他技术", "主要商品", "国家", "地区",
}  # fmt: skip
"""Forms too common to be taken for a name on their own."""

_EXTRA: dict[str, dict[str, tuple[str, ...]]] = {
    "flow": {
        "total": (
            "trade", "traded", "trading", "foreign trade", "trade volume", "trade value", "外贸", "对外贸易", "进出口", "外贸进出口",
            "进出口总值", "进出口总额", "外贸总量", "外贸总值", "外贸规模", "进出口规模", "货物贸易", "贸易",
        ),
        "export": (
            "exports", "export", "exported", "exporting", "shipments", "shipped", "overseas sales", "sales abroad", "sent out", "sent abroad", "sent overseas",
            "sold abroad", "sold overseas", "shipped abroad", "shipped overseas", "sales overseas", "shipments abroad", "outbound trade", "outbound goods", "sales to",
            "出口", "出口额", "出口总值", "出口值", "外销", "外销额", "出海额",
        ),
        "import": (
            "imports", "import", "imported", "importing", "purchases abroad", "brought in", "took in", "bought in", "bought abroad", "bought from abroad",
            "bought overseas", "purchases from abroad", "overseas purchases", "foreign purchases", "inbound trade", "inbound goods", "purchases", "purchases from",
            "进口", "进口额", "进口总值", "进口值", "内购", "外购",
        ),
    },
    "concept": {
        "gdp": ("economy", "economies of", "gross domestic product", "GDP", "地区生产总值", "生产总值", "经济总量"),
        "industrial_revenue": ("industrial revenue", "designated-size industrial revenue", "规上工业营业收入"),
    },
    "region": {
        "CN": (
            "national", "nationwide", "nationally", "the nation", "the country", "the nation's", "Chinese", "China", "全国", "我国", "中国",
        ),
    },
}  # fmt: skip

_REGIMES = (
    "一般贸易", "加工贸易", "跨境电商", "跨境电子商务", "市场采购", "保税物流", "边境小额贸易", "general trade", "ordinary trade", "processing trade",
    "cross-border e-commerce", "cross-border ecommerce", "market procurement trade", "small-scale border trade", "bonded logistics",
)  # fmt: skip
"""Modes of trade that are read as such."""

_WORD = re.compile(r"[A-Za-z]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@cache
def _automaton() -> Any:
    import ahocorasick

    forms: dict[str, list[tuple[str, str, str]]] = {}
    for kind in KINDS:
        for surface in codes.surfaces(kind):
            if kind == "regime" and not surface.code.startswith("enterprise:") and surface.text not in _REGIMES:
                continue
            if kind == "region" and not _readable(surface.code):
                continue
            if (
                surface.text.lower() in _NOT_NAMES
                or len(surface.text) < 2
                or surface.code in ("world", "all")
                or (kind == "concept" and surface.code == "trade")
            ):
                continue
            forms.setdefault(surface.text.lower(), []).append((kind, surface.code, surface.text))
    for kind, table in _EXTRA.items():
        for code, texts in table.items():
            for text in texts:
                forms.setdefault(text.lower(), []).insert(0, (kind, code, text.lower()))
    automaton = ahocorasick.Automaton()
    for form, found in forms.items():
        automaton.add_word(form, (form, tuple(found)))
    automaton.make_automaton()
    return automaton


def _readable(code: str) -> bool:
    region = codes.get("region", code)
    return isinstance(region, Region) and region.country == "CN" and region.level in ("nation", "province", "city")


def names(text: str) -> list[Mention]:
    """The names in a text, in order, none overlapping."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found: list[tuple[int, int, tuple[tuple[str, str, str], ...]]] = []
    for end, (form, meanings) in _automaton().iter(low):
        start = end - len(form) + 1
        if _bounded(text, start, end + 1, form) and (fitting := tuple(m for m in meanings if _cased(text[start : end + 1], m[2]))):
            found.append((start, end + 1, fitting))
    found.extend(_abbreviations(text))
    found.sort(key=lambda f: (f[0], -(f[1])))
    kept: list[Mention] = []
    reached = -1
    for start, end, meanings in found:
        if start >= reached:
            kept.append(_mention(text, start, end, meanings))
            reached = end
    return _specific(text, kept)


_OF_GROUP = re.compile(r"\s(?:of|in)\s(?:the\s)?", re.I)
_SO_MANY = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})?个?")


def _specific(text: str, found: list[Mention]) -> list[Mention]:
    """Without the noun `provinces` where a group beside it says which: 长三角四省市, the four provinces of the Yangtze River Delta."""
    vague: set[int] = set()
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if (one.kind, other.kind) == ("group", "group"):
            if other.code == "provinces" and _SO_MANY.fullmatch(between):
                vague.add(other.start)
            elif one.code == "provinces" and _OF_GROUP.fullmatch(between):
                vague.add(one.start)
    return [m for m in found if m.start not in vague]


_ABBREVIATED = {
    "京": "BJ", "津": "TJ", "冀": "HE", "晋": "SX", "蒙": "NM", "辽": "LN", "吉": "JL", "黑": "HL", "沪": "SH", "苏": "JS", "浙": "ZJ",
    "皖": "AH", "闽": "FJ", "赣": "JX", "鲁": "SD", "豫": "HA", "鄂": "HB", "湘": "HN", "粤": "GD", "桂": "GX", "琼": "HI", "渝": "CQ",
    "川": "SC", "贵": "GZ", "云": "YN", "藏": "XZ", "陕": "SN", "甘": "GS", "青": "QH", "宁": "NX", "新": "XJ",
}  # fmt: skip
_ONE = f"[{''.join(_ABBREVIATED)}]"
_RUN = re.compile(
    rf"(?<![\u3400-\u9fff]){_ONE}(?=\d|[（(：:]\s?[+-]?\d|[+-]\d|[（(]?[+-]?\d)|(?:(?<![\u3400-\u9fff])|(?<=\d年)){_ONE}{{2,8}}(?=(?:等|各|两省|三省|四省|五省"
    rf"|六省|[一二三四五六]地)?(?:进出口|外贸|出口|进口|的|分别|20\d\d年|去年|今年|[两三四五六七八]省市?))"
    rf"|(?:(?<![\u3400-\u9fff])|(?<=\d年)){_ONE}(?:、{_ONE})+(?:[和与及]{_ONE})?(?=等?[两三四五六七八]?[省地市]|分别|进出口|外贸|出口|进口|20\d\d年|去年|今年)"
    rf"|(?<![\u3400-\u9fff]){_ONE}[省市](?=进出口|外贸|出口|进口|20\d\d年)"
)
_SHORT_PARTNERS = {
    "美": "USA",
    "欧": "EU",
    "日": "JPN",
    "韩": "KOR",
    "俄": "RUS",
    "英": "GBR",
    "德": "DEU",
    "印": "IND",
    "澳": "AUS",
    "越": "VNM",
}
_TOWARDS = re.compile(rf"(?<=[对自与同从])(?P<c>[{''.join(_SHORT_PARTNERS)}])(?=(?:货物)?(?:出口|进口|进出口|贸易|外贸))")


def _abbreviations(text: str) -> list[tuple[int, int, tuple[tuple[str, str, str], ...]]]:
    """Provinces by one character, where nothing else can be meant: before a figure, or several in a row before a flow (沪苏浙皖进出口)."""
    runs = [m for m in _RUN.finditer(text) if m[0] not in ("京津冀", "新")]
    one = [(m.start() + i, c) for m in runs for i, c in enumerate(m[0]) if c in _ABBREVIATED]
    towards = ((m.start(), m.end(), (("partner", _SHORT_PARTNERS[m["c"]], m["c"]),)) for m in _TOWARDS.finditer(text))
    return [*((at, at + 1, (("region", f"CN-{_ABBREVIATED[c]}", c),)) for at, c in one), *towards]


def _mention(text: str, start: int, end: int, meanings: tuple[tuple[str, str, str], ...]) -> Mention:
    best = min(meanings, key=lambda m: (KINDS.index(m[0]), _rank(m)))
    alike = tuple(dict.fromkeys(m[1] for m in meanings if m[0] == best[0]))
    return Mention(start, end, best[0], best[1], text[start:end], alike)


def _rank(meaning: tuple[str, str, str]) -> int:
    kind, code, _ = meaning
    if kind != "region":
        return 0
    return codes.get("region", code).rank


def _bounded(text: str, start: int, end: int, form: str) -> bool:
    if _CHINESE.search(form):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_WORD.match(before) and _WORD.match(form[0])) and not (_WORD.match(after) and _WORD.match(form[-1]))


def _cased(written: str, form: str) -> bool:
    """Short capitals are names only in capitals, and proper names only with theirs."""
    if form.isupper() and len(form) <= 4 and form.isascii():
        return written == form
    return not (form[:1].isupper() and form.isascii() and written[:1].islower() and len(form) <= 8)
