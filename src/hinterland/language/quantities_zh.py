"""Chinese quantities: 亿 万亿 万 in every mix, digits or characters, 百分之, 成, 倍, 翻番, 个百分点, counts with their measure words, hedges on both sides."""

from __future__ import annotations

import re
from decimal import Decimal

from hinterland.interval import Interval, last_digit
from hinterland.language.mentions import Quantity
from hinterland.language.quantities import make, so_many_digits

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?|半"
_NUM = rf"(?:{_ARABIC}|{_HAN})"
_SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千)"
_MANY = r"[多余]?"
_COMPOUND = rf"(?:{_NUM}{_MANY}{_SCALE})(?:零?{_NUM}{_SCALE})*|{_NUM}"
_OTHER_MONEY = "欧元|日元|英镑|港元|港币|韩元|卢布|卢比|比索|雷亚尔|新台币|泰铢|越南盾|澳元|加元|新元"

MONEY = re.compile(rf"(?<![\d.])(?P<n>{_COMPOUND}|万亿|千亿|百亿){_MANY}(?P<u>美元|人民币|元人民币|元|欧元)")
BARE = re.compile(rf"(?<![\d.])(?P<n>(?:{_ARABIC}){_MANY}(?:万亿|千亿|亿)){_MANY}(?!(?:{_OTHER_MONEY})|[元美\d])")
PERCENT = re.compile(
    rf"(?<![\d.])(?P<n>[-−]?(?:{_ARABIC}))\s?(?P<u>个百分点|%|个(?=(?:、\d+(?:\.\d+)?个?)*[和与及、]\d+(?:\.\d+)?个百分点))|百分之(?P<h>{_HAN}|{_ARABIC})|(?P<hp>{_HAN})个百分点"
)
RANGE = re.compile(rf"(?<![\d.])(?P<x>{_ARABIC})%?(?:至|到|-|—|～|~)(?P<y>{_ARABIC})%")
TENTHS = re.compile(r"(?P<a>[一二两三四五六七八九])成(?P<b>[一二三四五六七八九半])?(?!立|为|功|都|本|员|果|效|长|分|熟|品|交|渝|年)")
DIGITS = re.compile(
    r"(?<![\d一二三四五六七八九十])(?P<d>[两二三个])位数(?=以?上?的?(?:正?增长|增速|增幅|涨幅|[较高快]|降幅|下降|[，。；]|$))"
)
FRACTION = re.compile(r"(?P<b>[二三四五六七八九十])分之(?P<a>[一二三四五六七八九])|(?<![\d过大上下前后一多])(?P<half>一半|半数)")
MULTIPLE = re.compile(
    rf"(?P<d>翻了?(?P<dh>接近|将近|近|约|超过|超|逾)?(?P<dn>[一两二三])?番)|(?P<grow>(?:增长|增加|提高|扩大|上升|增)了?(?:近|约|逾|超|超过|将近)?(?P<gn>{_NUM})倍)|(?P<t>(?P<tn>{_NUM})倍)|(?:相当于|等于|抵得?上|顶得?上|抵)(?:约|近|逾)?(?P<as>(?P<an>{_NUM})个)(?=[\u3400-\u9fff]{{2}})"
)
COUNT = re.compile(
    rf"(?<![\d.年月第])(?P<n>{_COMPOUND}){_MANY}(?P<u>辆|台|部|吨|标准箱|标箱|万标箱|TEU|列|列次|人次|人|家|户|架次"
        rf"|架|艘|套|件|万吨|公里|班|个标箱|箱|单|票|条|千瓦时|千瓦|桶|双|头|只|亩|公顷|平方公里)"
)  # fmt: skip

_LOOSE = ("人", "条", "件", "班", "票", "单", "部", "只", "套", "头")
"""Measure words that count by the thousand only, or where a number of them is said to have been reached: `3条建议` claims nothing, `增至45条` does."""
_REACHED = re.compile(r"(?:[增升扩达降减]至|[增升扩达降减]到|增加到|扩大到|增长到)(?:近|约|逾|超)?$")

_BEFORE = (
    ("at least", r"(?:不少于|不低于|至少)$"),
    ("less than", r"(?:不足|不到|低于|少于|未达|跌破|降破|跌至不足)$"),
    ("just over", r"(?:略高于|略超|刚过|略多于)$"),
    ("more than", r"(?:超过|超出|突破|跃上|迈上|登上|跨上|踏上|再上|站上|站稳|重回|重返|重上|跨过|跨越|冲破|超|逾|高于|破|大于|多于|已过|迈过)了?$"),
    ("nearly", r"(?:接近|将近|逼近|临近|近|直逼|几近)$"),
    ("about", r"(?:大约|约为|约占|约|大概|左右)$"),
    ("at most", r"(?:至多|不超过|最多)$"),
)  # fmt: skip
_HEDGES = [(name, re.compile(pattern)) for name, pattern in sorted(_BEFORE, key=lambda b: b[0] != "at most")]


