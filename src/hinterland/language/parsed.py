"""A sentence with all that it mentions: names, periods, quantities and cue words, found before anything is made of them.

In goes a sentence and the date of its text, out comes a `Parsed`. `OUTSIDE` are the words of things that the tables do not know.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from hinterland.codes import Language
from hinterland.language import names as name_finder
from hinterland.language.mentions import Mention, Quantity, Sentence
from hinterland.language.periods import PeriodMention, periods
from hinterland.language.quantities import quantities
from hinterland.language.wares import set_apart, unheld


@dataclass(slots=True)
class Parsed:
    """A sentence with all that it mentions."""

    sentence: Sentence
    names: list[Mention]
    periods: list[PeriodMention]
    quantities: list[Quantity]
    cues: list[tuple[int, int, str]]


OUTSIDE = {
    "en": re.compile(
        r"\b(?:airport|port handled|throughput|cargo|freight|passengers?|tourists?|tourism|receipts|journeys|visitors?|retail|investment|deposits"
        r"|loans|fiscal|tax(?:es)?|budget|population|profits?|electricity|employ|wage|tariffs?|discounts?"
        r"|interest rate|exchange rate|inflation|prices?|stocks?|shares? (?:rose|fell|of the company)|unemployment"
        r"|firms with|companies with|number of|orders|listed|patents?|fdi|foreign investment|output of"
        r"|train trips?|catering|consumption|duty-free|box office|sales\?)\b",
        re.I,
    ),
    "zh": re.compile(
        r"吞吐量|机场|班列|港口|投资|零售|财政|税收|存款|贷款|人口|旅游|游客|客流|旅客|货邮|利润|用电|工资|关税"
        r"|汇率|物价|CPI|就业|实有|企业数|主体|外资|专利|研发|社会消费品|快递|航线|开行|失业|利率|股价|订单量|产能"
        r"|亩|免税|票房|销售额"
    ),
}


@cache
def _cues(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    with (files("hinterland.language") / "cues.csv").open(encoding="utf-8") as f:
        return tuple((r["cue"], re.compile(r["pattern"], re.I)) for r in csv.DictReader(f) if r["language"] == language)


def _of_year(text: str, dated: list[PeriodMention]) -> list[PeriodMention]:
    """Months whose year comes last are that year's: `first-half exports rose to 2.89 trillion yuan in 2025`."""
    if len(dated) != 2:
        return dated
    months, year = dated
    bare = months.months is not None and months.period is None and months.months != (1, 12) and not (months.base or months.carry)
    whole = year.period is not None and year.period.months == 12 and year.text.isdigit() and not (year.base or year.carry)
    if not (bare and whole and year.period and re.search(r"\bin\s$", text[: year.start]) and re.fullmatch(r"\W*", text[year.end :])):
        return dated
    return [replace(months, period=months.settled(year.period.end // 100, None))]


def parse(sentence: Sentence, today: date) -> Parsed:
    """All that a sentence mentions, with offsets within it."""
    text, language = sentence.text, sentence.language
    dated = _of_year(text, periods(text, language, today))
    found = [q for q in quantities(text, language) if not any(p.start <= q.start < p.end or q.start <= p.start < q.end for p in dated)]
    named = [n for n in name_finder.names(text) if not any(q.start <= n.start < q.end for q in found if q.form != "count")]
    named = unheld(text, language, named)
    if language == "en":
        named = set_apart(text, named)
    cues = [(m.start(), m.end(), cue) for cue, pattern in _cues(language) for m in pattern.finditer(text)]
    return Parsed(sentence, named, dated, found, sorted(cues))
