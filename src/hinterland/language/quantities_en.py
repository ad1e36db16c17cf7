"""English quantities: money, percentages, points, multiples, fractions, counts, ranges and lists that share a unit.

A numeral in digits or words, a scale word, a currency or unit on either side, a hedge before or after; the span is the number with its unit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from hinterland.interval import Interval, last_digit
from hinterland.language.mentions import Quantity
from hinterland.language.quantities import make, so_many_digits

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
WORDS: dict[str, int] = {**{w: i for i, w in enumerate(_UNITS)}, **_TENS}
WORDS |= {f"{t}-{u}": n + i for t, n in _TENS.items() for i, u in enumerate(_UNITS[1:10], 1)}

SCALES = {
    "hundred million": 8, "hundred billion": 11, "ten billion": 10, "ten thousand": 4, "hundred thousand": 5, "thousand": 3, "k": 3,
    "million": 6, "mln": 6, "mn": 6, "m": 6, "billion": 9, "bln": 9, "bn": 9, "b": 9, "trillion": 12, "trn": 12, "tn": 12, "tln": 12, "trln": 12,
}  # fmt: skip

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_WORD = "(?:" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + "|half an?|a)"
_SCALE = r"(?:hundred[- ](?:million|billion|thousand)|ten[- ](?:billion|thousand)|thousand|million|mln|billion|bln|trillion|trln|trn|tln)"
_SHORT = r"(?:mln|mn|m|bln|bn|b|trln|trn|tn|tln|k)"
_PRE = r"(?:US\$|U\.S\.\$|\$|RMB|Rmb|CNY|USD|¥|￥|yuan )"
_POST = r"(?:yuan|renminbi|RMB|CNY|U\.?S\.? dollars?|US dollars?|dollars?|USD|yuan-worth)"

MONEY = re.compile(
    rf"(?P<pre>{_PRE})\s?(?P<a>{_NUM})(?:[\s-]?(?P<as>{_SCALE}|{_SHORT})\b)?(?:\s(?P<apost>{_POST})\b)?"
    rf"|(?<![\w.$¥￥])(?P<b>{_NUM}|{_WORD})[\s-]?(?P<bs>{_SCALE}|{_SHORT})?[\s-]?(?P<post>{_POST})\b",
    re.I,
)
PERCENT = re.compile(
    rf"(?<![\w.,])(?!(?:19|20)\d\d\s?(?:-|–|to)\s)(?P<n>[-−–+]?{_NUM}|{_WORD})(?:\s?(?:-|–|to)\s?(?P<m>{_NUM}))?[\s-]?(?P<u>%|percentage[- ]points?"
    rf"|percent|per cent|pct|pp\b|ppts?\b|basis points?|points?\b)",
    re.I,
)
RANGE = re.compile(rf"(?P<x>{_NUM})(?:\s?%|\s(?:percent|per cent))?\s?(?:-|–|to|and)\s?(?P<y>{_NUM})\s?(?P<u>%|percent|per cent|pct)", re.I)
_PARTS = "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_FRACTION = rf"(?:(?:two|three|four|five|six|seven|eight|nine)[- ](?:{_PARTS})s|(?:a|one)[- ](?:{_PARTS}|half)|half)"
FRACTION = re.compile(
    rf"\b(?P<f>{_FRACTION})\b(?=\s(?:of|the|its|their|all|more|less|larger|higher|lower|smaller)\b|\s\()"
    rf"|(?<=\bby\s)(?P<g>(?:nearly |about |almost |roughly |some |over |more than |just over |just under )?{_FRACTION})\b(?!\s(?:point|percentage|year|of\b))",
    re.I,
)
DIGITS = re.compile(
    r"\b(?P<d>single|double|triple)[- ]digits?(?=\s(?:[\w-]+\s){0,2}(?:growth|increases?|gains?|rises?|expansion|pace|rates?|drops?|falls?|declines?|jumps?|surges?)\b)",
    re.I,
)
_FRACTIONS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "half": 2}
MULTIPLE = re.compile(
    rf"\b(?P<v>(?:more than |nearly |almost |over |about |roughly )?(?:doubl|tripl|trebl|quadrupl|quintupl)(?:ed"
    rf"|ing|es|e))\b(?![\s-]digits?\b)|\b(?P<f>(?:{_NUM}|two|three|four|five|six|seven|eight|nine|ten)[- ]?fold)\b"
    rf"|\b(?P<t>(?P<tn>{_NUM}|two|three|four|five|six|seven|eight|nine|ten)(?:\sand a half)?\stimes)\b"
    rf"|\b(?P<w>twice|double|triple|halved)\b",
    re.I,
)
SCALED = re.compile(
    rf"(?<![\w.$¥￥,])(?P<n>{_NUM})\s?(?P<s>billion|trillion|bn|trn)\b(?!\s(?:kilowatt|cubic|tonne|ton|people|parcels"
    rf"|units))",
    re.I,
)
COUNT = re.compile(rf"(?<![\w.$¥￥,])(?P<n>{_NUM})(?:[\s-](?P<s>{_SCALE}))?(?![\w%]|[.,]\d)", re.I)

_BEFORE = (
    ("more than", r"(?:more than|over|above|exceed(?:ed|ing|s)?|upwards of|in excess of|topp(?:ed|ing)|tops|surpass(?:ed|ing|es)|pass(?:ed|ing|es)|cross(?:ed|ing|es)|past"
        r"|br(?:oke|eaks|eaking|oken)(?: through)?|breach(?:ed|es|ing)?"
        r"|beyond|well over)"),
    ("less than", r"(?:less than|under|below|fewer than|short of)"),
    ("at least", r"(?:at least|no(?:t)? (?:less|fewer) than)"),
    ("at most", r"(?:at most|no(?:t)? more than|(?<!add )(?<!adds )(?<!added )(?<!adding )up to)"),
    ("just over", r"(?:just over|slightly over|slightly more than|a bit over|a bit more than|a little over"
        r"|(?:a )?little more than|just above|barely over)"),
    ("nearly", r"(?:nearly|almost|close to|just under|approaching|just below|not quite|a little under)"),
    ("about", r"(?:about|around|roughly|approximately|some|circa|an estimated|in the region of)"),
)  # fmt: skip
_HEDGES = [
    (name, re.compile(pattern + r"\s(?:the\s|a\s|an\s)?$", re.I))
    for name, pattern in sorted(_BEFORE, key=lambda b: b[0] in ("more than", "less than"))
]
_AFTER = re.compile(r"^\s(?:or so|or thereabouts)\b", re.I)
_ORMORE = re.compile(r"^\s(?:or more|and above|and more|plus)\b|^\+", re.I)


def find(text: str) -> list[Quantity]:
    """All quantities of an English sentence, in order."""
    found: list[Quantity] = []

    def free(start: int, end: int) -> bool:
        return all(end <= q.start or start >= q.end for q in found)

    for match in MONEY.finditer(text):
        if free(*match.span()) and (q := _money(text, match)):
            found.append(q)
    for match in RANGE.finditer(text):
        if free(*match.span()) and "and" not in match[0]:
            low, high = (Decimal(match[g].replace(",", "")) for g in ("x", "y"))
            if low < high:
                q = make(text, match.start(), match.end(), (low + high) / 2, high - low, "percent", form="range")
                q.interval = Interval(low, high, True, True)
                found.append(q)
    for match in PERCENT.finditer(text):
        if free(*match.span()) and (q := _percent(text, match)):
            found.append(q)
    for match in MULTIPLE.finditer(text):
        if free(*match.span()) and (q := _multiple(text, match)):
            found.append(q)
    for match in DIGITS.finditer(text):
        if free(*match.span()):
            found.append(so_many_digits(text, *match.span(), {"single": 1, "double": 2, "triple": 3}[match["d"].lower()]))
    for match in FRACTION.finditer(text):
        start, end = match.span("f" if match["f"] else "g")
        grown = re.search(rf"{_FRACTION}$", match["g"], re.I) if match["g"] else None
        start += grown.start() if grown else 0
        if free(start, end):
            value, precision = _fraction(text[start:end])
            form = "grown" if grown else "fraction"
            found.append(make(text, start, end, value, precision, "percent", hedge=hedge_before(text, start), form=form))
    found.sort(key=lambda q: q.start)
    found.extend(_shared_unit(text, found, free))
    if any(q.unit in ("CNY", "USD") for q in found):
        unit = next(q.unit for q in found if q.unit in ("CNY", "USD"))
        for match in SCALED.finditer(text):
            parsed = number(match["n"])
            if parsed and free(*match.span()) and not _COUNTED.match(text[match.end() : match.end() + 60]):
                factor = Decimal(10) ** SCALES[match["s"].lower()]
                found.append(
                    make(text, *match.span(), parsed[0] * factor, parsed[1] * factor, unit, hedge=_hedge(text, *match.span()), form="money")
                )
    for match in COUNT.finditer(text):
        if free(*match.span()) and (q := _count(text, match)):
            found.append(q)
    found.extend(q for q in _tabled(text) if free(q.start, q.end))
    return sorted(found, key=lambda q: q.start)


def number(text: str) -> tuple[Decimal, Decimal] | None:
    """A numeral in digits or words with the width of its last digit."""
    word = text.lower().strip()
    if word in ("half a", "half an"):
        return Decimal("0.5"), Decimal("0.1")
    if word == "a":
        return Decimal(1), Decimal(1)
    if word in WORDS:
        return Decimal(WORDS[word]), Decimal(1)
    cleaned = word.replace(",", "").replace("−", "-").replace("–", "-")
    try:
        return Decimal(cleaned), last_digit(cleaned)
    except ArithmeticError:
        return None


def hedge_before(text: str, start: int) -> str:
    """The hedge that stands right before a number."""
    before = text[max(0, start - 28) : start]
    return next((name for name, pattern in _HEDGES if pattern.search(before)), "exactly")


_OWNED = re.compile(r"\s(?:of|in|for|recorded|posted|seen|achieved|reported|at)\s(?:the\s)?(?:[A-Z]|nation|country)")


def _hedge(text: str, start: int, end: int) -> str:
    if re.search(r"\bthan the $", text[:start], re.I) and _OWNED.match(text[end : end + 24]):
        return "exactly"
    if _ORMORE.match(text[end : end + 12]) or re.match(r"[- ](?:yuan[- ])?club\b", text[end : end + 12]):
        return "at least"
    if _AFTER.match(text[end : end + 16]):
        return "about"
    return hedge_before(text, start)


def _money(text: str, match: re.Match[str]) -> Quantity | None:
    numeral, scale = (match["a"], match["as"]) if match["a"] else (match["b"], match["bs"])
    parsed = number(numeral)
    if parsed is None:
        return None
    if numeral.lower() == "a" and not scale:
        return None
    factor = Decimal(10) ** SCALES.get(re.sub(r"[-\s]+", " ", (scale or "").lower()), 0)
    sign = f"{match['pre'] or ''} {match['post'] or match['apost'] or ''}".lower()
    unit = "USD" if "$" in sign or "dollar" in sign or "usd" in sign else "CNY"
    start, end = match.span()
    if not scale and parsed[0] < 10**6 and match["a"] is None and parsed[0] < 1000:
        return None
    return make(text, start, end, parsed[0] * factor, parsed[1] * factor, unit, hedge=_hedge(text, start, end), form="money")


def _percent(text: str, match: re.Match[str]) -> Quantity | None:
    parsed = number(match["n"])
    word = match["u"].lower()
    if parsed is None or match["n"].lower() in ("a", "half a"):
        return None
    points = "point" in word or word.startswith("pp")
    if word in ("point", "points") and not re.search(
        r"\bfaster|slower|higher|lower|above|below|ahead|up|down|gain|quicker|gap|lead|outpac", text, re.I
    ):
        return None
    value, precision = parsed
    if "basis" in word:
        value, precision = value / 100, precision / 100
    start, end = match.span()
    unit = "percentage_point" if points else "percent"
    if match["m"]:
        low, high = value, Decimal(match["m"].replace(",", ""))
        q = make(text, start, end, (low + high) / 2, abs(high - low), unit, form="range")
        q.interval = Interval(min(low, high), max(low, high), True, True)
        return q
    return make(text, start, end, value, precision, unit, hedge=_hedge(text, start, end), form="points" if points else "percent")


def _multiple(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    hedge = "exactly"
    if verb := match["v"]:
        lower = verb.lower()
        stem = next(s for s in ("doubl", "tripl", "trebl", "quadrupl", "quintupl") if s in lower)
        value = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}[stem]
        start += lower.index(stem)
        hedge = hedge_before(text, start)
    elif fold := match["f"]:
        parsed = number(re.sub(r"[- ]?fold$", "", fold, flags=re.I))
        if parsed is None:
            return None
        return make(text, start, end, *parsed, "ratio", hedge=hedge_before(text, start), form="fold")
    elif match["t"]:
        parsed = number(match["tn"])
        if parsed is not None and " and a half" in match["t"].lower():
            parsed = parsed[0] + Decimal("0.5"), Decimal("0.5")
        if parsed is None or not re.match(
            r"\s(?:as|the|that|those|its|their|larger|bigger|more|higher|what|hubei|[A-Z])", text[end : end + 8]
        ):
            return None
        return make(text, start, end, *parsed, "ratio", hedge=hedge_before(text, start), form="times")
    else:
        word = match["w"].lower()
        if word in ("double", "triple", "twice") and not re.match(r"\s(?:the|that|those|its|their|as|what|[A-Z])", text[end : end + 8]):
            return None
        value = {"twice": 2, "double": 2, "triple": 3, "halved": 0}[word]
        hedge = hedge_before(text, start)
        if word == "halved":
            return make(text, start, end, Decimal("0.5"), Decimal("0.1"), "ratio", form="verb")
    q = make(text, start, end, Decimal(value), Decimal(1), "ratio", form="verb")
    q.interval = {
        "more than": Interval(Decimal(value), None, False),
        "nearly": Interval(Decimal(value) * Decimal("0.9"), Decimal(value)),
        "about": Interval(Decimal(value) * Decimal("0.9"), Decimal(value) * Decimal("1.1")),
    }.get(hedge, Interval(Decimal(value) - Decimal("0.1"), Decimal(value) + Decimal("0.2") if hedge == "exactly" else None))
    q.hedge = hedge
    return q


def _fraction(text: str) -> tuple[Decimal, Decimal]:
    words = re.split(r"[- ]", text.lower())
    top = WORDS.get(words[0], 1)
    bottom = _FRACTIONS[words[-1].rstrip("s")]
    return Decimal(100 * top) / bottom, Decimal(4)


def _shared_unit(text: str, found: list[Quantity], free: object) -> list[Quantity]:
    """Bare numerals in a list before a quantity that carries the unit for all: `8.4, 7.2 and 4 percent`."""
    extra = []
    for q in found:
        before = text[: q.start]
        match = re.search(rf"(?<![\w.])({_NUM}(?:,\s{_NUM})*),?\s(?:and|or|to)\s$", before)
        if (
            not match
            or q.unit not in ("percent", "CNY", "USD")
            or q.form == "range"
            or (text[match.end() - 3 :].startswith("to ") and "respectively" not in text)
        ):
            continue
        scale = q.value / (number(re.search(_NUM, q.text)[0]) or (q.value, 1))[0] if re.search(_NUM, q.text) else Decimal(1)  # type: ignore[index]
        for numeral in re.finditer(_NUM, match[1]):
            parsed = number(numeral[0])
            start = match.start(1) + numeral.start()
            end = match.start(1) + numeral.end()
            if parsed and free(start, end):  # type: ignore[operator]
                extra.append(make(text, start, end, parsed[0] * scale, parsed[1] * scale, q.unit, form="listed"))
    return extra


_HEADED = re.compile(
    rf"(?:,\s|\(|\bin\s)(?P<u>%|percent|per cent|pct|(?:{_SCALE}|bn|trn)\s{_POST}|{_POST}\s(?:{_SCALE}|bn|trn))(?=\)|,|:|\s-|$)", re.I
)
_ROW = re.compile(rf"(?<=[A-Za-z)]\s)(?P<n>[-+−–]?{_NUM})(?=\s?(?:[,;.]|$)|\s[A-Z(])")


def _tabled(text: str) -> list[Quantity]:
    """Bare numbers behind names, under a heading that gives the unit for all: `Growth in 2025, percent: Hubei 18.2, Anhui 17.3`."""
    head = _HEADED.search(text)
    if head is None:
        return []
    unit = head["u"].lower()
    rows = []
    for match in _ROW.finditer(text, head.end()):
        parsed = number(match["n"].lstrip("+"))
        if parsed is None or not re.search(r"[A-Z][\w'-]+(?:\s\([^()]*\))?\s$", text[: match.start()]):
            continue
        if "%" in unit or unit.startswith("p"):
            rows.append(make(text, *match.span(), *parsed, "percent", form="percent"))
            continue
        word = re.search(rf"{_SCALE}|bn|trn", unit)
        factor = Decimal(10) ** SCALES[re.sub(r"[-\s]+", " ", word[0])] if word else Decimal(1)
        rows.append(
            make(
                text,
                *match.span(),
                parsed[0] * factor,
                parsed[1] * factor,
                "USD" if re.search(r"\$|dollar|usd", unit) else "CNY",
                form="money",
            )
        )
    return rows


_COUNTED = re.compile(
    r"^[\s-](?P<adj>(?:(?:new|more|electric|foreign|trading|private|million|cargo|passenger|standard|finished"
    r"|motor|metric|standard|twenty-foot|heavy|battery|international|freight|industrial|auto|passenger|energy"
    r"|new-energy|overseas)\s){0,2})"
    r"(?P<noun>vehicles?|cars?|autos?|automobiles?|units?|sets|pieces|tonnes?|tons|TEUs?|containers|boxes|trips"
    r"|trains|passengers|travell?ers|tourists|flights|companies|firms|enterprises|businesses|people|workers|jobs"
    r"|visitors|barrels|kilowatts|gigawatts|GW|MW|kilomet(?:er|re)s|km|orders|parcels|ships|vessels|smartphones"
    r"|phones|robots|pairs|trucks|lorries|wagons|drivers|tickets|subscribers|hectares|mu|households|farmers"
    r"|laptops|batteries|drones|bicycles|motorcycles|(?:were|are)\s(?:new-energy|electric|exported|sold))\b",
    re.I,
)


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    after = _COUNTED.match(text[end : end + 60])
    numbered = bool(re.search(r"\bnumber(?:ed|ing)\s(?:about\s|nearly\s|some\s)?$", text[:start], re.I))
    firms = re.search(
        r"(?:number of|total of)[^,.;]{0,60}(?:rose|fell|grew|climbed|reached|stood|to|at|was)[^,.;]{0,12}$", text[:start], re.I
    )
    if not after and not firms and not numbered:
        return None
    parsed = number(match["n"])
    if parsed is None:
        return None
    factor = Decimal(10) ** SCALES.get((match["s"] or "").lower().replace("-", " "), 0)
    noun = after["noun"].lower() if after else "units" if numbered else "firms"
    vehicles = noun.rstrip("s") in ("vehicle", "car", "auto", "automobile", "unit", "set", "piece")
    precision = parsed[1] * factor if match["s"] or "." in match["n"] else Decimal(0 if not vehicles else 1)
    if after:
        end = end + after.end("noun")
    return make(
        text,
        start,
        end,
        parsed[0] * factor,
        precision,
        "units" if vehicles else "count",
        hedge=hedge_before(text, start),
        form="count",
        noun=noun,
    )