def find(text: str) -> list[Quantity]:
    """All quantities of a Chinese sentence, in order."""
    wide = text.translate(_WIDE)
    found: list[Quantity] = []

    def free(start: int, end: int) -> bool:
        return all(end <= q.start or start >= q.end for q in found)

    def keep(q: Quantity | None) -> None:
        if q is not None and free(q.start, q.end):
            q.text = text[q.start : q.end]
            found.append(q)

    for match in RANGE.finditer(wide):
        low, high = _number(match["x"]), _number(match["y"])
        if low and high and low[0] < high[0]:
            q = make(text, match.start(), match.end(), (low[0] + high[0]) / 2, high[0] - low[0], "percent", form="range")
            q.interval = Interval(low[0], high[0], True, True)
            keep(q)
    for match in MONEY.finditer(wide):
        keep(_amount(wide, match, "USD" if "美元" in match["u"] else "EUR" if "欧" in match["u"] else "CNY"))
    for match in BARE.finditer(wide):
        keep(_amount(wide, match, "CNY"))
    for match in PERCENT.finditer(wide):
        keep(_percent(wide, match))
    for match in FRACTION.finditer(wide):
        value = Decimal(50) if match["half"] else Decimal(100 * _DIGITS[match["a"]]) / (10 if match["b"] == "十" else _DIGITS[match["b"]])
        keep(make(wide, *match.span(), value, Decimal(4), "percent", hedge=_hedge(wide, *match.span()), form="fraction"))
    for match in DIGITS.finditer(wide):
        if re.search(r"增|涨|降|跌", wide[max(0, match.start() - 12) : match.end() + 8]):
            keep(so_many_digits(wide, *match.span(), {"个": 1, "两": 2, "二": 2, "三": 3}[match["d"]]))
    for match in TENTHS.finditer(wide):
        tail = match["b"]
        value = Decimal(10 * _DIGITS[match["a"]]) + (0 if not tail else 5 if tail == "半" else _DIGITS[tail])
        keep(make(wide, *match.span(), value, Decimal(1 if tail else 10), "percent", hedge=_hedge(wide, *match.span()), form="tenths"))
    for match in MULTIPLE.finditer(wide):
        keep(_multiple(wide, match))
    for match in COUNT.finditer(wide):
        keep(_count(wide, match))
    for q in _tabled(wide):
        keep(q)
    return sorted(found, key=lambda q: q.start)


_HEADED = re.compile(r"[（(](?:单位[:：])?(?P<u>%|亿元|万亿元|亿美元|百分点)[）)]|单位[:：为](?P<v>%|亿元|万亿元|亿美元)")
_ROW = re.compile(rf"(?<=[\u3400-\u9fff）) :：])(?P<n>[-+−]?(?:{_ARABIC}))(?=\s?(?:[;；,，。、）)]|$)|\s+[\u3400-\u9fff])")


def _tabled(text: str) -> list[Quantity]:
    """Bare numbers behind names, under a heading that gives the unit for all: 外贸增速（%）：湖北 18.2；安徽 17.3."""
    head = _HEADED.search(text)
    if head is None:
        return []
    unit = head["u"] or head["v"]
    rows = []
    for match in _ROW.finditer(text, head.end()):
        numeral = match["n"].lstrip("+").replace("−", "-").replace(",", "")
        value, precision = Decimal(numeral), last_digit(numeral)
        if unit == "%":
            rows.append(make(text, *match.span(), value, precision, "percent", form="percent"))
        elif unit != "百分点":
            factor = _scale("万亿" if unit.startswith("万亿") else "亿")
            rows.append(make(text, *match.span(), value * factor, precision * factor, "USD" if "美" in unit else "CNY", form="money"))
    return rows


def _number(text: str) -> tuple[Decimal, Decimal] | None:
    """A numeral in digits or characters, with scale words in any mix, and the width of its last digit."""
    if text in ("万亿", "千亿", "百亿"):
        return _scale(text), Decimal(0)
    text = re.sub(r"(?<=.)[多余](?=[十百千万亿])", "", text)
    total, precision = Decimal(0), Decimal(1)
    text = re.sub(r"(?<=[万亿千])零(?=\d)", "", text)
    parts = re.findall(rf"({_NUM})({_SCALE})?", text)
    if not parts or "".join(a + b for a, b in parts) != text:
        return None
    for position, (numeral, scale) in enumerate(parts):
        simple = _simple(numeral)
        if simple is None:
            return None
        factor = _scale(scale) if scale else Decimal(1)
        if scale in ("万", "千", "百万", "千万") and position + 1 < len(parts) and parts[-1][1].endswith("亿"):
            factor *= Decimal(10) ** 8
        total += simple[0] * factor
        precision = simple[1] * factor
    return total, precision


def _scale(word: str) -> Decimal:
    power = {"千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
    return Decimal(10) ** power[word]


def _simple(text: str) -> tuple[Decimal, Decimal] | None:
    if re.fullmatch(_ARABIC, text):
        cleaned = text.replace(",", "")
        return Decimal(cleaned), last_digit(cleaned)
    if text == "半":
        return Decimal("0.5"), Decimal("0.1")
    whole, _, fraction = text.partition("点")
    value, current = 0, 0
    for c in whole:
        if c in _DIGITS:
            current = _DIGITS[c]
        elif c in "十百千":
            value += (current or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            current = 0
        else:
            return None
    number = Decimal(value + current)
    if fraction:
        number += Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
        return number, Decimal(1).scaleb(-len(fraction))
    return number, Decimal(1)


def _hedge(text: str, start: int, end: int) -> str:
    """The hedge of a number: behind it, before it, or `多` and `余` within it (10余亿元, 3万多辆)."""
    after = text[end : end + 3]
    if after.startswith(("以上", "及以上", "上方", "之上")):
        return "at least"
    if after.startswith(("左右", "上下")):
        return "about"
    if after.startswith(("以下", "以内", "下方", "之下")):
        return "less than"
    before = text[max(0, start - 5) : start]
    before = re.sub(r"(?:达到|达|为|至|(?<!不)到|是|有)$", "", before)
    name = next((n for n, p in _HEDGES if p.search(before)), "exactly")
    return "more than" if name == "exactly" and re.search(r"[多余]", text[start:end]) else name


def _amount(text: str, match: re.Match[str], unit: str) -> Quantity | None:
    parsed = _number(match["n"])
    if parsed is None or unit == "EUR":
        return None
    if parsed[0] < 10_000:
        return None
    start, end = match.span()
    if match["n"] in ("万亿", "千亿", "百亿"):
        hedge = _hedge(text, start, end)
        return make(text, start, end, parsed[0], Decimal(0), unit, hedge="at least" if hedge == "exactly" else hedge, form="threshold")
    return make(text, start, end, parsed[0], parsed[1], unit, hedge=_hedge(text, start, end), form="money")


def _percent(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["h"]:
        parsed, unit = _number(match["h"]), "percent"
    elif match["hp"]:
        parsed, unit = _number(match["hp"]), "percentage_point"
    else:
        numeral = match["n"].replace("−", "-").replace(",", "")
        parsed, unit = (Decimal(numeral), last_digit(numeral)), "percentage_point" if "个" in match["u"] else "percent"
    if parsed is None:
        return None
    return make(text, start, end, *parsed, unit, hedge=_hedge(text, start, end), form="points" if unit == "percentage_point" else "percent")


def _multiple(text: str, match: re.Match[str]) -> Quantity | None:
    if match["d"]:
        start, end = match.span("d")
        value = Decimal(2) ** {"两": 2, "二": 2, "三": 3}.get(match["dn"] or "一", 1)
        over = text[end : end + 3].startswith(("还多", "多", "以上", "有余")) or (match["dh"] or "")[:1] in ("超", "逾")
        q = make(text, start, end, value, Decimal(1), "ratio", form="verb")
        near = bool(re.search(r"(?:近|接近|将近)$", match["dh"] or text[max(0, start - 3) : start]))
        q.interval = (
            Interval(value, None, False)
            if over
            else Interval(value - Decimal("0.3"), value)
            if near
            else Interval(value - Decimal("0.1"), value + Decimal("0.3"))
        )
        return q
    if match["grow"]:
        parsed = _number(match["gn"])
        if parsed is None:
            return None
        hedge = re.search(r"近|约|逾|超", match["grow"])
        return make(
            text, *match.span("grow"), parsed[0] + 1, parsed[1], "ratio", form="grown",
            hedge={"近": "nearly", "约": "about", None: "exactly"}.get(hedge[0] if hedge else None, "more than"),
        )  # fmt: skip
    parsed = _number(match["tn"] or match["an"])
    if parsed is None:
        return None
    start, end = match.span("t" if match["t"] else "as")
    return make(text, start, end, *parsed, "ratio", hedge=_hedge(text, start, end), form="times")


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    parsed = _number(match["n"])
    if parsed is None:
        return None
    start, end = match.span()
    unit = match["u"]
    vehicles = unit in ("辆", "台")
    if unit in _LOOSE and parsed[0] < 1000 and not _REACHED.search(text[:start]):
        return None
    scaled = bool(re.search(_SCALE, match["n"]))
    precision = parsed[1] if scaled or "." in match["n"] else Decimal(1 if vehicles else 0)
    return make(
        text, start, end, parsed[0], precision, "units" if vehicles else "count", hedge=_hedge(text, start, end), form="count", noun=unit
    )
